"""3  One participant's walk through its acts: the state while it goes on, and what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act
from openskies_cli.derive.force import Force
from openskies_cli.derive.instruments import adds, consent_kinds
from openskies_cli.derive.qualifiers import closed, iso
from openskies_cli.derive.rulings import NEVER, Ruling
from openskies_cli.history import Exit, Qualifier, Spell
from openskies_cli.model import Treaty

SAME_DAY = ("existence", "end of the treaty", "exit", "act", "entry into force")
"""Which of several steps of one day comes first; the status of the day is the one after the last (VCLT 24, 54, 70).

The acts of a day stay in the order of their lines; this orders what is derived among itself and against them. So an exit
and a new consent of one day are two spells that touch, and who signs, consents and is bound on one day is a party on it.
"""


class Change(NamedTuple):
    """A step taken: from `ruling.day` on the status is `status`. `act` is the act that is the step, if one is; `sort` is a
    word of `SAME_DAY`.
    """

    ruling: Ruling
    status: str
    ended_by: str = ""
    act: Act | None = None
    sort: str = "act"


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

    spell: Spell
    kind: str
    act: Act
    consented: Day
    ruling: Ruling | None


class Course(NamedTuple):
    """What came of one participant's walk through its acts. `departures`: the exits, each from the first day out;
    `doubted`: acts that came too late.
    """

    who: str
    steps: tuple[Change, ...]
    qualifiers: tuple[Qualifier, ...]
    spells: tuple[Spell, ...]
    exits: tuple[Exit, ...]
    departures: tuple[Ruling, ...] = ()
    doubted: tuple[Act, ...] = ()


class Walk:
    """Where one participant is on its walk through its acts. Only the stages 3a, 3b and 3c see it."""

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
        self.spared = revoked_notices(acts) if late else []  # notices that lead to no exit, if late revocations are given effect
        self.kinds = consent_kinds(treaty)
        self.steps: list[Change] = []
        self.qualifiers: list[Qualifier] = []
        self.spells: list[Spell] = []
        self.exits: list[Exit] = []
        self.signed: Act | None = None
        self.seen: list[Act] = []
        self.deposit: Act | None = None
        self.bound: Bound | None = None
        self.base: tuple[str, str] = ("none", "")
        self.pending: list[Notice] = []
        self.open: dict[str, tuple[Act, str]] = {}  # qualifiers that wait for their end: kind -> the act that began them
        self.provisional_end: Day | None = None
        self.departures: list[Ruling] = []  # the exits, each from the first day out

    def see(self, act: Act) -> None:
        """Keep an act that may complete consent."""
        if adds(act, self.seen):
            self.seen.append(act)

    def step(self, ruling: Ruling, status: str, ended_by: str = "", act: Act | None = None, sort: str = "act") -> None:
        """Take a step."""
        self.steps.append(Change(ruling, status, ended_by, act, sort))

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
        )


def names(revocation: Act, notice: Act) -> bool:
    of, given = revocation.action.of, notice.action.date
    return of is None or (given is not None and given.ends == of.ends)


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
