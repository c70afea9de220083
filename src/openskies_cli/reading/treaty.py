"""A treaty's record: data/treaties/<id>.yaml."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openskies_cli.diagnostics import Diagnostic
from openskies_cli.model import (
    ACTIONS,
    BASES,
    EVENTS,
    FACTS,
    ON_STATUS,
    PROCEDURES,
    Action,
    Closed,
    Counted,
    Coverage,
    Entry,
    Event,
    Gap,
    Group,
    Override,
    Place,
    Receipt,
    Reported,
    Treaty,
    Vouched,
)
from openskies_cli.reading import brought, nodes
from openskies_cli.reading.clauses import CLAUSES, DELAY, LIST
from openskies_cli.reading.shapes import (
    ARTICLE,
    CODE,
    CODES,
    DATE,
    NAME,
    NOTES,
    SLUG,
    SOURCES,
    TEXT,
    TEXTS,
    Book,
    Field,
    Keys,
    Many,
    Map,
    Node,
    Number,
    OneOf,
    Plain,
    Reader,
    Schema,
    Shape,
    Whole,
)

MOST_PARTICIPANTS, MOST_ACTS = 1000, 5000
MOST_CONDITIONS, MOST_ACTS_OF_ONE = 10, 200
"""In one record. There are some 250 who may be a participant; two hundred of them act about a thousand times."""

LISTS_DEEP = 20
"""How many lists may lead to each other."""

REPORTED = Keys(
    "also_reported",
    lambda **values: Reported(**values),
    Field("date", DATE, "the day it gives"),
    Field("effect", DATE, "the day of effect it gives"),
    Field("action", OneOf(*sorted(ACTIONS)), "the act it calls it"),
    Field("source", SLUG, "who says so"),
    Field("why", TEXT, "why it is not followed"),
)


class ActionShape(Keys):
    """An action; one that counts for a status needs a day."""

    def values(self, node: nodes.Mapping, reader: Reader, extra: Mapping[str, Field] | None = None) -> dict[str, Any] | None:
        found = super().values(node, reader, extra)
        if found is not None and found["action"] in ON_STATUS and not node.keys.keys() & {"date", "effect"}:
            sentence = f"{found['action']} has neither a date nor an effect"
            reader.say(node, "missing-date", sentence, "add the date of the act, or the day of its effect")
        return found

    def schema(self, book: Book) -> Schema:
        counts = {"properties": {"action": {"enum": sorted(ON_STATUS)}}, "required": ["action"]}
        return {**super().schema(book), "if": counts, "then": {"anyOf": [{"required": ["date"]}, {"required": ["effect"]}]}}


ACTION = ActionShape(
    "an action",
    lambda action, notes=(), **values: Action(action, notes=" ".join(notes), **values),
    Field("action", OneOf(*sorted(ACTIONS), brought=brought.ACTIONS), "what was done", required=True),
    Field("date", DATE, "the day it was done: deposit, receipt by the depositary"),
    Field("effect", DATE, "the first day of its effect, where a source gives it"),
    Field("until", DATE, "the first day on which it works no more"),
    Field("basis", OneOf(*BASES), "whose date of effect that is"),
    Field("prefer", OneOf("published", "computed"), "which of two dates of effect is followed"),
    Field("why", TEXT, "why"),
    Field("fact", OneOf(*FACTS), "how sure it is that it was done"),
    Field("called", TEXT, "the treaty's or the instrument's own word"),
    Field("depositary", TEXT, "with which of several depositaries"),
    Field("of", DATE, "the date of the act that is revoked, withdrawn or ended"),
    Field("from", CODE, "succession: from whom", name="from_"),
    Field("to", OneOf("consent", "signature"), "succession: to what"),
    Field("accepted", TEXT, "the decision that accepted it"),
    Field("by", TEXTS, "who acted or asserts it, if not the participant"),
    Field("towards", TEXTS, "towards whom: codes, or all"),
    Field("relations", OneOf("none", "provisions", "unaffected"), "what an objection shuts out between the two: all, those provisions"),
    Field("contested_by", TEXTS, "who contests it"),
    Field("scope", TEXTS, "which provisions, or the act's content in our words"),
    Field("territory", TEXTS, "to which territory"),
    Field("term", DELAY, "for how long a declaration is made"),
    Field("renewed", DELAY, "for how long it is renewed each time, by silence"),
    Field("unless_notice", DELAY, "how long before the end its withdrawal must come"),
    Field("procedure", OneOf(*PROCEDURES), "which procedure a declaration accepts or shuts out"),
    Field("opts", OneOf("in", "out"), "whether it accepts the procedure (left out) or shuts it out (of a reservation left out)"),
    Field("body", TEXT, "which organ acted"),
    Field("protocols", TEXTS, "which protocols it covers"),
    Field("named", DATE, "the day the notice names"),
    Field("circulated", DATE, "the day the depositary told the others"),
    Field(
        "received",
        Many(
            Keys(
                "a receipt",
                lambda **values: Receipt(**values),
                Field("by", TEXT, "which depositary received it", required=True),
                Field("date", DATE, "on which day", required=True),
            )
        ),
        "receipts of one and the same act by several depositaries",
    ),
    SOURCES,
    Field("also_reported", Many(REPORTED), "what other sources say of the same act"),
    NOTES,
    placed=True,
    parts=lambda act: {"action": act.kind},
    brought=brought.ACTION_KEYS,
)


class EntryShape(Shape):
    """A participant's line: actions, notes, and the attributes the treaty declares."""

    wanted = "keys with values (actions, notes)"
    _record = Keys(
        "a participant", dict, Field("actions", Many(ACTION), "its acts, in the order they were done"), NOTES, brought=brought.ENTRY_KEYS
    )

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

    def schema(self, book: Book) -> Schema:
        return self._record.properties(book, more=book.of(Number()))  # beside its own keys the figures that the treaty declares

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", self._record

    def plain(self, value: Any) -> Plain:
        figures = {name: Number().plain(figure) for name, figure in value.figures.items()}
        said = self._record.plain(value)
        assert isinstance(said, dict)
        return {**figures, **said}


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
    _record = Keys(
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

    def schema(self, book: Book) -> Schema:
        return self._record.properties(book, more=book.of(Number()))  # beside its own keys the figures that the treaty declares

    def inner(self) -> Iterator[tuple[str, Shape]]:
        yield "", self._record

    def plain(self, value: Any) -> Plain:
        figures = {name: Number().plain(figure) for name, figure in value.figures.items()}
        said = self._record.plain(value)
        assert isinstance(said, dict)
        return {**said, **figures}


EVENT = Keys(
    "a treaty event",
    lambda event, place_name="", notes=(), **values: Event(event, place_name=place_name, notes=" ".join(notes), **values),
    Field("event", OneOf(*EVENTS, brought=brought.EVENTS), "what happened", required=True),
    Field("date", DATE, "when it happened or began"),
    Field("until", DATE, "the last day of a meeting; the first day out of force after an extension"),
    Field("title", TEXT, "what it is called"),
    Field("place", TEXT, "where", name="place_name"),
    ARTICLE,
    Field("by", TEXTS, "who did it"),
    SOURCES,
    NOTES,
    placed=True,
    parts=lambda event: {"event": event.kind},
)

VOUCHED = Keys(
    "what was completely seen",
    lambda **values: Vouched(**values),
    Field("from", DATE, "the first day for which it was", name="since"),
    Field("through", DATE, "the last such day", required=True),
    SOURCES,
    Field("of", CODES, "only of these; left out: of all"),
)

TREATY = Keys(
    "a treaty",
    lambda notes=(), **values: Treaty(notes=" ".join(notes), **values),
    Field("id", SLUG, "the file's name without .yaml", required=True),
    Field("title", TEXT, "the full title"),
    Field("short_title", TEXT, "what people call it"),
    Field("aliases", TEXTS, "everything else people call it: popular names, abbreviations, names in other languages"),
    Field("adopted", DATE, "the day the text was adopted"),
    Field("opened", DATE, "the day it was opened for signature, if another"),
    Field("place", TEXT, "where it was adopted", name="place_name"),
    Field("parent", SLUG, "the treaty it belongs to"),
    Field("depositaries", TEXTS, "who keeps it: codes, or a name"),
    Field("attributes", Map(NAME, TEXT, "attributes, each with its unit"), "figures a participant or group may carry, each with its unit"),
    Field("groups", Map(NAME, GroupShape(), "groups, each with its members"), "participants that share figures"),
    Field("lists", Map(NAME, LIST, "lists, each with its codes"), "named lists a clause uses"),
    Field(
        "coverage",
        Keys(
            "coverage",
            lambda **values: Coverage(**values),
            Field("from", DATE, "the first day for which a complete list was seen", name="since"),
            Field("through", DATE, "the last such day", required=True),
            SOURCES,
            Field(
                "closed",
                Keys(
                    "closed",
                    lambda **values: Closed(**values),
                    Field("since", DATE, "the first day on which everybody had joined who may", required=True),
                    Field("why", TEXT, "why nobody else can", required=True),
                ),
                "nobody else can join: who is not on the list is not party to it, then and later",
            ),
            Field("relations", VOUCHED, "the same of acceptances, objections, reservations and exclusions"),
            Field("territories", VOUCHED, "the same of the acts for territories"),
        ),
        "the days between which a complete list was seen",
    ),
    Field("seen", Map(CODE, DATE, "codes, each with a date"), "one participant seen later than the list"),
    Field(
        "gaps",
        Many(
            Keys(
                "a gap",
                lambda note="", notes=(), **values: Gap(note=note or " ".join(notes), **values),
                Field("participant", CODE, "about whom"),
                Field("kind", TEXT, "what is missing"),
                Field("about", DATE, "from about when"),
                Field("note", TEXT, "what is known of it"),
                NOTES,
                parts=lambda gap: {"notes": None},
            )
        ),
        "what is known to be missing",
    ),
    Field(
        "counted",
        Many(
            Keys(
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
            Keys(
                "an override",
                lambda **values: Override(**values),
                Field("participant", CODE, "whose act; left out: the treaty's own entry into force"),
                Field("action", OneOf(*sorted(ACTIONS)), "which act"),
                Field("date", DATE, "the date of that act"),
                Field("effect", DATE, "the day the depositary published", required=True),
                Field("why", TEXT, "why the rule cannot give it", required=True),
                Field("source", SLUG, "the depositary's publication", required=True),
                placed=True,
            )
        ),
        "dates the depositary published and no rule gives",
    ),
    Field("participants", Map(CODE, ENTRY, "codes, each with actions"), "everybody with a line in the table", required=True),
    SOURCES,
    NOTES,
    placed=True,
    brought=brought.TREATY_KEYS,
    parts=lambda treaty: {"coverage": treaty.coverage if treaty.coverage.through is not None else None},
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


NAMED_BY = ("title", "short_title", "aliases", "place", "adopted", "opened")
"""The keys by which people name a treaty."""


def names_in(data: bytes, path: str) -> dict[str, tuple[str, ...]]:
    """What a record says by the keys that name its treaty, as far as its head can be read; nothing of it is judged."""
    root = nodes.head(data, path, NAMED_BY)
    entries = root.entries if isinstance(root, nodes.Mapping) else []
    return {key.value: tuple(_texts(value)) for key, value in entries if key.value in NAMED_BY}


def _texts(node: Node) -> Iterator[str]:
    items = node.items if isinstance(node, nodes.Sequence) else [node]
    yield from (" ".join(item.value.split()) for item in items if isinstance(item, nodes.Scalar) and item.value.strip())


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
    busiest = max(((len(entry.actions), who) for who, entry in treaty.participants.items()), default=(0, ""))
    if busiest[0] > MOST_ACTS_OF_ONE:
        place = _places(root, reader)["participants"]
        sentence = f"{busiest[1]} has {busiest[0]:,} acts; at most {MOST_ACTS_OF_ONE} of one participant are read"
        reader.findings.append(Diagnostic(place, "too-many", sentence, "write each act once"))
    when = treaty.clauses.entry_into_force.when
    conditions = len(when.leaves()) if when is not None else 0
    if conditions > MOST_CONDITIONS:
        place = _places(root, reader)["clauses"]
        sentence = f"the entry into force has {conditions:,} conditions; at most {MOST_CONDITIONS} are read"
        reader.findings.append(Diagnostic(place, "too-many", sentence, "write those of the treaty's text"))
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
