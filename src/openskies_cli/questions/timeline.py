"""What happened and what follows from it, in order: acts, first days of a status, and what befell the treaty itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import CARRIED, TimelineEntry
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("date", "day", short=True),
    Column("event", "word", short=True),
    Column("state", "word", short=True, spare=4),
    Column("status_after", "word", short=True, spare=1),
    Column("basis", "word", short=True, spare=2),
    Column("article", "text", short=True, spare=3),
    Column("sources", "words"),
    Column("coverage_through", "day"),
    Column("towards", "words", short=True, flows=True),
    Column("territory", "words", short=True, flows=True),
    Column("scope", "words", short=True, flows=True),
    Column("effect", "day"),
    Column("until", "day", short=True, flows=True),
    Column("by", "words"),
    Column("note", short=True, flows=True),
)

Told = tuple[str, "str | None", "str | None", TimelineEntry]
"""treaty, participant (None: the treaty itself), coverage_through, entry"""


def answer(register: "Register", *, on: str, who: Sequence[str] = (), treaty: Sequence[str] = ()) -> Table:
    """All acts on record of those named (default: everyone, and the treaty's own events), their state as of `on`."""
    treaties = register.treaties(treaty)
    codes = register.codes(who, on)
    told: list[Told] = []
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        for code in codes or chronicle.histories:
            history = chronicle.history(code)
            told += [(treaty_id, code, history.coverage_through, entry) for entry in history.timeline]
        if not codes:
            standing = chronicle.standing
            told += [(treaty_id, None, standing.coverage_through, entry) for entry in standing.timeline]
    told.sort(key=_in_time)
    rows = [_row(register, on, *each) for each in told]
    whose = ", ".join(register.name(code, on) for code in codes) or "everyone"
    caption = f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}: {whose}; state as of {on}."
    return Table.of(COLUMNS, rows, caption, about=treaties, quiet=("participant",) if len(codes) == 1 else ())


def _in_time(told: Told) -> tuple[str, str, str, str]:
    """By treaty, day and participant; on one day the order of the record stays."""
    treaty_id, code, _, entry = told
    return treaty_id, entry.earliest, entry.latest, code or ""


def _row(register: "Register", on: str, treaty_id: str, code: str | None, through: str | None, entry: TimelineEntry) -> dict[str, object]:
    return {
        "treaty": treaty_id,
        "participant": code,
        "name": register.name(code, on) if code else None,
        "on": on,
        "date": entry.date,
        "event": entry.event,
        "state": entry.state(on),
        "status_after": entry.status_after,
        "basis": entry.basis,
        "article": entry.article,
        "sources": entry.sources,
        "coverage_through": through,
        **dict(zip(CARRIED, entry.carried, strict=True)),
    }
