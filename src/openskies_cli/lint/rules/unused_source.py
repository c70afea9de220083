"""A file in `seeds/` that no record names.

Either the fact that rests on it has not been entered, or an id was renamed. Looked for only where all records of the folder are
checked together.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet, value_of

ID, SEVERITY, READS = "unused-source", WARNING, "source"

EXAMPLES = (
    Example(
        "A press report that nothing rests on.",
        """
        id: gazette-1999
        title: A gazette
        kind: gazette
        """,
        ((1, 5),),
        "seeds/gazette-1999.yaml",
    ),
    Example(
        "The sample of this page is named by a record.",
        """
        id: unoda-2018
        title: A table
        kind: official-table
        """,
        (),
        "seeds/unoda-2018.yaml",
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """The source itself, where nobody names it and it makes no claims."""
    cited, name = sheet.around.cited, value_of(sheet.root, "id")
    if cited is None or name is None or value_of(sheet.root, "claims") is not None:
        return
    if getattr(name, "value", "") not in cited:
        yield sheet.finding(name, "no record names this source", "name it where a fact rests on it, or remove it")
