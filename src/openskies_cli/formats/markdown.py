"""A table for a page in Markdown (as GitHub reads it), the caption under it."""

from typing import TextIO

from openskies_cli.table import Table, said
from openskies_cli.view import tame

SPECIAL = "\\`*_[]<>|~#&"
"""What Markdown reads as markup anywhere in a cell. Escaped, it is text."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - nothing is cut or coloured
    """Header, rule (numbers to the right), rows, caption. Without any row the caption says so alone."""
    if table.lead:
        out.write(f"{_text(table.lead)}\n\n")
    if not table.rows and table.caption:
        out.write(f"{_text(table.caption)}\n")
        return
    out.write(_line([_text(column.label) for column in table.columns]))
    out.write(_line(["---:" if column.kind == "count" else "---" for column in table.columns]))
    out.writelines(_line([_text(said(column, cell)) for column, cell in zip(table.columns, row, strict=True)]) for row in table.rows)
    if table.caption:
        out.write(f"\n{_text(table.caption)}\n")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _text(text: str) -> str:
    return "".join("\\" + c if c in SPECIAL else c for c in tame(text))
