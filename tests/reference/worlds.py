"""Every world that a record allows: uncertain dates, reported acts and open questions of law, each answered every way."""

import random
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from openskies_cli.dates import Day
from openskies_cli.model import Action, Event, Life, Treaty

from .choices import Answer, Chooser, Line, Telling, courses, on
from .counting import ONE
from .world import Course


class Told(NamedTuple):
    """Every telling that the record allows. `exhaustive`: no possible day was left out; `asked`: the questions left open."""

    tellings: tuple[Mapping[str, Line], ...]
    exhaustive: bool
    asked: frozenset[str]

    def on(self, who: str, d: date) -> frozenset[Answer]:
        """What may be, on a day; one answer is certain."""
        return frozenset(on(telling[who], d) if who in telling else ("none", "") for telling in self.tellings)

    def days(self) -> set[date]:
        """The days on which something changes."""
        return {day for telling in self.tellings for line in telling.values() for day, _ in line if day > date.min}


Key = tuple[str, str, int, str]


def slots(treaty: Treaty) -> dict[Key, Day]:
    """Every day of the record that is not known to the day, narrowed by the order of the lines."""
    found: dict[Key, Day | None] = {}
    for who, entry in treaty.participants.items():
        dated = [i for i, act in enumerate(entry.actions) if act.date]
        days = [entry.actions[i].date or Day(date.min, date.max) for i in dated]
        for at, i in enumerate(dated):
            low = max(day.earliest for day in days[: at + 1])
            high = min(day.latest for day in days[at:])
            if not days[at].exact:
                found["date", who, i, ""] = Day(low, high)
        for i, act in enumerate(entry.actions):
            found["effect", who, i, ""], found["named", who, i, ""] = act.effect, act.named
    for i, event in enumerate(treaty.events):
        found["event", "", i, "date"], found["event", "", i, "until"] = event.date, event.until
    for who, life in treaty.lives.items():
        for i, (since, until) in enumerate(life.existed):
            found["life", who, i, "0"], found["life", who, i, "1"] = since, until
    found["published", "", 0, ""] = treaty.clauses.entry_into_force.published
    return {key: day for key, day in found.items() if day is not None and (key[0] == "date" or not day.exact)}


def settled(treaty: Treaty, days: Mapping[Key, date]) -> Treaty:
    """The record with every uncertain day on one day."""

    def at(key: Key, day: Day | None) -> Day | None:
        return Day(days[key], days[key]) if key in days else day

    def acted(who: str, i: int, act: Action) -> Action:
        revoked = act.of
        if act.of is not None:  # the notice that is meant has moved
            for j, other in enumerate(treaty.participants[who].actions):
                if other.kind == "notice_of_withdrawal" and other.date and other.date.ends == act.of.ends:
                    revoked = at(("date", who, j, ""), other.date)

        def of(what: str, day: Day | None) -> Day | None:
            return at((what, who, i, ""), day)

        return act._replace(date=of("date", act.date), effect=of("effect", act.effect), named=of("named", act.named), of=revoked)

    def happened(i: int, event: Event) -> Event:
        return event._replace(date=at(("event", "", i, "date"), event.date), until=at(("event", "", i, "until"), event.until))

    def lived(who: str, life: Life) -> Life:
        spans = ((at(("life", who, i, "0"), since), at(("life", who, i, "1"), until)) for i, (since, until) in enumerate(life.existed))
        return life._replace(existed=tuple(spans))

    eif = treaty.clauses.entry_into_force
    return treaty._replace(
        participants={
            who: entry._replace(actions=tuple(acted(who, i, act) for i, act in enumerate(entry.actions)))
            for who, entry in treaty.participants.items()
        },
        events=tuple(happened(i, event) for i, event in enumerate(treaty.events)),
        lives={who: lived(who, life) for who, life in treaty.lives.items()},
        clauses=treaty.clauses._replace(entry_into_force=eif._replace(published=at(("published", "", 0, ""), eif.published))),
    )


def in_order(treaty: Treaty, days: Mapping[Key, date]) -> bool:
    """Whether the acts of each participant stand in the order of their lines."""
    for who, entry in treaty.participants.items():
        dates = [days.get(("date", who, i, ""), act.date.earliest) for i, act in enumerate(entry.actions) if act.date]
        if any(a > b for a, b in pairwise(dates)):
            return False
    return True


def candidates(treaty: Treaty, day: Day, most: int) -> list[date]:
    """The days that an uncertain day may be: all, or its ends, its middle and the neighbours of the record's other days."""
    low = max(day.earliest, date(1900, 1, 1))
    high = min(day.latest, date(2100, 12, 31))
    length = (high - low).days + 1
    if length <= most:
        return [low + ONE * n for n in range(length)]
    known = {end for entry in treaty.participants.values() for act in entry.actions for d in (act.date, act.effect) if d for end in d.ends}
    near = {d + ONE * n for d in known for n in (-1, 0, 1)} if length < 4000 else known
    steps = {low + ONE * (length * n // 6) for n in range(6)}
    return sorted({low, high} | steps | {d for d in near if low <= d <= high})


def told(treaty: Treaty, others: Mapping[str, Treaty] | None = None, *, most: int = 1500, each: int = 40) -> Told:
    """Every telling of a record; `others` are the treaties that its clauses name."""
    open_days = slots(treaty)
    choices = {key: candidates(treaty, day, each) for key, day in open_days.items()}
    whole = all(len(choices[key]) == (day.latest - day.earliest).days + 1 for key, day in open_days.items())
    worlds: Iterable[tuple[date, ...]] = product(*choices.values())
    if prod(map(len, choices.values())) > most:
        dice, whole = random.Random(len(treaty.participants)), False  # noqa: S311 (a sample, not a secret)
        worlds = [tuple(dice.choice(days) for days in choices.values()) for _ in range(most)]
    beside = {name: told(other) for name, other in (others or {}).items()}
    found: dict[Telling, None] = {}
    asked = {"uncertain days"} if open_days else set()
    for world in worlds:
        days = dict(zip(choices, world, strict=True))
        if not in_order(treaty, days):
            continue
        certain = settled(treaty, days)

        def play(chooser: Chooser, certain: Treaty = certain) -> Telling:
            named = {name: tuple(its.tellings[chooser.pick(len(its.tellings), name)].items()) for name, its in beside.items()}
            return Course(certain, chooser, named).play()

        found.update(dict.fromkeys(courses(play, asked)))
    return Told(tuple(dict(telling) for telling in found), whole, frozenset(asked))
