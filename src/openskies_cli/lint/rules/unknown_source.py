"""A source is named that has no file in `seeds/`.

A fact is as good as the document it rests on, and the document has to be somewhere: `seeds/<id>.yaml` says what it is, who
published it, where it can be read and when it was read. Said once for each id in a file, at its first place.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet
from openskies_cli.reading.nodes import Scalar

ID, SEVERITY, READS = "unknown-source", WARNING, "text"

EXAMPLES = (
    Example(
        "Two letters changed places.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01, sources: [unoda-2018, dutch-treaty-databaes]}]}
          FR: {actions: [{action: signature, date: 2010-05-01, sources: dutch-treaty-databaes}]}
        """,
        ((3, 78),),
    ),
    Example(
        "Documents that are there.",
        """
        id: example
        sources: [unoda-2018]
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01, also_reported: [{date: 2010-05-02, source: dutch-treaty-database}]}]}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Each unknown id, once."""
    cited: dict[str, list[Scalar]] = {}
    for scalar in sheet.citations:
        if scalar.value not in sheet.around.sources:
            cited.setdefault(scalar.value, []).append(scalar)
    for name, places in cited.items():
        times = "" if len(places) == 1 else f" (named {len(places)} times in this file)"
        remedy = sheet.near(name, sheet.around.sources) or f"write seeds/{name}.yaml"
        yield sheet.finding(places[0], f"there is no source '{name}'{times}", remedy)
