"""Who gave notice of withdrawal, and what became of it.

Counted are effective withdrawals, deemed withdrawals and expulsions, one each time. Never counted: withdrawal of consent,
suspension, expiry, extinction, announcements, the other side of a bilateral treaty.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.history import Exit
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("kind", "word", short=True, spare=1),
    Column("notified", "day", short=True),
    Column("effective", "day", short=True),
    Column("would_have_taken_effect", "day"),
    Column("effective_basis", "word", short=True, spare=2),
    Column("state", "word", short=True),
    Column("coverage_through", "day"),
    Column("seen", "day"),
    Column("alpha3", "word"),
    Column("may", "yes_no", short=True),
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


class Found(NamedTuple):
    """One exit that was asked for, and its state that day."""

    treaty_id: str
    code: str
    exit: Exit
    state: str
    coverage_through: str | None
    seen: str | None


def answer(
    register: "Register",
    *,
    on: str,
    who: Sequence[str] = (),
    treaty: Sequence[str] = (),
    year: str | None = None,
    from_: str | None = None,
    until: str | None = None,
    by: str | None = None,
    by_year: bool = False,
) -> Table:
    """All notices on record, their state as of `on`. `year`, `from_`, `until` (inclusive) choose by the day that `by` names.

    With `who`, of those only.
    """
    clock = by or "effect"
    first, last = from_ or "0000-00-00", until or "9999-99-99"
    if year:
        first, last = max(first, f"{year}-01-01"), min(last, f"{year}-12-31")
    treaties = register.treaties(treaty)
    codes = register.codes(who, on) if who else None
    every = not (year or from_ or until)
    found = [one for one in _all(register, treaties, on, codes) if every or _within(one.exit, clock, first, last)]
    found.sort(key=lambda one: (one.treaty_id, _clock(one.exit, clock)[0] or "9999", one.code))
    whose = f", of {len(codes)} asked about" if codes is not None else ""
    caption = f"As of {on}{whose}, by day of {clock}; announcements, votes and laws are no notices."
    remarks = [f"no day lies between {first} and {last}"] if first > last else []
    rows = [_row(register, one, on, clock) for one in found]
    if by_year:
        return Table.of(BY_YEAR, _years(register, found, on, clock), caption, remarks=remarks, quiet=("by",))
    quiet = () if any(row["may"] for row in rows) else ("may",)
    return Table.of(COLUMNS, rows, caption, remarks=remarks, quiet=quiet)


def _all(register: "Register", treaties: Sequence[str], on: str, codes: Sequence[str] | None) -> Iterator[Found]:
    for treaty_id in treaties:
        histories = register.histories(treaty_id)
        for code, history in histories.items() if codes is None else ((code, histories[code]) for code in codes if code in histories):
            for exit_ in history.exits:
                yield Found(treaty_id, code, exit_, exit_.state(on), history.coverage_through, history.seen_through)


def _within(exit_: Exit, clock: str, first: str, last: str) -> bool:
    """Whether the day that decides may lie between these two."""
    start, end = _clock(exit_, clock)
    return bool(start) and start <= last and end >= first


def _row(register: "Register", one: Found, on: str, clock: str) -> dict[str, object]:
    start, end = _clock(one.exit, clock)
    return {
        "treaty": one.treaty_id,
        "participant": one.code,
        "name": register.name(one.code, on),
        "on": on,
        "kind": one.exit.kind,
        "notified": one.exit.notified,
        "effective": one.exit.effective,
        "would_have_taken_effect": one.exit.would_have,
        "effective_basis": one.exit.basis,
        "state": one.state,
        "coverage_through": one.coverage_through,
        "seen": one.seen,
        "alpha3": register.alpha3(one.code),
        "may": bool(start) and start[:4] != end[:4],
    }


def _clock(exit_: Exit, clock: str) -> tuple[str, str]:
    """The earliest and latest day that decides: of the notice, or of the effect (also the one a revoked notice would have had)."""
    if clock == "notice":
        return exit_.given
    return exit_.effect if exit_.effect[0] else ("", "")


def _years(register: "Register", found: Sequence[Found], on: str, clock: str) -> Iterator[dict[str, object]]:
    """One row per treaty and year. What cannot be put into one year stands in a row without a year."""
    groups: dict[tuple[str, int | None], dict[str, list[str]]] = {}
    for one in found:
        start, end = _clock(one.exit, clock)
        if one.state == "without-effect" or (one.state == "revoked" and clock == "effect"):
            continue
        year = int(start[:4]) if start and start[:4] == end[:4] else None
        groups.setdefault((one.treaty_id, year), {}).setdefault(one.state, []).append(one.code)
    for treaty_id, year in sorted(groups, key=lambda key: (key[0], key[1] is None, key[1] or 0)):
        states = groups[treaty_id, year]
        effective = tuple(states.get("effective", ()))
        open_ones = {"disputed": (*states.get("disputed", ()), *states.get("undetermined", ()))}
        yield {
            "treaty": treaty_id,
            "on": on,
            "by": clock,
            "year": year,
            "count": len(effective),
            "participants": effective,
            **{state: tuple(states.get(state, ())) for state in ("pending", "revoked")},
            **open_ones,
            "coverage_through": register.chronicle(treaty_id).standing.coverage_through,
        }
