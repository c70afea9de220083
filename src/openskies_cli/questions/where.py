"""Which records are read, and why those."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (Column("key", "word", short=True), Column("value", short=True), Column("why", short=True))


def answer(register: "Register") -> Table:
    """The folder, its files, and what is taken from the bundled records instead."""
    ids = register.treaty_ids()
    files = [(name.removesuffix(".yaml"), register.path(name), _whose(register, name)) for name in ("participants.yaml", "seeds")]
    rows: list[dict[str, object]] = [
        {"key": "records", "value": register.folder, "why": register.why},
        *_order(register),
        {"key": "treaties", "value": str(len(ids)), "why": _some(ids)},
        *[dict[str, object](key=key, value=path, why=why) for key, path, why in files],
        *_settings(register),
    ]
    return Table.of(COLUMNS, rows, "Another folder: --data DIR, OPENSKIES_DATA, or an openskies.toml in a folder above.")


def _order(register: "Register") -> list[dict[str, object]]:
    """How the records of one's own and the bundled ones stand to each other."""
    if register.is_bundled:
        return []
    if not register.on_top:
        return [{"key": "order", "value": "only", "why": "these records answer alone; of the bundled ones only files that are missing"}]
    own, gone = register.own_ids(), register.replaced()
    above = f"these records stand on top of the bundled ones in {register.below}; --only leaves those out"
    return [
        {"key": "order", "value": "on top", "why": above},
        {"key": "own", "value": str(len(own)), "why": _some(own)},
        {"key": "replaced", "value": str(len(gone)), "why": _some(gone, 50) or "no bundled record has the id of one of these"},
    ]


def _settings(register: "Register") -> list[dict[str, object]]:
    """The openskies.toml that counts, and those that were not read."""
    told = register.settings
    rows: list[dict[str, object]] = [{"key": "not-read", "value": why.split(" ", 1)[0], "why": why} for why in register.unread]
    if told is not None:
        stands = "" if told.records else "; no data/treaties stands beside it, so it sets defaults only"
        rows.append({"key": "settings", "value": told.path, "why": told.said() + stands})
    return rows


def _some(ids: Sequence[str], most: int = 6) -> str:
    return ", ".join(ids[:most]) + (" …" if len(ids) > most else "")


def _whose(register: "Register", name: str) -> str:
    if register.path(name) != register.own(name):
        return "this folder has none of its own: the bundled one is read"
    if not register.on_top:
        return "in this folder"
    gone = register.replaced("seeds") if name == "seeds" else []
    return (
        "in this folder, on top of the bundled " + ("ones" if name == "seeds" else "one") + (f"; in place of {_some(gone)}" if gone else "")
    )
