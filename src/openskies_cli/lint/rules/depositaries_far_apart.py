"""Two deposits of one instrument with different depositaries lie a year or more apart.

A State deposits in several capitals within days or months, and the first deposit counts. Years between them happen where States
did not recognize each other. Elsewhere one of the lines is mistaken, and if it is the earlier one, every date that follows from
it is wrong. A hint: shown with `--severity hint` or `--select depositaries-far-apart`; where day and month are the same, see
`same-day-other-year`.
"""

from collections.abc import Iterator

from openskies_cli.dates import Day
from openskies_cli.diagnostics import HINT, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import CONSENT, Action

ID, SEVERITY, READS = "depositaries-far-apart", HINT, "record"

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
        ((7, 54),),
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


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Deposits of one kind, each against the one before it."""
    for others, act in deposits(record):
        other = others[-1]
        days = (day_of(act).earliest - day_of(other).latest).days
        if days >= FAR and other.depositary != act.depositary:
            sentence = f"{spoken(act)} with {act.depositary} comes {days} days after the one with {other.depositary}"
            yield record.finding(
                record.at(act, "date"), sentence, "look for a slip of the year in either", related=record.at(other, "date")
            )


def deposits(record: CheckedRecord) -> Iterator[tuple[list[Action], Action]]:
    """Dated deposits of one kind, each with those above it, as long as no exit lies between."""
    for entry in record.treaty.participants.values():
        above: dict[str, list[Action]] = {}
        for act in entry.actions:
            if act.kind in ("notice_of_withdrawal", "withdrawal_of_consent"):
                above.clear()
            if act.kind in CONSENT | {"signature"} and act.date is not None and act.depositary:
                others = above.setdefault(act.kind, [])
                if others:
                    yield list(others), act
                others.append(act)


def day_of(act: Action) -> Day:
    """The date of an act that has one."""
    assert act.date is not None
    return act.date
