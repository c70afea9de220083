"""An act has a key that says nothing of acts of its kind.

A signature has no date of effect, only what revokes, withdraws or ends is `of` another act, only a succession is `from` somebody.
Where such a key stands, the kind of the act is wrong or the key belongs to another line.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, value_of
from openskies_cli.model import ACTIONS, BESIDE, CONSENT, DOMESTIC

ID, SEVERITY, READS = "idle-key", WARNING, "record"

NOTICE = frozenset({"notice_of_withdrawal"})
SUCCESSION = frozenset({"succession"})
TELLING = {
    "effect": ACTIONS - DOMESTIC - {"signature", "armed_conflict", "end_of_armed_conflict"},
    "named": NOTICE,
    "of": frozenset(
        {"revocation_of_notice", "objection", "resumption", *(kind for kind in BESIDE if kind.startswith(("withdrawal", "end")))}
    ),
    "until": frozenset({*BESIDE, "provisional_application", "suspension", "non_performance"}) - {"communication", "correction"},
    "procedure": frozenset({"declaration", "reservation", "withdrawal_of_declaration", "withdrawal_of_reservation"}),
    "opts": frozenset({"declaration", "reservation"}),
    "relations": frozenset({"objection", "declaration"}),
    "term": frozenset({"declaration"}),
    "renewed": frozenset({"declaration"}),
    "unless_notice": frozenset({"declaration"}),
    "from": SUCCESSION,
    "to": SUCCESSION,
    "accepted": SUCCESSION | NOTICE,
    "prefer": CONSENT | NOTICE,
}
"""A key -> the acts of which it says something."""

EXAMPLES = (
    Example(
        "Grenada in an official table: a signature with a date of effect (these days are made up).",
        """
        id: example
        participants:
          GD: {actions: [{action: signature, date: 2010-05-01, effect: 2010-06-01}]}
        """,
        ((3, 64),),
    ),
    Example(
        "The word for the act is wrong: this notice is revoked, not given.",
        """
        id: example
        participants:
          GM:
            actions:
              - {action: notice_of_withdrawal, date: 2016-11-10}
              - {action: notice_of_withdrawal, of: 2016-11-10, date: 2017-02-10}
        """,
        ((6, 44),),
    ),
    Example(
        "The same two acts in their own words.",
        """
        id: example
        participants:
          GM:
            actions:
              - {action: notice_of_withdrawal, date: 2016-11-10}
              - {action: revocation_of_notice, of: 2016-11-10, date: 2017-02-10}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Every key of `TELLING` that is written for another kind of act."""
    for _, act in record.acts():
        written = record.written(act)
        for key in TELLING.keys() & written.keys.keys():
            if act.kind not in TELLING[key]:
                sentence = f"'{key}' says nothing of a {act.kind.replace('_', ' ')}"
                goes = ", ".join(sorted(TELLING[key])) if len(TELLING[key]) < 4 else ""
                remedy = f"it goes with {goes}" if goes else "remove it, or correct the word for the act"
                yield record.finding(value_of(written, key) or written, sentence, remedy)
