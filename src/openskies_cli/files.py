"""The one door through which the files of a folder of records come in. What is no plain file, or too large, stays outside.

Nothing here waits: a pipe is seen for what it is before it is opened. A link is followed where the user named it; one in a
folder of records only to another record there, so that a stranger's record cannot quote what else a reader may read.
"""

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 2 * 1024 * 1024
"""Bytes in one file. A record of two hundred participants is about 150 kB."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
_FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))
_RIGHTS = "look at its rights"


class Unreadable(Exception):
    """What cannot be read: why, as a clause that follows a name, what to do, and whether it is only too large."""

    def __init__(self, why: str, remedy: str = _RIGHTS, *, large: bool = False, what: str = "file") -> None:
        super().__init__(why)
        self.why, self.remedy, self.large, self.what = why, remedy, large, what


def contents(path: str, within: "Sequence[str]" = (), most: int = MOST) -> bytes:
    """The bytes of a plain file of at most so many. `within`: folders that a link on the way must not leave. Raises `Unreadable`."""
    try:
        place = _followed(path, within) if within else path
        _plain(os.stat(place), most)  # before it is opened: to open a device may do something
        descriptor = os.open(place, _FLAGS | (getattr(os, "O_NOFOLLOW", 0) if within else 0))
        with open(descriptor, "rb", buffering=0) as file:
            _plain(os.fstat(descriptor), most)
            read, left = [], most + 1
            while left and (part := file.read(left)):
                read.append(part)
                left -= len(part)
    except OSError as error:
        raise Unreadable(error.strerror or "unknown error") from None
    except ValueError:
        raise Unreadable("no file can have this name", "name another") from None
    if not left:
        raise _too_large(f"more than {most:,}", most)
    return b"".join(read)


def _plain(found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "no plain file")
        raise Unreadable(f"it is {kind}", "put a plain file there, or give it another name")
    if found.st_size > most:
        raise _too_large(f"{found.st_size:,}", most)


def _too_large(size: str, most: int) -> Unreadable:
    return Unreadable(f"the file has {size} bytes; at most {most:,} are read", "split it: one treaty a file", large=True)


def _followed(path: str, within: "Sequence[str]") -> str:
    """Where a path leads. Only a link to a visible .yaml file inside one of the folders is followed."""
    place = os.path.realpath(path)
    for folder in within:
        root = os.path.realpath(folder)
        inner = os.path.relpath(place, root)
        if inner.split(os.sep)[0] == os.pardir:
            continue
        here = os.path.relpath(os.path.abspath(path), os.path.abspath(folder))
        if inner == here or (inner.endswith(".yaml") and not any(part.startswith(".") for part in inner.split(os.sep))):
            return place
    raise Unreadable("it is a link to something that is no record of this folder", "put the file itself there")


def home(path: str) -> str:
    """The folder of records that a file stands in, by its place: above treaties/ or seeds/ or beside participants.yaml, above data/."""
    folder = os.path.dirname(path)
    if os.path.basename(folder) in ("treaties", "seeds"):
        folder = os.path.dirname(folder)
    return os.path.dirname(folder) if os.path.basename(folder) == "data" else folder


def names(folder: str) -> list[str]:
    """The YAML files in a folder, without their suffix, in the order of the alphabet; none where there is no folder.

    Raises `Unreadable` where there is one that cannot be looked into.
    """
    try:
        return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml") and not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Unreadable(error.strerror or "unknown error", what="folder") from None


def missing(path: str) -> bool:
    """Whether nothing is there. What cannot be looked at is not missing."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def here(named: str = "") -> str:
    """The folder one is in; "/" where that is gone, but the path `named` needs none. Raises `Unreadable`."""
    try:
        return os.getcwd()
    except OSError:
        if os.path.isabs(named):
            return os.sep
        raise Unreadable("the folder you are in is gone", "change to one that is there, with cd") from None
