"""The heart: a whole treaty's actions and clauses -> every participant's history.

    1 papers     who held which instrument, from when to when       reads actions and lives
    2 in_force   the treaty's own entry into force                  reads 1 and the clause; latched once met (VCLT 55)
    3 courses    each participant alone                             reads its actions, 2, and exits from treaties derived before
    4 the end    expiry, a recorded end, one side's exit            reads the exits in 3
    5 histories  3 cut at 4 and at the participant's own existence, written in words

Each stage reads only what stands above it, so there is no circle and no second pass. Clauses that need everybody read
actions, never another participant's history. Uncertain days are carried end by end: every delay and condition is monotone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from openskies_cli.clauses import Anchor, Clauses, Condition, Delay, Listing, Roll, Withdrawal
from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.history import THE_BEGINNING, THE_END, Exit, History, Line, Reading, Spell, Step, Turn
from openskies_cli.model import CONSENT, ON_STATUS, Action, Entry, Event, Life, Treaty

NEVER = Day(OPEN_END, OPEN_END)
ALWAYS = Day(OPEN_START, OPEN_START)
ANY_DAY = Day(OPEN_START, OPEN_END)

SAME_DAY = ("existence", "end of the treaty", "exit", "act", "entry into force")
"""Which of several steps of one day comes first; the status of the day is the one after the last (VCLT 24, 54, 70).

The acts of a day stay in the order of their lines; this orders what is derived among itself and against them. So an exit
and a new consent of one day are two turns that touch, and who signs, consents and is bound on one day is a party on it.
"""


class Ruling(NamedTuple):
    """A date with its reasons. `explain` prints rulings, `audit` lists those where recorded and computed differ."""

    day: Day
    basis: str  # depositary | computed | published | reported | recorded | conflict
    article: str
    why: str
    computed: Day | None = None
    recorded: Day | None = None
    acts: tuple[Action, ...] = ()
    minimum: bool = False
    status: str = ""  # what holds from that day on

    @property
    def differs(self) -> bool:
        """Whether the clause gives another day than the record. A later day is none where the period is a minimum."""
        if self.computed is None or self.recorded is None:
            return False
        if self.minimum and self.recorded.earliest >= self.computed.earliest:
            return False
        return _both(self.computed, self.recorded) is None


def _both(one: Day, other: Day) -> Day | None:
    """What two accounts of one day leave open; None where they contradict each other."""
    earliest, latest = max(one.earliest, other.earliest), min(one.latest, other.latest)
    return Day(earliest, latest, one.doubtful or other.doubtful) if earliest <= latest else None


def decide(act: Action, computed: Day | None, article: str, why: str, *, minimum: bool = False) -> Ruling | None:
    """Which date of effect wins: the depositary's; else the computed one; a published one that differs must be chosen.

    A conflict nobody has decided is a day somewhere between the two: an uncertain date like any other. None: no date.
    """
    recorded = act.effect
    if recorded is None:
        return None if computed is None else Ruling(computed, "computed", article, why, computed, None, (act,), minimum)
    told = f"; {act.basis or 'published'}: {recorded}"
    if computed is None:
        return Ruling(recorded, act.basis or "published", article, why + told, None, recorded, (act,), minimum)
    if minimum and recorded.earliest >= computed.earliest:
        return Ruling(recorded, act.basis or "published", article, why + told, computed, recorded, (act,), minimum)
    agreed = _both(computed, recorded)
    if agreed is not None:
        basis = act.basis or "published" if agreed.ends == recorded.ends else "computed"
        return Ruling(agreed, basis, article, why + told, computed, recorded, (act,), minimum)
    reason = f" ({act.why})" if act.why else ""
    if act.prefer == "computed":
        return Ruling(computed, "computed", article, f"{why}; not followed: {recorded}{reason}", computed, recorded, (act,), minimum)
    if act.basis == "depositary" or act.prefer == "published":
        return Ruling(
            recorded, act.basis or "published", article, f"{why}{told}, which is followed{reason}", computed, recorded, (act,), minimum
        )
    between = computed.up_to(recorded)
    return Ruling(between, "conflict", article, f"{why}{told}; the record does not choose", computed, recorded, (act,), minimum)


# 0 the acts of one participant in order ---------------------------------------------------------


class Act(NamedTuple):
    """An action on the day its neighbours leave it."""

    action: Action
    day: Day

    @property
    def kind(self) -> str:
        """The action's word."""
        return self.action.kind

    @property
    def text(self) -> str | None:
        """The date as the record writes it; None where it writes none."""
        return None if self.action.date is None else str(self.action.date)

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.text or 'of unknown date'}"


def in_order(actions: Sequence[Action], clauses: Clauses = Clauses()) -> list[Act]:  # noqa: B008 - frozen
    """The order of the lines is the order of the acts: each uncertain date is narrowed by what stands around it."""
    days = [_unknown(action, clauses) if action.date is None else action.date for action in actions]
    low, high = OPEN_START, OPEN_END
    for i, day in enumerate(days):
        low = max(low, day.earliest)
        if not day.exact:
            days[i] = Day(max(low, day.earliest), max(low, day.latest), day.doubtful)
    for i in range(len(days) - 1, -1, -1):
        day = days[i]
        high = min(high, day.latest)
        if not day.exact:
            days[i] = Day(min(day.earliest, high), min(day.latest, high), day.doubtful)
    return [Act(action, day) for action, day in zip(actions, days, strict=True)]


def _unknown(action: Action, clauses: Clauses) -> Day:
    """What is known of a date the record leaves out: from which days the clause gives the effect that it records.

    A succession may take effect before it is notified; an entry into force with the treaty itself tells only that the
    deposit came before; a minimum period, or a day named in the notice, only that the notice was early enough.
    """
    effect = action.effect
    if effect is None or action.kind == "succession":
        return ANY_DAY
    up_to = Day(OPEN_START, effect.latest)
    if effect.latest == OPEN_END or effect.earliest == OPEN_START:
        return up_to
    if action.kind == "notice_of_withdrawal" and clauses.withdrawal is not None:
        clause = clauses.withdrawal
        found = clause.delay.before(effect)
        if found is None:
            return up_to
        earliest = OPEN_START if clause.minimum or clause.later_date_in_notice or clause.held_by else found.earliest
        return Day(earliest, effect.latest if clause.domino is not None else found.latest)
    own = clauses.entry_into_force.published
    if action.kind in CONSENT and own is not None and own.latest < effect.earliest:
        return clauses.for_state.delay.before(effect) or up_to
    return up_to


def established(acts: Iterable[Act], *also: str) -> list[Act]:
    """The acts whose fact is not in doubt, and those of the kinds of doubt named in `also`."""
    return [act for act in acts if act.action.fact == "established" or act.action.fact in also]


def overridden(treaty: Treaty) -> Treaty:
    """The treaty with its overrides put where they belong: dates the depositary published and no rule gives."""
    people = dict(treaty.participants)
    for override in treaty.overrides:
        entry = people.get(override.participant)
        if entry is None or override.effect is None:
            continue
        acts = tuple(
            act._replace(effect=override.effect, basis="depositary", why=override.why)
            if act.kind == override.action and (override.date is None or act.date == override.date)
            else act
            for act in entry.actions
        )
        people[override.participant] = entry._replace(actions=acts)
    return treaty._replace(participants=people)


# 1 instruments ----------------------------------------------------------------------------------


class Paper(NamedTuple):
    """An instrument: held from `day` on, until `until` (taken back, or its State is no more and nobody succeeds)."""

    who: str
    kind: str
    day: Day
    until: Day


def consent_kinds(treaty: Treaty) -> frozenset[str]:
    """The acts that bind. Where instruments are exchanged, the exchange is the consent, not the paper (VCLT 16(a))."""
    when = treaty.clauses.entry_into_force.when
    if when is not None and any(leaf.kind == "exchange" for leaf in when.leaves()):
        return CONSENT - {"ratification", "acceptance", "approval"}
    return CONSENT


def lacking(treaty: Treaty, seen: Iterable[Act], kinds: frozenset[str]) -> set[str]:
    """What consent still waits for after the acts `seen`; an empty set: it is complete."""
    clause, have, protocols = treaty.clauses.for_state, set[str](), set[str]()
    for act in seen:
        have.add("consent" if act.kind in kinds else act.kind)
        protocols.update(act.action.protocols)
    wanted = {"consent", *("consent" if need in CONSENT else need for need in clause.needs)}
    if len(protocols) < clause.protocols:
        wanted.add("protocols")
    return wanted - have


def _adds(act: Act, seen: Iterable[Act]) -> bool:
    """Whether an act can bring what `lacking` looks for nearer: a second one of its kind cannot, unless for another protocol."""
    return all(one.kind != act.kind for one in seen) or not {p for one in seen for p in one.action.protocols}.issuperset(
        act.action.protocols
    )


def papers(treaty: Treaty, people: Mapping[str, Sequence[Act]]) -> list[Paper]:
    """One instrument per participant at a time. A succession is none: it keeps the predecessor's counting."""
    kinds = consent_kinds(treaty)
    kept = {act.action.from_ for acts in people.values() for act in acts if act.kind == "succession" and act.action.to != "signature"}
    found = []
    for who, acts in people.items():
        seen: list[Act] = []
        given: Act | None = None
        deposit = ""
        for act in established(acts):
            if act.kind in ("withdrawal_of_consent", "notice_of_withdrawal"):
                if given is not None:
                    found.append(Paper(who, deposit, given.day, act.day))
                given, seen = None, [one for one in seen if one.kind == "signature"]
            elif act.kind != "succession":
                deposit = act.kind if act.kind in kinds and given is None else deposit
                if _adds(act, seen):
                    seen.append(act)
                    if given is None and not lacking(treaty, seen, kinds):
                        given = act
        if given is not None:
            _, gone = _existence(treaty, who)
            found.append(Paper(who, deposit, given.day, gone if gone is not None and who not in kept else NEVER))
    return found


def _existence(treaty: Treaty, who: str) -> tuple[Day | None, Day | None]:
    """The first day the participant exists and the first on which it is no more; None: no such limit."""
    life = treaty.lives.get(who)
    if life is None or not life.existed:
        return None, None
    return life.existed[0][0], life.existed[-1][1]


# 2 the treaty's own entry into force -------------------------------------------------------------


class Force(NamedTuple):
    """`met`: the day the condition was met; `parts`: each requirement's day; `missing`: what is wanted at the end."""

    met: Day | None
    ruling: Ruling | None
    parts: tuple[tuple[Condition, Day | None], ...] = ()
    missing: tuple[str, ...] = ()


class Rolls:
    """What conditions may look at, for any day, once as early and once as late as the dates allow."""

    def __init__(
        self, treaty: Treaty, held: Sequence[Paper], people: Mapping[str, Sequence[Act]], before: Mapping[str, "Chronicle"]
    ) -> None:
        self.treaty, self.held, self.before = treaty, held, before
        self.signed = [(who, next((a.day for a in established(acts) if a.kind == "signature"), None)) for who, acts in people.items()]
        self.organizations = frozenset(code for code, life in treaty.lives.items() if life.kind == "organization")
        self.attributes = {name: _figures(treaty, name) for name in treaty.attributes}

    def days(self) -> list[date]:
        """Every day on which something a condition looks at may change."""
        ends = {end for paper in self.held for end in paper.day.ends} | {end for _, day in self.signed if day for end in day.ends}
        for chronicle in self.before.values():
            changes = {iso for history in chronicle.histories.values() for step in history.steps for iso in (step.earliest, step.latest)}
            ends |= {date.fromisoformat(iso) for iso in changes - {THE_BEGINNING, THE_END}}
        return sorted(ends - {OPEN_START, OPEN_END}) or []

    def roll(self, on: date, *, early: bool) -> Roll:
        """The roll on a day: what could be held by then (`early`), or what surely is."""
        given, lost = (0, 1) if early else (1, 0)
        held: dict[str, frozenset[str]] = {}
        for paper in self.held:
            if paper.day.ends[given] <= on < paper.until.ends[lost]:
                held[paper.who] = held.get(paper.who, frozenset()) | {paper.kind}
        return Roll(held, lambda of: self._resolve(of, on, early=early), self.attributes, self._total, self.organizations)

    def _resolve(self, of: Listing, on: date, *, early: bool) -> frozenset[str]:
        if of.role == "depositaries":
            return frozenset(self.treaty.depositaries)
        if of.role == "signatories":  # the fewer have signed, the sooner all have ratified
            return frozenset(who for who, day in self.signed if day is not None and day.ends[1 if early else 0] <= on)
        if of.role == "parties_of":
            other = self.before.get(of.name)
            iso = on.isoformat()
            return frozenset(who for who, h in other.histories.items() if h.on(iso).status == "party") if other else frozenset()
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
        first = next((d for d, roll in self._rolls(days, early=True) if not condition.missing(roll)), None)
        if first is None:
            return None
        last = next((d for d, roll in self._rolls(days, early=False) if d >= first and not condition.missing(roll)), OPEN_END)
        return Day(first, last)

    def _rolls(self, days: Sequence[date], *, early: bool) -> Iterator[tuple[date, Roll]]:
        """The rolls of these days, one after the other, in time linear in their number: each is only good until the next."""
        given, lost = (0, 1) if early else (1, 0)
        held: dict[str, frozenset[str]] = {}
        papers = [(paper.day.ends[given], paper.until.ends[lost], paper) for paper in self.held]
        coming = sorted(((start, paper) for start, end, paper in papers if start < end), key=lambda pair: pair[0], reverse=True)
        going = sorted(((end, paper) for start, end, paper in papers if start < end), key=lambda pair: pair[0], reverse=True)
        kinds: dict[str, list[str]] = {}
        for on in days:
            while coming and coming[-1][0] <= on:
                _, paper = coming.pop()
                kinds.setdefault(paper.who, []).append(paper.kind)
                held[paper.who] = frozenset(kinds[paper.who])
            while going and going[-1][0] <= on:
                _, paper = going.pop()
                kinds[paper.who].remove(paper.kind)
                held[paper.who] = frozenset(kinds[paper.who])
                if not held[paper.who]:
                    del held[paper.who]
            yield on, Roll(held, lambda of, on=on: self._resolve(of, on, early=early), self.attributes, self._total, self.organizations)  # type: ignore[misc]


def _figures(treaty: Treaty, attribute: str) -> dict[str, float]:
    """Who carries which figure of an attribute, alone or in a group (a joint figure stands at every member)."""
    figures = {who: entry.figures[attribute] for who, entry in treaty.participants.items() if attribute in entry.figures}
    for group in treaty.groups.values():
        if attribute in group.figures:
            figures |= {who: max(group.figures[attribute], figures.get(who, 0)) for who in group.members}
    return figures


def in_force(treaty: Treaty, rolls: Rolls) -> Force:
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
    met = rolls.met(when)
    parts = tuple((leaf, rolls.met(leaf)) for leaf in when.leaves())
    if met is None:
        missing = when.missing(rolls.roll(OPEN_END - timedelta(1), early=False))
        ruling = decide(announced, None, article, "announced by the depositary") if announced else None
        return Force(None, ruling, parts, () if ruling else missing)
    computed = clause.delay.after(met)
    why = f"condition met {met}" + ("" if clause.delay.word == "same_day" else f" + {clause.delay}")
    floor = _floor(treaty, clause.not_before, None, None)
    if floor is not None:
        computed = computed.no_earlier_than(floor)
        why += f", not before {floor}"
    if met.latest < OPEN_END and announced is None and _undone(when, rolls, met.latest, computed):
        computed = Day(computed.earliest, OPEN_END, computed.doubtful)
        why += "; an instrument was withdrawn before that day"
    ruling = decide(announced or Action("entry_into_force"), computed, article, why)
    return Force(met, ruling, parts)


def _undone(when: Condition, rolls: Rolls, met: date, computed: Day) -> bool:
    """Whether the condition, once met, fails again before the treaty enters into force."""
    losses = {p.until.earliest for p in rolls.held if met < p.until.earliest < computed.earliest}
    return any(when.missing(rolls.roll(day, early=False)) for day in losses)


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


def _floor(treaty: Treaty, floor: Day | Anchor | None, force: Day | None, own: Day | None) -> Day | None:
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


# 3 each participant alone ------------------------------------------------------------------------


class Taken(NamedTuple):
    """A step taken: from `ruling.day` on the status is `status`. `act` is the act that is the step, if one is."""

    ruling: Ruling
    status: str
    ended_by: str = ""
    act: Act | None = None


class Notice(NamedTuple):
    """A notice that waits for its day."""

    act: Act
    ruling: Ruling
    exit: Exit
    kind: str = "withdrawal"


class Trigger(NamedTuple):
    """A notice that others may follow: from which day to which, and on which day they leave with it."""

    given: date
    until: date
    effect: Day


class Bound(NamedTuple):
    """Consent given and not ended: since when, and from when in force for the State (None: not, so far)."""

    turn: Turn
    kind: str
    act: Act
    consented: Day
    ruling: Ruling | None


def _iso(d: date) -> str:
    return THE_END if d == OPEN_END else THE_BEGINNING if d == OPEN_START else d.isoformat()


def bounds(day: Day) -> tuple[str, str]:
    """Both ends as ISO text, open ends as the ends of time."""
    return _iso(day.earliest), _iso(day.latest)


def spell(kind: str, since: Day, until: Day, text: str, **said: object) -> Spell:
    """A qualifier that holds from some day in `since` to the day before some day in `until`."""
    note = {"since": _text(since), "next_change": _text(until), "text": text, **said}
    return Spell(kind, _iso(since.earliest), _iso(until.latest), _iso(since.latest), _iso(until.earliest), note)


def _text(day: Day) -> str | None:
    return None if day.earliest == OPEN_END or day.latest == OPEN_START else str(day)


class Course:
    """One participant's walk through its acts. After `walk`, `steps`, `spells`, `turns`, `exits` hold what came of it."""

    def __init__(
        self,
        treaty: Treaty,
        force: Force,
        who: str,
        acts: Sequence[Act],
        elsewhere: Sequence[tuple[str, Ruling]],
        others: Sequence[Trigger],
        *,
        late: bool,
    ) -> None:
        self.treaty, self.force, self.who, self.acts, self.others = treaty, force, who, acts, others
        self.elsewhere = list(elsewhere)
        self.late = late  # whether acts that came too late are given the effect they claim
        self.doubted: list[Act] = []  # acts that came too late
        self.spared = _revoked(acts) if late else []  # notices that lead to no exit, if late revocations are given effect
        self.kinds = consent_kinds(treaty)
        self.steps: list[Taken] = []
        self.spells: list[Spell] = []
        self.turns: list[Turn] = []
        self.exits: list[Exit] = []
        self.signed: Act | None = None
        self.seen: list[Act] = []
        self.deposit: Act | None = None
        self.bound: Bound | None = None
        self.base: tuple[str, str] = ("none", "")
        self.pending: list[Notice] = []
        self.open: dict[str, tuple[Act, str]] = {}  # qualifiers that wait for their end: kind -> the act that began them
        self.provisional_end: Day | None = None
        self.lefts: list[Ruling] = []  # the exits, each from the first day out

    def walk(self) -> "Course":
        """Take every act in order, then what is still to come."""
        for act in self.acts:
            handler = _HANDLERS.get(act.kind) or (_take_consent if act.kind in CONSENT else None)
            if act.kind in self.treaty.clauses.for_state.needs and act.kind not in CONSENT:
                self.see(act)
                handler = _complete if handler is None else handler
            if handler is not None:
                self.leave_before(act.day)
                handler(self, act)
        self.leave_before(NEVER)
        self.spells += [_pending(notice, NEVER) for notice in self.pending if notice.ruling.day == NEVER]
        _provisional(self)
        for kind, (began, _) in self.open.items():
            self.spells.append(_qualifier(self, kind, began, NEVER))
        return self

    def see(self, act: Act) -> None:
        """Keep an act that may complete consent."""
        if _adds(act, self.seen):
            self.seen.append(act)

    def step(self, ruling: Ruling, status: str, ended_by: str = "", act: Act | None = None) -> None:
        """Take a step."""
        self.steps.append(Taken(ruling, status, ended_by, act))

    def close(self, kind: str, until: Day) -> None:
        """End an open qualifier."""
        if kind in self.open:
            began, _ = self.open.pop(kind)
            self.spells.append(_qualifier(self, kind, began, until))

    def leave_before(self, day: Day) -> None:
        """Let the exits that come no later than `day` happen: leave first, then whatever is done that day."""
        while self.bound is not None:
            waiting = [n for n in self.pending if n.ruling.day.earliest != OPEN_END and n.act not in self.spared]
            waiting += [deemed for deemed in self._deemed() if not (waiting and waiting[0].ruling.day <= deemed.ruling.day)]
            if not waiting:
                return
            first = min(waiting, key=lambda notice: notice.ruling.day)
            if self._too_late(first).latest > day.latest and day != NEVER:
                return
            self._leave(first)

    def _too_late(self, notice: Notice) -> Day:
        """The first day on which nothing can keep the exit from happening: where it happens at the end of its day, the next."""
        clause = self.treaty.clauses.withdrawal
        if notice.kind != "withdrawal" or clause is None or clause.effect_at != "end_of_day":
            return notice.ruling.day
        return _first_day_out(clause, notice.ruling).day

    def _deemed(self) -> list[Notice]:
        """Exits from treaties whose leaving is leaving this one."""
        found = []
        bound, clause = self.bound, self.treaty.clauses.withdrawal
        for name, ruling in self.elsewhere:
            if bound is None or ruling.day.latest < bound.consented.earliest:
                continue
            article = clause.article if clause else ""
            why = f"withdrawal from {name} is withdrawal from this treaty: {ruling.why}"
            own = Ruling(ruling.day, "computed", article, why, ruling.day, None, ruling.acts)
            given = next((a.date for a in ruling.acts if a.date is not None), None)
            exit_ = Exit(
                "deemed-withdrawal",
                None if given is None else str(given),
                bounds(given or ruling.day),
                str(own.day),
                bounds(own.day),
                "computed",
            )
            found.append(Notice(Act(Action("notice_of_withdrawal"), given or ruling.day), own, exit_, "deemed-withdrawal"))
        return found

    def _leave(self, notice: Notice) -> None:
        bound = self.bound
        assert bound is not None
        ruling = notice.ruling
        if notice.kind == "deemed-withdrawal":
            self.elsewhere = [(name, other) for name, other in self.elsewhere if other.day != ruling.day]
            if bound.ruling is None or ruling.day.latest < bound.ruling.day.earliest:  # no party yet: only its consent ends
                _withdraw_consent(self, Act(Action("withdrawal_of_consent", ruling.day), ruling.day))
                return
        stepped = _first_day_out(self.treaty.clauses.withdrawal, ruling) if notice.kind == "withdrawal" else ruling
        notice.exit.out = bounds(stepped.day)
        self.step(stepped, "former-party", notice.kind)
        if notice.kind == "withdrawal":
            self.spells.append(_pending(notice, stepped.day))
        else:
            self.exits.append(notice.exit)
        bound.turn.notice, bound.turn.withdrawal_effective = notice.exit.notified, notice.exit.effective
        for other in self.pending:
            if other is not notice:
                other.exit.void = True
        for kind in ("suspension", "non_performance"):
            for key in [key for key in self.open if key.partition(" ")[0] == kind]:
                self.close(key, stepped.day)
        self.lefts.append(stepped)
        self.base = ("former-party", notice.kind)
        self.bound, self.pending, self.deposit = None, [], None
        self.seen = [act for act in self.seen if act.kind == "signature"]


def _first_day_out(clause: Withdrawal | None, ruling: Ruling) -> Ruling:
    """The first day on which the exit is done: the day of effect, or the next where the clause says end of day."""
    if clause is None or clause.effect_at == "start_of_day":
        return ruling
    tomorrow = ruling.day.map(lambda d: d + timedelta(1))
    if clause.effect_at == "end_of_day":
        return ruling._replace(day=tomorrow, why=f"{ruling.why}, at the end of {ruling.day}")
    return ruling._replace(day=ruling.day.up_to(tomorrow), why=f"{ruling.why}; whether at the start or the end of the day is not stated")


def on_its_day(act: Act, day: Day | None = None, why: str = "") -> Ruling:
    """The ruling of an act that works on its own day."""
    return Ruling(day or act.day, "recorded", "", why or str(act), acts=(act.action,))


def _sign(course: Course, act: Act) -> None:
    if course.signed is None:
        course.signed = act
        for turn in course.turns:
            turn.signed = turn.signed or act.text
    course.see(act)
    if course.bound is None and course.base[0] == "none":
        course.base = ("signatory", "")
        if course.deposit is None:
            course.step(on_its_day(act), "signatory", act=act)
    if course.bound is None:
        _complete(course, act)


def _take_consent(course: Course, act: Act) -> None:
    if act.kind == "succession" and act.action.to == "signature":
        since, _ = _succession_day(course, act)
        course.signed, course.base = act, ("signatory", "")
        course.step(on_its_day(act, since, f"succession to the signature of {act.action.from_}"), "signatory", act=act)
        _retroactive(course, act, since)
        return
    if act.kind not in course.kinds:
        return  # a paper that waits for its exchange
    course.see(act)
    if course.bound is not None:
        _another_depositary(course, act)
        return
    course.deposit = course.deposit or act
    _complete(course, act)


def _complete(course: Course, act: Act) -> None:
    """If consent is complete with this act, the participant is a contracting State and its clock runs."""
    if course.bound is not None:
        return
    lack = lacking(course.treaty, course.seen, course.kinds)
    deposit = course.deposit
    if lack and not (deposit is act and lack == {"waiver"}):
        return
    if deposit is None:
        return
    waiting = bool(course.steps) and course.steps[-1].status == "contracting-state"
    if not waiting:
        course.turns.append(Turn(len(course.turns) + 1, _iso(act.day.earliest), course.signed.text if course.signed else None))
    turn = course.turns[-1]
    turn.instrument = deposit.kind
    turn.deposited = None if deposit.kind in ("succession", "definitive_signature") else deposit.text
    turn.predecessor = (deposit.action.from_ or None) if deposit.kind == "succession" else None
    consented, why = deposit.day if lack else act.day, f"{deposit}" if deposit is act else f"{deposit}, complete with {act}"
    if deposit.kind == "succession":
        consented, why = _succession_day(course, deposit)
    turn.opens = min(turn.opens, _iso(consented.earliest))
    if not waiting:
        course.step(on_its_day(deposit, consented, why), "contracting-state", act=deposit)
    course.close("consent_withdrawn", consented)
    course.close("application_for_accession", consented)
    course.close("intention_not_to_become_party", consented)
    if lack:
        return  # deposited without the waiver: a contracting State until it comes (Tlatelolco 29)
    ruling = for_state(course.treaty, course.force, deposit, act.day, consented)
    course.bound = Bound(turn, deposit.kind, act, consented, ruling)
    if deposit.kind == "succession":
        _retroactive(course, deposit, consented)
    if ruling is not None:
        course.step(ruling, "party")
        turn.in_force, turn.in_force_basis = str(ruling.day), "published" if ruling.basis == "conflict" else ruling.basis


def _succession_day(course: Course, act: Act) -> tuple[Day, str]:
    """From when a succession works: its recorded effect; else the day the successor came to be (VCSST 23); else its own."""
    born, _ = _existence(course.treaty, course.who)
    since = act.action.effect or born or act.day
    how = f", accepted by {act.action.accepted}" if act.action.accepted else ""
    return since, f"succession to {act.action.from_ or 'its predecessor'}, notified {act.text or 'on an unknown day'}{how}"


def _retroactive(course: Course, act: Act, since: Day) -> None:
    if act.action.date is not None and since.earliest < act.day.earliest:
        text = f"retroactive: notified {act.text}, with effect from {since}"
        course.spells.append(spell("retroactive", since, act.day, text))


def _another_depositary(course: Course, act: Act) -> None:
    """The first deposit of the same kind counts; where depositaries disagree on the kind, the days between are open."""
    bound = course.bound
    assert bound is not None
    if "succession" not in (act.kind, bound.kind) or act.action.depositary == bound.act.action.depositary:
        return
    if any(one.kind == act.kind for one in course.seen if one is not act):
        return
    other = _succession_day(course, act)[0] if act.kind == "succession" else act.day
    widened = bound.consented.up_to(other)
    force = course.force.ruling
    for i in range(len(course.steps) - 1, -1, -1):
        taken = course.steps[i]
        if taken.status == "party" and bound.ruling is not None and force is not None:
            day = bound.ruling.day.up_to(widened.no_earlier_than(force.day))
            course.steps[i] = taken._replace(
                ruling=taken.ruling._replace(day=day, basis="conflict", why=f"{taken.ruling.why}; another depositary has {act}")
            )
        elif taken.status == "contracting-state":
            course.steps[i] = taken._replace(
                ruling=taken.ruling._replace(day=widened, basis="conflict", why=f"{taken.ruling.why}; another depositary has {act}")
            )
            return


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


def _withdraw_consent(course: Course, act: Act) -> None:
    """Consent may be taken back until the treaty is in force for that State; then only leaving helps (VCLT 54)."""
    bound = course.bound
    if bound is None and course.deposit is None:
        return
    day = act.action.effect or act.day
    if bound is not None and bound.ruling is not None and day.earliest >= bound.ruling.day.earliest and not course.late:
        course.doubted.append(act)
        return
    while course.steps and course.steps[-1].status == "party":
        course.steps.pop()
    if bound is not None and bound.turn.in_force is not None:
        bound.turn.in_force = bound.turn.in_force_basis = None
    course.bound, course.deposit, course.pending = None, None, []
    course.seen = [one for one in course.seen if one.kind == "signature"]
    status, ended_by = course.base
    course.step(on_its_day(act, day, f"consent withdrawn: {act}"), status, ended_by, act)
    course.open["consent_withdrawn"] = (act, "")


def _give_notice(course: Course, act: Act) -> None:
    bound, clause = course.bound, course.treaty.clauses.withdrawal
    exit_ = Exit("withdrawal", act.text, bounds(act.day))
    if bound is None:
        exit_.void = True
        course.exits.append(exit_)
        return
    in_force_on = None if bound.ruling is None else bound.ruling.day
    if act.action.date is not None and (in_force_on is None or act.day.latest < in_force_on.earliest):
        _withdraw_consent(course, act)  # a contracting State takes its consent back, at once
        return
    force = course.force.ruling.day if course.force.ruling else None
    floor = _floor(course.treaty, clause.not_before if clause else None, force, in_force_on)
    early = floor is not None and act.action.date is not None and act.day.latest < floor.earliest
    ruling = None if early else _effect(course, act)
    course.exits.append(exit_)
    if ruling is None:
        exit_.void = True
        reason = f"no notice may be given before {floor}" if early else "no clause lets a party leave, and no consent to it is recorded"
        article = (clause.article if clause else "") or "VCLT 56"
        course.spells.append(spell("notice-without-effect", act.day, NEVER, f"{act} is without effect: {reason} ({article})"))
        return
    exit_.effective, exit_.effect, exit_.basis = (
        _text(ruling.day),
        bounds(ruling.day),
        "published" if ruling.basis == "conflict" else ruling.basis,
    )
    course.pending.append(Notice(act, ruling, exit_))
    bound.turn.notice, bound.turn.withdrawal_effective = exit_.notified, exit_.effective


def _effect(course: Course, act: Act) -> Ruling | None:
    """When a notice takes effect; None where it takes none."""
    clause, action = course.treaty.clauses.withdrawal, act.action
    if clause is None:
        if action.effect is None or not (action.accepted or action.basis == "depositary"):
            return None
        return Ruling(
            action.effect,
            action.basis or "published",
            "VCLT 54",
            f"{act}, accepted" + f" by {action.accepted}" * bool(action.accepted),
            None,
            action.effect,
            (action,),
        )
    if action.date is None:
        return decide(action, None, clause.article, "notice of unknown date")
    computed = clause.delay.after(act.day)
    called = (action.called or "notice").replace("_", " ")
    why = f"{called} {act.text}, {'at least ' * clause.minimum}{clause.delay}: {'earliest ' * clause.minimum}{computed}"
    domino = _domino(course, clause, act)
    if domino is not None and domino < computed:
        computed, why = domino, f"{called} {act.text}, within {clause.domino} of another party's notice: {domino}"
    if action.named is not None and (clause.minimum or clause.later_date_in_notice) and action.named.earliest >= computed.earliest:
        why += f"; the notice named {action.named}"
        recorded = action.effect
        if recorded is None or recorded.ends == action.named.ends:
            basis = action.basis or "published" if recorded else "computed"
            return Ruling(
                action.named,
                basis,
                clause.article,
                why,
                computed if clause.minimum else action.named,
                action.named if clause.minimum else recorded,
                (action,),
                clause.minimum,
            )
        computed = action.named
    if clause.held_by:
        held = _held(course, computed)
        if held is not None:
            computed, why = held, f"{why}; held back by an armed conflict {'with no known end' if held == NEVER else f'until {held}'}"
    return decide(action, computed, clause.article, why, minimum=clause.minimum)


def _triggers(treaty: Treaty, people: Mapping[str, Sequence[Act]]) -> dict[str, list[Trigger]]:
    """Whose notices others may follow, where the clause lets them."""
    clause = treaty.clauses.withdrawal
    if clause is None or clause.domino is None:
        return {}
    within = clause.domino
    return {
        who: [
            Trigger(act.day.earliest, within.after(act.day).latest, clause.delay.after(act.day))
            for act in established(acts)
            if act.kind == "notice_of_withdrawal" and act.action.date is not None
        ]
        for who, acts in people.items()
    }


def _domino(course: Course, clause: Withdrawal, act: Act) -> Day | None:
    """Within so long of another party's notice, a notice takes effect with that one (ICRW XI)."""
    if clause.domino is None:
        return None
    first, last = act.day.ends
    return min((other.effect for other in course.others if other.given <= first and last <= other.until), default=None)


def _held(course: Course, computed: Day) -> Day | None:
    """The end of an armed conflict that is going on when the period runs out; NEVER while no end is recorded."""
    began: Act | None = None
    for act in course.acts:
        if act.kind == "armed_conflict":
            began = act
        elif act.kind == "end_of_armed_conflict" and began is not None:
            if began.day.earliest <= computed.latest and computed.earliest < act.day.latest:
                return computed.no_earlier_than(act.day)
            began = None
    return NEVER if began is not None and began.day.earliest <= computed.latest else None


def _pending(notice: Notice, until: Day, revoked: Act | None = None) -> Spell:
    if revoked is not None:
        text = f"notice of withdrawal {notice.act.text or ''} pending (later revoked: {revoked.text})"
    elif until.earliest == OPEN_END:
        text = f"notice of withdrawal {notice.act.text or ''}: its effect is held back ({notice.ruling.why})"
    else:
        text = f"withdrawal takes effect {notice.exit.effective} (notice {notice.act.text or 'of unknown date'})"
    return spell("withdrawal-pending", notice.act.day, until, text)


def _names(revocation: Act, notice: Act) -> bool:
    of, given = revocation.action.of, notice.action.date
    return of is None or (given is not None and given.ends == of.ends)


def _revoked(acts: Sequence[Act]) -> list[Act]:
    """The notices that a revocation names, whether it came in time or not."""
    notices: list[Act] = []
    found: list[Act] = []
    for act in acts:
        if act.kind == "notice_of_withdrawal":
            notices.append(act)
        elif act.kind == "revocation_of_notice":
            found += [notice for notice in notices if _names(act, notice)][-1:]
    return found


def _revoke(course: Course, act: Act) -> None:
    """A notice may be revoked until it takes effect (VCLT 68); afterwards the act is doubted, not followed."""
    waiting = [n for n in course.pending if _names(act, n.act)]
    if not waiting:
        if course.lefts and not course.late:
            course.doubted.append(act)
        return
    notice = waiting[-1]
    course.pending.remove(notice)
    notice.exit.would_have, notice.exit.effective, notice.exit.revoked = notice.exit.effective, None, bounds(act.day)
    notice.exit.disputed = act.action.fact != "established"
    if course.bound is not None:
        course.bound.turn.notice = course.bound.turn.withdrawal_effective = None
    course.spells.append(_pending(notice, act.day, act))


def _expel(course: Course, act: Act) -> None:
    if course.bound is None:
        return
    day = act.action.effect or act.day
    ruling = Ruling(day, act.action.basis or "recorded", "", f"expulsion {act.text or ''}", None, act.action.effect, (act.action,))
    exit_ = Exit("expulsion", act.text, bounds(act.day), str(day), bounds(day), act.action.basis or "published")
    course.pending.append(Notice(act, ruling, exit_, "expulsion"))


_ENDS = {
    "resumption": ("suspension", "non_performance"),
    "end_of_provisional_application": ("provisional_application",),
    "decision_on_accession": ("application_for_accession",),
}


def _begin(course: Course, act: Act) -> None:
    course.open[f"{act.kind} {' '.join(act.action.towards)}".strip()] = (act, act.kind)


def _end(course: Course, act: Act) -> None:
    towards = set(act.action.towards)
    for key, (began, kind) in list(course.open.items()):
        if kind in _ENDS[act.kind] and (not towards or towards == set(began.action.towards)):
            course.close(key, act.action.effect or act.day)
    if act.kind == "end_of_provisional_application":
        course.provisional_end = act.action.effect or act.day


def _renounce(course: Course, act: Act) -> None:
    """Ends the duty of VCLT 18 and any provisional application (VCLT 25(2)); the status stays."""
    course.provisional_end = act.day
    course.close("provisional_application", act.day)
    _begin(course, act)


_HANDLERS: dict[str, Callable[[Course, Act], None]] = {
    "signature": _sign,
    "withdrawal_of_consent": _withdraw_consent,
    "notice_of_withdrawal": _give_notice,
    "revocation_of_notice": _revoke,
    "expulsion": _expel,
    "suspension": _begin,
    "non_performance": _begin,
    "provisional_application": _begin,
    "application_for_accession": _begin,
    "intention_not_to_become_party": _renounce,
    "resumption": _end,
    "end_of_provisional_application": _end,
    "decision_on_accession": _end,
}


def _qualifier(course: Course, key: str, act: Act, until: Day) -> Spell:
    """An open qualifier, closed: its kind with its days, scope, object and who asserts and contests it."""
    action, who = act.action, course.who
    since = action.effect or act.day
    by = action.by or (who,)
    towards = " ".join(action.towards)
    object_ = "" if towards in ("", "all") else f" towards {', '.join(action.towards)}"
    contested = f", contested by {', '.join(action.contested_by)}" if action.contested_by else ""
    no_clause = " (no clause provides for this)"
    texts = {
        "suspension": f"{', '.join(by)} asserts since {since} that it suspends the treaty{object_}{contested}",
        "non_performance": f"{', '.join(by)} asserts since {since} that it does not perform{object_}{no_clause}{contested}",
        "provisional_application": f"provisionally applied since {since}",
        "application_for_accession": f"application for accession since {since}",
        "intention_not_to_become_party": f"declared {since} that it does not intend to become a party",
        "consent_withdrawn": f"consent withdrawn {act.text or since}",
    }
    kind = key.partition(" ")[0]
    if kind == "provisional_application":
        until = Day(min(until.earliest, _own_force(course).earliest), min(until.latest, _own_force(course).latest))
    return spell(
        kind.replace("_", "-"),
        since,
        until,
        texts[kind],
        scope=", ".join(action.scope) or None,
        towards=towards or ("all" if kind == "suspension" else None),
        asserted_by=" ".join(by) if kind in ("suspension", "non_performance") else None,
        contested_by=" ".join(action.contested_by) or None,
    )


def _own_force(course: Course) -> Day:
    """The first day the treaty binds this participant, or itself enters into force, or never."""
    parties = [taken.ruling.day for taken in course.steps if taken.status == "party"]
    return parties[0] if parties else NEVER


def _provisional(course: Course) -> None:
    """Provisional application that the treaty itself provides for its signatories (VCLT 25)."""
    clause, signed = course.treaty.clauses.provisional, course.signed
    if clause is None or signed is None or signed.kind != "signature" or any(act.kind == "provisional_application" for act in course.acts):
        return
    treaty_day = course.force.ruling.day if course.force.ruling else NEVER
    begins = signed.day if isinstance(clause.since, str) else signed.day.no_earlier_than(clause.since)
    ends = [_own_force(course), treaty_day if isinstance(clause.until, str) else clause.until, course.provisional_end or NEVER]
    until = Day(min(day.earliest for day in ends), min(day.latest for day in ends))
    opened = course.treaty.day_opened()
    if clause.term is not None and opened is not None:
        lapses = [clause.term.after(opened).earliest, *(day.earliest for day in clause.extensions)]
        until = Day(max(min(until.earliest, max(lapses)), begins.latest), until.latest)
    if until.latest <= begins.earliest:
        return
    part = "part of the treaty " if clause.scope else ""
    text = f"{part}provisionally applied ({clause.article})" if clause.article else f"{part}provisionally applied"
    course.spells.append(spell("provisional-application", begins, until, text, scope=", ".join(clause.scope) or None))


# 4 the end of the treaty --------------------------------------------------------------------------


class End(NamedTuple):
    """The first day the treaty is no longer in force, how it ended, and what that makes of its parties."""

    ruling: Ruling
    status: str  # terminated | expired | superseded
    ended_by: str  # termination | expiry


_RECORDED_ENDS = {
    "termination": ("terminated", "termination"),
    "expiry": ("expired", "expiry"),
    "supersession": ("superseded", "termination"),
}


def the_end(treaty: Treaty, force: Force, courses: Mapping[str, Course]) -> End | None:
    """The earliest of: a recorded end, the term of the treaty with its extensions, the exit that ends it."""
    ends = []
    for event in treaty.events:
        if event.kind in _RECORDED_ENDS and event.date is not None:
            ruling = Ruling(event.date, "recorded", event.article, f"{event.kind} {event.date}", None, event.date)
            ends.append(End(ruling, *_RECORDED_ENDS[event.kind]))
    duration = treaty.clauses.duration
    if duration.years is not None and force.ruling is not None:
        day, why = _term(treaty, force.ruling.day)
        if day is not None:
            ends.append(End(Ruling(day, "computed", duration.article, why, day), "expired", "expiry"))
    clause = treaty.clauses.withdrawal
    if clause is not None and clause.ends_treaty:
        for who, course in courses.items():
            why = f"withdrawal of {who} ends the treaty: "
            ends += [End(left._replace(why=why + left.why), "terminated", "termination") for left in course.lefts]
    return min(ends, key=lambda end: end.ruling.day, default=None)


def _term(treaty: Treaty, start: Day) -> tuple[Day | None, str]:
    """The first day after the treaty's term: its years from entry into force, and what extensions added to them."""
    duration = treaty.clauses.duration
    years = duration.years or 0
    day = Delay("years", (years,)).after(start)
    why = f"in force {start} + {years} years"
    extensions = [event for event in treaty.events if event.kind == "extension"]
    for event in extensions[: duration.times]:
        if event.date is None or event.date.earliest >= day.latest:
            continue  # what has expired is extended no more
        if event.until is not None:
            day, why = event.until, f"{why}, extended {event.date} until {event.until}"
        elif duration.extension is not None:
            day, why = Delay("years", (duration.extension,)).after(day), f"{why}, extended {event.date} by {duration.extension} years"
        else:
            return None, f"{why}, extended {event.date} without limit"
    return day, why


# 5 histories --------------------------------------------------------------------------------------


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
        return _finish(Course(treaty, self.force, who, (), (), (), late=False).walk(), self.end, ())[0]


def derive(treaty: Treaty, before: Mapping[str, Chronicle] | None = None) -> Chronicle:
    """Everything that follows from a record. `before` holds the treaties its clauses name, derived first."""
    treaty = overridden(treaty)
    before = before or {}
    people = {who: in_order(entry.actions, treaty.clauses) for who, entry in treaty.participants.items()}
    rolls = Rolls(treaty, papers(treaty, people), people, before)
    force = in_force(treaty, rolls)
    triggers = _triggers(treaty, people)
    named = upstream(treaty)
    elsewhere = {who: [(name, left) for name in named if name in before for left in before[name].exits.get(who, ())] for who in people}

    def course(who: str, *also: str, late: bool = False) -> Course:
        others = [trigger for other, given in triggers.items() if other != who for trigger in given]
        return Course(treaty, force, who, established(people[who], *also), elsewhere[who], others, late=late).walk()

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


def as_notified(treaty: Treaty, day: date) -> Treaty:
    """The record as it stood on `day`, cut to acts dated up to then: for comparison with figures published at the time."""

    def known(action: Action) -> bool:
        when = action.date or action.effect
        return when is not None and when.earliest <= day

    people = {who: entry._replace(actions=tuple(filter(known, entry.actions))) for who, entry in treaty.participants.items()}
    events = tuple(event for event in treaty.events if event.date is None or event.date.earliest <= day)
    eif = treaty.clauses.entry_into_force
    if eif.published is not None and eif.published.earliest > day:
        eif = eif._replace(published=None)
    return treaty._replace(participants=people, events=events, clauses=treaty.clauses._replace(entry_into_force=eif))


def _mirror(courses: Mapping[str, Course]) -> None:
    """What one participant asserts towards another stands in both histories, and ends when either leaves."""
    for who, course in courses.items():
        for one in list(course.spells):
            if one.kind not in ("suspension", "non-performance") or one.said.get("asserted_by") != who:
                continue
            others = [code for code in str(one.said.get("towards") or "").split() if code in courses and code != who]
            for code in others:
                left = next((left for left in courses[code].lefts if _iso(left.day.earliest) > one.since), None)
                if left is not None and _iso(left.day.earliest) > one.since:
                    one.until, one.surely_until = min(one.until, _iso(left.day.latest)), min(one.surely_until, _iso(left.day.earliest))
                    one.said["next_change"] = str(left.day) if one.until == _iso(left.day.latest) else one.said["next_change"]
            for code in others:
                courses[code].spells.append(one)


def _doubt_exits(plain: Course, other: Course) -> None:
    """A notice that is doubted, or whose revocation is, appears among the exits as disputed."""
    theirs = {(e.notified, e.given): e for e in other.exits}
    for exit_ in plain.exits:
        twin = theirs.pop((exit_.notified, exit_.given), None)
        if twin is not None and (twin.revoked != exit_.revoked or twin.effective != exit_.effective):
            exit_.disputed = True
            exit_.would_have = exit_.would_have or exit_.effective or twin.effective
    for exit_ in theirs.values():
        exit_.disputed = True
        plain.exits.append(exit_)


def _covered(treaty: Treaty, who: str) -> tuple[str, str]:
    """The days the record vouches for, for this participant. Nothing could be done before the treaty was there."""
    since, through, _ = treaty.coverage
    if through is None:
        return THE_END, THE_BEGINNING
    first = treaty.day_opened()
    start = THE_BEGINNING if since is None or (first is not None and since.earliest <= first.latest) else _iso(since.earliest)
    seen = treaty.seen.get(who)
    return start, max(_iso(through.earliest), _iso(seen.earliest) if seen else THE_BEGINNING)


def _finish(course: Course, end: End | None, readings: tuple[Reading, ...], acts: Sequence[Act] = ()) -> tuple[History, tuple[Ruling, ...]]:
    """Cut at the treaty's end and at the participant's own existence; let both ends of the days rise; write in words."""
    treaty, who = course.treaty, course.who
    born, gone = _existence(treaty, who)
    steps = [taken for taken in course.steps if taken.ruling.day.earliest != OPEN_END]
    spells = list(course.spells)
    if end is not None:
        steps, spells = _cut_at_end(steps, spells, end)
    for limit in (
        end.ruling.day.latest + timedelta(1) if end is not None and end.ruling.day.latest < OPEN_END else None,
        gone and gone.latest,
    ):
        if limit is not None:
            _lapse(course, _iso(limit))
    first: list[Taken] = [Taken(Ruling(ALWAYS, "", "", "no action on record"), "none")]
    if born is not None:
        first = [
            Taken(Ruling(ALWAYS, "", "", "did not exist yet"), ""),
            Taken(Ruling(born, "recorded", "", "came to exist; no action on record"), "none"),
        ]
        spells.append(spell("not-yet-existing", ALWAYS, born, f"did not exist before {born}"))
    if gone is not None:
        last = next((t.status for t in reversed(steps) if t.ruling.day.earliest < gone.earliest), "none")
        steps = [t for t in steps if t.ruling.day.earliest < gone.earliest] + [Taken(Ruling(gone, "recorded", "", "no longer exists"), "")]
        spells = [_cut(one, gone) for one in spells if one.since < _iso(gone.latest)]
        spells.append(spell("extinct", gone, NEVER, _extinct(treaty, who, gone, last, steps)))
    for gap in treaty.gaps:
        if gap.participant in ("", who):
            spells.append(spell("gap", gap.about or ALWAYS, NEVER, gap.note or f"the record lacks {gap.kind} of about {gap.about}"))
    written, taken = _written(first + steps)
    lines = _lines(course, acts, taken) if acts else ()
    covered = _covered(treaty, who)
    turns = course.turns or ([Turn(None, _iso(course.signed.day.earliest), course.signed.text)] if course.signed else [])
    history = History(tuple(written), tuple(spells), covered, readings, tuple(turns), tuple(course.exits), lines)
    return history, tuple(one.ruling._replace(status=one.status) for one in steps)


def _lapse(course: Course, limit: str) -> None:
    """What would have come on or after `limit` does not: the treaty or the State ended first."""
    for turn in course.turns:
        if turn.in_force is not None and turn.in_force >= limit:
            turn.in_force = turn.in_force_basis = None
    for exit_ in course.exits:
        if exit_.void or exit_.revoked[0] or exit_.effect[0] < limit:
            continue
        for turn in course.turns:
            if (turn.notice, turn.withdrawal_effective) == (exit_.notified, exit_.effective):
                turn.withdrawal_effective = None
        exit_.void, exit_.lapsed, exit_.would_have, exit_.effective = True, limit, exit_.effective, None


def _written(steps: list[Taken]) -> tuple[list[Step], list[Taken]]:
    """Steps in words, both ends rising; a status of no length is no step."""
    rising: list[tuple[Day, Taken]] = []
    low, high = ALWAYS, OPEN_END
    for taken in _by_day(steps):
        day = taken.ruling.day.no_earlier_than(low)
        rising.append((day, taken))
        low = Day(day.earliest, day.earliest, day.doubtful)
    for i in range(len(rising) - 1, -1, -1):
        day, taken = rising[i]
        high = min(high, day.latest)
        rising[i] = (Day(min(day.earliest, high), high, day.doubtful), taken)
    kept = [
        (day, taken)
        for (day, taken), after in zip(rising, [*rising[1:], None], strict=True)
        if after is None or day.ends != after[0].ends or not (day.exact or _at_once(taken, after[1]))
    ]
    words = []
    for day, taken in kept:
        r = taken.ruling
        words.append(Step(*bounds(day), _text(day) or "", taken.status, r.why, r.basis, r.article, taken.ended_by))
    return words, [taken for _, taken in kept]


def _sort(taken: Taken) -> str:
    """Which word of SAME_DAY a step is."""
    if taken.status == "" or taken.ruling.why.startswith("came to exist"):
        return "existence"
    if taken.ended_by in ("termination", "expiry"):
        return "end of the treaty"
    if taken.status == "former-party" and taken.act is None:
        return "exit"
    return "entry into force" if taken.status == "party" else "act"


def _by_day(steps: list[Taken]) -> list[Taken]:
    """Steps of one and the same day in the order of SAME_DAY; all others as they stand."""
    ordered: list[Taken] = []
    for exact, run in groupby(steps, key=lambda taken: taken.ruling.day.ends if taken.ruling.day.exact else None):
        those = list(run)
        ordered += those if exact is None else sorted(those, key=lambda taken: SAME_DAY.index(_sort(taken)))
    return ordered


def _at_once(consent: Taken, force: Taken) -> bool:
    """Whether consent binds on its own day, whichever day that is."""
    return (
        consent.status == "contracting-state" and force.status == "party" and any(act in force.ruling.acts for act in consent.ruling.acts)
    )


def _cut(one: Spell, day: Day) -> Spell:
    """A qualifier ends at the latest on `day`."""
    latest, earliest = _iso(day.latest), _iso(day.earliest)
    if one.until <= latest and one.surely_until <= earliest:
        return one
    said = {**one.said, "next_change": str(day)} if one.until > latest else one.said
    return Spell(one.kind, one.since, min(one.until, latest), one.surely_since, min(one.surely_until, earliest), said)


def _cut_at_end(steps: list[Taken], spells: list[Spell], end: End) -> tuple[list[Taken], list[Spell]]:
    day = end.ruling.day
    before = [taken for taken in steps if taken.ruling.day < day]
    own_exit = [taken for taken in steps if taken.status == "former-party" and taken.ruling.day.ends == day.ends]
    bound = bool(before) and before[-1].status == "party"
    after = (own_exit or [Taken(end.ruling, "former-party", end.ended_by)]) if bound else []
    return before + after, [_cut(one, day) for one in spells if one.since < _iso(day.latest)]


def _extinct(treaty: Treaty, who: str, gone: Day, last: str, steps: Sequence[Taken]) -> str:
    life = treaty.lives.get(who)
    end = gone.map(lambda d: d - timedelta(1))
    never = "" if any(taken.status == "party" for taken in steps) else ", never a party"
    status = {"none": "no action on record", "": "no action on record"}.get(last, last)
    heirs = life.successors if life else ()
    after = f"; successors: {', '.join(heirs)}" if heirs else f"; merged into {life.merged_into}" if life and life.merged_into else ""
    return f"the State ceased to exist at the end of {end}; {status} to the end{never}{after}"


def _treaty_history(treaty: Treaty, force: Force, end: End | None) -> History:
    """The treaty's own statuses, as a history like any other."""
    steps = [Taken(Ruling(ALWAYS, "", "", "not in force"), "not-in-force")]
    if force.ruling is not None:
        steps.append(Taken(force.ruling, "in-force"))
    if end is not None:
        steps.append(Taken(end.ruling, end.status))
    written, _ = _written(steps)
    lines = [
        Line(*bounds(event.date), str(event.date), event.kind, article=event.article or None, sources=event.sources)
        for event in treaty.events
        if event.date is not None and event.kind not in ("entry_into_force", *_RECORDED_ENDS)
    ]
    for taken in steps[1:]:
        r = taken.ruling
        word = "entry_into_force" if taken.status == "in-force" else end.ended_by if end else ""
        sources = tuple(dict.fromkeys(s for act in r.acts for s in act.sources))
        lines.append(
            Line(*bounds(r.day), str(r.day), word, status_after=taken.status, basis=r.basis, article=r.article or None, sources=sources)
        )
    if treaty.adopted is not None and not any(event.kind == "adoption" for event in treaty.events):
        lines.append(Line(*bounds(treaty.adopted), str(treaty.adopted), "adoption", sources=treaty.sources))
    return History(tuple(written), (), _covered(treaty, ""), lines=tuple(sorted(lines, key=lambda line: line.earliest)))


_DERIVED_EVENTS = {"party": "entry_into_force", "former-party": "withdrawal_takes_effect", "": "extinction"}
_ENDED_EVENTS = {
    "termination": "termination",
    "expiry": "expiry",
    "expulsion": "expulsion_takes_effect",
    "deemed-withdrawal": "deemed_withdrawal",
}


def _lines(course: Course, acts: Sequence[Act], steps: Sequence[Taken]) -> tuple[Line, ...]:
    """The timeline: every act on record, and the first days that follow from them."""
    after = {id(taken.act.action): taken.status for taken in steps if taken.act is not None}
    revoked = {exit_.given: exit_.revoked[1] for exit_ in course.exits if exit_.revoked[1] and not exit_.disputed}
    lines = []
    for order, act in enumerate(acts):
        action = act.action
        gone = revoked.get(bounds(act.day), "") if act.kind == "notice_of_withdrawal" else ""
        doubted = action.fact != "established" or act in course.doubted
        line = Line(
            *bounds(act.day),
            act.text,
            act.kind,
            status_after=after.get(id(action)),
            sources=action.sources,
            revoked=gone,
            contested=doubted,
        )
        lines.append((line.earliest, 0, order, line))
    for order, taken in enumerate(steps):
        if taken.act is not None or taken.status == "none":
            continue
        r = taken.ruling
        if r.day == ALWAYS:
            continue
        word = _ENDED_EVENTS.get(taken.ended_by) or _DERIVED_EVENTS.get(taken.status, taken.status)
        sources = tuple(dict.fromkeys(s for act in r.acts for s in act.sources))
        line = Line(
            *bounds(r.day), str(r.day), word, status_after=taken.status or None, basis=r.basis, article=r.article or None, sources=sources
        )
        lines.append((line.earliest, 1, order, line))
    return tuple(line for *_, line in sorted(lines, key=lambda item: item[:3]))


__all__ = ["Chronicle", "End", "Entry", "Force", "Ruling", "as_notified", "decide", "derive", "named_treaties", "upstream"]
