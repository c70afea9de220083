"""A State that signed accedes.

Who signed ratifies, accepts or approves; accession is for those that did not sign (VCLT 15). Tables that print one letter for
the kind of instrument mix them up. Check the kind; where the depositary itself calls it an accession, say so in `why:`.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import CONSENT, Action

ID, SEVERITY, READS = "accession-after-signature", WARNING, "record"

EXAMPLES = (
    Example(
        "Signed, then acceded.",
        """
        id: example
        participants:
          FR: {actions: [{action: signature, date: 2010-05-01}, {action: accession, date: 2011-03-02}]}
        """,
        ((3, 66),),
    ),
    Example(
        "Back by accession, after an exit; and a depositary that calls it so.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2011-04-01}
          withdrawal: {delay: {months: 6}}
        participants:
          FR:
            actions:
              - {action: signature, date: 2010-05-01}
              - {action: ratification, date: 2011-03-02}
              - {action: notice_of_withdrawal, date: 2020-02-29}
              - {action: accession, date: 2021-02-01}
          IT:
            actions:
              - {action: signature, date: 2010-05-01}
              - {action: accession, date: 2012-08-31, why: so called by the depositary}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Accessions whose participant signed before and has not consented yet."""
    for entry in record.treaty.participants.values():
        signed: Action | None = None
        for act in entry.actions:
            if act.kind == "accession" and signed is not None and not act.why and act.depositary == signed.depositary:
                sentence = f"{spoken(act)} of a State that signed on {signed.date or 'an unknown day'}"
                yield record.finding(record.at(act), sentence, "is it a ratification? otherwise say why:", related=signed.place)
            signed = act if act.kind == "signature" and signed is None else None if act.kind in CONSENT else signed
