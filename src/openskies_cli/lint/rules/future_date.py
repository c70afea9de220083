"""An act is dated later than today.

A record holds what happened. A slip of a digit makes 2062 of 2026, and tables print a far year for "still in force". Dates of
effect may lie ahead; the days on which a list was seen may not.
"""

from collections.abc import Iterator

from openskies_cli.dates import Day
from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord
from openskies_cli.reading.nodes import Node

ID, SEVERITY, READS = "future-date", ERROR, "record"

EXAMPLES = (
    Example(
        "A far year for an exit that has not come, on another day than the stand-ins that are known.",
        """
        id: example
        participants:
          AU: {actions: [{action: notice_of_withdrawal, date: 2899-12-31}]}
        """,
        ((3, 55),),
    ),
    Example(
        "Nobody has seen a list of next century.",
        """
        id: example
        coverage: {from: 2010-05-01, through: 2110-12-31}
        participants: {}
        """,
        ((2, 39),),
    ),
    Example(
        "An effect may lie ahead.",
        """
        id: example
        clauses: {entry_into_force: {published: 2011-04-01}}
        participants:
          AU: {actions: [{action: accession, date: 2012-01-01, effect: 2112-01-01}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts, the adoption, and the days on which something was seen."""
    for day, node in _days(record):
        if day is not None and day.earliest > record.around.today:
            yield record.finding(
                node, f"{day} is later than today, {record.around.today}", "correct the day; what is only planned is no act"
            )


def _days(record: CheckedRecord) -> Iterator[tuple[Day | None, Node]]:
    """Every day that must have come, with its place."""
    treaty = record.treaty
    yield treaty.adopted, record.find("adopted")
    yield treaty.coverage.through, record.find("coverage", "through")
    for who, day in treaty.seen.items():
        yield day, record.find("seen", who)
    for _, act in record.acts():
        yield act.date, record.at(act, "date")
