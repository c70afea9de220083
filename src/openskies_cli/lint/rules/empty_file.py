"""The file holds nothing.

A record has at least an `id` and `participants`.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "empty-file", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Only a comment.",
        """
        # to be written
        """,
        ((1, 1),),
    ),
)
