"""A treaty is named of which there is no record.

`parent:`, `with:` and `parties_of:` name treaties by the id of their record. What follows from a treaty without a record is
left out of every answer.
"""

from collections.abc import Iterator

from openskies_cli.derive import named_treaties
from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "unknown-treaty", WARNING, "record"

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


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Names of treaties, each at its first place."""
    for name in named_treaties(record.treaty):
        if name in record.around.treaties or name == record.treaty.id:
            continue
        places = [scalar for key, scalar in record.values if key in ("parent", "with", "parties_of") and scalar.value == name]
        remedy = record.near(name, record.around.treaties) or f"write data/treaties/{name}.yaml, or remove the name"
        yield record.finding(places[0] if places else record.root, f"there is no record of a treaty '{name}'", remedy)
