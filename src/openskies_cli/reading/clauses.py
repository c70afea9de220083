"""The shapes of the final clauses."""

import re
from collections.abc import Callable
from typing import Any

from openskies_cli.clauses import (
    CONDITIONS,
    NOT_SAID,
    Anchor,
    Clauses,
    Condition,
    Deadline,
    Declarations,
    Delay,
    Derogation,
    Duration,
    EntryIntoForce,
    ForState,
    Listing,
    Provisional,
    Reservations,
    Territories,
    Withdrawal,
)
from openskies_cli.dates import DELAYS
from openskies_cli.model import ACTIONS, CONSENT
from openskies_cli.reading import nodes
from openskies_cli.reading.shapes import (
    ARTICLE,
    CODE,
    CODES,
    DATE,
    MONTH_DAY,
    NAME,
    SLUG,
    SLUGS,
    TEXT,
    TEXTS,
    Book,
    Choice,
    Either,
    Field,
    Keys,
    Many,
    Map,
    Meaning,
    Node,
    Number,
    OneKey,
    OneOf,
    Plain,
    Reader,
    Schema,
    Shape,
    Whole,
    WordOrDate,
    YesNo,
)

SAME_DAY = Delay()


def _plain(word: str) -> Choice:
    """A delay that is written as a plain number, with the month-end rule beside it where it knows one."""
    if not DELAYS[word].rolls:
        return Choice(Whole(), lambda n: Delay(word, (n,)), taken=_counts(word))

    def rolled(delay: Delay) -> dict[str, Any] | None:
        return {"": delay.args[0], "month_end": "roll" if delay.roll else ""} if delay.word == word else None

    return Choice(Whole(), lambda n, month_end="clip": Delay(word, (n,), month_end == "roll"), ("month_end",), rolled)


def _counts(word: str) -> Callable[[Delay], dict[str, Any] | None]:
    """The way back from a delay that counts one number."""
    return lambda delay: {"": delay.args[0]} if delay.word == word else None


def _first_of_month(word: str) -> Choice:
    return Choice(Whole(), lambda n: Delay(f"first_of_month_{word}", (n,)), taken=_counts(f"first_of_month_{word}"))


FIRST_OF_MONTH = [word.removeprefix("first_of_month_") for word in DELAYS if word.startswith("first_of_month_")]
DELAY = OneKey(
    "a delay",
    {
        "same_day": Choice(Meaning("true", SAME_DAY), lambda _: SAME_DAY, taken=lambda delay: {"": delay} if delay == SAME_DAY else None),
        **{word: _plain(word) for word, row in DELAYS.items() if row.plain},
        "first_of_month": Choice(
            OneKey("first_of_month", {word: _first_of_month(word) for word in FIRST_OF_MONTH}),
            lambda delay: delay,
            taken=lambda delay: {"": delay} if delay.word.startswith("first_of_month_") else None,
        ),
        "yearly": Choice(
            Keys(
                "a yearly date",
                lambda on, notice_by: Delay("yearly", (on, notice_by)),
                Field("on", MONTH_DAY, "the day of the year on which notices take effect", required=True),
                Field("notice_by", MONTH_DAY, "the last day of the year for a notice to take effect that year", required=True),
                parts=lambda delay: {"on": delay.args[0], "notice_by": delay.args[1]},
            ),
            lambda delay: delay,
            taken=lambda delay: {"": delay} if delay.word == "yearly" else None,
        ),
        "year_end": Choice(
            Keys(
                "year_end",
                lambda following: Delay("year_end", (following,)),
                Field("following", Whole(0, 50), "how many years after the year of the act", required=True),
                parts=lambda delay: {"following": delay.args[0]},
            ),
            lambda delay: delay,
            taken=lambda delay: {"": delay} if delay.word == "year_end" else None,
        ),
    },
    {"month_end": OneOf("clip", "roll")},
    word="same_day",
)


ROLES = ("depositaries", "signatories")
"""Lists that the treaty itself knows."""


class ListShape(Shape):
    """Some participants: a role, a name under `lists:`, `{parties_of: TREATY}`, or codes in brackets."""

    wanted = f"{', '.join(ROLES)}, a name under lists:, {{parties_of: TREATY}}, or codes in brackets"

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
        if node.value in ROLES:
            return Listing(node.value)
        if not node.value:
            reader.wrong(node, label, self.wanted)
            return None
        if re.fullmatch(r"[A-Z]{2,4}", node.value):
            return Listing(codes=(node.value,))
        return Listing("lists", node.value)

    def schema(self, book: Book) -> Schema:
        parties = {
            "type": "object",
            "properties": {"parties_of": book.of(SLUG)},
            "required": ["parties_of"],
            "additionalProperties": False,
        }
        codes = {"type": "array", "items": book.of(CODE), "minItems": 1}
        return {"anyOf": [{"type": ["string", "integer"], "minLength": 1}, codes, parties], "description": self.wanted}

    def plain(self, value: Any) -> Plain:
        if value.role == "parties_of":
            return {"parties_of": value.name}
        return value.name if value.role == "lists" else value.role or list(value.codes)


LIST = ListShape()


class ConditionShape(Shape):
    """What must have happened for the treaty to enter into force."""

    wanted = f"one of {', '.join(CONDITIONS)} with its value"

    def read(self, node: Node, reader: Reader, label: str) -> Condition | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        condition: Condition | None = CONDITION_KEYS.read(node, reader, label)
        return condition

    def schema(self, book: Book) -> Schema:
        return CONDITION_KEYS.one_of(book)

    def plain(self, value: Any) -> Plain:
        return CONDITION_KEYS.plain(value)


CONDITION = ConditionShape()

_ORGANIZATIONS = OneOf("exclude", "additional")


def _attribute_at_least(node_value: dict[str, float]) -> Condition:
    attribute, figure = next(iter(node_value.items()))
    return Condition("every", figure, attribute)


class EveryShape(Shape):
    """`{ATTRIBUTE: {at_least: X}}`."""

    wanted = "one attribute with {at_least: NUMBER}"

    def read(self, node: Node, reader: Reader, label: str) -> dict[str, float] | None:
        least = Keys("a threshold", lambda at_least: at_least, Field("at_least", Number(), "the least figure", required=True))
        found = Map(NAME, least, self.wanted).read(node, reader, label)
        if found is None:
            return None
        if len(found) != 1:
            reader.wrong(node, label, self.wanted)
            return None
        if isinstance(node, nodes.Mapping):
            _declared(node.entries[0][0], reader)
        return found

    def schema(self, book: Book) -> Schema:
        least = {"type": "object", "properties": {"at_least": book.of(Number())}, "required": ["at_least"], "additionalProperties": False}
        return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": least}

    def plain(self, value: Any) -> Plain:
        return {attribute: {"at_least": Number().plain(figure)} for attribute, figure in value.items()}


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

    def schema(self, book: Book) -> Schema:
        return book.of(NAME)


def _is(kind: str, first: str, *beside: str) -> Callable[[Condition], dict[str, Any] | None]:
    """The way back from a condition of one kind: its value, and what stands beside it."""

    def taken(c: Condition) -> dict[str, Any] | None:
        if c.kind != kind:
            return None
        value = getattr(c, first)
        return {"": int(value) if first == "n" else value, **{name: getattr(c, name) for name in beside}}

    return taken


CONDITION_KEYS = OneKey(
    "a condition",
    {
        "all": Choice(Many(CONDITION, least=1), lambda parts: Condition("all", parts=parts), taken=_is("all", "parts")),
        "any": Choice(Many(CONDITION, least=1), lambda parts: Condition("any", parts=parts), taken=_is("any", "parts")),
        "instruments": Choice(
            Whole(1),
            lambda n, of=None, kinds=(), organizations="": Condition("instruments", n, of=of, kinds=kinds, organizations=organizations),
            ("of", "kinds", "organizations"),
            _is("instruments", "n", "of", "kinds", "organizations"),
        ),
        "includes": Choice(LIST, lambda of: Condition("includes", of=of), taken=_is("includes", "of")),
        "every": Choice(EveryShape(), _attribute_at_least, taken=lambda c: {"": {c.attribute: c.n}} if c.kind == "every" else None),
        "share": Choice(
            AttributeShape(),
            lambda attribute, of=None, at_least=1.0, organizations="": Condition(
                "share", at_least, attribute, of, organizations=organizations
            ),
            ("of", "at_least", "organizations"),
            lambda c: {"": c.attribute, "of": c.of, "at_least": c.n, "organizations": c.organizations} if c.kind == "share" else None,
        ),
        "exchange": Choice(LIST, lambda of: Condition("exchange", of=of), taken=_is("exchange", "of")),
    },
    {"of": LIST, "kinds": Many(OneOf(*sorted(CONSENT)), single=True), "organizations": _ORGANIZATIONS, "at_least": Number()},
)

ANCHOR_WORDS = ("opening", "adoption", "own_entry_into_force", "treaty_entry_into_force")


class AnchorShape(Shape):
    """`{after: opening, years: 2}`."""

    wanted = f"after ({', '.join(ANCHOR_WORDS)}) with days, months or years"

    def read(self, node: Node, reader: Reader, label: str) -> Anchor | None:
        if not isinstance(node, nodes.Mapping):
            reader.wrong(node, label, self.wanted)
            return None
        rest = nodes.Mapping(node.line, node.column)
        after: str | None = None
        for key, value in node.entries:
            if key.value == "after":
                after = OneOf(*ANCHOR_WORDS).read(value, reader, "after")
            else:
                rest.entries.append((key, value))
        delay = DELAY.read(rest, reader, label)
        if after is None and "after" not in node.keys:
            reader.say(node, "missing-key", f"{label} needs the key 'after'", f"add one of {', '.join(ANCHOR_WORDS)}")
        return None if after is None or delay is None else Anchor(after, delay)

    def schema(self, book: Book) -> Schema:
        delay = DELAY.one_of(book)
        after = {"enum": list(ANCHOR_WORDS), "description": "after what"}
        return {**delay, "properties": {"after": after, **delay["properties"]}, "required": ["after"]}

    def plain(self, value: Any) -> Plain:
        delay = DELAY.plain(value.delay)
        return {"after": value.after, **(delay if isinstance(delay, dict) else {str(delay): "true"})}


ANCHOR = AnchorShape()

FLOOR = Either(DATE, ANCHOR)


class NeedsShape(Shape):
    """A list of actions, or `{protocols: N}`."""

    wanted = "a list of actions, or {protocols: N}"

    def read(self, node: Node, reader: Reader, label: str) -> tuple[tuple[str, ...], int] | None:
        if isinstance(node, nodes.Mapping):
            read = Keys("needs", lambda protocols: protocols, Field("protocols", Whole(1), "how many protocols", required=True)).read(
                node, reader, label
            )
            return None if read is None else ((), read)
        kinds = Many(OneOf(*sorted(ACTIONS)), single=True).read(node, reader, label)
        return None if kinds is None else (kinds, 0)

    def schema(self, book: Book) -> Schema:
        protocols = {
            "type": "object",
            "properties": {"protocols": book.of(Whole(1))},
            "required": ["protocols"],
            "additionalProperties": False,
        }
        return {"anyOf": [*book.of(Many(OneOf(*sorted(ACTIONS)), single=True))["anyOf"], protocols]}

    def plain(self, value: Any) -> Plain:
        kinds, protocols = value
        return {"protocols": str(protocols)} if protocols else list(kinds)


EXTENSION = Either(
    DATE,
    Keys(
        "an extension",
        lambda until, **_: until,
        Field("until", DATE, "the first day no longer covered", required=True),
        Field("date", DATE, "the day of the decision"),
        Field("sources", SLUGS, "who says so"),
    ),
)

YEAR_TO_OBJECT = Reservations().within

NOT_READ = OneOf("unread", "none")
"""`unread`: the text was not read; `none`: it was read and has no such clause."""
CALLED = {"for_state": "entry_into_force_for_state"}


def clauses_of(**clauses: Any) -> Clauses:
    """The final clauses, and which of them were not read or are not there."""
    said = {CALLED.get(name, name): value for name, value in clauses.items() if isinstance(value, str)}
    return Clauses(
        **{name: value for name, value in clauses.items() if not isinstance(value, str)},
        not_read=tuple(name for name, word in said.items() if word == "unread"),
        not_there=tuple(name for name, word in said.items() if word == "none"),
    )


def _clauses_said(clauses: Clauses) -> dict[str, Any]:
    """The clauses that may be unread or not there, as they are said."""
    said: dict[str, Any] = {}
    for name in ("entry_into_force", "for_state", "withdrawal"):
        clause, called = getattr(clauses, name), CALLED.get(name, name)
        left_out = clause is NOT_SAID or clause == EntryIntoForce()
        said[name] = "unread" if called in clauses.not_read else "none" if called in clauses.not_there else None if left_out else clause
    return said


CLAUSES = Keys(
    "the final clauses",
    clauses_of,
    Field(
        "entry_into_force",
        Either(
            NOT_READ,
            Keys(
                "entry_into_force",
                EntryIntoForce,
                ARTICLE,
                Field("when", CONDITION, "the condition that must be met"),
                Field("delay", DELAY, "how long after that day"),
                Field("not_before", FLOOR, "a day, or so long after something"),
                Field("published", DATE, "what the depositary announced; the clause must reproduce it"),
            ),
        ),
        "how the treaty itself enters into force: unread, none (VCLT 24(2)), or the clause",
    ),
    Field(
        "entry_into_force_for_state",
        Either(
            NOT_READ,
            Keys(
                "entry_into_force_for_state",
                lambda needs=((), 0), **values: ForState(needs=needs[0], protocols=needs[1], **values),
                ARTICLE,
                Field("counts_after", OneOf("threshold", "treaty_entry_into_force"), "which deposits are later ones"),
                Field("delay", DELAY, "how long after the deposit"),
                Field("needs", NeedsShape(), "acts that consent waits for"),
                parts=lambda clause: {"needs": (clause.needs, clause.protocols) if clause.needs or clause.protocols else None},
            ),
        ),
        "when later consent binds: unread, none (from the deposit, VCLT 24(3)), or the clause",
        name="for_state",
    ),
    Field(
        "withdrawal",
        Either(
            NOT_READ,
            Keys(
                "withdrawal",
                lambda kind="fixed", **values: Withdrawal(minimum=kind == "minimum", **values),
                ARTICLE,
                Field(
                    "from",
                    OneOf("received", "given"),
                    "from when the period runs: receipt by the depositary, or notice to all parties",
                    name="anchor",
                ),
                Field("delay", DELAY, "the period of notice"),
                Field("kind", OneOf("fixed", "minimum"), "minimum: at least so long, the notice names the day"),
                Field("effect_at", OneOf("start_of_day", "end_of_day", "unstated"), "when on the day of effect the party is out"),
                Field("not_before", ANCHOR, "no notice before that day"),
                Field("later_date_in_notice", YesNo(), "whether the notice may name a later day"),
                Field("held_by", OneOf("armed_conflict"), "what holds an exit back"),
                Field("domino", DELAY, "within so long of another party's notice one may leave with it"),
                Field("with", SLUGS, "treaties whose leaving is leaving this one", name="with_"),
                Field("ends_treaty", YesNo(), "whether one exit ends the treaty (bilateral treaties)"),
                parts=lambda clause: {"kind": "minimum" if clause.minimum else None},
            ),
        ),
        "how a party leaves: unread, none (VCLT 56 computes no exit), or the clause",
    ),
    Field(
        "duration",
        Either(
            Meaning("unlimited", Duration()),
            Keys(
                "duration",
                lambda extension=(None, None), **values: Duration(extension=extension[0], times=extension[1], **values),
                ARTICLE,
                Field("years", Whole(1, 500), "the term", required=True),
                Field(
                    "extension",
                    Keys(
                        "extension",
                        lambda years=None, times=None: (years, times),
                        Field("years", Whole(1, 500), "how long"),
                        Field("times", Whole(1, 100), "how often"),
                        parts=lambda extension: {"years": extension[0], "times": extension[1]},
                    ),
                    "how far it may be extended",
                ),
                parts=lambda duration: {
                    "extension": (duration.extension, duration.times) if duration.extension or duration.times else None
                },
            ),
        ),
        "unlimited, or the term in years",
    ),
    Field(
        "provisional_application",
        Keys(
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
        "territories",
        Keys(
            "territories",
            Territories,
            ARTICLE,
            Field("extends", OneOf("declared", "all"), "to the territories that are declared, or to all that are not excluded"),
            Field("later", DELAY, "how long after the act an application works that is made after the State's own consent"),
            Field("end", DELAY, "how long after the act its end works; left out: the delay of withdrawal"),
        ),
        "to which territories the treaty extends",
    ),
    Field(
        "declarations",
        Keys(
            "declarations",
            Declarations,
            ARTICLE,
            Field("delay", DELAY, "how long after the act a declaration works that is made after the State's own entry into force"),
            Field("withdrawal", DELAY, "how long after the act its withdrawal works"),
        ),
        "when later declarations work",
    ),
    Field(
        "reservations",
        Keys(
            "reservations",
            lambda objections=YEAR_TO_OBJECT, **values: Reservations(within=objections, **values),
            ARTICLE,
            Field(
                "objections",
                Keys(
                    "objections",
                    lambda within: within,
                    Field("within", DELAY, "how long others may object", required=True),
                    parts=lambda within: {"within": within},
                ),
                "until when others may object",
            ),
            Field("withdrawal", DELAY, "how long after the act the withdrawal of a reservation works"),
            parts=lambda clause: {"objections": clause.within},
        ),
        "until when one may object to reservations (left out: twelve months), and when their withdrawal works",
    ),
    Field(
        "derogation",
        Keys("derogation", Derogation, ARTICLE, Field("except", TEXTS, "the provisions from which nobody may derogate", name="except_")),
        "from what one may derogate",
    ),
    Field(
        "deadlines",
        Many(
            Keys(
                "a deadline",
                lambda what, after, from_=SAME_DAY, to=SAME_DAY, article="": Deadline(what, article, after, from_, to),
                Field("what", TEXT, "what is due", required=True),
                ARTICLE,
                Field("after", OneOf("notice", "entry_into_force", "opening"), "after which act", required=True),
                Field("from", DELAY, "no earlier than", name="from_"),
                Field("to", DELAY, "no later than"),
            )
        ),
        "what falls due after an act",
    ),
    parts=_clauses_said,
)
