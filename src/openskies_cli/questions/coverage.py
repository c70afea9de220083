"""Up to when the records are complete: the days a whole list was seen, who was seen later, what is known to be missing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.model import Treaty
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("on", "day"),
    Column("kind", "word", short=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("since", "day", short=True),
    Column("through", "day", short=True),
    Column("covers", "yes_no", short=True, label="covers the day", spare=1),
    Column("text", short=True, flows=True),
    Column("sources", "words"),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """Rows of kind list, seen, gap and counted; without treaties named, of all of them."""
    rows = []
    treaties = register.treaties(treaty or ("all",))
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        through = chronicle.standing.coverage_through
        for span in _spans(chronicle.treaty, on):
            name = register.name(span.participant, on) if span.participant else None
            rows.append({"treaty": treaty_id, "on": on, "name": name, **span._asdict(), "coverage_through": through})
    whole = sum(row["kind"] == "list" and row["covers"] is True for row in rows)
    return Table.of(COLUMNS, rows, f"As of {on}: {whole} of {len(treaties)} records cover that day.", about=treaties)


class Span(NamedTuple):
    """Days of which something is known or missing; its fields are columns."""

    kind: str
    text: str | None
    participant: str | None = None
    since: str | None = None
    through: str | None = None
    covers: bool | None = None
    sources: tuple[str, ...] = ()


def _spans(treaty: "Treaty", on: str) -> Iterator[Span]:
    since, through, sources, closed, relations, territories = treaty.coverage
    if through is None:
        yield Span("list", "the record vouches for nothing", covers=False)
    else:
        covers = (since is None or since.earliest.isoformat() <= on) and on <= through.earliest.isoformat()
        yield Span("list", "a complete list was seen", since=day_text(since), through=str(through), covers=covers, sources=sources)
    if closed is not None:
        yield Span("closed", closed.why, since=str(closed.since), covers=closed.since.latest.isoformat() <= on)
    for kind, seen in (("relations", relations), ("territories", territories)):
        if seen is not None and seen.through is not None:
            covers = (seen.since is None or seen.since.earliest.isoformat() <= on) and on <= seen.through.earliest.isoformat()
            text = f"acts that concern {kind} were completely seen" + (f": {', '.join(seen.of)}" if seen.of else "")
            yield Span(kind, text, since=day_text(seen.since), through=str(seen.through), covers=covers, sources=seen.sources)
    for code, day in treaty.seen.items():
        yield Span("seen", "seen later than the list", code, through=str(day), covers=on <= day.earliest.isoformat())
    for gap in treaty.gaps:
        yield Span("gap", gap.note or gap.kind, gap.participant or None, since=day_text(gap.about))
    for count in treaty.counted:
        figures = {"signatures": count.signatures, "instruments": count.instruments, "parties": count.parties}
        stated = [f"{what} {number}" for what, number in figures.items() if number is not None]
        text = ", ".join(stated) + (f": {count.why}" if count.why else "")
        yield Span("counted", text, since=str(count.on), through=str(count.on), sources=(count.source,) if count.source else ())
