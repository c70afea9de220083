"""Up to when the records are complete: the days a whole list was seen, who was seen later, what is known to be missing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.model import Treaty
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("on", "day"),
    Column("kind", "word", short=True),
    Column("participant", "word", short=True),
    Column("name"),
    Column("since", "day", short=True),
    Column("through", "day", short=True),
    Column("covers", "yes_no", short=True, label="covers the day"),
    Column("text", short=True),
    Column("sources", "words"),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """Rows of kind list, seen, gap and counted; without treaties named, of all of them."""
    rows: list[tuple[object, ...]] = []
    treaties = register.treaties(treaty or ("all",))
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        through = chronicle.standing.coverage_through
        for kind, who, since, until, covers, text, sources in _rows(chronicle.treaty, on):
            rows.append((treaty_id, on, kind, who, register.name(who, on) if who else None, since, until, covers, text, sources, through))
    whole = sum(row[2] == "list" and row[7] is True for row in rows)
    return Table(COLUMNS, rows, f"As of {on}: {whole} of {len(treaties)} records cover that day.", about=treaties)


Row = tuple[str, str | None, str | None, str | None, bool | None, str | None, tuple[str, ...]]
"""kind, participant, since, through, covers, text, sources"""


def _rows(treaty: "Treaty", on: str) -> Iterator[Row]:
    since, through, sources = treaty.coverage
    if through is None:
        yield "list", None, None, None, False, "the record vouches for nothing", ()
    else:
        covers = (since is None or since.earliest.isoformat() <= on) and on <= through.earliest.isoformat()
        yield "list", None, None if since is None else str(since), str(through), covers, "a complete list was seen", sources
    for who, day in treaty.seen.items():
        yield "seen", who, None, str(day), on <= day.earliest.isoformat(), "seen later than the list", ()
    for gap in treaty.gaps:
        yield "gap", gap.participant or None, None if gap.about is None else str(gap.about), None, None, gap.note or gap.kind, ()
    for count in treaty.counted:
        stated = [
            f"{word} {n}"
            for word, n in (("signatures", count.signatures), ("instruments", count.instruments), ("parties", count.parties))
            if n is not None
        ]
        text = ", ".join(stated) + (f": {count.why}" if count.why else "")
        yield "counted", None, str(count.on), str(count.on), None, text, (count.source,) if count.source else ()
