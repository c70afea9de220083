"""2  The treaty's own entry into force, and when later consent binds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from openskies_cli.clauses import Anchor, Condition, Listing, Tally
from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.acts import Act, established
from openskies_cli.derive.instruments import Instrument
from openskies_cli.derive.rulings import Ruling, decide
from openskies_cli.history import THE_BEGINNING, THE_END, History
from openskies_cli.model import Action, Event, Treaty


class Force(NamedTuple):
    """`met`: the day the condition was met; `parts`: each requirement's day; `missing`: what is wanted at the end."""

    met: Day | None
    ruling: Ruling | None
    parts: tuple[tuple[Condition, Day | None], ...] = ()
    missing: tuple[str, ...] = ()


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
        ends = {end for instrument in self.held for end in instrument.day.ends} | {end for _, day in self.signed if day for end in day.ends}
        for histories in self.before.values():
            changes = {iso for history in histories.values() for step in history.steps for iso in (step.earliest, step.latest)}
            ends |= {date.fromisoformat(iso) for iso in changes - {THE_BEGINNING, THE_END}}
        return sorted(ends - {OPEN_START, OPEN_END}) or []

    def tally(self, on: date, *, early: bool) -> Tally:
        """The tally on a day: what could be held by then (`early`), or what surely is."""
        given, lost = (0, 1) if early else (1, 0)
        held: dict[str, frozenset[str]] = {}
        for instrument in self.held:
            if instrument.day.ends[given] <= on < instrument.until.ends[lost]:
                held[instrument.who] = held.get(instrument.who, frozenset()) | {instrument.kind}
        return Tally(held, lambda of: self._resolve(of, on, early=early), self.attributes, self._total, self.organizations)

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
        first = next((d for d, tally in self._tallies(days, early=True) if not condition.missing(tally)), None)
        if first is None:
            return None
        last = next((d for d, tally in self._tallies(days, early=False) if d >= first and not condition.missing(tally)), OPEN_END)
        return Day(first, last)

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
        for on in days:
            while coming and coming[-1][0] <= on:
                _, instrument = coming.pop()
                kinds.setdefault(instrument.who, []).append(instrument.kind)
                held[instrument.who] = frozenset(kinds[instrument.who])
            while going and going[-1][0] <= on:
                _, instrument = going.pop()
                kinds[instrument.who].remove(instrument.kind)
                held[instrument.who] = frozenset(kinds[instrument.who])
                if not held[instrument.who]:
                    del held[instrument.who]
            yield on, Tally(held, lambda of, on=on: self._resolve(of, on, early=early), self.attributes, self._total, self.organizations)  # type: ignore[misc]


def _figures(treaty: Treaty, attribute: str) -> dict[str, float]:
    """Who carries which figure of an attribute, alone or in a group (a joint figure stands at every member)."""
    figures = {who: entry.figures[attribute] for who, entry in treaty.participants.items() if attribute in entry.figures}
    for group in treaty.groups.values():
        if attribute in group.figures:
            figures |= {who: max(group.figures[attribute], figures.get(who, 0)) for who in group.members}
    return figures


def in_force(treaty: Treaty, tallies: Tallies) -> Force:
    """The treaty's own entry into force: announced, computed, or not yet and what is missing."""
    clause = treaty.clauses.entry_into_force
    announced = _announced(treaty)
    article = clause.article or ("VCLT 24" if announced is None or announced.effect is None else "")
    if clause.when is None:
        negotiators = treaty.lists.get("negotiating_states")
        if clause.article or negotiators is None or announced is not None:
            return Force(None, decide(announced, None, article, "announced by the depositary") if announced else None)
        clause = clause._replace(when=Condition("includes", of=negotiators))  # VCLT 24(2)
    when = clause.when
    assert when is not None
    met = tallies.met(when)
    parts = tuple((leaf, tallies.met(leaf)) for leaf in when.leaves())
    if met is None:
        missing = when.missing(tallies.tally(OPEN_END - timedelta(1), early=False))
        ruling = decide(announced, None, article, "announced by the depositary") if announced else None
        return Force(None, ruling, parts, () if ruling else missing)
    computed = clause.delay.after(met)
    why = f"condition met {met}" + ("" if clause.delay.word == "same_day" else f" + {clause.delay}")
    floor = not_before(treaty, clause.not_before, None, None)
    if floor is not None:
        computed = computed.no_earlier_than(floor)
        why += f", not before {floor}"
    if met.latest < OPEN_END and announced is None and _undone(when, tallies, met.latest, computed):
        computed = Day(computed.earliest, OPEN_END, computed.doubtful)
        why += "; an instrument was withdrawn before that day"
    ruling = decide(announced or Action("entry_into_force"), computed, article, why)
    return Force(met, ruling, parts)


def _undone(when: Condition, tallies: Tallies, met: date, computed: Day) -> bool:
    """Whether the condition, once met, fails again before the treaty enters into force."""
    losses = {p.until.earliest for p in tallies.held if met < p.until.earliest < computed.earliest}
    return any(when.missing(tallies.tally(day, early=False)) for day in losses)


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


def not_before(treaty: Treaty, floor: Day | Anchor | None, force: Day | None, own: Day | None) -> Day | None:
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


def for_state(treaty: Treaty, force: Force, deposit: Act, clock: Day, consented: Day) -> Ruling | None:
    """When consent binds its State. None while the treaty itself is not in force and nobody published a date."""
    clause = treaty.clauses.for_state
    article = clause.article or treaty.clauses.entry_into_force.article
    if force.ruling is None:
        return decide(deposit.action, None, article, f"{deposit}") if deposit.action.effect and deposit.kind != "succession" else None
    start = force.ruling.day
    if deposit.kind == "succession":
        why, act = f"succession to {deposit.action.from_ or 'its predecessor'}", deposit.action
        day = consented.no_earlier_than(start)
        if day.ends == start.ends:
            return force.ruling._replace(why=why, computed=None, recorded=None, acts=(act,), minimum=False)
        return Ruling(day, "computed" if act.effect is None else act.basis or "published", article, why, None, act.effect, (act,))
    own = clause.delay.after(clock)
    met = force.met if force.met is not None and not force.ruling.differs else None

    def one(end: int) -> date:
        given, floor = clock.ends[end], start.ends[end]
        if clause.counts_after == "threshold":  # without a known threshold, nothing can bind before the treaty does
            initial = met is not None and given <= met.ends[end]
            return floor if initial else max(own.ends[end], floor)
        return floor if given <= floor else own.ends[end]

    day = Day(one(0), max(one(0), one(1)), clock.doubtful)
    named = f"{deposit}" if deposit.day == clock else f"{deposit}, complete {clock}"
    if day.ends == start.ends and deposit.action.effect is None:  # the treaty's own day, and whoever gave that
        return force.ruling._replace(why=f"{named}: in force with the treaty itself", acts=(deposit.action,), minimum=False)
    if day.ends == start.ends:
        why = f"{named}: in force with the treaty itself"
    elif clause.delay.word == "same_day":
        why = f"{named}: in force the same day"
    else:
        why = f"{named} + {clause.delay}: {own}" + ("" if day.ends == own.ends else f"; not before the treaty itself, {start}")
    return decide(deposit.action, day, article, why)
