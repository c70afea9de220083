"""A State succeeds to what its predecessor did not have, or had no more.

A succession is to a treaty that was in force, or had been consented to, in respect of the territory on the day of succession (VCSST
17(1), 34(1)). Where the predecessor on record had left before, or had never consented, there was nothing to succeed to, unless
the others accepted it: say so under `accepted:`, add the predecessor's acts, or record the State's own consent.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import BOUND, CheckedRecord, spoken

ID, SEVERITY, READS = "succession-without-predecessor", WARNING, "record"

EXAMPLES = (
    Example(
        "The predecessor had left four months before.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2002-01-01}
          withdrawal: {delay: {months: 6}}
        participants:
          GB:
            actions:
              - {action: ratification, date: 2001-02-01}
              - {action: notice_of_withdrawal, date: 2002-03-01}
          FJ: {actions: [{action: succession, from: GB, date: 2006-05-03, effect: 2003-01-01}]}
        """,
        ((10, 45),),
    ),
    Example(
        "The predecessor was a party.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1960-01-01}
        participants:
          GB: {actions: [{action: ratification, date: 1959-02-01}]}
          FJ: {actions: [{action: succession, from: GB, date: 1973-01-29, effect: 1970-10-10}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Successions that nobody accepted, to a participant on record that was surely not bound, or had not signed, that day."""
    for who, act in record.acts():
        if act.kind != "succession" or act.accepted or act.fact != "established" or act.from_ not in record.treaty.participants:
            continue
        life = record.treaty.lives.get(who)
        since = act.effect or (life.existed[0][0] if life and life.existed else None) or act.date
        if since is None:
            continue
        statuses = record.around_day(act.from_, since)
        wanted = BOUND | {"signatory", "former-party"} if act.to == "signature" else BOUND
        if statuses and not statuses & (wanted | {""}):
            had = " or ".join(sorted(statuses))
            sentence = f"{spoken(act)}: {act.from_} had nothing to succeed to on {since} ({had})"
            yield record.finding(
                record.at(act, "from"), sentence, "say who accepted it, add what the predecessor did, or record an accession"
            )
