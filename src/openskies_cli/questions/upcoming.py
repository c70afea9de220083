"""What takes effect or falls due next: entries into force, exits, expiry, conferences, the first day for a notice.

Only what had been done by that day is followed: the answer of a past day is the one that could have been given then.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.clauses import Anchor
from openskies_cli.dates import Day, full, months
from openskies_cli.derive import Chronicle
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name", short=True),
    Column("on", "day"),
    Column("date", "day", short=True),
    Column("days", "count", short=True),
    Column("event", "word", short=True),
    Column("basis", "word"),
    Column("article", short=True),
    Column("text", short=True),
    Column("coverage_through", "day"),
)

Due = tuple[str | None, str, str, str, str, str, str]
"""participant, earliest day, day as text, event, basis, article, text"""


def answer(register: "Register", *, on: str, within: str | None = None, treaty: Sequence[str] = ()) -> Table:
    """Rows by day, from the day after `on` to the end of the span `within` (180d, 6m, 1y)."""
    today = full(on)
    span = within or "180d"
    number, unit = int(span[:-1]), span[-1]
    try:
        last = (
            Day(today, today).map(lambda d: months(d, number * (12 if unit == "y" else 1)))
            if unit != "d"
            else Day(today, today).map(lambda d: d.fromordinal(d.toordinal() + number))
        ).latest.isoformat()
    except (OverflowError, ValueError):
        last = "9998-12-31"
    rows: list[tuple[object, ...]] = []
    treaties = register.treaties(treaty)
    for treaty_id in treaties:
        chronicle = register.as_notified(treaty_id, on)
        for who, earliest, said, event, basis, article, text in _due(chronicle, on):
            if on < earliest <= last:
                through = chronicle.history(who).coverage_through if who else chronicle.standing.coverage_through
                days = full(earliest).toordinal() - today.toordinal()
                rows.append(
                    (
                        treaty_id,
                        who,
                        register.name(who, on) if who else None,
                        on,
                        said,
                        days,
                        event,
                        basis or None,
                        article or None,
                        text or None,
                        through,
                    )
                )
    rows.sort(key=lambda row: (str(row[4]), str(row[0]), str(row[1] or "")))
    unknown = [treaty_id for treaty_id in treaties if (register.chronicle(treaty_id).standing.coverage_through or "") < on]
    note = (
        f"; acts after the records' coverage are not known ({', '.join(register.title(treaty_id) for treaty_id in unknown)})"
        if unknown
        else ""
    )
    return Table(COLUMNS, rows, f"From {on} to {last}, by the acts dated up to {on}{note}.")


def _due(chronicle: Chronicle, on: str) -> Iterator[Due]:
    for who, history in chronicle.histories.items():
        for step in history.steps:
            if step.earliest > on and step.status in ("party", "former-party", "contracting-state"):
                event = {"party": "entry_into_force", "contracting-state": "consent"}.get(step.status, step.ended_by or "withdrawal")
                yield who, step.earliest, step.day, event, step.basis, step.article, step.because
        for one in history.exits:
            if not one.revoked[0] and not one.void:
                yield from _deadlines(chronicle, who, one.notified)
        yield from _first_notice(chronicle, who, on)
    for step in chronicle.standing.steps:
        if step.earliest > on:
            yield None, step.earliest, step.day, f"treaty_{step.status.replace('-', '_')}", step.basis, step.article, step.because


def _deadlines(chronicle: Chronicle, who: str, notified: str | None) -> Iterator[Due]:
    notices = [a.date for a in chronicle.treaty.participants[who].actions if a.kind == "notice_of_withdrawal" and a.date is not None]
    for given in notices:
        if str(given) != notified:
            continue
        for deadline in chronicle.treaty.clauses.deadlines:
            if deadline.after == "notice":
                for word, delay in (("earliest", deadline.from_), ("latest", deadline.to)):
                    due = delay.after(given)
                    text = f"{deadline.what}: {word} day, {delay} after the notice of {given}"
                    yield who, due.earliest.isoformat(), str(due), f"deadline_{word}", "computed", deadline.article, text


def _first_notice(chronicle: Chronicle, who: str, on: str) -> Iterator[Due]:
    """The first day on which a party may give notice, where the clause locks it in."""
    clause = chronicle.treaty.clauses.withdrawal
    if clause is None or not isinstance(clause.not_before, Anchor):
        return
    parties = [ruling.day for ruling in chronicle.rulings.get(who, ()) if ruling.status == "party"]
    force = chronicle.force.ruling
    start = parties[-1] if clause.not_before.after == "own_entry_into_force" and parties else force.day if force else None
    if start is None or not parties or chronicle.history(who).on(on).status not in ("party", "contracting-state"):
        return
    first = clause.not_before.delay.after(start)
    text = f"first day for a notice: {clause.not_before.delay} after {start}"
    yield who, first.earliest.isoformat(), str(first), "earliest_notice", "computed", clause.article, text
