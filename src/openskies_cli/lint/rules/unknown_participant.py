"""A code that is no participant of `participants.yaml`.

Codes are ISO 3166-1 alpha-2 in capitals, for States that are no more ISO 3166-3 (CSHH, SUHH, YUCS, DDDE), and those that
`participants.yaml` adds (EU). A participant under a wrong code is a stranger: it counts beside the real one, and nobody finds
its acts. Only a succession may be `from` a former code of a State that goes on under another (SUHH). A folder may have its own
`participants.yaml`.
"""

import re
from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet, value_of
from openskies_cli.reading.nodes import Mapping, Scalar

ID, SEVERITY, READS = "unknown-participant", ERROR, "treaty"

EXAMPLES = (
    Example(
        "The name on letters, a three-letter code, and a code that was three States'.",
        """
        id: example
        participants:
          UK: {actions: [{action: signature, date: 2010-05-01}]}
          RUS: {actions: [{action: signature, date: 2010-05-01}]}
          CS: {actions: [{action: signature, date: 2010-05-01}]}
        """,
        ((3, 3), (4, 3), (5, 3)),
    ),
    Example(
        "Everywhere a code may stand.",
        """
        id: example
        depositaries: [CA, HN]
        lists: {annex: [RU, USA]}
        groups: {benelux: {members: [BE, NE, LX]}}
        seen: {BYE: 2020-01-01}
        participants:
          SK: {actions: [{action: succession, from: CSK, date: 2010-05-01}]}
          GE: {actions: [{action: non_performance, towards: RUS, date: 2012-04-05}]}
        """,
        ((3, 21), (4, 38), (5, 8), (7, 45), (8, 53)),
    ),
    Example(
        "The European Union, Czechoslovakia, and all.",
        """
        id: example
        depositaries: [UN Secretary-General]
        participants:
          EU: {actions: [{action: signature, date: 2010-05-01}]}
          CSHH: {actions: [{action: signature, date: 1991-05-01}]}
          KZ: {actions: [{action: succession, from: SUHH, date: 1992-05-23}]}
          RU: {actions: [{action: suspension, towards: all, date: 2012-04-05}]}
        """,
    ),
)

CODES = frozenset({"depositaries", "depositary", "members", "participant", "from", "by", "towards", "contested_by", "exchange", "includes"})
"""Keys whose values are codes, if they look like one."""
CODE = re.compile(r"[A-Z]{2,4}")
SPELLED = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
ALSO = frozenset({"UN", "OAS", "IAEA", "NATO", "OSCE"})
"""Depositaries and organs that look like a code and are no participants."""


def check(record: Sheet) -> Iterator[Diagnostic]:
    """Every code of the record, each place once, also where something else in it is wrong."""
    for node, former in _codes(record):
        if node.value not in record.around.participants and not (former and node.value in record.around.former):
            meant = record.meant(node.value)
            if not meant and not SPELLED.fullmatch(node.value):  # said already, where the record was read
                continue
            remedy = f"did you mean {' or '.join(meant)}?" if meant else "add it to participants.yaml, or correct it"
            yield record.finding(node, f"'{node.value}' is no participant", remedy)


def _codes(record: Sheet) -> Iterator[tuple[Scalar, bool]]:
    """The places of codes, each with whether a former code may stand there."""
    lists = value_of(record.root, "lists")
    named = CODES | (lists.keys.keys() if isinstance(lists, Mapping) else set())
    for key, scalar in record.values:
        if key in named and CODE.fullmatch(scalar.value) and scalar.value not in ALSO:
            yield scalar, key == "from"
    for table in (record.find("participants"), record.find("seen")):
        if isinstance(table, Mapping) and table is not record.root:
            yield from ((key, False) for key, _ in table.entries)
