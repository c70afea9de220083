"""Which records are read, and why those."""

from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (Column("key", "word", short=True), Column("value", short=True), Column("why", short=True))


def answer(register: "Register") -> Table:
    """The folder, its files, and what is taken from the bundled records instead."""
    ids = register.treaty_ids()
    files = [(name.removesuffix(".yaml"), register.path(name), _whose(register, name)) for name in ("participants.yaml", "seeds")]
    rows = [
        {"key": "records", "value": register.folder, "why": register.why},
        {"key": "treaties", "value": str(len(ids)), "why": ", ".join(ids[:6]) + (" …" if len(ids) > 6 else "")},
        *({"key": key, "value": path, "why": why} for key, path, why in files),
    ]
    return Table.of(COLUMNS, rows, "Another folder: --data DIR, OPENSKIES_DATA, or an openskies.toml in a folder above.")


def _whose(register: "Register", name: str) -> str:
    own = register.path(name) == register.own(name)
    return "in this folder" if own else "this folder has none of its own: the bundled one is read"
