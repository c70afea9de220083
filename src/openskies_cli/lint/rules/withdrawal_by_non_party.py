"""A notice of withdrawal by a participant that is not bound.

Who never consented, or has left already, has nothing to leave; the notice is without effect. Most often the consent is missing
from the record, or the exit belongs to another participant or another treaty.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import BOUND, CheckedRecord, spoken

ID, SEVERITY, READS = "withdrawal-by-non-party", ERROR, "record"

EXAMPLES = (
    Example(
        "A published data set gives Canada's exit from the Kyoto Protocol to the United States, which only signed.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2005-02-16}
          withdrawal: {article: "27", delay: {years: 1}}
        participants:
          US: {actions: [{action: signature, date: ../2005-02-16}, {action: notice_of_withdrawal, date: 2011-12-15}]}
        """,
        ((6, 69),),
    ),
    Example(
        "A second notice after the exit.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-04-01}
          withdrawal: {delay: {months: 6}}
        participants:
          FR:
            actions:
              - {action: accession, date: 2012-01-01}
              - {action: notice_of_withdrawal, date: 2020-02-29}
              - {action: notice_of_withdrawal, date: 2021-02-28}
        """,
        ((10, 18),),
    ),
    Example(
        "A party, and a contracting State that takes its consent back.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-04-01}
          withdrawal: {delay: {months: 6}}
        participants:
          FR: {actions: [{action: accession, date: 2012-01-01}, {action: notice_of_withdrawal, date: 2020-02-29}]}
          IT: {actions: [{action: accession, date: 2011-01-01}, {action: notice_of_withdrawal, date: 2011-02-01}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Notices by participants that surely were not bound, neither that day nor the day before."""
    for who, act in record.acts():
        day = act.date or act.effect
        if act.kind != "notice_of_withdrawal" or act.fact != "established" or day is None:
            continue
        statuses = record.around_day(who, day)
        if not statuses & BOUND:
            standings = [
                f"was {status.replace('-', ' ')}" if status != "none" else "had done nothing on record"
                for status in sorted(statuses)
                if status
            ]
            sentence = f"{spoken(act)} of a participant that {' or '.join(standings) or 'was no State yet, or no more'} that day"
            yield record.finding(record.at(act), sentence, "add its consent, or correct the day, the participant or the treaty")
