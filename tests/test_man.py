"""docs/openskies.1, the page of man: written from the table of words and the pages of help, and never by hand.

UPDATE_DOCS=1 pytest tests/test_man.py     writes it anew
"""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from openskies_cli import __version__
from openskies_cli.questions import help as pages
from openskies_cli.words import COMMANDS, GROUPS, ROOT, VIEW, Word

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "openskies.1"
UPDATE = os.environ.get("UPDATE_DOCS") == "1"

ABOUT = "who is bound by which treaty, on which day, and how do we know"
TEXT = (
    "openskies answers questions on treaty membership from records of what States did. It derives every status from acts and final "
    "clauses, for any day, and says how sure the answer is. It needs no network: the records came with the program.",
    "Open Skies is the treaty where none is named. A treaty is named by its id, title or any other name, a participant by code, name "
    "or alias; a group stands for its members on the day.",
)
ENVIRONMENT = {
    "OPENSKIES_DATA": "The folder of records to use where --data is not given.",
    "OPENSKIES_TODAY": "The day that stands for today, as YYYY-MM-DD.",
    "OPENSKIES_DEBUG": "1: a mistake of the program shows its trace.",
    "NO_COLOR": "Set to anything: no colour on a terminal.",
    "COLUMNS": "The width to draw tables for.",
    "PAGER": "What shows a long answer on a terminal page by page.",
    "TERM": "dumb: no colour, no box.",
}
FILES = {
    "openskies.toml": "Marks a folder of records and sets defaults: the nearest one above the working folder is used.",
    "data/treaties/*.yaml": "In a folder of records: one treaty a file.",
    "data/participants.yaml": "In a folder of records: who may be a participant.",
    "seeds/*.yaml": "In a folder of records: one source document a file.",
}


TITLES = ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO")


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Written by UPDATE_DOCS=1 pytest tests/test_man.py: do not edit.'
    yield f'.TH OPENSKIES 1 "" "openskies {__version__}" "User Commands"'
    yield from (".SH NAME", f"openskies \\- {roff(ABOUT)}")
    yield from (".SH SYNOPSIS", ".B openskies", ".I COMMAND", ".RI [ WORD ...]", ".RI [ OPTION ...]")
    yield ".SH DESCRIPTION"
    for text in TEXT:
        yield from (".PP", roff(text))
    yield ".SH COMMANDS"
    for group in GROUPS:
        yield f".SS {group}"
        for command in COMMANDS.values():
            if command.group == group:
                own = [word for word in command.words if word not in VIEW]
                yield from (".TP", f".B openskies {roff(command.name)}", roff(command.help))
                if own:
                    yield from (".RS", *_words(own), ".RE")
    yield from (".SH OPTIONS", ".SS Of every question", *_words(VIEW), ".SS Without a command", *_words(ROOT))
    yield from _listed("EXIT STATUS", ((str(code), text) for code, text in pages.EXIT_CODES.items()))
    yield from _listed("ENVIRONMENT", ENVIRONMENT.items())
    yield from _listed("FILES", FILES.items())
    yield ".SH EXAMPLES"
    for command in COMMANDS.values():
        yield from (".TP", f".B {roff(command.example)}", roff(command.help))
    yield from (".SH SEE ALSO", r"\fBopenskies help commands\fR, \fBopenskies help statuses\fR")


def _listed(title: str, lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {title}"
    for word, text in lines:
        yield from (".TP", f".B {roff(word)}", roff(text))


def _words(words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        yield from (".TP", f".B {roff(pages.typed(word))}", roff(word.help))


def roff(text: str) -> str:
    """A text that roff prints as it is: its own marks, and the hyphen that is a minus on a command line."""
    safe = (
        text.replace("\\", r"\e")
        .replace("-", r"\-")
        .replace("'", r"\(aq")
        .replace("`", r"\(ga")
        .replace("^", r"\(ha")
        .replace("~", r"\(ti")
    )
    return rf"\&{safe}" if safe.startswith(".") else safe


def test_the_page_is_what_the_words_say() -> None:
    if UPDATE:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_the_structure_of_one() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.isascii()
    lines = text.splitlines()
    assert {line.split(" ")[0] for line in lines if line.startswith(".")} == {
        '.\\"',
        ".TH",
        ".SH",
        ".SS",
        ".PP",
        ".TP",
        ".B",
        ".I",
        ".RI",
        ".RS",
        ".RE",
    }
    assert lines.count(".RS") == lines.count(".RE")
    assert [line for line in lines if line.startswith("'")] == []
    titles = [line.removeprefix(".SH ") for line in lines if line.startswith(".SH ")]
    assert titles == [*TITLES]


def test_every_variable_that_the_program_reads_is_on_the_page() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (HOME / "src").rglob("*.py"))
    assert set(re.findall(r"OPENSKIES_[A-Z]+", code)) == {name for name in ENVIRONMENT if name.startswith("OPENSKIES_")}
    assert [name for name in ENVIRONMENT if name not in code and name != "TERM"] == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed; the structure was looked at above")
def test_groff_prints_it_without_a_warning() -> None:
    printed = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-P-cbou", str(PAGE)], capture_output=True, text=True, encoding="utf-8")
    assert (printed.returncode, printed.stderr) == (0, "")
    said = " ".join(printed.stdout.split())
    assert [command.example for command in COMMANDS.values() if command.example not in said] == []
    assert [word.flags[0] for command in COMMANDS.values() for word in command.words if word.flags and word.flags[0] not in said] == []


def test_the_wheel_puts_it_where_man_looks() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/openskies.1": "share/man/man1/openskies.1"}
