"""Who gave notice of withdrawal, and what became of it.

Counted are effective withdrawals, deemed withdrawals and expulsions, one each time. Never counted: withdrawal of consent,
suspension, expiry, extinction, announcements, the other side of a bilateral treaty.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import Exit
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name", short=True),
    Column("on", "day"),
    Column("kind", "word", short=True),
    Column("notified", "day", short=True),
    Column("effective", "day", short=True),
    Column("would_have_taken_effect", "day"),
    Column("effective_basis", "word", short=True),
    Column("state", "word", short=True),
    Column("coverage_through", "day"),
)

BY_YEAR = (
    Column("treaty", "word", short=True),
    Column("on", "day"),
    Column("by", "word", short=True),
    Column("year", "count", short=True),
    Column("count", "count", short=True),
    Column("participants", "words", short=True),
    Column("pending", "words", short=True),
    Column("disputed", "words", short=True),
    Column("revoked", "words", short=True),
    Column("coverage_through", "day"),
)

Found = tuple[str, str, Exit, str, "str | None"]
"""treaty, participant, exit, its state that day, coverage_through"""


def answer(
    register: "Register",
    *,
    on: str,
    treaty: Sequence[str] = (),
    year: str | None = None,
    from_: str | None = None,
    until: str | None = None,
    by: str | None = None,
    by_year: bool = False,
) -> Table:
    """All notices on record, their state as of `on`. `year`, `from_`, `until` (inclusive) choose by the day that `by` names."""
    clock = by or "effect"
    first, last = from_ or "0000-00-00", until or "9999-99-99"
    if year:
        first, last = max(first, f"{year}-01-01"), min(last, f"{year}-12-31")
    chosen = bool(year or from_ or until)
    treaties = register.treaties(treaty)
    found: list[Found] = []
    for treaty_id in treaties:
        for code, history in register.histories(treaty_id).items():
            for one in history.exits:
                start, end = _clock(one, clock)
                if not chosen or (start and start <= last and end >= first):
                    found.append((treaty_id, code, one, one.state(on), history.coverage_through))
    found.sort(key=lambda item: (item[0], _clock(item[2], clock)[0] or "9999", item[1]))
    what = "notice" if clock == "notice" else "effect"
    caption = f"As of {on}, by day of {what}; announcements, votes and laws are no notices."
    remarks = [f"no day lies between {first} and {last}"] if first > last else []
    if not by_year:
        rows = [
            (
                treaty_id,
                code,
                register.name(code, on),
                on,
                one.kind,
                one.notified,
                one.effective,
                one.would_have,
                one.basis,
                state,
                through,
            )
            for treaty_id, code, one, state, through in found
        ]
        return Table(COLUMNS, rows, caption, remarks=remarks)
    through_of = {treaty_id: register.chronicle(treaty_id).standing.coverage_through for treaty_id in treaties}
    return Table(BY_YEAR, _years(found, on, clock, through_of), caption, remarks=remarks)


def _clock(one: Exit, clock: str) -> tuple[str, str]:
    """The earliest and latest day that decides: of the notice, or of the effect (also the one a revoked notice would have had)."""
    if clock == "notice":
        return one.given
    if one.effect[0]:
        return one.effect
    return ("", "")


def _years(found: Sequence[Found], on: str, clock: str, through: "dict[str, str | None]") -> list[tuple[object, ...]]:
    """One row per treaty and year. What cannot be put into one year stands in a row without a year."""
    groups: dict[tuple[str, int | None], dict[str, list[str]]] = {}
    for treaty_id, code, one, state, _ in found:
        start, end = _clock(one, clock)
        if state == "without-effect" or (state == "revoked" and clock == "effect"):
            continue
        year = int(start[:4]) if start and start[:4] == end[:4] else None
        groups.setdefault((treaty_id, year), {}).setdefault(state, []).append(code)
    rows: list[tuple[object, ...]] = []
    for treaty_id, year in sorted(groups, key=lambda key: (key[0], key[1] is None, key[1] or 0)):
        states = groups[treaty_id, year]
        effective = states.get("effective", [])
        others = (tuple(states.get(state, ())) for state in ("pending", "disputed", "revoked"))
        rows.append((treaty_id, on, clock, year, len(effective), tuple(effective), *others, through[treaty_id]))
    return rows
