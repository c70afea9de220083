"""The `id` is not the file's name.

A treaty is asked for by its id and found by its file. In a seed, where a citation finds the file, it is a warning.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "id", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A copy whose id was forgotten.",
        """
        id: open-skies
        participants: {}
        """,
        ((1, 5),),
    ),
)
