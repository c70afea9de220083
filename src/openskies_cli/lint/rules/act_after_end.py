"""An act is dated after the treaty had ended.

When a treaty has expired or is terminated, nobody can accede to it or leave it any more. What follows from an act of that day
on, follows from another treaty; or one of the dates is wrong. A succession may still be notified: it works backwards.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import ON_STATUS

ID, SEVERITY, READS = "act-after-end", ERROR, "record"

STILL_POSSIBLE = frozenset({"succession", "armed_conflict", "end_of_armed_conflict"})

EXAMPLES = (
    Example(
        "A notice of withdrawal from a treaty that has expired.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-02-05}
          duration: {article: XIV(2), years: 10}
        participants:
          RU:
            actions:
              - {action: ratification, date: 2011-02-05}
              - {action: notice_of_withdrawal, date: 2022-03-01}
        """,
        ((9, 46),),
    ),
    Example(
        "The same notice while the treaty lasts.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-02-05}
          withdrawal: {article: XIV(3), delay: {months: 3}}
          duration: {article: XIV(2), years: 10}
        participants:
          RU:
            actions:
              - {action: ratification, date: 2011-02-05}
              - {action: notice_of_withdrawal, date: 2020-03-01}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts that change a status, dated on or after the first day out of force."""
    end = record.chronicle.end
    if end is None:
        return
    for _, act in record.acts():
        if act.date is None or act.kind not in ON_STATUS - STILL_POSSIBLE:
            continue
        if act.date.earliest >= end.ruling.day.latest:
            sentence = f"{spoken(act)} comes after the treaty ended, {end.ruling.day}: {end.ruling.why}"
            yield record.finding(
                record.at(act, "date"), sentence, "correct the day, or move the act to the record of the treaty it belongs to"
            )
