"""A key stands twice in one place.

Most readers of YAML silently keep the last of two, so one of the facts is lost. Two acts are two items of the list `actions`.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "duplicate-key", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Two dates in one act; a participant entered twice.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01, date: 2010-05-02}]}
          FR: {}
          CH: {}
        """,
        ((3, 56), (5, 3)),
    ),
)
