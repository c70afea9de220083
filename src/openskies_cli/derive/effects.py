"""6  What every act on record came to: in force from when until when, and what it is on a day. Reads finished histories.

momentary acts    a signature, a consent, a notice    past once they are done
lasting acts      a reservation, a territory          not yet in force, in force, ended or withdrawn
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from openskies_cli.clauses import Clauses, Delay, Reservations
from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.acts import Act, in_order
from openskies_cli.derive.qualifiers import bounds, iso
from openskies_cli.derive.rulings import Ruling, decide
from openskies_cli.history import THE_BEGINNING, THE_END, Exit, History
from openskies_cli.model import CONSENT, Action, Treaty

ENDED_BY = {
    "reservation": "withdrawal_of_reservation",
    "declaration": "withdrawal_of_declaration",
    "objection": "withdrawal_of_objection",
    "territorial_application": "withdrawal_of_territorial_application",
    "territorial_exclusion": "withdrawal_of_territorial_exclusion",
    "derogation": "end_of_derogation",
    "suspension": "resumption",
    "non_performance": "resumption",
    "provisional_application": "end_of_provisional_application",
}
"""A lasting act -> the act that ends it."""

AS_DONE = frozenset({"objection", "derogation", "suspension", "non_performance", "provisional_application"})
"""Lasting acts that work from the day they are done, whether or not the treaty is in force for their State."""

FOR_TERRITORIES = frozenset({"territorial_application", "territorial_exclusion"})

MOST_RENEWALS = 500

Ends = Callable[[str], Day | None]
"""A territory as a record writes it -> the first day on which it is no more this State's; None: none is known."""


class Way(NamedTuple):
    """One way in which an act may have worked: from `start` (None: not at all, so far) until `until`, and by what it ended.

    `open_until`: up to then nobody can say whether it will; `void`: what it is from then on where it has no effect.
    """

    start: Day | None
    until: Day | None = None
    how: str = "ended"
    open_until: Day | None = None
    void: str = ""

    def state(self, day: date) -> str:
        """What the act, once done, is on a day."""
        if self.until is not None and day >= self.until.latest:
            return self.how
        if self.void:
            return self.void
        if self.open_until is not None and day < self.open_until.latest:
            return "undetermined"
        if self.start is None or day < self.start.earliest:
            return "not-yet"
        if day < self.start.latest or (self.until is not None and day >= self.until.earliest):
            return "undetermined"
        return "in-force"


class Done(NamedTuple):
    """An act and what it came to. `effect` and `until` are None where there is no such day or it is not known.

    `ways`: of a lasting act every way in which it may have worked; `exit`: of a notice what became of it.
    """

    act: Act
    effect: Day | None
    effect_basis: str
    until: Day | None
    ways: tuple[Way, ...]
    exit: Exit | None
    doubted: bool

    def state(self, on: str) -> str:
        """future, past, in-force, not-yet, ended, withdrawn, revoked, late, without-effect, disputed or undetermined, that day."""
        day, own = date.fromisoformat(on), self.act.day
        if self.doubted:
            return "disputed"
        action = self.act.action
        if action.date is None and action.effect is None:
            return "past" if own.earliest <= day else "future"
        if day < own.earliest:
            return "future"
        if self.ways:
            states = {way.state(day) for way in self.ways}
            return states.pop() if len(states) == 1 else "undetermined"
        if day < own.latest and action.date is not None:
            return "undetermined"
        became = self.exit.state(on) if self.exit is not None else ""
        return became if became in ("revoked", "without-effect", "disputed", "undetermined") else "past"


class Membership(NamedTuple):
    """In force for a participant: from when, until when, and since which day it has consented."""

    start: Day
    end: Day | None
    consented: Day | None


def done(
    treaty: Treaty,
    who: str,
    history: History,
    rulings: Sequence[Ruling],
    *,
    others: Sequence["Declared"] = (),
    leaves: Ends = lambda _: None,
) -> list[Done]:
    """Every act of one participant, in order. `others`: everybody's reservations and objections; `leaves`: when a territory is
    another's.
    """
    entry = treaty.participants.get(who)
    acts = in_order(entry.actions, treaty.clauses) if entry else []
    doubted = {(line.event, line.earliest, line.latest) for line in history.timeline if line.contested}
    courses = [_memberships(course, acts) for course in (history, *history.courses)]
    enders = _enders(acts)
    found: list[Done] = []
    for at, act in enumerate(acts):
        in_doubt = (act.kind, *bounds(act.day)) in doubted
        if act.kind in ENDED_BY:
            found.append(
                _lasting(treaty.clauses, act, acts[at + 1 :], enders.get(at, ()), courses, others, leaves, who)._replace(doubted=in_doubt)
            )
            continue
        exits = history.exits if act.kind == "notice_of_withdrawal" else ()
        exit_ = next((one for one in exits if one.given == bounds(act.day)), None)
        effect, basis = _momentary(treaty.clauses, act, rulings, exit_, len(courses) == 1)
        found.append(Done(act, effect, basis, act.action.until, (), exit_, in_doubt))
    return found


def _day(earliest: str, latest: str) -> Day:
    ends = {THE_BEGINNING: OPEN_START, THE_END: OPEN_END}
    first, last = (ends.get(text) or date.fromisoformat(text) for text in (earliest, latest))
    return Day(first, last)


def _memberships(history: History, acts: Sequence[Act]) -> list[Membership]:
    """The times in which the treaty is in force for a participant, as one history tells them; two that touch are two."""
    found: list[Membership] = []
    steps = history.steps
    for k, step in enumerate(steps):
        if step.status != "party":
            continue
        start = _day(step.earliest, step.latest)
        after = steps[k + 1] if k + 1 < len(steps) else None
        consents = [act.day for act in acts if act.kind in CONSENT and act.day.earliest <= start.latest]
        found.append(Membership(start, _day(after.earliest, after.latest) if after else None, consents[-1] if consents else None))
    return found


def _momentary(clauses: Clauses, act: Act, rulings: Sequence[Ruling], exit_: Exit | None, sure: bool) -> tuple[Day | None, str]:
    """From when a momentary act works, as far as that is known: a consent from the own day, a notice from the exit on."""
    if exit_ is not None:
        out = exit_.out if exit_.out[0] else exit_.effect
        settled = out[0] and not (exit_.void or exit_.revoked[0] or exit_.undetermined or exit_.disputed)
        return (_day(*out), exit_.basis or "") if settled else (None, "")
    if act.kind in CONSENT and sure:
        own = next((one for one in rulings if one.status == "party" and any(part == act.action for part in one.acts)), None)
        if own is not None and own.basis != "unread" and own.day.earliest != OPEN_END:
            return own.day, own.basis
    if act.kind in _ENDS:
        ruling = _end_of(clauses, act)
        return (ruling.day, ruling.basis) if ruling is not None else (None, "")
    return act.action.effect, act.action.its_basis if act.action.effect is not None else ""


_ENDS = frozenset(ENDED_BY.values())


def _end_of(clauses: Clauses, act: Act) -> Ruling | None:
    """From when an act that ends another works: by its clause, else on its own day."""
    delay = Delay()
    if act.kind == "withdrawal_of_reservation" and clauses.reservations is not None:
        delay = clauses.reservations.withdrawal
    if act.kind == "withdrawal_of_declaration" and clauses.declarations is not None:
        delay = clauses.declarations.withdrawal
    if act.kind == "withdrawal_of_territorial_application":
        given = clauses.territories.end if clauses.territories is not None else None
        delay = given or (clauses.withdrawal.delay if clauses.withdrawal is not None else delay)
    known = act.action.date is not None
    return decide(act.action, delay.after(act.day) if known else None, "", "")


def _lasting(
    clauses: Clauses,
    act: Act,
    later: Sequence[Act],
    enders: Sequence[Act],
    courses: Sequence[list[Membership]],
    others: Sequence["Declared"],
    leaves: Ends,
    who: str,
) -> Done:
    """What became of a lasting act, in every course of its State."""
    ways: list[Way] = []
    told: list[tuple[Day | None, str]] = []
    for memberships in courses:
        within = _within(act, memberships)
        ruling, unread = _start(clauses, act, within)
        start = ruling.day if ruling is not None else None
        printed = Day(start.earliest, OPEN_END) if start is not None and unread else start
        told.append((printed, "unread" if unread else ruling.basis if ruling is not None else ""))
        late = _late(act, within, others, who) if act.kind == "reservation" else None
        if late is not None and late.void:
            told[-1] = (None, "")
        until, how = _until(clauses, act, later, enders, within, start, leaves)
        way = (late or Way(start))._replace(until=until, how=how)
        if late is not None and not late.void and late.open_until is not None:
            way = way._replace(start=late.open_until if act.action.effect is None else start)
            told[-1] = (way.start, told[-1][1])
        if act.kind == "objection":
            way = _objects(clauses, way, act, within, others)
        if way not in ways:
            ways.append(way)
    effect, basis = told[0] if all(one == told[0] for one in told) else (act.action.effect, act.action.its_basis)
    if act.kind == "objection":  # towards whom it works, and from when, is told of the pair
        effect, basis = act.action.effect, act.action.its_basis
    until = ways[0].until if all(way.until == ways[0].until for way in ways) else None
    return Done(act, effect, basis if effect is not None else "", until, tuple(ways), None, False)


def _within(act: Act, memberships: Sequence[Membership]) -> Membership | None:
    """To which membership an act belongs: the one whose consent is of its day, else the first that is not over by then."""
    with_consent = [one for one in memberships if one.consented is not None and one.consented.ends == act.day.ends]
    return next(iter((*with_consent, *(one for one in memberships if one.end is None or act.day.earliest < one.end.latest))), None)


def _start(clauses: Clauses, act: Act, within: Membership | None) -> tuple[Ruling | None, bool]:
    """From when an act works, and whether that is only the earliest day, because the clause was not read."""
    action, dated = act.action, act.action.date is not None
    if act.kind in AS_DONE:
        return decide(action, act.day if dated and action.effect is None else None, "", ""), False
    if not dated:
        return decide(action, None, "", ""), False
    own = within.start if within is not None else None
    computed, unread = own, False
    if act.kind in FOR_TERRITORIES:
        early = within is not None and within.consented is not None and act.day.latest <= within.consented.latest
        if not early:
            after = act.day if clauses.territories is None else clauses.territories.later.after(act.day)
            computed = after if own is None else after.no_earlier_than(own)
            unread = clauses.territories is None and action.effect is None
    elif own is not None and act.day.earliest > own.latest:
        delay = clauses.declarations.delay if clauses.declarations is not None and act.kind == "declaration" else Delay()
        computed = delay.after(act.day)
    if unread or (act.kind in FOR_TERRITORIES and clauses.territories is None and action.effect is not None):
        return decide(action, computed if unread else None, "", ""), unread
    return decide(action, computed, "", ""), False


def _late(act: Act, within: Membership | None, others: Sequence["Declared"], who: str) -> Way | None:
    """What becomes of a reservation that is made after consent; None where it is not: in force if nobody objects in twelve months."""
    consented = within.consented if within is not None else None
    if act.action.date is None or consented is None or act.day.earliest <= consented.latest:
        return None
    since = act.action.circulated or act.day
    limit = Reservations().within.after(since)  # by the depositaries' practice since 2000
    for other in others:
        if other.to(act, who) and act.day.earliest <= other.act.day.earliest and other.act.day.latest <= limit.latest:
            return Way(None, open_until=other.act.day, void="without-effect")
    return Way(None, open_until=limit)


def _until(
    clauses: Clauses,
    act: Act,
    later: Sequence[Act],
    enders: Sequence[Act],
    within: Membership | None,
    start: Day | None,
    leaves: Ends,
) -> tuple[Day | None, str]:
    """The first day on which an act works no more, and whether it then is ended or withdrawn: whatever comes first."""
    ends = [(day, "ended") for day in (act.action.until, within.end if within is not None else None) if day is not None]
    if act.kind == "provisional_application" and within is not None:
        ends.append((within.start, "ended"))
    withdrawn = _withdrawn(clauses, act, enders)
    over = _term(act.action, start, withdrawn)
    if over is not None:
        ends.append((over, "withdrawn" if withdrawn is not None and act.action.renewed is not None else "ended"))
    if withdrawn is not None and (act.action.renewed is None or withdrawn.recorded is not None or over is None):
        ends.append((withdrawn.day, "withdrawn" if ENDED_BY[act.kind].startswith("withdrawal") else "ended"))
    if act.kind in FOR_TERRITORIES and act.action.territory:
        gone = [leaves(name) for name in act.action.territory]
        known = [day for day in gone if day is not None and day.latest > act.day.earliest]
        if len(known) == len(gone):
            ends.append((max(known), "ended"))
    replaced = _replaced(clauses, act, later, within)
    if replaced is not None:
        ends.append((replaced, "ended"))
    if not ends:
        return None, "ended"
    first = min(ends, key=lambda one: (one[0].latest, one[0].earliest))
    return Day(min(day.earliest for day, _ in ends), first[0].latest, first[0].doubtful), first[1]


def _term(action: Action, start: Day | None, withdrawn: Ruling | None) -> Day | None:
    """The end of the term of a declaration: of the running one where a notice came in time, of none where it goes on by silence."""
    if action.term is None or start is None:
        return None
    end = action.term.after(start)
    if action.renewed is None:
        return end
    notice = withdrawn.acts[0].date if withdrawn is not None else None
    if notice is None:
        return None
    given = notice if action.unless_notice is None else action.unless_notice.after(notice)
    for _ in range(MOST_RENEWALS):
        if given.latest <= end.earliest:
            return end
        end = action.renewed.after(end)
    return None


def _withdrawn(clauses: Clauses, act: Act, enders: Sequence[Act]) -> Ruling | None:
    """The ruling of what ended this act wholly; an end of some provisions or territories leaves the others."""
    scope, land = set(act.action.scope), set(act.action.territory)
    for ender in enders:
        scope, land = scope - set(ender.action.scope), land - set(ender.action.territory)
        part = (ender.action.scope and scope) or (ender.action.territory and land)
        if not part:
            return _end_of(clauses, ender)
    return None


def _enders(acts: Sequence[Act]) -> dict[int, list[Act]]:
    """The place of a lasting act -> what ends it, or parts of it: the act of the day that is named, else the last one still standing."""
    found: dict[int, list[Act]] = {}
    standing: dict[str, list[tuple[int, Action]]] = {}
    for at, act in enumerate(acts):
        if act.kind in ENDED_BY:
            standing.setdefault(ENDED_BY[act.kind], []).append((at, act.action))
            continue
        said, those = act.action, standing.get(act.kind, [])
        meant = next((one for one in reversed(those) if _named(said, one[1]) and _fits(said, one[1])), None)
        if meant is None:
            continue
        found.setdefault(meant[0], []).append(act)
        if not said.scope and not said.territory:
            those.remove(meant)
    return found


def _named(said: Action, action: Action) -> bool:
    return said.of is None or (action.date is not None and action.date.ends == said.of.ends)


def _fits(said: Action, action: Action) -> bool:
    """Whether what an act says it ends may be this one: the same provisions, territories, others, procedure, where it says them."""
    pairs = ((said.scope, action.scope), (said.territory, action.territory), (said.towards, action.towards))
    return all(not one or not other or set(one) & set(other) for one, other in pairs) and said.procedure in ("", action.procedure)


def _replaced(clauses: Clauses, act: Act, after: Sequence[Act], within: Membership | None) -> Day | None:
    """The day from which a later declaration on the same procedure stands in place of this one."""
    if act.kind != "declaration" or not act.action.procedure:
        return None
    for later in after:
        same = (later.kind, later.action.procedure, later.action.scope, later.action.territory)
        if same == (act.kind, act.action.procedure, act.action.scope, act.action.territory):
            ruling, _ = _start(clauses, later, within)
            return ruling.day if ruling is not None else None
    return None


class Declared(NamedTuple):
    """Somebody's reservation or objection, when it had consented itself (None: not, or not known), and from when on that is withdrawn."""

    who: str
    act: Act
    consented: Day | None
    withdrawn: Day | None

    def to(self, reservation: "Declared | Act", who: str) -> bool:
        """Whether it objects to this reservation of that State: the one of the day it names, or one of its provisions."""
        said, action = self.act.action, (reservation.act if isinstance(reservation, Declared) else reservation).action
        about = not said.scope or not action.scope or not set(said.scope).isdisjoint(action.scope)
        return self.act.kind == "objection" and who in said.towards and _named(said, action) and about


def declared(treaty: Treaty) -> Iterator[Declared]:
    """Everybody's reservations and objections."""
    for who, entry in treaty.participants.items():
        if not any(action.kind in ("reservation", "objection") for action in entry.actions):
            continue
        acts = in_order(entry.actions, treaty.clauses)
        enders = _enders(acts)
        consents = [act.day for act in acts if act.kind in CONSENT]
        for at, act in enumerate(acts):
            if act.kind in ("reservation", "objection"):
                gone = _withdrawn(treaty.clauses, act, enders.get(at, ()))
                yield Declared(who, act, consents[0] if consents else None, gone.day if gone is not None else None)


def _last_day(clauses: Clauses, reservation: Act, objector: Day | None) -> Day:
    """Up to when one may object: so long after the reservation was told to the others, or up to the own consent."""
    limit = (clauses.reservations or Reservations()).within.after(reservation.action.circulated or reservation.day)
    return limit if objector is None else limit.no_earlier_than(objector)


class Answered(NamedTuple):
    """Who objects to a reservation on a day, which of them want no treaty with its State at all, and who came too late."""

    objecting: tuple[str, ...]
    precluding: tuple[str, ...]
    late: tuple[str, ...]
    perhaps_late: tuple[str, ...]


def answered(treaty: Treaty, who: str, reservation: Act, others: Sequence[Declared], on: str) -> Answered:
    """The objections that stand on a day. One that comes later is late only where the day is known from which the time ran."""
    day, told = date.fromisoformat(on), reservation.action.circulated is not None
    found: dict[str, list[str]] = {"objecting": [], "precluding": [], "late": [], "perhaps_late": []}
    for one in others:
        standing = one.act.day.latest <= day and (one.withdrawn is None or day < one.withdrawn.earliest)
        if not standing or not one.to(reservation, who):
            continue
        last = _last_day(treaty.clauses, reservation, one.consented)
        if told and one.act.day.earliest > last.latest:
            found["late"].append(one.who)
            continue
        found["objecting"].append(one.who)
        if one.act.day.latest > last.earliest:
            found["perhaps_late"].append(one.who)
        elif one.act.action.relations == "none":
            found["precluding"].append(one.who)
    return Answered(**{key: tuple(dict.fromkeys(codes)) for key, codes in found.items()})


def _objects(clauses: Clauses, way: Way, act: Act, own: Membership | None, others: Sequence[Declared]) -> Way:
    """An objection that surely came too late has no effect; one to a reservation falls with it."""
    said = Declared("", act, own.consented if own is not None else None, None)
    those = [one for one in others if one.act.kind == "reservation" and said.to(one, one.who)]
    if not those:
        return way
    reservation = those[0]
    last = _last_day(clauses, reservation.act, said.consented)
    if reservation.act.action.circulated is not None and act.day.earliest > last.latest:
        return way._replace(void="late")
    gone = reservation.withdrawn
    if gone is not None and (way.until is None or gone.latest < way.until.latest):
        return way._replace(until=gone, how="ended")
    return way


def spelled(day: Day | None) -> str | None:
    """A day as text; None where there is none."""
    return None if day is None or iso(day.earliest) == THE_END else str(day)
