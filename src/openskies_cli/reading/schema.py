"""The table of shapes, written down for others: as JSON Schema (draft-07, which editors read) and as a reference in Markdown.

A schema knows one value at a time. It says what `records` would say of a key, a word, a number or a date; what one key promises
another, and what the law says, only `check` knows.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from openskies_cli import reading
from openskies_cli.model import ACTIONS, ON_STATUS
from openskies_cli.reading.shapes import Field, Keys, Shape

Schema = dict[str, Any]

FILES = {
    "treaty": (reading.TREATY, "A treaty's record: data/treaties/<id>.yaml"),
    "participants": (reading.PEOPLE, "Who may be a participant: data/participants.yaml"),
    "source": (reading.SOURCE, "A document that facts rest on: seeds/<id>.yaml"),
}
"""Which file -> its shape and what it is."""

NAMED: dict[str, Shape] = {
    "action": reading.ACTION,
    "codes": reading.CODES,
    "condition": reading.CONDITION,
    "date": reading.DATE,
    "delay": reading.DELAY,
    "event": reading.EVENT,
    "list": reading.LIST,
    "sources": reading.SLUGS,
    "texts": reading.TEXTS,
}
"""Shapes that stand in many places and are written once."""

_DAY = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE = {
    "type": ["string", "integer"],
    "minimum": 1000,
    "maximum": 9998,
    "pattern": rf"^({_DAY}\??|({_DAY}\??|\.\.)/({_DAY}|\.\.)\??)$",
    "description": "YYYY-MM-DD, YYYY-MM, YYYY or an interval such as 1992-03/1992-05; one day within. A '?' at the end: doubted.",
    "patternErrorMessage": "write YYYY-MM-DD, YYYY-MM, YYYY or an interval such as 1992-03/1992-05",
}
"""`patternErrorMessage` is what editors print instead of the pattern; validators pass over it."""


def text(file: str) -> str:
    """The schema of a kind of file, as JSON text."""
    return json.dumps(whole(file), indent=2, ensure_ascii=False) + "\n"


def whole(file: str) -> Schema:
    """The schema of a kind of file."""
    shape, about = FILES[file]
    book = _Book()
    main = book.written(shape)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": about, **main, "definitions": book.definitions()}


class _Book:
    """Writes shapes, and keeps those that are written once."""

    def __init__(self) -> None:
        self.names = {id(shape): name for name, shape in NAMED.items()}
        self.used: dict[str, Schema] = {}

    def of(self, shape: Shape) -> Schema:
        """A shape, or a reference to where it is written."""
        name = self.names.get(id(shape)) or ("condition" if isinstance(shape, reading.ConditionShape) else "")
        if not name:
            return self.written(shape)
        if name not in self.used:
            self.used[name] = {}  # a condition holds conditions
            self.used[name] = self.written(shape)
        return {"$ref": f"#/definitions/{name}"}

    def definitions(self) -> dict[str, Schema]:
        """What is written once, by name."""
        return dict(sorted(self.used.items()))

    def written(self, shape: Shape) -> Schema:
        """A shape in full."""
        for kind, write in WRITERS.items():
            if type(shape) is kind or (kind is Keys and isinstance(shape, Keys)):
                return write(self, shape)
        raise TypeError(f"no schema is known for {type(shape).__name__}")

    def keys(self, record: Keys, *, more: Schema | bool = False) -> Schema:
        """A mapping with the keys of a record; `more` is what other keys may hold."""
        properties = {key: self.field(field) for key, field in record.fields.items()}
        required = [key for key, field in record.fields.items() if field.required]
        return {"type": "object", "properties": properties, **({"required": required} if required else {}), "additionalProperties": more}

    def field(self, field: Field) -> Schema:
        """What may stand under a key, and what it is for."""
        found = self.of(field.shape)
        if "$ref" in found:
            return {"description": field.doc, "allOf": [found]}  # beside a reference draft-07 hears nothing
        return {**found, "description": field.doc}


def _matching(_: _Book, shape: Any) -> Schema:
    digits = shape.pattern.fullmatch("2018") is not None
    return {
        "type": ["string", "integer"] if digits else "string",
        "pattern": f"^({shape.pattern.pattern})$",
        "description": shape.wanted,
        "patternErrorMessage": shape.wanted,
    }


def _table(book: _Book, shape: Any) -> Schema:
    names = {"propertyNames": {"pattern": f"^({shape.key.pattern.pattern})$"}} if isinstance(shape.key, reading.Matching) else {}
    return {"type": "object", **names, "additionalProperties": book.of(shape.value)}


def _many(book: _Book, shape: Any) -> Schema:
    several: Schema = {"type": "array", "items": book.of(shape.item), **({"minItems": shape.least} if shape.least else {})}
    return {"anyOf": [book.of(shape.item), several]} if shape.single else several


def _one_key(book: _Book, shape: Any) -> Schema:
    beside = {key: book.of(inner) for key, inner in shape.beside.items()}
    goes_with = {
        key: {"anyOf": [{"required": [word]} for word, choice in shape.choices.items() if key in choice.beside]} for key in shape.beside
    }
    keys: Schema = {
        "type": "object",
        "properties": {**{key: book.of(choice.shape) for key, choice in shape.choices.items()}, **beside},
        "additionalProperties": False,
        "oneOf": [{"required": [key]} for key in shape.choices],
        **({"dependencies": goes_with} if goes_with else {}),
    }
    return {"anyOf": [{"const": shape.word}, keys]} if shape.word else keys


def _action(book: _Book, shape: Any) -> Schema:
    """An act that counts for a status needs a day."""
    counts = {"properties": {"action": {"enum": sorted(ON_STATUS)}}, "required": ["action"]}
    return {**book.keys(shape), "if": counts, "then": {"anyOf": [{"required": ["date"]}, {"required": ["effect"]}]}}


def _every(book: _Book, _: Any) -> Schema:
    least = {
        "type": "object",
        "properties": {"at_least": book.of(reading.Number())},
        "required": ["at_least"],
        "additionalProperties": False,
    }
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": least}


def _anchor(book: _Book, _: Any) -> Schema:
    delay = _one_key(book, reading.DELAY)["anyOf"][1]
    after = {"enum": list(reading.ANCHOR_WORDS), "description": "after what"}
    return {**delay, "properties": {"after": after, **delay["properties"]}, "required": ["after"]}


def _list(book: _Book, shape: Any) -> Schema:
    parties = {
        "type": "object",
        "properties": {"parties_of": book.of(reading.SLUG)},
        "required": ["parties_of"],
        "additionalProperties": False,
    }
    codes = {"type": "array", "items": book.of(reading.CODE), "minItems": 1}
    return {"anyOf": [{"type": ["string", "integer"], "minLength": 1}, codes, parties], "description": shape.wanted}


def _needs(book: _Book, _: Any) -> Schema:
    protocols = {
        "type": "object",
        "properties": {"protocols": book.of(reading.Whole(1))},
        "required": ["protocols"],
        "additionalProperties": False,
    }
    kinds = reading.Many(reading.OneOf(*sorted(ACTIONS)), single=True)
    return {"anyOf": [*book.of(kinds)["anyOf"], protocols]}


def _figures(book: _Book, shape: Any) -> Schema:
    """Beside its own keys, a participant and a group carry the figures that the treaty declares."""
    return book.keys(shape._record, more=book.of(reading.Number()))


def _word_or_date(_: _Book, shape: Any) -> Schema:
    return {"anyOf": [{"const": shape.word}, DATE]}


def _wanted(book: _Book, shape: Any) -> Schema:
    return {"anyOf": [*book.of(reading.Many(reading.TEXT, single=True, least=1))["anyOf"], book.of(shape._other)]}


def _either(book: _Book, shape: Any) -> Schema:
    """A word, or keys with values; what is wrong in the keys is said of the key, not of the whole."""
    text, keys = book.of(shape.text), book.of(shape.keys)
    return {"if": {"type": "string"}, "then": text, "else": keys} if "enum" in text else {"anyOf": [text, keys]}


WRITERS: dict[type[Shape], Callable[[_Book, Any], Schema]] = {
    reading.Text: lambda _, shape: {"type": ["string", "number", "boolean"], "pattern": r"\S", "description": shape.wanted},
    reading.Matching: _matching,
    reading.OneOf: lambda _, shape: {"enum": list(shape.words)},
    reading.Meaning: lambda _, shape: {"enum": [shape.word, *([True] if shape.word == "true" else [])]},
    reading.Date: lambda _, __: DATE,
    reading.WordOrDate: _word_or_date,
    reading.Whole: lambda _, shape: {
        "type": ["integer", "string"],
        "minimum": shape.least,
        "maximum": shape.most,
        "pattern": "^[0-9]{1,6}$",
        "description": shape.wanted,
    },
    reading.Number: lambda _, shape: {
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": r"^[0-9]{1,15}(\.[0-9]{1,12})?$",
        "description": shape.wanted,
    },
    reading.YesNo: lambda _, __: {"enum": [True, False, "true", "false"]},
    reading.Many: _many,
    reading.Map: _table,
    reading.OneKey: _one_key,
    reading.Either: lambda book, shape: _either(book, shape),
    reading.ListShape: _list,
    reading.ConditionShape: lambda book, _: _one_key(book, reading._CONDITIONS),
    reading.EveryShape: _every,
    reading.AttributeShape: lambda book, _: book.of(reading.NAME),
    reading.AnchorShape: _anchor,
    reading.NeedsShape: _needs,
    reading.ActionShape: _action,
    reading.EntryShape: _figures,
    reading.GroupShape: _figures,
    reading.WantedShape: _wanted,
    reading.ExpectShape: lambda book, shape: book.keys(shape._record),
    reading.ClaimsShape: lambda book, _: {"type": "array", "items": book.of(reading.CLAIM), "minItems": 1},
    Keys: lambda book, shape: book.keys(shape),
}
"""A kind of shape -> how it is written."""


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


def _mappings(shape: Any, path: str) -> Iterator[tuple[str, Keys]]:
    """The records inside a shape, each with the keys that lead to it; those written once only at their first place."""
    seen: set[int] = set()

    def walk(inner: Any, at: str) -> Iterator[tuple[str, Keys]]:
        if id(inner) in seen:
            return
        if isinstance(inner, Keys):
            seen.add(id(inner))
            yield at, inner
            for key, field in inner.fields.items():
                yield from walk(field.shape, f"{at}.{key}" if at else key)
        elif isinstance(inner, reading.EntryShape | reading.GroupShape | reading.ExpectShape):
            yield from walk(inner._record, at)
        elif isinstance(inner, reading.ClaimsShape):
            yield from walk(reading.CLAIM, at)
        elif isinstance(inner, reading.Map):
            yield from walk(inner.value, f"{at}.*")
        elif isinstance(inner, reading.OneKey):
            for word, choice in inner.choices.items():
                yield from walk(choice.shape, f"{at}.{word}")
        elif isinstance(inner, reading.Many):
            yield from walk(inner.item, at)
        elif isinstance(inner, reading.Either):
            yield from walk(inner.keys, at)

    yield from walk(shape, path)


def _spoken(field: Field) -> str:
    said = re.sub(
        r"one of ((?:[a-z_]+, )*[a-z_]+)$", lambda match: ", ".join(f"`{word}`" for word in match[1].split(", ")), field.shape.wanted
    )
    return said.replace("|", "\\|") + (" (must stand)" if field.required else "")
