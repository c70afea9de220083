"""The one room that writes what a user asked for: a file (`file`), or a folder of files (`folder`). Loaded only then.

What was there before stays whole until what comes is whole and on the disk. A process that is killed leaves the old or the
new behind; what it had not finished lies beside it under a name of its own, and the next one that writes to the same place
finishes it or takes it away. Who still lives is known by a lock, which the system lets go when its process ends.

In a folder only that is replaced or removed which a manifest there says this program wrote, and whose hash is still the
same. Everything else stays, and is said.
"""

import errno
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any, TextIO

fcntl: Any
try:
    import fcntl
except ImportError:  # a system without locks never takes another's unfinished work away
    fcntl = None

PART = ".openskies-part"
"""How the name of everything ends that is not finished."""

MANIFEST = ".openskies.json"
"""What this program wrote in a folder: name -> hash, with a hash over itself."""

PATIENCE = 30.0
"""Seconds to wait for another process that is writing to the same folder."""

FILES = (
    ".csv .tsv .json .jsonl .ndjson .html .htm .md .markdown .txt .log .xml .sarif .yaml .yml .toml .xls .xlsx .ods .parquet .feather "
    ".sqlite .sqlite3 .db .zip .tar .gz .tgz .xz .bz2 .zst .pdf .svg .png .jpg .jpeg .gif .ics .atom .rss .geojson .doc .docx .py"
)
"""Suffixes that no folder has on purpose."""

_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}


class Unwritable(Exception):
    """The place cannot be written to; the message is a clause that follows its name."""


# A file -------------------------------------------------------------------------------------------


def check_file(target: str) -> None:
    """Raises `Unwritable` unless the file can be written: tried, before any work is done for it."""
    if not target:
        raise Unwritable("names no file")
    with _said():
        if _stream(target) is not None:
            return
        if os.path.isdir(target) or target.endswith(("/", os.sep)):
            raise Unwritable("is a folder; name a file in it")
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            if not os.access(target, os.W_OK):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return
        place = os.path.realpath(target)
        above = os.path.dirname(place)
        if not os.path.isdir(above):
            raise Unwritable(f"cannot be written: there is no folder '{above}'")
        descriptor, beside = _begun(place)
        try:
            os.unlink(beside)
        finally:
            os.close(descriptor)


def file(target: str, write: Callable[[TextIO], None]) -> None:
    """Writes a file whole or not at all; a pipe, a device or an open stream directly. Raises `Unwritable`.

    A link is followed, and a file that is replaced keeps its permissions and, where that is possible, its owner.
    """
    with _said():
        stream = _stream(target)
        if stream is not None:
            _written(os.dup(stream), write)
            return
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            _written(os.open(target, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), write)
            return
        place = os.path.realpath(target)
        _sweep_files(place)
        descriptor, beside = _begun(place)
        try:
            if mode is not None:
                before = os.stat(place)
                with suppress(OSError, AttributeError):
                    os.fchown(descriptor, before.st_uid, before.st_gid)
                with suppress(AttributeError):
                    os.fchmod(descriptor, stat.S_IMODE(mode))
            lock = os.dup(descriptor)  # the lock lasts until the file has its name
            try:
                _written(descriptor, write, sync=True)
                os.replace(beside, place)
            finally:
                os.close(lock)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
        _sync_folder(os.path.dirname(place))


def _written(descriptor: int, write: Callable[[TextIO], None], *, sync: bool = False) -> None:
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        write(out)
        if sync:
            out.flush()
            os.fsync(out.fileno())


def _stream(target: str) -> int | None:
    """The number of an open stream that is named as a file: /dev/stdout, /dev/fd/3. To open it again could empty it."""
    if target in _STREAMS:
        return _STREAMS[target]
    above, number = os.path.split(target)
    return int(number) if above in ("/dev/fd", "/proc/self/fd") and number.isascii() and number.isdigit() and len(number) < 6 else None


def _begun(place: str) -> tuple[int, str]:
    """A new file beside a place, open and locked: made as mkstemp makes one, through no link, but with the rights of a new file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        beside = _beside(place)
        try:
            descriptor = os.open(beside, flags, 0o666)
        except FileExistsError:
            continue
        if _lock(descriptor) and _is(beside, descriptor):  # else one who sweeps took it for forgotten
            return descriptor, beside
        os.close(descriptor)


def _beside(place: str) -> str:
    """A name beside a place that nobody else has, short enough wherever the place's own name is."""
    return os.path.join(os.path.dirname(place), f"{_prefix(place)}{os.urandom(6).hex()}{PART}")


def _prefix(place: str) -> str:
    return f".{os.fsdecode(os.fsencode(os.path.basename(place))[:64])}."


def _unfinished(above: str, prefix: str) -> list[str]:
    try:
        return [os.path.join(above, name) for name in os.listdir(above) if name.startswith(prefix) and name.endswith(PART)]
    except OSError:
        return []  # a folder that may be written to but not listed


def _sweep_files(place: str) -> None:
    """Takes away what a process that was killed had begun for the same place."""
    for path in _unfinished(os.path.dirname(place), _prefix(place)):
        with suppress(OSError):
            found = os.lstat(path)
            if stat.S_ISREG(found.st_mode) and found.st_uid == _owner(found.st_uid):
                descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
                try:
                    if _lock(descriptor, sure=True) and _is(path, descriptor):
                        os.unlink(path)
                finally:
                    os.close(descriptor)


# A folder -----------------------------------------------------------------------------------------


def check_folder(target: str) -> list[str]:
    """What will be kept in the folder. Raises `Unwritable` unless it can be made or written anew: tried, before any work is done.

    There may be nothing, or an empty folder, or one that this program wrote.
    """
    with _said():
        place = _place_of_a_folder(target)
        kept = _strangers(place, _manifest(place))
        with _container(place):
            pass
        return kept


def folder(target: str, files: Mapping[str, bytes]) -> list[str]:
    """Makes these the files of a folder, all of them or none, and returns what else stands in it. Raises `Unwritable`."""
    with _said():
        place = _place_of_a_folder(target)
        recover(place)
        with _container(place) as container:
            try:
                _fill(container, files)
                _put(container, place)
            finally:
                _settle(container, place)
        _sync_folder(os.path.dirname(place))
        return _strangers(place, _manifest(place))


def recover(place: str) -> None:
    """Finishes, or takes away, what processes that were killed had begun for this folder."""
    above = os.path.dirname(place)
    for container in (*_unfinished(above, _prefix(place)), *_unfinished(place, _prefix(place))):
        with suppress(OSError):
            found = os.lstat(container)
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != _owner(found.st_uid):
                continue
            lock = os.path.join(container, "lock")
            if not os.path.lexists(lock):
                os.rmdir(container)  # only where it is empty: the lock is the first that comes and the last that goes
                continue
            descriptor = os.open(lock, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if _lock(descriptor, sure=True) and _is(lock, descriptor):
                    _settle(container, place)
            finally:
                os.close(descriptor)


def _place_of_a_folder(target: str) -> str:
    if not target:
        raise Unwritable("names no folder")
    place = os.path.realpath(target)
    above = os.path.dirname(place)
    if not os.path.isdir(above):
        raise Unwritable(f"cannot be made: there is no folder '{above}'")
    if _mode(place) is None:
        suffix = os.path.splitext(place)[1].lower()
        if suffix and suffix in FILES.split():
            raise Unwritable("has a file's suffix; name a folder, or write one table to a file: openskies parties -o parties.csv")
        return place
    if not os.path.isdir(place):
        raise Unwritable("is a file; name a folder")
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""
    if here == place or here.startswith(os.path.join(place, "")):
        raise Unwritable("is the folder you are in, which would be replaced; name another")
    recover(place)
    with _holding(place):
        ours = _manifest(place)
        strange = _strangers(place, ours)
        changed = [name for name, said in (ours or {}).items() if _there(place, name) and _hash(os.path.join(place, name)) != said]
    if ours is None and strange:
        raise Unwritable(f"holds other things ({_some(strange)}); name a new folder")
    if changed:
        raise Unwritable(f"holds what was changed since it was written there ({_some(changed)}); move that away, or name a new folder")
    return place


def _some(names: list[str]) -> str:
    return f"{', '.join(names[:3])}{' …' if len(names) > 3 else ''}"


def _there(place: str, name: str) -> bool:
    return os.path.lexists(os.path.join(place, name))


def _strangers(place: str, ours: Mapping[str, str] | None) -> list[str]:
    """What stands in a folder and is not ours."""
    if not os.path.isdir(place):
        return []
    own = () if ours is None else (MANIFEST, *ours)
    return sorted(name for name in os.listdir(place) if name not in own and not (name.startswith(_prefix(place)) and name.endswith(PART)))


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files."""
    return _manifest_of({name: hashlib.sha256(content).hexdigest() for name, content in files.items()})


def _manifest_of(hashes: Mapping[str, str]) -> bytes:
    whole = {"written_by": "openskies", "files": dict(sorted(hashes.items())), "sha256": _of_all(hashes)}
    return (json.dumps(whole, indent=2, ensure_ascii=True) + "\n").encode()


def _of_all(hashes: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(hashes.items())).encode()).hexdigest()


def _manifest(place: str) -> dict[str, str] | None:
    """What this program wrote in a folder, as its manifest says; None where there is none, or none that is as it was written."""
    path = os.path.join(place, MANIFEST)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb") as file:
            found = json.loads(file.read(4_000_000))
        hashes: dict[str, str] = dict(found["files"])
        plain = all(type(name) is str and name == os.path.basename(name) and name not in ("", ".", "..", MANIFEST) for name in hashes)
        return hashes if plain and found["sha256"] == _of_all(hashes) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _noted(place: str) -> dict[str, str]:
    """What the manifest of a folder says, and the manifest itself."""
    ours = _manifest(place)
    return {} if ours is None else {**ours, MANIFEST: _hash(os.path.join(place, MANIFEST))}


def _hash(path: str) -> str:
    """The hash of a plain file; "" of anything else."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return ""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@contextmanager
def _container(place: str) -> Iterator[str]:
    """A new folder for what is not finished, with a lock in it: beside the place, or in it where nothing may stand beside it."""
    above = os.path.dirname(place)
    within = os.path.isdir(place) and (os.path.ismount(place) or not os.access(above, os.W_OK | os.X_OK))
    while True:
        container = _beside(os.path.join(place, os.path.basename(place)) if within else place)
        os.mkdir(container, 0o700)
        lock = os.path.join(container, "lock")
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileNotFoundError:
            continue  # one who sweeps took it for forgotten
        except OSError:
            os.rmdir(container)
            raise
        if _lock(descriptor) and _is(lock, descriptor):
            break
        os.close(descriptor)
    try:
        yield container
    finally:
        if not os.path.lexists(os.path.join(container, "new")):
            _remove(container)
        os.close(descriptor)


def _fill(container: str, files: Mapping[str, bytes]) -> None:
    """Writes all of it into the container's folder `new`, whose number is noted first: by it one tells the new from the old."""
    new = os.path.join(container, "new")
    os.mkdir(new)
    _make(os.path.join(container, "made"), str(os.stat(new).st_ino).encode())
    for name, content in files.items():
        _make(os.path.join(new, name), content)
    _make(os.path.join(new, MANIFEST), manifest(files))
    _sync_folder(new)


def _make(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _put(container: str, place: str) -> None:
    """Gives the new folder its place in one step; where that cannot be, file by file by a plan."""
    new = os.path.join(container, "new")
    while not os.path.isdir(place):
        try:
            os.rename(new, place)
        except OSError as trouble:
            if trouble.errno not in (errno.ENOTEMPTY, errno.EEXIST) or not os.path.isdir(place):
                raise  # else somebody else's came meanwhile
        else:
            return
    with _holding(place):
        ours = _manifest(place)
        strange = _strangers(place, ours)
        if ours is None and strange:
            raise Unwritable(f"holds other things that came meanwhile ({_some(strange)}); name a new folder")
        with suppress(OSError):
            os.chmod(new, stat.S_IMODE(os.stat(place).st_mode))
        if not strange and os.path.dirname(container) != place and _exchanged(new, place):
            return
        begun = os.path.join(container, "plan-begun")
        _make(begun, json.dumps({"old": _noted(place), "new": _noted(new)}).encode())
        os.rename(begun, os.path.join(container, "plan"))
        _sync_folder(container)
        _follow(container, place)


def _exchanged(one: str, other: str) -> bool:
    """Whether two folders could be made to change places in one step (Linux)."""
    try:
        import ctypes

        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError, TypeError):
        return False
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(exchange(here, os.fsencode(one), here, os.fsencode(other), swap) == 0)


def _follow(container: str, place: str) -> None:
    """Follows a plan, from wherever it was left: file by file, what comes into its place, and what goes."""
    noted, new = os.path.join(container, "plan"), os.path.join(container, "new")
    if not os.path.lexists(noted):
        return
    with open(noted, "rb") as file:
        plan = json.load(file)
    for name, said in plan["new"].items():
        path, comes = os.path.join(place, name), os.path.join(new, name)
        if _hash(comes) != said:  # it is in its place, and what stood there is here
            continue
        if not os.path.lexists(path):
            with suppress(FileExistsError):  # else it came just now, and is exchanged
                _into(comes, path)
                continue
        if not _exchanged(comes, path):
            os.rename(path, f"{comes}{PART}")
            _into(comes, path)
    for name, said in plan["old"].items():
        if name not in plan["new"] and _hash(os.path.join(place, name)) == said:
            os.rename(os.path.join(place, name), os.path.join(new, name))
    for found in os.listdir(new):
        path, name = os.path.join(new, found), found.removesuffix(PART)
        if _hash(path) in (plan["old"].get(name), plan["new"].get(name)):
            os.unlink(path)
        else:
            os.rename(path, _free(os.path.join(place, name)))
    _sync_folder(place)
    os.unlink(noted)


def _into(path: str, place: str) -> None:
    """Moves a file to a place where nothing is; FileExistsError where something is."""
    try:
        os.link(path, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.rename(path, place)
    else:
        os.unlink(path)


def _settle(container: str, place: str) -> None:
    """Brings a container to its end: follows its plan, gives back what is not ours in an old folder, and takes away the rest."""
    new = os.path.join(container, "new")
    if os.path.lexists(os.path.join(container, "plan")):
        with _holding(place):
            _follow(container, place)
    if os.path.isdir(new):
        try:
            with open(os.path.join(container, "made"), "rb") as file:
                made = file.read()
        except OSError:
            made = b""
        if made and made != str(os.stat(new).st_ino).encode():
            _give_back(new, place)
    _remove(container)


def _give_back(old: str, place: str) -> None:
    """What stands in an old folder, and is not as this program wrote it, goes to the new one. The manifest goes last."""
    ours = _manifest(old)
    while True:
        for name in sorted(os.listdir(old), key=lambda name: name == MANIFEST):
            path = os.path.join(old, name)
            if ours is not None and (name == MANIFEST or (name in ours and _hash(path) == ours[name])):
                os.unlink(path)
            else:
                os.rename(path, _free(os.path.join(place, name)))
        try:
            os.rmdir(old)
        except OSError as trouble:
            if trouble.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return


def _free(path: str) -> str:
    """The path, or the first of its kind that is free: a.csv, a.kept-1.csv."""
    stem, suffix = os.path.splitext(path)
    number, free = 0, path
    while os.path.lexists(free):
        number += 1
        free = f"{stem}.kept-{number}{suffix}"
    return free


def _remove(container: str) -> None:
    """Takes a container away, the lock last: what has no lock is empty."""
    new = os.path.join(container, "new")
    for above in (new, container):
        with suppress(OSError):
            for name in os.listdir(above):
                if name not in ("lock", "new") or above == new:
                    os.unlink(os.path.join(above, name))
        if above == new:
            with suppress(OSError):
                os.rmdir(new)
    if not os.path.lexists(new):
        with suppress(OSError):
            os.unlink(os.path.join(container, "lock"))
        with suppress(OSError):
            os.rmdir(container)


# What the system gives ------------------------------------------------------------------------------


@contextmanager
def _said() -> Iterator[None]:
    """What the system refuses, as `Unwritable`; a pipe that nobody reads stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as trouble:
        why = trouble.strerror or trouble
        try:
            os.getcwd()
        except OSError:
            why = "the folder you are in is gone; change to one that is there, with cd"
        raise Unwritable(f"cannot be written: {why}") from None
    except ValueError:  # a NUL in a name
        raise Unwritable("cannot be written: no file can have this name") from None


@contextmanager
def _holding(path: str) -> Iterator[None]:
    """With a folder locked against the others of this program that write there."""
    if fcntl is None:
        yield
        return
    until = monotonic() + PATIENCE
    while True:
        descriptor = os.open(path, os.O_RDONLY)
        if _lock(descriptor) and _is(path, descriptor):
            break
        os.close(descriptor)
        if monotonic() > until:
            raise Unwritable("is being written by another process; wait for it, or name another")
        sleep(0.02)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, sure: bool = False) -> bool:
    """Whether a lock could be had; where the system has none, whether one may go on without (not where one must be `sure`)."""
    if fcntl is None:
        return not sure
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return not sure
    return True


def _is(path: str, descriptor: int) -> bool:
    """Whether the path still leads to the file that is open."""
    try:
        return os.path.samestat(os.stat(path, follow_symlinks=False), os.fstat(descriptor))
    except OSError:
        return False


def _mode(place: str) -> int | None:
    """What stands there; None where nothing does."""
    try:
        return os.stat(place).st_mode
    except FileNotFoundError:
        return None


def _owner(otherwise: int) -> int:
    return os.geteuid() if hasattr(os, "geteuid") else otherwise


def _sync_folder(path: str) -> None:
    """A name is on the disk only when its folder is."""
    with suppress(OSError):  # a system that cannot
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
