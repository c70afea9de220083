"""3a When consent binds its State: with the treaty itself, or so long after the deposit."""

from typing import NamedTuple

from openskies_cli.dates import OPEN_END, Day
from openskies_cli.derive.acts import Act
from openskies_cli.derive.course import Walk, cut_before, cut_from, status_by
from openskies_cli.derive.force import Force
from openskies_cli.derive.rulings import NEVER, NOT_HELD, Ruling, decide


class Binding(NamedTuple):
    """The day consent binds (None: not, so far), and the day of the deposit as far as that leaves it open."""

    ruling: Ruling | None
    clock: Day | None = None


def binding(walk: Walk, deposit: Act, clock: Day, consented: Day) -> Binding:
    """When consent binds its State; `clock`: the day from which the clause counts."""
    treaty, force = walk.treaty, walk.force
    clause = treaty.clauses.for_state
    article = clause.article or treaty.clauses.entry_into_force.article
    effect = deposit.action.effect
    if force.ruling is None:  # nobody is a party to a treaty that is not in force (VCLT 2(1)(g)), whatever a table prints
        if effect is None or deposit.kind == "succession" or deposit.action.basis != "depositary" or walk.choose(2) == 0:
            return Binding(None)
        return Binding(decide(deposit.action, None, article, f"{deposit}"))
    start = force.ruling.day
    if deposit.kind == "succession":
        why, act = f"succession to {deposit.action.from_ or 'its predecessor'}", deposit.action
        day = consented.no_earlier_than(start).no_earlier_than(_predecessors_day(walk, deposit, consented) or start)
        if day.ends == start.ends:
            return Binding(force.ruling._replace(why=why, computed=None, recorded=None, acts=(act,), minimum=False))
        return Binding(Ruling(day, "computed" if effect is None else act.its_basis, article, why, None, effect, (act,)))
    if force.ruling.basis == "unread":
        return _not_read(deposit, clock, article, "entry into force")
    first, clock, start = _order(walk, clock, start)
    named = f"{deposit}" if deposit.day.ends == clock.ends else f"{deposit}, complete {clock}" if clock.exact else f"{deposit}"
    own = clause.delay.after(clock)
    day = own.no_earlier_than(start)
    if first or day.ends == start.ends:
        why = f"{named}: in force with the treaty itself"
        if effect is None:  # the treaty's own day, and whoever gave that
            return Binding(force.ruling._replace(day=start, why=why, acts=(deposit.action,), minimum=False), clock)
        return Binding(_in_time(walk, decide(deposit.action, start, article, why), start), clock)
    if treaty.clauses.unread("entry_into_force_for_state"):
        return _not_read(deposit, clock, article, "later consent")
    if clause.delay.word == "same_day":
        why = f"{named}: in force the same day"
    else:
        why = f"{named} + {clause.delay}: {own}" + ("" if day.ends == own.ends else f"; not before the treaty itself, {start}")
    return Binding(_in_time(walk, decide(deposit.action, day, article, why), start), clock)


def _predecessors_day(walk: Walk, act: Act, since: Day) -> Day | None:
    """From when the treaty was to bind a predecessor that had consented and was not bound yet; None: no such day is known."""
    theirs = walk.setting.courses_of(act.action.from_)
    waiting = [course for course in theirs if status_by(course, since) == "contracting-state"]
    days = [change.ruling.day for course in waiting for change in course.steps if change.status == "party"]
    if not days or len(waiting) < len(theirs):
        return None
    return Day(min(day.earliest for day in days), max(day.latest for day in days))


def _in_time(walk: Walk, ruling: Ruling | None, start: Day) -> Ruling | None:
    """Nobody is bound by a treaty that is not in force (VCLT 2(1)(g)), whatever a table prints; where the depositary itself says
    so, both readings are followed.
    """
    if ruling is None or ruling.day.earliest >= start.earliest:
        return ruling
    if ruling.basis == "depositary" and walk.choose(2) == 0:
        return ruling
    return ruling._replace(day=ruling.day.no_earlier_than(start))


def _not_read(deposit: Act, clock: Day, article: str, clause: str) -> Binding:
    """Some day from the deposit on, unless a day of effect is on record."""
    open_ = Ruling(Day(clock.earliest, OPEN_END), "unread", article, f"{deposit}; {NOT_HELD} {clause}", acts=(deposit.action,))
    return Binding(decide(deposit.action, None, article, f"{deposit}") or open_, clock)


def _order(walk: Walk, clock: Day, start: Day) -> tuple[bool, Day, Day]:
    """Whether consent binds with the treaty itself; and both days, cut to the order that this course takes.

    The State's own day is not monotone in the treaty's: consent given just before the threshold binds with the treaty, just
    after it so long after the deposit. So the order is asked, not both ends computed.
    """
    threshold = walk.treaty.clauses.for_state.counts_after == "threshold"

    def limit(force: Force) -> Day | None:
        if threshold:  # without a known threshold, nothing can bind before the treaty does
            if force.ruling is None or not force.ruling.differs:
                return force.met
            told = walk.treaty.clauses.entry_into_force.delay.before(force.ruling.day)  # what the depositary announced rests on it
            return force.met if told is not None and force.met is not None and force.met.latest <= told.earliest else None
        return None if force.ruling is None else force.ruling.day

    until = limit(walk.force)
    if until is None:
        return False, clock, start
    alone = start
    if not clock.exact and until.earliest < clock.latest and clock.earliest <= until.latest:
        without = walk.setting.alone().like(walk.force)  # its own instrument moves the limit: ask without it
        until = limit(without) or NEVER
        alone = NEVER if without.ruling is None else without.ruling.day
    if walk.earlier(until, clock):
        until, clock = cut_before(until, clock)
        return False, clock, alone if threshold else cut_before(alone, clock)[0]
    _, clock = cut_from(until, clock)
    if alone is not start and not clock.exact:  # with the treaty as it would be if this instrument had always been there, or later
        early = walk.setting.early()
        if early.met is not None and early.ruling is not None:
            if not walk.earlier(early.met, clock):
                until, clock = cut_from(early.met, clock)
                return True, clock, early.ruling.day
            _, clock = cut_before(early.met, clock)
    return True, clock, start.no_earlier_than(clock)
