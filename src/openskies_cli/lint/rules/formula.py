"""A text begins like a spreadsheet formula.

Records end up in spreadsheets, and a spreadsheet may run a text that begins with `=`, `+`, `-` or `@`. In CSV such a text gets
a leading apostrophe; a record has no need of it.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet

ID, SEVERITY, READS = "formula", WARNING, "text"

EXAMPLES = (
    Example(
        "A note that a spreadsheet would run.",
        """
        id: example
        notes: =HYPERLINK("http://example.org")
        participants: {}
        """,
        ((2, 8),),
    ),
    Example(
        "The sign inside a text does nothing.",
        """
        id: example
        notes: 32 = 35 - 3
        participants: {}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Values that begin with a sign."""
    for _, scalar in sheet.values:
        if scalar.value[:1] in "=+-@" and scalar.value:
            yield sheet.finding(scalar, f"this text begins with '{scalar.value[0]}', like a spreadsheet formula", "begin it with a word")
