"""The file is larger than any record.

At most 2 MiB are read: one treaty a file. A record of two hundred participants is about 150 kB.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "file-too-large", ERROR, "bytes"

EXAMPLES = (
    Example(
        "More than 2 MiB.",
        "# " + "x" * 2 * 1024 * 1024 + "\n",
        ((1, 1),),
    ),
)
