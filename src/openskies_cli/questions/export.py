"""All tables of the records, as files: what was done, what follows from it, who is who, and on what it all rests.

Nothing here depends on today: histories are written whole, and names are those that participants.yaml prints.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openskies_cli.diagnostics import Refused
from openskies_cli.exports.datapackage import save
from openskies_cli.exports.tables import tables
from openskies_cli.table import Column, Table
from openskies_cli.writing import Unwritable, check_folder

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("file", "word", short=True),
    Column("table", short=True),
    Column("rows", "count", short=True),
    Column("columns", "count", short=True),
    Column("bytes", "count"),
)


def answer(register: "Register", *, folder: Sequence[str]) -> Table:
    """Writes the folder and gives one row per file."""
    if len(folder) != 1:
        raise Refused(2, f"one folder at a time: {' '.join(folder)}")
    place = folder[0]
    try:
        check_folder(place)
        resources = list(tables(register))
        register.tell("writing")
        written, kept = save(place, resources, _about(register))
    except Unwritable as unwritable:
        raise Refused(2, f"'{place}' {unwritable}") from None
    finally:
        register.tell("")
    if kept:
        shown = f"{', '.join(kept[:5])}{' …' if len(kept) > 5 else ''}"
        register.remarks.append(f"kept in {place}, since this program did not write it: {shown}")
    named = {f"{one.name}.csv": one for one in resources}
    rows = [
        (name, named[name].title, len(named[name].table.rows), len(named[name].table.columns), size)
        if name in named
        else (name, "what the tables and their columns are", None, None, size)
        for name, size in written
    ]
    return Table(COLUMNS, rows, f"Written to {place}.")


def _about(register: "Register") -> dict[str, Any]:
    about: dict[str, Any] = {
        "title": "Treaty membership: acts, what follows from them, and sources",
        "description": (
            "Acts are what States did; steps are what follows from the acts and the final clauses. A day is EDTF text (ISO 8601-2): "
            "known in part, it stands for one day within; *_earliest and *_latest are the two ends, empty where one is open."
        ),
    }
    if register.is_bundled:
        about["licenses"] = [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}
        ]
    if register.on_top:
        about["description"] += " Records of one's own stand on top of those that came with openskies, which are CC BY 4.0."
    return about
