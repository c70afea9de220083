"""The record has more participants, acts, conditions or values than any treaty.

Some 250 States and organizations may be participants of anything; at most 1,000 are read, at most 5,000 acts (200 of one), at most 10
conditions of the entry into force, and of any file at most 300,000 keys and values. More is a mistake, or an attempt to exhaust
the reader.
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
    Example(
        "More conditions than any clause.",
        "id: example\nclauses:\n  entry_into_force: {when: {all: [" + "{instruments: 2}, " * 21 + "]}}\nparticipants: {}\n",
        ((2, 1),),
    ),
)
