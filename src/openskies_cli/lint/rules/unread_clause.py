"""An act on record needs a clause that the record does not hold.

What hangs on a clause that was not read is undetermined: no day is computed, nobody is said to be bound or to have left. Read
the treaty and write the clause; write `none` where it was read and has no such clause (VCLT 24(2), 24(3), 56), `unread` where
nobody has read it yet. A clause that is left out is a warning only where an act needs it: a notice and no `withdrawal`, a consent
after the treaty's own entry into force and no `entry_into_force_for_state`, consents and neither a condition nor an announced day.
A clause that is said to be `unread` is a hint.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import HINT, WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import CONSENT, Action

ID, SEVERITY, READS = "unread-clause", WARNING, "record"

EXAMPLES = (
    Example(
        "A notice under a treaty whose clause on withdrawal is left out.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1992-01-01}
        participants:
          FR:
            actions:
              - {action: ratification, date: 1991-05-01}
              - {action: notice_of_withdrawal, date: 2010-05-03}
        """,
        ((8, 18),),
    ),
    Example(
        "A later consent, and no clause on it; a deposit, and no clause on entry into force.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1992-01-01}
        participants:
          IT: {actions: [{action: accession, date: 1995-05-02}]}
        """,
        ((5, 27),),
    ),
    Example(
        "The clause was read, and there is none.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1992-01-01}
          entry_into_force_for_state: none
          withdrawal: none
        participants:
          IT: {actions: [{action: accession, date: 1995-05-02}, {action: notice_of_withdrawal, date: 2010-05-03}]}
        """,
    ),
)

WORDS = {
    "entry_into_force": "its entry into force",
    "entry_into_force_for_state": "when later consent binds",
    "withdrawal": "withdrawal",
}
"""A clause -> what it is about."""


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Clauses that an act needs, each once, at the first such act; those said to be unread at the word."""
    clauses = record.treaty.clauses
    for clause, about in WORDS.items():
        if clause in clauses.not_read:
            place = record.find("clauses", clause)
            yield record.finding(place, f"the clause on {about} was not read", "read it and write what it says, or none", severity=HINT)
        elif clauses.unread(clause):
            act = next((act for _, act in record.acts() if _needs(record, act, clause)), None)
            if act is not None:
                sentence = f"{spoken(act)} needs the clause on {about}, which the record does not hold"
                yield record.finding(record.at(act), sentence, f"add clauses.{clause}: the clause, none, or unread")


def _needs(record: CheckedRecord, act: Action, clause: str) -> bool:
    """Whether an act cannot be dated without the clause."""
    if clause == "withdrawal":
        return act.kind == "notice_of_withdrawal"
    force = record.chronicle.force.ruling
    if act.kind not in CONSENT or act.kind == "succession" or act.effect is not None:
        return False
    if clause == "entry_into_force":
        return force is None or force.basis == "unread"
    return force is not None and force.basis != "unread" and act.date is not None and act.date.latest > force.day.latest
