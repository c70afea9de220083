"""Reading on a terminal: long answers page by page, and lines of whole words. Real command lines in a terminal of real size."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from openskies_cli.pager import _as_less_takes_it
from openskies_cli.screen import ESCAPES
from openskies_cli.view import cells

PROGRAM = [sys.executable, "-m", "openskies_cli"]
LONG, SHORT = "timeline RU", "status RU"
Env = dict[str, str | None]


class Seen:
    """What a terminal was sent, and how the program ended."""

    def __init__(self, code: int, sent: bytes) -> None:
        self.code, self.text = code, sent.decode("utf-8", "replace").replace("\r\n", "\n")


def on_terminal(
    line: str,
    *,
    lines: int = 10,
    keys: tuple[bytes, ...] = (),
    until: bytes = b":",
    stdin: int | None = None,
    env: Env | None = None,
    **more: str,
) -> Seen:
    """A command line in a window of 100 by `lines`; each of `keys` is typed when `until` was drawn. An `env` of None is not set."""
    leader, follower = pty.openpty()
    fcntl.ioctl(leader, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 100, 0, 0))
    unset = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "LESSOPEN", "OPENSKIES_DATA")
    clean: dict[str, str | None] = {key: value for key, value in os.environ.items() if key not in unset}
    clean |= {"OPENSKIES_TODAY": "2024-01-15", "TERM": "xterm-256color", "LESSHISTFILE": "-", **(env or {}), **more}
    process = subprocess.Popen(
        [*PROGRAM, *line.split()],
        stdin=follower if stdin is None else stdin,
        stdout=follower,
        stderr=follower,
        env={key: value for key, value in clean.items() if value is not None},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0) and None,  # noqa: PLW1509 - less reads keys from the terminal of its session
    )
    os.close(follower)
    sent, told, last, end = b"", 0, b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([leader], [], [], 0.5)[0]:
            if last and keys:
                last, keys = keys[0], keys[1:]
            os.write(leader, last)  # again: a pager throws away what is typed while it is interrupted
            continue
        try:
            part = os.read(leader, 65536)
        except OSError:  # the program is gone
            break
        if not part:
            break
        sent += part
        if keys and until in sent[told:]:
            last, keys, told = keys[0], keys[1:], len(sent)
            os.write(leader, last)
    os.close(leader)
    return Seen(process.wait(30), sent)


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that keeps what it is given, and says that it was there."""
    script = tmp_path / "keeps it"
    script.write_text(f"#!/bin/sh\ncat > '{tmp_path}/kept'\necho \"paged with LESS=$LESS\"\n", encoding="utf-8")
    script.chmod(0o755)
    return script


PAGED: dict[str, tuple[str, Env, bool]] = {  # a line, what else -> whether it goes through the pager
    "long": (LONG, {}, True),
    "short": (SHORT, {}, False),
    "asked not to": (f"{LONG} --no-pager", {}, False),
    "asked not to, in front": (f"--no-pager {LONG}", {}, False),
    "asked not to, by way of Typer": (f"{LONG} -ftable --no-pager", {}, False),
    "another format": (f"{LONG} -f json", {}, True),
    "no colour": (LONG, {"NO_COLOR": "1"}, True),
    "a terminal that can do nothing": (LONG, {"TERM": "dumb"}, False),
    "a terminal that says nothing": (LONG, {"TERM": None}, False),
    "a high window": (LONG, {"LINES": "500"}, False),
    "a list of rules": ("rule", {}, True),
    "the page of a rule": ("rule effect-before-act", {}, True),
    "rules, asked not to": ("rule --no-pager", {}, False),
    "help": ("help statuses", {}, True),
    "help, asked not to": ("help statuses --no-pager", {}, False),
    "a schema": ("schema", {}, True),
    "into a file": (f"{LONG} -o {os.devnull} -f json", {}, False),
}


@pytest.mark.parametrize("case", PAGED)
def test_what_is_longer_than_the_window_is_paged(case: str, pager: Path) -> None:
    line, env, paged = PAGED[case]
    seen = on_terminal(line, env={"PAGER": f"'{pager}'", **env})
    kept = pager.with_name("kept")
    assert (seen.code, kept.exists()) == (0, paged)
    if paged:
        assert seen.text.endswith("paged with LESS=FRX\n")
        alone = on_terminal(f"{line} --no-pager", env=env)
        assert alone.text == kept.read_text(encoding="utf-8")


def test_less_is_asked_as_somebody_likes_it(pager: Path) -> None:
    assert "paged with LESS=-iM\n" in on_terminal(LONG, PAGER=f"'{pager}'", LESS="-iM").text


@pytest.mark.parametrize("wanted", ["", " ", "cat"])
def test_no_pager_where_none_is_wanted(wanted: str) -> None:
    assert on_terminal(LONG, PAGER=wanted).text == on_terminal(f"{LONG} --no-pager").text


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("status RU --require party", 1),
        ("status TR --require party", 0),
        ("status RU TR --require none", 1),
        ("status RU Nowhereland --on 2020-01-01", 2),
    ],
)
def test_the_verdict_stays(line: str, code: int, pager: Path) -> None:
    seen = on_terminal(line, lines=2, PAGER=f"'{pager}'")
    assert (seen.code, pager.with_name("kept").exists()) == (code, True)


def test_remarks_follow_when_the_pager_is_done(pager: Path) -> None:
    seen = on_terminal("timeline --limit 20", PAGER=f"'{pager}'")
    assert re.search(r"paged with LESS=FRX\n20 of|paged with LESS=FRX\nopenskies: 20 of \d+ shown\n", seen.text)
    assert "20 of" not in pager.with_name("kept").read_text(encoding="utf-8")


LEAVES = {
    "at once": "exit 0",
    "after a line": "head -n 1 > /dev/null; exit",
    "with a complaint": "exit 3",
    "by a signal": "kill -TERM $$",
}


@pytest.mark.parametrize("case", LEAVES)
def test_leaving_a_pager_early_is_no_trouble(case: str, tmp_path: Path) -> None:
    script = tmp_path / "leaves"
    script.write_text(f"#!/bin/sh\n{LEAVES[case]}\n", encoding="utf-8")
    script.chmod(0o755)
    seen = on_terminal("timeline -t npt -f json", PAGER=str(script))
    assert (seen.code, seen.text) == (0, "")
    assert on_terminal("status RU --wide -f json --require party", PAGER=str(script)).code == 1


BROKEN = {
    "a program that is not there": ("nonesuch-pager -x", "PAGER: 'nonesuch-pager -x' cannot be started; set it to a program that is there"),
    "half a quotation": ("less '", "PAGER: 'less '' cannot be started"),
    "a shell that finds nothing": ("true | nonesuch-pager", ""),
    "no program": ("LESS=R", "PAGER: 'LESS=R' cannot be started"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_pager_that_cannot_be_started_is_said_and_the_answer_stands(case: str) -> None:
    wanted, sentence = BROKEN[case]
    seen = on_terminal(LONG, PAGER=wanted)
    assert seen.code == 0
    assert sentence in " ".join(seen.text.split())
    assert seen.text.endswith(on_terminal(f"{LONG} --no-pager").text)


@pytest.mark.parametrize("closed", ["a pipe on stdin", "nothing on stdin"])
def test_nobody_to_press_a_key_no_pager(closed: str, pager: Path) -> None:
    read, write = os.pipe() if closed == "a pipe on stdin" else (os.open(os.devnull, os.O_RDONLY), os.open(os.devnull, os.O_WRONLY))
    try:
        seen = on_terminal(LONG, stdin=read, PAGER=f"'{pager}'")
    finally:
        os.close(read)
        os.close(write)
    assert (seen.code, pager.with_name("kept").exists()) == (0, False)
    assert "2021-12-18" in seen.text


def test_off_a_terminal_no_pager(pager: Path) -> None:
    env = {**os.environ, "PAGER": f"'{pager}'", "TERM": "xterm", "LINES": "3"}
    done = subprocess.run([*PROGRAM, *LONG.split()], env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, pager.with_name("kept").exists()) == (0, False)
    assert done.stdout.count("\n") > 3


# less ---------------------------------------------------------------------------------------------

FOUND = shutil.which("less")
REAL = pytest.mark.skipif(FOUND is None, reason="less is not installed")


@REAL
def test_less_shows_a_long_answer_until_somebody_leaves() -> None:
    seen = on_terminal(LONG, keys=(b"q",), lines=8)
    assert seen.code == 0
    assert "Traceback" not in seen.text
    assert "signature" in seen.text
    assert "withdrawal" not in seen.text  # which stands further down


@REAL
def test_less_reads_to_the_end_and_the_remark_comes_after() -> None:
    seen = on_terminal("timeline --limit 9", keys=(b"G", b"q"), until=b"\x1b[K", lines=8)
    assert seen.code == 0
    assert re.search(r"openskies: 9 of \d+ shown\n$|9 of \d+ shown\n$", seen.text)


@REAL
def test_ctrl_c_is_for_less() -> None:
    seen = on_terminal("status RU --wide -f json --require party", keys=(b"\x03", b"q"), until=b"\x1b[K", lines=5)
    assert seen.code == 1
    assert "Traceback" not in seen.text


def test_without_any_less_it_is_printed(tmp_path: Path) -> None:
    bare = on_terminal(LONG, PATH=str(tmp_path))
    assert (bare.code, bare.text) == (0, on_terminal(f"{LONG} --no-pager").text)


OLD = {  # a less -> what it shows
    "that does not know -F and asks for more": ('case "$LESS" in *F*) exit 1;; esac', True),
    "that knows nothing": ("exit 1", False),
}


@pytest.mark.parametrize("case", OLD)
def test_an_old_less_will_do(case: str, tmp_path: Path) -> None:
    first, through = OLD[case]
    old = tmp_path / "less"
    old.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo less 290 && exit\n{first}\necho old; {shutil.which("cat")}\n', encoding="utf-8"
    )
    old.chmod(0o755)
    seen = on_terminal(LONG, PATH=f"{tmp_path}:/bin:/usr/bin")
    assert seen.code == 0
    assert seen.text == "old\n" * through + on_terminal(f"{LONG} --no-pager").text


LINK, PAINT = "\x1b]8;;https://a.example/\x1b\\a-list\x1b]8;;\x1b\\", "\x1b[32mparty\x1b[0m"
LESSES = {  # what it says of itself, its options -> what is left of a link and a colour
    "of today": ("less 643 (GNU regular expressions)", "FRX", f"{LINK} {PAINT}"),
    "the first with links": ("less 566", "-R", f"{LINK} {PAINT}"),
    "the last without": ("less 551 (PCRE)", "FRX", f"a-list {PAINT}"),
    "that says nothing": ("BusyBox v1.36", "-r", f"a-list {PAINT}"),
    "in long words": ("less 643", "--quiet --RAW-CONTROL-CHARS", f"{LINK} {PAINT}"),
    "not asked for colours": ("less 643", "-iM --search-skip-screen", "a-list party"),
    "asked for nothing": ("less 643", "", "a-list party"),
}


@pytest.mark.parametrize("case", LESSES)
def test_less_is_given_what_it_can_show(case: str, tmp_path: Path) -> None:
    told, options, left = LESSES[case]
    less = tmp_path / "less"
    less.write_text(f"#!/bin/sh\necho '{told}'\n", encoding="utf-8")
    less.chmod(0o755)
    assert _as_less_takes_it(f"{LINK} {PAINT}", str(less), options) == left


# Lines of whole words -----------------------------------------------------------------------------

RECORD = """\
id: lake
title: Treaty on the Lake
participants:
  CH:
    actions:
      - {action: ratification, date: 2011-01-10, effect: 2001-02-10}
"""
LINES = [
    "rule",
    "rule effect-before-act",
    "rule effect-before-act anchor",
    "rule nonesuch",
    "status RU -t atlantis-convention-on-everything",
    "status RU --format nonesuch",
    "status RU --columns nonesuch",
    "status Nowhereland",
    "status RU --nonesuch-option",
    "xyzzy-command",
    "check lake.yaml",
    "check lake.yaml --severity hint",
]


def off_terminal(line: str) -> str:
    """All that is said on both streams, in lines of any length."""
    env = {**os.environ, "OPENSKIES_TODAY": "2024-01-15"}
    done = subprocess.run([sys.executable, "-m", "openskies_cli", *line.split()], env=env, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


@pytest.mark.parametrize("columns", [44, 80])
@pytest.mark.parametrize("line", LINES)
def test_no_word_is_broken_on_a_terminal(line: str, columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lake.yaml").write_text(RECORD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    whole = off_terminal(line)
    shown = ESCAPES.sub("", on_terminal(line, lines=0, env={"COLUMNS": str(columns)}).text)
    marks = re.compile(r"^```(yaml)?$|^## |^\*|\*$", re.MULTILINE)
    framed = re.compile(r"^ +\d* \|.*$", re.MULTILINE)  # a line of a record is cut to fit
    assert framed.sub("", shown).split() == framed.sub("", marks.sub("", whole)).split()
    assert "```" not in shown
    example = re.compile(r"^    ", re.MULTILINE)
    for said in shown.splitlines():
        assert cells(said) <= columns or example.match(said) or " " not in said.strip(), said


def test_a_pipe_gets_whole_lines() -> None:
    assert max(map(len, off_terminal("rule").splitlines())) > 100
    assert "```yaml" in off_terminal("rule effect-before-act")


def test_a_schema_stays_what_it_is() -> None:
    assert on_terminal("schema", lines=0, env={"COLUMNS": "40"}).text == off_terminal("schema")
