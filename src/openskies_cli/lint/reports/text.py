"""For people: each finding on a line that editors and grep know, the line of the record with a caret, and the remedy."""

from collections.abc import Sequence
from typing import TextIO

from openskies_cli.diagnostics import Diagnostic
from openskies_cli.lint.report import Report
from openskies_cli.view import cells, tame

COLOURS = {"error": "31", "warning": "33", "hint": "36"}
FRAME = 120
"""Cells of a record's line that are shown where no terminal says how many there are."""
LEAD = 24
"""Cells shown before the place in a line that is too long."""


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:
    """Nothing at all where nothing was found."""
    for finding in report.findings:
        lines = report.texts.get(finding.place.path, ())
        out.write("\n".join(_block(finding, lines, width or FRAME, colour=colour)) + "\n")


def _block(finding: Diagnostic, lines: Sequence[str], width: int, *, colour: bool) -> list[str]:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    shade = COLOURS[finding.severity]
    place, sentence = paint(tame(str(finding.place)), "1"), tame(finding.sentence)
    block = [f"{place}: {paint(finding.severity, f'1;{shade}')}: {sentence} {paint(f'[{finding.rule}]', '2')}"]
    number = finding.place.line
    gutter = " " * len(str(number))
    if 0 < number <= len(lines):
        shown, at, under = _window(lines[number - 1], finding.place.column - 1, finding.width, max(20, width - len(gutter) - 5))
        block += [
            f"  {gutter} |",
            f"  {number} | {shown}".rstrip(),
            f"  {gutter} | {' ' * at}{paint('^' * under, f'1;{shade}')}",
        ]
    if finding.remedy:
        block.append(f"  {gutter} = {tame(finding.remedy)}")
    if finding.related is not None:
        block.append(f"  {gutter} = see {tame(str(finding.related))}")
    return block


def _window(line: str, column: int, marked: int, most: int) -> tuple[str, int, int]:
    """The part of a line to show, the taken before the marked text, and how many taken to mark."""
    far = max(0, column - most)  # what stands further away is not shown, and not looked at
    left_out = far > 0
    characters = [_shown(c) for c in line[far : column + most + 1]]
    column = min(column - far, len(characters))
    start = 0
    if left_out or cells("".join(characters)) > most:
        start = max(0, column - LEAD) if left_out or cells("".join(characters[: column + marked])) > most else 0
    left = "…" if start or left_out else ""
    shown, taken = "", len(left)
    for character in characters[start:]:
        if taken + cells(character) >= most:
            shown += "…"
            break
        shown, taken = shown + character, taken + cells(character)
    at = len(left) + cells("".join(characters[start:column]))
    under = max(1, min(cells("".join(characters[column : column + marked])), most - at))
    return left + shown, at, under


def _shown(character: str) -> str:
    """A character of the record that does nothing but stand there."""
    return " " if character == "\t" else tame(character)
