"""`--on last`: each treaty on the last day that its record vouches for."""

import csv
import io
import shlex
import sys
from pathlib import Path

import pytest

from openskies_cli.main import main
from openskies_cli.register import Register

RECORD = """\
id: {0}
title: A treaty
adopted: 1990-01-01
{1}
clauses: {{entry_into_force: {{article: '1', when: {{instruments: 1}}}}}}
participants:
  FR: {{actions: [{{action: ratification, date: 1991-01-01}}]}}
"""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """What the program says to a line: code, out, err."""

    def say(line: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["openskies", *shlex.split(line)])
        code = main()
        told = capsys.readouterr()
        return code, told.out, told.err

    return say


def days(text: str) -> dict[str, str]:
    """treaty -> the day in its rows, of an answer in csv."""
    return {row["treaty"]: row["on"] for row in csv.DictReader(io.StringIO(text))}


LINES = [
    "status RU US", "parties --status all", "withdrawals --by notice", "timeline RU", "explain RU", "upcoming", "when --notice 1990-01-01",
    "treaty {}", "treaties", "coverage", "conflicts", "audit --all",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_every_question_about_a_treaty_has_a_last_day(line: str, said) -> None:  # type: ignore[no-untyped-def]
    through = {treaty: Register().chronicle(treaty).standing.coverage_through for treaty in ("npt", "cwc", "att")}
    chosen = "" if line == "treaties" else "npt cwc att" if "{}" in line else "-t npt -t cwc -t att"
    code, out, err = said(f"{line.format(chosen)} {'' if '{}' in line else chosen} --on last -f csv")
    assert (code, err) == (0, "")
    found = days(out)
    assert found
    assert {treaty: through[treaty] for treaty in found if treaty in through}.items() <= found.items()
    assert set(found.values()) != {"last"}


def test_one_treaty_answers_as_on_that_day(said) -> None:  # type: ignore[no-untyped-def]
    through = Register().chronicle("npt").standing.coverage_through
    assert said("status RU KP -t npt --on last --require party") == said(f"status RU KP -t npt --on {through} --require party")


def test_people_see_the_day_where_there_are_several(said) -> None:  # type: ignore[no-untyped-def]
    assert "  on  " in said("status RU -t npt -t cwc --on last")[1].splitlines()[0]
    assert "  on  " not in said("status RU -t npt --on last")[1].splitlines()[0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("participants RU --on last", "openskies: --on last: participants is about no treaty, so there is no last day; write a day"),
        ("check --on last", "openskies: --on: 'last' is not a day"),
        ("withdrawals --from last", "openskies: --from: 'last' is not a day"),
        ("status RU -t nothing --on last", "openskies: no record of a treaty 'nothing'"),
    ],
)
def test_where_there_is_no_last_day_that_is_said(line: str, sentence: str, said) -> None:  # type: ignore[no-untyped-def]
    code, out, err = said(line)
    assert (code, out) == (2, "")
    assert err.startswith(sentence)


def test_a_record_that_vouches_for_nothing(tmp_path: Path, said) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "data" / "treaties"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text(RECORD.format("one", "coverage: {through: 2001-01-01, sources: [x]}"), encoding="utf-8")
    (folder / "two.yaml").write_text(RECORD.format("two", ""), encoding="utf-8")
    code, out, err = said(f"status FR -t two --on last --data {tmp_path}")
    assert (code, out) == (2, "")
    assert err.startswith("openskies: --on last: the record of two does not say up to when it is complete; write a day")
    code, out, err = said(f"status FR -t one -t two --on last -f csv --data {tmp_path}")
    assert (code, days(out)) == (0, {"one": "2001-01-01"})
    assert "left out, for the record does not say up to when it is complete: two" in err
