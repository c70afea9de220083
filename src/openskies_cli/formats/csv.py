"""Comma-separated values, a contract: header always, UTF-8, LF, nothing is the empty cell, lists joined by one space."""

import csv
from typing import TextIO

from openskies_cli.table import Column, Table, coded
from openskies_cli.view import tame

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula; the wide forms too, where it reads Japanese or Chinese."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """Every row as one record."""
    write_separated(table, out, ",", keep="\t\n")


def write_separated(table: Table, out: TextIO, separator: str, *, keep: str) -> None:
    """Header and rows; `keep` are the control characters that a quoted cell can carry."""
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(table.keys())
    for row in table.rows:
        writer.writerow([_cell(column, cell, keep) for column, cell in zip(table.columns, row, strict=True)])


def _cell(column: Column, cell: object, keep: str) -> str:
    """A cell as text; one that a spreadsheet would calculate gets a leading apostrophe."""
    text = str(cell).lower() if isinstance(cell, bool) else coded(column, cell)
    guard = "'" if column.kind != "count" and text.startswith(FORMULA) else ""
    return guard + tame(text.replace("\r\n", "\n"), keep)
