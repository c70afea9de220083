"""The documents that the records rest on, and what cites them: treaties, participants, acts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused, did_you_mean
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.model import Source
    from openskies_cli.records import Citation
    from openskies_cli.register import Register

COLUMNS = (
    Column("source", "word", short=True),
    Column("kind", "word", short=True),
    Column("publisher", short=True),
    Column("title", short=True),
    Column("date", "day", short=True),
    Column("citations", "count", short=True),
    Column("treaties", "words"),
    Column("claims", "count"),
    Column("addresses", "words"),
    Column("read", "day"),
    Column("licence"),
    Column("notes"),
)

CITED = (
    Column("source", "word", short=True),
    Column("kind", "word"),
    Column("publisher"),
    Column("title"),
    Column("treaty", "word", short=True, nothing="participants.yaml"),
    Column("participant", "word", short=True),
    Column("name", short=True),
    Column("citation", "word", short=True),
    Column("date", "day", short=True),
    Column("line", "count"),
)

Cited = tuple[str, "Citation"]
"""The treaty whose record cites (the empty string: participants.yaml), and the citation."""


def answer(register: "Register", *, ids: Sequence[str] = (), unused: bool = False, treaty: Sequence[str] = ()) -> Table:
    """One row per document; with `ids`, one row per place that cites one of them. `treaty`: only what these records cite."""
    found: dict[str, list[Cited]] = {}
    for treaty_id in register.named(treaty or ["all"]):
        register.tell(f"reading {treaty_id}")
        for citation in register.citations(treaty_id):
            found.setdefault(citation.source, []).append((treaty_id, citation))
    register.tell("")
    for citation in () if treaty else register.citations():
        found.setdefault(citation.source, []).append(("", citation))
    known = register.source_ids()
    everything = sorted({*known, *found})
    for name in ids:
        if name not in everything:
            remedy = did_you_mean(name, everything) or "openskies sources lists them"
            raise Refused(2, f"there is no document '{name}'{' in these records' if treaty else ''}; {remedy}")
    asked = list(dict.fromkeys(ids)) or (sorted(found) if treaty else everything)
    documents = {name: _document(register, name) for name in asked}
    if unused:
        asked = [name for name in asked if name not in found and not _claims(documents[name])]
    if ids and not unused:
        return _places(register, asked, documents, found)
    rows = [_row(name, documents[name], found.get(name, ())) for name in asked]
    what = "that nothing cites" if unused else f"that {', '.join(treaty)} cites" if treaty else "that the records rest on"
    return Table(COLUMNS, rows, f"{len(rows)} document{'' if len(rows) == 1 else 's'} {what}.")


def _document(register: "Register", name: str) -> "Source | None":
    """The document, or None where it is cited and not in seeds/."""
    try:
        return register.source(name)
    except Refused as refused:
        register.remarks.append(refused.sentence)
        return None


def _claims(document: "Source | None") -> int:
    return len(document.claims) if document else 0


def _row(name: str, document: "Source | None", cited: Sequence[Cited]) -> tuple[object, ...]:
    treaties = tuple(dict.fromkeys(treaty_id for treaty_id, _ in cited if treaty_id))
    if document is None:
        return (name, *[None] * 4, len(cited), treaties, 0, (), None, None, None)
    d = document
    return (
        name,
        d.kind,
        d.publisher or None,
        d.title,
        None if d.date is None else str(d.date),
        len(cited),
        treaties,
        _claims(d),
        d.addresses,
        None if d.read is None else str(d.read),
        d.licence or None,
        d.notes or None,
    )


def _places(
    register: "Register", asked: Sequence[str], documents: "Mapping[str, Source | None]", found: Mapping[str, Sequence[Cited]]
) -> Table:
    """One row per citation; a document that nothing cites has one row without."""
    rows: list[tuple[object, ...]] = []
    people = register.people.participants
    for name in asked:
        document = documents[name]
        about = (name, document.kind, document.publisher or None, document.title) if document else (name, None, None, None)
        for treaty_id, one in found.get(name, ()):
            who = people.get(one.participant)
            whose = (one.participant or None, who.name if who else None)
            rows.append((*about, treaty_id or None, *whose, one.what, one.date or None, one.place.line))
        if name not in found:
            rows.append((*about, *[None] * 6))
    captions = [_described(name, documents[name]) for name in asked]
    return Table(CITED, rows, "; ".join(captions) + ".")


def _described(name: str, document: "Source | None") -> str:
    if document is None:
        return f"{name}: cited, and not in seeds/"
    parts = (document.title, document.publisher, str(document.date or ""), *document.addresses)
    return f"{name}: " + ", ".join(part for part in parts if part)
