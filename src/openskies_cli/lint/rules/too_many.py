"""The record has more participants, or more acts, than any treaty.

Some 250 States and organizations may be participants of anything; at most 1,000 are read, and at most 5,000 acts. More is a
mistake, or an attempt to exhaust the reader.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "too-many", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A thousand and one.",
        "id: example\nparticipants:\n" + "".join(f"  X{i}: {{}}\n" for i in range(1001)),
        ((2, 1),),
    ),
)
