"""The tables of all records: their columns, and what stands in them. One `Resource` a table; histories are whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from openskies_cli import names
from openskies_cli.dates import OPEN_END, OPEN_START, BadDate, Day, parse, span
from openskies_cli.diagnostics import Refused
from openskies_cli.exports.datapackage import Resource
from openskies_cli.history import THE_BEGINNING, THE_END, History
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.derive import Chronicle
    from openskies_cli.reading import Citation
    from openskies_cli.register import Register

TREATY = Column("treaty", "word", label="the treaty's id")
WHO = Column("participant", "word", label="the participant's code")
NUMBER = Column("number", "count", label="its place in the record, from 1 on")
BASIS = Column("basis", "word", label="on what the day rests: depositary, computed, published, reported, recorded or conflict")
ARTICLE = Column("article", label="the article of the treaty, as it numbers it")
SOURCES = Column("sources", "words", label="ids of the documents that show it")
NOTES = Column("notes", label="what a reader should know")
ALPHA3 = Column("alpha3", "word", label="the participant's ISO 3166-1 alpha-3 code, where it has one")
"""Stands last in every table with participants, filled in by `tables`."""


def tables(register: "Register") -> Iterator[Resource]:
    """Every table, `treaties` first, `citations` last; the register is told how far it is."""
    treaties = register.treaties(["all"])
    chronicles = []
    for treaty_id in treaties:
        register.tell(f"deriving {treaty_id}")
        chronicles.append(register.chronicle(treaty_id))
    cited = [(treaty_id, one) for treaty_id in ("", *treaties) for one in register.citations(treaty_id)]
    codes = _codes(register, chronicles, cited)
    to_treaty, to_who = {"treaty": ("treaties", "treaty")}, {"participant": ("participants", "participant")}
    both = {**to_treaty, **to_who}
    resource = partial(_resource, register.alpha3)
    yield resource("treaties", "one row a treaty", TREATIES, map(_treaty, chronicles), ("treaty",))
    yield resource("events", "what happened to a treaty as a whole", EVENTS, _events(chronicles), ("treaty", "number"), to_treaty)
    yield resource("participants", "who may be a participant", PEOPLE, _people(register, codes), ("participant",))
    yield resource("names", "every name and code of a participant", NAMES, _names(register), (), to_who)
    yield resource("groups", "groups of participants in time", GROUPS, _groups(register), (), to_who)
    yield resource(
        "actions", "what was done, by whom, on which day", ACTIONS, _actions(chronicles), ("treaty", "participant", "number"), both
    )
    yield resource("also_reported", "what other sources say of the same act", REPORTED, _reported(chronicles), (), both)
    yield resource("steps", "the statuses of a participant, each from its first day on", STEPS, _steps(chronicles), STEP, both)
    yield resource(
        "treaty_steps", "the statuses of a treaty itself", STEPS_OF_TREATIES, _own_steps(chronicles), ("treaty", "number"), to_treaty
    )
    yield resource("otherwise", "the statuses that contested or only reported acts would give", OTHERWISE, _otherwise(chronicles), (), both)
    yield resource("qualifiers", "what stands beside a status, and how long", QUALIFIERS, _qualifiers(chronicles), (), both)
    yield resource("withdrawals", "notices of withdrawal and what became of them", WITHDRAWALS, _withdrawals(chronicles), (), both)
    documents = sorted({*register.source_ids(), *(one.source for _, one in cited)})
    yield resource("sources", "the documents that the records rest on", DOCUMENTS, _documents(register, documents), ("source",))
    rows = [(one.source, treaty_id or None, one.participant or None, one.what, one.date or None) for treaty_id, one in cited]
    yield resource("citations", "what cites a document", CITATIONS, rows, (), {"source": ("sources", "source"), **both})


STEP = ("treaty", "participant", "number")


def _resource(
    alpha3: Callable[[str], str | None],
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    key: tuple[str, ...] = (),
    refers: Mapping[str, tuple[str, str]] | None = None,
) -> Resource:
    """A table whose day columns are followed by their two ends. A day cell is a Day, an EDTF text, or None."""
    if columns[-1] is ALPHA3:
        who = [column.key for column in columns].index("participant")
        rows = ((*row, alpha3(str(row[who])) if row[who] else None) for row in rows)
    wide: list[Column] = []
    for column in columns:
        wide.append(column)
        if column.kind == "day":
            ends = (("earliest", "the first day it may be"), ("latest", "the last day it may be"))
            wide += [Column(f"{column.key}_{end}", "day", label=f"{column.label}: {which}") for end, which in ends]
    table = Table(wide, [tuple(cell for pair in zip(columns, row, strict=True) for cell in _cells(*pair)) for row in rows])
    return Resource(name, title, table, key, refers or {})


def _cells(column: Column, cell: object) -> Iterator[object]:
    if column.kind != "day":
        yield None if cell == "" else cell
        return
    day = cell if isinstance(cell, Day) else _day(str(cell)) if cell else None
    yield str(cell) if cell else None
    yield day.earliest.isoformat() if day and day.earliest != OPEN_START else None
    yield day.latest.isoformat() if day and day.latest != OPEN_END else None


def _day(text: str) -> Day | None:
    try:
        return parse(text)
    except BadDate:
        return None


def _listed(texts: Iterable[str]) -> str | None:
    """Free texts in one cell."""
    return "; ".join(texts) or None


def _codes(register: "Register", chronicles: "Sequence[Chronicle]", cited: "Iterable[tuple[str, Citation]]") -> list[str]:
    """Everybody in participants.yaml, and whom only a record names."""
    named = {code for one in chronicles for code in (*one.histories, *one.treaty.participants)}
    return sorted({*register.people.participants, *named, *(one.participant for _, one in cited if one.participant)})


# The tables: columns, and what stands in them -----------------------------------------------------

TREATIES = (
    TREATY,
    Column("title", label="the full title"),
    Column("short_title", label="what people call it"),
    Column("adopted", "day", label="the day the text was adopted"),
    Column("opened", "day", label="the day it was opened for signature"),
    Column("place", label="where it was adopted"),
    Column("parent", "word", label="the treaty it belongs to"),
    Column("depositaries", label="who keeps it: codes, or a name"),
    Column("in_force", "day", label="the treaty's own first day in force"),
    BASIS,
    ARTICLE,
    Column("coverage_from", "day", label="the first day for which a complete list was seen"),
    Column("coverage_through", "day", label="the last such day"),
    Column("sources", "words", label="ids of the documents that show it"),
    NOTES,
)


def _treaty(chronicle: "Chronicle") -> tuple[object, ...]:
    t, force = chronicle.treaty, chronicle.force.ruling
    return (
        *(t.id, t.title, t.short_title, t.adopted, t.day_opened(), t.place_name, t.parent, _listed(t.depositaries)),
        *((force.day, force.basis, force.article) if force else (None,) * 3),
        *(t.coverage.since, t.coverage.through, t.sources, t.notes),
    )


EVENTS = (
    TREATY,
    NUMBER,
    Column("event", "word", label="what happened"),
    Column("date", "day", label="when it happened or began"),
    Column("until", "day", label="the last day of a meeting; the first day out of force after an extension"),
    Column("title", label="what it is called"),
    Column("place", label="where"),
    ARTICLE,
    Column("by", label="who did it"),
    SOURCES,
    NOTES,
)


def _events(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    for chronicle in chronicles:
        for number, e in enumerate(chronicle.treaty.events, 1):
            about = (e.kind, e.date, e.until, e.title, e.place_name, e.article, _listed(e.by), e.sources, e.notes)
            yield (chronicle.treaty.id, number, *about)


PEOPLE = (
    WHO,
    Column("kind", "word", label="state, organization or entity"),
    Column("name", label="the common English name"),
    Column("official", label="the official English name, where it differs"),
    Column("alpha2", "word", label="its former ISO 3166-1 alpha-2 code, where its code is another"),
    Column("alpha3", "word", label="its ISO 3166-1 alpha-3 code"),
    Column("existed", label="when it could make treaties; empty where nothing limits that"),
    Column("succeeds", "words", label="whom it follows as another participant"),
    Column("merged_into", "word", label="into whom it was united"),
    SOURCES,
    NOTES,
    Column("m49", "word", label="its number in ISO 3166-1 and M49"),
)


def _people(register: "Register", codes: Iterable[str]) -> Iterator[tuple[object, ...]]:
    for code in codes:
        p = register.people.participants.get(code)
        if p is None:
            yield (code, *[None] * 7, None, (), None, None)
            continue
        existed = _listed(span(first, gone) for first, gone in p.existed)
        yield (code, p.kind, p.name, p.official, p.alpha2, p.alpha3, existed, p.succeeds, p.merged_into, p.sources, p.notes, p.m49 or None)


NAMES = (
    WHO,
    Column("kind", "word", label="code, name, official, alias or former-name"),
    Column("language", "word", label="its language, where that is known"),
    Column("until", "day", label="the last day under that name, where it is known"),
    Column("text", label="the name or code"),
    ALPHA3,
)


def _names(register: "Register") -> Iterator[tuple[object, ...]]:
    for code, person in sorted(register.people.participants.items()):
        for name in names.known(code, person):
            yield (code, *name)


GROUPS = (
    Column("group", "word", label="the group's key"),
    Column("name", label="what it is called"),
    WHO,
    Column("from", "day", label="the first day of the membership"),
    Column("to", "day", label="the last day of the membership"),
    ALPHA3,
)


def _groups(register: "Register") -> Iterator[tuple[object, ...]]:
    for key, group in sorted(register.people.groups.items()):
        for code, first, last in group["members"]:
            yield key, group.get("name"), code, first, last


ACTIONS = (
    TREATY,
    WHO,
    NUMBER,
    Column("action", "word", label="what was done"),
    Column("date", "day", label="the day it was done: deposit, receipt by the depositary"),
    Column("effect", "day", label="the first day of its effect, where a source gives it"),
    Column("basis", "word", label="whose day of effect that is: depositary, computed, published or reported"),
    Column("prefer", "word", label="which of two days of effect is followed"),
    Column("why", label="why that day, or why no other"),
    Column("fact", "word", label="how sure it is that it was done: established, reported or contested"),
    Column("called", label="the treaty's or the instrument's own word"),
    Column("depositary", label="with which of several depositaries"),
    Column("of", "day", label="the date of the notice that is revoked"),
    Column("from", "word", label="succession: from whom"),
    Column("to", "word", label="succession: to what"),
    Column("accepted", label="the decision that accepted it"),
    Column("by", label="who acted or asserts it, if not the participant"),
    Column("towards", label="towards whom: codes, or all"),
    Column("contested_by", label="who contests it"),
    Column("scope", label="which provisions, or the act's content in our words"),
    Column("territory", label="to which territory"),
    Column("body", label="which organ acted"),
    Column("protocols", label="which protocols it covers"),
    Column("named", "day", label="the day the notice names"),
    SOURCES,
    NOTES,
    ALPHA3,
)


def _actions(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    for chronicle in chronicles:
        for code, entry in sorted(chronicle.treaty.participants.items()):
            for number, a in enumerate(entry.actions, 1):
                yield (
                    *(chronicle.treaty.id, code, number, a.kind, a.date, a.effect, a.basis, a.prefer, a.why, a.fact, a.called),
                    *(a.depositary, a.of, a.from_, a.to if a.kind == "succession" else None, a.accepted, _listed(a.by)),
                    *map(_listed, (a.towards, a.contested_by, a.scope, a.territory)),
                    *(a.body, _listed(a.protocols), a.named, a.sources, a.notes),
                )


REPORTED = (
    TREATY,
    WHO,
    Column("number", "count", label="the number of the act in actions"),
    Column("action", "word", label="what the source says was done, where that differs"),
    Column("date", "day", label="the day it gives"),
    Column("effect", "day", label="the day of effect it gives"),
    Column("source", "word", label="the document"),
    Column("why", label="why it is not followed"),
    ALPHA3,
)


def _reported(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    for chronicle in chronicles:
        for code, entry in sorted(chronicle.treaty.participants.items()):
            for number, act in enumerate(entry.actions, 1):
                for r in act.also_reported:
                    yield chronicle.treaty.id, code, number, r.action, r.date, r.effect, r.source, r.why


STEPS_OF_TREATIES = (
    TREATY,
    Column("number", "count", label="its place in the history, from 1 on"),
    Column("status", "word", label="the status; empty where the participant does not exist"),
    Column("since", "day", label="its first day; empty at the beginning of time"),
    Column("until", "day", label="the first day of the next; empty where none follows"),
    Column("ended_by", "word", label="what ended the membership: withdrawal, deemed-withdrawal, termination, expiry or expulsion"),
    BASIS,
    ARTICLE,
    Column("because", label="why, in a sentence"),
)
STEPS = (TREATY, WHO, *STEPS_OF_TREATIES[1:], ALPHA3)


def _course(history: History) -> Iterator[tuple[object, ...]]:
    following = [*history.steps[1:], None]
    for number, (step, after) in enumerate(zip(history.steps, following, strict=True), 1):
        until = _ends(after.earliest, after.latest, after.day) if after else None
        yield (
            number,
            step.status,
            _ends(step.earliest, step.latest, step.day),
            until,
            step.ended_by,
            step.basis,
            step.article,
            step.because,
        )


def _ends(earliest: str, latest: str, text: str = "") -> Day | None:
    """A day from the two ends that a history has; None where both are open."""
    if (earliest <= THE_BEGINNING and latest <= THE_BEGINNING) or earliest >= THE_END:
        return None
    first = OPEN_START if earliest <= THE_BEGINNING else parse(earliest).earliest
    last = OPEN_END if latest >= THE_END else parse(latest).latest
    return Day(first, last, "?" in text)


def _steps(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    yield from _each(chronicles, _course)


def _own_steps(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    for chronicle in chronicles:
        for row in _course(chronicle.standing):
            yield (chronicle.treaty.id, *row)


def _each(chronicles: "Iterable[Chronicle]", rows: Callable[[History], Iterator[tuple[object, ...]]]) -> Iterator[tuple[object, ...]]:
    """Rows of every participant's history, under its treaty and code."""
    for chronicle in chronicles:
        for code, history in sorted(chronicle.histories.items()):
            for row in rows(history):
                yield (chronicle.treaty.id, code, *row)


OTHERWISE = (
    TREATY,
    WHO,
    Column("fact", "word", label="how sure the acts are that it follows: reported or contested"),
    Column("held_by", "words", label="who holds that they count"),
    Column("reading", label="which acts, in a sentence"),
    *STEPS_OF_TREATIES[1:],
    ALPHA3,
)


def _otherwise(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    def courses(history: History) -> Iterator[tuple[object, ...]]:
        for reading in history.alternatives:
            if _shape(reading.history) == _shape(history):
                continue  # the act in doubt changes no status
            for row in _course(reading.history):
                yield (reading.fact, reading.held_by, reading.basis, *row)

    yield from _each(chronicles, courses)


def _shape(history: History) -> list[tuple[str, str, str]]:
    return [(step.status, step.earliest, step.latest) for step in history.steps]


QUALIFIERS = (
    TREATY,
    WHO,
    Column("qualifier", "word", label="what it is"),
    Column("since", "day", label="its first day; empty where it has none"),
    Column("until", "day", label="the first day on which it no longer holds; empty where none is known"),
    Column("scope", label="which provisions"),
    Column("towards", label="towards whom"),
    Column("asserted_by", label="who asserts it"),
    Column("contested_by", label="who contests it"),
    Column("text", label="in a sentence"),
    ALPHA3,
)


def _qualifiers(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    def qualifiers(history: History) -> Iterator[tuple[object, ...]]:
        for one in history.qualifiers:
            said = (one.scope, one.towards, one.asserted_by, one.contested_by, one.text)
            yield (one.kind, _ends(one.since, one.surely_since), _ends(one.surely_until, one.until), *said)

    yield from _each(chronicles, qualifiers)


def _text(said: object) -> str | None:
    return _listed(map(str, said)) if isinstance(said, list | tuple) else None if said is None else str(said)


WITHDRAWALS = (
    TREATY,
    WHO,
    Column("kind", "word", label="withdrawal, deemed-withdrawal or expulsion"),
    Column("notified", "day", label="the day of the notice"),
    Column("effective", "day", label="the day it took or takes effect; empty where it was revoked"),
    Column("would_have_taken_effect", "day", label="the day a revoked notice would have taken effect"),
    BASIS,
    Column("revoked", "day", label="the day it was revoked"),
    Column("disputed", "yes_no", label="whether an act it rests on is contested"),
    Column("without_effect", "yes_no", label="whether it had no effect in law"),
    ALPHA3,
)


def _withdrawals(chronicles: "Iterable[Chronicle]") -> Iterator[tuple[object, ...]]:
    def exits(history: History) -> Iterator[tuple[object, ...]]:
        for one in history.exits:
            revoked = _ends(*one.revoked) if one.revoked[1] else None
            yield (one.kind, one.notified, one.effective, one.would_have, one.basis, revoked, one.disputed, one.void)

    yield from _each(chronicles, exits)


DOCUMENTS = (
    Column("source", "word", label="the document's id"),
    Column("kind", "word", label="what it is"),
    Column("title", label="its title"),
    Column("publisher", label="who published it"),
    Column("date", "day", label="when"),
    Column("addresses", "words", label="where it can be read"),
    Column("read", "day", label="when it was read"),
    Column("licence", label="under which licence"),
    NOTES,
)


def _documents(register: "Register", ids: Iterable[str]) -> Iterator[tuple[object, ...]]:
    for name in ids:
        try:
            d = register.source(name)
        except Refused as refused:
            register.remarks.append(refused.sentence)
            yield (name, *[None] * 8)
            continue
        yield (name, d.kind, d.title, d.publisher, d.date, d.addresses, d.read, d.licence, d.notes)


CITATIONS = (
    Column("source", "word", label="the document"),
    Column("treaty", "word", label="whose record cites it; empty: participants.yaml"),
    Column("participant", "word", label="about whom"),
    Column("citation", "word", label="for which act or event, or under which key"),
    Column("date", "day", label="the date of that act or event"),
    ALPHA3,
)
