"""A treaty is named of which there is no record.

`parent:`, `with:` and `parties_of:` name treaties by the id of their record. What follows from a treaty without a record is
left out of every answer.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet, value_of
from openskies_cli.reading.shapes import SLUG

ID, SEVERITY, READS = "unknown-treaty", WARNING, "treaty"

EXAMPLES = (
    Example(
        "Leaving a treaty that nobody knows.",
        """
        id: example
        parent: open-sky
        clauses:
          withdrawal: {article: "28", delay: {years: 1}, with: [lake-convention]}
        participants: {}
        """,
        ((2, 9), (4, 57)),
    ),
    Example(
        "A treaty with a record.",
        """
        id: example
        parent: open-skies
        participants: {}
        """,
    ),
)


NAMING = ("parent", "with", "parties_of")


def check(record: Sheet) -> Iterator[Diagnostic]:
    """Names of treaties, each at its first place, also where something else in the record is wrong."""
    named = {scalar.value: scalar for key, scalar in reversed(record.values) if key in NAMING and SLUG.pattern.fullmatch(scalar.value)}
    own = value_of(record.root, "id")
    for name, place in sorted(named.items(), key=lambda one: (one[1].line, one[1].column)):
        if name in record.around.treaties or name == getattr(own, "value", ""):
            continue
        remedy = record.near(name, record.around.treaties) or f"write data/treaties/{name}.yaml, or remove the name"
        yield record.finding(place, f"there is no record of a treaty '{name}'", remedy)
