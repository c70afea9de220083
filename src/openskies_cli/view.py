"""What the view words do to a Table: pick its columns, sort and limit its rows. And text that cannot harm a terminal.

Pure: every function returns a new Table, or raises `NoSuchColumn`.
"""

from collections.abc import Iterable, Sequence

from openskies_cli.table import Column, Table


class NoSuchColumn(LookupError):
    """A column that the answer has not; `key` is what was asked for, `known` what there is."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(key)
        self.key, self.known = key, tuple(known)


def select(table: Table, keys: Iterable[str]) -> Table:
    """The table with these columns only, in this order; a key said twice counts once."""
    wanted = [_place(table, key) for key in dict.fromkeys(keys)]
    return _like(table, [table.columns[i] for i in wanted], [tuple(row[i] for i in wanted) for row in table.rows])


def short(table: Table) -> Table:
    """The table with its short set of columns, less those that tell nothing in any row; as it is where it declares none.

    What is the same in every one of several rows goes into the caption.
    """
    shorter = [i for i, column in enumerate(table.columns) if column.short]
    telling = [i for i in shorter if _telling(table, i)]
    if not table.rows or not telling:
        return select(table, [table.columns[i].key for i in shorter]) if shorter else table
    same = [i for i in telling if _same(table, i)]
    if len(same) == len(telling):  # something has to stand in the rows
        same = []
    named = any(table.columns[i].key == "name" for i in same)  # who a code is, the name says
    said_once = [i for i in same if not (named and table.columns[i].key == "participant")]
    told = [f"{table.columns[i].label} {table.rows[0][i]}" for i in said_once]
    shown = select(table, [table.columns[i].key for i in telling if i not in same])
    if told:
        shown.caption = f"{shown.caption.removesuffix('.')}; in every row: {', '.join(told)}."
    return shown


ALIKE = ("word", "day", "text")
"""Kinds of cells that may be said once for all rows."""


def _telling(table: Table, i: int) -> bool:
    """Whether a column tells people anything in any row."""
    column = table.columns[i]
    if column.key in table.quiet:
        return False
    return bool(column.nothing) or not all(_silent(table, row[i]) for row in table.rows)


def _same(table: Table, i: int) -> bool:
    """Whether a column says one and the same in all of several rows."""
    column, cell = table.columns[i], table.rows[0][i]
    plain = column.kind in ALIKE and not column.tree and not column.heading and not column.main
    return plain and len(table.rows) > 1 and cell not in (None, "") and all(row[i] == cell for row in table.rows)


def _silent(table: Table, cell: object) -> bool:
    """Whether a cell says nothing, or only what the caption says."""
    return cell in (None, (), "") or (cell,) == table.about


def tree(table: Table) -> Table:
    """The table with its tree column drawn: branches before each text, by the depth of its row."""
    at = next((i for i, column in enumerate(table.columns) if column.tree), None)
    if at is None:
        return table
    depths = [int(str(row[_place(table, table.columns[at].tree)])) for row in table.rows]
    rows = []
    for i, row in enumerate(table.rows):
        text = _branches(depths, i) + str(row[at] or "")
        rows.append((*row[:at], text, *row[at + 1 :]))
    return _like(table, table.columns, rows)


def _branches(depths: Sequence[int], i: int) -> str:
    """What stands before row `i`: a line for each level above that goes on below, and the row's own branch."""
    drawn = ""
    for level in range(1, depths[i] + 1):
        following = next((depth for depth in depths[i + 1 :] if depth <= level), 0)
        goes_on = following == level
        if level == depths[i]:
            drawn += "├─ " if goes_on else "└─ "
        else:
            drawn += "│  " if goes_on else "   "
    return drawn


def sort(table: Table, keys: Sequence[str]) -> Table:
    """The rows by these columns, the first one first. '-key' reverses; None stands last either way; ties stay in order."""
    rows = list(table.rows)
    for key in reversed(keys):
        column, backwards = key.removeprefix("-"), key.startswith("-")
        at = _place(table, column)
        known = [row for row in rows if row[at] is not None]
        known.sort(key=lambda row: _rank(row[at]), reverse=backwards)
        rows = known + [row for row in rows if row[at] is None]
    return _like(table, table.columns, rows)


def limit(table: Table, most: int) -> Table:
    """The first `most` rows; `total` still says how many there were."""
    return _like(table, table.columns, table.rows[:most])


def _place(table: Table, key: str) -> int:
    keys = table.keys()
    if key in keys:
        return keys.index(key)
    labels = [column.label for column in table.columns]  # what stands above a column may be typed as well
    if key in labels:
        return labels.index(key)
    raise NoSuchColumn(key, keys)


def _rank(cell: object) -> "tuple[object, ...]":
    """What a cell sorts by: numbers as numbers, texts without regard to case, lists by their parts."""
    if isinstance(cell, str):
        return (cell.casefold(), cell)
    if isinstance(cell, tuple):
        return tuple(str(next(iter(part.values()))) if isinstance(part, dict) else str(part) for part in cell)
    return (cell,)


def _like(table: Table, columns: Sequence[Column], rows: "Sequence[tuple[object, ...]]") -> Table:
    like = Table(
        columns,
        rows,
        table.caption,
        verdict=table.verdict,
        remarks=table.remarks,
        total=table.total,
        about=table.about,
        quiet=table.quiet,
        lead=table.lead,
    )
    like.address = table.address
    return like


DOCUMENTS = ("sources", "source", "other_source")
"""Keys of the columns whose cells are documents of seeds/, by their ids."""


def documents(table: Table, column: Column, cell: object) -> list[tuple[str, str]]:
    """The documents that a cell names, each with the link to it ("" where there is none); nothing where it has no link at all."""
    if column.key not in DOCUMENTS or not cell:
        return []
    named = [(str(name), link(table.address(str(name)))) for name in (cell if isinstance(cell, tuple) else (cell,))]
    return named if any(to for _, to in named) else []


# Text that cannot harm ----------------------------------------------------------------------------

_HARMFUL = (
    (0x0000, 0x001F),  # control characters, the escape that starts a terminal's commands among them
    (0x007F, 0x009F),  # delete and the second set of control characters
    (0x061C, 0x061C),  # what turns the direction of writing, so that a text reads other than it is
    (0x180E, 0x180E),
    (0x200B, 0x200B),  # invisible; the joiners U+200C and U+200D are spelling in several scripts and stay
    (0x200E, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),  # halves of pairs: no text, and not to be written as UTF-8
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),  # letters that nobody sees
)


def harmful(text: str) -> set[str]:
    """The characters of a text that control a terminal, turn its direction, hide, or are none."""
    if text.isprintable():  # nothing above is
        return set()
    return {c for c in text if any(low <= ord(c) <= high for low, high in _HARMFUL)}


def tame(text: str, keep: str = "") -> str:
    r"""A text on one line that does nothing but read: tab and line break become a space, other harm becomes visible (\x1b).

    Characters in `keep` stay as they are, for formats that can carry them.
    """
    for c in harmful(text).difference(keep):
        text = text.replace(c, " " if c in "\t\n" else visible(c))
    return text


def visible(character: str) -> str:
    r"""A character by its number: \x1b, \u202e, \U000e0041."""
    return ascii(character)[1:-1] if character not in "\t\n\r" else f"\\x{ord(character):02x}"


WEB = ("http://", "https://")
"""How an address begins that a reader may follow; anything else may do something else than show a document."""


def link(address: str) -> str:
    """An address as a link: what could end it, or do more than lead somewhere, as %XX. "" where it does not lead to the web."""
    if not address.lower().startswith(WEB):
        return ""
    return "".join(c if "!" <= c <= "~" and c not in "\"'<>\\" else _percent(c) for c in address)


def addressed(sentence: str) -> list[tuple[str, str]]:
    """A sentence in pieces, each with the link that it is: addresses that stand in it, without the mark behind them."""
    from re import split

    pieces = []
    for i, piece in enumerate(split(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:)])", sentence)):
        if piece:
            pieces.append((piece, link(piece) if i % 2 else ""))
    return pieces


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def cells(text: str) -> int:
    """How many cells a terminal gives the text: two to a wide character, none to one that combines."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text)
