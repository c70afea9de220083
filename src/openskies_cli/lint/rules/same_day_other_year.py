"""Two deposits of one instrument with different depositaries have the same day and month in different years.

A State deposits in several capitals within days or months. The same day of another year is almost always a slip of the year in
one of the lines, and if it is the line of the earlier one, every date that follows from it is wrong. Where the source prints it
so, say that in `why:`.
"""

from collections.abc import Iterator

from openskies_cli.dates import Day
from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.rules.depositaries_far_apart import day_of, deposits
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "same-day-other-year", WARNING, "record"

EXAMPLES = (
    Example(
        "Finland and the NPT in a table of 2018: to the day a year between two capitals.",
        """
        id: example
        depositaries: [GB, RU, US]
        participants:
          FI:
            actions:
              - {action: ratification, depositary: RU, date: 1969-02-05}
              - {action: ratification, depositary: GB, date: 1970-02-05}
        """,
        ((7, 54),),
    ),
    Example(
        "Bulgaria and the Hague Convention of 1970; and a day that the source really prints.",
        """
        id: example
        depositaries: [GB, RU, US]
        participants:
          BG:
            actions:
              - {action: ratification, depositary: RU, date: 1971-05-19}
              - {action: ratification, depositary: US, date: 1972-02-23}
          FI:
            actions:
              - {action: ratification, depositary: RU, date: 1969-02-05}
              - {action: ratification, depositary: GB, date: 1970-02-05, why: so in the table of 2018}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Deposits of one kind against those above with other depositaries; a day is looked at once."""
    for others, act in deposits(record):
        if act.why or any(other.date == act.date for other in others):
            continue
        twin = next((other for other in others if other.depositary != act.depositary and _twins(day_of(other), day_of(act))), None)
        if twin is not None:
            sentence = f"{spoken(act)} with {act.depositary}: with {twin.depositary} it was the same day of {day_of(twin).earliest.year}"
            yield record.finding(record.at(act, "date"), sentence, "correct the year, or say why:", related=record.at(twin, "date"))


def _twins(one: Day, two: Day) -> bool:
    """Whether two days are known and have the same place in different years."""
    return one.exact and two.exact and one != two and (one.earliest.month, one.earliest.day) == (two.earliest.month, two.earliest.day)
