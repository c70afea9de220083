"""A State is said to be bound before the treaty is in force.

Nobody is a party to a treaty that is not in force (VCLT 2(1)(g)); a table that gives such a day gives another one: of the deposit,
of provisional application, or of another treaty. The State is a contracting State until the treaty enters into force.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import CONSENT

ID, SEVERITY, READS = "party-before-treaty", WARNING, "record"

EXAMPLES = (
    Example(
        "A day of effect under a treaty that waits for its third instrument.",
        """
        id: example
        clauses:
          entry_into_force: {article: "12", when: {instruments: 3}}
        participants:
          FR: {actions: [{action: ratification, date: 2001-01-10, effect: 2001-02-10}]}
        """,
        ((5, 67),),
    ),
    Example(
        "A day of effect before the day the treaty entered into force.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2000-07-10}
        participants:
          IT: {actions: [{action: accession, date: 2000-05-05, effect: 2000-06-20}]}
        """,
        ((5, 64),),
    ),
    Example(
        "With the treaty itself.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2000-07-10}
        participants:
          IT: {actions: [{action: accession, date: 2000-05-05, effect: 2000-07-10}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Consents whose recorded day of effect lies before every day on which the treaty may have entered into force."""
    force = record.chronicle.force.ruling
    if force is not None and force.basis == "unread":
        return
    for _, act in record.acts():
        if act.kind not in CONSENT or act.kind == "succession" or act.effect is None or act.fact != "established":
            continue
        if force is None or act.effect.latest < force.day.earliest:
            when = "is not in force" if force is None else f"is in force from {force.day}"
            sentence = f"{spoken(act)} is said to take effect {act.effect}, but the treaty {when}"
            yield record.finding(record.at(act, "effect"), sentence, "correct the day, or the clause on entry into force")
