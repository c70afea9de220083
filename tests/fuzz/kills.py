"""Killed, joined or hindered before every single call to the file system: what was there, or what was to come, must be found.

    python tests/fuzz/kills.py               every scenario, every call, some writers at a time
    python tests/fuzz/kills.py --few N       only about N calls of each scenario

A child is forked for each case; it counts its own calls and at the chosen one is killed, or sees somebody else put a file into
the folder. What fails is printed with the scenario and the number of the call.
"""

import argparse
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from openskies_cli import writing

WATCHED = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir", "os.link", "fcntl.flock", "ctypes.dlsym"}
OLD = {"a.csv": b"old a", "gone.csv": b"old only"}
NEW = {"a.csv": b"new a", "b.csv": b"new b" * 3000}
LAST = {"a.csv": b"last a", "c.csv": b"last c"}
MINE = b"mine, and nobody else's"


class Scenario(NamedTuple):
    """What is there before, how it is written, and whether a folder may be half done until somebody comes back to it."""

    name: str
    before: Callable[[Path], object]
    write: Callable[[Path, dict[str, bytes]], object]
    hindered: Callable[[], object] = lambda: None
    steps: bool = False


def _file(target: Path, files: dict[str, bytes]) -> None:
    text = files["a.csv"].decode()
    writing.check_file(str(target))
    writing.file(str(target), lambda out: print(text, end="", file=out))


def _folder(target: Path, files: dict[str, bytes]) -> None:
    writing.check_folder(str(target))
    writing.folder(str(target), files)


def _with_mine(target: Path) -> None:
    _folder(target, OLD)
    (target / "mine.csv").write_bytes(MINE)
    (target / "photos").mkdir()
    (target / "photos" / "mine.jpg").write_bytes(MINE)


def _no_exchange() -> None:
    writing._exchanged = lambda one, other: False


def _mounted() -> None:
    os.path.ismount = lambda path: True


SCENARIOS = [
    Scenario("a new file", lambda target: None, _file),
    Scenario("a file again", lambda target: _file(target, OLD), _file),
    Scenario("a new folder", lambda target: None, _folder),
    Scenario("an empty folder", lambda target: target.mkdir(), _folder),
    Scenario("a folder again", lambda target: _folder(target, OLD), _folder),
    Scenario("a folder again, step by step", lambda target: _folder(target, OLD), _folder, _no_exchange, steps=True),
    Scenario("a folder with other things", _with_mine, _folder, steps=True),
    Scenario("other things, step by step", _with_mine, _folder, _no_exchange, steps=True),
    Scenario("a folder that is mounted", _with_mine, _folder, _mounted, steps=True),
]


def watched(at: int, happens: Callable[[], object], act: Callable[[], object]) -> tuple[int, str]:
    """Acts in a child, in which something happens before call number `at`: how many calls there were, and what was raised.

    -1 calls where it did not live to tell.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        said, count, busy = "", 0, False

        def before(event: str, _: object) -> None:
            nonlocal count, busy
            if event in WATCHED and not busy:
                busy = True
                if count == at:
                    happens()
                count += 1
                busy = False

        sync = os.fsync

        def synced(descriptor: Any) -> None:
            before("open", None)
            sync(descriptor)

        vars(os)["fsync"] = synced
        sys.addaudithook(before)
        try:
            act()
        except writing.Unwritable as unwritable:
            said = f"Unwritable: {unwritable}"
        except BaseException:  # noqa: BLE001 - whatever it is, the parent has to hear of it
            said = traceback.format_exc()
        busy = True
        os.write(write, f"{count} {said}"[:4000].encode())
        os._exit(0)
    os.close(write)
    with open(read, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    calls, _, said = told.partition(" ")
    return int(calls or -1), said


def killed() -> None:
    """The end, without a chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)


def state(target: Path) -> dict[str, bytes]:
    """All files that stand there, below a folder too; the manifest apart."""
    if target.is_file():
        return {"": target.read_bytes()}
    return {
        str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file() and path.name != writing.MANIFEST
    }


def expected(scenario: Scenario, files: dict[str, bytes], mine: dict[str, bytes]) -> dict[str, bytes]:
    """What stands there when these files were written."""
    return {"": files["a.csv"]} if scenario.write is _file else {**files, **mine}


def litter(target: Path) -> list[str]:
    """What nobody asked for, beside the target and in it."""
    return [str(path) for path in target.parent.rglob("*") if path.name.endswith(writing.PART)]


def cases(scenario: Scenario, few: int) -> Iterator[tuple[str, int, list[str]]]:
    """What happened, before which call, and what is wrong then."""
    for happening, judge in (("killed", _when_killed), ("a file arrives", _when_joined), ("one is changed", _when_changed)):
        if scenario.write is _file and happening != "killed":
            continue
        at, step = 0, 1
        while at >= 0:
            with tempfile.TemporaryDirectory() as above:
                target = Path(above, "target.d" if scenario.write is _folder else "target.csv")
                scenario.before(target)
                calls, wrong = judge(scenario, target, at)
                yield happening, at, wrong
                if at == 0 and few:
                    whole, _ = watched(-1, killed, lambda target=target: scenario.write(target, LAST))  # type: ignore[misc]
                    step = max(1, whole // few)
            at = at + step if calls < 0 or calls > at else -1


def _written(scenario: Scenario, target: Path, files: dict[str, bytes]) -> Callable[[], object]:
    def act() -> None:
        scenario.hindered()
        scenario.write(target, files)

    return act


def _when_killed(scenario: Scenario, target: Path, at: int) -> tuple[int, list[str]]:
    before = state(target)
    mine = {name: content for name, content in before.items() if content == MINE}
    calls, said = watched(at, killed, _written(scenario, target, NEW))
    wrong = [said] if said else []
    after = state(target)
    if after not in (before, expected(scenario, NEW, mine)) and not (scenario.steps and mine.items() <= after.items()):
        wrong.append(f"neither old nor new: {sorted(after)}")
    for files in (NEW, LAST):  # whoever comes back finds it, the same thing or another
        _, said = watched(-1, killed, _written(scenario, target, files))
        wrong += [said] if said else []
        if state(target) != expected(scenario, files, mine):
            wrong.append(f"not as written afterwards: {sorted(state(target))}")
        wrong += litter(target)
    return calls, wrong


def _when_joined(scenario: Scenario, target: Path, at: int) -> tuple[int, list[str]]:
    def arrives() -> None:
        target.mkdir(exist_ok=True)
        (target / "late.txt").write_bytes(MINE)

    return _survives(scenario, target, at, arrives)


def _when_changed(scenario: Scenario, target: Path, at: int) -> tuple[int, list[str]]:
    def changes() -> None:
        target.mkdir(exist_ok=True)
        (target / "a.csv.mine").write_bytes(MINE)
        os.rename(target / "a.csv.mine", target / "a.csv")

    return _survives(scenario, target, at, changes)


def _survives(scenario: Scenario, target: Path, at: int, happens: Callable[[], None]) -> tuple[int, list[str]]:
    mine = [name for name, content in state(target).items() if content == MINE]
    calls, said = watched(at, happens, _written(scenario, target, NEW))
    wrong = [said] if said and not said.startswith("Unwritable: ") else []
    found = [name for name, content in state(target).items() if content == MINE]
    if at < calls and len(found) != len(mine) + 1:
        wrong.append(f"of what was there or came: {found}; {said}")
    return calls, wrong + litter(target)


def together(kind: Callable[[Path, dict[str, bytes]], object], before: Callable[[Path], object], writers: int) -> list[str]:
    """Many processes write to the same place at once: what is wrong afterwards."""
    with tempfile.TemporaryDirectory() as above:
        target = Path(above, "target.d" if kind is _folder else "target.csv")
        before(target)
        mine = {name: content for name, content in state(target).items() if content == MINE}
        children = []
        for number in range(writers):
            child = os.fork()
            if not child:
                code = 1
                try:
                    kind(target, {"a.csv": b"%d" % number * 1000, f"of-{number}.csv": b"x"})
                    code = 0
                except BaseException:  # noqa: BLE001 - the parent sees the code, the reader the trace
                    traceback.print_exc()
                os._exit(code)
            children.append(child)
        wrong = [f"writer ended with {code}" for code in (os.waitpid(child, 0)[1] for child in children) if code]
        after = state(target)
        allowed = [
            {"": b"%d" % n * 1000} if kind is _file else {**mine, "a.csv": b"%d" % n * 1000, f"of-{n}.csv": b"x"} for n in range(writers)
        ]
        return wrong + ([] if after in allowed else [f"not of one writer: {sorted(after)}"]) + litter(target)


def full(scenario: Scenario, limit: int) -> list[str]:
    """No file may grow beyond `limit` bytes: what is wrong where the disk is full, so to speak."""

    def act() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        scenario.hindered()
        scenario.write(target, {"a.csv": b"n" * 5000, "b.csv": b"n" * 5000})

    with tempfile.TemporaryDirectory() as above:
        target = Path(above, "target.d" if scenario.write is _folder else "target.csv")
        scenario.before(target)
        before = state(target)
        _, said = watched(-1, killed, act)
        wrong = [] if said.startswith("Unwritable: cannot be written: ") else [f"said: {said}"]
        return wrong + ([] if state(target) == before else ["what was there is not whole"]) + litter(target)


def campaign(few: int) -> list[str]:
    """Everything that is wrong, a line each."""
    troubles, tried = [], 0
    for scenario in SCENARIOS:
        for happening, at, wrong in cases(scenario, few):
            tried += 1
            troubles += [f"{scenario.name}, {happening} before call {at}: {one}" for one in wrong]
        for limit in (0, 3000):
            tried += 1
            troubles += [f"{scenario.name}, no file beyond {limit} bytes: {one}" for one in full(scenario, limit)]
        if scenario.hindered is SCENARIOS[0].hindered:
            tried += 1
            troubles += [f"{scenario.name}, many writers: {one}" for one in together(scenario.write, scenario.before, 4 if few else 16)]
    print(f"{tried} cases of writing: {len(troubles)} troubles")
    return troubles


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=0, help="about so many calls of each scenario")
    found = campaign(parser.parse_args().few)
    print(*found, sep="\n")
    sys.exit(bool(found))
