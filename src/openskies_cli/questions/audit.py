"""Recorded dates of effect against what the treaty's own clauses give.

One row for each date of effect that a source gives: the depositary's, a published or reported one, and those in
`also_reported`; and for each later deposit with another depositary, which would have given another day. Without `every`
only those that differ. A later day is no difference where the period is a minimum.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.dates import Day
from openskies_cli.derive import Chronicle, Ruling
from openskies_cli.model import CONSENT, Action
from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("event", "word", short=True),
    Column("date", "day", short=True),
    Column("recorded", "day", short=True),
    Column("basis", "word", short=True, spare=1),
    Column("computed", "day", short=True),
    Column("difference_days", "count", short=True, label="days"),
    Column("followed", "word", short=True, spare=3),
    Column("article", short=True, spare=2),
    Column("rule"),
    Column("why", short=True, flows=True),
    Column("sources", "words"),
    Column("coverage_through", "day"),
)

LATER_DEPOSIT = "later_deposit"


class Compared(NamedTuple):
    """One date of effect as a source gives it, beside what the clause gives. `followed`: recorded, computed, undecided."""

    who: str | None
    event: str
    date: Day | None
    recorded: Day
    basis: str
    computed: Day
    followed: str
    article: str
    rule: str
    why: str
    sources: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the two are not the same day, or nobody has chosen between them."""
        return self.recorded.ends != self.computed.ends or self.followed == "undecided"


def answer(register: "Register", *, on: str, treaty: Sequence[str] = (), every: bool = False) -> Table:
    """Rows of differences (all comparisons with `every`), by treaty, participant and day.

    Where several treaties are asked, later deposits with other depositaries are only counted.
    """
    rows: list[dict[str, object]] = []
    treaties = register.treaties(treaty)
    total = differing = undecided = later = 0
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        found = list(_compared(chronicle))
        own = [one for one in found if one.event != LATER_DEPOSIT]
        total, differing = total + len(own), differing + sum(one.differs for one in own)
        undecided, later = undecided + sum(one.followed == "undecided" for one in own), later + len(found) - len(own)
        shown = found if every else [one for one in (found if len(treaties) == 1 else own) if one.differs]
        rows += [_row(register, chronicle, treaty_id, on, one) for one in shown]
    named = register.title(treaties[0]) if len(treaties) == 1 else f"{len(treaties)} treaties"
    caption = f"{named}: {total} recorded dates compared with the clauses, {differing} differ" + f", {undecided} undecided" * bool(
        undecided
    )
    if later:
        caption += f"; {later} later deposits with other depositaries" + ("" if every or len(treaties) == 1 else " (shown with --all)")
    return Table.of(COLUMNS, rows, caption + ".", about=treaties)


def _row(register: "Register", chronicle: Chronicle, treaty_id: str, on: str, one: Compared) -> dict[str, object]:
    who = one.who
    return {
        "treaty": treaty_id,
        "participant": who,
        "name": register.name(who, on) if who else None,
        "on": on,
        "event": one.event,
        "date": day_text(one.date),
        "recorded": str(one.recorded),
        "basis": one.basis,
        "computed": str(one.computed),
        "difference_days": (one.recorded.earliest - one.computed.earliest).days,
        "followed": one.followed,
        "article": one.article or None,
        "rule": one.rule,
        "why": one.why or None,
        "sources": one.sources,
        "coverage_through": (chronicle.history(who) if who else chronicle.standing).coverage_through,
    }


_EVENTS = {"party": "entry_into_force", "former-party": "withdrawal"}


def _compared(chronicle: Chronicle) -> Iterator[Compared]:
    own = chronicle.force.ruling
    if own is not None and own.computed is not None and own.recorded is not None:
        facts = (own.recorded, own.basis, own.computed, _followed(own), own.article, own.why, "", chronicle.treaty.sources)
        yield Compared(None, "treaty_entry_into_force", None, *facts)
    for who, rulings in chronicle.rulings.items():
        for ruling in rulings:
            if ruling.status in _EVENTS and ruling.acts and ruling.computed is not None:
                yield from _ruling(chronicle, who, ruling, ruling.acts[0], ruling.computed)


def _ruling(chronicle: Chronicle, who: str, ruling: Ruling, act: Action, computed: Day) -> Iterator[Compared]:
    event, article, rule = _EVENTS[ruling.status], ruling.article, ruling.why
    if act.effect is not None:
        against = act.effect if ruling.minimum and not ruling.differs else computed  # later than a minimum is as the clause wants it
        yield Compared(who, event, act.date, act.effect, act.its_basis, against, _followed(ruling), article, rule, act.why, act.sources)
    for other in act.also_reported:
        if other.effect is not None and other.action in ("", act.kind):
            source = (other.source,) if other.source else ()
            followed = "computed" if ruling.basis == "computed" else "recorded"
            date = other.date or act.date
            yield Compared(who, event, date, other.effect, "reported", ruling.day, followed, article, rule, other.why, source)
    if event == "entry_into_force":
        yield from _later_deposits(chronicle, who, act, ruling)


def _later_deposits(chronicle: Chronicle, who: str, first: Action, ruling: Ruling) -> Iterator[Compared]:
    """A later deposit of the same kind with another depositary, and what it would have given."""
    clause, force = chronicle.treaty.clauses.for_state, chronicle.force.ruling
    for act in chronicle.treaty.participants[who].actions:
        if (
            act is first
            or act.kind != first.kind
            or act.kind not in CONSENT
            or not act.depositary
            or not act.date
            or not first.date
            or not force
        ):
            continue
        if act.date.latest < first.date.earliest or act.date.latest <= force.day.latest:
            continue
        why = f"from the later deposit with {act.depositary}; the first deposit counts"
        followed = "recorded" if first.effect else "computed"
        facts = (clause.delay.after(act.date), "computed", ruling.computed or ruling.day, followed)
        yield Compared(who, LATER_DEPOSIT, act.date, *facts, clause.article, f"{act.kind} {act.date} + {clause.delay}", why, act.sources)


def _followed(ruling: Ruling) -> str:
    return {"computed": "computed", "conflict": "undecided"}.get(ruling.basis, "recorded")
