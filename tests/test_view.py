"""The view words applied to any table, and text that cannot harm."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openskies_cli import view
from openskies_cli.table import Column, Table

COLUMNS = (
    Column("name", short=True),
    Column("since", "day", short=True),
    Column("count", "count"),
    Column("certain", "yes_no"),
    Column("kinds", "words"),
    Column("notes", "notes", keys=("kind", "text")),
)
ROWS: list[tuple[object, ...]] = [
    ("belgium", "2002-01-01", 10, True, ("b",), ({"kind": "pending", "text": "x"},)),
    ("Albania", None, 9, False, ("a", "b"), ()),
    ("Cyprus", "1995-06-28", None, None, (), ({"kind": "disputed", "text": "y"},)),
    ("Ålesund", "1995-06-28", 100, True, ("a",), ()),
]


def table() -> Table:
    return Table(COLUMNS, ROWS, "caption", verdict="yes", remarks=("remark",))


def names(shown: Table) -> str:
    return " ".join(str(row[0])[0].upper() for row in shown.rows)


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        (["name"], "A B C Å"),
        (["-name"], "Å C B A"),
        (["since"], "C Å B A"),
        (["-since"], "B C Å A"),  # what has no day stands last either way, ties keep their order
        (["count"], "A B Å C"),  # as numbers: 9 before 10 before 100
        (["-count"], "Å B A C"),
        (["certain", "name"], "A B Å C"),
        (["since", "-name"], "Å C B A"),
        (["kinds"], "C Å A B"),
        (["notes", "name"], "A Å C B"),
        (["-since", "count"], "B Å C A"),
    ],
    ids=",".join,
)
def test_sort(keys: list[str], order: str) -> None:
    assert names(view.sort(table(), keys)) == order


def test_select_takes_columns_in_the_order_asked_for_each_once() -> None:
    shown = view.select(table(), ["count", "name", "count"])
    assert shown.keys() == ["count", "name"]
    assert shown.rows[0] == (10, "belgium")
    assert (shown.caption, shown.verdict, shown.remarks) == ("caption", "yes", ("remark",))


def test_short_is_what_the_table_declares_and_everything_where_it_declares_nothing() -> None:
    assert view.short(table()).keys() == ["name", "since"]
    bare = Table([Column("a"), Column("b")], [("1", "2")])
    assert view.short(bare).keys() == ["a", "b"]


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (3, 3), (4, 4), (9, 4)])
def test_limit_remembers_how_many_there_were(most: int, shown: int) -> None:
    cut = view.limit(table(), most)
    assert (len(cut.rows), cut.total) == (shown, 4)


def test_a_column_that_is_not_there_says_what_is() -> None:
    with pytest.raises(view.NoSuchColumn) as missing:
        view.sort(table(), ["-sinc"])
    assert (missing.value.key, missing.value.known) == ("sinc", tuple(table().keys()))
    with pytest.raises(view.NoSuchColumn):
        view.select(table(), ["name", "-since"])


def test_nothing_is_changed_in_place() -> None:
    before = table()
    rows = list(before.rows)
    view.limit(view.sort(view.select(before, ["name"]), ["-name"]), 1)
    assert before.rows == rows
    assert before.total == 4


@pytest.mark.parametrize(
    ("hostile", "tame"),
    [
        ("plain, Türkiye, Россия, 中国, ایران", "plain, Türkiye, Россия, 中国, ایران"),
        ("می‌خواهم", "می‌خواهم"),  # a joiner is spelling
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x9b31m", r"\x9b31m"),
        ("bell\x07 back\x08 nul\x00 del\x7f", r"bell\x07 back\x08 nul\x00 del\x7f"),
        ("over\rwritten", r"over\x0dwritten"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("a\u202eb\u2066c\u200fd", r"a\u202eb\u2066c\u200fd"),
        ("zero\u200bwidth \ufeffmark", r"zero\u200bwidth \ufeffmark"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("hidden\U000e0041", r"hidden\U000e0041"),
        ("half\udc80", r"half\udc80"),
    ],
    ids=ascii,
)
def test_tame(hostile: str, tame: str) -> None:
    assert view.tame(hostile) == tame
    assert view.tame(tame) == tame


def test_tame_keeps_what_a_format_can_carry() -> None:
    assert view.tame("a\tb\nc\x1b", keep="\t\n") == "a\tb\nc\\x1b"


@given(st.text())
def test_tamed_text_has_one_line_and_no_control(text: str) -> None:
    tame = view.tame(text)
    assert view.harmful(tame) == set()
    assert len(tame.splitlines()) <= 1
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in tame)
    assert not {unicodedata.bidirectional(c) for c in tame} & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    tame.encode("utf-8")


def test_a_column_that_says_only_what_the_caption_names_is_left_out() -> None:
    columns = (Column("treaty", "word", short=True), Column("name", short=True))
    same: list[tuple[object, ...]] = [("open-skies", "x")]
    assert view.short(Table(columns, same, about=["open-skies"])).keys() == ["name"]
    assert view.short(Table(columns, same)).keys() == ["treaty", "name"]  # nobody else says it
    assert view.short(Table(columns, same, about=["open-skies", "npt"])).keys() == ["treaty", "name"]
    assert view.short(Table(columns, [*same, ("npt", "z")], about=["open-skies"])).keys() == ["treaty", "name"]
    assert view.short(Table(columns, [], about=["open-skies"])).keys() == ["treaty", "name"]
    assert view.select(Table(columns, same, about=["open-skies"]), ["treaty"]).keys() == ["treaty"]
    assert view.limit(view.sort(Table(columns, same, about=["npt"]), ["name"]), 1).about == ("npt",)


def test_what_is_the_same_in_every_row_is_said_once_in_the_caption() -> None:
    columns = (
        Column("name", short=True),
        Column("state", "word", short=True),
        Column("since", "day", short=True),
        Column("n", "count", short=True),
    )
    rows: list[tuple[object, ...]] = [("x", "party", "2001-01-01", 1), ("y", "party", "2002-01-01", 1)]
    told = view.short(Table(columns, rows, "Two of them."))
    assert (told.keys(), told.caption) == (["name", "since", "n"], "Two of them; in every row: state party.")
    nearly = view.short(Table(columns, rows, "Two parties."))  # a caption is not read: a value that stands in it by chance is said
    assert nearly.caption == "Two parties; in every row: state party."
    assert view.short(Table(columns, rows, quiet=["since"])).keys() == ["name", "n"]
    assert view.short(Table(columns, rows[:1])).keys() == ["name", "state", "since", "n"]
    assert view.short(Table(columns[1:2], [row[1:2] for row in rows])).keys() == ["state"]  # something has to stand in the rows
    assert view.select(Table((Column("in_force", "day"),), [("2001-01-01",)]), ["in force"]).keys() == ["in_force"]
