"""What stands here is not what belongs here.

A list for a text, a text for keys with values, a code in small letters, a number out of bounds: the finding says what belongs here
and what it got.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "shape", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Codes as tables print them: small letters, a footnote's number at the name; a number of years in words.",
        """
        id: example
        clauses:
          duration: {years: ten}
        participants:
          ru: {}
          Belarus3: {}
          CH: {actions: {action: signature, date: 2010-05-01}}
        """,
        ((3, 21), (5, 3), (6, 3), (7, 17)),
    ),
)
