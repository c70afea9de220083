"""JSON, a contract: an array of objects in column order, also for one row; lists are arrays, nothing is null."""

import json
from typing import TextIO

from openskies_cli.table import Column, Table
from openskies_cli.view import harmful


def write(table: Table, out: TextIO, *, width: int | None, colour: bool) -> None:  # noqa: ARG001 - the same everywhere
    """One key a line, so that two answers may be compared line by line."""
    objects = ["  {\n" + ",\n".join(f"    {pair}" for pair in pairs(table, row)) + "\n  }" for row in table.rows]
    out.write("[\n" + ",\n".join(objects) + "\n]\n" if objects else "[]\n")


def pairs(table: Table, row: "tuple[object, ...]") -> list[str]:
    """The `"key": value` texts of a row, in column order."""
    return [f"{_text(column.key)}: {_text(_value(column, cell))}" for column, cell in zip(table.columns, row, strict=True)]


def _value(column: Column, cell: object) -> object:
    """A notes cell with its fixed keys, all present and in order; any other cell as it is."""
    if column.kind == "notes" and isinstance(cell, tuple):
        return [{key: note.get(key) for key in column.keys} for note in cell if isinstance(note, dict)]
    return cell


def _text(value: object) -> str:
    r"""JSON text as UTF-8, with what could harm a terminal written as \u escapes: the value stays what it was."""
    text = json.dumps(value, ensure_ascii=False)
    for c in harmful(text):
        text = text.replace(c, json.dumps(c)[1:-1] if ord(c) > 0x7F else f"\\u{ord(c):04x}")
    return text
