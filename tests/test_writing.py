"""What is written, and what is not touched: by the real command line, in real folders, by processes that are killed."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from openskies_cli import writing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and locks of POSIX")

RECORD = """\
id: lake
title: Lake
coverage: {through: 2024-12-31}
clauses:
  entry_into_force: {when: {instruments: 1}, delay: same_day}
  entry_into_force_for_state: {counts_after: treaty_entry_into_force, delay: same_day}
participants:
  CH: {actions: [{action: ratification, date: 2011-01-10}]}
"""

OUTSIDER = Path(__file__).with_name("outsider.py")

Said = subprocess.CompletedProcess[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder to write in, with records in `records`."""
    (tmp_path / "records" / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "records" / "data" / "treaties" / "lake.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def ask(home: Path, *words: str, by: str = "") -> Said:
    """The command line, as a process of its own, in the folder `home`."""
    argv = [sys.executable, "-m", "openskies_cli", *words, "--data", str(home / "records")]
    env = {key: value for key, value in os.environ.items() if not key.startswith("OPENSKIES_")} | {"OPENSKIES_TODAY": "2026-11-23"}
    command = ["sh", "-c", by, "sh", *argv] if by else argv
    return subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, timeout=60)


def litter(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.name.endswith(writing.PART)]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# A folder -------------------------------------------------------------------------------------------


def _adds_a_table(out: Path) -> None:
    """The user's own table, listed in the description as the format wants it."""
    (out / "mine.csv").write_text("thesis\n", encoding="utf-8")
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"].append({"name": "mine", "path": "mine.csv"})
    (out / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def _claims_a_table(out: Path) -> None:
    """A manifest that was made to say that the user's own table is ours."""
    (out / "mine.csv").write_text("thesis\n", encoding="utf-8")
    said = json.loads((out / writing.MANIFEST).read_text(encoding="utf-8"))
    said["files"]["mine.csv"] = writing._hash(str(out / "mine.csv"))
    (out / writing.MANIFEST).write_text(json.dumps(said), encoding="utf-8")


def _claims_a_folder(out: Path) -> None:
    """A description, not ours, that lists a folder of the user's."""
    for path in out.iterdir():
        path.unlink()
    (out / "photos").mkdir()
    (out / "photos" / "a.jpg").write_text("a", encoding="utf-8")
    (out / "datapackage.json").write_text('{"name": "openskies-records", "resources": [{"path": "photos"}]}', encoding="utf-8")


def _makes_it_a_pipe(out: Path) -> None:
    (out / writing.MANIFEST).unlink()
    os.mkfifo(out / writing.MANIFEST)


def _links_a_table(out: Path) -> None:
    """One of ours is a link to the user's file."""
    (out.parent / "precious.csv").write_text("thesis\n", encoding="utf-8")
    (out / "steps.csv").unlink()
    (out / "steps.csv").symlink_to("../precious.csv")


@pytest.mark.parametrize(
    ("meddle", "said"),
    [
        (_adds_a_table, "holds what was changed since it was written there (datapackage.json); move that away, or name a new folder"),
        (_claims_a_table, "holds other things (.openskies.json, actions.csv, also_reported.csv …); name a new folder"),
        (_claims_a_folder, "holds other things (datapackage.json, photos); name a new folder"),
        (_links_a_table, "holds what was changed since it was written there (steps.csv)"),
        (lambda out: (out / "steps.csv").write_text("my notes", encoding="utf-8"), "holds what was changed since"),
        (lambda out: (out / writing.MANIFEST).write_text("[" * 100_000, encoding="utf-8"), "holds other things"),
        (lambda out: (out / writing.MANIFEST).unlink(), "holds other things"),
        (_makes_it_a_pipe, "holds other things"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else value.__name__,
)
def test_what_is_not_as_it_was_written_is_not_replaced(meddle: Callable[[Path], object], said: str, home: Path) -> None:
    assert ask(home, "export", "out").returncode == 0
    meddle(home / "out")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    again = ask(home, "export", "out")
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.startswith(f"openskies: 'out' {said}"), again.stderr
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_what_else_stands_in_the_folder_is_kept_and_said(home: Path) -> None:
    assert ask(home, "export", "out").stderr == ""
    (home / "out" / "mine.csv").write_text("thesis\n", encoding="utf-8")
    (home / "out" / "photos").mkdir()
    (home / "records" / "data" / "treaties" / "lake.yaml").write_text(RECORD.replace("CH", "AT"), encoding="utf-8")
    again = ask(home, "export", "out")
    assert (again.returncode, again.stderr) == (0, "openskies: kept in out, since this program did not write it: mine.csv, photos\n")
    assert (home / "out" / "mine.csv").read_text(encoding="utf-8") == "thesis\n"
    assert ",AT," in (home / "out" / "actions.csv").read_text(encoding="utf-8").replace("lake,AT", "lake,AT,")
    assert litter(home) == []


def test_what_became_superfluous_goes_and_what_was_deleted_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert writing.folder(str(out), {"a": b"1", "b": b"2"}) == []
    (out / "a").unlink()
    assert writing.folder(str(out), {"a": b"3"}) == []
    assert names(out) == {"a", writing.MANIFEST}


@pytest.mark.parametrize("prepared", ["out", "out with a stranger"])
def test_a_folder_that_is_gone_or_replaced_while_it_is_written(prepared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's file comes between the last look and the exchange."""
    out = tmp_path / "out"
    writing.folder(str(out), {"a": b"1"})
    if prepared != "out":
        (out / "stranger").write_text("s", encoding="utf-8")
    exchanged = writing._exchanged
    late: list[str] = []

    def arrives(one: str, other: str) -> bool:
        if not late:
            (out / "late.txt").write_text("mine", encoding="utf-8")
            (out / "a").write_text("edited", encoding="utf-8")
            late.append(one)
        return exchanged(one, other)

    monkeypatch.setattr(writing, "_exchanged", arrives)
    kept = writing.folder(str(out), {"a": b"2"})
    assert set(kept) >= {"late.txt", "a.kept-1"}
    assert (out / "late.txt").read_text(encoding="utf-8") == "mine"
    assert [(out / name).read_text(encoding="utf-8") for name in ("a", "a.kept-1")] == ["2", "edited"]
    assert litter(tmp_path) == []


@pytest.mark.parametrize("exchange", [True, False])
def test_many_writers_leave_the_folder_of_one(exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange:
        monkeypatch.setattr(writing, "_exchanged", lambda one, other: False)
    out = tmp_path / "out"
    children = []
    for number in range(6):
        child = os.fork()
        if not child:
            with suppress(BaseException):
                writing.folder(str(out), {"a": b"%d" % number, f"of-{number}": b""})
                os._exit(0)
            os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    whose = (out / "a").read_text(encoding="utf-8")
    assert names(out) == {"a", f"of-{whose}", writing.MANIFEST}
    assert names(tmp_path) == {"out"}


# A file ---------------------------------------------------------------------------------------------


def test_a_planted_link_is_not_written_through(home: Path) -> None:
    """The name under which the file was begun could be known beforehand: FILE.PID.part."""
    victim = home / "victim"
    victim.write_text("precious", encoding="utf-8")
    done = ask(home, "status", "CH", "-o", "out.csv", by='ln -s victim "out.csv.$$.part"; exec "$@"')
    assert (done.returncode, done.stderr) == (0, "")
    assert victim.read_text(encoding="utf-8") == "precious"
    assert not (home / "out.csv").is_symlink()
    assert (home / "out.csv").read_text(encoding="utf-8").startswith("treaty,")


def test_what_a_killed_writer_began_goes_and_what_a_living_one_began_stays(tmp_path: Path) -> None:
    target = str(tmp_path / "out.csv")
    dead = tmp_path / f".out.csv.0123456789ab{writing.PART}"
    dead.write_text("half of i", encoding="utf-8")
    link = tmp_path / f".out.csv.ba9876543210{writing.PART}"
    link.symlink_to("elsewhere")
    descriptor, living = writing._begun(target)
    try:
        writing.file(target, lambda out: print("whole", file=out))
        assert names(tmp_path) == {"out.csv", link.name, os.path.basename(living)}
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_rights_of_a_new_file(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        writing.file(str(tmp_path / "a"), lambda out: print("x", file=out))
        writing.folder(str(tmp_path / "b"), {"c": b""})
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "b", "b/c")] == [0o666 & ~mask, 0o777 & ~mask, 0o666 & ~mask]


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (">> log", "before\ntreaty,"),
        ("> log", "treaty,"),
        ("| cat > log", "treaty,"),
        ("3>> log", "before\ntreaty,"),
    ],
)
def test_an_open_stream_is_written_to_where_it_stands(words: str, out: str, home: Path) -> None:
    (home / "log").write_text("before\n", encoding="utf-8")
    target = "/dev/fd/3" if words.startswith("3") else "/dev/stdout"
    done = ask(home, "status", "CH", "-f", "csv", "-o", target, by=f'"$@" {words}')
    assert (done.returncode, done.stderr) == (0, "")
    assert (home / "log").read_text(encoding="utf-8").startswith(out)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody may pass, unlike those of pytest."""
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103
        yield Path(folder)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "CH", "-o", "locked/a.csv"), "--output: 'locked/a.csv' cannot be written: Permission denied"),
        (("check", "-o", "locked/a.json"), "--output: 'locked/a.json' cannot be written: Permission denied"),
        (("export", "locked/out"), "'locked/out' cannot be written: Permission denied"),
        (("export", "locked"), "'locked' cannot be written: Permission denied"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_place_without_rights_is_found_out_before_the_work(words: tuple[str, ...], said: str, public: Path) -> None:
    (public / "locked").mkdir()
    (public / "locked").chmod(0o555)
    (public / "treaties").mkdir()
    (public / "treaties" / "lake.yaml").write_text("no record at all", encoding="utf-8")
    argv = [sys.executable, str(OUTSIDER), *words, "--data", str(public)]
    done = subprocess.run(argv, cwd=public, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"openskies: {said}\n"  # and nothing of the record, which was not read


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    for wrong in ("", "a\0b", str(tmp_path / ("x" * 300)), f"{tmp_path}/no/such"):
        for refuses in (writing.check_file, writing.check_folder):
            with pytest.raises(writing.Unwritable):
                refuses(wrong)
    writing.file(str(tmp_path / ("x" * 255)), lambda out: print("x", file=out))
    assert names(tmp_path) == {"x" * 255}
