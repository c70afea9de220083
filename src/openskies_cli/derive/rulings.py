"""A date with its reasons, and which of two dates of effect wins."""

from datetime import timedelta
from typing import NamedTuple

from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.model import Action

NEVER = Day(OPEN_END, OPEN_END)

ALWAYS = Day(OPEN_START, OPEN_START)

ANY_DAY = Day(OPEN_START, OPEN_END)

LONG_AGO = Day(OPEN_START + timedelta(1), OPEN_START + timedelta(1))
"""Before everything on record, but a day like any other."""
NOT_HELD = "the record does not hold the clause on"
"""What is said where a day depends on a clause that was not read."""


class Ruling(NamedTuple):
    """A date with its reasons. `explain` prints rulings, `audit` lists those where recorded and computed differ."""

    day: Day
    basis: str  # depositary | computed | published | reported | recorded | conflict | unread
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
        return Ruling(recorded, act.its_basis, article, why + told, None, recorded, (act,), minimum)
    if minimum and recorded.earliest >= computed.earliest and act.prefer != "computed":
        return Ruling(recorded, act.its_basis, article, why + told, computed, recorded, (act,), minimum)
    agreed = _both(computed, recorded)
    if agreed is not None:
        basis = act.its_basis if agreed.ends == recorded.ends else "computed"
        return Ruling(agreed, basis, article, why + told, computed, recorded, (act,), minimum)
    reason = f" ({act.why})" if act.why else ""
    if act.prefer == "computed":
        return Ruling(computed, "computed", article, f"{why}; not followed: {recorded}{reason}", computed, recorded, (act,), minimum)
    if act.basis == "depositary" or act.prefer == "published":
        return Ruling(recorded, act.its_basis, article, f"{why}{told}, which is followed{reason}", computed, recorded, (act,), minimum)
    between = computed.up_to(recorded)
    return Ruling(between, "conflict", article, f"{why}{told}; the record does not choose", computed, recorded, (act,), minimum)
