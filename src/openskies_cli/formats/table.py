"""A drawn table for a terminal, the caption under it. Where the line is too short for it, one block per row.

The only file that imports Rich.
"""

from collections.abc import Iterable, Sequence
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
"""Cells between two columns."""

BRANCHES = "├└─│ "
"""What `view.tree` draws before a text."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:
    """A table, or blocks. Without a `width` every column is as wide as it wants to be."""
    grid = [[tame(said(column, cell)) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]
    wanted = [_wanted(column, [line[i] for line in grid]) for i, column in enumerate(table.columns)]
    between = BETWEEN * (len(wanted) - 1)
    widths = fitted(wanted, None if width is None else width - between)
    console = Console(
        file=out,
        width=width or max(sum(widths) + between, cell_len(table.caption)),
        height=25,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    if widths:
        _draw(console, table, grid, widths)
    else:
        _stack(console, table, grid)
    if table.caption:
        console.print(Text(tame(table.caption), style="italic"))


def fitted(wanted: Sequence[tuple[int, int]], room: int | None) -> list[int]:
    """Widths for columns of (least, natural) width in so much room, the widest giving way first; none where it is too little."""
    widths = [full for _, full in wanted]
    if room is None:
        return widths
    if sum(least for least, _ in wanted) > room:
        return []
    widths = [max(least, min(full, room)) for least, full in wanted]
    while sum(widths) > room:
        _, widest = max((width, i) for i, (width, (least, _)) in enumerate(zip(widths, wanted, strict=True)) if width > least)
        widths[widest] -= 1
    return widths


def _draw(console: Console, table: Table, grid: list[list[str]], widths: list[int]) -> None:
    drawn = Drawn(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, BETWEEN - 1, 0, 0), header_style="bold")
    for column, width in zip(table.columns, widths, strict=True):
        justify: JustifyMethod = "right" if column.kind == "count" else "left"
        drawn.add_column(Text(column.label), width=width, justify=justify)
    for line in grid:
        cells = zip(table.columns, line, widths, strict=True)
        drawn.add_row(*(_hung(console, text, width) if column.tree else _styled(column, text) for column, text, width in cells))
    console.print(drawn)


def _stack(console: Console, table: Table, grid: list[list[str]]) -> None:
    """One block per row, `key: value`, the values under each other where they have room; what a row has not is left out."""
    keys = _longest(column.label for column in table.columns) + BETWEEN
    aligned = console.width - keys >= _longest(word for line in grid for text in line for word in text.split())
    for line in grid:
        block = Drawn.grid()
        block.add_column(width=keys if aligned else None, overflow="fold")
        block.add_column(overflow="fold")
        for column, text in zip(table.columns, line, strict=True):
            key, value = Text(f"{column.label}: ", style="bold"), _styled(column, text)
            if text:
                block.add_row(*((key, value) if aligned else (key + value,)))
        console.print(block)
        console.print()


def _styled(column: Column, text: str) -> Text:
    return Text(text, style=STYLES.get(text, "") if column.kind in ("word", "words", "notes") else "")


def _hung(console: Console, text: str, width: int) -> Text:
    """A text of a tree, folded so that the branches go on beside every line of it."""
    words = text.lstrip(BRANCHES)
    before = text[: len(text) - len(words)]
    below = before.replace("├─", "│ ").replace("└─", "  ")
    lines = Text(words).wrap(console, width - cell_len(before))
    return Text("\n").join(Text(below if i else before) + line for i, line in enumerate(lines))


def _wanted(column: Column, texts: list[str]) -> tuple[int, int]:
    """The least and the natural width of a column, in cells. A label may always fold, cells only of some kinds."""
    label = _longest(column.label.split())
    whole = _longest(texts)
    full = max(whole, cell_len(column.label))
    if column.kind not in FOLDED:
        return max(whole, label), full
    branches = _longest(text[: len(text) - len(text.lstrip(BRANCHES))] for text in texts) if column.tree else 0
    return min(full, max(label, NARROWEST, _longest(word for text in texts for word in text.split())) + branches), full


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)
