"""More levels stand inside each other than a record has.

A record needs about eight levels, and 24 are read. More is a mistake, or an attempt to exhaust the reader.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "too-deep", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Brackets without end.",
        "id: example\nnotes: " + "[" * 40 + "]" * 40 + "\nparticipants: {}\n",
        ((2, 31),),
    ),
)
