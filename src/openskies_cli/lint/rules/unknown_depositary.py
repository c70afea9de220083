"""An act was deposited with somebody who is no depositary of this treaty.

`depositary:` on an act names one of the treaty's `depositaries:`, in the same words.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "unknown-depositary", ERROR, "record"

EXAMPLES = (
    Example(
        "A city for a government.",
        """
        id: example
        depositaries: [GB, RU, US]
        participants:
          FI: {actions: [{action: ratification, depositary: London, date: 1970-02-05}]}
        """,
        ((4, 53),),
    ),
    Example(
        "One of the three.",
        """
        id: example
        depositaries: [GB, RU, US]
        participants:
          FI: {actions: [{action: ratification, depositary: GB, date: 1970-02-05}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Depositaries of acts against those of the treaty, where it names any."""
    known = record.treaty.depositaries
    for _, act in record.acts():
        if act.depositary and known and act.depositary not in known:
            remedy = record.near(act.depositary, known) or f"depositaries: {', '.join(known)}"
            yield record.finding(record.at(act, "depositary"), f"'{act.depositary}' is no depositary of this treaty", remedy)
