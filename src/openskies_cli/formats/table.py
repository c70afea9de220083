"""A drawn table for a terminal, the caption under it. Where the line is too short for it, one block per row.

The only file that imports Rich.
"""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Drawn
from rich.text import Text

from openskies_cli.table import Column, Table, said
from openskies_cli.view import select, tame

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
    "last-known": "",
    "unverified": "yellow",
    "uncertain": "magenta",
    "undetermined": "magenta",
    "disputed": "red",
    "confirmed": "green",
    "imprecise": "yellow",
    "contradicted": "red",
    "not-decidable": "magenta",
}
"""A word -> how it looks. The word alone says everything: colour only repeats it."""

FOLDED = ("text", "notes", "words")
"""Kinds of cells that may run over several lines; days, words and numbers never do."""

NARROWEST = 12
"""A folded column is not squeezed below this many cells, or below its longest word."""

BETWEEN = 2
"""Cells between two columns."""

INDENT = "  "
"""Before the first cell of a row under a heading."""

BRANCHES = "├└─│ "
"""What `view.tree` draws before a text."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:
    """A table, or blocks. Without a `width` every column is as wide as it wants to be."""
    table, headings = _headed(table)
    grid = [[_cell(column, cell) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]
    drawn = [[Text(INDENT) + line[0], *line[1:]] for line in grid] if any(headings) else grid
    wanted = [_wanted(column, [line[i].plain for line in drawn] + (headings if i == 0 else [])) for i, column in enumerate(table.columns)]
    between = BETWEEN * (len(wanted) - 1)
    widths = fitted(wanted, None if width is None else width - between)
    page = StringIO()  # written in one piece: Rich has its own way of leaving when a reader goes away
    console = Console(
        file=page,
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
    if not table.rows and table.caption:
        pass  # the caption says that there is nothing
    elif widths:
        _draw(console, table, Drawing(drawn, widths, headings))
    elif any(column.tree for column in table.columns):
        _branch(console, table, grid)
    else:
        _stack(console, table, Drawing(grid, widths, headings))
    if table.caption:
        console.print(Text(tame(table.caption), style="italic"))
    out.write(page.getvalue())


class Drawing(NamedTuple):
    """What is drawn: the cells as texts, the widths of the columns, and above each row its heading ("" where it goes on)."""

    grid: list[list[Text]]
    widths: list[int]
    headings: list[str]


def _headed(table: Table) -> tuple[Table, list[str]]:
    """The table without its heading column, and for each row what that column said, where it is not what it said above."""
    at = next((i for i, column in enumerate(table.columns) if column.heading), None)
    if at is None or len(table.columns) == 1:
        return table, [""] * len(table.rows)
    words = [tame(said(table.columns[at], row[at])) for row in table.rows]
    new = [word if not i or word != words[i - 1] else "" for i, word in enumerate(words)]
    return select(table, [column.key for column in table.columns if not column.heading]), new


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


def _draw(console: Console, table: Table, drawing: Drawing) -> None:
    drawn = Drawn(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, BETWEEN - 1, 0, 0), header_style="bold")
    for column, width in zip(table.columns, drawing.widths, strict=True):
        justify: JustifyMethod = "right" if column.kind == "count" else "left"
        drawn.add_column(Text(column.label), width=width, justify=justify)
    grows = any(column.tree for column in table.columns)
    for i, (line, heading) in enumerate(zip(drawing.grid, drawing.headings, strict=True)):
        if heading:
            drawn.add_row(Text(f"\n{heading}" if i else heading, style="bold"))
        cells = [*zip(table.columns, line, drawing.widths, strict=True)]
        height = max(len(text.wrap(console, width)) for _, text, width in cells) if grows else 1
        drawn.add_row(*(_hung(console, text.plain, width, height) if column.tree else text for column, text, width in cells))
    console.print(drawn)


def _stack(console: Console, table: Table, drawing: Drawing) -> None:
    """One block per row, `key: value`, the values under each other where they have room; what a row has not is left out."""
    keys = _longest(column.label for column in table.columns) + BETWEEN
    aligned = console.width - keys >= _longest(word for line in drawing.grid for text in line for word in text.plain.split())
    for line, heading in zip(drawing.grid, drawing.headings, strict=True):
        if heading:
            console.print(Text(heading, style="bold"), end="\n\n")
        block = Drawn.grid()
        block.add_column(width=keys if aligned else None, overflow="fold")
        block.add_column(overflow="fold")
        for column, text in zip(table.columns, line, strict=True):
            key = Text(f"{column.label}: ", style="bold")
            if text:
                block.add_row(*((key, text) if aligned else (Text.assemble(key, text),)))
        console.print(block)
        console.print()


def _branch(console: Console, table: Table, grid: list[list[Text]]) -> None:
    """A tree, and under each text what else its row says."""
    for line in grid:
        cells = [(column, text.plain) for column, text in zip(table.columns, line, strict=True)]
        for text in (text for column, text in cells if column.tree):
            console.print(_hung(console, text, console.width))
            below = _below(text)
            for column, other in cells:
                if other and not column.tree:
                    console.print(_hung(console, f"{below}{column.label}: {other}", console.width), style="dim")


def _cell(column: Column, cell: object) -> Text:
    """A cell as it looks: a word by what it says, a note by its kind."""
    if column.kind == "notes" and isinstance(cell, tuple):
        return Text("; ").join(
            Text(tame(said(column, (note,))), style=STYLES.get(str(note[column.keys[0]]), "")) for note in cell if isinstance(note, dict)
        )
    text = tame(said(column, cell))
    return Text(text, style=STYLES.get(text, "") if column.kind in ("word", "words") else "")


def _hung(console: Console, text: str, width: int, height: int = 1) -> Text:
    """A text of a tree, folded so that its branches go on beside every line of it, and of its row."""
    words = text.lstrip(BRANCHES)
    before, below = text[: len(text) - len(words)], _below(text)
    lines = Text(words).wrap(console, max(1, width - cell_len(before)))
    folded = [Text(below if i else before) + line for i, line in enumerate(lines)]
    return Text("\n").join([*folded, *[Text(below)] * (height - len(folded))])


def _below(text: str) -> str:
    """The branches that stand beside what is under a text of a tree."""
    return text[: len(text) - len(text.lstrip(BRANCHES))].replace("├─", "│ ").replace("└─", "  ")


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
