"""What an act means depends on a day that is not certain.

A notice in the month in which the treaty came to bind its State takes consent back or begins an exit; a return before or on the
day of exit ends it or begins a new spell. Every order that the dates allow is followed, and the answer is undetermined where they
differ. A hint: a day known better decides. Shown with `--severity hint`.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import HINT, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "act-decides-by-uncertain-day", HINT, "record"

EXAMPLES = (
    Example(
        "In force for it some day from 1 to 31 May; the notice of 14 May takes consent back, or begins an exit.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2000-01-01}
          entry_into_force_for_state: {delay: {days: 30}}
          withdrawal: {delay: {years: 1}}
        participants:
          FR:
            actions:
              - {action: accession, date: 2001-04}
              - {action: notice_of_withdrawal, date: 2001-05-14}
        """,
        ((10, 46),),
    ),
    Example(
        "The notice came after every day on which it may have been bound.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2000-01-01}
          entry_into_force_for_state: {delay: {days: 30}}
          withdrawal: {delay: {years: 1}}
        participants:
          FR:
            actions:
              - {action: accession, date: 2001-04}
              - {action: notice_of_withdrawal, date: 2001-07-14}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """The acts whose order against a derived day leaves more than one course."""
    for who, forks in record.chronicle.forks.items():
        acts = record.treaty.participants[who].actions
        uncertain = [act for act in acts if act.date is not None and not act.date.exact]
        for act in acts:
            if act not in forks:
                continue
            other = next((one for one in uncertain if one is not act), None)
            yield record.finding(
                record.at(act, "date"),
                f"what the {spoken(act)} of {who} means depends on a day that is not certain",
                "narrow the days that are known to the month or year only; until then the answer is undetermined where they decide",
                related=None if other is None else record.at(other, "date"),
            )
