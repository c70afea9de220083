"""Draws docs/status.svg: what a terminal of eighty columns shows, from real output. The same records give the same bytes.

python docs/picture.py          writes it anew; needs a system that has pseudo-terminals
"""

import os
import pty
import re
import shlex
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

PICTURE = Path(__file__).parent / "status.svg"
COMMANDS = ('status Russia USA -t "Open Skies" -t "New START"',)
PRINTED_ON = "2026-11-23"
COLUMNS = 80

WIDE, HIGH, EDGE = 8.4, 19, 16
"""A cell of the terminal, and the space around them all."""
LOOKS = {"1": "b", "2": "d", "3": "i", "31": "r", "32": "g", "33": "y", "36": "c"}
"""A code of the terminal -> the class of the text after it."""
STYLE = (
    "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d8dee9;white-space:pre}"
    ".p{fill:#88c0d0}.b{font-weight:bold}.d{fill:#8b95a7}.i{font-style:italic;fill:#aab4c5}"
    ".r{fill:#e58a92}.g{fill:#a3be8c}.y{fill:#ebcb8b}.c{fill:#88c0d0}"
)


def printed(command: str) -> str:
    """What the command writes to a terminal."""
    child, stream = pty.fork()
    if child == 0:
        gone = ("NO_COLOR", "OPENSKIES_DATA", "FORCE_COLOR", "PAGER")
        env = {key: value for key, value in os.environ.items() if key not in gone}
        env |= {"OPENSKIES_TODAY": PRINTED_ON, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        os.chdir("/")
        os.execve(sys.executable, [sys.executable, "-m", "openskies_cli", *shlex.split(command)], env)  # noqa: S606
    said = b""
    while True:
        try:
            some = os.read(stream, 65536)
        except OSError:  # Linux ends a terminal that way
            break
        if not some:
            break
        said += some
    os.close(stream)
    os.waitpid(child, 0)
    return said.decode("utf-8").replace("\r\n", "\n")


def pieces(line: str) -> Iterator[tuple[int, str, str]]:
    """The parts of a line that look alike: first cell, text, classes."""
    line = re.sub(r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)", "", line)  # links
    at, looks = 0, ""
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if part.startswith("\x1b["):
            codes = part[2:-1].split(";")
            looks = "" if codes in (["0"], [""]) else " ".join(LOOKS[code] for code in codes if code in LOOKS)
        else:
            for word in re.finditer(r"\S+(?: \S+)*", part):
                yield at + word.start(), word.group(), looks
            at += len(part)


def svg() -> str:
    lines: list[list[tuple[int, str, str]]] = []
    for command in COMMANDS:
        lines += [[(0, "$", "p"), (2, f"openskies {command}", "b")]]
        lines += [list(pieces(line)) for line in printed(command).rstrip("\n").split("\n")]
    width, height = round(COLUMNS * WIDE + 2 * EDGE), len(lines) * HIGH + 2 * EDGE
    texts = [
        f'<text x="{EDGE + at * WIDE:.1f}" y="{EDGE + 14 + n * HIGH}" textLength="{len(text) * WIDE:.1f}"'
        f"{f' class={chr(34)}{looks}{chr(34)}' if looks else ''}>{escape(text)}</text>"
        for n, line in enumerate(lines)
        for at, text, looks in line
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
    title = f"<title>{escape('; '.join(f'openskies {command}' for command in COMMANDS))}</title>"
    return "\n".join(
        [head, title, f"<style>{STYLE}</style>", '<rect width="100%" height="100%" rx="8" fill="#20242c"/>', *texts, "</svg>\n"]
    )


if __name__ == "__main__":
    PICTURE.write_text(svg(), encoding="utf-8")
