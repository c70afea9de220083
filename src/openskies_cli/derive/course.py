"""3  One participant's walk through its acts: the state while it goes on, and what came of it.

Where the order of an act and a derived day is not certain, the walk asks `earlier`, goes one way, and remembers that there
was another: `walk.every_course` then goes that one too. Nothing is ever decided by one branch alone.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from openskies_cli.dates import OPEN_END, Day
from openskies_cli.derive.acts import Act
from openskies_cli.derive.force import Force
from openskies_cli.derive.instruments import adds, consent_kinds
from openskies_cli.derive.qualifiers import closed, iso
from openskies_cli.derive.rulings import ALWAYS, NEVER, Ruling
from openskies_cli.history import Exit, Qualifier, Spell
from openskies_cli.model import Treaty

SAME_DAY = ("existence", "end of the treaty", "course")
"""Which of several steps of one day comes first; the status of the day is the one after the last (VCLT 24, 54, 70).

A course has its own order: the acts of a day in the order of their lines, an exit before whatever else is done that day but
after the entry into force of its own spell. So an exit and a new consent of one day are two spells that touch, who is bound
and leaves on one day is out on it, and who signs, consents and is bound on one day is a party on it.
"""


class Impossible(Exception):
    """A course that the dates do not allow."""


class Change(NamedTuple):
    """A step taken: from `ruling.day` on the status is `status`. `act` is the act that is the step, if one is; `sort` is a
    word of `SAME_DAY`.
    """

    ruling: Ruling
    status: str
    ended_by: str = ""
    act: Act | None = None
    sort: str = "course"


class Notice(NamedTuple):
    """A notice that waits for its day."""

    act: Act
    ruling: Ruling
    exit: Exit
    kind: str = "withdrawal"


class Trigger(NamedTuple):
    """A notice that others may follow: from which day to which, and on which day they leave with it."""

    given: Day
    until: Day
    effect: Day


class Bound(NamedTuple):
    """Consent given and not ended: since when, and from when in force for the State (None: not, so far)."""

    spell: Spell
    kind: str
    act: Act
    consented: Day
    ruling: Ruling | None


class Course(NamedTuple):
    """What came of one participant's walk through its acts. `departures`: the exits, each from the first day out;
    `doubted`: acts that came too late; `forks`: the acts whose uncertain order left more than one course.
    """

    who: str
    steps: tuple[Change, ...]
    qualifiers: tuple[Qualifier, ...]
    spells: tuple[Spell, ...]
    exits: tuple[Exit, ...]
    departures: tuple[Ruling, ...] = ()
    doubted: tuple[Act, ...] = ()
    forks: tuple[Act, ...] = ()


def status_by(course: Course, day: Day) -> str:
    """The last status that a course may have reached by a day."""
    return next((change.status for change in reversed(course.steps) if change.ruling.day.earliest <= day.latest), "none")


def statuses_on(course: Course, day: Day) -> set[str]:
    """The statuses that a course may have reached by a day."""
    sure = [k for k, change in enumerate(course.steps) if change.ruling.day.latest <= day.earliest]
    first = sure[-1] if sure else -1
    later = [change.status for change in course.steps[first + 1 :] if change.ruling.day.earliest <= day.latest]
    return {course.steps[first].status if sure else "none", *later}


class Setting(NamedTuple):
    """What a walk may look at beside the participant's own acts.

    `alone`: the treaty's entry into force without this participant's own instruments; `early`: with them from the beginning.
    `elsewhere`: its exits from treaties whose leaving is leaving this one. `others`: notices that it may follow. `courses_of`:
    the courses of those whom it may succeed.
    """

    treaty: Treaty
    force: Force
    who: str
    acts: Sequence[Act]
    alone: Callable[[], Force]
    early: Callable[[], Force]
    elsewhere: Sequence[tuple[str, Ruling]] = ()
    others: Sequence[Trigger] = ()
    courses_of: Callable[[str], Sequence[Course]] = lambda _who: ()


class Walk:
    """Where one participant is on its walk through its acts. Only the stages 3a, 3b and 3c see it."""

    def __init__(self, setting: Setting, *, late: bool = False, choices: Sequence[int] = ()) -> None:
        self.treaty, self.force, self.who, self.acts = setting.treaty, setting.force, setting.who, setting.acts
        self.setting = setting
        self.elsewhere = list(setting.elsewhere)
        self.late = late  # whether acts that came too late are given the effect they claim
        self.choices = choices  # the ways to go, question by question; beyond them the first
        self.asked: list[int] = []
        self.options: list[int] = []
        self.forks: list[Act] = []
        self.act: Act | None = None  # the act that is being taken
        self.low = ALWAYS.earliest  # no act that follows is earlier
        self.doubted: list[Act] = []  # acts that came too late
        self.spared = revoked_notices(setting.acts) if late else []  # notices that lead to no exit, if late revocations are given effect
        self.kinds = consent_kinds(setting.treaty)
        self.steps: list[Change] = []
        self.qualifiers: list[Qualifier] = []
        self.spells: list[Spell] = []
        self.exits: list[Exit] = []
        self.signed: Act | None = None
        self.seen: list[Act] = []
        self.deposit: Act | None = None
        self.bound: Bound | None = None
        self.again: Act | None = None  # a consent given while the own notice ran, which binds anew from the exit on
        self.base: tuple[str, str] = ("none", "")
        self.pending: list[Notice] = []
        self.open: dict[str, tuple[Act, str]] = {}  # qualifiers that wait for their end: kind -> the act that began them
        self.provisional_end: Day | None = None
        self.departures: list[Ruling] = []  # the exits, each from the first day out

    # which way ----------------------------------------------------------------------------------

    def choose(self, options: int) -> int:
        """Which of several possible ways this walk goes: 0, unless it was sent another."""
        k = len(self.asked)
        self.asked.append(self.choices[k] if k < len(self.choices) else 0)
        self.options.append(options)
        if self.act is not None and self.act not in self.forks:
            self.forks.append(self.act)
        return self.asked[-1]

    def earlier(self, one: Day, other: Day) -> bool:
        """Whether `one` is before `other`. Where the dates do not decide, the walk goes one of both ways."""
        if one.latest < other.earliest:
            return True
        if one.earliest >= other.latest:
            return False
        return self.choose(2) == 0

    # the state ----------------------------------------------------------------------------------

    def see(self, act: Act) -> None:
        """Keep an act that may complete consent."""
        if adds(act, self.seen):
            self.seen.append(act)

    def step(self, ruling: Ruling, status: str, ended_by: str = "", act: Act | None = None) -> None:
        """Take a step."""
        self.steps.append(Change(ruling, status, ended_by, act))

    def at(self, act: Act, day: Day) -> Act:
        """The act on the day that this course leaves it; no later act is earlier."""
        self.low = max(self.low, day.earliest)
        return act._replace(day=day)

    def bind_within(self, day: Day) -> None:
        """Consent binds on some day that this course leaves possible."""
        bound = self.bound
        assert bound is not None
        assert bound.ruling is not None
        if day.ends == bound.ruling.day.ends:
            return
        ruling = bound.ruling._replace(day=day)
        for i in range(len(self.steps) - 1, -1, -1):
            if self.steps[i].ruling is bound.ruling:
                self.steps[i] = self.steps[i]._replace(ruling=ruling)
                break
        if ruling.basis != "unread":
            bound.spell.in_force = str(ruling.day)
        self.bound = bound._replace(ruling=ruling)

    def own_force(self) -> Day:
        """The first day the treaty binds this participant, or itself enters into force, or never."""
        parties = [change.ruling.day for change in self.steps if change.status == "party"]
        return parties[0] if parties else NEVER

    def close(self, kind: str, until: Day) -> None:
        """End an open qualifier."""
        if kind in self.open:
            began, _ = self.open.pop(kind)
            self.qualifiers.append(closed(self.who, kind, began, until, self.own_force()))

    def course(self) -> Course:
        """What came of it so far. Who only signed has a spell without a number."""
        signed = self.signed
        spells = self.spells or ([Spell(None, iso(signed.day.earliest), signed.text)] if signed else [])
        return Course(
            self.who,
            tuple(self.steps),
            tuple(self.qualifiers),
            tuple(spells),
            tuple(self.exits),
            tuple(self.departures),
            tuple(self.doubted),
            tuple(self.forks),
        )


def cut_before(one: Day, other: Day) -> tuple[Day, Day]:
    """Both days, cut to what is possible where the first is earlier. Raises `Impossible`."""
    last = other.latest if other.latest == OPEN_END else other.latest - timedelta(1)
    return _cut(one, one.earliest, min(one.latest, last)), _cut(other, max(other.earliest, one.earliest + timedelta(1)), other.latest)


def cut_from(one: Day, other: Day) -> tuple[Day, Day]:
    """Both days, cut to what is possible where the first is not earlier. Raises `Impossible`."""
    return _cut(one, max(one.earliest, other.earliest), one.latest), _cut(other, other.earliest, min(other.latest, one.latest))


def _cut(day: Day, earliest: date, latest: date) -> Day:
    if earliest > latest:
        raise Impossible
    return Day(earliest, latest, day.doubtful)


def names(revocation: Act, notice: Act) -> bool:
    """Whether a revocation is of this notice: it names the day of one of its receipts, or no day."""
    of, given = revocation.action.of, notice.action.date
    if of is None:
        return True
    return any(day is not None and day.ends == of.ends for day in (given, *(receipt.date for receipt in notice.action.received)))


def revoked_notices(acts: Sequence[Act]) -> list[Act]:
    """The notices that a revocation names, whether it came in time or not."""
    notices: list[Act] = []
    found: list[Act] = []
    for act in acts:
        if act.kind == "notice_of_withdrawal":
            notices.append(act)
        elif act.kind == "revocation_of_notice":
            found += [notice for notice in notices if names(act, notice)][-1:]
    return found
