"""The table of shapes, written down for others: as JSON Schema (draft-07, which editors read) and as a reference in Markdown.

A schema knows one value at a time. It says what reading would say of a key, a word, a number or a date; what one key promises
another, and what the law says, only `check` knows. `patternErrorMessage` is what editors print instead of a pattern.
"""

import json
import re
from collections.abc import Iterator

from openskies_cli.reading.clauses import CONDITION, DELAY, LIST, ConditionShape
from openskies_cli.reading.participants import PEOPLE
from openskies_cli.reading.shapes import CODES, DATE, SLUGS, TEXTS, Field, Keys, Schema, Shape
from openskies_cli.reading.sources import SOURCE
from openskies_cli.reading.treaty import ACTION, EVENT, TREATY

FILES: dict[str, tuple[Shape, str]] = {
    "treaty": (TREATY, "A treaty's record: data/treaties/<id>.yaml"),
    "participants": (PEOPLE, "Who may be a participant: data/participants.yaml"),
    "source": (SOURCE, "A document that facts rest on: seeds/<id>.yaml"),
}
"""Which file -> its shape and what it is."""

NAMED: dict[str, Shape] = {
    "action": ACTION,
    "codes": CODES,
    "condition": CONDITION,
    "date": DATE,
    "delay": DELAY,
    "event": EVENT,
    "list": LIST,
    "sources": SLUGS,
    "texts": TEXTS,
}
"""Shapes that stand in many places and are written once."""


def text(file: str) -> str:
    """The schema of a kind of file, as JSON text."""
    return json.dumps(whole(file), indent=2, ensure_ascii=False) + "\n"


def whole(file: str) -> Schema:
    """The schema of a kind of file."""
    shape, about = FILES[file]
    book = _Book()
    main = shape.schema(book)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": about, **main, "definitions": book.definitions()}


class _Book:
    """Writes shapes, and keeps those that are written once."""

    def __init__(self) -> None:
        self.names = {id(shape): name for name, shape in NAMED.items()}
        self.used: dict[str, Schema] = {}

    def of(self, shape: Shape) -> Schema:
        """A shape, or a reference to where it is written."""
        name = self.names.get(id(shape)) or ("condition" if isinstance(shape, ConditionShape) else "")
        if not name:
            return shape.schema(self)
        if name not in self.used:
            self.used[name] = {}  # a condition holds conditions
            self.used[name] = shape.schema(self)
        return {"$ref": f"#/definitions/{name}"}

    def definitions(self) -> dict[str, Schema]:
        """What is written once, by name."""
        return dict(sorted(self.used.items()))


# The reference ------------------------------------------------------------------------------------


def reference() -> str:
    """Every mapping of the three files, as tables in Markdown: each key, what may stand there, and what it is for."""
    parts = []
    for file, (top, _) in FILES.items():
        for path, record in _mappings(top, ""):
            title = "" if not path else f", `{path}`"
            rows = [f"| `{key}` | {_spoken(field)} | {field.doc} |" for key, field in record.fields.items()]
            parts.append(
                "\n".join([f"**{file}**{title}", "", "| key | what stands there | what it is for |", "| --- | --- | --- |", *rows])
            )
    return "\n\n".join(parts) + "\n"


def _mappings(shape: Shape, path: str) -> Iterator[tuple[str, Keys]]:
    """The mappings inside a shape, each with the keys that lead to it; those written once only at their first place."""
    seen: set[int] = set()

    def walk(inner: Shape, at: str) -> Iterator[tuple[str, Keys]]:
        if id(inner) in seen:
            return
        if isinstance(inner, Keys):
            seen.add(id(inner))
            yield at, inner
        for leads, part in inner.inner():
            yield from walk(part, f"{at}{leads}" if at else leads.removeprefix("."))

    yield from walk(shape, path)


def _spoken(field: Field) -> str:
    said = re.sub(
        r"one of ((?:[a-z_]+, )*[a-z_]+)$", lambda match: ", ".join(f"`{word}`" for word in match[1].split(", ")), field.shape.wanted
    )
    return said.replace("|", "\\|") + (" (must stand)" if field.required else "")
