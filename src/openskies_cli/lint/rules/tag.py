"""A value is given a type.

Every value of a record is read as text, so that `NO` is Norway; types have nothing to do here.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "tag", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A text, said to be one.",
        """
        id: example
        title: !!str Treaty on the Lake
        participants: {}
        """,
        ((2, 8),),
    ),
)
