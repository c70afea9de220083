"""Tables as CSV files with a `datapackage.json` that describes them (Data Package and Table Schema, version 1).

The folder comes to be whole or not at all: it is written beside its place and moved there. The same tables give the same
bytes: nothing of the machine goes in, and of the day only what is handed in.
"""

import hashlib
import io
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openskies_cli.formats import csv
from openskies_cli.table import Column, Table

NAME = "openskies-records"
DESCRIPTION = "datapackage.json"


class Resource(NamedTuple):
    """One table of the package: its file's name without suffix, one sentence, the columns that tell its rows apart (if any
    do), and which of its columns name a row of which other table: column -> (table, column there).

    A column's `label` is its description. A day column whose key ends in _earliest or _latest holds full days.
    """

    name: str
    title: str
    table: Table
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = {}


class Occupied(Exception):
    """The folder cannot be made where it was asked for; the message is a clause that follows its name."""


def save(folder: str, resources: Sequence[Resource], about: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Writes the package and returns the names of its files with their sizes in bytes. Raises `Occupied`, or OSError.

    `about` are further keys of the description, such as title, version, sources and licenses. An earlier export is replaced.
    """
    check(folder)
    files = _files(resources, about)
    place = os.path.realpath(folder)
    beside = f"{place}.{os.getpid()}.part"
    earlier = f"{place}.{os.getpid()}.old"
    os.mkdir(beside)
    try:
        for name, content in files.items():
            with open(os.path.join(beside, name), "wb") as out:
                out.write(content)
        if os.path.isdir(place):
            shutil.copymode(place, beside)
            os.rename(place, earlier)
        try:
            os.rename(beside, place)
        except OSError:
            if os.path.isdir(earlier):
                os.rename(earlier, place)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(earlier, ignore_errors=True)
    return [(name, len(content)) for name, content in files.items()]


def check(folder: str) -> None:
    """Raises `Occupied` unless the folder can be made: nothing is there, or an empty folder, or an earlier export."""
    place = os.path.realpath(folder)
    above = os.path.dirname(place)
    if not os.path.isdir(above):
        raise Occupied(f"cannot be made: there is no folder '{above}'")
    if not os.path.lexists(place):
        return
    if not os.path.isdir(place):
        raise Occupied("is a file; name a folder")
    here = os.path.realpath(os.getcwd())
    if here == place or here.startswith(os.path.join(place, "")):
        raise Occupied("is the folder you are in, which would be replaced; name another")
    strange = sorted(set(os.listdir(place)) - _earlier(place))
    if strange:
        raise Occupied(f"holds other things ({', '.join(strange[:3])}{' …' if len(strange) > 3 else ''}); name a new folder")


def _earlier(place: str) -> set[str]:
    """The files of an earlier export that is there; nothing where there is none."""
    try:
        with open(os.path.join(place, DESCRIPTION), encoding="utf-8") as file:
            found = json.load(file)
        if found["name"] != NAME:
            return set()
        return {DESCRIPTION, *(str(resource["path"]) for resource in found["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _files(resources: Sequence[Resource], about: Mapping[str, Any]) -> dict[str, bytes]:
    contents = {resource.name: _content(resource.table) for resource in resources}
    description = {
        "name": NAME,
        "profile": "tabular-data-package",
        **about,
        "resources": [_described(resource, contents[resource.name]) for resource in resources],
    }
    text = json.dumps(description, ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTION: text.encode("utf-8"), **{f"{name}.csv": content for name, content in contents.items()}}


def _content(table: Table) -> bytes:
    out = io.StringIO(newline="")
    csv.write(table, out, width=None, colour=False)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _described(resource: Resource, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in resource.table.columns], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [key]}} for column, (other, key) in resource.refers.items()
        ]
    return {
        "name": resource.name,
        "path": f"{resource.name}.csv",
        "title": resource.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    full = column.kind == "day" and column.key.endswith(("_earliest", "_latest"))
    kind = "date" if full else {"count": "integer", "yes_no": "boolean"}.get(column.kind, "string")
    return {"name": column.key, "type": kind, "description": column.label}
