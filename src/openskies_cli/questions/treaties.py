"""Which treaties there are records of, and how they stand on a day."""

from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("title", short=True),
    Column("on", "day"),
    Column("treaty_status", "word", short=True),
    Column("certainty", "word"),
    Column("adopted", "day", short=True),
    Column("in_force", "day", short=True),
    Column("parties", "count", short=True),
    Column("contracting_states", "count"),
    Column("signatories", "count"),
    Column("former_parties", "count"),
    Column("undetermined", "count"),
    Column("depositaries", "words"),
    Column("coverage_from", "day"),
    Column("coverage_through", "day", short=True),
)


def answer(register: "Register", *, on: str) -> Table:
    """One row per record, with how many participants have which status that day."""
    rows: list[tuple[object, ...]] = []
    for tid in register.treaties(["all"]):
        chronicle = register.chronicle(tid)
        record, standing = chronicle.treaty, chronicle.standing
        s = standing.on(on)
        found = [history.on(on).status for history in chronicle.histories.values()]
        counts = (found.count(word) for word in ("party", "contracting-state", "signatory", "former-party", "undetermined"))
        in_force = chronicle.force.ruling
        rows.append(
            (
                tid,
                record.title or record.short_title or None,
                on,
                s.status,
                s.certainty,
                _text(record.adopted),
                _text(in_force.day) if in_force else None,
                *counts,
                record.depositaries,
                _text(record.coverage.since),
                standing.coverage_through,
            )
        )
    return Table(COLUMNS, rows, f"As of {on}.")


def _text(day: object) -> str | None:
    return None if day is None else str(day)
