"""The days for which a complete list was seen end before they begin.

Then the record vouches for no day at all, and every answer from it is unverified.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "coverage-backwards", ERROR, "record"

EXAMPLES = (
    Example(
        "A slip of the year.",
        """
        id: example
        coverage: {from: 2010-05-01, through: 2001-12-31}
        participants: {}
        """,
        ((2, 39),),
    ),
    Example(
        "One day is enough.",
        """
        id: example
        coverage: {from: 2010-05-01, through: 2010-05-01}
        participants: {}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """The two ends of `coverage`."""
    since, through, *_ = record.treaty.coverage
    if since is not None and through is not None and through.latest < since.earliest:
        sentence = f"the coverage ends on {through}, before it begins on {since}"
        yield record.finding(record.find("coverage", "through"), sentence, "write the earlier day under 'from'")
