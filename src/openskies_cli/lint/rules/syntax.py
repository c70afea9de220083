"""The file is not YAML.

A brace, a bracket or a quotation mark is not closed, a key has no colon, a text with a colon in it has no quotation marks, or a line
is indented too far. The finding names the place where the parser noticed, and where the open bracket began.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "syntax", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A brace is left open.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01]}
        """,
        ((3, 54),),
    ),
    Example(
        "A colon inside a text.",
        """
        id: example
        title: Treaty: on the Lake
        participants: {}
        """,
        ((2, 14),),
    ),
)
