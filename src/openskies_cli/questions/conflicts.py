"""Where sources disagree, and where an act is doubted: every reading side by side, with why one is followed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.model import Action
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name"),
    Column("on", "day"),
    Column("kind", "word", short=True),
    Column("action", "word", short=True),
    Column("date", "day", short=True),
    Column("effect", "day", short=True),
    Column("sources", "words"),
    Column("other_action", "word", short=True),
    Column("other_date", "day", short=True),
    Column("other_effect", "day", short=True),
    Column("other_source", "word", short=True),
    Column("why", short=True),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """One row for each other report of an act (also_reported) and for each act that is contested or only reported."""
    rows: list[tuple[object, ...]] = []
    treaties = register.treaties(treaty)
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        for who, entry in chronicle.treaty.participants.items():
            through = chronicle.history(who).coverage_through
            for act in entry.actions:
                said = (act.kind, _text(act.date), _text(act.effect), act.sources)
                rows += [(treaty_id, who, register.name(who, on), on, kind, *said, *other, through) for kind, *other in _others(act)]
    named = register.title(treaties[0]) if len(treaties) == 1 else f"{len(treaties)} treaties"
    return Table(COLUMNS, rows, f"{named}: {len(rows)} readings that are not followed, or doubted.", about=treaties)


def _others(act: "Action") -> Iterator[tuple[str, str | None, str | None, str | None, str | None, str | None]]:
    """kind, action, date, effect, source and why of every other reading."""
    if act.fact != "established":
        by = f"contested by {', '.join(act.contested_by)}" if act.contested_by else None
        yield act.fact, None, None, None, None, act.why or by or act.notes or None
    for other in act.also_reported:
        yield "also_reported", other.action or None, _text(other.date), _text(other.effect), other.source or None, other.why or None


def _text(day: object) -> str | None:
    return None if day is None else str(day)
