"""An act without a source.

Every fact rests on a document: `sources:` names files of `seeds/`. A fact without one cannot be checked by anybody else.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "missing-source", WARNING, "record"

EXAMPLES = (
    Example(
        "Who says that France signed?",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01, sources: [list]}]}
          FR: {actions: [{action: signature, date: 2010-05-01}]}
        """,
        ((4, 27),),
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts with no `sources`."""
    for _, act in record.acts():
        if not act.sources:
            yield record.finding(record.at(act), f"{spoken(act)} has no source", "add sources: [ID], and seeds/ID.yaml")
