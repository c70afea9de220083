"""The documents that the records rest on, and what cites them: treaties, participants, acts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused, unknown
from openskies_cli.table import Column, Table, day_text, plural

if TYPE_CHECKING:
    from openskies_cli.model import Source
    from openskies_cli.reading import Citation
    from openskies_cli.register import Register

COLUMNS = (
    Column("source", "word", short=True),
    Column("kind", "word", short=True, spare=1),
    Column("publisher", short=True, flows=True),
    Column("title", short=True, flows=True),
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
    treaties = register.named(treaty or ["all"])
    for treaty_id in treaties:
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
            where = " in these records" if treaty else ""
            raise unknown(f"there is no document '{name}'{where}", name, everything, "openskies sources lists them")
    asked = list(dict.fromkeys(ids)) or (sorted(found) if treaty else everything)
    documents = {name: _document(register, name) for name in asked}
    if unused:
        asked = [name for name in asked if name not in found and not _claims(documents[name])]
    if ids and not unused:
        return _places(register, asked, documents, found)
    rows = [_row(name, documents[name], found.get(name, ())) for name in asked]
    what = "that nothing cites" if unused else f"that {', '.join(treaties)} cites" if treaty else "that the records rest on"
    return Table.of(COLUMNS, rows, f"{plural(len(rows), 'document')} {what}.")


def _document(register: "Register", name: str) -> "Source | None":
    """The document, or None where it is cited and not in seeds/."""
    try:
        return register.source(name)
    except Refused as refused:
        register.remarks.append(refused.sentence)
        return None


def _claims(document: "Source | None") -> int:
    return len(document.claims) if document else 0


def _row(name: str, document: "Source | None", cited: Sequence[Cited]) -> dict[str, object]:
    return {
        **_about(name, document),
        "date": day_text(document.date) if document else None,
        "citations": len(cited),
        "treaties": tuple(dict.fromkeys(treaty_id for treaty_id, _ in cited if treaty_id)),
        "claims": _claims(document),
        "addresses": document.addresses if document else (),
        "read": day_text(document.read) if document else None,
        "licence": (document.licence or None) if document else None,
        "notes": (document.notes or None) if document else None,
    }


def _about(name: str, document: "Source | None") -> dict[str, object]:
    if document is None:
        return {"source": name, "kind": None, "publisher": None, "title": None}
    return {"source": name, "kind": document.kind, "publisher": document.publisher or None, "title": document.title}


def _places(
    register: "Register", asked: Sequence[str], documents: "Mapping[str, Source | None]", found: Mapping[str, Sequence[Cited]]
) -> Table:
    """One row per citation; a document that nothing cites has one row without."""
    rows: list[dict[str, object]] = []
    people = register.people.participants
    for name in asked:
        about = _about(name, documents[name])
        for treaty_id, citation in found.get(name, ()):
            person = people.get(citation.participant)
            rows.append(
                {
                    **about,
                    "treaty": treaty_id or None,
                    "participant": citation.participant or None,
                    "name": person.name if person else None,
                    "citation": citation.what,
                    "date": citation.date or None,
                    "line": citation.place.line,
                }
            )
        if name not in found:
            rows.append({**about, **dict.fromkeys(("treaty", "participant", "name", "citation", "date", "line"))})
    captions = [_described(name, documents[name]) for name in asked]
    return Table.of(CITED, rows, "; ".join(captions) + ".")


def _described(name: str, document: "Source | None") -> str:
    if document is None:
        return f"{name}: cited, and not in seeds/"
    parts = (document.title, document.publisher, str(document.date or ""), *document.addresses)
    return f"{name}: " + ", ".join(part for part in parts if part)
