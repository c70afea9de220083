"""The day on which the treaty is said to have entered into force is not the one that its clause and the instruments give.

`published:` is what the depositary announced, and the clause must reproduce it: otherwise an instrument is missing, a date is
wrong, or the clause is misread. Where the depositary's day really follows from no rule, it belongs into `overrides:`, with its
reason.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "entry-into-force-differs", ERROR, "record"

EXAMPLES = (
    Example(
        "New START: reported in force when one parliament had agreed; the clause wants the exchange of instruments.",
        """
        id: example
        clauses:
          entry_into_force: {article: XIV(1), when: {exchange: [RU, US]}, published: 2011-01-26}
        participants:
          RU: {actions: [{action: exchange_of_instruments, date: 2011-02-05}]}
          US: {actions: [{action: exchange_of_instruments, date: 2011-02-05}]}
        """,
        ((3, 78),),
    ),
    Example(
        "The same with the day of the exchange.",
        """
        id: example
        clauses:
          entry_into_force: {article: XIV(1), when: {exchange: [RU, US]}, published: 2011-02-05}
        participants:
          RU: {actions: [{action: exchange_of_instruments, date: 2011-02-05}]}
          US: {actions: [{action: exchange_of_instruments, date: 2011-02-05}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """The treaty's own ruling, unless an override says that no rule gives the day."""
    ruling = record.chronicle.force.ruling
    if ruling is None or not ruling.differs or any(not override.participant for override in record.treaty.overrides):
        return
    given = "the clause" if not ruling.article else f"article {ruling.article}"
    sentence = f"the announced entry into force {ruling.recorded} is not {ruling.computed}, which {given} gives"
    remedy = "look for a missing instrument, a wrong date or a misread clause"
    clause = record.treaty.clauses.entry_into_force
    place = ruling.acts[0].place if clause.published is None and ruling.acts else None
    yield record.finding(place or record.find("clauses", "entry_into_force", "published"), sentence, remedy)
