"""A key is not one word.

A key stands before a colon and a space, without brackets, braces or a leading question mark.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "key", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A list as a key.",
        """
        id: example
        ? [RU, US]
        : {}
        participants: {}
        """,
        ((2, 3),),
    ),
)
