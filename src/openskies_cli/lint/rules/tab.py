"""A tab stands in the file.

Tabs are as wide as the reader's program likes, and YAML forbids them for indenting. Write spaces.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "tab", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A date copied from an official list, with its tab.",
        "id: example\nparticipants:\n  BY: {actions: [{action: signature, date: 22 Apr\t 2016}]}\n",
        ((3, 50),),
    ),
)
