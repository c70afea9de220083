"""Tab-separated values: as csv, but a cell never holds a tab or a line break, so that `cut` and `awk` may read it."""

from typing import TextIO

from openskies_cli.formats.csv import write_separated
from openskies_cli.table import Table


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """Every row as one line."""
    write_separated(table, out, "\t", keep="")
