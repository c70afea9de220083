"""Whole answers, byte by byte, in every format: what a change does to them is seen in the diff.

UPDATE_GOLDEN=1 pytest tests/test_golden.py     writes them anew; then read them as a user would
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from openskies_cli.main import main
from openskies_cli.register import bundled

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"

QUESTIONS = {
    "status": "status RU US CZ CSHH GE KG JP --on 2021-06-18",
    "parties": "parties --on 2021-12-18 --limit 8",
    "withdrawals": "withdrawals --on 2021-12-17",
    "withdrawals-by-year": "withdrawals --by-year --on 2021-12-17",
    "timeline": "timeline RU",
    "treaty": "treaty",
    "treaties": "treaties",
}
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


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Open Skies record alone, so that a new treaty changes no golden answer."""
    folder = tmp_path_factory.mktemp("records")
    (folder / "data" / "treaties").mkdir(parents=True)
    shutil.copy(Path(bundled(), "data", "treaties", "open-skies.yaml"), folder / "data" / "treaties")
    return folder


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_golden_one(
    question: str, form: str, records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-15")
    monkeypatch.setattr(sys, "argv", ["openskies", *QUESTIONS[question].split(), "--format", form, "--data", str(records)])
    assert main() == 0
    answer = capsys.readouterr().out.encode()
    golden = GOLDEN / f"{question}.{FORMATS[form]}"
    if UPDATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(answer)
    assert answer.decode() == golden.read_bytes().decode()


def test_there_is_no_golden_answer_without_a_question() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{question}.{ending}" for question in QUESTIONS for ending in FORMATS.values()}
