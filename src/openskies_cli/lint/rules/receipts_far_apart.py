"""One notice reached its depositaries more than a month apart.

Notices of one participant that follow each other and differ only in the depositary are one notice. Embassies hand them over within
days; receipts that lie far apart are more often two notices, or a slip in a month. A hint: shown with `--severity hint`.
"""

from collections.abc import Iterator

from openskies_cli.derive import in_order
from openskies_cli.diagnostics import HINT, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "receipts-far-apart", HINT, "record"

MOST_DAYS = 31

EXAMPLES = (
    Example(
        "London in February, Washington in June.",
        """
        id: example
        clauses:
          withdrawal: {delay: {months: 3}}
        participants:
          FR:
            actions:
              - {action: notice_of_withdrawal, date: 2003-02-10, received: [{by: GB, date: 2003-02-10}, {by: US, date: 2003-06-10}]}
        """,
        ((7, 46),),
    ),
    Example(
        "Three days in one week.",
        """
        id: example
        clauses:
          withdrawal: {delay: {months: 3}}
        participants:
          FR:
            actions:
              - {action: notice_of_withdrawal, date: 2003-02-10, depositary: GB}
              - {action: notice_of_withdrawal, date: 2003-02-12, depositary: US}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Notices of which two receipts surely lie further apart than that."""
    for entry in record.treaty.participants.values():
        for act in in_order(entry.actions, record.treaty.clauses):
            days = [receipt.date for receipt in act.action.received if receipt.date is not None]
            if days and (max(day.earliest for day in days) - min(day.latest for day in days)).days > MOST_DAYS:
                yield record.finding(
                    record.at(act.action, "date"),
                    f"the receipts of the {spoken(act.action)} lie more than {MOST_DAYS} days apart",
                    "look at the days again; write two notices where there were two",
                )
