"""What an answer makes Python import. Speed is kept by structure, and structure by this table."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import openskies_cli

TOLD = "import sys\n{run}\nsys.stdout.flush()\nsys.stderr.write(' '.join(sys.modules))"
RUN = "from openskies_cli.main import main\nsys.argv = ['openskies', *{argv}]\ncode = main()"


@cache
def modules(*argv: str) -> frozenset[str]:
    """What a fresh interpreter imported for one command line, beyond what it imports for nothing."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "OPENSKIES_", "COV_"))}
    bare, full = (
        subprocess.run([sys.executable, "-c", TOLD.format(run=run)], env=env, cwd="/", capture_output=True, text=True, check=True)
        for run in ("", RUN.format(argv=list(argv)))
    )
    assert full.stdout.strip()
    return frozenset(full.stderr.split()) - frozenset(bare.stderr.split())


HEAVY = "typer click rich inspect dataclasses importlib.metadata pathlib difflib subprocess logging json csv html argparse tempfile"
ANSWERS: dict[str, tuple[str, str, str]] = {  # argv; what must not be imported; what must be, or the case proves nothing
    "quick door, plain": ("status RU -f plain", f"{HEAVY} calendar locale shutil", "openskies_cli.formats.plain yaml"),
    "quick door, the default off a terminal": ("status RU", HEAVY, "openskies_cli.formats.plain"),
    "quick door, an equals sign": ("status RU --format=plain", HEAVY, "openskies_cli.formats.plain"),
    "quick door, json": ("status RU -f json", HEAVY.replace("json ", ""), "json"),
    "quick door, csv": ("parties -f csv", HEAVY.replace("csv ", ""), "csv"),
    "quick door, html": ("parties -f html", HEAVY.replace("html ", ""), "html"),
    "quick door, table": ("status RU -f table", "typer click difflib json csv html importlib.metadata", "rich.table"),
    "Typer, plain": ("status RU -fplain", "rich json csv html dataclasses importlib.metadata pydantic", "typer openskies_cli.doors.full"),
    "Typer, table": ("status RU -ftable", "json csv html importlib.metadata pydantic", "typer rich.table"),
    "help": ("--help", "rich yaml openskies_cli.register openskies_cli.derive pydantic", "typer"),
    "the version": ("--version", f"{HEAVY} yaml re openskies_cli.words openskies_cli.doors", "openskies_cli.main"),
    "Typer, the version among other words": ("--version status", "rich yaml openskies_cli.register", "typer"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_imports_only_what_it_needs(case: str) -> None:
    argv, without, needed = ANSWERS[case]
    seen = modules(*argv.split())
    assert sorted(seen & set(without.split())) == []
    assert set(needed.split()) - seen == set()


@pytest.mark.parametrize("case", [case for case in ANSWERS if case.startswith("quick")])
def test_one_question_and_one_format_are_imported(case: str) -> None:
    ours = {module for module in modules(*ANSWERS[case][0].split()) if module.startswith("openskies_cli.")}
    assert len({module for module in ours if module.startswith("openskies_cli.questions.")}) == 1
    assert len({module for module in ours if module.startswith("openskies_cli.formats.")}) == 1


QUICK = (
    "main doors words desk register files names sentences diagnostics reading derive model clauses dates history questions table view "
    "formats"
)
"""The rooms on the way to an answer through the quick door."""


def test_the_quick_door_goes_through_few_rooms() -> None:
    """Rooms, not files: how many files a room has is its own affair, what it brings with it from outside is not."""
    seen = modules("status", "RU", "-f", "plain")
    rooms = {module.split(".")[1] for module in seen if module.startswith("openskies_cli.")}
    assert rooms == set(QUICK.split())
    assert {module for module in seen if module.startswith("openskies_cli.doors.")} == {"openskies_cli.doors.quick"}
    outside = {module.split(".")[0] for module in seen} - {"openskies_cli"} - sys.stdlib_module_names
    assert {module for module in outside if "cython" not in module} == {"yaml"}  # PyYAML's parser is written in Cython


@pytest.mark.parametrize("line", ["status RU -f plain", "parties -f csv", "status RU -fplain"])
def test_no_answer_of_the_command_line_imports_the_library(line: str) -> None:
    assert "openskies_cli.api" not in modules(*line.split())


def test_main_imports_no_file_at_the_top() -> None:
    assert set(_top("main")) <= {"gc", "sys"}  # both are compiled into the interpreter


def test_the_register_reads_and_derives_inside_functions_only() -> None:
    free = {"_thread"}  # compiled into the interpreter
    assert set(_top("register")) - free == {"os", "collections.abc", "typing", "openskies_cli", "openskies_cli.diagnostics"}


def test_words_and_history_cost_nothing() -> None:
    assert _top("words") == []
    assert _top("history") == ["bisect"]


def _top(room: str) -> list[str]:
    """What a room imports as soon as it is imported itself."""
    tree = ast.parse((Path(openskies_cli.__file__).parent / f"{room}.py").read_text(encoding="utf-8"))
    names: list[str] = []
    for node in tree.body:
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return names
