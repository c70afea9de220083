"""Recorded dates of effect against what the treaty's own clauses give.

One row for each date of effect that a source gives: the depositary's, a published or reported one, and those in
`also_reported`. Without `every` only those that differ. A later day is no difference where the period is a minimum.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.dates import Day
from openskies_cli.derive import Chronicle, Ruling
from openskies_cli.model import CONSENT, Action
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name"),
    Column("on", "day"),
    Column("event", "word", short=True),
    Column("date", "day", short=True),
    Column("recorded", "day", short=True),
    Column("basis", "word", short=True),
    Column("computed", "day", short=True),
    Column("difference_days", "count", short=True, label="days"),
    Column("followed", "word", short=True),
    Column("article", short=True),
    Column("rule"),
    Column("why", short=True),
    Column("sources", "words"),
    Column("coverage_through", "day"),
)

Compared = tuple[str | None, str, object, Day, str, Day, str, str, str, str, tuple[str, ...]]
"""participant, event, date, recorded, basis, computed, followed, article, rule, why, sources"""


def answer(register: "Register", *, on: str, treaty: Sequence[str] = (), every: bool = False) -> Table:
    """Rows of differences (all comparisons with `every`), by treaty, participant and day."""
    rows: list[tuple[object, ...]] = []
    captions = []
    treaties = register.treaties(treaty)
    for tid in treaties:
        chronicle = register.chronicle(tid)
        found = list(_compared(chronicle))
        shown = [one for one in found if every or one[3].ends != one[5].ends or one[6] == "undecided"]
        for who, event, date, recorded, basis, computed, followed, article, rule, why, sources in shown:
            through = chronicle.history(who).coverage_through if who else chronicle.standing.coverage_through
            name = register.name(who, on) if who else None
            said = None if date is None else str(date)
            days = (recorded.earliest - computed.earliest).days
            rows.append(
                (
                    tid,
                    who,
                    name,
                    on,
                    event,
                    said,
                    str(recorded),
                    basis,
                    str(computed),
                    days,
                    followed,
                    article or None,
                    rule,
                    why or None,
                    sources,
                    through,
                )
            )
        undecided = sum(one[6] == "undecided" for one in found)
        text = f"{register.title(tid)}: {len(found)} dates compared with the clauses, {sum(one[3].ends != one[5].ends for one in found)} differ"
        captions.append(text + (f", {undecided} undecided" if undecided else ""))
    return Table(COLUMNS, rows, "; ".join(captions) + ".", about=treaties)


_EVENTS = {"party": "entry_into_force", "former-party": "withdrawal"}


def _compared(chronicle: Chronicle) -> Iterator[Compared]:
    own = chronicle.force.ruling
    if own is not None and own.computed is not None and own.recorded is not None:
        sources = chronicle.treaty.sources
        yield (
            None,
            "treaty_entry_into_force",
            None,
            own.recorded,
            own.basis,
            own.computed,
            _followed(own),
            own.article,
            own.why,
            "",
            sources,
        )
    for who, rulings in chronicle.rulings.items():
        for ruling in rulings:
            if ruling.status in _EVENTS:
                yield from _ruling(chronicle, who, ruling)


def _ruling(chronicle: Chronicle, who: str, ruling: Ruling) -> Iterator[Compared]:
    event, act = _EVENTS[ruling.status], ruling.acts[0] if ruling.acts else None
    computed = ruling.computed
    if act is None or computed is None:
        return
    if act.effect is not None:
        same = ruling.minimum and not ruling.differs
        against = act.effect if same else computed  # later than a minimum is as the clause wants it
        rule = ruling.why
        yield (
            who,
            event,
            act.date,
            act.effect,
            act.basis or "published",
            against,
            _followed(ruling),
            ruling.article,
            rule,
            act.why,
            act.sources,
        )
    for other in act.also_reported:
        if other.effect is not None and other.action in ("", act.kind):
            source = (other.source,) if other.source else ()
            yield (
                who,
                event,
                other.date or act.date,
                other.effect,
                "reported",
                ruling.day,
                "computed" if ruling.basis == "computed" else "recorded",
                ruling.article,
                ruling.why,
                other.why,
                source,
            )
    if event == "entry_into_force":
        yield from _other_deposits(chronicle, who, act, ruling)


def _other_deposits(chronicle: Chronicle, who: str, first: Action, ruling: Ruling) -> Iterator[Compared]:
    """A later deposit of the same kind with another depositary, and what it would have given."""
    clause = chronicle.treaty.clauses.for_state
    for act in chronicle.treaty.participants[who].actions:
        if (
            act is first
            or act.kind != first.kind
            or act.kind not in CONSENT
            or not act.depositary
            or act.date is None
            or first.date is None
        ):
            continue
        if act.date.latest < first.date.earliest or chronicle.force.ruling is None or act.date.latest <= chronicle.force.ruling.day.latest:
            continue
        other = clause.delay.after(act.date)
        why = f"from the later deposit with {act.depositary}; the first deposit counts"
        yield (
            who,
            "entry_into_force",
            act.date,
            other,
            "computed",
            ruling.computed or ruling.day,
            "recorded" if first.effect else "computed",
            clause.article,
            f"{act.kind} {act.date} + {clause.delay}",
            why,
            act.sources,
        )


def _followed(ruling: Ruling) -> str:
    return {"computed": "computed", "conflict": "undecided"}.get(ruling.basis, "recorded")
