"""Which records are read, and why those."""

from typing import TYPE_CHECKING

from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (Column("key", "word", short=True), Column("value", short=True), Column("why", short=True))


def answer(register: "Register") -> Table:
    """The folder, its files, and what is taken from the bundled records instead."""
    ids = register.treaty_ids()
    people, seeds = register.path("participants.yaml"), register.path("seeds")
    own = "in this folder"
    taken = "this folder has none of its own: the bundled one is read"
    rows = [
        ("records", register.folder, register.why),
        ("treaties", str(len(ids)), ", ".join(ids[:6]) + (" …" if len(ids) > 6 else "")),
        ("participants", people, own if people.startswith(register.folder) else taken),
        ("seeds", seeds, own if seeds.startswith(register.folder) else taken),
    ]
    return Table(COLUMNS, rows, "Another folder: --data DIR, OPENSKIES_DATA, or an openskies.toml in a folder above.")
