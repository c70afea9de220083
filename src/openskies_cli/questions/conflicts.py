"""Where sources disagree, and where an act is doubted: every reading side by side, with why one is followed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.model import Action
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("kind", "word", short=True, spare=2),
    Column("action", "word", short=True),
    Column("date", "day", short=True),
    Column("effect", "day", short=True),
    Column("sources", "words"),
    Column("other_action", "word", short=True, spare=1),
    Column("other_date", "day", short=True),
    Column("other_effect", "day", short=True, spare=3),
    Column("other_source", "word", short=True, flows=True),
    Column("why", short=True, flows=True),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """One row for each other report of an act (also_reported) and for each act that is contested or only reported."""
    rows = []
    treaties = register.treaties(treaty)
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        for code, entry in chronicle.treaty.participants.items():
            whose = {"treaty": treaty_id, "participant": code, "name": register.name(code, on), "on": on}
            through = chronicle.history(code).coverage_through
            for act in entry.actions:
                said = {"action": act.kind, "date": day_text(act.date), "effect": day_text(act.effect), "sources": act.sources}
                rows += [{**whose, **said, **other, "coverage_through": through} for other in _others(act)]
    named = register.title(treaties[0]) if len(treaties) == 1 else f"{len(treaties)} treaties"
    return Table.of(COLUMNS, rows, f"{named}: {len(rows)} readings that are not followed, or doubted.", about=treaties)


NOTHING_ELSE = dict.fromkeys(("other_action", "other_date", "other_effect", "other_source"))


def _others(act: "Action") -> Iterator[dict[str, object]]:
    """Every other reading of an act: why it is doubted, and what else is reported."""
    if act.fact != "established":
        by = f"contested by {', '.join(act.contested_by)}" if act.contested_by else None
        yield {"kind": act.fact, **NOTHING_ELSE, "why": act.why or by or act.notes or None}
    for other in act.also_reported:
        yield {
            "kind": "also_reported",
            "other_action": other.action or None,
            "other_date": day_text(other.date),
            "other_effect": day_text(other.effect),
            "other_source": other.source or None,
            "why": other.why or None,
        }
