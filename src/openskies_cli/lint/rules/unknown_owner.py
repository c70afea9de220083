"""A territory's line names a code that nobody has.

`of` names participants; `part_of` territories; `divided_into`, `merged_into` and `became` either. A territory under a wrong code
belongs to nobody: who asks about it is sent to a State that cannot answer.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet, value_of
from openskies_cli.reading.nodes import Mapping, Node, Scalar, Sequence

ID, SEVERITY, READS = "unknown-owner", ERROR, "text"

EXAMPLES = (
    Example(
        "The name on letters, and a part without a line.",
        """
        participants:
          GB: {kind: state, name: United Kingdom}
          NL: {kind: state, name: Netherlands}
        territories:
          BM: {kind: territory, name: Bermuda, of: [{participant: UK}]}
          ANHH: {kind: territory, name: Netherlands Antilles, of: [{participant: NL, to: 2010-10-09}], divided_into: [CW, XQ]}
          CW: {kind: territory, name: Curaçao, of: [{participant: NL}], part_of: [{territory: ANTT, to: 2010-10-09}]}
        """,
        ((5, 59), (6, 115), (7, 87)),
        "data/participants.yaml",
    ),
    Example(
        "A territory that became a State, and one of which nobody is said to be the owner.",
        """
        participants:
          GB: {kind: state, name: United Kingdom}
          ZW: {kind: state, name: Zimbabwe}
        territories:
          RHZW: {kind: territory, name: Southern Rhodesia, of: [{participant: GB, to: 1980-04-17}], became: ZW}
          EH: {kind: territory, name: Western Sahara}
        """,
        (),
        "data/participants.yaml",
    ),
)

WHOSE = {"of": ("participant", "participants"), "part_of": ("territory", "territories")}
"""A key with a list of tenures -> the key of the code in each, and the section that must have it."""
INTO = ("divided_into", "merged_into", "became")
"""Keys with codes that either section may have."""


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Every code in the lines of the territories that its section has not."""
    territories = value_of(sheet.root, "territories") if sheet.kind == "participants" else None
    if not isinstance(territories, Mapping):
        return
    known = {
        "participants": {*_keys(value_of(sheet.root, "participants"))},
        "territories": {*_keys(territories)},
    }
    for _, line in territories.entries:
        for scalar, sections in _codes(line):
            if not any(scalar.value in known[section] for section in sections):
                what = " or ".join(sections)
                meant = sheet.meant(scalar.value) if "participants" in sections else ()
                remedy = f"did you mean {' or '.join(meant)}?" if meant else f"add it under {what}, or correct it"
                yield sheet.finding(scalar, f"'{scalar.value}' has no line under {what}", remedy)


def _keys(node: Node | None) -> Iterator[str]:
    yield from (key.value for key, _ in node.entries) if isinstance(node, Mapping) else ()


def _codes(line: Node) -> Iterator[tuple[Scalar, tuple[str, ...]]]:
    """The places of codes in the line of a territory, each with the sections that may have it."""
    for key, (named, section) in WHOSE.items():
        for tenure in _items(value_of(line, key)):
            code = value_of(tenure, named)
            if isinstance(code, Scalar):
                yield code, (section,)
    for key in INTO:
        yield from ((code, ("participants", "territories")) for code in _items(value_of(line, key)) if isinstance(code, Scalar))


def _items(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield from node.items if isinstance(node, Sequence) else (node,)
