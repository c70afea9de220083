"""A drawn table for a terminal, the caption under it. Where the line is too short for it, one block per row.

The only file that imports Rich.
"""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table as Drawn
from rich.text import Text

from openskies_cli.table import Column, Table, plainly, said
from openskies_cli.view import addressed, documents, select, tame

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

TALL = 3
"""Lines a row, on the whole, from which on what can be spared is left out rather than folded."""

ROOM_BESIDE = 30
"""Cells that must be left behind the last cell of a row for what flows to begin there."""

LINK_NUMBER = re.compile(r"\x1b\]8;id=\d+;")
"""Rich numbers links by chance; the same answer is to be the same bytes. No text of ours holds an escape, so only links begin so."""

BRANCHES = "├└─│ "
"""What `view.tree` draws before a text."""


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:
    """A table, or blocks. Without a `width` every column is as wide as it wants to be."""
    drawing = _arranged(table, width)
    shown = drawing.table
    page = StringIO()  # written in one piece: Rich has its own way of leaving when a reader goes away
    console = Console(
        file=page,
        width=width or max(sum(drawing.widths) + BETWEEN * len(drawing.widths), cell_len(shown.caption)),
        height=25,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    if table.lead:
        console.print(Text(tame(table.lead), style="bold"), end="\n\n", soft_wrap=width is None)
    if not shown.rows and shown.caption:
        pass  # the caption says that there is nothing
    elif drawing.widths:
        _draw(console, drawing)
    elif any(column.tree for column in shown.columns):
        _branch(console, shown, drawing.grid)
    else:
        _stack(console, drawing)
    if shown.caption:
        console.print(Text("").join(_linked(addressed(tame(shown.caption)))), style="italic", soft_wrap=width is None)
    out.write(LINK_NUMBER.sub("\x1b]8;;", page.getvalue()))


class Drawing(NamedTuple):
    """What is drawn: the table as it is shown, its cells as texts, the widths of its columns (none: too little room), above each row
    its heading ("" where it goes on), and what flows under it; `spaced`: whether a line stands free before a heading.
    """

    table: Table
    grid: list[list[Text]]
    widths: list[int]
    headings: list[str]
    below: list[Text]
    spaced: bool = False


def _arranged(table: Table, width: int | None) -> Drawing:
    """As it fits best: whole, else with what may flow under its row, else in sections, else without what can be spared."""
    flowing = [column.key for column in table.columns if column.flows]
    grouped = [column.key for column in table.columns if column.groups]
    spare = sorted((column for column in table.columns if column.spare), key=lambda column: -column.spare)
    ways: list[tuple[list[str], list[str], list[str]]] = [([], [], [])]
    ways += [(flowing, [], [])] if flowing else []
    ways += [(flowing, grouped, [])] if grouped else []
    ways += [(flowing, grouped, [column.key for column in spare[: n + 1]]) for n in range(len(spare))]
    first = best = _drawing(table, width, *ways[0])
    for way in ways[1:] if width is not None else ():
        if best.widths and way[2] and _height(best, width) < TALL * len(table.rows):
            break  # nothing is left out where all of it fits, and a row is no column of short lines
        other = _drawing(table, width, *way)
        if other.widths and (not best.widths or _height(other, width) < _height(best, width)):
            best = other
    return best if best.widths else first


def _height(drawing: Drawing, width: int | None) -> int:
    """About how many lines it takes."""
    lines = 0
    for cells, heading, more in zip(drawing.grid, drawing.headings, drawing.below, strict=True):
        tallest = max(-(-text.cell_len // room) for text, room in zip(cells, drawing.widths, strict=True))
        lines += max(1, tallest) + bool(heading) + -(-more.cell_len // ((width or 80) - len(INDENT)))
    return lines


def _drawing(table: Table, width: int | None, flows: Sequence[str], groups: Sequence[str], left_out: Sequence[str]) -> Drawing:
    """One way to draw it."""
    kept = [column.key for column in table.columns if column.key not in (*flows, *left_out)]
    if not kept:
        kept, flows = table.keys(), ()
    shown, headings = _headed(select(table, kept), groups)
    if left_out and table.rows:
        labels = [column.label for column in table.columns if column.key in left_out]
        shown.caption = f"{shown.caption.removesuffix('.')}; no room for {', '.join(labels)}: --wide shows all."
    grid = [[_cell(shown, column, cell) for column, cell in zip(shown.columns, row, strict=True)] for row in shown.rows]
    at = [i for i, column in enumerate(table.columns) if column.key in flows]
    below = [Text("; ").join(_beside(table, table.columns[i], row[i]) for i in at if row[i] not in (None, (), "")) for row in table.rows]
    drawn = [[Text(INDENT) + line[0], *line[1:]] for line in grid] if any(headings) else grid
    if flows or groups or left_out:  # where there is too little room an interval may fold behind its slash
        drawn = [
            [
                Text(text.plain.replace("/", "/ "), style=text.style) if column.kind == "day" else text
                for column, text in zip(shown.columns, line, strict=True)
            ]
            for line in drawn
        ]
    wanted = [_wanted(column, [line[i].plain for line in drawn]) for i, column in enumerate(shown.columns)]
    between = BETWEEN * (len(wanted) - 1)
    widths = fitted(wanted, None if width is None else width - between)
    return Drawing(shown, drawn if widths else grid, widths, headings, below, not groups)


def _headed(table: Table, groups: Sequence[str]) -> tuple[Table, list[str]]:
    """The table without its heading column, and for each row what that column said, where it is not what it said above."""
    at = next((i for i, column in enumerate(table.columns) if column.heading or column.key in groups), None)
    if at is None or len(table.columns) == 1:
        return table, [""] * len(table.rows)
    words = [tame(said(table.columns[at], row[at])) for row in table.rows]
    new = [word if not i or word != words[i - 1] else "" for i, word in enumerate(words)]
    return select(table, [column.key for i, column in enumerate(table.columns) if i != at]), new


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


def _draw(console: Console, drawing: Drawing) -> None:
    """Heads, a rule, rows; under a row what flows, behind its last cell where that leaves enough room."""
    columns, widths = drawing.table.columns, drawing.widths
    whole = sum(widths) + BETWEEN * (len(widths) - 1)
    for line in _rows([Text(column.label, style="bold") for column in columns], columns, widths, console, hang=True):
        console.print(line)
    console.print("─" * whole)
    grows = any(column.tree for column in columns)
    for i, (cells, heading, more) in enumerate(zip(drawing.grid, drawing.headings, drawing.below, strict=True)):
        if heading:
            console.print(Text(f"\n{heading}" if i and drawing.spaced else heading, style="bold"))
        under = ""
        if grows:
            under = next(_below(text.plain) for column, text in zip(columns, cells, strict=True) if column.tree)
            height = max(len(text.wrap(console, width)) for text, width in zip(cells, widths, strict=True))
            cells = [  # noqa: PLW2901 - as it hangs
                _hung(console, text, width, height) if column.tree else text
                for column, text, width in zip(columns, cells, widths, strict=True)
            ]
        lines = _rows(cells, columns, widths, console)
        used = lines[-1].cell_len + BETWEEN if lines else 0
        beside = bool(more) and not grows and len(lines) == 1 and console.width - used >= ROOM_BESIDE
        indent = used if beside else len(INDENT) * (2 if any(drawing.headings) else 1)
        before = Text(under or " " * indent)
        flowing = [before + one for one in more.wrap(console, console.width - before.cell_len)] if more else []
        if beside:
            flowing[0] = lines.pop() + Text(" " * BETWEEN) + flowing[0][indent:]
        for line in (*lines, *flowing):
            line.rstrip()
            console.print(line, soft_wrap=True)


def _rows(cells: Sequence[Text], columns: Sequence[Column], widths: Sequence[int], console: Console, *, hang: bool = False) -> list[Text]:
    """The lines of one row: every cell folded into its column, numbers to the right; heads stand on the rule, and so `hang`."""
    folded = [list(text.wrap(console, width)) if text else [Text()] for text, width in zip(cells, widths, strict=True)]
    tallest = max(map(len, folded))
    if hang:
        folded = [[Text()] * (tallest - len(texts)) + texts for texts in folded]
    lines = []
    for n in range(tallest):
        line = Text()
        for column, texts, width in zip(columns, folded, widths, strict=True):
            cell = texts[n] if n < len(texts) else Text()
            cell.rstrip()
            blank = " " * (width - cell.cell_len)
            line += Text(blank) + cell if column.kind == "count" else cell + Text(blank)
            line += Text(" " * BETWEEN)
        line.rstrip()
        lines.append(line)
    return lines


def _stack(console: Console, drawing: Drawing) -> None:
    """One block per row, `key: value`, the values under each other where they have room; what a row has not is left out."""
    table = drawing.table
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
        cells = list(zip(table.columns, line, strict=True))
        for text in (text for column, text in cells if column.tree):
            console.print(_hung(console, text, console.width))
            below = _below(text.plain)
            for column, other in cells:
                if other and not column.tree:
                    console.print(_hung(console, Text(f"{below}{column.label}: ") + other, console.width), style="dim")


def _cell(table: Table, column: Column, cell: object) -> Text:
    """A cell as it looks: a word by what it says, a note by its kind, a document with its link, which takes no room."""
    named = documents(table, column, cell)
    if named:
        return Text(" ").join(_linked(named))
    if column.kind == "notes" and isinstance(cell, tuple):
        return Text("; ").join(
            Text(tame(said(column, (note,))), style=STYLES.get(str(note[column.keys[0]]), "")) for note in cell if isinstance(note, dict)
        )
    text = tame(plainly(column, cell))
    return Text(text, style=STYLES.get(str(cell), "") if column.kind in ("word", "words") else "")


def _linked(pieces: Iterable[tuple[str, str]]) -> list[Text]:
    return [Text(tame(text), style=Style(link=link) if link else "") for text, link in pieces]


def _beside(table: Table, column: Column, cell: object) -> Text:
    """A cell that flows under its row: words and days with what they are, texts as they are."""
    text = _cell(table, column, cell)
    return text if column.kind in ("text", "notes") else Text(f"{column.label} ") + text


def _hung(console: Console, text: Text, width: int, height: int = 1) -> Text:
    """A text of a tree, folded so that its branches go on beside every line of it, and of its row."""
    before = _branches(text.plain)
    below = _below(text.plain)
    lines = text.divide([len(before)])[-1].wrap(console, max(1, width - cell_len(before)))
    folded = [Text(below if i else before) + line for i, line in enumerate(lines)]
    return Text("\n").join([*folded, *[Text(below)] * (height - len(folded))])


def _below(text: str) -> str:
    """The branches that stand beside what is under a text of a tree."""
    return _branches(text).replace("├─", "│ ").replace("└─", "  ")


def _branches(text: str) -> str:
    """The branches before a text of a tree."""
    return text[: len(text) - len(text.lstrip(BRANCHES))]


def _wanted(column: Column, texts: list[str]) -> tuple[int, int]:
    """The least and the natural width of a column, in cells. A label may always fold, cells only of some kinds."""
    label = _longest(column.label.split())
    whole = _longest(texts)
    full = max(whole, cell_len(column.label))
    if column.kind == "day":
        return max(label, _longest(word for text in texts for word in text.split())), full
    if column.kind not in FOLDED and not column.plainly:
        return max(whole, label), full
    branches = _longest(map(_branches, texts)) if column.tree else 0
    return min(full, max(label, NARROWEST, _longest(word for text in texts for word in text.split())) + branches), full


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)
