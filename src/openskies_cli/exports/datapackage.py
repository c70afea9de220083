"""Tables as CSV files with a `datapackage.json` that describes them (Data Package and Table Schema, version 1).

The same tables give the same bytes: nothing of the machine goes in, and of the day only what is handed in.
"""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openskies_cli import writing
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


def save(folder: str, resources: Sequence[Resource], about: Mapping[str, Any]) -> tuple[list[tuple[str, int]], list[str]]:
    """Writes the package: the names of its files with their sizes in bytes, and what else stands in the folder.

    `about` are further keys of the description, such as title, version, sources and licenses. Raises `writing.Unwritable`.
    """
    files = _files(resources, about)
    kept = writing.folder(folder, files)
    return [(name, len(content)) for name, content in files.items()], kept


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
