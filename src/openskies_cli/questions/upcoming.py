"""What takes effect or falls due next: entries into force, exits, expiry, conferences, the first day for a notice.

Only what had been done by that day is followed: the answer of a past day is the one that could have been given then.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.clauses import Anchor
from openskies_cli.dates import OPEN_END, Day, full, months
from openskies_cli.derive import Chronicle
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("date", "day", short=True),
    Column("days", "count", short=True),
    Column("event", "word", short=True),
    Column("basis", "word"),
    Column("article", short=True),
    Column("text", short=True, flows=True),
    Column("coverage_through", "day"),
)


class Due(NamedTuple):
    """What takes effect or falls due; `earliest` is its first possible day, the other fields are columns."""

    participant: str | None
    earliest: str
    date: str
    event: str
    basis: str
    article: str
    text: str


def answer(register: "Register", *, on: str, within: str | None = None, treaty: Sequence[str] = ()) -> Table:
    """Rows by day, from the day after `on` to the end of the span `within` (180d, 6m, 1y)."""
    last = _last_day(on, within or "180d")
    rows: list[dict[str, object]] = []
    treaties = register.treaties(treaty)
    for treaty_id in treaties:
        chronicle = register.as_notified(treaty_id, on)
        rows += [_row(register, chronicle, due, on) for due in _due(chronicle, on) if on < due.earliest <= last]
    rows.sort(key=lambda row: (str(row["date"]), str(row["treaty"]), str(row["participant"] or "")))
    what = "" if rows else ": nothing on record takes effect or falls due"
    return Table.of(COLUMNS, rows, f"From {on} to {last}, by the acts dated up to {on}{what}{_unseen(register, treaties, on)}.")


def _unseen(register: "Register", treaties: Sequence[str], on: str) -> str:
    """Of which treaties later acts are not known: one by its day, several by their number and the oldest day."""
    standings = {treaty_id: register.chronicle(treaty_id).standing for treaty_id in treaties}
    seen = sorted((one.seen, treaty_id) for treaty_id, one in standings.items() if one.sure < on)
    if not seen:
        return ""
    day = standings[seen[0][1]].seen_through or "no day"
    if len(treaties) == 1:
        return f"; acts after {day} are not known"
    return f"; acts later than the lists are not known ({len(seen)} of {len(treaties)} treaties, the oldest list seen on {day})"


def _last_day(on: str, span: str) -> str:
    number, unit = int(span[:-1]), span[-1]
    first = full(on)
    try:
        last = first + timedelta(number) if unit == "d" else months(first, number * (12 if unit == "y" else 1))
    except (OverflowError, ValueError):
        return OPEN_END.isoformat()  # the end of the calendar
    return last.isoformat()


def _row(register: "Register", chronicle: Chronicle, due: Due, on: str) -> dict[str, object]:
    code = due.participant
    return {
        "treaty": chronicle.treaty.id,
        "participant": code,
        "name": register.name(code, on) if code else None,
        "on": on,
        "date": due.date,
        "days": (full(due.earliest) - full(on)).days,
        "event": due.event,
        "basis": due.basis or None,
        "article": due.article or None,
        "text": due.text or None,
        "coverage_through": (chronicle.history(code) if code else chronicle.standing).coverage_through,
    }


def _due(chronicle: Chronicle, on: str) -> Iterator[Due]:
    for code, history in chronicle.histories.items():
        for step in history.steps:
            if step.earliest > on and step.status in ("party", "former-party", "contracting-state"):
                event = {"party": "entry_into_force", "contracting-state": "consent"}.get(step.status, step.ended_by or "withdrawal")
                yield Due(code, step.earliest, step.day, event, step.basis, step.article, step.because)
        for exit_ in history.exits:
            if not exit_.revoked[0] and not exit_.void:
                yield from _deadlines(chronicle, code, exit_.notified)
        yield from _first_notice(chronicle, code, on)
    for step in chronicle.standing.steps:
        if step.earliest > on:
            event = f"treaty_{step.status.replace('-', '_')}"
            yield Due(None, step.earliest, step.day, event, step.basis, step.article, step.because)


def _deadlines(chronicle: Chronicle, code: str, notified: str | None) -> Iterator[Due]:
    acts = chronicle.treaty.participants[code].actions
    notices = [act.date for act in acts if act.kind == "notice_of_withdrawal" and act.date is not None and str(act.date) == notified]
    for given in notices:
        for deadline in chronicle.treaty.clauses.deadlines:
            if deadline.after == "notice":
                for word, delay in (("earliest", deadline.from_), ("latest", deadline.to)):
                    text = f"{deadline.what}: {word} day, {delay} after the notice of {given}"
                    yield _computed(code, delay.after(given), f"deadline_{word}", deadline.article, text)


def _first_notice(chronicle: Chronicle, code: str, on: str) -> Iterator[Due]:
    """The first day on which a party may give notice, where the clause locks it in."""
    clause = chronicle.treaty.clauses.withdrawal
    if clause is None or not isinstance(clause.not_before, Anchor):
        return
    parties = [ruling.day for ruling in chronicle.rulings.get(code, ()) if ruling.status == "party"]
    force = chronicle.force.ruling
    start = parties[-1] if clause.not_before.after == "own_entry_into_force" and parties else force.day if force else None
    if start is None or not parties or chronicle.history(code).on(on).status not in ("party", "contracting-state"):
        return
    text = f"first day for a notice: {clause.not_before.delay} after {start}"
    yield _computed(code, clause.not_before.delay.after(start), "earliest_notice", clause.article, text)


def _computed(code: str, day: Day, event: str, article: str, text: str) -> Due:
    return Due(code, day.earliest.isoformat(), str(day), event, "computed", article, text)
