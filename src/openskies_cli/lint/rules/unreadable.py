"""The file cannot be opened.

It was there when the folder was listed, but its rights or the disk do not let it be read.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unreadable", ERROR, "bytes"

EXAMPLES: tuple[Example, ...] = ()
