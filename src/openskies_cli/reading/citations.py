"""What rests on what: every source that a file names."""

from collections.abc import Iterator
from typing import NamedTuple

from openskies_cli.model import Place
from openskies_cli.reading import nodes
from openskies_cli.reading.shapes import Node


class Citation(NamedTuple):
    """Where a record names a source: for whose act or event (`what`, else the key it stands under), of which date."""

    source: str
    participant: str
    what: str
    date: str
    place: Place


def citations(data: bytes, path: str) -> list[Citation]:
    """Every source that a file names, in the order of the text; also of a file with mistakes, as far as it can be read."""
    root, _ = nodes.read(data, path)
    return list(_cited(root, Citation("", "", "record", "", Place(path, 1, 1)))) if root is not None else []


def _cited(node: Node, about: Citation) -> Iterator[Citation]:
    if isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _cited(item, about)
    if not isinstance(node, nodes.Mapping):
        return
    texts = {key.value: value.value for key, value in node.entries if isinstance(value, nodes.Scalar)}
    about = about._replace(
        participant=texts.get("member") or texts.get("participant") or about.participant,
        what=about.what if about.what == "also_reported" else texts.get("action") or texts.get("event") or about.what,
        date=texts.get("date") or texts.get("effect") or texts.get("on") or "",
    )
    for key, value in node.entries:
        if key.value in ("source", "sources"):
            named = value.items if isinstance(value, nodes.Sequence) else [value]
            for each in named:
                if isinstance(each, nodes.Scalar):
                    yield about._replace(source=each.value, place=about.place._replace(line=each.line, column=each.column))
        elif key.value == "participants" and isinstance(value, nodes.Mapping):
            for code, entry in value.entries:
                yield from _cited(entry, about._replace(participant=code.value, what="participant"))
        else:
            names_it = about.what in ("record", "participant") or key.value == "also_reported"
            yield from _cited(value, about._replace(what=key.value if names_it else about.what))
