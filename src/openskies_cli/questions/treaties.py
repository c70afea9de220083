"""Which treaties there are records of, and how they stand on a day; or which of them bind a participant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused
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

OF = (
    Column("treaty", "word", short=True),
    Column("title", short=True),
    Column("treaty_status", "word"),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("status", "word", short=True, nothing="no status"),
    Column("certainty", "word", short=True),
    Column("since", "day", short=True),
    Column("ended_by", "word", short=True),
    Column("coverage_through", "day"),
)


def answer(register: "Register", *, on: str, of: str | None = None, status: str | None = None) -> Table:
    """One row per record; with `of`, those towards which that participant has `status` (default party; all)."""
    if status and of is None:
        raise Refused(2, "--status needs --of WHO: whose status it is")
    return _records(register, on) if of is None else _of(register, register.participant(of, on), on, status or "party")


def _records(register: "Register", on: str) -> Table:
    rows: list[tuple[object, ...]] = []
    for treaty_id in register.treaties(["all"]):
        chronicle = register.chronicle(treaty_id)
        record, standing = chronicle.treaty, chronicle.standing
        s = standing.on(on)
        found = [history.on(on).status for history in chronicle.histories.values()]
        counts = (found.count(word) for word in ("party", "contracting-state", "signatory", "former-party", "undetermined"))
        in_force = chronicle.force.ruling
        facts = (record.title or record.short_title or None, on, s.status, s.certainty, _text(record.adopted))
        covered = (_text(record.coverage.since), standing.coverage_through)
        rows.append((treaty_id, *facts, _text(in_force.day) if in_force else None, *counts, record.depositaries, *covered))
    return Table(COLUMNS, rows, f"As of {on}.")


def _of(register: "Register", code: str, on: str, wanted: str) -> Table:
    rows: list[tuple[object, ...]] = []
    treaties: Sequence[str] = register.treaties(["all"])
    name = register.name(code, on)
    for treaty_id in treaties:
        history = register.history(treaty_id, code)
        s = history.on(on)
        if wanted in ("all", s.status):
            facts = (register.title(treaty_id), register.standing(treaty_id, on).status, code, name, on)
            rows.append((treaty_id, *facts, s.status, s.certainty, s.since, s.ended_by, history.coverage_through))
    what = (
        ""
        if wanted == "all"
        else f" towards which it is {wanted.replace('-', ' ')}"
        if wanted != "none"
        else " in which no action of it is on record"
    )
    return Table(OF, rows, f"{name}, as of {on}: {len(rows)} of {len(treaties)} treaties{what}.")


def _text(day: object) -> str | None:
    return None if day is None else str(day)
