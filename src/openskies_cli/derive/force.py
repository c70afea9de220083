"""2  The treaty's own entry into force."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any, NamedTuple

from openskies_cli.clauses import Anchor, Condition, Listing, Tally
from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.acts import Act, established
from openskies_cli.derive.instruments import Instrument, instruments
from openskies_cli.derive.rulings import NEVER, NOT_HELD, Ruling, decide
from openskies_cli.history import THE_BEGINNING, THE_END, History
from openskies_cli.model import CONSENT, Action, Event, Treaty


class Force(NamedTuple):
    """`met`: the day the condition was met; `parts`: each requirement's day; `missing`: what is wanted at the end."""

    met: Day | None
    ruling: Ruling | None
    parts: tuple[tuple[Condition, Day | None], ...] = ()
    missing: tuple[str, ...] = ()
    readings: tuple["Force", ...] = ()
    reported: bool = False  # whether acts that are only reported are counted
    undone: bool = False  # whether an instrument taken back before the entry into force undid the threshold

    def ways(self) -> tuple["Force", ...]:
        """The readings of the law one by one; this itself where there is only one.

        An instrument taken back between the threshold and the entry into force may or may not undo the threshold.
        """
        return self.readings or (self,)

    def like(self, other: "Force") -> "Force":
        """The reading of the law that is the other's."""
        return next((way for way in self.readings if way.undone == other.undone), self)


class Tallies:
    """What conditions may look at, for any day, once as early and once as late as the dates allow."""

    def __init__(
        self, treaty: Treaty, held: Sequence[Instrument], people: Mapping[str, Sequence[Act]], before: Mapping[str, Mapping[str, History]]
    ) -> None:
        self.treaty, self.held, self.before = treaty, held, before
        self.signed = [(who, next((a.day for a in established(acts) if a.kind == "signature"), None)) for who, acts in people.items()]
        self.organizations = frozenset(code for code, life in treaty.lives.items() if life.kind == "organization")
        self.attributes = {name: _figures(treaty, name) for name in treaty.attributes}

    def days(self) -> list[date]:
        """Every day on which something a condition looks at may change."""
        ends = {end for instrument in self.held for end in (*instrument.day.ends, *instrument.until.ends)}
        ends |= {end for _, day in self.signed if day for end in day.ends}
        for histories in self.before.values():
            changes = {iso for history in histories.values() for step in history.steps for iso in (step.earliest, step.latest)}
            ends |= {date.fromisoformat(iso) for iso in changes - {THE_BEGINNING, THE_END}}
        return sorted(ends - {OPEN_START, OPEN_END}) or []

    def without(self, who: str, *, instead: Day | None = None) -> "Tallies":
        """The same without the instruments of one participant, or with its instruments from the day `instead` on."""
        other = copy(self)
        theirs = [one._replace(day=instead, until=NEVER) for one in self.held if one.who == who][:1] if instead is not None else []
        other.held = [instrument for instrument in self.held if instrument.who != who] + theirs
        if instead is not None:
            return other
        other.signed = [(code, day) for code, day in self.signed if code != who]
        return other

    def tally(self, on: date, *, early: bool) -> Tally:
        """The tally on a day: what could be held by then (`early`), or what surely is."""
        given, lost = (0, 1) if early else (1, 0)
        held: dict[str, frozenset[str]] = {}
        for instrument in self.held:
            if instrument.day.ends[given] <= on < instrument.until.ends[lost]:
                held[instrument.who] = held.get(instrument.who, frozenset()) | {instrument.kind}
        return self._count(held, on, early=early)

    def _count(self, held: Mapping[str, frozenset[str]], on: date, *, early: bool) -> Tally:
        """All that a condition may look at that day, for those who hold these instruments."""
        roles: dict[tuple[str, str], frozenset[str]] = {}

        def resolve(of: Listing) -> frozenset[str]:
            if not of.role:
                return self._resolve(of, on, early=early)
            key = of.role, of.name
            if key not in roles:  # once a day, however many conditions ask
                roles[key] = self._resolve(of, on, early=early)
            return roles[key]

        return Tally(held, resolve, self.attributes, self._total, self.organizations)

    def _resolve(self, of: Listing, on: date, *, early: bool) -> frozenset[str]:
        if of.role == "depositaries":
            return frozenset(self.treaty.depositaries)
        if of.role == "signatories":  # the fewer have signed, the sooner all have ratified
            return frozenset(who for who, day in self.signed if day is not None and day.ends[1 if early else 0] <= on)
        if of.role == "parties_of":
            other = self.before.get(of.name)
            iso = on.isoformat()
            return frozenset(who for who, h in other.items() if h.on(iso).status == "party") if other else frozenset()
        if of.role == "lists":
            named = self.treaty.lists.get(of.name)
            return self._resolve(named, on, early=early) if named is not None else frozenset()
        return frozenset(of.codes)

    def _total(self, attribute: str, among: frozenset[str] | None) -> float:
        unit = self.treaty.attributes.get(attribute, "").casefold()
        if "percent" in unit or "per cent" in unit or "%" in unit:
            return 100.0
        if "fraction" in unit:
            return 1.0
        figures = self.attributes.get(attribute, {})
        return sum(figure for who, figure in figures.items() if who not in self.organizations and (among is None or who in among))

    def met(self, condition: Condition) -> Day | None:
        """The first day the condition holds, once as early and once as late as the dates allow; None: never."""
        days = self.days()
        first = next((d for d, tally in self._tallies(days, early=True) if condition.holds(tally)), None)
        if first is None:
            return None
        last = next((d for d, tally in self._tallies(days, early=False) if d >= first and condition.holds(tally)), OPEN_END)
        return Day(first, last)

    def over(self, condition: Condition, since: date) -> date:
        """The last day on which a condition that may hold from `since` on may still come to hold."""
        lost = (day for day, tally in self._tallies(self.days(), early=True) if day > since and not condition.holds(tally))
        end = next(lost, OPEN_END)
        return end if end == OPEN_END else end - timedelta(1)

    def lasting(self, condition: Condition, reach: Callable[[date], date], *, early: bool, after: date = OPEN_START) -> date:
        """The first day, later than `after`, on which the condition comes to hold and goes on until the day that `reach` makes of it."""
        held = [(day, condition.holds(tally)) for day, tally in self._tallies(self.days(), early=early)]
        for i, (day, holds) in enumerate(held):
            if holds and day > after and not (i and held[i - 1][1]):
                until = reach(day)
                if all(still for later, still in held[i + 1 :] if later < until):
                    return day
        return OPEN_END

    def _tallies(self, days: Sequence[date], *, early: bool) -> Iterator[tuple[date, Tally]]:
        """The tallies of these days, one after the other, in time linear in their number: each is only good until the next."""
        given, lost = (0, 1) if early else (1, 0)
        held: dict[str, frozenset[str]] = {}
        instruments = [(instrument.day.ends[given], instrument.until.ends[lost], instrument) for instrument in self.held]
        coming = sorted(
            ((start, instrument) for start, end, instrument in instruments if start < end), key=lambda pair: pair[0], reverse=True
        )
        going = sorted(((end, instrument) for start, end, instrument in instruments if start < end), key=lambda pair: pair[0], reverse=True)
        kinds: dict[str, list[str]] = {}
        changes: list[str] = []
        memo: dict[int, Any] = {}
        for on in days:
            while coming and coming[-1][0] <= on:
                _, instrument = coming.pop()
                changes.append(instrument.who)
                kinds.setdefault(instrument.who, []).append(instrument.kind)
                held[instrument.who] = frozenset(kinds[instrument.who])
            while going and going[-1][0] <= on:
                _, instrument = going.pop()
                changes.append(instrument.who)
                kinds[instrument.who].remove(instrument.kind)
                held[instrument.who] = frozenset(kinds[instrument.who])
                if not held[instrument.who]:
                    del held[instrument.who]
            yield on, self._count(held, on, early=early)._replace(changes=changes, memo=memo)


def _figures(treaty: Treaty, attribute: str) -> dict[str, float]:
    """Who carries which figure of an attribute, alone or in a group (a joint figure stands at every member)."""
    figures = {who: entry.figures[attribute] for who, entry in treaty.participants.items() if attribute in entry.figures}
    for group in treaty.groups.values():
        if attribute in group.figures:
            figures |= {who: max(group.figures[attribute], figures.get(who, 0)) for who in group.members}
    return figures


def entry_into_force(
    treaty: Treaty, people: Mapping[str, Sequence[Act]], before: Mapping[str, Mapping[str, History]]
) -> tuple[Tallies, Force]:
    """The treaty's own entry into force; where acts that are only reported would move it, both readings."""
    tallies = Tallies(treaty, instruments(treaty, people), people, before)
    force = in_force(treaty, tallies)
    moves = CONSENT | {"signature", "waiver", "notice_of_withdrawal", "withdrawal_of_consent", "revocation_of_notice"}
    if not any(act.action.fact == "reported" and act.kind in moves for acts in people.values() for act in acts):
        return tallies, force
    other = in_force(treaty, Tallies(treaty, instruments(treaty, people, "reported"), people, before))
    days = [one.ruling.day if one.ruling else None for one in (force, other)]
    if days[0] == days[1]:
        return tallies, force
    known = next(one for one in (force, other) if one.ruling is not None)
    assert known.ruling is not None
    day = known.ruling.day.up_to(days[0] or NEVER).up_to(days[1] or NEVER)
    why = f"{known.ruling.why}; with an instrument that is only reported, or without it"
    counted = tuple(way._replace(reported=True) for way in other.ways())
    return tallies, known._replace(ruling=known.ruling._replace(day=day, why=why), readings=(*force.ways(), *counted))


def in_force(treaty: Treaty, tallies: Tallies) -> Force:
    """The treaty's own entry into force: announced, computed, or not yet and what is missing."""
    clause = treaty.clauses.entry_into_force
    announced = _announced(treaty)
    article = clause.article or ("VCLT 24" if announced is None or announced.effect is None else "")
    if clause.when is None:
        negotiators = treaty.lists.get("negotiating_states")
        if announced is not None:
            return _announced_only(treaty, announced, article)
        if clause.article or negotiators is None:
            return _unread(treaty, tallies, clause.article)
        clause = clause._replace(when=Condition("includes", of=negotiators))  # VCLT 24(2)
    when = clause.when
    assert when is not None
    met = tallies.met(when)
    parts = tuple((leaf, tallies.met(leaf)) for leaf in when.leaves())
    if met is None:
        missing = when.missing(tallies.tally(OPEN_END - timedelta(1), early=False))
        ruling = decide(announced, None, article, "announced by the depositary") if announced else None
        return Force(None, ruling, parts, () if ruling else missing)
    floor = floor_of(treaty, clause.not_before, None, None)

    ended = recorded_end(treaty)

    def reach(day: Day) -> Day:
        return clause.delay.after(day) if floor is None else clause.delay.after(day).no_earlier_than(floor)

    def found(met: Day, undone: str = "") -> Force:
        if met.earliest == OPEN_END or (ended is not None and ended.date is not None and ended.date.latest <= reach(met).earliest):
            return Force(None, None, parts, (f"{ended.kind} {ended.date} came first",) if ended is not None else ())
        why = f"condition met {met}" + ("" if clause.delay.word == "same_day" else f" + {clause.delay}")
        why += f", not before {floor}" if floor is not None else ""
        return Force(met, decide(announced or Action("entry_into_force"), reach(met), article, why + undone), parts)

    if announced is not None:
        return found(met)
    if met.latest == OPEN_END:
        over = tallies.over(when, met.earliest)
        stands, falls = found(Day(met.earliest, over)), found(NEVER)._replace(undone=True)
        return found(met) if over == OPEN_END else found(met)._replace(readings=(stands, falls))

    def until(day: date) -> date:
        return reach(Day(day, day)).latest

    latest = tallies.lasting(when, until, early=False)
    if latest <= met.latest:
        return found(met)
    earliest = tallies.lasting(when, until, early=True, after=met.latest)
    whole = Day(met.earliest, latest, met.doubtful)
    again = Day(min(earliest, latest), latest, met.doubtful)
    undone = "; an instrument was withdrawn, or its State was no more, before that day"
    return found(whole, undone)._replace(readings=(found(met), found(again)._replace(undone=True)))


def _announced_only(treaty: Treaty, announced: Action, article: str) -> Force:
    """In force on the announced day. Where the record has no condition but a delay, the day of the threshold follows from it."""
    delay = treaty.clauses.entry_into_force.delay
    ended, day = recorded_end(treaty), announced.effect
    if ended is not None and ended.date is not None and day is not None and ended.date.latest <= day.earliest:
        return Force(None, None, missing=(f"{ended.kind} {ended.date} came first",))
    met = None if day is None or delay.word == "same_day" else delay.before(day)
    return Force(met, decide(announced, None, article, "announced by the depositary"))


RECORDED_ENDS = {
    "termination": ("terminated", "termination"),
    "expiry": ("expired", "expiry"),
    "supersession": ("superseded", "termination"),
}
"""An event that ends a treaty -> the treaty's status, and how that ends its parties'."""


def recorded_end(treaty: Treaty) -> Event | None:
    """The earliest end that is on record."""
    ends = [event for event in treaty.events if event.kind in RECORDED_ENDS and event.date is not None]
    return min(ends, key=lambda event: event.date or NEVER, default=None)


def _unread(treaty: Treaty, tallies: Tallies, article: str) -> Force:
    """Where the record does not hold the clause: in force from some day after the first consent, at the latest when the record
    says so of one State; without any consent not in force.
    """
    given = [instrument.day.earliest for instrument in tallies.held]
    if not given:
        return Force(None, None)
    acts = [act for entry in treaty.participants.values() for act in entry.actions if act.kind in CONSENT and act.kind != "succession"]
    known = [act.effect.latest for act in acts if act.effect is not None]
    day = Day(min(given), max(min(given), min(known, default=OPEN_END)))
    return Force(None, Ruling(day, "unread", article, f"{NOT_HELD} entry into force"))


def _announced(treaty: Treaty) -> Action | None:
    """The announced entry into force as an action: an override, the clause's `published`, or a treaty event."""
    override = next((o for o in treaty.overrides if not o.participant and o.effect is not None), None)
    if override is not None:
        return Action("entry_into_force", effect=override.effect, basis="depositary", why=override.why, place=override.place)
    published = treaty.clauses.entry_into_force.published
    if published is not None:
        return Action("entry_into_force", effect=published, basis="depositary", sources=treaty.sources)
    event = _event(treaty, "entry_into_force")
    if event is None:
        return None
    return Action("entry_into_force", effect=event.date, basis="depositary", sources=event.sources, place=event.place)


def _event(treaty: Treaty, *kinds: str) -> Event | None:
    return next((event for event in treaty.events if event.kind in kinds and event.date is not None), None)


def floor_of(treaty: Treaty, floor: Day | Anchor | None, force: Day | None, own: Day | None) -> Day | None:
    """The day a `not_before` gives; None where there is none or its anchor is not known."""
    if not isinstance(floor, Anchor):
        return floor
    anchors = {
        "opening": treaty.day_opened(),
        "adoption": treaty.adopted,
        "treaty_entry_into_force": force,
        "own_entry_into_force": own,
    }
    start = anchors.get(floor.after)
    return None if start is None else floor.delay.after(start)
