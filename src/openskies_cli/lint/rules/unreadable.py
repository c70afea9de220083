"""The file, or a folder for records, cannot be read.

Its rights or the disk do not allow it; or what stands there is no plain file (a pipe, a device, a folder); or it is a link.
A link in a folder of records is followed to another record there and nowhere else: what is read is quoted in findings, and a
stranger's record should not quote what only you may read. A file that you name yourself is read wherever it leads.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unreadable", ERROR, "bytes"

EXAMPLES: tuple[Example, ...] = ()
