"""All tables of the records, as files: what was done, what follows from it, who is who, and on what it all rests.

No table depends on today: histories are written whole, and names are those that participants.yaml prints. Only the description
of the package names the day on which it was made.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openskies_cli import __version__
from openskies_cli.diagnostics import Refused
from openskies_cli.exports.datapackage import Resource, save
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


SOURCES = (
    (
        "United Nations Office for Disarmament Affairs, treaties database, as harvested in 2018 (marked CC BY 4.0 by Our World in Data)",
        "https://disarmament.un.org/treaties",
    ),
    ("Dutch treaty database (Verdragenbank), Ministry of Foreign Affairs of the Netherlands", "https://verdragenbank.overheid.nl/"),
    ("Official gazettes and government statements, each in sources.csv with its licence as far as that is stated", ""),
    ("ISO 3166-1 and ISO 3166-3: codes of States", "https://www.iso.org/iso-3166-country-codes.html"),
    ("Unicode Common Locale Data Repository (Unicode License v3): names of States in several languages", "https://cldr.unicode.org/"),
)
"""On what the records that came with the program rest, as LICENSE-DATA.md says: title, address."""


def answer(register: "Register", *, on: str, folder: Sequence[str]) -> Table:
    """Writes the folder and gives one row per file."""
    if len(folder) != 1:
        raise Refused(2, f"one folder at a time: {' '.join(folder)}")
    place = folder[0]
    try:
        check_folder(place)
        resources = list(tables(register))
        register.tell("writing")
        written, kept = save(place, resources, _about(register, on, resources))
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


def _about(register: "Register", on: str, resources: Sequence[Resource]) -> dict[str, Any]:
    """What the description says of the whole: the program's version and the day make it citable."""
    about: dict[str, Any] = {
        "title": "Treaty membership: acts, what follows from them, and sources",
        "description": (
            "Acts are what States did; steps are what follows from the acts and the final clauses. A day is EDTF text (ISO 8601-2): "
            "known in part, it stands for one day within; *_earliest and *_latest are the two ends, empty where one is open. The code NA "
            "is Namibia, not a missing value; alpha3 stands beside."
        ),
        "version": __version__,
        "created": f"{on}T00:00:00Z",
    }
    named = SOURCES if register.is_bundled else [(name, "") for name in _publishers(resources)]
    if named:
        about["sources"] = [{"title": title, **({"path": path} if path else {})} for title, path in named]
    if register.is_bundled:
        about["licenses"] = [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}
        ]
    if register.on_top:
        about["description"] += " Records of one's own stand on top of those that came with openskies, which are CC BY 4.0."
    return about


def _publishers(resources: Sequence[Resource]) -> list[str]:
    """Who published the documents on which records of one's own rest."""
    (documents,) = (one.table for one in resources if one.name == "sources")
    at = documents.keys().index("publisher")
    return sorted({str(row[at]) for row in documents.rows if row[at]})
