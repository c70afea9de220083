"""One mapping is merged into another.

`<<` copies keys from elsewhere. A record says everything where it stands.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "merge-key", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Copied keys.",
        """
        id: example
        participants:
          CH: {<<: {actions: []}}
        """,
        ((3, 8),),
    ),
)
