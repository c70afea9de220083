"""The clauses of treaties name each other in a circle.

A treaty that a clause names (`with:`, `parties_of:`, `parent:`) is derived first. In a circle none can be, so none of them is
answered from.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "circular-treaties", ERROR, "record"

EXAMPLES = (
    Example(
        "A treaty whose leaving is leaving itself.",
        """
        id: example
        clauses:
          withdrawal: {article: "5", delay: {years: 1}, with: [example]}
        participants: {}
        """,
        ((3, 56),),
    ),
    Example(
        "Leaving the framework is leaving the protocol, and not the other way round.",
        """
        id: example
        parent: open-skies
        participants: {}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """The circle in which the treaty stands, at the first name that leads into it."""
    circle = record.around.circle(record.treaty)
    if circle:
        into = circle[1]
        node = next(
            (scalar for key, scalar in record.values if key in ("with", "parties_of", "parent") and scalar.value == into), record.root
        )
        sentence = f"the clauses of these treaties name each other in a circle: {' -> '.join(circle)}"
        yield record.finding(node, sentence, "take one of the names out")
