"""Aligned columns without colour, box or cut: for pipes, mails and eyes. The caption is the last line, after an empty one."""

from openskies_cli.table import Table, said
from openskies_cli.view import cells, tame

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from typing import TextIO


def write(table: Table, out: "TextIO", *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - nothing is cut or coloured
    """Header, rows, caption. Numbers stand to the right. Without any row the caption says so alone."""
    if table.lead:
        out.write(f"{tame(table.lead)}\n\n")
    if not table.rows and table.caption:
        out.write(f"{tame(table.caption)}\n")
        return
    grid = [table.keys(), *([tame(said(column, cell)) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows)]
    measured = [[(text, cells(text)) for text in line] for line in grid]
    widths = [max(w for _, w in column) for column in zip(*measured, strict=True)]
    numbers = [column.kind == "count" for column in table.columns]
    for line in measured:
        parts = [
            " " * (full - w) + text if number else text + " " * (full - w)
            for (text, w), full, number in zip(line, widths, numbers, strict=True)
        ]
        out.write("  ".join(parts).rstrip() + "\n")
    if table.caption:
        out.write(f"\n{tame(table.caption)}\n")
