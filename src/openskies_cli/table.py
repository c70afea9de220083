"""An answer before anyone decides how it looks.

A `Table` is flat: typed columns, rows of cells, a caption for people. The formats write it, nothing else does.

    kind     cell                                         machine formats
    word     a fixed word, or None                        text, null
    words    a tuple of words                             array (csv: joined by one space)
    day      an EDTF text, or None                        text, null
    text     a sentence or a name, or None                text, null
    count    an int, or None                              number, null
    yes_no   a bool, or None                              true, false, null
    notes    a tuple of dicts with the column's `keys`    array of objects (csv: the first key of each, joined by one space)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

Cell = "str | int | bool | None | tuple[str, ...] | tuple[dict[str, object], ...]"


class Column:
    """One column: its `key` is the contract; `short` puts it into the narrow set of table, plain, markdown and html, where
    `nothing` stands for an empty cell, a column with `tree` is drawn as a tree by the depths in the column of that key, and
    one that is a `heading` stands once above the rows that share it, and the `main` one is what was asked: it stands in every row,
    be it the same in all. On a line that is too short a `flows` column runs on under its row, a `groups` column becomes a heading,
    and the `spare` columns are left out, the highest number first. `plainly` are the words for those who do not know the field's.
    """

    __slots__ = ("flows", "groups", "heading", "key", "keys", "kind", "label", "main", "nothing", "plainly", "short", "spare", "tree")

    def __init__(
        self,
        key: str,
        kind: str = "text",
        *,
        short: bool = False,
        label: str = "",
        nothing: str = "",
        tree: str = "",
        heading: bool = False,
        main: bool = False,
        flows: bool = False,
        groups: bool = False,
        spare: int = 0,
        plainly: Mapping[str, str] = {},
        keys: tuple[str, ...] = (),
    ) -> None:
        self.key, self.kind, self.short, self.nothing, self.tree, self.keys = key, kind, short, nothing, tree, keys
        self.heading, self.main = heading, main
        self.flows, self.groups, self.spare, self.plainly = flows, groups, spare, plainly
        self.label = label or key.replace("_", " ")


class Table:
    """Rows under typed columns.

    `caption` is one sentence for people; `remarks` are sentences for stderr; `verdict` is the answer of a yes-or-no
    question: "yes", "no", "undecided", or "" where none was asked. `total` is the number of rows before `--limit`.
    `about` are the treaties that the caption names: where it is one, people need no column that says only that. `quiet` are the
    keys of columns that tell people nothing this time: the caption says it, or nothing hangs on it. `lead` is the whole answer in one
    sentence, which people read first. `address` gives the address of a document by its id, "" where it has none: asked only by formats
    that can show it, so that nobody else waits for the documents.
    """

    __slots__ = ("about", "address", "caption", "columns", "lead", "quiet", "remarks", "rows", "total", "verdict")

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[tuple[object, ...]],
        caption: str = "",
        *,
        verdict: str = "",
        remarks: Sequence[str] = (),
        total: int | None = None,
        about: Sequence[str] = (),
        quiet: Sequence[str] = (),
        lead: str = "",
    ) -> None:
        self.quiet, self.lead = tuple(quiet), lead
        self.address: Callable[[str], str] = _nowhere
        self.columns, self.rows, self.caption, self.about = tuple(columns), list(rows), caption, tuple(about)
        self.verdict, self.remarks = verdict, tuple(remarks)
        self.total = len(self.rows) if total is None else total

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, object]],
        caption: str = "",
        *,
        verdict: str = "",
        remarks: Sequence[str] = (),
        about: Sequence[str] = (),
        quiet: Sequence[str] = (),
        lead: str = "",
    ) -> "Table":
        """A table of rows with names: every row has a cell for each column, and no other."""
        keys = [column.key for column in columns]
        known = set(keys)
        cells = []
        for row in rows:
            if row.keys() != known:
                raise LookupError(f"a row does not fit its columns: {', '.join(sorted(row.keys() ^ known))}")
            cells.append(tuple(map(row.__getitem__, keys)))
        return cls(columns, cells, caption, verdict=verdict, remarks=remarks, about=about, quiet=quiet, lead=lead)

    def keys(self) -> list[str]:
        """The column keys, in order."""
        return [column.key for column in self.columns]

    def dicts(self) -> list[dict[str, object]]:
        """The rows with names: a dict from column key to cell for each."""
        keys = self.keys()
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


def _nowhere(_document: str) -> str:
    return ""


class Page:
    """An answer that is a text as it is, in Markdown, JSON or plain words: nothing is added or cut.

    `form` says what a terminal may break into lines of its own: "markdown", or "list" where each line is two words and a sentence.
    """

    __slots__ = ("form", "remarks", "text", "verdict")

    def __init__(self, text: str, form: str = "") -> None:
        self.text, self.form, self.verdict = text, form, ""
        self.remarks: tuple[str, ...] = ()


def day_text(day: object) -> str | None:
    """A day as a cell: its EDTF text, or None."""
    return None if day is None else str(day)


def plural(n: int, noun: str) -> str:
    """ "1 row", "2 rows"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def said(column: Column, cell: object) -> str:
    """A cell as people read it: notes by their `text` (or first key) and what is unsure of them, lists joined."""
    if cell is None:
        return column.nothing
    if column.kind == "notes":
        return "; ".join(_note(column, note) for note in cell)  # type: ignore[attr-defined]
    return _flat(cell)


def plainly(column: Column, cell: object) -> str:
    """A cell as those read it who do not know the words of the field."""
    return column.plainly.get(str(cell)) or said(column, cell)


STATUS = {
    "none": "not a party",
    "signatory": "signed, not bound",
    "contracting-state": "consented, not in force for it",
}
"""A status -> what it means to those who do not know the field's word."""


def _note(column: Column, note: dict[str, object]) -> str:
    """A note's own text; of an alternative what it is, since when, and who holds it."""
    text = str(note.get("text") or note[column.keys[0]] or "no status")
    if note.get("text") is None and note.get("since"):
        text += f" since {note['since']}"
    held = note.get("held_by")
    if isinstance(held, list) and held:
        text += f" ({', '.join(held)})"
    return f"{text}, uncertain" if note.get("certainty") == "uncertain" else text


def coded(column: Column, cell: object) -> str:
    """A cell as one machine word or text: notes by their first key, lists joined by one space."""
    if cell is None:
        return ""
    if column.kind == "notes":
        return " ".join(str(note[column.keys[0]]) for note in cell)  # type: ignore[attr-defined]
    return _flat(cell)


def _flat(cell: object) -> str:
    if cell is True or cell is False:
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return " ".join(str(part) for part in cell)
    return str(cell)
