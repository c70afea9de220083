"""A key that must stand is not there.

The handbook says which keys a record must have; the finding says what the key is for.
"""

from openskies_cli.checks import Example
from openskies_cli.diagnostics import ERROR

ID, SEVERITY, READS = "missing-key", ERROR, "bytes"

EXAMPLES = (
    Example(
        "No participants; an act without its word.",
        """
        id: example
        events: [{date: 2010-05-01}]
        """,
        ((1, 1), (2, 10)),
    ),
)
