"""An act is dated before the treaty was adopted, or a signature before the treaty was opened for signature.

Nobody can sign, deposit or give notice before there is a text. Domestic steps and announcements may come earlier.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import DOMESTIC

ID, SEVERITY, READS = "act-before-adoption", ERROR, "record"

EXAMPLES = (
    Example(
        "A slip of the year in a signature.",
        """
        id: example
        adopted: 1992-03-24
        participants:
          RU: {actions: [{action: signature, date: 1991-03-24}]}
        """,
        ((4, 44),),
    ),
    Example(
        "A depositary's announcement before the adoption.",
        """
        id: example
        adopted: 2010-05-01
        events:
          - {event: entry_into_force, date: 2001-04-01}
        participants: {}
        """,
        ((4, 37),),
    ),
    Example(
        "Signed on the day of the adoption; proposed before.",
        """
        id: example
        adopted: 1992-03-24
        participants:
          US: {actions: [{action: proposal, date: 1989-05-12}, {action: signature, date: 1992-03-24}]}
        """,
    ),
)

LATER = frozenset({"closing_for_signature", "entry_into_force", "extension", "amendment", "termination", "expiry", "supersession"})
"""Events that come after the adoption."""


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts, events and the announced entry into force against the day of the adoption."""
    treaty = record.treaty
    opened = treaty.day_opened()
    adopted = treaty.adopted or opened
    if adopted is None or opened is None:
        return
    remedy = "correct one of the two days"
    for _, act in record.acts():
        first, what = (opened, "opened for signature") if act.kind == "signature" else (adopted, "adopted")
        if act.date is not None and act.kind not in DOMESTIC and act.date.latest < first.earliest:
            yield record.finding(record.at(act, "date"), f"{spoken(act)} comes before the treaty was {what}, {first}", remedy)
    for event in treaty.events:
        if event.date is not None and event.kind in LATER and event.date.latest < adopted.earliest:
            sentence = f"{event.kind.replace('_', ' ')} {event.date} comes before the treaty was adopted, {adopted}"
            yield record.finding(record.within(event.place, "date"), sentence, remedy)
    published = treaty.clauses.entry_into_force.published
    if published is not None and published.latest < adopted.earliest:
        sentence = f"the entry into force {published} comes before the treaty was adopted, {adopted}"
        yield record.finding(record.find("clauses", "entry_into_force", "published"), sentence, remedy)
