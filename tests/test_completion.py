"""Completion: what may follow, and how bash, zsh and fish put it on the line, tried in the shells themselves."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from openskies_cli import completion, desk
from openskies_cli.doors import shells
from openskies_cli.words import COMMANDS, FORMATS, ROOT, SHELLS, STATUSES

PROGRAM = Path(sys.executable).parent / "openskies"

PEOPLE = """
participants:
  FR: {kind: state, name: France}
  XA: {kind: state, name: "Evil $(touch pwned) `touch pwned` \\"x\\" 'y'; touch pwned"}
  XB: {kind: state, name: "Turned\\u202e State"}
"""
LAKE = """
id: lake-treaty
title: Lake Treaty
participants: {}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A records folder of somebody's own."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "data" / "treaties").mkdir(parents=True)
    (folder / "data" / "treaties" / "lake-treaty.yaml").write_text(LAKE, encoding="utf-8")
    (folder / "data" / "participants.yaml").write_text(PEOPLE, encoding="utf-8")
    return folder


# What may follow ----------------------------------------------------------------------------------------

ROOTS = [flag for word in ROOT for flag in word.flags]
FOLLOWS: list[tuple[str, set[str], set[str]]] = [  # words and what is begun; all of these and, if any, none of those
    ("|", set(COMMANDS), {"--version"}),
    ("|stat", {"status"}, {"treaties"}),
    ("|--", {*ROOTS, "--help"}, {"status"}),
    ("--completion|", set(SHELLS), set()),
    ("status|--tre", {"--treaty"}, {"--on"}),
    ("status --on 2020-01-01|--o", {"--output"}, {"--on"}),
    ("status -t npt|--tre", {"--treaty"}, set()),
    ("status RU -f|js", {"json", "jsonl"}, {"csv"}),
    ("status RU|--format=js", {"--format=json", "--format=jsonl"}, {"json"}),
    ("status --require|", set(STATUSES), {"all"}),
    ("status -t|Open", {"Open Skies Treaty", "Open Skies"}, {"open-skies"}),
    ("treaties|Mine", {"Mine Ban Treaty"}, {"all"}),
    ("status RU --columns|", {"participant", "since"}, {"RU", "notified"}),
    ("status RU --columns|sin", {"since"}, {"status"}),
    ("status RU --columns|status,-si", set(), set()),
    ("status RU --columns|status,s", {"status,since"}, {"status,status", "since"}),
    ("status RU|--columns=status,si", {"--columns=status,since"}, {"--columns=since"}),
    ("status RU --sort|-s", {"-since", "-status"}, {"since"}),
    ("status RU --sort|-since,-t", {"-since,-treaty"}, {"-since,treaty"}),
    ("status RU --sort|-since,si", set(), {"-since,since"}),
    ("withdrawals --columns|", {"notified", "state"}, {"count", "since"}),
    ("withdrawals --by-year --columns|", {"count", "year"}, {"notified"}),
    ("treaties --columns|par", {"parties"}, {"participant"}),
    ("treaties --of RU --columns|par", {"participant"}, {"parties"}),
    ("participants --sort|", {"kind", "existed"}, {"since"}),
    ("status RU --on|2", set(), {"RU"}),
    ("status -t|open", {"open-skies"}, {"all"}),
    ("treaty|a", {"all"}, {"open-skies"}),
    ("status|L", {"LV", "Latvia", "LI"}, {"Lettonie", "LVA"}),
    ("status|lat", {"latvia"}, {"Latvia"}),
    ("status RU|Russ", {"Russia", "Russian Federation"}, {"RU"}),
    ("status|Росс", {"Россия"}, set()),
    ("status|", {"RU", "US"}, {"Russia"}),
    ("help|", {"statuses", "dates", "status"}, {"RU"}),
    ("where|", set(), {"RU"}),
    ("xyzzy|", set(), {"RU"}),
]


@pytest.mark.parametrize(("typed", "offered", "not_offered"), FOLLOWS, ids=[typed for typed, *_ in FOLLOWS])
def test_what_may_follow(typed: str, offered: set[str], not_offered: set[str]) -> None:
    words, _, begun = typed.partition("|")
    found = completion.follow(words.split(), begun)
    assert found is not None
    values = {value for value, _ in found}
    assert offered - values == set()
    assert not_offered & values == set()
    assert all(value.startswith(begun) for value in values)
    assert bool(values) == bool(offered)


def test_every_format_is_offered() -> None:
    found = completion.follow(["parties", "--format"], "")
    assert [value for value, _ in found or ()] == list(FORMATS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if any(word.name == "columns" for word in COMMANDS[name].words)])
def test_the_columns_of_every_command_are_offered(name: str) -> None:
    offered = [value for value, _ in completion.follow([name, "--columns"], "") or ()]
    assert offered
    assert offered == [value for value, _ in completion.follow([name, "--sort"], "") or ()]


@pytest.mark.parametrize("words", ["status RU -o", "parties --output", "where --data"])
def test_files_are_the_shells_business(words: str) -> None:
    assert completion.follow(words.split(), "") is None
    assert completion.complete("zsh", *words.split(), "") == shells.FILES


def test_records_named_on_the_same_line_are_read(own: Path) -> None:
    def offered(*words: str) -> list[str]:
        *before, begun = words
        return [value for value, _ in completion.follow(before, begun) or ()]

    assert offered("status", "--data", str(own), "-t", "") == ["lake-treaty", "all"]
    assert offered("status", f"--data={own}", "-t", "la") == ["lake-treaty"]
    assert offered("status", "--data", str(own), "Fra") == ["France"]
    assert offered("status", "--data", str(own), "Turn") == []  # nobody could type it, and it would turn the line
    assert offered("status", "--data", str(own / "nowhere"), "-t", "") == []


def test_nothing_is_offered_that_would_be_an_option(own: Path) -> None:
    for name in ("--output=precious.csv", "-o"):
        (own / "data" / "treaties" / f"{name}.yaml").write_text("id: x\n", encoding="utf-8")
    assert [value for value, _ in completion.follow(["treaty", "--data", str(own)], "") or ()] == ["lake-treaty", "all"]


@pytest.mark.parametrize("name", desk.COMPLETES)
def test_everything_that_completes_is_said_of_a_word(name: str) -> None:
    assert name in {word.completes for command in COMMANDS.values() for word in command.words}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("openskies status Russian", ["Russian\\ Federation"]),
        ("openskies treaty Treaty\\ on\\ Open", ["Treaty\\ on\\ Open\\ Skies"]),
        ("openskies parties -t 'on inclu", []),
        ("openskies parties -t \"Traité sur l'A", ["Traité sur l'Antarctique"]),
        ("openskies parties -t Traité\\ sur\\ l\\'A", ["Traité\\ sur\\ l\\'Antarctique"]),
        ("openskies status Russian\\ F", ["Russian\\ Federation"]),
        ('openskies status "Russian F', ["Russian Federation"]),
        ("openskies status 'Russian F", ["Russian Federation"]),
        ("openskies status Côte", ["Côte\\ d\\'Ivoire"]),
        ("openskies status 'Côte", ["Côte d'\\''Ivoire"]),
        ('openskies status "Côte', ["Côte d'Ivoire"]),
        ("openskies status RU --format=htm", ["html"]),
        ("  /usr/bin/openskies  stat", ["status"]),
        ("openskies status 'RU' \"US\" -f htm", ["html"]),
    ],
)
def test_bash_is_told_what_to_put_on_the_line(line: str, told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert completion.complete("bash", line) == 0
    assert capsys.readouterr().out.splitlines() == told


IMPORTED = "import sys\nfrom openskies_cli.main import main\nsys.argv[1:] = {argv}\nmain()\nprint(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize(
    ("typed", "without", "offered"),
    [
        ("stat", "yaml typer openskies_cli.register openskies_cli.desk", "status"),
        ("status --for", "yaml typer openskies_cli.register openskies_cli.desk", "--format"),
        ("status -f js", "yaml typer openskies_cli.register", "jsonl"),
        ("status --require par", "yaml typer openskies_cli.register", "party"),
        ("status -t open", "typer openskies_cli.derive", "open-skies\tTreaty on Open Skies"),
        ("status Ru", "typer openskies_cli.derive", "Russia"),
    ],
)
def test_only_names_cost_reading_a_file(typed: str, without: str, offered: str) -> None:
    argv = ["--complete", "fish", *typed.split()]
    done = subprocess.run([sys.executable, "-c", IMPORTED.format(argv=argv)], capture_output=True, text=True, timeout=60, check=True)
    assert offered in done.stdout
    assert set(done.stderr.split()) & {*without.split(), "rich", "typer"} == set()


@pytest.mark.parametrize("argv", [["--complete"], ["--complete", "tcsh", "x"], ["--complete", "bash"], ["--complete", "zsh", "\udcff"]])
def test_odd_askers_do_no_harm(argv: list[str]) -> None:
    done = subprocess.run([PROGRAM, *argv], capture_output=True, timeout=60)
    assert (done.returncode in (0, shells.FILES), done.stderr) == (True, b"")


# In the shells themselves -------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_printed(shell: str) -> None:
    done = subprocess.run([PROGRAM, "--completion", shell], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, shells.script(shell), "")
    assert how_to_install(shell)


def test_a_shell_that_is_not_known_gets_candidates() -> None:
    done = subprocess.run([PROGRAM, "--completion", "fsh"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "openskies: --completion: there is no 'fsh'; did you mean 'fish' or 'zsh'?"


WRAPPER = """\
#!/bin/sh
case $1 in
    --completion) exec '{program}' "$@" ;;
    --complete) '{program}' "$@"; code=$?; touch '{folder}/asked'; exit $code ;;
esac
printf '%s\\n' "$@" > '{folder}/writing' && mv '{folder}/writing' '{folder}/ran'
"""
RC = {
    "bash": ("bashrc", "{line}\ntouch '{folder}/ready'\n", ["bash", "--noprofile", "--rcfile", "{folder}/bashrc", "-i"]),
    "zsh": (".zshrc", "autoload -Uz compinit; compinit -u -D\n{line}\ntouch '{folder}/ready'\n", ["zsh", "-i"]),
    "fish": ("fish/config.fish", "{line}\ntouch '{folder}/ready'\n", ["fish", "-i"]),
}


def how_to_install(shell: str) -> str:
    """The line that the script itself tells people to put into their configuration."""
    return next(line.removeprefix("#     ") for line in shells.script(shell).splitlines() if line.startswith("#     "))


class Shell:
    """An interactive shell with nothing in its configuration but what the script says; `openskies` writes down what it is given."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        program = folder / "bin" / "openskies"
        program.parent.mkdir()
        program.write_text(WRAPPER.format(program=PROGRAM, folder=folder), encoding="utf-8")
        program.chmod(0o755)
        file, text, argv = RC[name]
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text.format(line=how_to_install(name), folder=folder), encoding="utf-8")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("OPENSKIES_", "PYTHON", "ZDOTDIR", "XDG_"))}
        home = {"HOME": str(folder), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        env = {**kept, **home, "PATH": f"{program.parent}:{kept['PATH']}", "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(argv[0], [part.format(folder=folder) for part in argv], env)  # noqa: S606 - it is the shell
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.seen = b""
        self._wait_for("ready")
        self._look(0.3)

    def _look(self, seconds: float) -> None:
        """Reads what the shell draws, so that it never waits for a reader."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                self.seen += os.read(self.terminal, 65536)

    def _wait_for(self, name: str) -> Path:
        file, end = self.folder / name, time.monotonic() + 30
        while not file.exists():
            assert time.monotonic() < end, f"no '{name}' from the shell, which drew: {self.seen[-2000:]!r}"
            self._look(0.02)
        return file

    def completed(self, line: str) -> list[str]:
        """What the program is given when the line is completed and then entered."""
        self.seen = b""
        os.write(self.terminal, f"{line}\t".encode())
        self._wait_for("asked").unlink()
        self._look(0.15)
        (self.folder / "asked").unlink(missing_ok=True)  # fish may ask twice
        os.write(self.terminal, b"\n")
        given = self._wait_for("ran")
        words = given.read_text(encoding="utf-8").splitlines()
        given.unlink()
        return words

    def listed(self, line: str) -> str:
        """What is on the screen after asking twice; the line is thrown away."""
        self.seen = b""
        os.write(self.terminal, f"{line}\t".encode())
        self._wait_for("asked")
        os.write(self.terminal, b"\t")
        self._look(0.6)
        (self.folder / "asked").unlink()
        os.write(self.terminal, b"\x03\x03")
        self._look(0.2)
        return self.seen.decode(errors="replace")

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    name: str = request.param
    if shutil.which(name) is None:
        assert os.environ.get("CI") != "true", f"{name} is not installed: .ci/run should have seen to it"
        pytest.skip(f"{name} is not installed")
    opened = Shell(name, tmp_path_factory.mktemp(name))
    yield opened
    opened.close()


COMPLETED = [
    ("openskies stat", ["status"]),
    ("openskies withdrawals --by-y", ["withdrawals", "--by-year"]),
    ("openskies status RU -f htm", ["status", "RU", "-f", "html"]),
    ("openskies status RU --format=htm", ["status", "RU", "--format=html"]),
    ("openskies status RU --require sig", ["status", "RU", "--require", "signatory"]),
    ("openskies parties -t open", ["parties", "-t", "open-skies"]),
    ("openskies help exit", ["help", "exit-codes"]),
    ("openskies status Kyrgyzst", ["status", "Kyrgyzstan"]),
    ("openskies status Russian", ["status", "Russian Federation"]),
    ("openskies status RU Trinidad\\ and", ["status", "RU", "Trinidad and Tobago"]),
    ('openskies status "Trinidad an', ["status", "Trinidad and Tobago"]),
    ("openskies status 'Trinidad an", ["status", "Trinidad and Tobago"]),
    ("openskies status Côte", ["status", "Côte d'Ivoire"]),
    ("openskies status 'Trinidad and Tobago' --on 2020-01-01 --sor", ["status", "Trinidad and Tobago", "--on", "2020-01-01", "--sort"]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("line", "given"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_a_shell_completes(shell: Shell, line: str, given: list[str]) -> None:
    assert shell.completed(line) == given


@pytest.mark.slow
def test_a_shell_lists_what_there_is(shell: Shell) -> None:
    seen = shell.listed("openskies status RU -t ")
    assert "open-skies" in seen
    assert "new-start" in seen
    assert "json" not in seen


@pytest.mark.slow
def test_a_shell_completes_files_where_a_file_is_wanted(shell: Shell) -> None:
    (shell.folder / "my-notes.csv").touch()
    assert shell.completed("openskies status RU -o my-no") == ["status", "RU", "-o", "my-notes.csv"]


@pytest.mark.slow
def test_a_shell_reads_the_records_of_the_line(shell: Shell, own: Path) -> None:
    assert shell.completed(f"openskies parties --data {own} -t lak") == ["parties", "--data", str(own), "-t", "lake-treaty"]


@pytest.mark.slow
def test_a_name_in_a_record_cannot_run_anything(shell: Shell, own: Path) -> None:
    given = shell.completed(f"openskies status --data {own} Evi")
    assert given[-1] == "Evil $(touch pwned) `touch pwned` \"x\" 'y'; touch pwned"
    assert not (shell.folder / "pwned").exists()
