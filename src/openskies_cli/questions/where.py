"""Which records are read, and why those."""

from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (Column("key", "word", short=True), Column("value", short=True), Column("why", short=True))


def answer(register: "Register") -> Table:
    """The folder, its files, and what is taken from the bundled records instead."""
    ids = register.treaty_ids()
    rows = [
        ("records", register.folder, register.why),
        ("treaties", str(len(ids)), ", ".join(ids[:6]) + (" …" if len(ids) > 6 else "")),
        *((name.removesuffix(".yaml"), register.path(name), _whose(register, name)) for name in ("participants.yaml", "seeds")),
    ]
    return Table(COLUMNS, rows, "Another folder: --data DIR, OPENSKIES_DATA, or an openskies.toml in a folder above.")


def _whose(register: "Register", name: str) -> str:
    own = register.path(name) == register.own(name)
    return "in this folder" if own else "this folder has none of its own: the bundled one is read"
