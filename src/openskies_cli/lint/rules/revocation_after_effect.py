"""A notice of withdrawal is revoked after it has taken effect.

A notice may be revoked until it takes effect (VCLT 68); who has left can only accede again. The answer is *disputed* from that
day on. If that is what happened, mark the act `fact: contested`; if not, correct the day.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "revocation-after-effect", WARNING, "record"

EXAMPLES = (
    Example(
        "A year and a half after a notice of one year.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2002-07-01}
          entry_into_force_for_state: none
          withdrawal: {delay: {years: 1}}
        participants:
          FR:
            actions:
              - {action: accession, date: 2003-01-01}
              - {action: notice_of_withdrawal, date: 2016-01-10}
              - {action: revocation_of_notice, date: 2017-06-10}
        """,
        ((11, 46),),
    ),
    Example(
        "The Gambia and the Rome Statute: within the year.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2002-07-01}
          entry_into_force_for_state: none
          withdrawal: {delay: {years: 1}}
        participants:
          GM:
            actions:
              - {action: ratification, date: ../2002-07-01}
              - {action: notice_of_withdrawal, date: 2016-11-10}
              - {action: revocation_of_notice, of: 2016-11-10, date: 2017-02-10}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Revocations by who surely is a former party that day."""
    for who, act in record.acts():
        if act.kind != "revocation_of_notice" or act.fact != "established" or act.date is None:
            continue
        if record.before(who, act.date) == {"former-party"}:
            sentence = f"{spoken(act)} comes after the notice took effect"
            yield record.finding(record.at(act, "date"), sentence, "correct the day, or say fact: contested")
