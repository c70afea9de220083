"""Whole answers, byte by byte: what a change does to them is seen in the diff.

UPDATE_GOLDEN=1 pytest tests/test_golden.py     writes them anew; then read them as a user would

Every command of words.COMMANDS has answers here, as json and as table; the main ones in every format. A command without them
stands in WITHOUT with a reason.
"""

import os
import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from openskies_cli.main import main
from openskies_cli.register import bundled
from openskies_cli.words import COMMANDS

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
INCANTATION = "UPDATE_GOLDEN=1 .venv/bin/python -m pytest -q tests/test_golden.py"

QUESTIONS = {  # name of the golden files -> what is asked; every name begins with that of the command
    "status": "status RU US CZ CSHH GE KG JP --on 2021-06-18",
    "parties": "parties --on 2021-12-18 --limit 8",
    "withdrawals": "withdrawals --on 2021-12-17",
    "withdrawals-by-year": "withdrawals --by-year --on 2021-12-17",
    "timeline": "timeline RU",
    "explain": "explain RU CZ --on 2021-12-17",
    "treaty": "treaty",
    "treaties": "treaties",
    "upcoming": "upcoming --on 2021-06-20 --within 6m",
    "when": "when --notice 2021-06-18",
    "coverage": "coverage",
    "conflicts": "conflicts",
    "audit": "audit --all --limit 12",
    "claims": "claims news-report-2021-06-07",
    "sources": "sources",
    "sources-tass": "sources tass-1304597",
    "participants": "participants Czechoslovakia Congo --on 2021-12-17",
    "help": "help statuses",
}
WITHOUT = {  # command -> why it has no golden answer
    "check": "a Report, no Table: tests/test_check_command.py has its answers, tests/findings.txt every rule's",
    "rule": "a page: docs/checks.md has every one, held by tests/test_generated.py",
    "schema": "a page: docs/*.schema.json are its answers, held by tests/test_generated.py",
    "where": "names the folders of this machine: tests/test_questions.py",
    "export": "writes a folder: tests/test_export.py",
}
MAIN = ("status", "parties", "withdrawals", "timeline", "explain", "treaty", "treaties")
"""The commands with answers in every format."""
FORMATS = {
    "table": "table.txt",
    "plain": "plain.txt",
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "jsonl": "jsonl",
    "markdown": "md",
    "html": "html",
}
SEEDS = ("news-report-2021-06-07", "tass-1304597")
"""The documents that stand beside the record."""


def forms(question: str) -> tuple[str, ...]:
    """The formats that a question has answers in."""
    return tuple(FORMATS) if QUESTIONS[question].split()[0] in MAIN else ("json", "table")


CASES = [(question, form) for question in QUESTIONS for form in forms(question)]


def wanting(commands: Collection[str]) -> Iterator[str]:
    """What is to be done about every command without golden answers."""
    asked = {text.split()[0] for text in QUESTIONS.values()}
    for command in sorted(set(commands) - asked - set(WITHOUT)):
        names = " and ".join(f"tests/golden/{command}.{FORMATS[form]}" for form in ("json", "table"))
        example = COMMANDS[command].example.removeprefix("openskies ") if command in COMMANDS else f"{command} ..."
        yield f'{command}: add "{command}": "{example}" to QUESTIONS of tests/test_golden.py, then {INCANTATION} writes {names}'


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Open Skies record with two documents, so that a new treaty changes no golden answer."""
    folder = tmp_path_factory.mktemp("records")
    (folder / "data" / "treaties").mkdir(parents=True)
    (folder / "seeds").mkdir()
    shutil.copy(Path(bundled(), "data", "treaties", "open-skies.yaml"), folder / "data" / "treaties")
    for seed in SEEDS:
        shutil.copy(Path(bundled(), "seeds", f"{seed}.yaml"), folder / "seeds")
    return folder


@pytest.mark.parametrize(("question", "form"), CASES)
def test_the_answer_is_the_golden_one(
    question: str, form: str, records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-15")
    words = QUESTIONS[question].split()
    data = ["--data", str(records)] if any(word.name == "data" for word in COMMANDS[words[0]].words) else []
    monkeypatch.setattr(sys, "argv", ["openskies", *words, "--format", form, *data])
    assert main() == 0
    answer = capsys.readouterr().out.encode()
    golden = GOLDEN / f"{question}.{FORMATS[form]}"
    if UPDATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(answer)
    assert golden.exists(), f"{INCANTATION} writes tests/golden/{golden.name}"
    assert answer.decode() == golden.read_bytes().decode()


def test_there_is_no_golden_answer_without_a_question() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{question}.{FORMATS[form]}" for question, form in CASES}


def test_every_command_has_golden_answers_or_a_reason() -> None:
    assert list(wanting(COMMANDS)) == []
    asked = {text.split()[0] for text in QUESTIONS.values()}
    assert set(MAIN) <= asked <= set(COMMANDS)
    assert set(WITHOUT) <= set(COMMANDS) - asked
    assert all(WITHOUT.values())
    assert [question for question, text in QUESTIONS.items() if question.split("-")[0] != text.split()[0]] == []


def test_a_new_command_is_told_what_it_lacks() -> None:
    assert list(wanting([*COMMANDS, "compare"])) == [
        'compare: add "compare": "compare ..." to QUESTIONS of tests/test_golden.py, then '
        f"{INCANTATION} writes tests/golden/compare.json and tests/golden/compare.table.txt"
    ]
