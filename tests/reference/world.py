"""The law a second time: what a record makes of each participant, written from the treaty law and not from the engine.

A *course* is one certain world: every date is one day, every open question of fact or law is answered one way. `Course`
plays it through, one day after another, over the days on which anything can happen (nothing changes between them).
`worlds.told` plays every course that the record allows: the answer on a day is the set of statuses that they give.

Articles: VCLT (law of treaties, 1969), VCSST (succession, 1978). Steps of one day stand in this order: birth and end of
States, end of the treaty, exits, signature and consent, entry into force, notices and revocations. What this file takes
from the program is the nouns (`model`, `clauses`) and nothing that computes.
"""

from collections.abc import Mapping
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from openskies_cli.clauses import Condition, Listing
from openskies_cli.dates import Day
from openskies_cli.model import CONSENT, Action, Treaty

from .choices import Answer, Chooser, Telling, on
from .counting import NEVER, ONE, counted, exact, months_on

TREATY = ""
"""The treaty's own line in a telling."""
BEYOND = {"termination": ("terminated", "termination"), "expiry": ("expired", "expiry"), "supersession": ("superseded", "termination")}
"""Event -> the treaty's own status from that day on, and how it ended for its parties (VCLT 54, 59)."""
LEAVING = frozenset({"notice_of_withdrawal", "revocation_of_notice", "withdrawal_of_consent", "expulsion"})


# One course -------------------------------------------------------------------------------------


class Notice:
    """A notice that stands: the days of receipt (one a depositary), the day of effect, the first day out."""

    def __init__(self, receipts: tuple[date, ...], effect: date, out: date) -> None:
        self.receipts, self.effect, self.out = receipts, effect, out


class State:
    """What one participant has done and is, on the day that is being played."""

    def __init__(self, who: str, acts: tuple[Action, ...]) -> None:
        self.who, self.acts = who, acts
        self.alive, self.signed, self.in_force = True, False, False
        self.ended_by = ""
        self.done: set[str] = set()
        self.papers: list[Action] = []
        self.consented: date | None = None  # the day on which all was there that consent needs
        self.inherited: date | None = None  # a successor is bound no sooner than its predecessor would have been
        self.origin = who
        self.own: date | None = None
        self.notices: list[Notice] = []
        self.waiting: Action | None = None  # a consent given while leaving, to work from the exit on
        self.next = 0

    def lay_down(self) -> None:
        """No instrument stands any more."""
        self.papers, self.notices, self.consented, self.own, self.inherited = [], [], None, None, None
        self.in_force, self.waiting, self.origin = False, None, self.who
        self.done &= {"signature"}  # what came with consent went with it


class Course:
    """One certain world, played from its first day to its last."""

    def __init__(self, treaty: Treaty, chooser: Chooser, others: Mapping[str, Telling]) -> None:
        self.treaty, self.pick, self.others = treaty, chooser.pick, others
        self.force: date | None = None
        self.threshold: date | None = None
        self.due: date | None = None
        self.latched = False
        self.unstated: int | None = None
        self.ended = ""
        self.term: date | None = None
        self.states = {who: State(who, self.taken(entry.actions)) for who, entry in treaty.participants.items()}
        self.before: dict[str, tuple[bool, date | None, date | None, tuple[Action, ...], str, frozenset[str]]] = {}
        self.lines: dict[str, list[tuple[date, Answer]]] = {who: [] for who in (TREATY, *self.states)}
        self.agenda: list[date] = []
        self.made_notices: list[tuple[str, date, date]] = []
        self.when = {who: [self.day_of(who, act) for act in state.acts] for who, state in self.states.items()}

    def taken(self, acts: tuple[Action, ...]) -> tuple[Action, ...]:
        """The acts that count in this course. A contested one leaves the status as it is; a reported one may have been done or not."""
        return tuple(act for act in acts if act.fact == "established" or (act.fact == "reported" and self.pick(2, "reported") == 0))

    def day_of(self, who: str, act: Action) -> date:
        """The day on which an act works: a succession from its effect or from birth on, a back-dated consent from its effect (VCLT 28)."""
        given, effect = exact(act.date), exact(act.effect)
        life = self.treaty.lives.get(who)
        if act.kind == "succession":
            born = max((since.earliest for since, _ in life.existed if since), default=None) if life else None
            return effect or born or given or NEVER
        backdated = given and effect and effect < given and act.kind in CONSENT
        if backdated and act.prefer != "computed":
            settled = act.basis == "depositary" or act.prefer == "published"
            if not settled and self.pick(2, "two dates"):
                return given or NEVER
            return effect or NEVER
        return given or effect or NEVER

    def at(self, day: date | None) -> None:
        """Remembers to look at that day."""
        if day is not None and day < NEVER:
            heappush(self.agenda, day)

    def play(self) -> Telling:
        """Every line, each with the days on which it changes."""
        treaty = self.treaty
        for who, days in self.when.items():
            for day in days:
                self.at(day)
            self.at(treaty.adopted and treaty.adopted.earliest)
            if who in treaty.lives:
                for since, until in treaty.lives[who].existed:
                    self.at(exact(since))
                    self.at(exact(until))
        for event in treaty.events:
            if event.kind in BEYOND:
                self.at(exact(event.date))
        self.at(self.announced())
        for dates in self.linked().values():
            for day in dates:
                self.at(day)
        last = date.min
        self.write(last)
        while self.agenda:
            day = heappop(self.agenda)
            if day > last:
                self.day(day)
                last = day
        return tuple((who, tuple(line)) for who, line in self.lines.items())

    def day(self, d: date) -> None:
        """One day, in the order of its steps."""
        for who, state in self.states.items():
            if state.alive:  # what a State had on its last day is what there is to succeed to
                self.before[who] = (state.signed, state.consented, state.own, tuple(state.papers), state.origin, frozenset(state.done))
        self.births_and_deaths(d)
        self.end(d)
        self.exits(d)
        moved = True
        while moved:
            done = sum(self.act(state, d, leaving=False) for state in self.states.values())
            self.enter(d)
            done += sum(self.act(state, d, leaving=True) for state in self.states.values())
            moved = done > 0
        self.check_condition(d, night=True)
        self.write(d)

    def write(self, d: date) -> None:
        """The status of the day is the one after its last step."""
        answers = {who: self.status(state, d) for who, state in self.states.items()}
        answers[TREATY] = (self.ended or ("in-force" if self.force else "not-in-force"), "")
        for who, answer in answers.items():
            line = self.lines[who]
            if not line or line[-1][1] != answer:
                line.append((d, answer))

    def status(self, state: State, d: date) -> Answer:
        """VCLT 2(1)(f), (g). A former party that signs again is still a former party; one that consents again is a contracting State."""
        if not self.exists(state.who, d):
            return None, ""
        if state.in_force:
            return "party", ""
        if state.papers and self.binding(state, short_of_waiver=True):
            return "contracting-state", ""
        if state.ended_by:
            return "former-party", state.ended_by
        return ("signatory" if state.signed else "none"), ""

    # Births, ends -------------------------------------------------------------------------------

    def exists(self, who: str, d: date) -> bool:
        """Whether it can make treaties that day. No word about it: it always can."""
        life = self.treaty.lives.get(who)
        if life is None or not life.existed:
            return True
        return any((since is None or since.earliest <= d) and (until is None or d < until.earliest) for since, until in life.existed)

    def births_and_deaths(self, d: date) -> None:
        """Extinction ends everything the State held; it is neither withdrawal nor former party."""
        for state in self.states.values():
            alive = self.exists(state.who, d)
            if state.alive and not alive:
                state.lay_down()
                state.signed, state.ended_by = False, ""
            state.alive = alive

    def end(self, d: date) -> None:
        """Termination, supersession, expiry: for all parties at once, before any exit of the day (VCLT 54, 59, 70)."""
        for event in self.treaty.events:
            if event.kind in BEYOND and event.date and event.date.earliest == d:
                self.end_now(*BEYOND[event.kind])
        if self.term is not None and self.term <= d:
            self.end_now(*BEYOND["expiry"])

    def end_now(self, word: str, ended_by: str) -> None:
        """From here on nothing can be done to the treaty any more."""
        if self.ended:
            return
        self.ended = word
        for state in self.states.values():
            if state.in_force:
                state.lay_down()
                state.ended_by = ended_by

    def linked(self) -> dict[str, list[date]]:
        """Who left a treaty whose leaving is leaving this one, and when (CCW 9(3), Paris 28(3))."""
        clause = self.treaty.clauses.withdrawal
        names = {self.treaty.parent, *(clause.with_ if clause else ())} - {""}
        left: dict[str, list[date]] = {}
        for name in names & set(self.others):
            for who, line in self.others[name]:
                for _, (day, answer) in pairwise(line):
                    if answer in (("former-party", "withdrawal"), ("former-party", "deemed-withdrawal")):
                        left.setdefault(who, []).append(day)
        return left

    def exits(self, d: date) -> None:
        """Notices whose day has come (VCLT 70(2)), and exits from the treaties that take this one along."""
        linked, going = self.linked(), False
        for state in self.states.values():
            if any(notice.out <= d for notice in state.notices):
                if state.in_force:
                    self.leave(state, d, "withdrawal")
                    going = True
                else:
                    state.lay_down()
            elif state.in_force and d in linked.get(state.who, ()):
                self.leave(state, d, "deemed-withdrawal")
        clause = self.treaty.clauses.withdrawal
        if going and clause and clause.ends_treaty:
            self.end_now("terminated", "termination")

    def leave(self, state: State, d: date, how: str) -> None:
        """Out; a consent given while leaving works from here on."""
        again = state.waiting
        state.lay_down()
        state.ended_by = how
        if again is not None and how == "withdrawal":
            state.papers, state.consented = [again], exact(again.date)
            state.done.add(again.kind)
            state.inherited = d
            self.at(d)

    # Consent ------------------------------------------------------------------------------------

    def act(self, state: State, d: date, *, leaving: bool) -> int:
        """The next acts of the day, up to the first of the other sort: a participant's lines stand in their order."""
        done = 0
        while state.next < len(state.acts):
            act = state.acts[state.next]
            if self.when[state.who][state.next] > d or (act.kind in LEAVING) != leaving:
                break
            state.next += 1
            done += 1
            if not self.ended and state.alive:
                self.do(state, act, d)
        return done

    def do(self, state: State, act: Action, d: date) -> None:
        """One act."""
        if act.kind in ("signature", "definitive_signature"):
            state.signed |= act.kind == "signature"  # a definitive one is itself the instrument, and goes with it
            state.done.add("signature")
        if act.kind == "waiver":
            state.done.add("waiver")
        if act.kind == "notice_of_withdrawal":
            self.give_notice(state, act, d)
        elif act.kind == "revocation_of_notice":
            self.revoke(state, act)
        elif act.kind == "expulsion" and state.in_force:
            self.leave(state, d, "expulsion")
        elif act.kind == "withdrawal_of_consent" and not state.in_force:
            state.lay_down()
        elif act.kind == "succession":
            self.succeed(state, act, d)
        elif act.kind in CONSENT and (act.kind == "exchange_of_instruments" or not self.by_exchange()):
            self.consent(state, act)
        if state.papers and state.consented is None and self.binding(state):
            state.consented = d

    def by_exchange(self) -> bool:
        """VCLT 13, 16(a): where instruments are exchanged, a ratification before that binds nobody."""
        when = self.treaty.clauses.entry_into_force.when
        return when is not None and any(leaf.kind == "exchange" for leaf in when.leaves())

    def consent(self, state: State, act: Action) -> None:
        """VCLT 11. While the own notice runs it is one of three things: a revocation (VCLT 68), a new consent for afterwards, nothing."""
        if not state.in_force:
            state.papers.append(act)
            state.done.add(act.kind)
        elif state.notices:
            out = min(notice.out for notice in state.notices)
            stated = exact(act.effect) or exact(act.named)
            reserved = any(other.kind == "reservation" and other.date == act.date for other in state.acts)
            ways = ["revoked", "anew", "nothing"]
            if reserved or (stated and stated >= out):
                ways = ["anew"]
            elif act.effect and act.basis == "depositary":
                ways.remove("nothing")
            way = ways[self.pick(len(ways), "consent while leaving")]
            if way == "revoked":
                state.notices = []
            elif way == "anew":
                state.waiting = act

    def binding(self, state: State, *, short_of_waiver: bool = False) -> bool:
        """Whether all is there that consent waits for. Without a waiver that it needs a deposit makes a contracting State all the same."""
        rule = self.treaty.clauses.for_state
        covered = {protocol for paper in state.papers for protocol in paper.protocols}
        wanted = set(rule.needs) - ({"waiver"} if short_of_waiver else set())
        return len(covered) >= rule.protocols and wanted <= state.done

    def succeed(self, state: State, act: Action, d: date) -> None:
        """VCSST 17, 18, 34, 36: to what the predecessor had on the eve. Nothing there: nothing to succeed to, unless accepted."""
        known = self.before.get(act.from_)
        signed, consented, own, papers, origin, done = known or (True, d, None, (), act.from_ or state.who, frozenset())
        there = signed if act.to == "signature" else bool(papers) or known is None
        if state.papers or not (there or act.accepted or self.pick(2, "nothing to succeed to") == 0):
            return
        if act.to == "signature":
            state.signed = True
            state.done.add("signature")
            return
        state.papers, state.origin = [act, *papers], origin
        state.done |= done | {"succession"}
        state.consented = d if there and consented else None
        state.inherited = max(d, own) if own else d

    # Entry into force ---------------------------------------------------------------------------

    def announced(self) -> date | None:
        """The day the depositary announced (VCLT 77(1)(f)), which needs no computing."""
        override = next((exact(o.effect) for o in self.treaty.overrides if not o.participant), None)
        return override or exact(self.treaty.clauses.entry_into_force.published)

    def check_condition(self, d: date, *, night: bool) -> None:
        """The threshold, once met: as the day ends, or at once where the treaty enters into force on that very day.

        An instrument taken back before entry into force leaves open whether the day stands.
        """
        if self.force or self.ended:
            return
        holds = self.met(self.condition(), d)
        if holds and self.threshold is None:
            due = max(counted(self.treaty.clauses.entry_into_force.delay, d), self.floor())
            if night or due == d:
                self.threshold, self.due = d, due
                self.at(due)
        elif not holds and self.threshold and not self.latched and not self.announced() and (night or self.due == d):
            self.latched = self.pick(2, "taken back") == 0
            if not self.latched:
                self.threshold = self.due = None

    def enter(self, d: date) -> None:
        """The treaty, and then each State whose own day has come (VCLT 24)."""
        if self.ended:
            return
        self.check_condition(d, night=False)
        due = self.announced() or self.due
        if self.force is None and due is not None and due <= d:
            self.force = due
            self.settle_threshold()
            self.term = self.last_day()
            self.at(self.term)
            if self.term is not None and self.term <= d:
                self.end_now(*BEYOND["expiry"])
        for state in self.states.values():
            if self.force and state.consented and not state.in_force and not self.ended:
                state.own = state.own or self.own_day(state)
                if state.own <= d:
                    state.in_force = True
                self.at(state.own)

    def settle_threshold(self) -> None:
        """Where the day is announced and the instruments on record do not lead to it, the threshold lay a delay before."""
        rule = self.treaty.clauses.entry_into_force
        force = self.force
        assert force is not None
        if self.treaty.clauses.for_state.counts_after != "threshold":
            self.threshold = force  # it decides nothing
            return
        if self.threshold and (not self.announced() or max(counted(rule.delay, self.threshold), self.floor()) == force):
            return
        # the delay, too, may not be on record: then it is taken to be that of later deposits, as in most final clauses
        unsaid = rule.when is None and rule.delay.word == "same_day"
        delay = self.treaty.clauses.for_state.delay if unsaid else rule.delay
        days = [d for d in (force - ONE * n for n in range(800)) if counted(delay, d) == force]
        days = days or [max((d for d in (force - ONE * n for n in range(800)) if counted(delay, d) < force), default=force)]
        ends = sorted({days[0], days[-1]})
        self.threshold = ends[self.pick(len(ends), "unknown threshold")]

    def own_day(self, state: State) -> date:
        """VCLT 24(3) and the clause. A recorded day that differs wins where it is the depositary's or preferred, else both are possible."""
        rule, force, given = self.treaty.clauses.for_state, self.force, state.consented
        assert force is not None
        assert given is not None
        assert self.threshold is not None
        computed = force
        if state.papers[0].kind == "succession" and state.inherited:
            computed = max(force, state.inherited)
        elif given > (self.threshold if rule.counts_after == "threshold" else force):
            computed = max(force, counted(rule.delay, given))
        act = next((paper for paper in state.papers if paper.effect and paper.kind != "succession"), None)
        if act is not None:
            recorded = max(exact(act.effect) or force, force)
            computed = self.which(act, recorded, computed)
        return max(computed, state.inherited or computed)

    def which(self, act: Action, recorded: date, computed: date) -> date:
        """Which date of effect wins."""
        if act.basis == "depositary" or act.prefer == "published" or recorded == computed:
            return recorded
        if act.prefer == "computed":
            return computed
        return (recorded, computed)[self.pick(2, "two dates")]

    def last_day(self) -> date | None:
        """The first day after the term: the same date so many years on, moved by each extension made before it."""
        term = self.treaty.clauses.duration
        if term.years is None or self.force is None:
            return None
        end = months_on(self.force, 12 * term.years)
        for event in self.treaty.events:
            if event.kind == "extension" and event.date and event.date.earliest < end:
                if event.until:
                    end = event.until.earliest
                elif term.extension:
                    end = months_on(end, 12 * term.extension)
                else:
                    return None
        return end

    def floor(self) -> date:
        """No entry into force before that day (CTBT XIV(1), CWC XXI(1))."""
        bar = self.treaty.clauses.entry_into_force.not_before
        if bar is None:
            return date.min
        if isinstance(bar, Day):
            return bar.earliest
        start = {"opening": self.treaty.day_opened(), "adoption": self.treaty.adopted}.get(bar.after)
        return counted(bar.delay, start.earliest) if start else date.min

    def condition(self) -> Condition | None:
        """The clause; where it says nothing, all negotiating States (VCLT 24(2))."""
        when = self.treaty.clauses.entry_into_force.when
        if when is None and not self.announced() and "negotiating_states" in self.treaty.lists:
            return Condition("includes", of=Listing("lists", "negotiating_states"))
        return when

    def met(self, c: Condition | None, d: date) -> bool:
        """Whether the instruments that stand on a day are those that the clause asks for."""
        if c is None:
            return False
        holders = [state for state in self.states.values() if state.consented and self.exists(state.who, d)]
        if c.kind == "all":
            return all(self.met(part, d) for part in c.parts)
        if c.kind == "any":
            return any(self.met(part, d) for part in c.parts)
        listed = self.listed(c.of, d) if c.of else None
        if c.kind == "instruments":
            # a predecessor's instrument counts once, however many succeeded to it; a succession is none of its own
            kinds, organization = set(c.kinds) or CONSENT - {"succession"}, self.organization
            counts = {
                state.origin
                for state in holders
                if (listed is None or {state.who, state.origin} & listed)
                and kinds & {paper.kind for paper in state.papers}
                and not (c.organizations == "exclude" and organization(state.who))
            }
            return len(counts) >= c.n
        have = {state.who for state in holders} | {state.origin for state in holders if not self.exists(state.origin, d)}
        if c.kind in ("includes", "exchange"):
            return bool(listed) and (listed or set()) <= have  # nobody is listed: nobody has consented
        figures = self.figures(c.attribute, d)
        if c.kind == "every":
            return {who for who, figure in figures.items() if figure >= c.n} <= have
        within = {who: figure for who, figure in figures.items() if (listed is None or who in listed) and not self.organization(who)}
        unit = self.treaty.attributes.get(c.attribute, "")
        whole = 100.0 if "percent" in unit else 1.0 if "fraction" in unit else sum(within.values())
        return whole > 0 and sum(figure for who, figure in within.items() if who in have) >= c.n * whole - 1e-9

    def figures(self, attribute: str, d: date) -> dict[str, float]:
        """Each participant's figure, alone or in its group."""
        found = {who: entry.figures[attribute] for who, entry in self.treaty.participants.items() if attribute in entry.figures}
        for group in self.treaty.groups.values():
            if attribute in group.figures and (group.until is None or d < group.until.earliest):
                for member in group.members:
                    found[member] = max(found.get(member, 0), group.figures[attribute])
        return found

    def organization(self, who: str) -> bool:
        """Whether it is no State but an organization of States."""
        return who in self.treaty.lives and self.treaty.lives[who].kind == "organization"

    def listed(self, listing: Listing, d: date) -> set[str]:
        """Who is meant."""
        if listing.role == "depositaries":
            return set(self.treaty.depositaries)
        if listing.role == "signatories":
            return {who for who, state in self.states.items() if "signature" in state.done}
        if listing.role == "parties_of":
            return {who for who, line in self.others.get(listing.name, ()) if on(line, d)[0] == "party"}
        if listing.role == "lists":
            return self.listed(self.treaty.lists[listing.name], d)
        return set(listing.codes)

    # Leaving ------------------------------------------------------------------------------------

    def one_notice(self, state: State, act: Action) -> tuple[date, ...]:
        """The days of receipt of one notice handed to several depositaries: lines that follow each other and differ only in that."""
        days = [self.when[state.who][state.next - 1]]
        while act.depositary and state.next < len(state.acts):
            other = state.acts[state.next]
            if not other.depositary or other._replace(date=act.date, depositary=act.depositary, place=act.place) != act:
                break
            days.append(self.when[state.who][state.next])
            state.next += 1
        return tuple(days)

    def give_notice(self, state: State, act: Action, d: date) -> None:
        """VCLT 54, 56, 65, 67. Before entry into force for the State it takes the consent back at once."""
        receipts = self.one_notice(state, act)
        if not state.in_force:
            if state.papers and act.effect and act.prefer != "computed":
                state.notices.append(Notice(receipts, act.effect.earliest, max(act.effect.earliest, d)))
                self.at(act.effect.earliest)
            elif state.papers:
                state.lay_down()
            return
        clause = self.treaty.clauses.withdrawal
        if clause is None:
            ours = act.effect is not None and act.basis == "depositary"
            if not (act.accepted or ours):
                return  # VCLT 56 lets nobody leave by itself
            effect = (ours and exact(act.effect)) or exact(act.named) or exact(act.effect) or d
            out = effect
        else:
            anchor = receipts[self.pick(len(receipts), "receipts") if clause.anchor == "given" else 0]
            if act.date is not None and clause.not_before is not None:
                start = state.own if clause.not_before.after == "own_entry_into_force" else self.force
                if start is not None and anchor < counted(clause.not_before.delay, start):
                    return  # premature: without effect
            effect = self.day_of_exit(state, act, anchor)
            out = NEVER if effect == NEVER else effect + ONE * self.late(clause.effect_at)
        state.notices.append(Notice(receipts, effect, max(out, d)))
        self.made_notices.append((state.who, d, effect))
        self.at(max(out, d))
        if out <= d:
            self.exits(d)

    def late(self, effect_at: str) -> int:
        """Whether the day of effect is still one as a party. Where the clause does not say, one answer holds for everybody."""
        if effect_at == "unstated" and self.unstated is None:
            self.unstated = self.pick(2, "unstated")
        return {"start_of_day": 0, "end_of_day": 1}.get(effect_at, self.unstated or 0)

    def day_of_exit(self, state: State, act: Action, anchor: date) -> date:
        """The clause's day; later where the notice may name one; as recorded where that wins."""
        clause = self.treaty.clauses.withdrawal
        assert clause is not None
        recorded = exact(act.effect)
        if act.date is None and recorded is not None:
            return recorded
        earliest = computed = counted(clause.delay, anchor)
        named = exact(act.named)
        if named and named >= earliest and (clause.minimum or clause.later_date_in_notice):
            computed = named
        if clause.domino is not None:  # Whaling Convention XI: so long after another's notice one may leave with it
            for who, given, effect in self.made_notices:
                if who != state.who and given <= anchor <= counted(clause.domino, given) and effect >= anchor:
                    computed = min(computed, effect)
        if clause.held_by:
            computed = self.after_conflict(state, computed)
        if recorded is None:
            return computed
        if clause.minimum and recorded >= computed and act.prefer != "computed":
            return recorded  # at least so long: a later day is what the notice named
        return self.which(act, recorded, computed)

    def after_conflict(self, state: State, day: date) -> date:
        """Ottawa 20(3): where that day finds the State in an armed conflict, not before its end."""
        since: date | None = None
        for act, when in zip(state.acts, self.when[state.who], strict=True):
            if act.kind == "armed_conflict":
                since = since or when
            elif act.kind == "end_of_armed_conflict" and since is not None:
                day = when if since <= day < when else day
                since = None
        return NEVER if since is not None and since <= day else day

    def revoke(self, state: State, act: Action) -> None:
        """VCLT 68: any time before the effect, and then the notice is gone with all its receipts. Later it changes nothing."""
        of = exact(act.of)
        state.notices = [notice for notice in state.notices if of is not None and of not in notice.receipts]
        if not state.notices:
            state.waiting = None
