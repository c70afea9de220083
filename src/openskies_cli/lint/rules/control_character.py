"""A character stands in the file that is no text.

Control characters come from copying out of terminals and old programs. They can hide text, or command a terminal. Lines end with
LF, or with CR LF.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "control-character", ERROR, "bytes"

EXAMPLES = (
    Example(
        "An escape character in a title.",
        "id: example\ntitle: Treaty \x1b[31mon the Lake\nparticipants: {}\n",
        ((2, 15),),
    ),
    Example(
        "A lone carriage return.",
        "id: example\nparticipants: {}\r\n# old\rMac\n",
        ((3, 6),),
    ),
)
