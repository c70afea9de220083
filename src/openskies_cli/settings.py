"""openskies.toml: what a command means where nothing else is said. Imported only where there is such a file.

treaty = "npt"                      # or a list: what a question is about that names no treaty
format = "csv"                      # how a table is written
columns = ["participant", "since"]  # of every answer that has them; or a table [columns] with a list for each command
data = "records"                    # the records folder; without it the folder of this file, where data/treaties is beside it
only = true                         # those records alone, not on top of the bundled ones
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from openskies_cli import files
from openskies_cli.diagnostics import Refused, did_you_mean
from openskies_cli.words import COMMANDS, FORMATS

NAME = "openskies.toml"

MOST = 1_000_000
"""Bytes: a file of settings that is larger is none."""

HOLDS = (("data", "treaties"), ("treaties",), ("data", "participants.yaml"))
"""What stands beside the file where its folder holds records too."""


class Settings(NamedTuple):
    """What one file says. `records` is the folder of records that it stands for, "" where it sets defaults only; `columns` has the
    columns of a command by its name, under "" those of every other; `lines` has the line of each key.
    """

    path: str
    records: str
    treaty: tuple[str, ...]
    format: str | None
    columns: Mapping[str, tuple[str, ...]]
    only: bool
    lines: Mapping[str, int]

    def at(self, key: str) -> str:
        """The place of a key, for a sentence about it."""
        return f"{self.path}:{self.lines.get(key, 1)}: {key}"

    def said(self) -> str:
        """Its defaults in a line, as they are written."""
        columns = [f"columns{f'.{command}' if command else ''} = {','.join(keys)}" for command, keys in self.columns.items()]
        parts = [f"treaty = {' '.join(self.treaty)}"] * bool(self.treaty) + [f"format = {self.format}"] * bool(self.format)
        return "; ".join([*parts, *columns, *["only = true"] * self.only]) or "no defaults"


def owners(path: str) -> set[int]:
    """Who owns a file, and who the link to it where it is one."""
    return {os.lstat(path).st_uid, os.stat(path).st_uid}


def unread(path: str) -> str:
    """Why this file is not to be read: it belongs to somebody else, who could steer every answer by it. "" where it may be."""
    if not hasattr(os, "geteuid"):
        return ""
    try:
        whose = owners(path)
    except OSError:  # gone, or not to be seen: reading it says so
        return ""
    if whose <= {os.geteuid()}:
        return ""
    folder = os.path.dirname(path)
    return f"{path} belongs to another user, so neither it nor records beside it are read; to use those records: --data {folder}"


def read(path: str) -> Settings:
    """The settings in a file. Refused, with the line, where a key or a value is not what it can be."""
    text = _text(path)
    said = _parsed(path, text)
    for key in said:
        if key not in KEYS:
            raise _wrong(path, text, (key,), f"there is no setting '{key}'", _instead(key, said[key]), f"settings: {', '.join(KEYS)}")
    found = {key: KEYS[key](Value(path, text, (key,)), value) for key, value in said.items()}
    return Settings(
        path,
        found["data"] if "data" in found else _beside(os.path.dirname(path)),
        found.get("treaty", ()),
        found.get("format"),
        found.get("columns", {}),
        found.get("only", False),
        {".".join(key): line_of(text, key) for key in _keys(said)},
    )


def columns(told: Settings, command: str, has: Iterable[str], may_have: Callable[[], Mapping[str, Iterable[str]]]) -> tuple[str, ...]:
    """The columns that the settings want of an answer, as far as it has them. Refused where no answer of that name could have one.

    `may_have` gives the columns that the answers of each command may have; asked only where one is missing.
    """
    has, own = set(has), command in told.columns
    wanted = told.columns.get(command, told.columns.get("", ()))
    for missing in (key for key in wanted if key not in has):
        known = may_have()
        fits = sorted(known[command] if own else {key for keys in known.values() for key in keys})
        if missing not in fits:
            at = told.at(f"columns.{command}" if own else "columns")
            sentence = f"the answer of {command} has no column '{missing}'" if own else f"no answer has a column '{missing}'"
            meant = did_you_mean(missing, fits)
            raise Refused(2, f"{at}: {sentence}{f'; {meant}' if meant else ''}", (f"columns of {command}: {', '.join(fits)}",) * own)
    return tuple(key for key in wanted if key in has)


def _keys(said: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for key, value in said.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *rest) for rest in _keys(value))


# Reading ------------------------------------------------------------------------------------------


def _text(path: str) -> str:
    try:
        data = files.contents(path, most=MOST)
    except files.Unreadable as unreadable:
        if unreadable.large:
            sentence = f"{path} is larger than {MOST:,} bytes, so it is no file of settings"
            raise Refused(2, sentence, ("remove it, or give it another name",)) from None
        raise Refused(2, f"cannot read {path}: {unreadable.why}", ("look at its rights, or remove it",)) from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(2, f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from None


def _parsed(path: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.count("\n") + 1
        raise Refused(
            2, f'{path}:{number}: this is not TOML: {message[:1].lower()}{message[1:]}; write key = "value", a line each'
        ) from None
    except (RecursionError, ValueError):  # nested too deeply; a number that no machine holds
        raise Refused(2, f'{path}:1: this cannot be read as settings; write key = "value", a line each') from None


def _beside(folder: str) -> str:
    """The folder itself where it holds records; "" where the file stands alone."""
    return folder if any(os.path.exists(os.path.join(folder, *parts)) for parts in HOLDS) else ""


def line_of(text: str, key: tuple[str, ...]) -> int:
    """The line on which a key of the text stands; that of the keys above it where it has no line of its own."""
    for path in (key[:n] for n in range(len(key), 0, -1)):
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.split("\n"), 1):
            if header := re.match(r"\s*\[+([^\[\]]+)\]", line):
                table = _dotted(header[1])
                if table[: len(path)] == path:
                    return number
            elif (said := re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""", line)) and (
                (*table, *_dotted(said[1]))[: len(path)] == path
            ):
                return number
    return 1


def _dotted(key: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in key.split("."))


class Value(NamedTuple):
    """Where a value stands."""

    path: str
    text: str
    key: tuple[str, ...]

    def wrong(self, sentence: str, remedy: str = "") -> Refused:
        """The refusal of this value."""
        return _wrong(self.path, self.text, self.key, f"{'.'.join(self.key)}: {sentence}", remedy)


def _wrong(path: str, text: str, key: tuple[str, ...], sentence: str, remedy: str, *details: str) -> Refused:
    return Refused(2, f"{path}:{line_of(text, key)}: {sentence}{f'; {remedy}' if remedy else ''}", details)


AT_THE_TOP = ("default", "defaults", "openskies", "settings", "tool", "options")
"""Names of tables that people know from elsewhere."""

NOT_HERE = {"on_top": "write only = false, or nothing: own records stand on top", "on-top": "write only = false, or nothing"}


def _instead(key: str, value: object) -> str:
    if isinstance(value, dict) and key in AT_THE_TOP:
        return f"write its keys without [{key}] above them"
    return NOT_HERE.get(key) or did_you_mean(key, KEYS)


def _shown(value: object) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (str, "a text"),
        (int, "a number"),
        (float, "a number"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "a date")


def _texts(at: Value, value: object, example: str, *, commas: bool = False) -> tuple[str, ...]:
    """A text or a list of texts, none of them empty."""
    many: list[Any] = value if isinstance(value, list) else value.split(",") if commas and isinstance(value, str) else [value]
    if not isinstance(value, str | list) or not all(isinstance(one, str) for one in many):
        what = "a list that holds something else than texts" if isinstance(value, list) else _shown(value)
        raise at.wrong(f"this must be a text or a list of texts, not {what}", f"write {example}")
    found = tuple(dict.fromkeys(one.strip() for one in many))
    if not found or not all(found):
        raise at.wrong("this names nothing", f"write {example}, or leave it out")
    return found


def _treaty(at: Value, value: object) -> tuple[str, ...]:
    return _texts(at, value, f'{at.key[-1]} = "npt"')


def _format(at: Value, value: object) -> str:
    if not isinstance(value, str):
        raise at.wrong(f"this must be a text, not {_shown(value)}", 'write format = "csv"')
    if value not in FORMATS:
        raise at.wrong(f"there is no '{value}'", did_you_mean(value, FORMATS) or f"one of: {', '.join(FORMATS)}")
    return value


def _columns(at: Value, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        return {"": _texts(at, value, f'{at.key[-1]} = ["participant", "since"]', commas=True)}
    tables = [name for name, command in COMMANDS.items() if command.writers == "formats"]
    for name in value:
        if name not in tables:
            why = "answers with no table" if name in COMMANDS else "is no command"
            raise Value(at.path, at.text, (*at.key, name)).wrong(f"'{name}' {why}", did_you_mean(name, tables))
    return {
        name: _texts(Value(at.path, at.text, (*at.key, name)), keys, f'{name} = ["participant", "since"]', commas=True)
        for name, keys in value.items()
    }


def _only(at: Value, value: object) -> bool:
    if not isinstance(value, bool):
        raise at.wrong(f"this must be true or false, not {_shown(value)}", "write only = true, without quotation marks")
    return value


def _data(at: Value, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise at.wrong(f"this must be the name of a folder, not {_shown(value) if value != '' else 'nothing'}", 'write data = "records"')
    folder = os.path.normpath(os.path.join(os.path.dirname(at.path), os.path.expanduser(value)))
    if "\0" in folder or not os.path.isdir(folder):
        raise at.wrong(f"there is no folder '{value}'", f"it is looked for from {os.path.dirname(at.path)}")
    return folder


KEYS: dict[str, Callable[[Value, Any], Any]] = {
    "treaty": _treaty,
    "format": _format,
    "columns": _columns,
    "data": _data,
    "only": _only,
}
"""A setting -> what its value means; each raises Refused."""
