"""What may stand in a place, and what comes of it. Knows no treaty."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from openskies_cli import dates
from openskies_cli.clauses import Listing
from openskies_cli.dates import BadDate, Day
from openskies_cli.diagnostics import Diagnostic, did_you_mean
from openskies_cli.model import Place
from openskies_cli.reading import brought, nodes

Node = nodes.Node
Plain = str | list[Any] | dict[str, Any]
"""What a value is in YAML: a text, a list or a mapping."""
Schema = dict[str, Any]
"""A part of a JSON Schema."""
_DAY = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


class Book(Protocol):
    """Where schemas are written: `schema.py` has one."""

    def of(self, shape: "Shape") -> Schema:
        """A shape, or a reference to where it is written."""


MOST_MEANT = 200
"""Findings in one file after which no word is looked for any more."""


class Reader:
    """Where findings go while one file is read, and what the file has declared so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Diagnostic] = []
        self.attributes: dict[str, str] = {}
        self.listings: list[tuple[Node, Listing]] = []

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, node.line, node.column)

    def say(self, node: Node, rule: str, sentence: str, remedy: str = "", *, severity: str = "error", related: Place | None = None) -> None:
        """Record a finding at a node."""
        width = max(1, len(node.value)) if isinstance(node, nodes.Scalar) else 1
        self.findings.append(Diagnostic(self.place(node), rule, sentence, remedy, severity, width, related))

    def meant(self, typed: str, known: Iterable[str]) -> str:
        """The known words nearest to what was typed, as a question; in a file with very many findings they are not looked for."""
        return did_you_mean(typed, known) if len(self.findings) < MOST_MEANT else ""

    def wrong(self, node: Node, label: str, wanted: str) -> None:
        """Record that a node has the wrong shape."""
        if isinstance(node, nodes.Scalar):
            got = f"the text '{node.value}'" if node.value else "nothing"
        else:
            got = "a list" if isinstance(node, nodes.Sequence) else "keys with values"
        self.say(node, "shape", f"{label} must be {wanted}, but here is {got}")


class Shape:
    """What may stand in a place. `read` gives the value, or None after recording a finding."""

    wanted = "a value"

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        """The value that stands here; `label` names the key in messages."""
        raise NotImplementedError

    def schema(self, book: Book) -> Schema:
        """The same as JSON Schema (draft-07); `book` writes the shapes inside, those that stand in many places once."""
        raise NotImplementedError

    def inner(self) -> Iterator[tuple[str, "Shape"]]:
        """The shapes inside, each with what leads to it: a dot and a key, or nothing."""
        yield from ()

    def plain(self, value: Any) -> Plain:
        """The way back: a value as texts, lists and mappings that read as this value."""
        return str(value)


class Text(Shape):
    """Any text that is not empty."""

    wanted = "a text"

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if isinstance(node, nodes.Scalar) and node.value.strip():
            return node.value
        reader.wrong(node, label, self.wanted)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {"type": ["string", "number", "boolean"], "pattern": r"\S", "description": self.wanted}


class Matching(Shape):
    """A text of a fixed form."""

    def __init__(self, pattern: str, wanted: str) -> None:
        self.pattern, self.wanted = re.compile(pattern), wanted

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if isinstance(node, nodes.Scalar) and self.pattern.fullmatch(node.value):
            return node.value
        reader.wrong(node, label, self.wanted)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        digits = any(self.pattern.fullmatch(number) for number in ("2018", "643"))
        return {
            "type": ["string", "integer"] if digits else "string",
            "pattern": f"^({self.pattern.pattern})$",
            "description": self.wanted,
            "patternErrorMessage": self.wanted,
        }


class OneOf(Shape):
    """One of a closed list of words."""

    def __init__(self, *words: str, brought: Mapping[str, str] | None = None) -> None:
        """`brought`: what to write in place of words that people bring along."""
        self.words, self.brought = words, brought or {}
        self.wanted = f"one of {', '.join(words)}" if len(words) < 12 else "one of the words of docs/record.md"

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if not isinstance(node, nodes.Scalar):
            reader.wrong(node, label, self.wanted)
            return None
        if node.value in self.words:
            return node.value
        remedy = brought.instead(node.value, self.brought) or reader.meant(node.value, self.words) or f"use {self.wanted}"
        reader.say(node, "unknown-word", f"'{node.value}' is not a word for {label}", remedy)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {"enum": list(self.words)}


class Meaning(Shape):
    """One word that stands for a value."""

    def __init__(self, word: str, value: object) -> None:
        self.word, self.value, self.wanted = word, value, word

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        return self.value if OneOf(self.word).read(node, reader, label) is not None else None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {"enum": [self.word, *([True] if self.word == "true" else [])]}

    def plain(self, value: Any) -> Plain:  # noqa: ARG002
        return self.word


class Date(Shape):
    """A day known in whole or in part (EDTF levels 0 and 1)."""

    wanted = "a date (YYYY, YYYY-MM, YYYY-MM-DD or an interval)"

    def __init__(self, *, stand_ins: bool = False) -> None:
        self.stand_ins = stand_ins

    def read(self, node: Node, reader: Reader, label: str) -> Day | None:
        if not isinstance(node, nodes.Scalar) or not node.value:
            reader.wrong(node, label, self.wanted)
            return None
        try:
            return dates.parse(node.value, recorded=not self.stand_ins)
        except BadDate as error:
            sentence, _, remedy = str(error).partition("; ")
            if meant := brought.days(node.value):
                sentence, remedy = f"'{node.value}' is not a date", meant
            stand_in = not dates.SENTINELS.isdisjoint(re.split("[/?]", node.value))
            reader.say(node, "sentinel-date" if stand_in else "date", sentence, remedy)
            return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {
            "type": ["string", "integer"],
            "minimum": 1000,
            "maximum": 9998,
            "pattern": rf"^({_DAY}\??|({_DAY}\??|\.\.)/({_DAY}|\.\.)\??)$",
            "description": "YYYY-MM-DD, YYYY-MM, YYYY or an interval such as 1992-03/1992-05; one day within. A '?' at the end: doubted.",
            "patternErrorMessage": "write YYYY-MM-DD, YYYY-MM, YYYY or an interval such as 1992-03/1992-05",
        }


class WordOrDate(Shape):
    """One word, or a date."""

    def __init__(self, word: str) -> None:
        self.word, self.wanted = word, f"{word}, or a date"

    def read(self, node: Node, reader: Reader, label: str) -> str | Day | None:
        if isinstance(node, nodes.Scalar) and node.value == self.word:
            return self.word
        if isinstance(node, nodes.Scalar) and node.value[:1].isalpha():
            reader.say(node, "unknown-word", f"'{node.value}' is not a word for {label}", f"use {self.wanted}")
            return None
        return Date().read(node, reader, label)

    def schema(self, book: Book) -> Schema:
        return {"anyOf": [{"const": self.word}, Date().schema(book)]}


class Whole(Shape):
    """A whole number of at least `least`."""

    def __init__(self, least: int = 0, most: int = 100_000) -> None:
        self.least, self.most = least, most
        self.wanted = f"a whole number from {least} to {most}"

    def read(self, node: Node, reader: Reader, label: str) -> int | None:
        if isinstance(node, nodes.Scalar) and re.fullmatch(r"[0-9]{1,6}", node.value) and self.least <= int(node.value) <= self.most:
            return int(node.value)
        reader.wrong(node, label, self.wanted)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        limits = {"minimum": self.least, "maximum": self.most}
        return {"type": ["integer", "string"], **limits, "pattern": "^[0-9]{1,6}$", "description": self.wanted}


class Number(Shape):
    """A number that is not negative."""

    wanted = "a number"

    def read(self, node: Node, reader: Reader, label: str) -> float | None:
        if isinstance(node, nodes.Scalar) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,12})?", node.value):
            return float(node.value)
        reader.wrong(node, label, self.wanted)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {"type": ["number", "string"], "minimum": 0, "pattern": r"^[0-9]{1,15}(\.[0-9]{1,12})?$", "description": self.wanted}

    def plain(self, value: Any) -> Plain:
        return f"{value:.12f}".rstrip("0").rstrip(".")


class YesNo(Shape):
    """true or false."""

    wanted = "true or false"

    def read(self, node: Node, reader: Reader, label: str) -> bool | None:
        if isinstance(node, nodes.Scalar) and node.value in ("true", "false"):
            return node.value == "true"
        reader.wrong(node, label, self.wanted)
        return None

    def schema(self, book: Book) -> Schema:  # noqa: ARG002
        return {"enum": [True, False, "true", "false"]}

    def plain(self, value: Any) -> Plain:
        return "true" if value else "false"


class Many(Shape):
    """A list of one shape with at least `least` items, as a tuple; with `single`, one value may stand without brackets."""

    def __init__(self, item: Shape, *, single: bool = False, least: int = 0) -> None:
        self.item, self.single, self.least = item, single, least
        self.wanted = f"a list, each item {item.wanted}"

    def read(self, node: Node, reader: Reader, label: str) -> tuple[Any, ...] | None:
        if self.single and isinstance(node, nodes.Scalar):
            value = self.item.read(node, reader, label)
            return None if value is None else (value,)
        if not isinstance(node, nodes.Sequence):
            reader.wrong(node, label, self.wanted)
            return None
        if len(node.items) < self.least:
            reader.say(node, "shape", f"{label} must have an item, but the list is empty")
            return None
        values = [self.item.read(item, reader, label) for item in node.items]
        return tuple(value for value in values if value is not None)

    def schema(self, book: Book) -> Schema:
        several: Schema = {"type": "array", "items": book.of(self.item), **({"minItems": self.least} if self.least else {})}
        return {"anyOf": [book.of(self.item), several]} if self.single else several

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", self.item

    def plain(self, value: Any) -> Plain:
        if self.single and isinstance(value, str):  # notes, which the model joins
            return value
        return [self.item.plain(item) for item in value]


class Map(Shape):
    """Keys of the writer's choice, each with a value of one shape."""

    def __init__(self, key: Shape, value: Shape, wanted: str) -> None:
        self.key, self.value, self.wanted = key, value, wanted

    def read(self, node: Node, reader: Reader, label: str) -> dict[str, Any] | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        found = {}
        for key, value in node.entries:
            name = self.key.read(key, reader, f"a key of {label}")
            read = self.value.read(value, reader, f"{label}.{key.value}")
            if name is not None and read is not None:
                found[name] = read
        return found

    def schema(self, book: Book) -> Schema:
        names = {"propertyNames": {"pattern": f"^({self.key.pattern.pattern})$"}} if isinstance(self.key, Matching) else {}
        return {"type": "object", **names, "additionalProperties": book.of(self.value)}

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield ".*", self.value

    def plain(self, value: Any) -> Plain:
        return {key: self.value.plain(item) for key, item in value.items()}


class Field(NamedTuple):
    """One key of a record: its shape, what it is for, its name in the model where that differs, and whether it must stand."""

    key: str
    shape: Shape
    doc: str
    name: str = ""
    required: bool = False


class Keys(Shape):
    """A mapping with a closed list of keys."""

    wanted = "keys with values"

    def __init__(
        self,
        title: str,
        build: Callable[..., Any],
        *fields: Field,
        placed: bool = False,
        parts: Callable[[Any], Mapping[str, Any]] | None = None,
        brought: Mapping[str, str] | None = None,
    ) -> None:
        """`build` makes the value of what the keys say; `parts` goes back, for the keys of which the value has no attribute.
        `brought`: what to write in place of keys that people bring along.
        """
        self.brought = brought or {}
        self.title, self.build, self.fields, self.placed = title, build, {field.key: field for field in fields}, placed
        self.parts = parts

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(
                node,
                label,
                f"{self.title} ({', '.join(list(self.fields)[:4])} …)"
                if len(self.fields) > 4
                else f"{self.title} ({', '.join(self.fields)})",
            )
            return None
        values = self.values(node, reader)
        if values is None:
            return None
        if self.placed:
            values["place"] = reader.place(node)
        return self.build(**values)

    def values(self, node: nodes.Mapping, reader: Reader, extra: Mapping[str, Field] | None = None) -> dict[str, Any] | None:
        """What stands under each key; None where a key that must stand is missing or unreadable."""
        known = self.fields if extra is None else {**self.fields, **extra}
        found: dict[str, Any] = {}
        for key, value in node.entries:
            field = known.get(key.value)
            if field is None:
                remedy = brought.instead(key.value, self.brought) or reader.meant(key.value, known) or f"known keys: {', '.join(known)}"
                reader.say(key, "unknown-key", f"'{key.value}' is not a key of {self.title}", remedy)
                continue
            read = field.shape.read(value, reader, field.key)
            if read is not None:
                found[field.name or field.key] = read
        missing = [f for f in known.values() if f.required and (f.name or f.key) not in found]
        for field in missing:
            if not any(key.value == field.key for key, _ in node.entries):
                reader.say(node, "missing-key", f"{self.title} needs the key '{field.key}'", f"add it: {field.doc}")
        return None if missing else found

    def schema(self, book: Book) -> Schema:
        return self.properties(book)

    def properties(self, book: Book, *, more: Schema | bool = False) -> Schema:
        """A mapping with these keys; `more` is what other keys may hold."""
        properties = {key: _described(field, book) for key, field in self.fields.items()}
        required = [key for key, field in self.fields.items() if field.required]
        return {"type": "object", "properties": properties, **({"required": required} if required else {}), "additionalProperties": more}

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield from ((f".{key}", field.shape) for key, field in self.fields.items())

    def plain(self, value: Any) -> Plain:
        defaults = getattr(value, "_field_defaults", {})
        found: dict[str, Plain] = {}
        for key, part, field in self.said(value):
            nothing = part is None or part in ("", (), {}) or part == defaults.get(field.name or key)
            if field.required or not nothing:
                found[key] = field.shape.plain(part)
        return found

    def said(self, value: Any) -> Iterator[tuple[str, Any, Field]]:
        """Every key with the part of the value that it says."""
        parts = self.parts(value) if self.parts is not None else {}
        for key, field in self.fields.items():
            name = field.name or key
            yield key, parts[name] if name in parts else getattr(value, name, None), field


def _described(field: Field, book: Book) -> Schema:
    """What may stand under a key, and what it is for."""
    found = book.of(field.shape)
    if "$ref" in found:
        return {"description": field.doc, "allOf": [found]}  # beside a reference draft-07 hears nothing
    return {**found, "description": field.doc}


class OneKey(Shape):
    """A mapping with exactly one of several keys, and beside it those that go with this one."""

    def __init__(self, title: str, choices: Mapping[str, "Choice"], beside: Mapping[str, Shape] | None = None, word: str = "") -> None:
        self.title, self.choices, self.beside, self.word = title, choices, beside or {}, word
        self.wanted = f"{word + ', or ' if word else ''}one of {', '.join(choices)} with its value"

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        if self.word and isinstance(node, nodes.Scalar) and node.value == self.word:
            return self.choices[self.word].build(True)
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        chosen = [(key, value) for key, value in node.entries if key.value in self.choices]
        choice = self.choices[chosen[0][0].value] if len(chosen) == 1 else None
        beside = {}
        for key, value in node.entries:
            if key.value in self.beside:
                beside[key.value] = self.beside[key.value].read(value, reader, key.value)
                if choice is not None and key.value not in choice.beside:
                    remedy = (
                        f"remove it: it goes with {', '.join(word for word, other in self.choices.items() if key.value in other.beside)}"
                    )
                    reader.say(key, "unknown-key", f"'{key.value}' says nothing beside '{chosen[0][0].value}'", remedy)
            elif key.value not in self.choices:
                known = [*self.choices, *self.beside]
                remedy = reader.meant(key.value, known) or f"known keys: {', '.join(known)}"
                reader.say(key, "unknown-key", f"'{key.value}' is not a key of {self.title}", remedy)
        if choice is None:
            reader.say(chosen[1][0] if chosen else node, "shape", f"{self.title} must have exactly one of {', '.join(self.choices)}")
            return None
        read = choice.shape.read(chosen[0][1], reader, chosen[0][0].value)
        return None if read is None else choice.build(read, **{k: v for k, v in beside.items() if v is not None and k in choice.beside})

    def schema(self, book: Book) -> Schema:
        keys = self.one_of(book)
        return {"anyOf": [{"const": self.word}, keys]} if self.word else keys

    def one_of(self, book: Book) -> Schema:
        """A mapping with exactly one of the choices, without the word that may stand alone."""
        beside = {key: book.of(inner) for key, inner in self.beside.items()}
        goes_with = {
            key: {"anyOf": [{"required": [word]} for word, choice in self.choices.items() if key in choice.beside]} for key in self.beside
        }
        return {
            "type": "object",
            "properties": {**{key: book.of(choice.shape) for key, choice in self.choices.items()}, **beside},
            "additionalProperties": False,
            "oneOf": [{"required": [key]} for key in self.choices],
            **({"dependencies": goes_with} if goes_with else {}),
        }

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield from ((f".{word}", choice.shape) for word, choice in self.choices.items())

    def plain(self, value: Any) -> Plain:
        for word, choice in self.choices.items():
            said = choice.taken(value) if choice.taken is not None else None
            if said is not None:
                if word == self.word:
                    return word
                beside = {key: self.beside[key].plain(said[key]) for key in choice.beside if said.get(key) not in (None, "", ())}
                return {word: choice.shape.plain(said[""]), **beside}
        raise ValueError(f"{self.title} does not say {value!r}")


class Choice(NamedTuple):
    """One of the keys of a `OneKey`: the shape of its value, what comes of it, and which keys may stand beside it."""

    shape: Shape
    build: Callable[..., Any]
    beside: tuple[str, ...] = ()
    taken: Callable[[Any], dict[str, Any] | None] | None = None
    """The way back: the value under "" and what stands beside it; None where a value is another choice's."""


class Either(Shape):
    """One shape for a text, another for keys with values."""

    def __init__(self, text: Shape, keys: Shape) -> None:
        self.text, self.keys = text, keys
        self.wanted = f"{text.wanted}, or {keys.wanted}"

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        if isinstance(node, nodes.Sequence):
            reader.wrong(node, label, self.wanted)
            return None
        return (self.keys if isinstance(node, nodes.Mapping) else self.text).read(node, reader, label)

    def schema(self, book: Book) -> Schema:
        """A word, or keys with values; what is wrong in the keys is said of the key, not of the whole."""
        text, keys = book.of(self.text), book.of(self.keys)
        return {"if": {"type": "string"}, "then": text, "else": keys} if "enum" in text else {"anyOf": [text, keys]}

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", self.keys

    def plain(self, value: Any) -> Plain:
        return (self.text if isinstance(value, str | Day) else self.keys).plain(value)


TEXT, DATE = Text(), Date()

CODE = Matching(r"[A-Z][A-Z0-9-]{1,15}", "a participant's code in capitals, such as RU")

SLUG = Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of lower-case letters, digits and dashes")

NAME = Matching(r"[A-Za-z0-9_][A-Za-z0-9_ .-]*", "a name")

TEXTS, CODES, SLUGS = Many(TEXT, single=True), Many(CODE, single=True, least=1), Many(SLUG, single=True)

MONTH_DAY = Matching(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a month and a day, such as 06-30")

SOURCES = Field("sources", SLUGS, "ids of the documents in seeds/ that show it")

NOTES = Field("notes", TEXTS, "anything a reader should know")

ARTICLE = Field("article", TEXT, "the article of the treaty, as it numbers it")
