"""The treaty is said to be in force, but the condition of its clause is not met by the instruments on record.

Either instruments are missing, or the condition asks for more than the treaty does. A record that cannot hold all instruments
leaves `when:` out and keeps what was announced in `published:`.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "force-without-condition", ERROR, "record"

EXAMPLES = (
    Example(
        "Three instruments are needed, two are on record.",
        """
        id: example
        clauses:
          entry_into_force: {article: "8", when: {instruments: 3}, published: 2011-01-01}
        participants:
          CH: {actions: [{action: accession, date: 2010-06-01}]}
          FR: {actions: [{action: accession, date: 2011-01-01}]}
        """,
        ((3, 71),),
    ),
    Example(
        "Announced by an event, although a depositary's instrument is missing.",
        """
        id: example
        depositaries: [CA, HU]
        clauses:
          entry_into_force: {when: {includes: depositaries}}
        events:
          - {event: entry_into_force, date: 2002-01-01}
        participants:
          CA: {actions: [{action: ratification, date: 1992-07-21}]}
        """,
        ((6, 5),),
    ),
    Example(
        "Without `when:` the announcement stands alone.",
        """
        id: example
        clauses:
          entry_into_force: {article: "8", published: 2011-01-01}
        participants:
          CH: {actions: [{action: accession, date: 2010-06-01}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """An announced entry into force whose condition is never met."""
    force, clause = record.chronicle.force, record.treaty.clauses.entry_into_force
    if clause.when is None or force.met is not None or force.ruling is None:
        return
    if any(not override.participant for override in record.treaty.overrides):
        return
    unmet = [str(part) for part, day in force.parts if day is None] or [str(clause.when)]
    sentence = f"the treaty is said to be in force from {force.ruling.day}, but its condition is not met: {'; '.join(unmet)}"
    place = force.ruling.acts[0].place if clause.published is None and force.ruling.acts else None
    remedy = "add the missing instruments, correct the condition, or leave 'when' out"
    yield record.finding(place or record.find("clauses", "entry_into_force", "published"), sentence, remedy)
