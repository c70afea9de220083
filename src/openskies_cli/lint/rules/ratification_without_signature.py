"""A State ratifies what it did not sign.

Ratification confirms a signature (VCLT 14); without one, a State accedes. Either the signature is missing from the record, or
the instrument was an accession. Looked for only where the record has signatures at all. Acceptance and approval may stand
without a signature where the treaty says so, and are left alone. Where `also_reported:` holds a signature that is not followed,
the reason stands there.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import Action

ID, SEVERITY, READS = "ratification-without-signature", WARNING, "record"

SIGNED = frozenset({"signature", "definitive_signature", "succession"})

EXAMPLES = (
    Example(
        "One State's signature was forgotten.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01}, {action: ratification, date: 2011-01-10}]}
          FR: {actions: [{action: ratification, date: 2011-03-02}]}
        """,
        ((4, 27),),
    ),
    Example(
        "A successor to a signature ratifies; an accession needs none.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01}, {action: ratification, date: 2011-01-10}]}
          SK: {actions: [{action: succession, to: signature, from: CSHH, date: 2010-06-01}, {action: ratification, date: 2011-03-02}]}
          IT: {actions: [{action: accession, date: 2012-08-31}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Ratifications with no signature, nor succession to one, above them."""
    if not any(act.kind == "signature" for _, act in record.acts()):
        return
    for entry in record.treaty.participants.values():
        for i, act in enumerate(entry.actions):
            if act.kind != "ratification" or act.why or act.fact != "established":
                continue
            if not any(other.kind in SIGNED for other in (*entry.actions[:i], *(Action(one.action) for one in act.also_reported))):
                sentence = f"{spoken(act)} of a State whose signature is not on record"
                yield record.finding(record.at(act), sentence, "add the signature; or is it an accession? otherwise say why:")
                break
