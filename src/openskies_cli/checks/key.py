"""A key is not one word.

A key stands before a colon and a space, without brackets, braces or a leading question mark.
"""

from openskies_cli.checks import Example
from openskies_cli.diagnostics import ERROR

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
