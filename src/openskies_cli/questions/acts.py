"""Every act on record with all that it carries, and what it is on a day: done, in force, ended, withdrawn."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli import names
from openskies_cli.dates import Day
from openskies_cli.derive import Chronicle, Done, declared, done, spelled
from openskies_cli.diagnostics import Refused, did_you_mean
from openskies_cli.model import ACTIONS, EVENTS, PROCEDURES, Action, Event
from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("date", "day", short=True),
    Column("event", "word", short=True),
    Column("called", short=True, flows=True),
    Column("state", "word", short=True),
    Column("of", "day"),
    Column("towards", "words", short=True, flows=True),
    Column("territory", "words", short=True, flows=True),
    Column("scope", "words", short=True, flows=True),
    Column("procedure", "word", short=True, flows=True),
    Column("opts", "word"),
    Column("relations", "word"),
    Column("effect", "day", short=True, spare=2),
    Column("effect_basis", "word"),
    Column("until", "day", short=True, flows=True),
    Column("named", "day"),
    Column("by", "words"),
    Column("contested_by", "words"),
    Column("fact", "word"),
    Column("depositary", "words"),
    Column("body"),
    Column("circulated", "day"),
    Column("accepted"),
    Column("notes", short=True, flows=True),
    Column("sources", "words"),
    Column("seen", "day"),
    Column("coverage_through", "day"),
    Column("alpha3", "word"),
)

CARRIED = ("called", "towards", "territory", "scope", "procedure", "until", "notes")
"""Columns that stand only where an act carries such a thing."""

SURE = ("code", "name", "group", "territory")
"""How words are understood that mean one thing."""

Row = dict[str, object]


class Asked(NamedTuple):
    """Which acts are wanted: of several words of one kind one is enough, of several kinds all must fit."""

    events: frozenset[str]
    towards: frozenset[str]
    territories: frozenset[str]
    scopes: tuple[str, ...]
    procedures: tuple[str, ...]
    first: str
    last: str

    def fits(self, act: Done, towards: Iterable[str], territories: Iterable[str]) -> bool:
        """Whether an act, towards these participants and for these territories, is wanted."""
        action = act.act.action
        return (
            (not self.events or action.kind in self.events)
            and (not self.towards or not self.towards.isdisjoint(towards))
            and (not self.territories or not self.territories.isdisjoint(map(names.fold, territories)))
            and (not self.scopes or any(matches(item, word) for item in action.scope for word in self.scopes))
            and (not self.procedures or any(_proceeds(action, word) for word in self.procedures))
            and _within(act.act.day, action.date is None, self.first, self.last)
        )

    @property
    def of_acts_only(self) -> bool:
        """Whether only what participants do can be meant."""
        return bool(self.towards or self.territories or self.scopes or self.procedures)


def answer(
    register: "Register",
    *,
    on: str,
    who: Sequence[str] = (),
    treaty: Sequence[str] = (),
    event: Sequence[str] = (),
    towards: Sequence[str] = (),
    territory: Sequence[str] = (),
    scope: Sequence[str] = (),
    procedure: Sequence[str] = (),
    in_force: bool = False,
    from_: str | None = None,
    until: str | None = None,
    as_notified: bool = False,
) -> Table:
    """All acts on record of those named (default: everyone's, and the treaty's own events), their state as of `on`."""
    treaties = register.treaties(treaty)
    codes = register.codes(who, on)
    known = Known(register, on)
    asked = Asked(
        frozenset(_word("--event", word, (*ACTIONS, *EVENTS)) for word in event),
        frozenset(register.codes(towards, on)) | {"all"} if towards else frozenset(),
        frozenset(names.fold(known.territory(name)) for name in territory),
        tuple(scope),
        tuple(word if word[:1].isdigit() else _word("--procedure", word, PROCEDURES) for word in procedure),
        from_ or "0000-00-00",
        until or "9999-99-99",
    )
    told: list[tuple[tuple[str, str, str], Row]] = []
    for treaty_id in treaties:
        chronicle = register.as_notified(treaty_id, on) if as_notified else register.chronicle(treaty_id)
        told += _of_treaty(register, known, chronicle, codes, asked, on)
        if not codes and not asked.of_acts_only:
            told += [
                ((treaty_id, each.date.earliest.isoformat() if each.date else "", ""), _of_event(chronicle, each, on))
                for each in chronicle.treaty.events
                if (not asked.events or each.kind in asked.events) and _within(each.date, each.date is None, asked.first, asked.last)
            ]
    told.sort(key=lambda one: one[0])
    rows = [row for _, row in told if not in_force or row["state"] == "in-force"]
    whose = ", ".join(register.name(code, on) for code in codes) or "everyone"
    caption = f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}: {whose}; state as of {on}."
    remarks = [f"no day lies between {asked.first} and {asked.last}"] if asked.first > asked.last else []
    remarks += known.unknown_territories(territory, [cell for _, row in told for cell in row["territory"]])  # type: ignore[attr-defined]
    quiet = [key for key in CARRIED if not any(row[key] for row in rows)] + ["participant"] * (len(codes) == 1)
    return Table.of(COLUMNS, rows, caption, about=treaties, quiet=quiet, remarks=remarks)


def _of_treaty(
    register: "Register", known: "Known", chronicle: Chronicle, codes: Sequence[str], asked: Asked, on: str
) -> Iterator[tuple[tuple[str, str, str], Row]]:
    treaty = chronicle.treaty
    against = tuple(declared(treaty))
    for code in codes or treaty.participants:
        if code not in treaty.participants:
            continue
        history = chronicle.history(code)
        leaves = known.leaves(code)
        for each in done(treaty, code, history, chronicle.rulings.get(code, ()), others=against, leaves=leaves):
            action = each.act.action
            towards, territories = known.participants(action.towards), tuple(known.territory(name) for name in action.territory)
            if not asked.fits(each, towards, territories):
                continue
            whose = {"treaty": treaty.id, "participant": code, "name": register.name(code, on), "on": on}
            seen = {"seen": history.seen_through, "coverage_through": history.coverage_through, "alpha3": register.alpha3(code)}
            row = {**whose, **_of_act(each, on), "towards": action.towards, "territory": territories, **seen}
            yield (treaty.id, each.act.day.earliest.isoformat(), code), row


def _of_act(each: Done, on: str) -> Row:
    action = each.act.action
    receipts = tuple(receipt.by for receipt in action.received)
    return {
        "date": each.act.text,
        "event": action.kind,
        "called": action.called or None,
        "state": each.state(on),
        "of": day_text(action.of),
        "scope": action.scope,
        "procedure": action.procedure or None,
        "opts": action.opts or (_opts(action) if action.procedure else None),
        "relations": action.relations or None,
        "effect": spelled(each.effect),
        "effect_basis": each.effect_basis or None,
        "until": spelled(each.until),
        "named": day_text(action.named),
        "by": action.by,
        "contested_by": action.contested_by,
        "fact": action.fact,
        "depositary": receipts or ((action.depositary,) if action.depositary else ()),
        "body": action.body or None,
        "circulated": day_text(action.circulated),
        "accepted": action.accepted or None,
        "notes": action.notes or None,
        "sources": action.sources,
    }


def _opts(action: Action) -> str:
    return "out" if action.kind == "reservation" else "in"


def _of_event(chronicle: Chronicle, event: Event, on: str) -> Row:
    """What befell the treaty itself: nobody's act."""
    standing = chronicle.standing
    past = event.date is None or event.date.latest.isoformat() <= on
    empty: Row = {column.key: () if column.kind == "words" else None for column in COLUMNS}
    own = {"treaty": chronicle.treaty.id, "on": on, "date": day_text(event.date), "event": event.kind, "called": event.title or None}
    more = {"state": "past" if past else "future", "until": day_text(event.until), "by": event.by, "notes": event.notes or None}
    seen = {"seen": standing.seen_through, "coverage_through": standing.coverage_through}
    return {**empty, **own, **more, "sources": event.sources, **seen}


class Known:
    """What the words of records mean: participants and territories, each looked up once."""

    def __init__(self, register: "Register", on: str) -> None:
        self._register, self._on = register, on
        self._meant: dict[str, tuple[str, ...]] = {}

    def _codes(self, word: str) -> tuple[str, ...]:
        if word not in self._meant:
            found = self._register.meanings((word,), self._on)
            sure = len(found) == 1 and found[0].how in SURE and not found[0].group
            self._meant[word] = found[0].codes if sure else (word,)
        return self._meant[word]

    def participants(self, words: Iterable[str]) -> list[str]:
        """The codes of those towards whom an act is: of former codes those of today."""
        return [code for word in words for code in ((word,) if word == "all" else self._codes(word))]

    def territory(self, word: str) -> str:
        """The code of a territory; what is on no list stays as it is written."""
        codes = self._codes(word)
        return codes[0] if len(codes) == 1 else word

    def unknown_territories(self, typed: Iterable[str], told: Iterable[str]) -> Iterator[str]:
        """What to say of names for which no act is told, and that no list has."""
        there = {names.fold(name) for name in told}
        for name in typed:
            (meant, *_) = self._register.meanings((name,), self._on)
            if meant.how not in SURE and names.fold(name) not in there:
                near = did_you_mean(name, (one.name for one in self._register.territories.values()))
                remedy = near or "openskies acts --event territorial_application lists those of a treaty"
                yield f"'{name}' is no territory on record; {remedy}"

    def leaves(self, code: str) -> Callable[[str], Day | None]:
        """When a territory is this participant's no more, by participants.yaml."""

        def gone(word: str) -> Day | None:
            territory = self._register.territories.get(self.territory(word))
            tenures = territory.of if territory is not None else ()
            last = [to for whose, _, to in tenures if whose == code]
            return last[-1].map(lambda day: day + timedelta(1)) if last and last[-1] is not None else None

        return gone


def _word(flag: str, typed: str, known: Iterable[str]) -> str:
    """One of the words that records have, however its parts are joined."""
    words = sorted(known)
    word = "_".join(typed.casefold().replace("-", " ").replace("_", " ").split())
    if word not in words:
        meant = did_you_mean(word, words) or f"one of: {', '.join(words)}"
        raise Refused(2, f"{flag}: there is no '{typed}'; {meant}")
    return word


def _plain(text: str) -> str:
    """A provision without the words that stand around it."""
    return "".join(re.sub(r"\barticles?\b|\barts?\b\.?", " ", text.casefold()).split())


def matches(item: str, word: str) -> bool:
    """Whether a provision is the one asked for, or a part of it: 14 is 14(1), not 140; 22-38 is every one of them."""
    have, want = _plain(item), _plain(word)
    span, number = re.fullmatch(r"(\d+)[-–](\d+)", want), re.match(r"\d+", have)
    if span and number and int(span[1]) <= int(number[0]) <= int(span[2]):
        return True
    return bool(want) and have.startswith(want) and not have[len(want) :][:1].isdigit()


def _proceeds(action: Action, word: str) -> bool:
    """Whether an act names the procedure: by its word, or by the provision that has it."""
    return bool(action.procedure) and (action.procedure == word or any(matches(item, word) for item in action.scope))


def _within(day: Day | None, undated: bool, first: str, last: str) -> bool:
    """Whether an act may have been done between two days; one of no day only where all are asked for."""
    if undated or day is None:
        return (first, last) == ("0000-00-00", "9999-99-99")
    return day.earliest.isoformat() <= last and day.latest.isoformat() >= first
