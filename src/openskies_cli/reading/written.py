"""The way back: the model as canonical YAML, through the same shapes that read it.

One action a line, so that a change to the world is a one-line diff; a mapping on one line where it fits, else a key a line; a text
in quotes only where YAML or the record would read it as something else. What the model does not keep is not written: comments, the
sources and notes of groups, memberships, former names and times of existence, and of an extension all but its day.
"""

import re
from collections.abc import Iterator

from openskies_cli.model import People, Source, Treaty
from openskies_cli.reading.participants import PEOPLE
from openskies_cli.reading.shapes import Plain, Shape
from openskies_cli.reading.sources import SOURCE
from openskies_cli.reading.treaty import TREATY

WIDTH = 140
"""Columns that a line may have before a mapping is written a key a line."""
BLOCK = frozenset({"participants", "actions", "claims", "atoms", "readings", "events", "counted", "overrides", "gaps", "clauses"})
"""Keys whose values stand below them, an item a line."""
LINE = frozenset({"actions", "events", "counted", "overrides", "gaps"})
"""Keys whose items are mappings on one line each, however long."""

_BARE = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`<=~ ])(?:(?!: | #|:$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]).)*(?<! )")
"""A text that reads as itself without quotes, with a key before it on the line."""
_IN_FLOW = re.compile(r"[^,?\[\]{}]*")
"""And what it may hold inside braces or brackets."""
_NOT_A_TEXT = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|[-+]?[0-9][0-9_]*\.?[0-9]*e[-+]?[0-9]+|0[xo][0-9a-f]+|0[0-9]+", re.IGNORECASE
)
"""What others read as something else than a text; `NO` is Norway, as in every record."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def treaty(record: Treaty) -> str:
    """A treaty's record as the text of its file."""
    return _file(TREATY, record)


def people(everybody: People) -> str:
    """participants.yaml."""
    return _file(PEOPLE, everybody)


def source(document: Source) -> str:
    """A seed."""
    return _file(SOURCE, document)


def _file(shape: Shape, value: object) -> str:
    plain = shape.plain(value)
    assert isinstance(plain, dict)
    return "".join(f"{line}\n" for line in _mapping(plain, ""))


def _mapping(plain: dict[str, Plain], indent: str) -> Iterator[str]:
    for key, value in plain.items():
        yield from _entry(key, value, indent)


def _entry(key: str, value: Plain, indent: str) -> Iterator[str]:
    """A key with its value: on its line where it fits there, else below it."""
    line = f"{indent}{scalar(key)}: {scalar(value, alone=True) if isinstance(value, str) else flow(value)}"
    if isinstance(value, str) or not value or (key not in BLOCK and len(line) <= WIDTH):
        yield line
    elif isinstance(value, dict):
        yield f"{indent}{scalar(key)}:"
        yield from _mapping(value, indent + "  ")
    else:
        yield f"{indent}{scalar(key)}:"
        for item in value:
            yield from _item(item, indent + "  ", whole=key in LINE)


def _item(item: Plain, indent: str, *, whole: bool) -> Iterator[str]:
    line = f"{indent}- {scalar(item, alone=True) if isinstance(item, str) else flow(item)}"
    if whole or not isinstance(item, dict) or (len(line) <= WIDTH and not BLOCK & item.keys()):
        yield line
    else:
        first, *rest = _mapping(item, indent + "  ")
        yield f"{indent}- {first.strip()}"
        yield from rest


def flow(value: Plain) -> str:
    """A value on one line, inside braces or brackets or as an item."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(key)}: {flow(item)}' for key, item in value.items())}}}"
    return f"[{', '.join(map(flow, value))}]" if isinstance(value, list) else scalar(value)


def scalar(text: str, *, alone: bool = False) -> str:
    """A text, in quotes where it would not read as itself; `alone`: outside of braces and brackets."""
    bare = _BARE.fullmatch(text) is not None and (text == "NO" or not _NOT_A_TEXT.fullmatch(text))
    if bare and (alone or (_IN_FLOW.fullmatch(text) is not None and not re.search(r":(?![0-9A-Za-z/])", text))):
        return text
    return '"' + "".join(_ESCAPES.get(c, c if c.isprintable() else f"\\U{ord(c):08x}") for c in text) + '"'
