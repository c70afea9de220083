"""The main job, asked as people ask it: through the real command line, over the records that ship."""

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyte
import pytest

from openskies_cli.main import main

TODAY = "2024-01-15"
PROGRAM = str(Path(sys.executable).parent / "openskies")


class Said(NamedTuple):
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


Ask = Callable[..., Said]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """Asks in this process, in an empty folder, on a fixed day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    monkeypatch.setenv("OPENSKIES_TODAY", TODAY)

    def asked(line: str, *more: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["openskies", *line.split(), *more])
        code = main()
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return asked


def program(*argv: str, cwd: str = "/", stdin: str = "", **env: str) -> Said:
    """Asks the installed program."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("OPENSKIES_", "PYTHON", "LC_", "LANG", "COLUMNS"))}
    done = subprocess.run(
        [PROGRAM, *argv], cwd=cwd, env={**clean, "OPENSKIES_TODAY": TODAY, **env}, input=stdin.encode(), capture_output=True, timeout=60
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


# Who stands where ---------------------------------------------------------------------------------

STATUS = """
RU              2001-11-01  signatory          certain  1992-03-24  2001-11-02  provisional-application
RU              2001-11-02  contracting-state  certain  2001-11-02  2002-01-01  provisional-application
RU              2001-12-31  contracting-state  certain  2001-11-02  2002-01-01  provisional-application
RU              2002-01-01  party              certain  2002-01-01  2021-12-18  -
RU              2021-06-07  party              certain  2002-01-01  2021-12-18  non-performance
RU              2021-06-17  party              certain  2002-01-01  2021-12-18  non-performance
RU              2021-06-18  party              certain  2002-01-01  2021-12-18  withdrawal-pending+non-performance
RU              2021-12-17  party              certain  2002-01-01  2021-12-18  withdrawal-pending+non-performance
RU              2021-12-18  former-party       certain  2021-12-18  -           -
US              2020-11-21  party              certain  2002-01-01  2020-11-22  withdrawal-pending
US              2020-11-22  former-party       certain  2020-11-22  -           -
CZ              1992-12-31  -                  certain  -           1993-01-01  not-yet-existing
CZ              1993-01-01  contracting-state  certain  1993-01-01  2002-01-01  retroactive
CZ              2002-01-01  party              certain  2002-01-01  -           -
SK              1993-01-01  contracting-state  certain  1993-01-01  2002-01-01  retroactive
SK              2002-01-01  party              certain  2002-01-01  -           -
Czechoslovakia  1992-12-20  signatory          certain  1992-03-24  1992-12-21  provisional-application
Czechoslovakia  1992-12-21  contracting-state  certain  1992-12-21  1993-01-01  provisional-application
Czechoslovakia  1993-01-01  -                  certain  1993-01-01  -           extinct
KG              2024-01-01  signatory          certain  1992-12-15  -           -
CY              2004-01-01  none               certain  -           -           application-for-accession
CY              2024-01-01  none               certain  -           -           application-for-accession
JP              2024-01-01  none               certain  -           -           -
GE              2011-01-01  party              certain  2002-01-01  -           -
GE              2013-01-01  party              certain  2002-01-01  -           non-performance
SI              2004-09-24  contracting-state  certain  2004-07-27  2004-09-25  -
SI              2004-09-25  party              certain  2004-09-25  -           -
LT              2005-07-07  contracting-state  certain  2005-05-09  2005-07-08  -
LT              2005-07-08  party              certain  2005-07-08  -           -
BY              2025-10-09  party              certain  2002-01-01  -           -
BY              2025-10-10  party              last-known  2002-01-01  -        -
DE              2024-04-12  party              certain  2002-01-01  -           -
DE              2024-04-13  party              last-known  2002-01-01  -        -
"""


@pytest.mark.parametrize("case", STATUS.strip().splitlines(), ids=lambda case: " ".join(case.split()[:2]))
def test_status(ask: Ask, case: str) -> None:
    who, on, status, certainty, since, change, qualifiers = ("" if word == "-" else word for word in case.split())
    said = ask(f"status {who} --on {on} -f csv")
    row = said.rows[0]
    assert (said.code, said.err, len(said.rows)) == (0, "", 1)
    assert (row["status"], row["certainty"], row["since"], row["next_change"]) == (status, certainty, since, change)
    assert row["qualifiers"] == qualifiers.replace("+", " ")
    assert (row["treaty"], row["on"]) == ("open-skies", on)


PARTIES = {
    "2001-12-31": 0, "2002-01-01": 26, "2002-08-26": 26, "2002-08-27": 27, "2005-07-07": 33, "2005-07-08": 34, "2020-11-21": 34,
    "2020-11-22": 33, "2021-12-17": 33, "2021-12-18": 32, "2024-01-15": 32,
}  # fmt: skip


@pytest.mark.parametrize("on", PARTIES)
def test_how_many_parties(ask: Ask, on: str) -> None:
    count = PARTIES[on]
    said = ask(f"parties --on {on} -f csv")
    assert (said.code, len(said.rows)) == (0, count)
    assert {row["status"] for row in said.rows} <= {"party"}
    assert f"As of {on}: {count} part{'y' if count == 1 else 'ies'} (Open Skies)" in ask(f"parties --on {on} -f plain").out


def test_the_census_adds_up(ask: Ask) -> None:
    everyone = ask("parties --status all -f csv").rows
    found = [row["status"] for row in everyone]
    counts = {status: found.count(status) for status in found}
    assert counts == {"party": 32, "signatory": 1, "former-party": 2, "none": 1, "": 1}
    assert len(everyone) == len({row["participant"] for row in everyone}) == 37
    for status, count in counts.items():
        if status:
            assert len(ask(f"parties --status {status} -f csv").rows) == count


def test_withdrawals(ask: Ask) -> None:
    keys = "participant,notified,effective,state"
    assert ask(f"withdrawals -f csv --columns {keys}").out.splitlines()[1:] == [
        "US,2020-05-22,2020-11-22,effective",
        "RU,2021-06-18,2021-12-18,effective",
    ]
    assert ask(f"withdrawals -f csv --columns {keys} --on 2021-12-17").out.splitlines()[2] == "RU,2021-06-18,2021-12-18,pending"


WITHDRAWN: dict[str, str] = {
    "--year 2020": "US",
    "--year 2021": "RU",
    "--year 2019": "",
    "--from 2020-11-22 --until 2020-11-22": "US",
    "--from 2020-11-23": "RU",
    "--until 2021-12-17": "US",
    "--from 2021-06-18 --until 2021-06-18": "",
    "--from 2021-06-18 --until 2021-06-18 --by notice": "RU",
    "--year 2021 --until 2021-06-30": "",
    "--year 2021 --until 2021-06-30 --by notice": "RU",
}


@pytest.mark.parametrize("words", WITHDRAWN)
def test_withdrawals_of_some_days(ask: Ask, words: str) -> None:
    assert " ".join(row["participant"] for row in ask(f"withdrawals -f csv {words}").rows) == WITHDRAWN[words]


COUNTED = """\
id: x
clauses: {entry_into_force: {when: {instruments: 1}, delay: same_day}WITHDRAWAL}
participants:
  BE: {actions: [{action: ratification, date: 2000-01-01}]}
  DE:
    actions:
      - {action: ratification, date: 2000-01-01}
      - {action: notice_of_withdrawal, date: 2001-01-01}
      - {action: revocation_of_notice, date: 2001-02-01, of: 2001-01-01}
  FR: {actions: [{action: ratification, date: 2000-01-01}, {action: notice_of_withdrawal, date: 2001-06-01}]}
"""


@pytest.mark.parametrize(
    ("clause", "states", "years"),
    [
        (", withdrawal: {delay: {months: 6}}", {"DE": "revoked", "FR": "effective"}, [("2001", "1", "FR")]),
        (", withdrawal: none", {"DE": "revoked", "FR": "without-effect"}, []),
        ("", {"DE": "revoked", "FR": "undetermined"}, [("", "0", "")]),
    ],
)
def test_what_never_counts_as_a_withdrawal(
    ask: Ask, tmp_path: Path, clause: str, states: dict[str, str], years: list[tuple[str, ...]]
) -> None:
    treaties = tmp_path / "own" / "data" / "treaties"
    treaties.mkdir(parents=True)
    (treaties / "x.yaml").write_text(COUNTED.replace("WITHDRAWAL", clause), encoding="utf-8")
    assert {row["participant"]: row["state"] for row in ask("withdrawals --data own -f csv").rows} == states
    counted = ask("withdrawals --by-year --data own -f csv").rows
    assert [(row["year"], row["count"], row["participants"]) for row in counted] == years
    open_ones = [row["disputed"] for row in counted if row["disputed"]]
    assert open_ones == [code for code, state in states.items() if state == "undetermined"], "what cannot be decided is named, not lost"


def test_where(ask: Ask, tmp_path: Path) -> None:
    """A folder whose own files are missing says so, also where its name begins like that of the bundled one."""
    treaties = tmp_path / "own" / "data" / "treaties"
    treaties.mkdir(parents=True)
    (treaties / "x.yaml").write_text("id: x\nparticipants: {}\n", encoding="utf-8")
    (tmp_path / "own" / "seeds").mkdir()
    found = {row["key"]: (row["value"], row["why"]) for row in ask("where --data own -f csv").rows}
    assert found["records"] == (str(tmp_path / "own"), "named by --data")
    assert found["treaties"] == ("1", "x")
    assert found["participants"][1] == "this folder has none of its own: the bundled one is read"
    assert found["seeds"] == (str(tmp_path / "own" / "seeds"), "in this folder")


def test_days_that_cannot_be_are_said(ask: Ask) -> None:
    said = ask("withdrawals --from 2021-01-02 --until 2021-01-01")
    assert (said.code, said.err) == (0, "openskies: no day lies between 2021-01-02 and 2021-01-01\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", [("2020", "1", "US", ""), ("2021", "1", "RU", "")]),
        ("--by notice", [("2020", "1", "US", ""), ("2021", "1", "RU", "")]),
        ("--on 2021-07-01", [("2020", "1", "US", ""), ("2021", "0", "", "RU")]),
    ],
)
def test_withdrawals_by_year(ask: Ask, words: str, expected: list[tuple[str, ...]]) -> None:
    rows = ask(f"withdrawals --by-year -f csv {words}").rows
    assert [(row["year"], row["count"], row["participants"], row["pending"]) for row in rows] == expected


TREATY = {
    ("facts", "adopted"): "1992-03-24",
    ("facts", "treaty_status"): "in-force",
    ("entry_into_force", "entry_into_force"): "2002-01-01",
    ("entry_into_force", "computed"): "2002-01-01",
    ("entry_into_force", "announced"): "2002-01-01",
    ("entry_into_force", "condition_instruments"): "1995-06-28",
    ("entry_into_force", "condition_includes"): "1993-08-11",
    ("entry_into_force", "condition_every"): "2001-11-02",
    ("clauses", "withdrawal"): "at least 6 months",
    ("counts", "party"): "32",
    ("counts", "signatory"): "1",
    ("counts", "former_party"): "2",
    ("counts", "signatures_ever"): "26",
    ("counts", "parties_ever"): "34",
}


def test_the_treaty_itself(ask: Ask) -> None:
    facts = {(row["section"], row["key"]): row["value"] for row in ask("treaty -f csv").rows}
    assert {key: facts.get(key) for key in TREATY} == TREATY


def test_the_timeline_of_russia(ask: Ask) -> None:
    rows = ask("timeline Россия -f csv").rows
    changes = [(row["date"], row["event"], row["status_after"]) for row in rows if row["status_after"]]
    assert changes == [
        ("1992-03-24", "signature", "signatory"),
        ("2001-11-02", "ratification", "contracting-state"),
        ("2002-01-01", "entry_into_force", "party"),
        ("2021-12-18", "withdrawal_takes_effect", "former-party"),
    ]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {row["state"] for row in ask("timeline RU -f csv --on 1992-03-23").rows} == {"future"}


def test_several_treaties_can_be_told_apart(ask: Ask, tmp_path: Path) -> None:
    treaties = tmp_path / "mine" / "data" / "treaties"
    treaties.mkdir(parents=True)
    for name in ("a", "b"):
        acts = "[{action: signature, date: 1992-03-24}]"
        (treaties / f"{name}.yaml").write_text(f"id: {name}\nparticipants: {{RU: {{actions: {acts}}}}}\n", encoding="utf-8")
    for line in ("status RU", "parties --status all", "timeline", "withdrawals", "treaty", "treaties"):
        many = " a b" if line == "treaty" else "" if line == "treaties" else " --treaty all"
        for form in ("plain", "csv"):
            said = ask(f"{line}{many} --data mine -f {form}")
            assert said.code == 0
            assert said.out.startswith("treaty") or (line, form) == ("withdrawals", "plain"), line  # of which there are none


# Exit codes and what is said ----------------------------------------------------------------------

CODES: dict[str, tuple[int, str]] = {  # the words -> exit code, the first line on stderr
    "status RU": (0, ""),
    "status KG CY JP": (0, ""),
    "status RU --require former-party": (0, ""),
    "status RU US --require former-party": (0, ""),
    "status RU BE --require former-party": (1, ""),
    "status JP --require none": (0, ""),
    "status CSHH --require party": (1, ""),
    "status DE --on 2025-01-01 --require party": (
        0,
        "Germany and open-skies on 2025-01-01: as last seen on 2024-04-12; nothing later is known",
    ),
    "status DE --on 2025-01-01 --require party --strict": (
        4,
        "Germany and open-skies on 2025-01-01: as last seen on 2024-04-12; nothing later is known",
    ),
    "status DE --on 2024-01-01 --require party --strict": (0, ""),
    "status RU --on 2021-02-30": (2, "--on: '2021-02-30' is not a day of the calendar; February 2021 has 28 days"),
    "status RU --on 2021": (2, "--on takes one day: 2021-12-31 for the end of 2021"),
    "status RU --as-of 7.12.2021": (
        2,
        "--on: '7.12.2021' may be two days; write 2021-12-07 or 2021-07-12",
    ),
    "status Germnay": (2, "'Germnay' is no participant; did you mean Germany (DE)?"),
    "status CS": (2, "'CS' is not clear; did you mean Czechoslovakia (CSHH) or Serbia (RS)?"),
    "status RU -t open-sky": (2, "no record of a treaty 'open-sky'; did you mean 'Treaty on Open Skies' (open-skies)?"),
    "parties --status partys": (2, "--status: there is no 'partys'; did you mean 'party'?"),
    "status RU --require member": (2, "--require: there is no 'member'"),
    "status RU -f jsn": (2, "--format: there is no 'jsn'; did you mean 'json' or 'jsonl'?"),
    "status RU --columns staus": (2, "--columns: this answer has no column 'staus'; did you mean 'status'"),
    "status RU --sort stauts": (2, "--sort: this answer has no column 'stauts'; did you mean 'status'"),
    "status RU --data nowhere": (2, "--data: 'nowhere' is not a folder"),
    "status RU --output nowhere/x.csv": (2, "--output: 'nowhere/x.csv' cannot be written"),
    "status RU --output x.xls": (2, "--output: 'x.xls' has the suffix '.xls', which names no format"),
    "status": (2, "missing argument 'WHO...'"),
    "statsu RU": (2, "no such command 'statsu'; did you mean 'status'?"),
    "status RU --treatie x": (2, "no such option --treatie; did you mean "),
    "withdrawals --year 21": (2, "--year: '21' is not a year; write four digits, such as 2021"),
    "parties --limit 0": (2, "--limit: '0' is not a number of rows"),
    "where extra": (2, "got unexpected extra argument"),
    "status RU --data empty": (3, "no treaty records in "),
    "status RU --data broken": (3, "the record open-skies has an error, so nothing is answered from it"),
    "status RU --data beside -t all": (0, "the record broken has an error, so nothing is answered from it: "),
    "status RU --data beside -t broken": (3, "the record broken has an error, so nothing is answered from it"),
    "status RU --data undecided -t x --require party": (4, ""),
    "status RU --data undecided -t x --require none": (4, ""),
    "status RU --data undecided -t x": (0, ""),
}
OPEN = (
    "id: x\nparticipants:\n  RU:\n    actions: [{action: ratification, date: "
    "2023/2025}]\nclauses: {entry_into_force: {when: {instruments: 1}}}\n"
)


@pytest.fixture
def folders(tmp_path: Path) -> None:
    """Records folders in which something is wrong."""
    broken = "id: {}\nparticipants: {{RU: {{actions: [{{action: signature, date: 1992-02-30}}]}}}}\n"
    for name, files in {
        "empty": {},
        "broken": {"open-skies": broken.format("open-skies")},
        "beside": {"broken": broken.format("broken"), "x": OPEN},
        "undecided": {"x": OPEN},
    }.items():
        treaties = tmp_path / name / "data" / "treaties"
        treaties.mkdir(parents=True)
        for treaty, text in files.items():
            (treaties / f"{treaty}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("line", CODES)
@pytest.mark.usefixtures("folders")
def test_the_exit_code_and_the_first_sentence(ask: Ask, line: str) -> None:
    code, sentence = CODES[line]
    said = ask(line)
    assert said.code == code
    first = said.err.partition("\n")[0]
    assert first.startswith(f"openskies: {sentence}") if sentence else said.err == ""
    assert bool(said.out) == (code not in (2, 3))  # refused: nothing on stdout; answered: the answer, also where it is no


@pytest.mark.usefixtures("folders")
def test_a_broken_record_is_named_with_its_place(ask: Ask) -> None:
    said = ask("status RU --data broken")
    assert "open-skies.yaml:2:57: error: '1992-02-30' is not a day of the calendar" in said.err
    assert len(said.err.splitlines()) == 2


@pytest.mark.usefixtures("folders")
def test_one_line_for_a_broken_record_beside_others(ask: Ask) -> None:
    said = ask("treaties --data beside -f csv")
    assert [row["treaty"] for row in said.rows] == ["x"]
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("today", ["2021-02-30", "yesterday", "2021"])
def test_a_day_that_is_none_in_the_environment(ask: Ask, monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", today)
    said = ask("status RU")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"openskies: OPENSKIES_TODAY: '{today}' is not ")
    assert ask("status RU --on 2021-12-18").code == 0


# Formats of the real answers ----------------------------------------------------------------------


def test_norway_in_json(ask: Ask) -> None:
    said = ask("status NO -f json")
    (row,) = json.loads(said.out)
    assert (row["participant"], row["name"], row["status"], row["ended_by"]) == ("NO", "Norway", "party", None)


QUESTIONS = ("status RU CSHH GE", "parties --status all", "withdrawals", "withdrawals --by-year", "timeline", "treaty", "treaties", "where")


@pytest.mark.slow
@pytest.mark.parametrize("line", QUESTIONS)
def test_csv_tsv_json_and_jsonl_say_the_same(ask: Ask, line: str) -> None:
    objects = json.loads(ask(f"{line} -f json").out)
    assert objects == [json.loads(text) for text in ask(f"{line} -f jsonl").out.splitlines()]
    rows = ask(f"{line} -f csv").rows
    assert rows == list(csv.DictReader(io.StringIO(ask(f"{line} -f tsv").out), delimiter="\t"))
    assert [list(one) for one in objects] == [list(row) for row in rows]
    for one, row in zip(objects, rows, strict=True):
        for key, value in one.items():
            if not isinstance(value, list):
                text = (
                    {None: "", True: "true", False: "false"}.get(value, str(value))
                    if value is None or isinstance(value, bool)
                    else str(value)
                )
                assert row[key].removeprefix("'") == text.removeprefix("'")
    contract = ("key",) if line == "where" else ("on", "coverage_through")
    assert all(set(contract) <= one.keys() for one in objects)


@pytest.mark.slow
@pytest.mark.parametrize("line", QUESTIONS)
def test_the_same_bytes_twice(ask: Ask, line: str) -> None:
    assert ask(f"{line} -f json") == ask(f"{line} -f json")


def test_nothing_found_in_every_format(ask: Ask) -> None:
    line = "withdrawals --year 1999"
    assert ask(f"{line} -f json").out == "[]\n"
    assert ask(f"{line} -f jsonl").out == ""
    for form, separator in (("csv", ","), ("tsv", "\t")):
        (header,) = ask(f"{line} -f {form}").out.splitlines()
        assert header.split(separator)[:2] == ["treaty", "participant"]


def test_an_answer_into_a_file(ask: Ask, tmp_path: Path) -> None:
    said = ask("parties -o parties.csv")
    assert said == Said(0, "", "")
    assert (tmp_path / "parties.csv").read_bytes() == ask("parties -f csv").out.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["parties.csv"]


# The installed program ----------------------------------------------------------------------------


def test_the_installed_program_answers_in_an_empty_folder(tmp_path: Path, ask: Ask) -> None:
    for line in ("status RU -f json", "parties --on 2005-07-08", "withdrawals -f csv", "status Germnay"):
        assert program(*line.split(), cwd=str(tmp_path)) == ask(line)
    assert list(tmp_path.iterdir()) == []


def test_the_module_is_the_same_program(ask: Ask) -> None:
    argv = [sys.executable, "-m", "openskies_cli", "status", "RU", "-f", "csv"]
    env = {**os.environ, "OPENSKIES_TODAY": TODAY}
    done = subprocess.run(argv, capture_output=True, text=True, env=env, cwd="/", check=True)
    assert done.stdout == ask("status RU -f csv").out


@pytest.mark.parametrize("argv", [[], ["--help"], ["status", "--help"], ["-h"]])
def test_help_and_the_version(argv: list[str]) -> None:
    said = program(*argv)
    assert (said.code, said.err) == (0, "")
    assert any(mark in said.out for mark in ("Try:", "\nAsk:\n", "Usage: openskies status"))


ENVIRONMENTS: dict[str, dict[str, str]] = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "a dumb terminal": {"TERM": "dumb"},
    "no colour": {"NO_COLOR": "1"},
    "narrow": {"COLUMNS": "20"},
}


@pytest.mark.slow
@pytest.mark.parametrize("case", ENVIRONMENTS)
def test_off_a_terminal_the_environment_changes_nothing(case: str) -> None:
    assert program("status", "Türkiye", "Россия", **ENVIRONMENTS[case]) == program("status", "TR", "RU", LC_ALL="C.UTF-8")
    assert program("status", "Türkiya", **ENVIRONMENTS[case]).code == 2


@pytest.mark.parametrize("line", ["parties -f csv", "timeline -f table", "timeline -fplain", "--help", "status --help"])
def test_a_closed_pipe_is_no_trouble(line: str) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run([PROGRAM, *line.split()], stdout=pipe, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """Somebody removed the working folder: there is an answer or one sentence, no trace."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "{PROGRAM}" status RU -f csv'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2, 3)


# Terminals ----------------------------------------------------------------------------------------


def on_terminal(line: str, columns: int, **env: str) -> tuple[list[str], bytes]:
    """What a terminal of so many columns shows, and the bytes it was sent."""
    leader, follower = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LINES")}
    env = {**clean, "OPENSKIES_TODAY": TODAY, "TERM": "xterm-256color", "COLUMNS": str(columns), **env}
    process = subprocess.Popen([PROGRAM, *line.split()], stdout=follower, stderr=follower, stdin=follower, env=env)
    os.close(follower)
    sent = b""
    while select.select([leader], [], [], 30)[0]:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the program is gone
            break
        if not part:
            break
        sent += part
    os.close(leader)
    assert process.wait(30) == 0
    screen = pyte.Screen(columns, 200)
    pyte.ByteStream(screen).feed(sent)
    return [text.rstrip() for text in screen.display], sent


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("line", ["status RU CZ --on 2021-06-18", "parties --limit 3", "withdrawals", "treaties", "timeline RU"])
def test_nothing_is_lost_on_a_terminal(ask: Ask, line: str, columns: int) -> None:
    shown, sent = on_terminal(line, columns)
    assert max(len(text) for text in shown) <= columns
    assert "…" not in "".join(shown)
    unbroken = "".join("".join(shown).split())
    rows = ask(f"{line} -f csv").rows
    for row in rows:
        for key in {"participant", "status", "since", "date", "effective", "deposited"} & row.keys():
            known = {
                "status": row[key].replace("party", "part"),
                "participant": "".join(row.get("name", "").split()),
            }  # the caption's words
            assert row[key] in unbroken or known.get(key, row[key]) in unbroken
    assert rows
    assert b"\x1b[" in sent


def test_a_narrow_terminal_gets_one_block_a_row() -> None:
    line = "status RU US --on 2021-06-18"
    blocks, lines = (on_terminal(line, columns)[0] for columns in (40, 200))
    for code in ("RU", "US"):
        assert sum(":" in text and text.split()[1:] == [code] for text in blocks) == 1
        assert sum(text.split()[:2] == [code, "Russia" if code == "RU" else "United"] for text in lines) == 1


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(env: dict[str, str]) -> None:
    shown, sent = on_terminal("status RU", 100, **env)
    assert b"\x1b" not in sent
    assert "former-party" in "".join(shown)
