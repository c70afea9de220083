"""A key that must stand is not there.

The handbook says which keys a record must have; the finding says what the key is for.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

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
