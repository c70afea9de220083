"""A participant consents a second time without having left.

Consent is given once; a second instrument of a party changes nothing. Where a table prints two, one is doubled, belongs to
another depositary (then say which), to another treaty, or is really an exit: a well-known data set read exits as second entries
into force. A consent while the own notice of withdrawal runs is a warning: it may take the notice back, bind anew, or change
nothing; say by its `effect` which, or record the revocation. Instruments for further protocols, and acts that consent waits for,
are no second consent.
"""

from collections.abc import Iterator

from openskies_cli.dates import Day
from openskies_cli.derive import consent_kinds
from openskies_cli.diagnostics import ERROR, WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import BOUND, CheckedRecord, spoken
from openskies_cli.model import Action, Entry

ID, SEVERITY, READS = "second-consent", ERROR, "record"

EXAMPLES = (
    Example(
        "An accession after the ratification.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-04-01}
        participants:
          FR:
            actions:
              - {action: signature, date: 2010-05-01}
              - {action: ratification, date: 2011-03-02}
              - {action: accession, date: 2014-03-02}
        """,
        ((9, 18),),
    ),
    Example(
        "An accession while the own notice runs.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-04-01}
          entry_into_force_for_state: none
          withdrawal: {delay: {months: 6}}
        participants:
          FR:
            actions:
              - {action: accession, date: 2012-01-10}
              - {action: notice_of_withdrawal, date: 2020-01-10}
              - {action: accession, date: 2020-05-01}
        """,
        ((11, 18),),
    ),
    Example(
        "Two depositaries; and a return after an exit.",
        """
        id: example
        depositaries: [GB, US]
        clauses:
          entry_into_force: {published: 2011-04-01}
          withdrawal: {delay: {months: 6}}
        participants:
          FR:
            actions:
              - {action: accession, depositary: GB, date: 2012-01-01}
              - {action: accession, depositary: US, date: 2012-02-01}
          IT:
            actions:
              - {action: accession, depositary: GB, date: 2012-01-01}
              - {action: notice_of_withdrawal, date: 2020-02-29}
              - {action: accession, depositary: GB, date: 2021-01-01}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts of consent by who has consented, is still bound, and names no other depositary or protocol."""
    kinds = consent_kinds(record.treaty)
    for who, entry in record.treaty.participants.items():
        held: list[Action] = []
        for act in entry.actions:
            day = act.date or act.effect
            if act.kind == "withdrawal_of_consent":
                held = []
            if act.kind not in kinds or act.fact != "established" or day is None or (act.kind == "succession" and act.to == "signature"):
                continue
            if held and not record.before(who, day) & BOUND:
                held = []
            if held and _left(record, who, held[-1], day):
                held = []
            if held and "consent-while-leaving" in _beside(record, who, day):
                if act.effect is None and act.named is None and not _reserves(entry, act):
                    sentence = f"{spoken(act)} while the own notice runs: it may take the notice back, bind anew, or change nothing"
                    yield record.finding(
                        record.at(act), sentence, "say by `effect` from when it binds, or revoke the notice", severity=WARNING
                    )
            elif held and act.date is not None and not act.protocols and not _elsewhere(act, held):
                sentence = f"{spoken(act)} of a participant that is bound by its {spoken(held[-1])}"
                remedy = "remove one of the two, name its depositary, or record the exit between them"
                yield record.finding(record.at(act), sentence, remedy, related=held[-1].place)
            held.append(act)


def _left(record: CheckedRecord, who: str, last: Action, day: Day) -> bool:
    """Whether the participant was out by that day, or goes out on it: leaving comes before what is done that day."""
    since = last.date or last.effect
    exits = record.chronicle.history(who).exits
    return any(one.out[0] and one.out[1] <= str(day.latest) and (since is None or one.out[0] > str(since.earliest)) for one in exits)


def _beside(record: CheckedRecord, who: str, day: Day) -> set[str]:
    return {str(note["kind"]) for note in record.chronicle.history(who).on(str(day.earliest)).qualifiers}


def _reserves(entry: Entry, act: Action) -> bool:
    return any(other.kind == "reservation" and other.date == act.date for other in entry.actions)


def _elsewhere(act: Action, held: list[Action]) -> bool:
    """Whether the act was done with a depositary with which none of the others was."""
    return bool(act.depositary) and all(other.depositary != act.depositary for other in held)
