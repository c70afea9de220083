"""One table of shapes: reads nodes into the model, names what is wrong.

A shape says what may stand in a place and what comes of it. Reading never stops at the first mistake: a value that
cannot be read is a finding and a hole. The same table is the documentation of the record.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from openskies_cli import dates, nodes
from openskies_cli.clauses import (
    Anchor,
    Clauses,
    Condition,
    Deadline,
    Delay,
    Duration,
    EntryIntoForce,
    ForState,
    Listing,
    Provisional,
    Withdrawal,
)
from openskies_cli.dates import BadDate, Day
from openskies_cli.diagnostics import WARNING, Diagnostic, did_you_mean
from openskies_cli.model import (
    ACTIONS,
    BASES,
    CONSENT,
    EVENTS,
    FACTS,
    ON_STATUS,
    Action,
    Counted,
    Coverage,
    Entry,
    Event,
    Gap,
    Group,
    Life,
    Override,
    Place,
    Reported,
    Treaty,
)

Node = nodes.Node

MOST_MEANT = 200
"""Findings in one file after which no word is looked for any more."""
MOST_PARTICIPANTS, MOST_ACTS = 1000, 5000
"""In one record. There are some 250 who may be a participant; two hundred of them act about a thousand times."""
LISTS_DEEP = 20
"""How many lists may lead to each other."""


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


class Text(Shape):
    """Any text that is not empty."""

    wanted = "a text"

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if isinstance(node, nodes.Scalar) and node.value.strip():
            return node.value
        reader.wrong(node, label, self.wanted)
        return None


class Matching(Shape):
    """A text of a fixed form."""

    def __init__(self, pattern: str, wanted: str) -> None:
        self.pattern, self.wanted = re.compile(pattern), wanted

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if isinstance(node, nodes.Scalar) and self.pattern.fullmatch(node.value):
            return node.value
        reader.wrong(node, label, self.wanted)
        return None


class Word(Shape):
    """One of a closed list of words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.wanted = f"one of {', '.join(words)}" if len(words) < 12 else "one of the words of docs/record.md"

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        if not isinstance(node, nodes.Scalar):
            reader.wrong(node, label, self.wanted)
            return None
        if node.value in self.words:
            return node.value
        remedy = reader.meant(node.value, self.words) or f"use {self.wanted}"
        reader.say(node, "unknown-word", f"'{node.value}' is not a word for {label}", remedy)
        return None


class Meaning(Shape):
    """One word that stands for a value."""

    def __init__(self, word: str, value: object) -> None:
        self.word, self.value, self.wanted = word, value, word

    def read(self, node: Node, reader: Reader, label: str) -> Any:
        return self.value if Word(self.word).read(node, reader, label) is not None else None


class Date(Shape):
    """A day known in whole or in part (EDTF levels 0 and 1)."""

    wanted = "a date (YYYY, YYYY-MM, YYYY-MM-DD or an interval)"

    def read(self, node: Node, reader: Reader, label: str) -> Day | None:
        if not isinstance(node, nodes.Scalar) or not node.value:
            reader.wrong(node, label, self.wanted)
            return None
        try:
            return dates.parse(node.value)
        except BadDate as error:
            sentence, _, remedy = str(error).partition("; ")
            stand_in = not dates.SENTINELS.isdisjoint(re.split("[/?]", node.value))
            reader.say(node, "sentinel-date" if stand_in else "date", sentence, remedy)
            return None


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


class Number(Shape):
    """A number that is not negative."""

    wanted = "a number"

    def read(self, node: Node, reader: Reader, label: str) -> float | None:
        if isinstance(node, nodes.Scalar) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,12})?", node.value):
            return float(node.value)
        reader.wrong(node, label, self.wanted)
        return None


class YesNo(Shape):
    """true or false."""

    wanted = "true or false"

    def read(self, node: Node, reader: Reader, label: str) -> bool | None:
        if isinstance(node, nodes.Scalar) and node.value in ("true", "false"):
            return node.value == "true"
        reader.wrong(node, label, self.wanted)
        return None


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


class Table(Shape):
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


class Field(NamedTuple):
    """One key of a record: its shape, what it is for, its name in the model where that differs, and whether it must stand."""

    key: str
    shape: Shape
    doc: str
    name: str = ""
    required: bool = False


class Record(Shape):
    """A mapping with a closed list of keys."""

    wanted = "keys with values"

    def __init__(self, title: str, build: Callable[..., Any], *fields: Field, placed: bool = False) -> None:
        self.title, self.build, self.fields, self.placed = title, build, {field.key: field for field in fields}, placed

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
                remedy = reader.meant(key.value, known) or f"known keys: {', '.join(known)}"
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


class Choice(NamedTuple):
    """One of the keys of a `OneKey`: the shape of its value, what comes of it, and which keys may stand beside it."""

    shape: Shape
    build: Callable[..., Any]
    beside: tuple[str, ...] = ()


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


# The shapes of a record ---------------------------------------------------------------------------

TEXT, DATE = Text(), Date()
CODE = Matching(r"[A-Z][A-Z0-9-]{1,15}", "a participant's code in capitals, such as RU")
SLUG = Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of lower-case letters, digits and dashes")
NAME = Matching(r"[A-Za-z0-9_][A-Za-z0-9_ .-]*", "a name")
TEXTS, CODES, SLUGS = Many(TEXT, single=True), Many(CODE, single=True, least=1), Many(SLUG, single=True)
MONTH_DAY = Matching(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a month and a day, such as 06-30")


SAME_DAY = Delay()


def _counted(word: str) -> Choice:
    return Choice(Whole(), lambda n: Delay(word, (n,)))


def _by_month(word: str) -> Choice:
    return Choice(Whole(), lambda n, month_end="clip": Delay(word, (n,), month_end == "roll"), ("month_end",))


def _first_of_month(word: str) -> Choice:
    return Choice(Whole(), lambda n: Delay(f"first_of_month_{word}", (n,)))


DELAY = OneKey(
    "a delay",
    {
        "same_day": Choice(Meaning("true", SAME_DAY), lambda _: SAME_DAY),
        "days": _counted("days"),
        "days_clear": _counted("days_clear"),
        "months": _by_month("months"),
        "months_clear": _by_month("months_clear"),
        "years": _by_month("years"),
        "first_of_month": Choice(
            OneKey("first_of_month", {word: _first_of_month(word) for word in ("after_days", "nth", "after_months")}), lambda delay: delay
        ),
        "yearly": Choice(
            Record(
                "a yearly date",
                lambda on, notice_by: Delay("yearly", (on, notice_by)),
                Field("on", MONTH_DAY, "the day of the year on which notices take effect", required=True),
                Field("notice_by", MONTH_DAY, "the last day of the year for a notice to take effect that year", required=True),
            ),
            lambda delay: delay,
        ),
        "year_end": Choice(
            Record(
                "year_end",
                lambda following: Delay("year_end", (following,)),
                Field("following", Whole(0, 50), "how many years after the year of the act", required=True),
            ),
            lambda delay: delay,
        ),
    },
    {"month_end": Word("clip", "roll")},
    word="same_day",
)


class ListShape(Shape):
    """Some participants: a role, a name under `lists:`, `{parties_of: TREATY}`, or codes in brackets."""

    wanted = "depositaries, signatories, a name under lists:, {parties_of: TREATY}, or codes in brackets"

    def read(self, node: Node, reader: Reader, label: str) -> Listing | None:
        listing = self._listing(node, reader, label)
        if listing is not None:
            reader.listings.append((node, listing))
        return listing

    def _listing(self, node: Node, reader: Reader, label: str) -> Listing | None:
        if isinstance(node, nodes.Sequence):
            codes = CODES.read(node, reader, label)
            return None if codes is None else Listing(codes=codes)
        if isinstance(node, nodes.Mapping):
            if len(node.entries) == 1 and node.entries[0][0].value == "parties_of":
                name = SLUG.read(node.entries[0][1], reader, "parties_of")
                return None if name is None else Listing("parties_of", name)
            reader.wrong(node, label, self.wanted)
            return None
        if node.value in ("depositaries", "signatories"):
            return Listing(node.value)
        if not node.value:
            reader.wrong(node, label, self.wanted)
            return None
        if re.fullmatch(r"[A-Z]{2,4}", node.value):
            return Listing(codes=(node.value,))
        return Listing("lists", node.value)


LIST = ListShape()


class ConditionShape(Shape):
    """What must have happened for the treaty to enter into force."""

    wanted = "one of all, any, instruments, includes, every, share, exchange with its value"

    def read(self, node: Node, reader: Reader, label: str) -> Condition | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        condition: Condition | None = _CONDITIONS.read(node, reader, label)
        return condition


CONDITION = ConditionShape()
_ORGANIZATIONS = Word("exclude", "additional")


def _attribute_at_least(node_value: dict[str, float]) -> Condition:
    attribute, figure = next(iter(node_value.items()))
    return Condition("every", figure, attribute)


class EveryShape(Shape):
    """`{ATTRIBUTE: {at_least: X}}`."""

    wanted = "one attribute with {at_least: NUMBER}"

    def read(self, node: Node, reader: Reader, label: str) -> dict[str, float] | None:
        least = Record("a threshold", lambda at_least: at_least, Field("at_least", Number(), "the least figure", required=True))
        found = Table(NAME, least, self.wanted).read(node, reader, label)
        if found is None:
            return None
        if len(found) != 1:
            reader.wrong(node, label, self.wanted)
            return None
        if isinstance(node, nodes.Mapping):
            _declared(node.entries[0][0], reader)
        return found


def _declared(key: nodes.Scalar, reader: Reader) -> None:
    if key.value not in reader.attributes:
        remedy = reader.meant(key.value, reader.attributes) or "declare it under attributes:, with its unit"
        reader.say(key, "unknown-attribute", f"'{key.value}' is not an attribute of this treaty", remedy)


class AttributeShape(Shape):
    """The name of a declared attribute."""

    wanted = "a name under attributes:"

    def read(self, node: Node, reader: Reader, label: str) -> str | None:
        name = NAME.read(node, reader, label)
        if name is not None and isinstance(node, nodes.Scalar):
            _declared(node, reader)
        return name


_CONDITIONS = OneKey(
    "a condition",
    {
        "all": Choice(Many(CONDITION, least=1), lambda parts: Condition("all", parts=parts)),
        "any": Choice(Many(CONDITION, least=1), lambda parts: Condition("any", parts=parts)),
        "instruments": Choice(
            Whole(1),
            lambda n, of=None, kinds=(), organizations="": Condition("instruments", n, of=of, kinds=kinds, organizations=organizations),
            ("of", "kinds", "organizations"),
        ),
        "includes": Choice(LIST, lambda of: Condition("includes", of=of)),
        "every": Choice(EveryShape(), _attribute_at_least),
        "share": Choice(
            AttributeShape(),
            lambda attribute, of=None, at_least=1.0, organizations="": Condition(
                "share", at_least, attribute, of, organizations=organizations
            ),
            ("of", "at_least", "organizations"),
        ),
        "exchange": Choice(LIST, lambda of: Condition("exchange", of=of)),
    },
    {"of": LIST, "kinds": Many(Word(*sorted(CONSENT)), single=True), "organizations": _ORGANIZATIONS, "at_least": Number()},
)

ANCHOR_WORDS = ("opening", "adoption", "own_entry_into_force", "treaty_entry_into_force")


class AnchorShape(Shape):
    """`{after: opening, years: 2}`."""

    wanted = "after (opening, adoption, own_entry_into_force, treaty_entry_into_force) with days, months or years"

    def read(self, node: Node, reader: Reader, label: str) -> Anchor | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        rest = nodes.Mapping(node.line, node.column)
        after: str | None = None
        for key, value in node.entries:
            if key.value == "after":
                after = Word(*ANCHOR_WORDS).read(value, reader, "after")
            else:
                rest.entries.append((key, value))
        delay = DELAY.read(rest, reader, label)
        if after is None and "after" not in node.keys:
            reader.say(node, "missing-key", f"{label} needs the key 'after'", f"add one of {', '.join(ANCHOR_WORDS)}")
        return None if after is None or delay is None else Anchor(after, delay)


ANCHOR = AnchorShape()
FLOOR = Either(DATE, ANCHOR)


class NeedsShape(Shape):
    """A list of actions, or `{protocols: N}`."""

    wanted = "a list of actions, or {protocols: N}"

    def read(self, node: Node, reader: Reader, label: str) -> tuple[tuple[str, ...], int] | None:
        if isinstance(node, nodes.Mapping):
            read = Record("needs", lambda protocols: protocols, Field("protocols", Whole(1), "how many protocols", required=True)).read(
                node, reader, label
            )
            return None if read is None else ((), read)
        kinds = Many(Word(*sorted(ACTIONS)), single=True).read(node, reader, label)
        return None if kinds is None else (kinds, 0)


EXTENSION = Either(
    DATE,
    Record(
        "an extension",
        lambda until, **_: until,
        Field("until", DATE, "the first day no longer covered", required=True),
        Field("date", DATE, "the day of the decision"),
        Field("sources", SLUGS, "who says so"),
    ),
)
SOURCES = Field("sources", SLUGS, "ids of the documents in seeds/ that show it")
NOTES = Field("notes", TEXTS, "anything a reader should know")
ARTICLE = Field("article", TEXT, "the article of the treaty, as it numbers it")

CLAUSES = Record(
    "the final clauses",
    lambda **clauses: Clauses(**clauses),
    Field(
        "entry_into_force",
        Record(
            "entry_into_force",
            EntryIntoForce,
            ARTICLE,
            Field("when", CONDITION, "the condition that must be met"),
            Field("delay", DELAY, "how long after that day"),
            Field("not_before", FLOOR, "a day, or so long after something"),
            Field("published", DATE, "what the depositary announced; the clause must reproduce it"),
        ),
        "how the treaty itself enters into force",
    ),
    Field(
        "entry_into_force_for_state",
        Record(
            "entry_into_force_for_state",
            lambda needs=((), 0), **values: ForState(needs=needs[0], protocols=needs[1], **values),
            ARTICLE,
            Field("counts_after", Word("threshold", "treaty_entry_into_force"), "which deposits are later ones"),
            Field("delay", DELAY, "how long after the deposit"),
            Field("needs", NeedsShape(), "acts that consent waits for"),
        ),
        "when later consent binds",
        name="for_state",
    ),
    Field(
        "withdrawal",
        Record(
            "withdrawal",
            lambda kind="fixed", **values: Withdrawal(minimum=kind == "minimum", **values),
            ARTICLE,
            Field(
                "from",
                Word("received", "given"),
                "from when the period runs: receipt by the depositary, or notice to all parties",
                name="anchor",
            ),
            Field("delay", DELAY, "the period of notice"),
            Field("kind", Word("fixed", "minimum"), "minimum: at least so long, the notice names the day"),
            Field("effect_at", Word("start_of_day", "end_of_day", "unstated"), "when on the day of effect the party is out"),
            Field("not_before", ANCHOR, "no notice before that day"),
            Field("later_date_in_notice", YesNo(), "whether the notice may name a later day"),
            Field("held_by", Word("armed_conflict"), "what holds an exit back"),
            Field("domino", DELAY, "within so long of another party's notice one may leave with it"),
            Field("with", SLUGS, "treaties whose leaving is leaving this one", name="with_"),
            Field("ends_treaty", YesNo(), "whether one exit ends the treaty (bilateral treaties)"),
        ),
        "how a party leaves; without this clause no exit is computed (VCLT 56)",
    ),
    Field(
        "duration",
        Either(
            Meaning("unlimited", Duration()),
            Record(
                "duration",
                lambda extension=(None, None), **values: Duration(extension=extension[0], times=extension[1], **values),
                ARTICLE,
                Field("years", Whole(1, 500), "the term", required=True),
                Field(
                    "extension",
                    Record(
                        "extension",
                        lambda years=None, times=None: (years, times),
                        Field("years", Whole(1, 500), "how long"),
                        Field("times", Whole(1, 100), "how often"),
                    ),
                    "how far it may be extended",
                ),
            ),
        ),
        "unlimited, or the term in years",
    ),
    Field(
        "provisional_application",
        Record(
            "provisional_application",
            Provisional,
            ARTICLE,
            Field("scope", TEXTS, "the provisions that are applied"),
            Field("from", WordOrDate("signature"), "from when: signature, or a day", name="since"),
            Field("until", WordOrDate("entry_into_force"), "until when: entry_into_force, or the first day on which it is no more"),
            Field("term", DELAY, "how long at most, from opening for signature"),
            Field("extensions", Many(EXTENSION), "recorded decisions to extend it"),
        ),
        "what signatories apply before the treaty is in force (VCLT 25)",
        name="provisional",
    ),
    Field(
        "deadlines",
        Many(
            Record(
                "a deadline",
                lambda what, after, from_=SAME_DAY, to=SAME_DAY, article="": Deadline(what, article, after, from_, to),
                Field("what", TEXT, "what is due", required=True),
                ARTICLE,
                Field("after", Word("notice", "entry_into_force", "opening"), "after which act", required=True),
                Field("from", DELAY, "no earlier than", name="from_"),
                Field("to", DELAY, "no later than"),
            )
        ),
        "what falls due after an act",
    ),
)

REPORTED = Record(
    "also_reported",
    lambda **values: Reported(**values),
    Field("date", DATE, "the day it gives"),
    Field("effect", DATE, "the day of effect it gives"),
    Field("action", Word(*sorted(ACTIONS)), "the act it calls it"),
    Field("source", SLUG, "who says so"),
    Field("why", TEXT, "why it is not followed"),
)


class ActionShape(Record):
    """An action; one that counts for a status needs a day."""

    def values(self, node: nodes.Mapping, reader: Reader, extra: Mapping[str, Field] | None = None) -> dict[str, Any] | None:
        found = super().values(node, reader, extra)
        if found is not None and found["action"] in ON_STATUS and not node.keys.keys() & {"date", "effect"}:
            sentence = f"{found['action']} has neither a date nor an effect"
            reader.say(node, "missing-date", sentence, "add the date of the act, or the day of its effect")
        return found


ACTION = ActionShape(
    "an action",
    lambda action, notes=(), **values: Action(action, notes=" ".join(notes), **values),
    Field("action", Word(*sorted(ACTIONS)), "what was done", required=True),
    Field("date", DATE, "the day it was done: deposit, receipt by the depositary"),
    Field("effect", DATE, "the first day of its effect, where a source gives it"),
    Field("basis", Word(*BASES), "whose date of effect that is"),
    Field("prefer", Word("published", "computed"), "which of two dates of effect is followed"),
    Field("why", TEXT, "why"),
    Field("fact", Word(*FACTS), "how sure it is that it was done"),
    Field("called", TEXT, "the treaty's or the instrument's own word"),
    Field("depositary", TEXT, "with which of several depositaries"),
    Field("of", DATE, "the date of the notice that is revoked"),
    Field("from", CODE, "succession: from whom", name="from_"),
    Field("to", Word("consent", "signature"), "succession: to what"),
    Field("accepted", TEXT, "the decision that accepted it"),
    Field("by", TEXTS, "who acted or asserts it, if not the participant"),
    Field("towards", TEXTS, "towards whom: codes, or all"),
    Field("contested_by", TEXTS, "who contests it"),
    Field("scope", TEXTS, "which provisions, or the act's content in our words"),
    Field("territory", TEXTS, "to which territory"),
    Field("body", TEXT, "which organ acted"),
    Field("protocols", TEXTS, "which protocols it covers"),
    Field("named", DATE, "the day the notice names"),
    SOURCES,
    Field("also_reported", Many(REPORTED), "what other sources say of the same act"),
    NOTES,
    placed=True,
)


class EntryShape(Shape):
    """A participant's line: actions, notes, and the attributes the treaty declares."""

    wanted = "keys with values (actions, notes)"
    _record = Record("a participant", dict, Field("actions", Many(ACTION), "its acts, in the order they were done"), NOTES)

    def read(self, node: Node, reader: Reader, label: str) -> Entry | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        extra = {name: Field(name, Number(), f"its figure: {unit}") for name, unit in reader.attributes.items()}
        values = self._record.values(node, reader, extra) or {}
        acts: tuple[Action, ...] = values.get("actions", ())
        _check_order(acts, reader)
        figures = {name: values[name] for name in reader.attributes if name in values}
        return Entry(acts, figures, " ".join(values.get("notes", ())), reader.place(node))


def _check_order(acts: Sequence[Action], reader: Reader) -> None:
    """The order of the lines is the order of the acts; a certain date may not stand below a later one."""
    latest: Action | None = None
    for act in acts:
        if act.date is None:
            continue
        if latest is not None and latest.date is not None and act.date.latest < latest.date.earliest:
            sentence = f"{act.kind} {act.date} stands below {latest.kind} {latest.date}, which is later"
            reader.findings.append(
                Diagnostic(act.place, "order", sentence, "put the acts in the order in which they were done", related=latest.place)
            )
        if latest is None or latest.date is None or act.date.earliest >= latest.date.earliest:
            latest = act


ENTRY = EntryShape()


class GroupShape(Shape):
    """Participants that share figures."""

    wanted = "keys with values (members, until, and an attribute)"
    _record = Record(
        "a group",
        dict,
        Field("members", CODES, "who belongs to it", required=True),
        Field("until", DATE, "the first day on which it no longer is"),
        SOURCES,
        NOTES,
    )

    def read(self, node: Node, reader: Reader, label: str) -> Group | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        extra = {name: Field(name, Number(), f"the joint figure: {unit}") for name, unit in reader.attributes.items()}
        values = self._record.values(node, reader, extra)
        if values is None:
            return None
        return Group(values["members"], {name: values[name] for name in reader.attributes if name in values}, values.get("until"))


EVENT = Record(
    "a treaty event",
    lambda event, place_name="", notes=(), **values: Event(event, place_name=place_name, notes=" ".join(notes), **values),
    Field("event", Word(*EVENTS), "what happened", required=True),
    Field("date", DATE, "when it happened or began"),
    Field("until", DATE, "the last day of a meeting; the first day out of force after an extension"),
    Field("title", TEXT, "what it is called"),
    Field("place", TEXT, "where", name="place_name"),
    ARTICLE,
    Field("by", TEXTS, "who did it"),
    SOURCES,
    NOTES,
    placed=True,
)

TREATY = Record(
    "a treaty",
    lambda notes=(), **values: Treaty(notes=" ".join(notes), **values),
    Field("id", SLUG, "the file's name without .yaml", required=True),
    Field("title", TEXT, "the full title"),
    Field("short_title", TEXT, "what people call it"),
    Field("adopted", DATE, "the day the text was adopted"),
    Field("opened", DATE, "the day it was opened for signature, if another"),
    Field("place", TEXT, "where it was adopted", name="place_name"),
    Field("parent", SLUG, "the treaty it belongs to"),
    Field("depositaries", TEXTS, "who keeps it: codes, or a name"),
    Field(
        "attributes", Table(NAME, TEXT, "attributes, each with its unit"), "figures a participant or group may carry, each with its unit"
    ),
    Field("groups", Table(NAME, GroupShape(), "groups, each with its members"), "participants that share figures"),
    Field("lists", Table(NAME, LIST, "lists, each with its codes"), "named lists a clause uses"),
    Field(
        "coverage",
        Record(
            "coverage",
            lambda **values: Coverage(**values),
            Field("from", DATE, "the first day for which a complete list was seen", name="since"),
            Field("through", DATE, "the last such day", required=True),
            SOURCES,
        ),
        "the days between which a complete list was seen",
    ),
    Field("seen", Table(CODE, DATE, "codes, each with a date"), "one participant seen later than the list"),
    Field(
        "gaps",
        Many(
            Record(
                "a gap",
                lambda note="", notes=(), **values: Gap(note=note or " ".join(notes), **values),
                Field("participant", CODE, "about whom"),
                Field("kind", TEXT, "what is missing"),
                Field("about", DATE, "from about when"),
                Field("note", TEXT, "what is known of it"),
                NOTES,
            )
        ),
        "what is known to be missing",
    ),
    Field(
        "counted",
        Many(
            Record(
                "a stated figure",
                Counted,
                Field("on", DATE, "the day it was stated for", required=True),
                Field("parties", Whole(), "how many parties there were"),
                Field("signatures", Whole(), "how many had signed, whatever they did later"),
                Field("instruments", Whole(), "how many had consented and not left"),
                Field("source", SLUG, "who says so", required=True),
                Field("why", TEXT, "why the record counts otherwise, where it does"),
                placed=True,
            )
        ),
        "figures that sources state; the record must reproduce them",
    ),
    Field("clauses", CLAUSES, "the final clauses"),
    Field("events", Many(EVENT), "what happened to the treaty as a whole"),
    Field(
        "overrides",
        Many(
            Record(
                "an override",
                lambda **values: Override(**values),
                Field("participant", CODE, "whose act; left out: the treaty's own entry into force"),
                Field("action", Word(*sorted(ACTIONS)), "which act"),
                Field("date", DATE, "the date of that act"),
                Field("effect", DATE, "the day the depositary published", required=True),
                Field("why", TEXT, "why the rule cannot give it", required=True),
                Field("source", SLUG, "the depositary's publication", required=True),
                placed=True,
            )
        ),
        "dates the depositary published and no rule gives",
    ),
    Field("participants", Table(CODE, ENTRY, "codes, each with actions"), "everybody with a line in the table", required=True),
    SOURCES,
    NOTES,
    placed=True,
)


def _attributes_first(root: nodes.Mapping, reader: Reader) -> None:
    """Declared attributes are keys elsewhere in the file, so they are read before everything else."""
    for key, value in root.entries:
        if key.value == "attributes":
            quiet = Reader(reader.path)
            reader.attributes = TREATY.fields["attributes"].shape.read(value, quiet, "attributes") or {}


def read_treaty(data: bytes, path: str, name: str = "") -> tuple[Treaty | None, list[Diagnostic]]:
    """A treaty record and what is wrong with it. `name` is the id the file's name promises."""
    root, findings = nodes.read(data, path)
    return (None, findings) if root is None else treaty_in(root, findings, path, name)


def treaty_in(root: Node, findings: list[Diagnostic], path: str, name: str = "") -> tuple[Treaty | None, list[Diagnostic]]:
    """The treaty record that nodes hold, what was wrong with their text, and what is wrong with the record."""
    reader = Reader(path)
    reader.findings = findings
    if not isinstance(root, nodes.Mapping):
        reader.wrong(root, "a record", "keys with values (id, title, clauses, participants …)")
        return None, findings
    _attributes_first(root, reader)
    treaty: Treaty | None = TREATY.read(root, reader, "the record")
    if treaty is not None:
        _consistent(treaty, root, reader, name)
        treaty = treaty._replace(places=_places(root, reader))
    return treaty, sorted(findings, key=lambda finding: finding.place)


def _places(root: nodes.Mapping, reader: Reader) -> dict[str, Place]:
    """Where the keys of the record and of its clauses stand."""
    found = {key.value: reader.place(key) for key, _ in root.entries}
    for key, value in root.entries:
        if key.value == "clauses" and isinstance(value, nodes.Mapping):
            found |= {f"clauses.{inner.value}": reader.place(inner) for inner, _ in value.entries}
    return found


def _consistent(treaty: Treaty, root: nodes.Mapping, reader: Reader, name: str) -> None:
    """What one key of a record promises another must keep."""
    if name and treaty.id != name:
        node = next(value for key, value in root.entries if key.value == "id")
        reader.say(
            node, "id", f"the id '{treaty.id}' differs from the file's name", f"write id: {name}, or rename the file to {treaty.id}.yaml"
        )
    acts = sum(len(entry.actions) for entry in treaty.participants.values())
    for number, most, what in ((len(treaty.participants), MOST_PARTICIPANTS, "participants"), (acts, MOST_ACTS, "acts")):
        if number > most:
            place = _places(root, reader)["participants"]
            sentence = f"the record has {number:,} {what}; at most {most:,} are read"
            reader.findings.append(Diagnostic(place, "too-many", sentence, "one file is one treaty"))
    for node, listing in reader.listings:
        if listing.role == "lists" and listing.name not in treaty.lists:
            remedy = reader.meant(listing.name, ["depositaries", "signatories", *treaty.lists]) or "add it under lists:"
            reader.say(node, "unknown-list", f"'{listing.name}' is not a list of this record", remedy)
        if listing.role == "depositaries" and not treaty.depositaries:
            reader.say(node, "unknown-list", "the depositaries are named here, but the record has none", "add depositaries:")
    for listing_name in treaty.lists:
        seen, at = {listing_name}, treaty.lists[listing_name]
        while at.role == "lists" and at.name in treaty.lists:
            if at.name in seen or len(seen) == LISTS_DEEP:
                place = _places(root, reader).get("lists", treaty.place)
                how = "back to itself" if at.name in seen else f"through more than {LISTS_DEEP} others"
                reader.findings.append(Diagnostic(place, "unknown-list", f"the list '{listing_name}' leads {how}", "write its codes"))
                return
            seen.add(at.name)
            at = treaty.lists[at.name]


# participants.yaml and seeds ------------------------------------------------------------------------


class Former(NamedTuple):
    """A former name of the same participant, up to and including the day `to`."""

    code: str = ""
    alpha2: str = ""
    alpha3: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    to: Day | None = None


class Person(NamedTuple):
    """One participant as participants.yaml has it."""

    kind: str
    name: str
    official: str = ""
    alpha2: str = ""
    alpha3: str = ""
    names: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    continues: tuple[Former, ...] = ()
    existed: tuple[tuple[Day | None, Day | None], ...] = ()
    succeeds: tuple[str, ...] = ()
    merged_into: str = ""
    sources: tuple[str, ...] = ()
    notes: str = ""
    place: Place = Place("", 0, 0)


class People(NamedTuple):
    """All of participants.yaml: participants, ambiguous words with what they may mean, groups with their members."""

    participants: Mapping[str, Person]
    ambiguous: Mapping[str, tuple[str, ...]] = {}
    groups: Mapping[str, Any] = {}


PERSON = Record(
    "a participant",
    lambda notes=(), **values: Person(notes=" ".join(notes), **values),
    Field("kind", Word("state", "organization", "entity"), "what it is", required=True),
    Field("name", TEXT, "the common English name; this is printed", required=True),
    Field("official", TEXT, "the official English name, where it differs"),
    Field("alpha2", Matching(r"[A-Z]{2}", "two capitals"), "its former alpha-2 code, where its code is the one of ISO 3166-3"),
    Field("alpha3", Matching(r"[A-Z]{3}", "three capitals"), "its ISO 3166-1 alpha-3 code"),
    Field(
        "names",
        Table(Matching(r"[a-z]{2}", "a language code"), TEXT, "languages, each with the name"),
        "short names in the official UN languages",
    ),
    Field("aliases", TEXTS, "everything else people type"),
    Field(
        "continues",
        Many(
            Record(
                "a former name",
                lambda notes=(), sources=(), **values: Former(**values),
                Field("code", CODE, "its ISO 3166-3 code"),
                Field("alpha2", CODE, "its former alpha-2 code"),
                Field("alpha3", CODE, "its former alpha-3 code"),
                Field("name", TEXT, "the name", required=True),
                Field("aliases", TEXTS, "other forms of it"),
                Field("to", DATE, "the last day under that name"),
                SOURCES,
                NOTES,
            )
        ),
        "the same participant under earlier names and codes",
    ),
    Field(
        "existed",
        Many(
            Record(
                "existence",
                lambda since=None, to=None, **_: (since, None if to is None else to.map(dates.tomorrow)),
                Field("from", DATE, "the first day it could make treaties", name="since"),
                Field("to", DATE, "the last such day"),
                Field("as", TEXT, "under which name"),
                SOURCES,
                NOTES,
            )
        ),
        "when it could make treaties; left out where that limits nothing",
    ),
    Field("succeeds", CODES, "whom it follows as another participant"),
    Field("merged_into", CODE, "into whom it was united"),
    SOURCES,
    NOTES,
    placed=True,
)

MEMBER = Record(
    "a membership",
    lambda member, since=None, to=None, **_: (member, since, to),
    Field("member", CODE, "who", required=True),
    Field("from", DATE, "the first day", name="since"),
    Field("to", DATE, "the last day"),
    SOURCES,
    NOTES,
)

PEOPLE = Record(
    "the participants",
    lambda **values: People(**values),
    Field("participants", Table(CODE, PERSON, "codes, each with a name"), "everybody", required=True),
    Field("ambiguous", Table(TEXT, CODES, "words, each with codes"), "words that may mean several"),
    Field(
        "groups",
        Table(
            NAME,
            Record(
                "a group",
                dict,
                Field("name", TEXT, "its name"),
                Field("members", Many(MEMBER), "who, from when to when", required=True),
                SOURCES,
                NOTES,
            ),
            "groups, each with members",
        ),
        "groups of participants in time",
    ),
)


def read_people(data: bytes, path: str) -> tuple[People | None, list[Diagnostic]]:
    """participants.yaml and what is wrong with it."""
    root, findings = nodes.read(data, path)
    return (None, findings) if root is None else people_in(root, findings, path)


def people_in(root: Node, findings: list[Diagnostic], path: str) -> tuple[People | None, list[Diagnostic]]:
    """The participants that nodes hold."""
    reader = Reader(path)
    reader.findings = findings
    people: People | None = PEOPLE.read(root, reader, "participants.yaml")
    return people, sorted(findings, key=lambda finding: finding.place)


def lives(people: People) -> dict[str, Life]:
    """What `derive` must know of the participants: kind, existence, who follows whom."""
    heirs: dict[str, list[str]] = {}
    for code, person in people.participants.items():
        for former in person.succeeds:
            heirs.setdefault(former, []).append(code)
    return {
        code: Life(code, person.name, person.kind, person.existed, tuple(heirs.get(code, ())), person.merged_into)
        for code, person in people.participants.items()
    }


class Wanted(NamedTuple):
    """What a cell should be: `how` is is, contains, at_least or at_most; one of `texts` is enough."""

    how: str
    texts: tuple[str, ...]


class Expect(NamedTuple):
    """What an answer should hold: in the cell `key` of the chosen rows, or ("") in the number of those rows."""

    key: str
    value: Wanted


class ClaimReading(NamedTuple):
    """One way to read a claim: a question as typed, which rows of its answer, what they should hold, and what that means."""

    ask: str
    expect: Expect
    where: Mapping[str, Wanted] = {}
    means: str = ""
    place: Place = Place("", 0, 0)


class Atom(NamedTuple):
    """One part of a claim that can hold or not by itself. The literal reading stands first; without any, no question asks it."""

    id: str = ""
    says: str = ""
    readings: tuple[ClaimReading, ...] = ()


class Claim(NamedTuple):
    """What a text says, in our words."""

    id: str
    says: str
    atoms: tuple[Atom, ...]
    notes: str = ""


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


class ExpectShape(Shape):
    """`{key: COLUMN, value: ...}` for cells, `{rows: N}` for their number."""

    wanted = "a key with a value, or rows with a number"
    _record = Record(
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


READINGS = Many(
    Record(
        "a reading",
        lambda **values: ClaimReading(**values),
        Field("ask", TEXT, "a question, as it is typed after the program's name", required=True),
        Field("where", Table(NAME, WantedShape(), "columns of the answer, each with a value"), "which rows of the answer"),
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


CLAIM = Record(
    "a claim",
    _claim,
    Field("id", SLUG, "a short name, unique in the text", required=True),
    SAYS,
    READINGS_FIELD,
    Field(
        "atoms",
        Many(
            Record(
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


class Source(NamedTuple):
    """One document that facts rest on."""

    id: str
    title: str = ""
    kind: str = ""
    publisher: str = ""
    date: Day | None = None
    addresses: tuple[str, ...] = ()
    read: Day | None = None
    licence: str = ""
    notes: str = ""
    claims: tuple[Claim, ...] = ()
    place: Place = Place("", 0, 0)


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


SOURCE = Record(
    "a source",
    lambda notes=(), **values: Source(notes=" ".join(notes), **values),
    Field("id", SLUG, "the file's name without .yaml", required=True),
    Field("title", TEXT, "the document's title", required=True),
    Field("kind", Word(*SOURCE_KINDS), "what it is", required=True),
    Field("publisher", TEXT, "who published it"),
    Field("date", DATE, "when"),
    Field("addresses", TEXTS, "where it can be read"),
    Field("read", DATE, "when it was read"),
    Field("licence", TEXT, "under which licence"),
    NOTES,
    Field("claims", ClaimsShape(), "what it claims, in our words"),
    placed=True,
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


# What rests on what -------------------------------------------------------------------------------


class Citation(NamedTuple):
    """Where a record names a source: for whose act or event (`what`, else the key it stands under), of which date."""

    source: str
    participant: str
    what: str
    date: str
    place: Place


def citations(data: bytes, path: str) -> list[Citation]:
    """Every source that a file names, in the order of the text; also of a file with mistakes, as far as it can be read."""
    root, _ = nodes.read(data, path)
    return list(_cited(root, Citation("", "", "record", "", Place(path, 1, 1)))) if root is not None else []


def _cited(node: Node, about: Citation) -> Iterator[Citation]:
    if isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _cited(item, about)
    if not isinstance(node, nodes.Mapping):
        return
    texts = {key.value: value.value for key, value in node.entries if isinstance(value, nodes.Scalar)}
    about = about._replace(
        participant=texts.get("member") or texts.get("participant") or about.participant,
        what=about.what if about.what == "also_reported" else texts.get("action") or texts.get("event") or about.what,
        date=texts.get("date") or texts.get("effect") or texts.get("on") or "",
    )
    for key, value in node.entries:
        if key.value in ("source", "sources"):
            named = value.items if isinstance(value, nodes.Sequence) else [value]
            for each in named:
                if isinstance(each, nodes.Scalar):
                    yield about._replace(source=each.value, place=about.place._replace(line=each.line, column=each.column))
        elif key.value == "participants" and isinstance(value, nodes.Mapping):
            for code, entry in value.entries:
                yield from _cited(entry, about._replace(participant=code.value, what="participant"))
        else:
            names_it = about.what in ("record", "participant") or key.value == "also_reported"
            yield from _cited(value, about._replace(what=key.value if names_it else about.what))
