"""A document that facts rest on: seeds/<id>.yaml."""

import re
from collections.abc import Iterator
from typing import Any

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.model import Atom, Claim, ClaimReading, Expect, Source, Wanted
from openskies_cli.reading import brought, nodes
from openskies_cli.reading.shapes import (
    DATE,
    NAME,
    NOTES,
    SLUG,
    TEXT,
    TEXTS,
    Book,
    Choice,
    Date,
    Field,
    Keys,
    Many,
    Map,
    Node,
    OneKey,
    OneOf,
    Plain,
    Reader,
    Schema,
    Shape,
    Whole,
)


class WantedShape(Shape):
    """A text, a list of texts of which one is enough, or one of {contains, at_least, at_most}."""

    wanted = "a text, a list of texts, or one of contains, at_least, at_most with its value"
    _other = OneKey(
        "what is wanted",
        {
            "contains": Choice(TEXT, lambda text: Wanted("contains", (text,))),
            "at_least": Choice(Whole(), lambda n: Wanted("at_least", (str(n),))),
            "at_most": Choice(Whole(), lambda n: Wanted("at_most", (str(n),))),
        },
    )

    def read(self, node: Node, reader: Reader, label: str) -> Wanted | None:
        if isinstance(node, nodes.Mapping):
            other: Wanted | None = self._other.read(node, reader, label)
            return other
        texts = Many(TEXT, single=True, least=1).read(node, reader, label)
        return None if texts is None else Wanted("is", texts)

    def schema(self, book: Book) -> Schema:
        return {"anyOf": [*book.of(Many(TEXT, single=True, least=1))["anyOf"], book.of(self._other)]}

    def plain(self, value: Any) -> Plain:
        texts = list(value.texts)
        return (texts[0] if len(texts) == 1 else texts) if value.how == "is" else {value.how: texts[0]}


class ExpectShape(Shape):
    """`{key: COLUMN, value: ...}` for cells, `{rows: N}` for their number."""

    wanted = "a key with a value, or rows with a number"
    _record = Keys(
        "an expectation",
        dict,
        Field("key", TEXT, "a column of the answer, or the key of a fact in it"),
        Field("value", WantedShape(), "what should stand there"),
        Field("rows", WantedShape(), "how many rows there should be"),
    )

    def read(self, node: Node, reader: Reader, label: str) -> Expect | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        found = self._record.values(node, reader)
        if found is None:
            return None
        if set(found) == {"key", "value"}:
            return Expect(found["key"], found["value"])
        if set(found) == {"rows"} and found["rows"].how != "contains" and all(re.fullmatch("[0-9]{1,6}", n) for n in found["rows"].texts):
            return Expect("", found["rows"])
        if set(node.keys) not in ({"key", "value"}, {"rows"}):
            reader.say(node, "shape", f"{label} must be {self.wanted}", "write {key: status, value: party} or {rows: 34}")
        elif "rows" in found:
            reader.say(node, "shape", "rows must be a whole number, or {at_least: N} or {at_most: N}")
        return None

    def schema(self, book: Book) -> Schema:
        return self._record.properties(book)

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", self._record

    def plain(self, value: Any) -> Plain:
        wanted = WantedShape().plain(value.value)
        return {"key": value.key, "value": wanted} if value.key else {"rows": wanted}


READINGS = Many(
    Keys(
        "a reading",
        lambda **values: ClaimReading(**values),
        Field("ask", TEXT, "a question, as it is typed after the program's name", required=True),
        Field("where", Map(NAME, WantedShape(), "columns of the answer, each with a value"), "which rows of the answer"),
        Field("expect", ExpectShape(), "what those rows should hold", required=True),
        Field("means", TEXT, "how the claim is read here, in our words"),
        placed=True,
    )
)

READINGS_FIELD = Field("readings", READINGS, "ways to read it, the literal one first; none where no question asks it")

SAYS = Field("says", TEXT, "what the text says, in our words", required=True)


def _claim(id: str, says: str, atoms: tuple[Atom, ...] = (), readings: tuple[ClaimReading, ...] = (), notes: tuple[str, ...] = ()) -> Claim:  # noqa: A002
    """A claim of one part may have its readings at once; with atoms, they have them."""
    return Claim(id, says, atoms or (Atom("", says, readings),), " ".join(notes))


def _claim_said(claim: Claim) -> dict[str, Any]:
    """A claim of one part has its readings at once."""
    whole = len(claim.atoms) == 1 and not claim.atoms[0].id
    return {"readings": claim.atoms[0].readings, "atoms": None} if whole else {"readings": None, "atoms": claim.atoms}


CLAIM = Keys(
    "a claim",
    _claim,
    Field("id", SLUG, "a short name, unique in the text", required=True),
    SAYS,
    READINGS_FIELD,
    Field(
        "atoms",
        Many(
            Keys(
                "an atom",
                lambda **values: Atom(**values),
                Field("id", SLUG, "a short name, unique in the claim", required=True),
                SAYS,
                READINGS_FIELD,
            ),
            least=1,
        ),
        "its parts, where one may hold and another not",
    ),
    NOTES,
    parts=_claim_said,
)


class ClaimsShape(Shape):
    """The claims of a text, none named twice."""

    wanted = "a list of claims"

    def read(self, node: Node, reader: Reader, label: str) -> tuple[Claim, ...] | None:
        claims: tuple[Claim, ...] | None = Many(CLAIM, least=1).read(node, reader, label)
        for each in node.items if isinstance(node, nodes.Sequence) else ():
            if isinstance(each, nodes.Mapping) and {"readings", "atoms"} <= set(each.keys):
                reader.say(each.keys["atoms"], "shape", "a claim has readings or atoms, not both", "give each atom its readings")
        if isinstance(node, nodes.Sequence):
            _told_apart(node, reader, "claim")
        return claims

    def schema(self, book: Book) -> Schema:
        return {"type": "array", "items": book.of(CLAIM), "minItems": 1}

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", CLAIM

    def plain(self, value: Any) -> Plain:
        return [CLAIM.plain(claim) for claim in value]


def _told_apart(node: nodes.Sequence, reader: Reader, what: str) -> None:
    """No two of a list have the same id; nor have the atoms of one claim."""
    seen: set[str] = set()
    for each in node.items:
        for key, value in each.entries if isinstance(each, nodes.Mapping) else ():
            if key.value == "id" and isinstance(value, nodes.Scalar):
                if value.value in seen:
                    reader.say(value, "id", f"there are two of the {what} '{value.value}'", "give each its own id")
                seen.add(value.value)
            elif key.value == "atoms" and isinstance(value, nodes.Sequence):
                _told_apart(value, reader, "atom")


SOURCE_KINDS = (
    "depositary-list",
    "official-table",
    "gazette",
    "treaty-text",
    "government-statement",
    "press",
    "scholarly",
    "dataset",
    "standard",
    "reference",
)

SOURCE = Keys(
    "a source",
    lambda notes=(), **values: Source(notes=" ".join(notes), **values),
    Field("id", SLUG, "the file's name without .yaml", required=True),
    Field("title", TEXT, "the document's title", required=True),
    Field("kind", OneOf(*SOURCE_KINDS, brought=brought.SOURCE_KINDS), "what it is", required=True),
    Field("publisher", TEXT, "who published it"),
    Field("date", Date(stand_ins=True), "when"),
    Field("addresses", TEXTS, "where it can be read"),
    Field("read", DATE, "when it was read"),
    Field("licence", TEXT, "under which licence"),
    NOTES,
    Field("claims", ClaimsShape(), "what it claims, in our words"),
    placed=True,
    brought=brought.SOURCE_KEYS,
)


def read_source(data: bytes, path: str, name: str = "") -> tuple[Source | None, list[Diagnostic]]:
    """A seed and what is wrong with it."""
    root, findings = nodes.read(data, path)
    return (None, findings) if root is None else source_in(root, findings, path, name)


def source_in(root: Node, findings: list[Diagnostic], path: str, name: str = "") -> tuple[Source | None, list[Diagnostic]]:
    """The source that nodes hold."""
    reader = Reader(path)
    reader.findings = findings
    source: Source | None = SOURCE.read(root, reader, "the source")
    if source is not None and name and source.id != name and isinstance(root, nodes.Mapping):
        node = next(value for key, value in root.entries if key.value == "id")
        reader.say(node, "id", f"the id '{source.id}' differs from the file's name", f"write id: {name}", severity=WARNING)
    if source is not None and source.claims and source.date is None:
        reader.say(root, "missing-key", "a text that makes claims needs the key 'date'", "add it: a claim is read as of that day")
    return source, sorted(findings, key=lambda finding: finding.place)
