"""The heart: a whole treaty's actions and clauses -> every participant's history.

    1 papers     who held which instrument, from when to when       reads actions and lives
    2 in_force   the treaty's own entry into force                  reads 1 and the clause; latched once met (VCLT 55)
    3 courses    each participant alone                             reads its actions, 2, and exits from treaties derived before
    4 the end    expiry, a recorded end, one side's exit            reads the exits in 3
    5 histories  3 cut at 4 and at the participant's own existence, written in words

Each stage reads only what stands above it, so there is no circle and no second pass. Clauses that need everybody read
actions, never another participant's history. Uncertain days are carried end by end: every delay and condition is monotone.
"""

from collections.abc import Mapping
from typing import NamedTuple

from openskies_cli.derive.acts import as_notified, established, in_order, overridden
from openskies_cli.derive.beside import _mirror
from openskies_cli.derive.course import Course
from openskies_cli.derive.ending import End, the_end
from openskies_cli.derive.exits import _triggers
from openskies_cli.derive.force import Force, Rolls, in_force
from openskies_cli.derive.histories import _doubt_exits, _finish, _treaty_history
from openskies_cli.derive.instruments import consent_kinds, papers
from openskies_cli.derive.rulings import Ruling, decide
from openskies_cli.derive.walk import walk
from openskies_cli.history import History, Reading
from openskies_cli.model import ON_STATUS, Life, Treaty


class Chronicle(NamedTuple):
    """All that follows from one record. `standing` is the treaty's own history, with the words of TREATY_STATUSES."""

    treaty: Treaty
    force: Force
    end: End | None
    histories: Mapping[str, History]
    exits: Mapping[str, tuple[Ruling, ...]]
    rulings: Mapping[str, tuple[Ruling, ...]]
    standing: History
    rolls: Rolls

    def history(self, who: str, life: Life | None = None) -> History:
        """The history of anyone, also of a participant the record does not name (status none, or no existence)."""
        known = self.histories.get(who)
        if known is not None:
            return known
        treaty = self.treaty if life is None else self.treaty._replace(lives={**self.treaty.lives, who: life})
        return _finish(walk(Course(treaty, self.force, who, (), (), (), late=False)), self.end, ())[0]


def derive(treaty: Treaty, before: Mapping[str, Chronicle] | None = None) -> Chronicle:
    """Everything that follows from a record. `before` holds the treaties its clauses name, derived first."""
    treaty = overridden(treaty)
    before = before or {}
    people = {who: in_order(entry.actions, treaty.clauses) for who, entry in treaty.participants.items()}
    rolls = Rolls(treaty, papers(treaty, people), people, {name: one.histories for name, one in before.items()})
    force = in_force(treaty, rolls)
    triggers = _triggers(treaty, people)
    named = upstream(treaty)
    elsewhere = {who: [(name, left) for name in named if name in before for left in before[name].exits.get(who, ())] for who in people}

    def course(who: str, *also: str, late: bool = False) -> Course:
        others = [trigger for other, given in triggers.items() if other != who for trigger in given]
        return walk(Course(treaty, force, who, established(people[who], *also), elsewhere[who], others, late=late))

    courses = {who: course(who) for who in people}
    _mirror(courses)
    end = the_end(treaty, force, courses)
    histories: dict[str, History] = {}
    rulings: dict[str, tuple[Ruling, ...]] = {}
    for who, plain in courses.items():
        readings = []
        for fact in ("reported", "contested"):
            doubtful = [act for act in people[who] if act.action.fact == fact and act.kind in ON_STATUS]
            late = fact == "contested" and plain.doubted
            if doubtful or late:
                other = course(who, fact, late=bool(late))
                held = tuple(dict.fromkeys(by for act in [*doubtful, *plain.doubted] for by in (act.action.by or (who,))))
                what = "; ".join([*(f"{act} ({fact})" for act in doubtful), *(f"{act} (too late)" for act in plain.doubted if late)])
                readings.append(Reading(fact, held, what, _finish(other, end, ())[0]))
                _doubt_exits(plain, other)
        histories[who], rulings[who] = _finish(plain, end, tuple(readings), people[who])
    exits = {who: tuple(left for left in c.lefts if end is None or left.day <= end.ruling.day) for who, c in courses.items() if c.lefts}
    return Chronicle(treaty, force, end, histories, exits, rulings, _treaty_history(treaty, force, end), rolls)


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
    "Chronicle",
    "End",
    "Force",
    "Ruling",
    "as_notified",
    "consent_kinds",
    "decide",
    "derive",
    "in_order",
    "named_treaties",
    "upstream",
]
