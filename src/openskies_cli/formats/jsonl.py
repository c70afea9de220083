"""JSON Lines, a contract: one object a line as in json; nothing is no bytes at all."""

from typing import TextIO

from openskies_cli.formats.json import pairs
from openskies_cli.table import Table


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """Every row as one line."""
    out.writelines("{" + ", ".join(pairs(table, row)) + "}\n" for row in table.rows)
