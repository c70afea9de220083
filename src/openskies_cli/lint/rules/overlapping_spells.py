"""A participant leaves before it was bound, or is bound again before it has left.

Each run through a treaty ends before the next begins. Published tables break this where they keep repeated membership in extra
columns and shift them against each other: entry into force in 1976, end in 1970.
"""

from collections.abc import Iterator
from itertools import pairwise

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "overlapping-spells", ERROR, "record"

EXAMPLES = (
    Example(
        "Iceland in the second columns of a published data set.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1948-11-10}
          withdrawal: {delay: {yearly: {on: 06-30, notice_by: 01-01}}}
        participants:
          IS:
            actions:
              - {action: accession, effect: 1976-06-15, basis: depositary}
              - {action: notice_of_withdrawal, effect: 1970-06-30, basis: depositary}
        """,
        ((9, 48),),
    ),
    Example(
        "Venezuela's exit of 1999 from the whaling convention was copied to more than 37 other States; here to one that entered later.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1948-11-10}
          withdrawal: {delay: {yearly: {on: 06-30, notice_by: 01-01}}}
        participants:
          IS:
            actions:
              - {action: accession, effect: 2002-10-10, basis: depositary}
              - {action: notice_of_withdrawal, effect: 1999-06-30, basis: depositary}
        """,
        ((9, 48),),
    ),
    Example(
        "In, out and in again.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1948-11-10}
          withdrawal: {delay: {yearly: {on: 06-30, notice_by: 01-01}}}
        participants:
          IS:
            actions:
              - {action: accession, effect: 1948-11-10, basis: depositary}
              - {action: notice_of_withdrawal, effect: 1992-06-30, basis: depositary}
              - {action: accession, effect: 2002-10-10, basis: depositary}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Entries into force and exits of one participant, each against the one before it."""
    for rulings in record.chronicle.rulings.values():
        turns = [ruling for ruling in rulings if ruling.status in ("party", "former-party")]
        for before, ruling in pairwise(turns):
            if ruling.day.latest >= before.day.earliest or not ruling.acts or ruling.acts[0].kind == "succession":
                continue
            act = ruling.acts[0]
            exit_ = ruling.status == "former-party"
            sentence = (
                f"the exit takes effect {ruling.day}, before the treaty bound the participant, {before.day}"
                if exit_
                else f"the treaty binds the participant again from {ruling.day}, before it had left, {before.day}"
            )
            where = record.at(act, "effect", "date") if act.place.line else record.root
            yield record.finding(where, sentence, "correct the days, or the order of the acts")
