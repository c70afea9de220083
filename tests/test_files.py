"""What may be read: plain files of a folder of records, and of links only those that lead to records there. Nothing waits."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from openskies_cli import files
from openskies_cli.lint import files as lint_files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, links and rights of POSIX")

RECORD = "id: lake\ncoverage: {through: 2024-12-31}\nparticipants:\n  CH: {actions: [{action: ratification, date: 2011-01-10}]}\n"
PEOPLE = "participants:\n  CH: {name: Switzerland, kind: state}\n"
SEED = "id: a-list\ntitle: A list\nkind: press\ndate: 2020-01-01\n"
SECRET = "root:x:0:0:secret"  # noqa: S105
OUTSIDER = Path(__file__).with_name("outsider.py")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that everybody may pass, with a secret outside and records in `mine`."""
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103
        place = Path(folder)
        (place / "secret.yaml").write_text(SECRET, encoding="utf-8")
        for name, text in {"data/treaties/lake": RECORD, "data/participants": PEOPLE, "seeds/a-list": SEED}.items():
            path = place / "mine" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield place


def ask(home: Path, *words: str, by: str = "", program: tuple[str, ...] = ("-m", "openskies_cli")) -> subprocess.CompletedProcess[str]:
    """The command line, as a process of its own that may take a minute and 600 MiB."""
    argv = [sys.executable, *program, *words]
    command = ["sh", "-c", f'ulimit -v 600000; {by or "exec"} "$@"', "sh", *argv]
    env = {key: value for key, value in os.environ.items() if not key.startswith("OPENSKIES_")} | {"OPENSKIES_TODAY": "2026-11-23"}
    return subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, timeout=60)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(path.parent)  # a socket's whole name must be short
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


def _large(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(300 * 1024 * 1024)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {  # what stands where a file should; what is said
    "a pipe": (os.mkfifo, "it is a pipe"),
    "a folder": (Path.mkdir, "it is a folder"),
    "a socket": (_socket, "it is a socket"),
    "too large": (_large, "the file has 314,572,800 bytes; at most 2,097,152 are read"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "it is a link to something that is no record of this folder"),
    "a loop": (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
    "a link to nothing": (lambda path: path.symlink_to("nothing.yaml"), "No such file or directory"),
    "a link to a secret": (lambda path: path.symlink_to("/etc/passwd"), "it is a link to something that is no record"),
    "a link up": (
        lambda path: path.symlink_to(os.path.relpath(path.parents[-1] / "etc" / "passwd", path.parent)),
        "it is a link to something",
    ),
}
PLACES = ("data/treaties/odd.yaml", "data/participants.yaml", "seeds/odd.yaml")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_plain_file_is_a_finding(odd: str, place: str, home: Path) -> None:
    make, said = ODD[odd]
    path = home / "mine" / place
    path.unlink(missing_ok=True)
    make(path)
    done = ask(home, "check", *((f"mine/{place.partition('/')[0]}",) if odd == "a folder" else ("--data", "mine")))
    assert (done.returncode, f"{path.relative_to(home)}:1:1" in done.stdout, said in done.stdout) == (1, True, True), done
    assert "root:" not in done.stdout


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("place", "words", "code"),
    [
        ("data/treaties/odd.yaml", "status CH -t odd", 3),
        ("data/treaties/odd.yaml", "status CH -t all", 0),  # from those that can be read, and the other one is said
        ("data/treaties/odd.yaml", "treaties", 0),
        ("data/participants.yaml", "status CH", 3),
        ("seeds/odd.yaml", "sources odd", 0),
    ],
)
def test_what_is_no_plain_file_is_not_answered_from(odd: str, place: str, words: str, code: int, home: Path) -> None:
    make, said = ODD[odd]
    path = home / "mine" / place
    path.unlink(missing_ok=True)
    make(path)
    done = ask(home, *words.split(), "--data", "mine")
    assert (done.returncode, f"cannot read {path}" in done.stderr.replace("mine/../", ""), said in done.stderr) == (code, True, True), done
    assert "root:" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("link", "target", "read"),
    [
        ("mine/data/treaties/other.yaml", "lake.yaml", True),
        ("mine/data/treaties/other.yaml", "../../drafts/other.yaml", True),
        ("mine/data/treaties/other.yaml", "../../../secret.yaml", False),
        ("mine/data/treaties/other.yaml", "../../.git/config", False),
        ("mine/data/treaties/other.yaml", "../../.hidden/x.yaml", False),
        ("mine/data/treaties/other.yaml", "../../token.json", False),
        ("mine/data/participants.yaml", "../../secret.yaml", False),
        ("mine/seeds/a-list.yaml", "../token.json", False),
    ],
)
def test_a_link_leads_to_records_of_the_folder_only(link: str, target: str, read: bool, home: Path) -> None:
    for name in (".git/config", ".hidden/x.yaml", "token.json", "drafts/other.yaml"):
        path = home / "mine" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SECRET if name != "drafts/other.yaml" else RECORD.replace("lake", "other"), encoding="utf-8")
    (home / link).unlink(missing_ok=True)
    (home / link).symlink_to(target)
    done = ask(home, "check", "mine")
    assert ("no record of this folder" in done.stdout) is not read
    assert "secret" not in done.stdout


def test_a_folder_that_is_a_link_leads_nowhere_else(home: Path) -> None:
    (home / "elsewhere").mkdir()
    (home / "secret.yaml").rename(home / "elsewhere" / "lake.yaml")
    (home / "mine" / "data" / "treaties" / "lake.yaml").unlink()
    (home / "mine" / "data" / "treaties").rmdir()
    (home / "mine" / "data" / "treaties").symlink_to("../../elsewhere")
    for words in (("check", "--data", "mine"), ("status", "CH", "--data", "mine")):
        done = ask(home, *words)
        assert "no record of this folder" in done.stdout + done.stderr
        assert "secret" not in done.stdout + done.stderr


def test_what_the_user_names_is_followed(home: Path) -> None:
    (home / "mine" / "data" / "treaties" / "lake.yaml").rename(home / "moved.yaml")
    (home / "mine" / "data" / "treaties" / "lake.yaml").symlink_to("../../../moved.yaml")
    (home / "by-another-name").symlink_to("mine")
    assert "no record" in ask(home, "check", "mine").stdout
    assert "no record" not in ask(home, "check", "mine/data/treaties/lake.yaml").stdout
    (home / "mine" / "data" / "treaties" / "lake.yaml").unlink()
    (home / "moved.yaml").rename(home / "mine" / "data" / "treaties" / "lake.yaml")
    assert ask(home, "status", "CH", "--data", "by-another-name").returncode == 0


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/stdin", "pipe.yaml", "/proc/self/mem"])
@pytest.mark.parametrize(("words", "code"), [("claims {}", 3), ("check {}", 1), ("check mine --baseline {}", 2)])
def test_what_is_named_is_not_read_without_end(device: str, words: str, code: int, home: Path) -> None:
    os.mkfifo(home / "pipe.yaml")
    done = ask(home, *words.format(device).split(), by="yes |" if device == "/dev/stdin" else "")
    assert done.returncode == code, done
    assert "internal error" not in done.stderr
    assert "cannot be read" in done.stdout or "cannot read" in done.stderr or "cannot be read" in done.stderr


CLOSED = [  # what nobody else may look into; the words (the bundled records may be closed too); the exit code; what is said
    ("seeds", "check mine", 1, "mine/seeds:1:1: error: this folder cannot be read: Permission denied"),
    ("seeds", "check --data mine --only", 1, "mine/seeds:1:1: error: this folder cannot be read: Permission denied"),
    ("seeds", "claims --data mine --only", 3, "/mine/seeds: Permission denied"),
    ("seeds", "sources --data mine --only", 3, "/mine/seeds: Permission denied"),
    ("seeds/a-list.yaml", "check mine", 1, "mine/seeds/a-list.yaml:1:1: error: this file cannot be read: Permission denied"),
    ("data/treaties", "check mine", 1, "mine/data/treaties:1:1: error: this folder cannot be read"),
    ("data/treaties", "status CH --data mine --only", 3, "/mine/data/treaties: Permission denied"),
    ("data/treaties/lake.yaml", "check mine", 1, "mine/data/treaties/lake.yaml:1:1: error: this file cannot be read"),
    ("data/treaties/lake.yaml", "status CH --data mine --only", 3, "lake.yaml: Permission denied"),
    ("data/participants.yaml", "status CH --data mine --only", 3, "participants.yaml: Permission denied"),
    ("data", "check mine", 1, "mine/data:1:1: error: this folder cannot be read"),
    ("data", "status CH --data mine --only", 3, "Permission denied"),
    ("", "check mine", 1, "mine:1:1: error: this folder cannot be read"),
    ("", "status CH --data mine --only", 3, "Permission denied"),
]


@pytest.mark.parametrize(("closed", "words", "code", "said"), CLOSED)
def test_what_has_no_rights_is_said_with_its_place(closed: str, words: str, code: int, said: str, home: Path) -> None:
    """By somebody without rights, whoever runs the tests."""
    os.chmod(home / "mine" / closed, 0)
    try:
        done = ask(home, *words.split(), program=(str(OUTSIDER),))
    finally:
        os.chmod(home / "mine" / closed, 0o755)  # noqa: S103
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("status RU", 2),
        ("check", 2),
        ("check mine", 2),
        ("status CH --data {}/mine", 0),
        ("check --data {}/mine", 0),
        ("status CH --data {}/mine -f csv -o {}/out.csv", 0),
        ("export {}/out --data {}/mine", 0),
        ("status CH --data {}/mine -f csv -o out.csv", 2),
        ("export out --data {}/mine", 2),
    ],
)
def test_a_folder_that_is_gone_under_ones_feet(words: str, code: int, home: Path) -> None:
    (home / "gone").mkdir()
    done = ask(home, *words.format(home, home).split(), by="cd gone && rmdir ../gone &&")
    assert (done.returncode, "the folder you are in is gone; change to one that is there" in done.stderr) == (code, code == 2), done


def test_a_file_that_grows_while_it_is_read_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_bytes(b"#" * 50)
    assert files.contents(str(tmp_path / "x.yaml"), most=50) == b"#" * 50
    monkeypatch.setattr(files, "_plain", lambda found, most: None)  # it was small when it was looked at
    with pytest.raises(files.Unreadable, match="the file has more than 49 bytes; at most 49 are read"):
        files.contents(str(tmp_path / "x.yaml"), most=49)


def test_a_whole_disk_is_looked_through_with_words_and_without_what_is_no_disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "mine" / "proc").mkdir()
    monkeypatch.setattr(lint_files, "ROOT", str(home / "mine"))
    told: list[str] = []
    found = list(lint_files._under(str(home / "mine"), told.append))
    assert f"looking for records in {home / 'mine' / 'seeds'}" in told
    assert not any(one.endswith("proc") for one in told)
    assert len(found) == 3


@pytest.mark.parametrize("name", ["--output=precious.json", "-oprecious.json", "--select=tab"])
@pytest.mark.parametrize(("words", "code"), [("check", 2), ("claims", 2), ("check --", 1)])
def test_a_star_that_brings_in_an_option_is_not_obeyed(name: str, words: str, code: int, home: Path) -> None:
    (home / "precious.json").write_text("precious", encoding="utf-8")
    (home / name).write_text("no record", encoding="utf-8")
    command = f'"$0" -m openskies_cli {words} *'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=home, capture_output=True, text=True, timeout=60)
    assert (done.returncode, f"'{name}' is also a file here" in done.stderr) == (code, code == 2), done
    assert (home / "precious.json").read_text(encoding="utf-8") == "precious"
