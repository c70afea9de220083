"""The heart: a whole treaty's actions and clauses -> every participant's history.

    rulings       which of two dates wins, and why
    acts          0   the acts of one participant in order, each on the day its neighbours leave it
    instruments   1   who held which instrument, from when to when     reads actions and lives
    force         2   the treaty's own entry into force                reads 1 and the clause; latched once met (VCLT 55)
    qualifiers        what stands beside a status, written down
    course        3   one participant's walk through its acts, and what came of it
    binding       3a  when consent binds its State
    consent       3a  signing, consenting, succeeding, taking consent back
    exits         3b  notices, what becomes of them, leaving
    beside        3c  qualifiers that begin and end
    walk          3   each participant alone, every possible course    reads its acts, 2, and exits from treaties derived before
    ending        4   expiry, a recorded end, one side's exit          reads the exits in 3
    timeline      5   acts and first days, in order
    histories     5   3 cut at 4 and at the participant's own existence, written in words
    effects       6   what each act came to, and what it is on a day    reads 5, only where somebody asks

A file imports only those above it: each stage reads what stands above and hands on new values, so there is no circle and no
second pass; `derive` is the belt. Clauses
that need everybody read actions, never another participant's history. Uncertain days are carried end by end: every delay
and condition is monotone.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from openskies_cli.derive.acts import as_notified, in_order, overridden, unions
from openskies_cli.derive.course import Setting
from openskies_cli.derive.effects import Done, answered, declared, done, spelled
from openskies_cli.derive.ending import End, Reading, departures, ending, the_end
from openskies_cli.derive.force import Force, Tallies, entry_into_force
from openskies_cli.derive.histories import Asked, merged, treaty_history, written
from openskies_cli.derive.instruments import consent_kinds
from openskies_cli.derive.rulings import NOT_HELD, Ruling, decide
from openskies_cli.derive.walk import courses, every_course
from openskies_cli.history import History
from openskies_cli.model import Action, Life, Treaty


class Chronicle(NamedTuple):
    """All that follows from one record. `standing` is the treaty's own history, with the words of TREATY_STATUSES; `forks`: whose
    uncertain acts leave more than one course.
    """

    treaty: Treaty
    force: Force
    end: End | None
    histories: Mapping[str, History]
    exits: Mapping[str, tuple[Ruling, ...]]
    rulings: Mapping[str, tuple[Ruling, ...]]
    standing: History
    tallies: Tallies
    forks: Mapping[str, tuple[Action, ...]]

    def history(self, who: str, life: Life | None = None) -> History:
        """The history of anyone, also of a participant the record does not name (status none, or no existence)."""
        known = self.histories.get(who)
        if known is not None:
            return known
        treaty = self.treaty if life is None else self.treaty._replace(lives={**self.treaty.lives, who: life})
        plain = every_course(Setting(treaty, self.force, who, (), lambda: self.force, lambda: self.force))
        return merged(treaty, [(course, self.end) for course in plain]).history


def derive(treaty: Treaty, before: Mapping[str, Chronicle] | None = None) -> Chronicle:
    """Everything that follows from a record. `before` holds the treaties its clauses name, derived first."""
    treaty, before = overridden(treaty), before or {}
    acts = {who: in_order(entry.actions, treaty.clauses) for who, entry in treaty.participants.items()}
    acts.update((who, []) for who in unions(treaty) if who not in acts)
    tallies, force = entry_into_force(treaty, acts, {name: other.histories for name, other in before.items()})
    readings = []
    for way in force.ways():
        everybody = courses(treaty, tallies, way, acts, _left_elsewhere(treaty, before))
        readings.append(Reading(way, everybody, the_end(treaty, way, everybody)))
    told = written(treaty, acts, readings)
    return Chronicle(
        treaty,
        force,
        ending(readings),
        histories=Asked(acts, lambda who: told[who].history),
        exits=_exits(readings),
        rulings=Asked(acts, lambda who: told[who].rulings),
        standing=treaty_history(treaty, readings),
        tallies=tallies,
        forks=_forks(readings),
    )


def _left_elsewhere(treaty: Treaty, before: Mapping[str, Chronicle]) -> dict[str, list[tuple[str, Ruling]]]:
    """Who left the treaties whose leaving is leaving this one: which, and from which day on."""
    found: dict[str, list[tuple[str, Ruling]]] = {}
    for name in upstream(treaty):
        for who, exits in before[name].exits.items() if name in before else ():
            found.setdefault(who, []).extend((name, left) for left in exits)
    return found


def _forks(readings: Sequence[Reading]) -> dict[str, tuple[Action, ...]]:
    """The acts whose order against a derived day is not certain, of everybody for whom that leaves more than one course."""
    found: dict[str, dict[Action, None]] = {}
    for reading in readings:
        for who, theirs in reading.everybody.items():
            if len(theirs.plain) > 1:
                found.setdefault(who, {}).update((act.action, None) for course in theirs.plain for act in course.forks)
    return {who: tuple(acts) for who, acts in found.items() if acts}


def _exits(readings: Sequence[Reading]) -> dict[str, tuple[Ruling, ...]]:
    """Who left, and from which day on, as far as the treaty lived to see it."""
    found = {}
    for who in readings[0].everybody:
        plain = [course for reading in readings for course in reading.everybody[who].plain]
        end = readings[0].end
        left = tuple(one for one in departures(plain) if end is None or one.day <= end.ruling.day)
        if left or any(course.departures for course in plain):
            found[who] = left
    return found


def upstream(treaty: Treaty) -> tuple[str, ...]:
    """The treaties whose leaving is leaving this one: those its clause names, and its parent."""
    clause = treaty.clauses.withdrawal
    return tuple(dict.fromkeys([*(clause.with_ if clause else ()), *([treaty.parent] if treaty.parent else [])]))


def named_treaties(treaty: Treaty) -> tuple[str, ...]:
    """Every treaty that must be derived before this one."""
    when = treaty.clauses.entry_into_force.when
    listings = [leaf.of for leaf in when.leaves() if leaf.of is not None] if when else []
    listings += list(treaty.lists.values())
    return tuple(dict.fromkeys([*upstream(treaty), *(listing.name for listing in listings if listing.role == "parties_of")]))


__all__ = [
    "NOT_HELD",
    "Chronicle",
    "Done",
    "End",
    "Force",
    "Ruling",
    "answered",
    "as_notified",
    "consent_kinds",
    "decide",
    "declared",
    "derive",
    "done",
    "in_order",
    "named_treaties",
    "spelled",
    "upstream",
]
