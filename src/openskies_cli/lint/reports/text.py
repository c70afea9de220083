"""For people: each finding on a line that editors and grep know, the line of the record with a caret, and the remedy.

Of many findings of one rule in one file the first few stand for all, the others are counted. On a terminal sentences are folded.
"""

from collections import Counter
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

MANY = 5
"""More findings of one rule in one file are not shown each."""
FIRST = 3
"""So many of them are."""
PLACES = 10
"""So many places of the others are named."""


def write(report: Report, out: TextIO, *, width: int | None, colour: bool) -> None:
    """Nothing at all where nothing was found."""
    alike = Counter(map(_kind, report.findings))
    shown: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        kind = _kind(finding)
        shown[kind] += 1
        block: list[tuple[str, int]] = []
        if report.whole or alike[kind] <= MANY or shown[kind] <= FIRST:
            block = _block(finding, report.texts.get(finding.place.path, ()), width or FRAME, colour=colour)
        elif shown[kind] == FIRST + 1:
            block = [(_others([other for other in report.findings if _kind(other) == kind][FIRST:], colour=colour), 2)]
        out.writelines(_folded(line, width, hang) + "\n" for line, hang in block)


def _kind(finding: Diagnostic) -> tuple[str, str]:
    return finding.place.path, finding.rule


def _folded(line: str, width: int | None, hang: int) -> str:
    """A line on a terminal, where it may go on below its `hang`; a line of the record is cut to fit already."""
    if width is None or not hang:
        return line
    from openskies_cli.screen import fold

    return fold(line, width, hang)


def _others(findings: Sequence[Diagnostic], *, colour: bool) -> str:
    """A line for findings that are like those above: how many, where, and how to see them."""
    path, rule = _kind(findings[0])
    places = list(dict.fromkeys(f"{finding.place.line}:{finding.place.column}" for finding in findings if finding.place.line))
    named = ", ".join(places[:PLACES]) + (", …" if len(places) > PLACES else "")
    shown = _paint(f"[{rule}]", "2", colour=colour)
    return f"… and {len(findings)} more of {shown} in {tame(path)}{', at ' if named else ''}{named} (--wide shows each)"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _block(finding: Diagnostic, lines: Sequence[str], width: int, *, colour: bool) -> list[tuple[str, int]]:
    """The lines of a finding, each with how far it hangs where it is folded; 0: it is not."""

    def paint(text: str, code: str) -> str:
        return _paint(text, code, colour=colour)

    shade = COLOURS[finding.severity]
    place, sentence = paint(tame(str(finding.place)), "1"), tame(finding.sentence)
    block = [(f"{place}: {paint(finding.severity, f'1;{shade}')}: {sentence} {paint(f'[{finding.rule}]', '2')}", 4)]
    number = finding.place.line
    gutter = " " * len(str(number))
    if 0 < number <= len(lines):
        shown, at, under = _window(lines[number - 1], finding.place.column - 1, finding.width, max(20, width - len(gutter) - 5))
        block += [
            (f"  {gutter} |", 0),
            (f"  {number} | {shown}".rstrip(), 0),
            (f"  {gutter} | {' ' * at}{paint('^' * under, f'1;{shade}')}", 0),
        ]
    if finding.remedy:
        block.append((f"  {gutter} = {tame(finding.remedy)}", len(gutter) + 5))
    if finding.related is not None:
        block.append((f"  {gutter} = see {tame(str(finding.related))}", len(gutter) + 5))
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
