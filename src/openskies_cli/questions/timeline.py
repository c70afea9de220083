"""What happened and what follows from it, in order: acts, first days of a status, and what befell the treaty itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import TimelineEntry
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name"),
    Column("on", "day"),
    Column("date", "day", short=True),
    Column("event", "word", short=True),
    Column("state", "word", short=True),
    Column("status_after", "word", short=True),
    Column("basis", "word", short=True),
    Column("article", "text", short=True),
    Column("sources", "words"),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, who: Sequence[str] = (), treaty: Sequence[str] = ()) -> Table:
    """All acts on record of those named (default: everyone, and the treaty's own events), their state as of `on`."""
    rows: list[tuple[tuple[object, ...], tuple[object, ...]]] = []
    treaties = register.treaties(treaty)
    codes = list(dict.fromkeys(register.participant(name, on) for name in who))
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        told: list[tuple[str | None, str | None, TimelineEntry]] = []
        for code in codes or chronicle.histories:
            history = chronicle.history(code)
            told += [(code, history.coverage_through, line) for line in history.timeline]
        if not codes:
            told += [(None, chronicle.standing.coverage_through, line) for line in chronicle.standing.timeline]
        for order, (doer, through, line) in enumerate(told):
            row = (
                treaty_id,
                doer,
                register.name(doer, on) if doer else None,
                on,
                line.date,
                line.event,
                line.state(on),
                line.status_after,
                line.basis,
                line.article,
                line.sources,
                through,
            )
            rows.append(((treaty_id, line.earliest, line.latest, doer or "", order), row))
    rows.sort(key=lambda item: item[0])
    whose = ", ".join(register.name(code, on) for code in codes) or "everyone"
    caption = f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}: {whose}; state as of {on}."
    return Table(COLUMNS, [row for _, row in rows], caption, about=treaties)
