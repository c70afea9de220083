"""3  Each participant alone: every act handed to the one that knows it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act, existence, unions
from openskies_cli.derive.beside import apply_provisionally, begin, end_, mirrored, renounce
from openskies_cli.derive.consent import complete, sign, take_consent, withdraw_consent
from openskies_cli.derive.course import Change, Course, Impossible, Setting, Walk, status_by
from openskies_cli.derive.exits import expel, give_notice, leave_before, pending_exit, revoke, triggers
from openskies_cli.derive.force import Force, Tallies, in_force
from openskies_cli.derive.qualifiers import closed
from openskies_cli.derive.rulings import LONG_AGO, NEVER, Ruling
from openskies_cli.model import CONSENT, ON_STATUS, Action, Treaty


class Doubted(NamedTuple):
    """The courses that acts in doubt would give: `fact` is reported or contested; who holds it, who denies it, what is doubted."""

    fact: str
    held_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    basis: str
    courses: tuple[Course, ...]


class Courses(NamedTuple):
    """What came of one participant's acts: every course that the dates of established acts allow, and what doubted ones would give."""

    plain: tuple[Course, ...]
    doubted: tuple[Doubted, ...] = ()


def courses(
    treaty: Treaty,
    tallies: Tallies,
    force: Force,
    people: Mapping[str, Sequence[Act]],
    elsewhere: Mapping[str, Sequence[tuple[str, Ruling]]],
) -> dict[str, Courses]:
    """Everybody's courses. `elsewhere`: who left which of the treaties whose leaving is leaving this one, and when."""
    given, patience = triggers(treaty, people), Patience(MOST_WALKS)
    found: dict[str, tuple[Course, ...]] = {}

    def setting(who: str, also: Sequence[Act] = ()) -> Setting:
        others = [trigger for other, theirs in given.items() if other != who for trigger in theirs]
        alone = _once(lambda: in_force(treaty, tallies.without(who)))
        early = _once(lambda: in_force(treaty, tallies.without(who, instead=LONG_AGO)))
        acts = [act for act in people[who] if act.action.fact == "established" or act in also]
        return Setting(treaty, force, who, acts, alone, early, elsewhere.get(who, ()), others, lambda name: found.get(name, ()))

    def doubted(who: str, plain: Sequence[Course]) -> tuple[Doubted, ...]:
        told = []
        too_late = [act for act in plain[0].doubted if all(act.action in {one.action for one in course.doubted} for course in plain)]
        for fact in ("reported", "contested"):
            acts = [act for act in people[who] if act.action.fact == fact and act.kind in ON_STATUS]
            late = too_late if fact == "contested" else []
            if acts or late:
                each = _subsets(acts) if fact == "reported" else [acts]
                held = tuple(dict.fromkeys(by for act in [*acts, *too_late] for by in (act.action.by or (who,))))
                denied = tuple(dict.fromkeys(by for act in acts for by in act.action.contested_by))
                what = "; ".join([*(f"{act} ({fact})" for act in acts), *(f"{act} (too late)" for act in late)])
                followed = tuple(course for some in each for course in every_course(setting(who, some), patience, late=bool(late)))
                told.append(Doubted(fact, held, denied, what, followed))
        return tuple(told)

    def united(who: str, parts: Sequence[str]) -> tuple[Doubted, ...]:
        """What a union of States would be if what its parts had goes on (VCSST 31): certain only where the union says so."""
        told = []
        for part in parts:
            _, gone = existence(treaty, part)
            status = "" if gone is None else status_by(found[part][0], gone.map(lambda day: day - timedelta(1)))
            if gone is not None and status in ("signatory", "contracting-state", "party"):
                to = "signature" if status == "signatory" else "consent"
                act = Act(Action("succession", effect=gone, from_=part, to=to), gone)
                later = [one for one in people[who] if one.day.latest >= gone.earliest]
                earlier = [one for one in people[who] if one not in later]
                whole = setting(who)._replace(acts=[*earlier, act, *later])
                told.append(
                    Doubted("reported", (), (), f"the union with {part}, {status} until then (VCSST 31)", every_course(whole, patience))
                )
        return tuple(told)

    for who in _predecessors_first(people):
        found[who] = every_course(setting(who), patience)
    plain = mirrored({who: found[who] for who in people})
    unity = unions(treaty)
    return {who: Courses(own, (*doubted(who, own), *united(who, unity.get(who, ())))) for who, own in plain.items()}


def _once(find: Callable[[], Force]) -> Callable[[], Force]:
    """Finds it when it is first asked for: most participants never ask, and each has its own."""
    found: list[Force] = []

    def get() -> Force:
        if not found:
            found.append(find())
        return found[0]

    return get


def _subsets(acts: Sequence[Act]) -> list[Sequence[Act]]:
    """Which of several reported acts may have been done: each may be true or not, the later ones after the earlier."""
    if len(acts) > MOST_REPORTED:
        return [acts]
    return [[act for i, act in enumerate(acts) if wanted >> i & 1] for wanted in range(2 ** len(acts) - 1, 0, -1)]


def _predecessors_first(people: Mapping[str, Sequence[Act]]) -> list[str]:
    """Everybody, whoever succeeds after those it succeeds."""
    order: list[str] = []

    def visit(who: str, after: tuple[str, ...]) -> None:
        if who in order or who in after:
            return
        for act in people[who]:
            if act.kind == "succession" and act.action.from_ in people:
                visit(act.action.from_, (*after, who))
        order.append(who)

    for who in people:
        visit(who, ())
    return order


MOST_REPORTED = 3
"""Reported acts of one participant of which each is taken as true or not; of more, all are taken as true."""
MOST_COURSES = 16
"""Courses of one participant that are followed to their end. Where there are more, the days from the first doubt on are left open."""
MOST_WALKS = 20_000
"""Walks for one treaty. After so many every participant gets one, and what could go otherwise is left open."""


class Patience:
    """How many walks are left for one treaty: what a thousand participants may cost together."""

    def __init__(self, walks: int) -> None:
        self.walks = walks


def every_course(setting: Setting, patience: Patience | None = None, *, late: bool = False) -> tuple[Course, ...]:
    """Every course that the dates allow: where a walk could have gone another way, that way is gone too."""
    found: dict[tuple[object, ...], Course] = {}
    ways = [setting._replace(force=way) for way in setting.force.ways()]
    waiting: list[tuple[Setting, tuple[int, ...]]] = [(way, ()) for way in ways]
    for _ in range(8 * MOST_COURSES):
        if not waiting or len(found) == MOST_COURSES or (found and patience is not None and patience.walks <= 0):
            break
        if patience is not None:
            patience.walks -= 1
        way, choices = waiting.pop(0)
        state = Walk(way, late=late, choices=choices)
        try:
            course = walk(state)
        except Impossible:
            pass
        else:
            found.setdefault(_told(course), course)
        for k in range(len(choices), len(state.asked)):
            waiting += [(way, (*state.asked[:k], other)) for other in range(1, state.options[k])]
    followed = tuple(found.values())
    return (*followed, _left_open(followed)) if waiting and followed else followed


def _left_open(followed: Sequence[Course]) -> Course:
    """What is sure where more courses are possible than are followed: any status of those that were, from the first doubt on."""
    first = followed[0]
    since = min((act.day.earliest for course in followed for act in course.forks), default=LONG_AGO.earliest)
    met = dict.fromkeys((change.status, change.ended_by) for course in followed for change in course.steps)
    why = f"more than {MOST_COURSES} courses are possible; not all were followed"
    any_day = Ruling(Day(since, NEVER.latest), "", "", why)
    before = tuple(change for change in first.steps if change.ruling.day.latest < since)
    return first._replace(steps=(*before, *(Change(any_day, status, ended_by) for status, ended_by in met)))


def _told(course: Course) -> tuple[object, ...]:
    """What tells courses apart: their steps, and what became of the notices."""
    steps = tuple((change.ruling.day, change.status, change.ended_by) for change in course.steps)
    exits = tuple((one.notified, one.effective, one.void, one.revoked) for one in course.exits)
    return steps, exits, tuple(one.action for one in course.doubted)


def walk(state: Walk) -> Course:
    """Take every act in order, then what is still to come."""
    needs = state.treaty.clauses.for_state.needs
    for each in state.acts:
        act = each if each.day.earliest >= state.low else each._replace(day=_from(each.day, state.low))
        handler = _HANDLERS.get(act.kind) or (take_consent if act.kind in CONSENT else None)
        state.act = each
        if act.kind in needs and act.kind not in CONSENT:
            state.see(act)
            handler = complete if handler is None else handler
        if handler is not None:
            handler(state, leave_before(state, act) or act)
    state.act = None
    leave_before(state, None)
    state.qualifiers += [pending_exit(notice, NEVER) for notice in state.pending if notice.ruling.day == NEVER]
    apply_provisionally(state)
    for kind, (began, _) in state.open.items():
        state.qualifiers.append(closed(state.who, kind, began, NEVER, state.own_force()))
    return state.course()


def _from(day: Day, low: date) -> Day:
    """A day that is not earlier than what was done before it; one that is known to the day stays where it is."""
    return day if day.exact else Day(low, max(low, day.latest), day.doubtful)


_HANDLERS: dict[str, Callable[[Walk, Act], None]] = {
    "signature": sign,
    "withdrawal_of_consent": withdraw_consent,
    "notice_of_withdrawal": give_notice,
    "revocation_of_notice": revoke,
    "expulsion": expel,
    "suspension": begin,
    "non_performance": begin,
    "provisional_application": begin,
    "application_for_accession": begin,
    "intention_not_to_become_party": renounce,
    "resumption": end_,
    "end_of_provisional_application": end_,
    "decision_on_accession": end_,
}
