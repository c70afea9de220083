"""Text on the lines of a terminal: how many and how long they are, and words that are never broken at their ends.

Loaded for terminals only; elsewhere every line stays whole.
"""

import os
import re
from collections.abc import Iterator

from openskies_cli.view import cells

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from typing import TextIO

USUAL = 80
"""Cells of a line where nobody says how many."""

ROOM = 24
"""A line that goes on further down hangs only so far that so many cells are left for it."""

LINKS = re.compile(r"\x1b\]8;;[^\x1b]*\x1b\\")
"""Where a link begins or ends."""

ESCAPES = re.compile(rf"\x1b\[[0-9;]*m|{LINKS.pattern}")
"""What changes how text looks, or where it leads, and takes no cell."""

EXAMPLE = "    "
"""Before the lines of an example."""


def size(stream: "TextIO") -> tuple[int, int]:
    """Cells of a line and lines of the window of a terminal; as COLUMNS and LINES say, else as it says itself; 0 lines: not known."""
    columns, lines = (
        int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        for said in map(os.environ.get, ("COLUMNS", "LINES"), ("", ""))
    )
    try:
        window = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return columns or USUAL, lines
    return columns or window.columns or USUAL, lines or window.lines


def fold(line: str, width: int, hang: int = 0) -> str:
    """A line as several, broken between words; those that follow `hang`. A word that is longer than a line stays whole."""
    indent = " " * max(0, min(hang, width - ROOM))
    folded, taken, begun = "", 0, False
    for gap, word in re.findall(r"( *)([^ ]+)", line):
        long = cells(ESCAPES.sub("", word))
        if begun and taken + len(gap) + long > width:
            folded, taken = f"{folded}\n{indent}{word}", len(indent) + long
        else:
            folded, taken = f"{folded}{gap}{word}", taken + len(gap) + long
        begun = True
    return folded


def fitting(stream: "TextIO", line: str, hang: int = 0) -> str:
    """A line as it is said on this terminal."""
    return fold(line, size(stream)[0], hang)


def height(text: str, width: int) -> int:
    """The lines of a window that a text takes."""
    return sum(max(1, -(-cells(ESCAPES.sub("", line)) // width)) for line in text.splitlines())


def page(text: str, width: int, *, colour: bool) -> str:
    """A page in Markdown as people read it: headings, paragraphs of whole words, examples that stand further in."""
    shown: list[str] = []
    for kind, lines in _parts(text):
        if kind == "example":
            shown.append("\n".join(f"{EXAMPLE}{line}".rstrip() for line in lines))
        elif kind == "heading":
            shown.append(f"\x1b[1m{lines[0]}\x1b[0m" if colour else lines[0])
        elif kind == "item":
            shown.append("\n".join(fold(line, width, 2) for line in lines))
        else:
            shown.append(fold(" ".join(lines), width))
    return "\n\n".join(shown) + "\n" if shown else ""


def _parts(text: str) -> "Iterator[tuple[str, list[str]]]":
    """The parts of a page, in order: what each is, and its lines."""
    lines: list[str] = []
    fenced = False
    for line in (*text.splitlines(), ""):
        if line.startswith("```"):
            if lines or fenced:
                yield "example" if fenced else "text", lines
            lines, fenced = [], not fenced
        elif fenced or line.strip():
            lines.append(line)
        elif lines:
            yield _kind(lines)
            lines = []


def _kind(lines: list[str]) -> tuple[str, list[str]]:
    """What some lines without a free one between them are, less their marks."""
    first = lines[0]
    if first.startswith("#"):
        return "heading", [first.lstrip("# ")]
    if first.startswith(("- ", "* ", "1. ", "|")):
        return "item", lines
    whole = " ".join(lines)
    return "text", [whole[1:-1]] if whole[:1] == whole[-1:] == "*" and "*" not in whole[1:-1] else lines


def rows(text: str, width: int) -> str:
    """A list whose lines are two words and a sentence: what a line has too much stands under its sentence."""
    return "".join(fold(line, width, _begins(line)) + "\n" for line in text.splitlines())


def _begins(line: str) -> int:
    found = re.match(r"\S+ +\S+ +", line)
    return found.end() if found else 0
