"""Two deposits of one instrument with different depositaries lie a year or more apart.

A State deposits in several capitals within days or months, and the first deposit counts. A gap of a year is most often a slip
of the year in one of the lines, and if the earlier line is the wrong one, every date that follows from it is wrong.
"""

from collections.abc import Iterator

from openskies_cli.checks import Example
from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.model import CONSENT, Action
from openskies_cli.sheet import Record, spoken

ID, SEVERITY, READS = "depositaries-far-apart", WARNING, "record"

FAR = 365
"""Days. In the table of disarmament treaties of 2018, 15 of 343 instruments in several capitals lie as far apart."""

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
        ((7, 56),),
    ),
    Example(
        "Bulgaria and the Hague Convention of 1970: nine months.",
        """
        id: example
        depositaries: [GB, RU, US]
        participants:
          BG:
            actions:
              - {action: ratification, depositary: RU, date: 1971-05-19}
              - {action: ratification, depositary: US, date: 1972-02-23}
        """,
    ),
)


def check(record: Record) -> Iterator[Diagnostic]:
    """Deposits of one kind, each against the first with another depositary, as long as no exit lies between."""
    for entry in record.treaty.participants.values():
        first: dict[str, Action] = {}
        for act in entry.actions:
            if act.kind in ("notice_of_withdrawal", "withdrawal_of_consent"):
                first.clear()
            if act.kind not in CONSENT | {"signature"} or act.date is None or not act.depositary:
                continue
            other = first.setdefault(act.kind, act)
            if other.date is None or other.depositary == act.depositary:
                continue
            days = (act.date.earliest - other.date.latest).days
            if days >= FAR:
                sentence = f"{spoken(act)} with {act.depositary} comes {days} days after the one with {other.depositary}"
                yield record.finding(record.at(act, "date"), sentence, "look for a slip of the year in either", related=record.at(other, "date"))
