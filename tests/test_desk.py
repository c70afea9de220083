"""The desk: what words mean, where answers go, exit codes. A made-up register and question stand behind it."""

import io
import os
import stat
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from openskies_cli import desk
from openskies_cli.diagnostics import Refused
from openskies_cli.doors.quick import plainly
from openskies_cli.table import Column, Table

COLUMNS = (Column("participant", "word", short=True), Column("since", "day", short=True), Column("on", "day"))
ROWS: list[tuple[object, ...]] = [("RU", "2002-01-01", "x"), ("BE", "1995-06-28", "x"), ("CZ", None, "x")]


class Asked:
    """What the question heard and what it will answer; what the register was opened with."""

    def __init__(self) -> None:
        self.heard: dict[str, object] = {}
        self.table = Table(COLUMNS, ROWS, "caption")
        self.trouble: Exception | None = None
        self.opened: tuple[object, ...] = ()
        self.remarks: list[str] = []

    def answer(self, register: object, **heard: object) -> Table:
        assert register is self.register
        self.heard = heard
        if self.trouble:
            raise self.trouble
        return self.table

    def open(self, data: str | None, env: Mapping[str, str], cwd: str, *, only: bool) -> object:
        self.opened = (data, dict(env), cwd)
        self.register = SimpleNamespace(remarks=self.remarks, settings=None, unread=(), in_place=lambda: "", why=f"named, {only}")
        return self.register


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    made = Asked()
    for name in ("status", "parties", "withdrawals", "timeline", "where"):
        monkeypatch.setitem(sys.modules, f"openskies_cli.questions.{name}", SimpleNamespace(answer=made.answer))
    monkeypatch.setattr("openskies_cli.register.Register", made.open)
    monkeypatch.setenv("OPENSKIES_TODAY", "2021-12-17")
    return made


def run(line: str) -> int:
    understood = plainly(line.split())
    assert understood is not None
    return desk.run(*understood)


# What the words mean ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (
            "status RU US -t npt -t all --strict",
            {"who": ("RU", "US"), "on": "2021-12-17", "treaty": ("npt", "all"), "strict": True, "require": None, "as_notified": False},
        ),
        (
            "status RU --on 2002-01-01 --require party --wide --limit 3 --sort -since --columns since",
            {"who": ("RU",), "on": "2002-01-01", "treaty": (), "strict": False, "require": "party", "as_notified": False},
        ),
        (
            "withdrawals --year 0987",
            {"who": (), "year": "0987", "from_": None, "until": None, "by": "effect", "by_year": False, "on": "2021-12-17", "treaty": ()},
        ),
        (
            "withdrawals --from 2020-01-01 --until 2020-12-31 --by notice --by-year",
            {
                "who": (), "year": None, "from_": "2020-01-01", "until": "2020-12-31", "by": "notice", "by_year": True,
                "on": "2021-12-17", "treaty": (),
            },
        ),
        ("parties", {"who": (), "status": "party", "spells": "day", "as_notified": False, "on": "2021-12-17", "treaty": ()}),
        (
            "parties --status all --spells all",
            {"who": (), "status": "all", "spells": "all", "as_notified": False, "on": "2021-12-17", "treaty": ()},
        ),
        ("timeline", {"who": (), "on": "2021-12-17", "treaty": ()}),
        ("timeline --on Yesterday", {"who": (), "on": "2021-12-16", "treaty": ()}),
        ("timeline --on 17.12.2019", {"who": (), "on": "2019-12-17", "treaty": ()}),
        ("timeline --on 1970-01-01", {"who": (), "on": "1970-01-01", "treaty": ()}),
        ("timeline --on 9999-12-31", {"who": (), "on": "9999-12-31", "treaty": ()}),
        ("where -f json", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_a_question_hears(line: str, heard: dict[str, object], asked: Asked) -> None:
    assert run(line) == 0
    assert asked.heard == heard


WRONG = [
    ("status RU --on 2021-02-30", "--on: '2021-02-30' is not a day of the calendar", ""),
    ("status RU --on 2021", "--on takes one day: 2021-12-31 for the end of 2021", ""),
    ("status RU --on 2021-06", "--on takes one day: 2021-06-30 for the end of 2021-06", ""),
    ("status RU --on 2021-W24", "--on takes one day: 2021-06-20 for the end of 2021-W24", ""),
    ("withdrawals --on 2021", "--on takes one day: 2021-12-31 for the end of 2021; for the whole of 2021: --year 2021", ""),
    ("status RU --on 7.12.2021", "--on: '7.12.2021' may be two days; write 2021-12-07 or 2021-07-12", ""),
    ("status RU --as-of noon", "--on: 'noon' is not a day; write it as YYYY-MM-DD", ""),
    ("withdrawals --from 2021-12", "--from takes one day: 2021-12-01 for the beginning of 2021-12", ""),
    ("withdrawals --until 2021-12", "--until takes one day: 2021-12-31 for the end of 2021-12", ""),
    ("withdrawals --until last", "--until: 'last' is not a day", ""),
    ("withdrawals --year 21", "--year: '21' is not a year; write four digits", ""),
    ("withdrawals --year 2０21", "--year: '2０21' is not a year", ""),
    ("withdrawals --by efect", "--by: there is no 'efect'; did you mean 'effect'?", "one of: notice, effect"),
    ("status RU --require member", "--require: there is no 'member'", "one of: none, signatory, contracting-state, party"),
    ("status RU -f jsn", "--format: there is no 'jsn'; did you mean 'json'", "one of: table, plain, csv"),
    ("status RU -f JSON", "--format: there is no 'JSON'; did you mean 'json'", ""),
    ("status RU --format=", "--format: there is no ''", ""),
    ("status RU --limit 0", "--limit: '0' is not a number of rows", ""),
    ("status RU --limit -1", "--limit: '-1' is not a number of rows", ""),
    ("status RU --limit ten", "--limit: 'ten' is not a number of rows", ""),
    ("status RU --columns a,,b", "--columns: 'a,,b' names no column between two commas", ""),
    ("status RU --sort -", "--sort: '-' names no column", ""),
    ("status RU --columns sinc", "--columns: this answer has no column 'sinc'; did you mean 'since'?", "columns: participant, since, on"),
    ("status RU --sort -sinc,on", "--sort: this answer has no column 'sinc'; did you mean 'since'?", "columns: participant, since, on"),
    ("status RU --data ./no-such-folder", "--data: './no-such-folder' is not a folder", ""),
    ("status RU -o answer.xlsx", "--output: 'answer.xlsx' has the suffix '.xlsx', which names no format", "suffixes: .txt .csv"),
    ("status RU -o answer", "--output: 'answer' has no suffix, which names no format", "or say the format with --format"),
    ("status RU -o a.jsn", "--output: 'a.jsn' has the suffix '.jsn', which names no format; did you mean '.json'", ""),
    ("status RU -o .", "--output: '.' is a folder", ""),
    ("status RU -o new/ -f csv", "--output: 'new/' is a folder", ""),
    ("status RU --output= -f csv", "--output: '' names no file", ""),
    ("status RU -o no/such/folder/a.csv", "--output: 'no/such/folder/a.csv' cannot be written: there is no folder", ""),
]


@pytest.mark.parametrize(("line", "sentence", "detail"), WRONG, ids=[line for line, _, _ in WRONG])
def test_wrong_words_get_a_sentence_and_code_2(
    line: str, sentence: str, detail: str, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(line) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, *details = said.err.splitlines()
    assert first.startswith(f"openskies: {sentence}")
    assert any(detail in line for line in details) or not detail
    assert all(line.startswith("  ") for line in details)
    assert list(tmp_path.iterdir()) == []


# The day --------------------------------------------------------------------------------------------------


def test_today_is_the_callers_clock(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENSKIES_TODAY")
    before = time.strftime("%Y-%m-%d")
    run("status RU")
    assert asked.heard["on"] in (before, time.strftime("%Y-%m-%d"))


@pytest.mark.parametrize("said", ["2021", "yesterday", "2021-02-29", "6.7.2021"])
def test_a_made_up_today_must_be_a_day(
    said: str, asked: Asked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENSKIES_TODAY", said)
    assert run("status RU") == 2
    assert capsys.readouterr().err.startswith(f"openskies: OPENSKIES_TODAY: '{said}'")
    assert run("status RU --on 2021-12-17") == 0


# Exit codes and messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("verdict", "code"), [("", 0), ("yes", 0), ("no", 1), ("undecided", 4)])
def test_the_verdict_is_the_exit_code(verdict: str, code: int, asked: Asked) -> None:
    asked.table = Table(COLUMNS, ROWS, verdict=verdict)
    assert run("status RU") == code


@pytest.mark.parametrize("code", [2, 3])
def test_what_is_refused_behind_the_desk_is_said(code: int, asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    asked.trouble = Refused(code, "'CS' may mean two States\x1b[2J", ("CSHH", "RS\u202e"))
    assert run("status CS") == code
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "openskies: 'CS' may mean two States\\x1b[2J\n  CSHH\n  RS\\u202e\n")


def test_what_nobody_expected_is_left_to_the_door(asked: Asked) -> None:
    asked.trouble = KeyError("x")
    with pytest.raises(KeyError):
        run("status RU")


def test_remarks_go_to_stderr_each_once(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    asked.table = Table(COLUMNS, ROWS, remarks=("the day is not verified",))
    asked.remarks = ["a record has an error", "the day is not verified"]
    assert run("status RU --limit 2 -f csv") == 0
    said = capsys.readouterr()
    assert said.out == "participant,since,on\nRU,2002-01-01,x\nBE,1995-06-28,x\n"
    assert said.err.splitlines() == [
        "openskies: 2 of 3 shown",
        "openskies: the day is not verified",
        "openskies: a record has an error",
    ]


def test_a_limit_that_cuts_nothing_is_not_mentioned(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    run("status RU --limit 3")
    assert capsys.readouterr().err == ""


# The view ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "header"),
    [
        ("-f csv", "participant,since,on"),
        ("-f tsv", "participant\tsince\ton"),
        ("-f csv --columns on,participant", "on,participant"),
        ("-f plain", "participant  since"),
        ("-f plain --wide", "participant  since       on"),
        ("-f plain --columns on", "on"),
        ("-f markdown", "| participant | since |"),
        ("-f markdown --wide", "| participant | since | on |"),
    ],
)
def test_machines_get_all_columns_and_people_the_short_set(
    words: str, header: str, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"status RU {words}") == 0
    assert capsys.readouterr().out.splitlines()[0] == header


def test_rows_are_sorted_before_they_are_cut_by_columns_that_need_not_be_shown(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status RU -f csv --sort since --limit 1 --columns participant") == 0
    assert capsys.readouterr().out == "participant\nBE\n"


# Where the answer goes ----------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "columns", "coloured"),
    [
        ({"TERM": "xterm", "COLUMNS": "100"}, 100, True),
        ({"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}, 100, False),
        ({"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": ""}, 100, True),
        ({"TERM": "dumb", "COLUMNS": "40"}, 40, False),
        ({"TERM": "xterm", "COLUMNS": "none"}, 80, True),
        ({"TERM": "xterm", "COLUMNS": "9" * 5000}, 80, True),
        ({"TERM": "xterm", "COLUMNS": "-5"}, 80, True),
        ({"TERM": "xterm", "COLUMNS": "0"}, 80, True),
    ],
)
def test_a_terminal_gets_a_table_as_wide_as_it_is_and_colour_if_wanted(
    env: dict[str, str], columns: int, coloured: bool, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    seen: dict[str, object] = {}

    def write(table: Table, out: object, **how: object) -> None:
        seen.update(how)

    monkeypatch.setattr("openskies_cli.formats.table.write", write)
    assert run("status RU") == 0
    assert seen == {"width": columns, "colour": coloured}


def test_off_a_terminal_it_is_plain_and_nothing_is_cut(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    asked.table = Table([Column("a")], [("long " * 100,)])
    run("status RU")
    assert capsys.readouterr().out == f"a\n{'long ' * 99}long\n"
    run("status RU -f table")
    assert "long " * 99 in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "words", "start"),
    [
        ("a.csv", "", "participant,since,on\n"),
        ("a.CSV", "", "participant,since,on\n"),
        ("a.tsv", "", "participant\tsince\ton\n"),
        ("a.json", "", "[\n  {\n"),
        ("a.jsonl", "", '{"participant": "RU", '),
        ("a.md", "", "| participant | since |\n"),
        ("a.html", "", "<!DOCTYPE html>"),
        ("a.htm", "", "<!DOCTYPE html>"),
        ("a.txt", "", "participant  since\n"),
        ("a.csv", "-f jsonl", '{"participant": "RU", '),
        ("noname", "-f csv", "participant,since,on\n"),
    ],
)
def test_the_suffix_chooses_the_format_unless_one_is_said(
    name: str, words: str, start: str, asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"status RU -o {tmp_path / name} {words}") == 0
    assert (tmp_path / name).read_bytes().startswith(start.encode())
    assert b"\r" not in (tmp_path / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def failing(trouble: BaseException) -> Callable[..., None]:
    def write(table: Table, out: io.StringIO, **how: object) -> None:
        out.write("half of it")
        raise trouble

    return write


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt(), KeyError("x")], ids=repr)
def test_a_file_is_written_whole_or_not_at_all(
    trouble: BaseException, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.csv"
    target.write_text("what was there", encoding="utf-8")
    monkeypatch.setattr("openskies_cli.formats.csv.write", failing(trouble))
    if isinstance(trouble, OSError):
        assert run(f"status RU -o {target}") == 2
        assert capsys.readouterr().err == f"openskies: --output: '{target}' cannot be written: No space left on device\n"
    else:
        with pytest.raises(type(trouble)):
            run(f"status RU -o {target}")
    assert target.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links and permissions of POSIX")
def test_a_link_is_followed_and_permissions_are_kept(asked: Asked, tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run(f"status RU -o {link}") == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("participant,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_is_written_to_and_not_replaced(asked: Asked, tmp_path: Path) -> None:
    """A device goes the same way; a pipe, because a mistake here would cost a machine its /dev/null."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    both_ends = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # nothing waits, whatever is wrong
    try:
        assert run(f"status RU -f csv -o {pipe}") == 0
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(both_ends, 1000).startswith(b"participant,since,on\n")
    finally:
        os.close(both_ends)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that takes no files")
def test_a_place_that_takes_no_file_is_said(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status RU -o /proc/self/a.csv") == 2
    assert capsys.readouterr().err.startswith("openskies: --output: '/proc/self/a.csv' cannot be written: ")


def test_text_that_is_no_unicode_is_written_visibly(asked: Asked, tmp_path: Path) -> None:
    asked.table = Table([Column("a")], [("\udcff",)], "\udcfe")
    for form in ("csv", "json", "plain", "html", "table"):
        assert run(f"status RU -f {form} -o {tmp_path / form}") == 0
        assert rb"\udcff" in (tmp_path / form).read_bytes()


# Which records ------------------------------------------------------------------------------------------------


def test_the_register_is_told_where_to_look(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENSKIES_DATA", "elsewhere")
    run(f"status RU --data {tmp_path}")
    data, env, cwd = asked.opened
    assert (data, cwd) == (str(tmp_path), os.getcwd())
    assert isinstance(env, dict)
    assert env["OPENSKIES_DATA"] == "elsewhere"
    run("status RU")
    assert asked.opened[0] is None
