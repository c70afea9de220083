"""A key that no record has here.

The finding names the keys that were probably meant, or those that may stand here.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unknown-key", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Slips of the pen, and a status where acts belong.",
        """
        id: example
        titel: Treaty on the Lake
        participants:
          CH: {actions: [{action: signature, dated: 2010-05-01}], status: party}
        """,
        ((2, 1), (4, 38), (4, 59)),
    ),
)
