"""A drawn table for a terminal, the caption under it. Where the line is too short for it, one block per row.

The only file that imports Rich.
"""

from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Drawn
from rich.text import Text

from openskies_cli.table import Column, Table, said
from openskies_cli.view import tame

STYLES = {
    "party": "green",
    "effective": "green",
    "in-force": "green",
    "former-party": "dim",
    "none": "dim",
    "revoked": "dim",
    "without-effect": "dim",
    "past": "dim",
    "signatory": "yellow",
    "contracting-state": "yellow",
    "pending": "yellow",
    "future": "yellow",
    "withdrawal-pending": "yellow",
    "unverified": "yellow",
    "uncertain": "magenta",
    "undetermined": "magenta",
    "disputed": "red",
}
"""A word -> how it looks. The word alone says everything: colour only repeats it."""

FOLDED = ("text", "notes", "words")
"""Kinds of cells that may run over several lines; days, words and numbers never do."""

NARROWEST = 16
"""A folded column is not squeezed below this many cells, or below its longest word."""

BETWEEN = 2
"""Cells of padding beside a column."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:
    """A table, or blocks. Without a `width` every column is as wide as it wants to be."""
    grid = [[tame(said(column, cell)) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]
    wanted = [_wanted(column, [line[i] for line in grid]) for i, column in enumerate(table.columns)]
    least = [low for low, _ in wanted]
    fits = width is None or sum(least) + BETWEEN * len(least) <= width
    natural = sum(full for _, full in wanted) + BETWEEN * len(wanted)
    console = Console(
        file=out,
        width=natural if width is None else width,
        height=25,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )
    if fits:
        _draw(console, table, grid, least)
    else:
        _stack(console, table, grid)
    if table.caption:
        console.print(Text(tame(table.caption), style="italic"), soft_wrap=width is None)


def _draw(console: Console, table: Table, grid: list[list[str]], least: list[int]) -> None:
    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column, low in zip(table.columns, least, strict=True):
        justify: JustifyMethod = "right" if column.kind == "count" else "left"
        drawn.add_column(Text(column.label), no_wrap=column.kind not in FOLDED, min_width=low, justify=justify)
    for line in grid:
        drawn.add_row(*(_styled(column, text) for column, text in zip(table.columns, line, strict=True)))
    console.print(drawn)


def _stack(console: Console, table: Table, grid: list[list[str]]) -> None:
    """One block per row, `key: value`; what a row has not is left out."""
    for line in grid:
        for column, text in zip(table.columns, line, strict=True):
            if text:
                console.print(Text.assemble((f"{column.label}: ", "bold"), _styled(column, text)))
        console.print()


def _styled(column: Column, text: str) -> Text:
    return Text(text, style=STYLES.get(text, "") if column.kind in ("word", "words", "notes") else "")


def _wanted(column: Column, texts: list[str]) -> tuple[int, int]:
    """The least and the natural width of a column, in cells."""
    full = max(cell_len(text) for text in (column.label, *texts))
    if column.kind not in FOLDED:
        return full, full
    word = max((cell_len(part) for text in (column.label, *texts) for part in text.split()), default=1)
    return min(full, max(word, NARROWEST)), full
