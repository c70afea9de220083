"""Eight ways of writing a table: exact bytes for small ones, read back by somebody else's parser, and hostile text."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openskies_cli import words
from openskies_cli.formats.table import fitted
from openskies_cli.table import Column, Table, coded, said
from openskies_cli.view import harmful, select, tame, tree

NOTE = ("kind", "since", "text")
COLUMNS = (
    Column("participant", "word"),
    Column("name"),
    Column("in_force", "day"),
    Column("count", "count"),
    Column("verified", "yes_no"),
    Column("sources", "words"),
    Column("qualifiers", "notes", keys=NOTE),
)
PENDING = {"kind": "withdrawal-pending", "since": "2021-06-18", "text": "withdrawal takes effect 2021-12-18"}
TABLE = Table(
    COLUMNS,
    [
        ("RU", "Russia", "2002-01-01", 42, True, ("unoda-2018", "tass-1297103"), (PENDING, {"text": None, "kind": "gap", "since": None})),
        ("TR", "Türkiye", None, None, None, (), ()),
        ("US", 'the "US", so called', "../1992-03", 0, False, ("x",), ()),
    ],
    "Open Skies, as of 2021-12-17.",
)
NOTHING = Table(COLUMNS, [], "Nobody.")


def written(form: str, table: Table, width: int | None = None, *, colour: bool = False) -> str:
    out = io.StringIO()
    import_module(f"openskies_cli.formats.{form}").write(table, out, width=width, colour=colour)
    return out.getvalue()


EXACT = {
    "plain": """\
participant  name                 in_force    count  verified  sources                  qualifiers
RU           Russia               2002-01-01     42  yes       unoda-2018 tass-1297103  withdrawal takes effect 2021-12-18; gap
TR           Türkiye
US           the "US", so called  ../1992-03      0  no        x

Open Skies, as of 2021-12-17.
""",
    "csv": """\
participant,name,in_force,count,verified,sources,qualifiers
RU,Russia,2002-01-01,42,true,unoda-2018 tass-1297103,withdrawal-pending gap
TR,Türkiye,,,,,
US,"the ""US"", so called",../1992-03,0,false,x,
""",
    "tsv": """\
participant	name	in_force	count	verified	sources	qualifiers
RU	Russia	2002-01-01	42	true	unoda-2018 tass-1297103	withdrawal-pending gap
TR	Türkiye					
US	"the ""US"", so called"	../1992-03	0	false	x	
""",  # noqa: W291
    "json": """\
[
  {
    "participant": "RU",
    "name": "Russia",
    "in_force": "2002-01-01",
    "count": 42,
    "verified": true,
    "sources": ["unoda-2018", "tass-1297103"],
    "qualifiers": [{"kind": "withdrawal-pending", "since": "2021-06-18", "text": "withdrawal takes effect 2021-12-18"}, {"kind": "gap", "since": null, "text": null}]
  },
  {
    "participant": "TR",
    "name": "Türkiye",
    "in_force": null,
    "count": null,
    "verified": null,
    "sources": [],
    "qualifiers": []
  },
  {
    "participant": "US",
    "name": "the \\"US\\", so called",
    "in_force": "../1992-03",
    "count": 0,
    "verified": false,
    "sources": ["x"],
    "qualifiers": []
  }
]
""",  # noqa: E501
    "jsonl": """\
{"participant": "RU", "name": "Russia", "in_force": "2002-01-01", "count": 42, "verified": true, "sources": ["unoda-2018", "tass-1297103"], "qualifiers": [{"kind": "withdrawal-pending", "since": "2021-06-18", "text": "withdrawal takes effect 2021-12-18"}, {"kind": "gap", "since": null, "text": null}]}
{"participant": "TR", "name": "Türkiye", "in_force": null, "count": null, "verified": null, "sources": [], "qualifiers": []}
{"participant": "US", "name": "the \\"US\\", so called", "in_force": "../1992-03", "count": 0, "verified": false, "sources": ["x"], "qualifiers": []}
""",  # noqa: E501
    "markdown": """\
| participant | name | in force | count | verified | sources | qualifiers |
| --- | --- | --- | ---: | --- | --- | --- |
| RU | Russia | 2002-01-01 | 42 | yes | unoda-2018 tass-1297103 | withdrawal takes effect 2021-12-18; gap |
| TR | Türkiye |  |  |  |  |  |
| US | the "US", so called | ../1992-03 | 0 | no | x |  |

Open Skies, as of 2021-12-17.
""",
    "table": """\
participant  name                 in force    count  verified  sources                  qualifiers
───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
RU           Russia               2002-01-01     42  yes       unoda-2018 tass-1297103  withdrawal takes effect 2021-12-18; gap
TR           Türkiye
US           the "US", so called  ../1992-03      0  no        x
Open Skies, as of 2021-12-17.
""",
}

EMPTY = {
    "plain": "Nobody.\n",
    "csv": "participant,name,in_force,count,verified,sources,qualifiers\n",
    "tsv": "participant\tname\tin_force\tcount\tverified\tsources\tqualifiers\n",
    "json": "[]\n",
    "jsonl": "",
    "markdown": "Nobody.\n",
    "table": "Nobody.\n",
}


@pytest.mark.parametrize("form", EXACT)
def test_exact(form: str) -> None:
    text = written(form, TABLE)
    if form == "table":  # which fills its lines with blanks
        text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    assert text == EXACT[form]


@pytest.mark.parametrize("form", EMPTY)
def test_nothing(form: str) -> None:
    assert written(form, NOTHING) == EMPTY[form]


def test_json_reads_back_as_it_was_one_row_or_many() -> None:
    read = json.loads(written("json", TABLE))
    assert [list(row) for row in read] == [TABLE.keys()] * 3
    assert read[0]["qualifiers"] == [PENDING, {"kind": "gap", "since": None, "text": None}]
    assert [list(note) for note in read[0]["qualifiers"]] == [list(NOTE)] * 2
    assert [json.loads(line) for line in written("jsonl", TABLE).splitlines()] == read
    one = Table(COLUMNS, TABLE.rows[:1])
    assert json.loads(written("json", one)) == read[:1]


@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_separated_values_read_back(form: str, separator: str) -> None:
    read = list(csv.reader(io.StringIO(written(form, TABLE), newline=""), delimiter=separator))
    assert read[0] == TABLE.keys()
    assert [row[1] for row in read[1:]] == ["Russia", "Türkiye", 'the "US", so called']


class Page(HTMLParser):
    """The cells of the tables of a page, its caption, and any element that must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.caption, self.seen, self._open = "", [""], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag in ("th", "td", "caption"):
            self._open = tag
            self.cells += [""] * (tag != "caption")
        assert {name for name, _ in attrs} <= {"lang", "charset", "name", "content", "scope", "class"}

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        if self._open == "caption":
            self.caption += data
        elif self._open:
            self.cells[-1] += data


def test_html_is_a_page_that_reads_back() -> None:
    text = written("html", TABLE)
    assert text.startswith("<!DOCTYPE html>\n<html lang=")
    assert text.endswith("</html>\n")
    page = Page(text)
    assert page.caption == TABLE.caption
    assert page.cells[:7] == ["participant", "name", "in force", "count", "verified", "sources", "qualifiers"]
    assert page.cells[7:14] == [said(column, cell) for column, cell in zip(COLUMNS, TABLE.rows[0], strict=True)]
    assert len(page.cells) == 7 * 4


# Hostile text ------------------------------------------------------------------------------------------

HOSTILE = [
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b2J",
    "[bold red]markup[/] [link=x]y[/link] :smile:",
    "<script>alert(1)</script> & <b>",
    "a | b `code` *bold* _it_ [x](http://example.org)",
    "two\nlines\r\nand\ttab\rover",
    "right\u202eleft\u2066",
    "\ud800half",
    "\U000e0041hidden\u200b",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", words.FORMATS)
def test_no_hostile_character_is_written(form: str, text: str) -> None:
    table = Table(
        [Column("word", "word"), Column("name"), Column("notes", "notes", keys=("kind", "text"))],
        [(text, text, ({"kind": text, "text": text},))],
        text,
    )
    for width in (None, 200, 20):
        out = written(form, table, width)
        assert harmful(out) <= {"\n", "\t"}
        out.encode("utf-8")


@given(st.text() | st.text(alphabet="ab\x1b\x07\r\n\t|<>&[]\\\u202e'\"=+-@,", max_size=12))
def test_any_text_survives_json_and_stays_in_its_cell_elsewhere(text: str) -> None:
    table = Table([Column("a", "word"), Column("b"), Column("c", "word")], [("x", text, "y")], f"caption {text}")
    assert json.loads(written("json", table)) == [{"a": "x", "b": text, "c": "y"}] == [json.loads(written("jsonl", table))]
    for form, separator in (("csv", ","), ("tsv", "\t")):
        header, row = csv.reader(io.StringIO(written(form, table), newline=""), delimiter=separator)
        assert (header, len(row), row[0], row[2]) == (["a", "b", "c"], 3, "x", "y")
    assert len(written("plain", table).split("\n")) == 5
    assert len(written("tsv", table).split("\n")) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", written("markdown", table).split("\n")[2])) == 4
    page = Page(written("html", table))
    assert page.caption == tame(f"caption {text}")
    assert "b" not in page.seen
    assert page.cells == ["a", "b", "c", "x", tame(text), "y"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1"])
@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_a_spreadsheet_does_not_calculate(form: str, separator: str, cell: str) -> None:
    table = Table([Column("name"), Column("count", "count"), Column("ids", "words")], [(cell, -1, (cell.strip(),))])
    _, (name, count, ids) = csv.reader(io.StringIO(written(form, table), newline=""), delimiter=separator)
    assert name.startswith("'")
    assert (count, ids) == ("-1", f"'{cell.strip()}")
    assert json.loads(written("json", table))[0]["name"] == cell


def test_markup_of_rich_stays_text() -> None:
    table = Table([Column("name")], [("[bold]x[/bold] :smile: [/]",)], "[red]caption[/red]")
    shown = written("table", table, 80, colour=True)
    assert "[bold]x[/bold] :smile: [/]" in shown
    assert "[red]caption[/red]" in shown


# A terminal --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "room", "widths"),
    [
        ([(5, 5), (10, 40)], None, [5, 40]),
        ([(5, 5), (10, 40)], 60, [5, 40]),
        ([(5, 5), (10, 40)], 30, [5, 25]),
        ([(5, 5), (10, 40)], 15, [5, 10]),
        ([(5, 5), (10, 40)], 14, []),
        ([(4, 20), (4, 30)], 40, [20, 20]),
        ([(4, 20), (25, 30)], 40, [15, 25]),
        ([], 10, []),
    ],
)
def test_columns_are_fitted(wanted: list[tuple[int, int]], room: int | None, widths: list[int]) -> None:
    assert fitted(wanted, room) == widths


LONG = Table(
    (Column("participant", "word"), Column("since", "day"), Column("because")),
    [("RU", "2021-12-18", "notice 2021-06-18, at least six months, published 2021-12-18"), ("中国", None, "")],
    "As of 2021-12-18.",
)


@pytest.mark.parametrize("width", [20, 30, 41, 42, 60, 100, 160])
def test_no_line_is_longer_than_the_terminal_and_no_word_or_day_is_broken(width: int) -> None:
    screen = pyte.Screen(width, 60)
    pyte.Stream(screen).feed(written("table", LONG, width).replace("\n", "\r\n"))
    shown = screen.display
    assert any("2021-12-18" in line for line in shown)
    assert any("RU" in line for line in shown)
    blocks = any(line.startswith("participant:") for line in shown)
    assert blocks == (width < 11 + 2 + 10 + 2 + 16)  # its narrowest columns
    words = {word for line in shown for word in line.split()}
    assert [word for word in str(LONG.rows[0][2]).split() if word not in words] == []
    assert all(len(line.rstrip()) <= width for line in written("table", LONG, width).splitlines())


@pytest.mark.parametrize(
    ("width", "header"), [(14, ["effective", "day         x"]), (16, ["effective", "day         x"]), (17, ["effective day  x"])]
)
def test_a_label_folds_before_the_table_gives_way(width: int, header: list[str]) -> None:
    table = Table([Column("effective_day", "day"), Column("x", "word")], [("2021-12-18", "xx")])
    above, rule, _ = written("table", table, width).partition("─")
    assert ([line.split() for line in above.splitlines()], rule) == ([line.split() for line in header], "─")
    assert "─" not in written("table", table, 13)


@pytest.mark.parametrize(("width", "drawn"), [(26, False), (27, True)])
def test_a_long_word_is_not_broken(width: int, drawn: bool) -> None:
    word = "x" * 20
    text = written("table", Table([Column("state", "word"), Column("because")], [("party", f"{word} and so on and on")]), width)
    assert word in text
    assert text.startswith("state  because") == drawn


def test_blocks_leave_out_what_a_row_has_not() -> None:
    assert [line.rstrip() for line in written("table", LONG, 30).splitlines()] == [
        "participant: RU",
        "since:       2021-12-18",
        "because:     notice",
        "             2021-06-18, at",
        "             least six months,",
        "             published",
        "             2021-12-18",
        "",
        "participant: 中国",
        "",
        "As of 2021-12-18.",
    ]


def test_a_tree_keeps_its_branches_where_a_text_runs_on() -> None:
    reasons = [
        (0, "party on 2021-12-17"),
        (1, "signatory since a day in 1992"),
        (2, "signature in Helsinki"),
        (1, "withdrawal from the treaty"),
    ]
    drawn = tree(Table((Column("depth", "count"), Column("why", tree="depth")), reasons))
    assert [line.rstrip() for line in written("table", select(drawn, ["why"]), 22).splitlines()] == [
        "why",
        "──────────────────────",
        "party on 2021-12-17",
        "├─ signatory since a",
        "│  day in 1992",
        "│  └─ signature in",
        "│     Helsinki",
        "└─ withdrawal from the",
        "   treaty",
    ]


STATUSES = Table([Column("status", "word")], [("party",), ("disputed",), ("other",)])


def test_colour_only_repeats_the_word_and_vanishes() -> None:
    coloured = written("table", STATUSES, 80, colour=True)
    assert "\x1b[32mparty" in coloured
    assert "\x1b[31mdisputed" in coloured
    assert "\x1b[" not in written("table", STATUSES, 80)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == written("table", STATUSES, 80)


def test_plain_aligns_wide_and_combining_characters() -> None:
    table = Table([Column("name"), Column("code", "word")], [("中国", "CN"), ("Co\u0302te", "CI"), ("x", "XX")])
    assert written("plain", table) == "name  code\n中国  CN\nCo\u0302te  CI\nx     XX\n"


def test_cells_are_the_same_words_in_every_format_for_people() -> None:
    for column, cell in zip(COLUMNS, TABLE.rows[0], strict=True):
        text = said(column, cell)
        for form in ("plain", "table", "html"):
            assert text in written(form, TABLE)


def test_the_same_table_gives_the_same_bytes() -> None:
    for form in words.FORMATS:
        assert written(form, TABLE) == written(form, TABLE)


def test_every_row_of_csv_has_as_many_cells_as_there_are_columns() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", TABLE))))
    assert all(len(a) == len(b) for a, b in pairwise(rows))
    assert rows[1][-1] == coded(COLUMNS[-1], TABLE.rows[0][-1])


def test_a_note_is_coloured_by_its_kind() -> None:
    column = Column("qualifiers", "notes", keys=NOTE)
    coloured = written("table", Table([column], [((PENDING, {"kind": "gap", "since": None, "text": "a gap"}),)]), 200, colour=True)
    assert f"\x1b[33m{PENDING['text']}\x1b[39m; a gap" in re.sub(r"\x1b\[39m\x1b\[49m|\x1b\[0m", "\x1b[39m", coloured)


def test_a_heading_stands_once_above_the_rows_that_share_it() -> None:
    table = Table(
        [Column("section", heading=True), Column("key", "word"), Column("value")],
        [("facts", "title", "x"), ("facts", "place", "y"), ("counts", "party", "3")],
    )
    assert [line.rstrip() for line in written("table", table, 40).splitlines()] == [
        "key      value",
        "──────────────",
        "facts",
        "  title  x",
        "  place  y",
        "",
        "counts",
        "  party  3",
    ]
    assert [line.rstrip() for line in written("table", select(table, ["section"]), 40).splitlines()][2:] == ["facts", "facts", "counts"]


def test_a_tree_keeps_its_branches_beside_a_longer_cell_and_where_there_is_no_room_for_a_table() -> None:
    rows = [(0, "party", "a"), (1, "signature", "first-source second-source"), (2, "not followed", ""), (1, "end", "b")]
    drawn = tree(Table((Column("depth", "count"), Column("why", tree="depth"), Column("sources", "words")), rows))
    shown = select(drawn, ["why", "sources"])
    assert [line.rstrip() for line in written("table", shown, 36).splitlines()][2:] == [
        "party               a",
        "├─ signature        first-source",
        "│                   second-source",
        "│  └─ not followed",
        "└─ end              b",
    ]
    assert [line.rstrip() for line in written("table", shown, 26).splitlines()] == [
        "party",
        "sources: a",
        "├─ signature",
        "│  sources: first-source",
        "│  second-source",
        "│  └─ not followed",
        "└─ end",
        "   sources: b",
    ]
