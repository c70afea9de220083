"""The file cannot be opened.

It was there when the folder was listed, but its rights or the disk do not let it be read.
"""

from openskies_cli.checks import Example
from openskies_cli.diagnostics import ERROR

ID, SEVERITY, READS = "unreadable", ERROR, "bytes"

EXAMPLES: tuple[Example, ...] = ()
