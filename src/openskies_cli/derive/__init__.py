"""The heart: a whole treaty's actions and clauses -> every participant's history.

    rulings       which of two dates wins, and why
    acts          0   the acts of one participant in order, each on the day its neighbours leave it
    instruments   1   who held which instrument, from when to when     reads actions and lives
    force         2   the treaty's own entry into force                reads 1 and the clause; latched once met (VCLT 55)
    qualifiers        what stands beside a status, written down
    course        3   where one participant is on its walk through its acts
    consent       3a  signing, consenting, succeeding, taking consent back
    exits         3b  notices, what becomes of them, leaving
    beside        3c  qualifiers that begin and end
    walk          3   each participant alone: reads its acts, 2, and exits from treaties derived before
    ending        4   expiry, a recorded end, one side's exit          reads the exits in 3
    timeline      5   acts and first days, in order
    histories     5   3 cut at 4 and at the participant's own existence, written in words

A file imports only those above it: each stage reads what stands above, so there is no circle and no second pass. Clauses
that need everybody read actions, never another participant's history. Uncertain days are carried end by end: every delay
and condition is monotone.
"""

from collections.abc import Mapping
from typing import NamedTuple

from openskies_cli.derive.acts import as_notified, established, in_order, overridden
from openskies_cli.derive.beside import mirror
from openskies_cli.derive.course import Course
from openskies_cli.derive.ending import End, the_end
from openskies_cli.derive.exits import triggers
from openskies_cli.derive.force import Force, Tallies, in_force
from openskies_cli.derive.histories import doubt_exits, finish, treaty_history
from openskies_cli.derive.instruments import consent_kinds, instruments
from openskies_cli.derive.rulings import Ruling, decide
from openskies_cli.derive.walk import walk
from openskies_cli.history import Alternative, History
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
    tallies: Tallies

    def history(self, who: str, life: Life | None = None) -> History:
        """The history of anyone, also of a participant the record does not name (status none, or no existence)."""
        known = self.histories.get(who)
        if known is not None:
            return known
        treaty = self.treaty if life is None else self.treaty._replace(lives={**self.treaty.lives, who: life})
        return finish(walk(Course(treaty, self.force, who, (), (), (), late=False)), self.end, ())[0]


def derive(treaty: Treaty, before: Mapping[str, Chronicle] | None = None) -> Chronicle:
    """Everything that follows from a record. `before` holds the treaties its clauses name, derived first."""
    treaty = overridden(treaty)
    before = before or {}
    people = {who: in_order(entry.actions, treaty.clauses) for who, entry in treaty.participants.items()}
    tallies = Tallies(treaty, instruments(treaty, people), people, {name: one.histories for name, one in before.items()})
    force = in_force(treaty, tallies)
    given = triggers(treaty, people)
    named = upstream(treaty)
    elsewhere = {who: [(name, left) for name in named if name in before for left in before[name].exits.get(who, ())] for who in people}

    def course(who: str, *also: str, late: bool = False) -> Course:
        others = [trigger for other, theirs in given.items() if other != who for trigger in theirs]
        return walk(Course(treaty, force, who, established(people[who], *also), elsewhere[who], others, late=late))

    courses = {who: course(who) for who in people}
    mirror(courses)
    end = the_end(treaty, force, courses)
    histories: dict[str, History] = {}
    rulings: dict[str, tuple[Ruling, ...]] = {}
    for who, plain in courses.items():
        alternatives = []
        for fact in ("reported", "contested"):
            doubtful = [act for act in people[who] if act.action.fact == fact and act.kind in ON_STATUS]
            late = fact == "contested" and plain.doubted
            if doubtful or late:
                other = course(who, fact, late=bool(late))
                held = tuple(dict.fromkeys(by for act in [*doubtful, *plain.doubted] for by in (act.action.by or (who,))))
                what = "; ".join([*(f"{act} ({fact})" for act in doubtful), *(f"{act} (too late)" for act in plain.doubted if late)])
                alternatives.append(Alternative(fact, held, what, finish(other, end, ())[0]))
                doubt_exits(plain, other)
        histories[who], rulings[who] = finish(plain, end, tuple(alternatives), people[who])
    exits = {
        who: tuple(left for left in c.departures if end is None or left.day <= end.ruling.day) for who, c in courses.items() if c.departures
    }
    return Chronicle(treaty, force, end, histories, exits, rulings, treaty_history(treaty, force, end), tallies)


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
