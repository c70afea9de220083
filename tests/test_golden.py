"""Whole answers, byte by byte, in every format: what a change does to them is seen in the diff.

UPDATE_GOLDEN=1 pytest tests/test_golden.py     writes them anew; then read them as a user would
"""

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from openskies_cli import desk
from openskies_cli.main import main
from openskies_cli.register import bundled
from openskies_cli.words import COMMANDS, FORMS

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"

MAIN = {  # in every format
    "status": "status RU US CZ CSHH GE KG JP --on 2021-06-18",
    "parties": "parties --on 2021-12-18 --limit 8",
    "withdrawals": "withdrawals --on 2021-12-17",
    "withdrawals-by-year": "withdrawals --by-year --on 2021-12-17",
    "timeline": "timeline RU",
    "explain": "explain RU --on 2021-12-17",
    "treaty": "treaty",
    "treaties": "treaties",
}
OTHERS = {  # as a program and as a person get it
    "acts": "acts --event declaration --event territorial_application --event reservation --on 2021-06-18",
    "reservations": "reservations --declarations --on 2021-06-18",
    "upcoming": "upcoming --on 2021-06-20 --within 6m",
    "when": "when RU --notice 2021-06-18 --named 2022-01-01",
    "coverage": "coverage --on 2024-01-15",
    "conflicts": "conflicts",
    "audit": "audit --all --limit 9",
    "claims": "claims news-report-2021-06-07",
    "sources": "sources us-state-2002-01-09",
    "participants": "participants Czechoslovakia RU",
    "help": "help statuses status",
}
COLOURED = {  # on a terminal with colour: what is a link leads to a document
    "explain": "explain RU --on 2021-12-17",
    "sources": "sources us-state-2002-01-09",
    "sources-of": "sources --treaty open-skies --limit 3 --columns source,date",
    "timeline-sources": "timeline RU --columns date,event,sources",
}
NOT_GOLDEN = {  # a command without a golden answer -> what holds its answer instead
    "check": "what is found, and how each report writes it, stands in tests/findings.txt and tests/test_check_command.py",
    "rule": "its pages are docs/checks.md",
    "schema": "its answers are docs/*.schema.json",
    "where": "it prints a path of the machine it runs on; tests/test_questions.py",
    "export": "it writes a folder; tests/test_export.py",
}
QUESTIONS = MAIN | OTHERS
FEW = ("table", "json")

FORMATS = {form.name: (form.suffixes or (".txt",))[0].removeprefix(".") for form in FORMS}
"""Every format -> the ending of its golden file; the two that people see in a terminal tell each other apart."""
FORMATS |= {name: f"{name}.{FORMATS[name]}" for name in ("table", "plain")}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Open Skies record alone, so that a new treaty changes no golden answer."""
    folder = tmp_path_factory.mktemp("records")
    (folder / "data" / "treaties").mkdir(parents=True)
    shutil.copy(Path(bundled(), "data", "treaties", "open-skies.yaml"), folder / "data" / "treaties")
    return folder


CASES = [(question, form) for question in QUESTIONS for form in (FORMATS if question in MAIN else FEW)]


def golden(question: str, form: str) -> Path:
    """Where the golden answer lies."""
    return GOLDEN / f"{question}.{FORMATS[form] if question in MAIN or form != 'table' else 'table.txt'}"


@pytest.mark.parametrize(("question", "form"), CASES)
def test_the_answer_is_the_golden_one(
    question: str, form: str, records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-15")
    line = [*shlex.split(QUESTIONS[question]), "--format", form]
    told = any(word.name == "data" for word in COMMANDS[line[0]].words)
    monkeypatch.setattr(sys, "argv", ["openskies", *line, *(("--data", str(records)) if told else ())])
    assert main() == 0
    answer = capsys.readouterr().out.encode()
    place = golden(question, form)
    if UPDATE:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(answer)
    assert place.exists(), f"make {place} with UPDATE_GOLDEN=1 pytest tests/test_golden.py, and read it as a user would"
    assert answer.decode() == place.read_bytes().decode()


@pytest.mark.parametrize("question", COLOURED)
def test_the_answer_with_colour_is_the_golden_one(
    question: str, records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-15")
    monkeypatch.setattr(desk, "_colour", lambda: True)
    monkeypatch.setattr(desk, "_width", lambda: 100)
    monkeypatch.setattr(sys, "argv", ["openskies", *shlex.split(COLOURED[question]), "--format", "table", "--data", str(records)])
    assert main() == 0
    answer = capsys.readouterr().out
    assert "\x1b]8;;http" in answer
    place = coloured(question)
    if UPDATE:
        place.write_bytes(answer.encode())
    assert answer == place.read_bytes().decode()


def coloured(question: str) -> Path:
    """Where the golden answer with colour lies."""
    return GOLDEN / f"{question}.colour.txt"


def test_there_is_no_golden_answer_without_a_question() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden(*case).name for case in CASES} | {
        coloured(question).name for question in COLOURED
    }


def test_every_command_has_a_golden_answer() -> None:
    """Or a reason why not: add it to MAIN (every format) or OTHERS, or say in NOT_GOLDEN what holds its answer."""
    asked = {shlex.split(line)[0] for line in QUESTIONS.values()}
    assert set(COMMANDS) - asked == set(NOT_GOLDEN)
    assert {"status", "parties", "withdrawals", "timeline", "explain", "treaty", "treaties"} <= {line.split()[0] for line in MAIN.values()}
