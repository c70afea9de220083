"""The file is not written in UTF-8.

UTF-8 can write every name. Files from older programs are often in Latin-1 or UTF-16: save them anew.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "encoding", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A name in Latin-1.",
        b"id: example\nplace: Orl\xe9ans\nparticipants: {}\n",
        ((2, 11),),
    ),
    Example(
        "UTF-16.",
        b"\xff\xfei\x00d\x00",
        ((1, 1),),
    ),
)
