"""Which files are records, and what stands around them. Beside the register the only room that looks at a disk."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from openskies_cli import files, names
from openskies_cli.diagnostics import Refused
from openskies_cli.files import Unreadable
from openskies_cli.lint.inspection import File
from openskies_cli.model import Life, Treaty
from openskies_cli.register import Register, bundled

PEOPLE = "participants.yaml"
FOLDERS = {"treaties": "treaty", "seeds": "source"}
"""A folder's name -> the kind of the files in it."""

PASSED_BY = ("node_modules",)
ROOT = os.sep
NO_DISKS = ("dev", "proc", "sys")
"""What stands at the root of a disk and is none itself."""

MOST_OF_A_BASELINE = 64 * 1024 * 1024


class Folder:
    """A folder of records, as an inspection asks for it. What cannot be read there is as if it were not there."""

    def __init__(self, register: Register) -> None:
        self.register = register

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """Who may be a participant."""
        from openskies_cli.reading import lives

        try:
            return lives(self.register.people)
        except Refused:
            return {}

    @cached_property
    def former(self) -> frozenset[str]:
        """Codes that a participant had and has no more."""
        try:
            people = self.register.people.participants.values()
        except Refused:
            return frozenset()
        return frozenset(former.code for person in people for former in person.continues if former.code)

    @cached_property
    def treaties(self) -> frozenset[str]:
        """The ids of all records."""
        try:
            return frozenset(self.register.treaty_ids())
        except Refused:
            return frozenset()

    @cached_property
    def own(self) -> frozenset[str]:
        """The ids of the records that belong to the folder itself."""
        try:
            return frozenset(self.register.own_ids()) if self.register.on_top else self.treaties
        except Refused:
            return frozenset()  # the folder itself is a finding

    @cached_property
    def cited(self) -> frozenset[str]:
        """Sources that others may name: a file here with the id of a bundled one stands in for that."""
        return frozenset(name for name, _ in listed(os.path.join(bundled(), "seeds"))) if self.register.on_top else frozenset()

    @cached_property
    def sources(self) -> frozenset[str]:
        """The ids of all sources, those that came with the program among them."""
        try:
            own = set(self.register.source_ids())
        except Refused:
            own = set()  # the folder itself is a finding
        return frozenset(own | {name for name, _ in listed(os.path.join(bundled(), "seeds"))})

    @cached_property
    def has_participants(self) -> bool:
        """Whether the folder has its own participants.yaml."""
        return not files.missing(self.register.own(PEOPLE))

    def record(self, treaty: str) -> Treaty | None:
        """A record of this folder, if it reads without an error."""
        try:
            return self.register.record(treaty) if treaty in self.treaties else None
        except Refused:
            return None

    def meant(self, word: str) -> Sequence[str]:
        """Whom a word may mean: by its names, else by what they are near to."""
        try:
            known, people = self.register.known_names, self.register.people.participants
        except Refused:
            return ()
        codes = known.get(names.fold(word), ()) or names.near(word, known, 3)
        return [f"{code} ({people[code].name})" for code in codes if code in people]


def gather(register: Register, paths: Sequence[str]) -> list[tuple[Folder, list[File]]]:
    """The files under these paths (of the records in use where there are none), by the folder of records they belong to.

    Raises Refused: a path that is not there (2), nothing to look at (3).
    """
    try:
        cwd = files.here(paths[0] if paths else register.folder)
    except files.Unreadable as gone:
        raise Refused(2, f"{gone.why}; {gone.remedy}") from None
    found: dict[str, list[File]] = {}
    for path in paths:
        full = os.path.normpath(os.path.join(cwd, path))
        if files.missing(full):
            raise Refused(2, f"there is no file or folder '{path}'")
        whole = os.path.isdir(full)
        places = list(_under(full, register.tell)) if whole else [full]
        if not places:
            raise Refused(3, f"no records in '{path}'", ("(records are data/treaties/*.yaml, data/participants.yaml and seeds/*.yaml)",))
        for place in places:
            found.setdefault(_home(place) or register.folder, []).append(_file(place, cwd, (full, files.home(place)) if whole else ()))
    register.tell("")
    if not paths:
        for place in dict.fromkeys(_in_use(register)):
            bundled_one = register.is_bundled or files.home(place) == bundled()
            found.setdefault(register.folder, []).append(_file(place, cwd, () if bundled_one else (register.folder,)))
    return [(Folder(_register(home, register)), list(dict.fromkeys(all_))) for home, all_ in found.items()]


def baseline(path: str) -> list[tuple[str, str, str]]:
    """What a json report of an earlier check holds: path, rule and sentence of each finding. Raises Refused."""
    try:
        read = files.contents(path, most=MOST_OF_A_BASELINE)
        return [(str(each["path"]), str(each["rule"]), str(each["sentence"])) for each in json.loads(read)]
    except files.Unreadable as unreadable:
        raise Refused(2, f"--baseline: '{path}' cannot be read: {unreadable.why}") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(2, f"--baseline: '{path}' is no report", ("write one with: openskies check --format json --output FILE",)) from None


def listed(folder: str) -> Iterator[tuple[str, str]]:
    """The names and paths of the YAML files in a folder, in the order of the alphabet; the folder itself where it cannot be read."""
    try:
        yield from ((name, os.path.join(folder, f"{name}.yaml")) for name in files.names(folder))
    except files.Unreadable:
        yield "", folder


def _file(path: str, cwd: str, within: tuple[str, ...]) -> File:
    kind = _by_name(path)
    shown = os.path.relpath(path, cwd) if path.startswith(os.path.join(cwd, "")) else path
    name = os.path.splitext(os.path.basename(path))[0] if kind in FOLDERS.values() else ""
    return File(shown, kind, name, Bytes(path, within))


class Bytes(NamedTuple):
    """A file's contents, read when asked for, or why they cannot be. Links in it lead nowhere but within these folders."""

    path: str
    within: tuple[str, ...]

    def __call__(self) -> bytes | Unreadable:
        try:
            if os.path.isdir(self.path):
                files.names(self.path)
            return files.contents(self.path, self.within)
        except Unreadable as unreadable:
            return unreadable


def _register(home: str, register: Register) -> Register:
    """The register of a folder of records; the one in use where it was named by the user or is that folder."""
    if home == register.folder or register.why == "named by --data":
        return register
    return Register(home, {}, home, only=register.only)


def _by_name(path: str) -> str:
    """The kind that a file's name and folder promise; "" where they promise none."""
    if os.path.basename(path) == PEOPLE:
        return "participants"
    return FOLDERS.get(os.path.basename(os.path.dirname(path)), "")


def _home(path: str) -> str:
    """The folder of records a file stands in, by its place; "" where it stands in none."""
    folder = os.path.dirname(path)
    if os.path.basename(folder) in FOLDERS:
        folder = os.path.dirname(folder)
    elif os.path.basename(path) != PEOPLE:
        return ""
    return os.path.dirname(folder) if os.path.basename(folder) == "data" else folder


def _in_use(register: Register) -> Iterator[str]:
    """The files of a folder of records itself; the bundled ones below it are checked where nothing stands on top of them. Raises
    Refused where there are no treaties.
    """
    register.treaty_ids()
    yield from (register.own("treaties", f"{treaty}.yaml") for treaty in register.own_ids())
    yield from (path for path in (register.own(PEOPLE),) if not files.missing(path))
    yield from (path for _, path in listed(register.own("seeds")))


def _under(folder: str, tell: Callable[[str], None]) -> Iterator[str]:
    """The records below a folder; where none stands in a place for records, the YAML files in the folder itself.

    Folders for records, and the one that was named, are given where they cannot be looked into.
    """
    known: list[str] = []

    def closed(trouble: OSError) -> None:
        if trouble.filename == folder or os.path.basename(trouble.filename) in (*FOLDERS, "data"):
            known.append(trouble.filename)

    for place, folders, _ in os.walk(folder, onerror=closed):
        tell(f"looking for records in {place}")
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")) and name not in PASSED_BY)
        if place == ROOT:
            folders[:] = [name for name in folders if name not in NO_DISKS]
        if os.path.exists(os.path.join(place, "pyvenv.cfg")):
            folders.clear()
            continue
        inside = os.path.basename(place) in FOLDERS
        known += [path for _, path in listed(place) if inside or os.path.basename(path) == PEOPLE]
    yield from known or (path for _, path in listed(folder))
