"""Two doors, one meaning: and whatever happens behind them, an exit code and no traceback."""

import functools
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openskies_cli import __version__, desk, main
from openskies_cli.doors import full as app
from openskies_cli.doors import quick as first
from openskies_cli.words import COMMANDS, FIRST, GROUPS

VALUES = [
    "RU", "Russian Federation", "Россия", "2021-12-17", "json", "all", "npt", "-since,name", "a.csv", "", " ", "-", "--", "-1", "=", "--on",
]  # fmt: skip
NOISE = [
    "--",
    "-1",
    "--nope",
    "-h",
    "--version",
    "--by-year=1",
    "--no-strict",
    "--stric",
    "-ofile",
    "-ft",
    "---",
    "--wide",
    "-f=json",
    "-fjson",
]


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Mostly words of the command in one of their spellings, sometimes anything."""
    command = draw(st.sampled_from(list(COMMANDS.values())))
    values = st.sampled_from(VALUES) | st.text(max_size=3)
    line = [command.name]
    for word in draw(st.lists(st.sampled_from(command.words), max_size=5)):
        flag = draw(st.sampled_from(word.flags)) if word.flags else ""
        spellings = [f"{flag}={draw(values)}", *NOISE] if draw(st.integers(0, 9)) == 0 else []
        pair = [flag, draw(values)] if flag and word.shape != "flag" else [flag or draw(values)]
        if spellings:
            pair = [draw(st.sampled_from(spellings))]
        line += pair
    return line


@pytest.fixture(scope="module", autouse=True)
def _one_typer_app() -> object:
    """Building the app is most of what it takes to ask it; the same app may be asked again."""
    build = app._front
    app._front = functools.cache(build)
    yield
    app._front = build


@pytest.mark.slow
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(command_lines())
@example(["status", "RU", "-f=json"])
@example(["status", "RU", "--sort", "-since"])
@example(["status", "RU", "-t", "npt", "--treaty=all", "-t", "--"])
@example(["withdrawals", "--on", "--by-year"])
@example(["timeline", "", "-"])
def test_what_the_quick_door_understands_typer_understands_alike(line: list[str]) -> None:
    quick = first.plainly(line)
    if quick is not None:
        assert app.understand(line) == quick


UNDERSTOOD: list[tuple[str, dict[str, object]]] = [
    ("status RU", {"who": ["RU"], "on": None, "treaty": [], "strict": False}),
    ("status RU US --on 2021-12-17 -t npt -t all", {"who": ["RU", "US"], "on": "2021-12-17", "treaty": ["npt", "all"]}),
    ("status --as-of 2020-01-01 --on=2021-12-17 RU", {"who": ["RU"], "on": "2021-12-17"}),
    ("withdrawals --by-year --sort -year", {"by_year": True, "sort": "-year", "by": None}),
    ("parties --format= --status all", {"format": "", "status": "all"}),
    ("timeline", {"who": []}),
    ("treaty open-skies", {"treaty": ["open-skies"]}),
]


@pytest.mark.parametrize(("line", "expected"), UNDERSTOOD, ids=[line for line, _ in UNDERSTOOD])
def test_both_doors_understand(line: str, expected: dict[str, object]) -> None:
    quick = first.plainly(line.split())
    assert quick is not None
    assert {name: quick[1][name] for name in expected} == expected
    assert app.understand(line.split()) == quick


HANDED_OVER = [
    "", "-h", "--version", "stauts RU", "status", "status --on 2021-12-17", "status RU -fjson", "status RU -f=json", "status RU --strict=1",
    "status RU --on", "status RU --nope", "status RU -h", "status RU -- US", "where RU", "parties --help",
]  # fmt: skip


@pytest.mark.parametrize("line", HANDED_OVER)
def test_the_quick_door_hands_over_what_is_not_plain(line: str) -> None:
    assert first.plainly(line.split()) is None


@pytest.mark.parametrize("line", ["status RU -fjson", "status RU -f json", "status RU --format=json"])
def test_odd_spellings_mean_the_same(line: str) -> None:
    understood = app.understand(line.split())
    assert isinstance(understood, tuple)
    assert (understood[1]["who"], understood[1]["format"]) == (["RU"], "json")


# What is said where the words are wrong, or help is wanted --------------------------------------------


MISTAKES = [
    ("stauts RU", "openskies: no such command 'stauts'. Did you mean 'status'", "openskies --help"),
    ("xyzzy", "openskies: no such command 'xyzzy'", "openskies --help"),
    ("status RU --tready x", "openskies: no such option --tready; did you mean --treaty?", "openskies status --help"),
    ("--versoin", "openskies: no such option --versoin; did you mean --version?", "openskies --help"),
    ("status RU -x", "openskies: no such option -x", "openskies status --help"),
    ("status", "openskies: missing argument 'WHO...'", "openskies status --help"),
    ("status RU --on", "openskies: option '--on' requires an argument", "openskies status --help"),
    ("where RU", "openskies: got unexpected extra argument", "openskies where --help"),
]


@pytest.mark.parametrize(("line", "sentence", "remedy"), MISTAKES, ids=[line for line, _, _ in MISTAKES])
def test_a_mistake_gets_one_sentence_and_the_remedy(line: str, sentence: str, remedy: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.understand(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith(sentence)
    assert second == f"  try: {remedy}"


@pytest.mark.parametrize("argv", [[], ["-h"], ["--help"]])
def test_help_groups_the_first_commands(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.understand(argv) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    groups = [line.rstrip(":") for line in lines if line.endswith(":") and not line.startswith((" ", "Options"))]
    assert groups == [*GROUPS, "More"]
    assert [name for name in COMMANDS if any(line.startswith(f"  {name} ") for line in lines)] == list(FIRST)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_its_example_and_every_word(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.understand([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"    {COMMANDS[name].example}\n" in said
    assert [word.name for word in COMMANDS[name].words if (word.flags or (word.metavar,))[0] not in said] == []


# Whole processes --------------------------------------------------------------------------------------


def spoken(*argv: str, env: dict[str, str] | None = None, **how: object) -> "subprocess.CompletedProcess[bytes]":
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("OPENSKIES_", "PYTHONUNBUFFERED"))}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "openskies_cli", *argv], env={**keep, **(env or {})}, **{"capture_output": True, "timeout": 60, **how}
    )


def test_the_version_is_an_answer() -> None:
    assert spoken("--version").stdout == f"openskies {__version__}\n".encode()


def test_streams_speak_utf8_and_lf_whatever_the_locale() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    answered = spoken("status", "TR", "-f", "csv", env=env)
    assert answered.returncode == 0
    assert ",Türkiye," in answered.stdout.decode()
    assert b"\r" not in answered.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows close otherwise")
@pytest.mark.parametrize("argv", [("status", "RU"), ("timeline", "-f", "json"), ("--help",), ("status", "-h")], ids=" ".join)
def test_a_closed_pipe_ends_quietly(argv: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ended = spoken(*argv, capture_output=False, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:
        ended = spoken("status", "RU", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (2, b"openskies: the answer could not be written: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(("closing", "code"), [("RU >&-", 0), ("RU 2>&- >/dev/null", 0), ("Nowhereland 2>&-", 2)])
def test_streams_closed_by_the_caller_do_no_harm(closing: str, code: int) -> None:
    command = f"'{sys.executable}' -m openskies_cli status {closing}"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (code, b"")


QUICK = """
import sys
sys.argv[1:] = ["status", "RU", "-f", "plain"]
from openskies_cli.main import main
code = main()
late = [m for m in ("typer", "rich", "json", "csv", "html", "importlib.metadata", "inspect", "difflib", "shutil") if m in sys.modules]
print(code, *late, file=sys.stderr)
"""


def test_a_plain_answer_does_not_wait_for_what_it_does_not_need() -> None:
    ended = subprocess.run([sys.executable, "-c", QUICK], capture_output=True, timeout=60, text=True)
    assert ended.stderr.split() == ["0"]
    assert "Russia" in ended.stdout


# The last line of defence -----------------------------------------------------------------------------


def _raiser(trouble: BaseException) -> Callable[..., int]:
    def run(name: str, values: object, typed: object = ()) -> int:
        raise trouble

    return run


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (KeyError("secret"), 70, "internal error (KeyError); please report it"),
        (RecursionError(), 70, "internal error (RecursionError)"),
        (OSError(28, "No space left on device"), 2, "the answer could not be written: No space left on device"),
        (PermissionError(13, "Permission denied", "x.yaml"), 70, "internal error (PermissionError)"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
@pytest.mark.parametrize("line", ["status RU", "status RU -fjson"], ids=["quick door", "Typer"])
def test_trouble_becomes_a_sentence_and_a_code(
    line: str, trouble: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENSKIES_DEBUG", raising=False)
    monkeypatch.setattr(sys, "argv", ["openskies", *line.split()])
    monkeypatch.setattr(desk, "run", _raiser(trouble))
    assert main.main() == code
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == bool(said)
    assert "Traceback" not in err


def test_the_trace_is_there_for_who_asks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OPENSKIES_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["openskies", "status", "RU"])
    monkeypatch.setattr(desk, "run", _raiser(KeyError("secret")))
    assert main.main() == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_stream_without_a_file_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "argv", ["openskies", "status", "RU"])
    monkeypatch.setattr(desk, "run", _raiser(BrokenPipeError()))
    assert main.main() == 141


@pytest.mark.skipif(os.name == "nt", reason="locales of POSIX")
@pytest.mark.parametrize("words", [("status", "Россия"), ("status", "Türkiye", "-fplain")], ids=ascii)
def test_a_locale_without_letters_hears_them_all_the_same(words: tuple[str, ...], tmp_path: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "openskies_cli", *words, "-o", "Ω.csv", "-f", "csv"]
    ended = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert os.listdir(os.fsencode(tmp_path)) == ["Ω.csv".encode()]


INTERRUPTED = """
import os, signal, sys
from openskies_cli import files, main
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
files.contents = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["openskies", "status", "RU"]
sys.exit(main.main())
"""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("ignored", [True, False])
def test_ctrl_c_while_reading_ends_with_130(ignored: bool) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if ignored else signal.getsignal(signal.SIGINT)
    try:
        ended = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, timeout=60)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
