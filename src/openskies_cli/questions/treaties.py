"""Which treaties there are records of, and how they stand on a day; or which of them bind a participant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused
from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("title", short=True, spare=2),
    Column("on", "day"),
    Column("treaty_status", "word", short=True, nothing="not yet made"),
    Column("certainty", "word"),
    Column("adopted", "day", short=True, spare=1),
    Column("in_force", "day", short=True, spare=4),
    Column("parties", "count", short=True),
    Column("contracting_states", "count"),
    Column("signatories", "count"),
    Column("former_parties", "count"),
    Column("undetermined", "count"),
    Column("depositaries", "words"),
    Column("coverage_from", "day"),
    Column("coverage_through", "day", short=True, spare=3),
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

COUNTED = {
    "parties": "party",
    "contracting_states": "contracting-state",
    "signatories": "signatory",
    "former_parties": "former-party",
    "undetermined": "undetermined",
}
"""The column of a count -> the status that is counted."""


def answer(
    register: "Register",
    treaty: Sequence[str] = ("all",),
    *,
    on: str,
    words: Sequence[str] = (),
    of: str | None = None,
    status: str | None = None,
) -> Table:
    """One row per record, or per record whose names hold these words; with `of`, those towards which that participant has
    `status` (default party; all). `treaty`: of these only.
    """
    if status and of is None:
        raise Refused(2, "--status needs --of WHO: whose status it is")
    treaties = register.treaties(register.holding(words) if words else treaty)
    return _records(register, treaties, on) if of is None else _of(register, treaties, register.participant(of, on), on, status or "party")


def _records(register: "Register", treaties: Sequence[str], on: str) -> Table:
    rows = []
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        record, standing = chronicle.treaty, register.standing(treaty_id, on)
        statuses = [history.on(on).status for history in chronicle.histories.values()]
        in_force = chronicle.force.ruling
        rows.append(
            {
                "treaty": treaty_id,
                "title": record.title or record.short_title or None,
                "on": on,
                "treaty_status": standing.status,
                "certainty": standing.certainty,
                "adopted": day_text(record.adopted),
                "in_force": str(in_force.day) if in_force else None,
                **{key: statuses.count(status) for key, status in COUNTED.items()},
                "depositaries": record.depositaries,
                "coverage_from": day_text(record.coverage.since),
                "coverage_through": chronicle.standing.coverage_through,
            }
        )
    return Table.of(COLUMNS, rows, f"As of {on}.")


def _of(register: "Register", treaties: Sequence[str], code: str, on: str, wanted: str) -> Table:
    rows = []
    name = register.name(code, on)
    for treaty_id in treaties:
        history = register.history(treaty_id, code)
        standing = history.on(on)
        if wanted in ("all", standing.status):
            rows.append(
                {
                    "treaty": treaty_id,
                    "title": register.title(treaty_id),
                    "treaty_status": register.standing(treaty_id, on).status,
                    "participant": code,
                    "name": name,
                    "on": on,
                    "status": standing.status,
                    "certainty": standing.certainty,
                    "since": standing.since,
                    "ended_by": standing.ended_by,
                    "coverage_through": history.coverage_through,
                }
            )
    what = (
        ""
        if wanted == "all"
        else f" towards which it is {wanted.replace('-', ' ')}"
        if wanted != "none"
        else " in which no action of it is on record"
    )
    return Table.of(OF, rows, f"{name}, as of {on}: {len(rows)} of {len(treaties)} treaties{what}.")
