"""An instrument is dated on a Saturday or a Sunday.

Ministries are closed. It happens, New Year's Day and ceremonies apart, but seldom enough for a second look at the day. A hint:
shown with `--severity hint` or `--select weekend-deposit`.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import HINT, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "weekend-deposit", HINT, "record"

DEPOSITS = frozenset(
    {
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "formal_confirmation",
        "notice_of_withdrawal",
        "withdrawal_of_consent",
    }
)

EXAMPLES = (
    Example(
        "A Sunday.",
        """
        id: example
        participants:
          FR: {actions: [{action: signature, date: 2010-05-01}, {action: ratification, date: 2011-03-06}]}
        """,
        ((3, 86),),
    ),
    Example(
        "A Wednesday; and a month, which has no day of the week.",
        """
        id: example
        participants:
          FR: {actions: [{action: ratification, date: 2011-03-02}]}
          IT: {actions: [{action: accession, date: 2012-08}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Deposits whose day is known and is the sixth or seventh of its week."""
    for _, act in record.acts():
        if act.kind in DEPOSITS and act.date is not None and act.date.exact and act.date.earliest.weekday() > 4:
            name = ("Saturday", "Sunday")[act.date.earliest.weekday() - 5]
            yield record.finding(record.at(act, "date"), f"{spoken(act)} fell on a {name}", "look at the day again")
