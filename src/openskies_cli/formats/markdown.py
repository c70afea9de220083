"""A table for a page in Markdown (as GitHub reads it), the caption under it."""

import re
from collections.abc import Iterable
from typing import TextIO

from openskies_cli.table import Column, Table, said
from openskies_cli.view import addressed, documents, tame

SPECIAL = "\\`*_[]<>|~#&"
"""What Markdown reads as markup anywhere in a cell. Escaped, it is text."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - nothing is cut or coloured
    """Header, rule (numbers to the right), rows, caption. Without any row the caption says so alone."""
    if table.lead:
        out.write(f"{_text(table.lead)}\n\n")
    if not table.rows and table.caption:
        out.write(f"{_linked(addressed(tame(table.caption)))}\n")
        return
    out.write(_line([_text(column.label) for column in table.columns]))
    out.write(_line(["---:" if column.kind == "count" else "---" for column in table.columns]))
    out.writelines(_line([_cell(table, column, cell) for column, cell in zip(table.columns, row, strict=True)]) for row in table.rows)
    if table.caption:
        out.write(f"\n{_linked(addressed(tame(table.caption)))}\n")


ENDS = {"(": "%28", ")": "%29", "|": "%7C", "`": "%60"}
"""What would end a link, or its cell, before its end."""


def _cell(table: Table, column: Column, cell: object) -> str:
    """A cell as it reads; a document leads to where it can be read."""
    return _linked(documents(table, column, cell), " ") or _text(said(column, cell))


def _linked(pieces: Iterable[tuple[str, str]], between: str = "") -> str:
    return between.join(f"[{_text(text)}]({_link(link)})" if link else _text(text) for text, link in pieces)


def _link(link: str) -> str:
    """A link as it can stand between parentheses; what would be read as a character by its name stays what it is."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", "".join(ENDS.get(c, c) for c in link))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _text(text: str) -> str:
    return "".join("\\" + c if c in SPECIAL else c for c in tame(text))
