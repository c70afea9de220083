"""Every command in every format, over the records that ship and over a record whose texts are hostile.

Two lines of defence are tried. The reader refuses what controls a terminal; and where such a text comes past it all the same
(here with the reader's guard taken away), no format writes a control byte of it. What is written is read back by other
people's parsers and compared with the Table that was answered.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pyte
import pytest

from openskies_cli import desk
from openskies_cli.formats import table as drawn
from openskies_cli.formats.csv import FORMULA
from openskies_cli.main import main
from openskies_cli.reading import nodes
from openskies_cli.table import Column, Table, coded, plainly, said
from openskies_cli.view import cells, harmful, limit, tame
from openskies_cli.words import COMMANDS, FORMAT, FORMS

pytestmark = pytest.mark.slow

READABLE = [  # what a record may hold
    "[bold red]x[/] [link=http://example.org]y[/link] :smile: [/bold]",
    "</td></table><script>alert(1)</script><img src=x onerror=alert(1)> &lt; &amp;",
    '=HYPERLINK("http://example.org";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "| a | [x](http://example.org) ![y](z) `code` **b** <!-- c --> \\| \\",
    "one\n| two | x |\n\n- three\n",
    "right \u202e tfel \u2066 isolated \u200b zero",
    "tag \U000e0041\U000e0042 mark \u200f\u061c",
    "├─ └─ │ no branch",
]
REFUSED = [  # what the reader refuses
    "\x1b[31mred\x1b[0m",
    "\x1b]0;pwned\x07\x1b]8;;http://example.org\x1b\\link",
    "\x9b2J\x9d0;pwned\x9c",
    "over\rwritten \b\b\b \t tab",
    "nul \0 del \x7f next \x85 line \u2028 para \u2029",
]


def record(texts: list[str]) -> dict[str, object]:
    """A treaty with these texts wherever a text may stand."""
    following = cycle(texts)

    def t() -> str:
        return next(following)

    def act(action: str, date: str, **more: object) -> dict[str, object]:
        return {"action": action, "date": date, "sources": ["evil"], "notes": t(), **more}

    exit_ = {"effect": "2020-09-01", "basis": "published", "prefer": "published", "why": t(), "called": t()}
    return {
        "id": "hostile",
        "title": t(),
        "short_title": t(),
        "aliases": [t(), t()],
        "adopted": "2010-05-01",
        "place": t(),
        "depositaries": ["FR", t()],
        "attributes": {"quota": t()},
        "coverage": {"from": "2010-05-01", "through": "2024-12-31", "sources": ["evil"]},
        "gaps": [{"participant": "US", "note": t()}],
        "clauses": {
            "entry_into_force": {"article": t(), "when": {"instruments": "2"}, "delay": {"days": "30"}, "published": "2011-04-02"},
            "entry_into_force_for_state": {"article": t(), "counts_after": "treaty_entry_into_force", "delay": {"days": "30"}},
            "withdrawal": {"article": t(), "from": "received", "delay": {"months": "6"}},
            "duration": {"article": t(), "years": "90"},
            "provisional_application": {"article": t(), "scope": [t()], "from": "signature"},
            "deadlines": [{"what": t(), "after": "notice", "from": {"days": "30"}, "to": {"days": "60"}, "article": t()}],
        },
        "events": [{"event": "conference", "date": "2015-01-01", "title": t(), "place": t(), "notes": t(), "article": t()}],
        "participants": {
            "FR": {
                "quota": "3",
                "notes": t(),
                "actions": [
                    act("signature", "2010-05-01", called=t()),
                    act("ratification", "2011-01-10", body=t()),
                    act("reservation", "2011-01-10", territory=t(), scope=[t()]),
                    act(
                        "notice_of_withdrawal", "2020-02-29", **exit_, also_reported=[{"date": "2020-03-01", "source": "evil", "why": t()}]
                    ),
                ],
            },
            "US": {
                "actions": [
                    act("signature", "2010-05-01"),
                    act("ratification", "2011-03-02"),
                    act("suspension", "2015-01-01", by="FR", towards=["US"], contested_by=["US"], scope=[t()]),
                    *(act("announcement", "2016-01-01", body=text) for text in texts),
                ]
            },
        },
        "sources": ["evil"],
        "notes": t(),
    }


def people(texts: list[str]) -> dict[str, object]:
    """Participants whose names are these texts, told apart by a number."""
    hostile = {f"X{chr(65 + i)}": {"kind": "state", "name": f"{text} {i}", "aliases": [f"{i} {text}"]} for i, text in enumerate(texts)}
    return {"participants": {"FR": {"kind": "state", "name": "France"}, "US": {"kind": "state", "name": "United States"}, **hostile}}


def source(texts: list[str]) -> dict[str, object]:
    """A document that says these texts, and claims them."""
    reading = {"ask": "status FR", "expect": {"key": "status", "value": "party"}, "means": texts[0]}
    return {
        "id": "evil",
        "title": " ".join(texts),
        "kind": "press",
        "publisher": texts[-1],
        "date": "2020-01-01",
        "licence": texts[0],
        "notes": texts[1],
        "claims": [{"id": f"c{i}", "says": text, "notes": text, "readings": [reading]} for i, text in enumerate(texts)],
    }


def _yaml(record: dict[str, object]) -> bytes:
    """JSON is YAML; what a YAML stream may not hold raw is written with a backslash."""
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items())
    return re.sub("[\x7f-\x9f\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def folder_of(folder: Path, texts: list[str]) -> Path:
    (folder / "data" / "treaties").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "data" / "treaties" / "hostile.yaml").write_bytes(_yaml(record(texts)))
    (folder / "data" / "participants.yaml").write_bytes(_yaml(people(texts)))
    (folder / "seeds" / "evil.yaml").write_bytes(_yaml(source(texts)))
    return folder


# Asking -----------------------------------------------------------------------------------------------

LINES = {  # a command that needs words to answer, or answers more with them; twice where a word changes the columns
    "status": ["status {who} --on 2020-03-01"],
    "parties": ["parties --status all --spells all"],
    "withdrawals": ["withdrawals", "withdrawals --by-year --by notice"],
    "acts": ["acts", "acts {who} --event signature --on 2020-03-01"],
    "reservations": ["reservations --declarations --on 2020-03-01"],
    "explain": ["explain {who} --on 2020-03-01"],
    "upcoming": ["upcoming --on 2020-03-01 --within 99y"],
    "when": ["when FR --notice 2020-01-01 --deposit 2010-06-01 --on 2020-03-01"],
    "help": ["help", "help statuses formats"],
    "sources": ["sources", "sources {source}"],
    "participants": ["participants", "participants {who}"],
    "audit": ["audit --all"],
    "export": ["export {out}"],
}
MATRIX = [  # what is advertised is there, also of the next command
    (line, form)
    for name, command in COMMANDS.items()
    for word in command.words
    if word.name == "format"
    for line in LINES.get(name, [name])
    for form in word.choices
]
ASKED = list(dict.fromkeys(line for line, _ in MATRIX if FORMAT in COMMANDS[line.split()[0]].words))
"""Questions: their answers are tables."""
SETS = ("shipped", "readable", "refused")


def test_the_matrix_asks_every_command() -> None:
    asked = {line.split()[0] for line in ASKED}
    assert set(LINES) <= asked
    assert len(asked) > 14
    assert {form for _, form in MATRIX} >= {form.name for form in FORMS}


class Said(NamedTuple):
    """What one command line gave, and the table behind it."""

    code: int
    out: str
    err: str
    table: Table | None


Ask = Callable[[str, str], Said]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: folder_of(tmp_path_factory.mktemp(name), texts) for name, texts in (("readable", READABLE), ("refused", REFUSED))}


@pytest.fixture
def ask(folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-15")
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    seen: list[Table] = []
    viewed = desk._viewed

    def see(table: Table, words: Mapping[str, object], form: str) -> Table:
        seen.append(viewed(table, words, form))
        return seen[-1]

    monkeypatch.setattr(desk, "_viewed", see)

    def asked(line: str, records: str) -> Said:
        shipped = records == "shipped"
        who, document = ("FR US", "us-state-2002-01-09") if shipped else ("FR US XA XB XC XD XE", "evil")
        argv = line.format(who=who, source=document, out=tmp_path / "out").split()
        data = [] if shipped or argv[0] == "help" else ["--data", str(folders[records])]
        monkeypatch.setattr(sys, "argv", ["openskies", *argv, *data])
        seen.clear()
        code = main()
        out, err = capsys.readouterr()
        return Said(code, out, err, seen[-1] if seen else None)

    return asked


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that lets everything pass: the second line of defence must do alone."""
    monkeypatch.setattr(nodes, "_HARMFUL", re.compile("(?!)"))


@pytest.mark.parametrize("line", [line for line in ASKED if not line.startswith(("help", "where", "sources"))])
def test_the_reader_refuses_what_controls_a_terminal(line: str, ask: Ask) -> None:
    given = ask(f"{line} -f plain", "refused")
    assert (given.code, given.out) == (3, "")
    assert "with a backslash" in given.err
    assert harmful(given.err) == {"\n"}


# Reading back -----------------------------------------------------------------------------------------


def texts_of(table: Table, words: Callable[[Column, object], str] = said) -> list[list[str]]:
    """The cells as people read them."""
    return [[tame(words(column, cell)) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]


def read_json(out: str, table: Table) -> None:
    read = json.loads(out)
    assert [list(row) for row in read] == [table.keys()] * len(table.rows)
    assert [list(row.values()) for row in read] == json.loads(json.dumps([_noted(table, row) for row in table.rows]))


def _noted(table: Table, row: tuple[object, ...]) -> list[object]:
    return [
        [{key: note.get(key) for key in column.keys} for note in cell] if column.kind == "notes" and isinstance(cell, tuple) else cell
        for column, cell in zip(table.columns, row, strict=True)
    ]


def read_jsonl(out: str, table: Table) -> None:
    assert out == "" or out.endswith("}\n")
    read_json(f"[{','.join(out.splitlines())}]", table)


def read_separated(separator: str, keep: str) -> Callable[[str, Table], None]:
    def read(out: str, table: Table) -> None:
        assert "\r" not in out
        header, *rows = csv.reader(io.StringIO(out, newline=""), delimiter=separator, strict=True)
        assert header == table.keys()
        expected = [[_coded(column, cell, keep) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]
        assert [[cell[cell[:1] == "'" and cell[1:].startswith(FORMULA) :] for cell in row] for row in rows] == expected
        kinds = [column.kind for column in table.columns]
        assert [cell for row in rows for kind, cell in zip(kinds, row, strict=True) if kind != "count" and cell.startswith(FORMULA)] == []

    return read


def _coded(column: Column, cell: object, keep: str) -> str:
    return str(cell).lower() if isinstance(cell, bool) else tame(coded(column, cell), keep)


class Page(HTMLParser):
    """The rows of a page, its caption, and every element and attribute on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.caption, self.tags, self.names, self._open = "", set[str](), set[str](), ""
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "a":  # stands inside a cell or the caption
            self.links += [value or "" for name, value in attrs if name == "href"]
            return
        self._open = tag if tag in ("th", "td", "caption") else ""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        if self._open == "caption":
            self.caption += data
        elif self._open:
            self.rows[-1][-1] += data


TAGS = {"html", "head", "meta", "title", "style", "body", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "p"}
LINK = re.compile(r"https?://[!-~]+")
"""Where a link may lead: an address without a blank, of printable ASCII."""


def read_html(out: str, table: Table) -> None:
    page = Page(out)
    assert page.tags <= TAGS
    assert page.names <= {"lang", "charset", "name", "content", "scope", "class", "href"}
    assert [link for link in page.links if not LINK.fullmatch(link)] == []
    assert page.caption == tame(table.caption)
    assert page.rows == [[column.label for column in table.columns], *texts_of(table, plainly)]


def read_markdown(out: str, table: Table) -> None:
    out = re.sub(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\((https?://[!-~]*?)\)", r"\1", out)  # a document leads to where it can be read
    out = out.removeprefix(f"{_marked(table.lead)}\n\n") if table.lead else out
    if not table.rows:
        assert out == f"{_marked(table.caption)}\n"
        return
    head, rule, *rest = out.split("\n")
    rows, after = rest[: len(table.rows)], rest[len(table.rows) :]
    assert re.fullmatch(r"\|(?: -{3}:? \|)+", rule)
    assert [_cells_of(line) for line in (head, *rows)] == [
        [column.label for column in table.columns],
        *[[text.strip() for text in row] for row in texts_of(table)],
    ]
    assert after == (["", _marked(table.caption), ""] if table.caption else [""])
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[`*]", out)  # nothing on the page is markup, a link or an element


def _cells_of(line: str) -> list[str]:
    """The cells of a line as GitHub splits and reads them."""
    first, *cells, last = re.split(r"(?<!\\)((?:\\\\)*)\|", line)
    assert (first, last) == ("", "")
    joined = [cells[i] + (cells[i + 1] if i + 1 < len(cells) else "") for i in range(1, len(cells), 2)]
    return [re.sub(r"\\(.)", r"\1", cell).strip() for cell in joined]


def _marked(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~#&])", r"\\\1", tame(text))


def read_plain(out: str, table: Table) -> None:
    out = out.removeprefix(f"{tame(table.lead)}\n\n") if table.lead else out
    if not table.rows:
        assert out == f"{tame(table.caption)}\n"
        return
    lines = out.split("\n")
    assert lines[0].split() == table.keys()
    for line, row in zip(lines[1 : len(table.rows) + 1], texts_of(table), strict=True):
        at = 0
        for text in row:
            assert text.rstrip() in line[at:]
            at = line.index(text.rstrip(), at) + len(text.rstrip())
    assert lines[len(table.rows) + 1 :] == (["", tame(table.caption), ""] if table.caption else [""])


def read_table(out: str, table: Table) -> None:
    assert [text for row in texts_of(table, plainly) for text in row if text.rstrip() not in out] == []
    for width in (40, 60, 100, 160):
        for colour in (False, True):
            page = io.StringIO()
            drawn.write(limit(table, 60), page, width=width, colour=colour)
            text = page.getvalue()
            bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;(?:https?://[!-~]+)?\x1b\\", "", text) if colour else text
            assert harmful(bare) <= {"\n"}
            assert max(cells(line) for line in bare.split("\n")) <= width
            screen = pyte.Screen(width, len(text.split("\n")) + 1)
            pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
            assert (screen.title, screen.icon_name) == ("", "")
            assert _lines(screen.display) == _lines(bare.split("\n"))


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.rstrip() for line in lines if line.strip()]


READ: dict[str, Callable[[str, Table], None]] = {
    "table": read_table,
    "plain": read_plain,
    "csv": read_separated(",", "\t\n"),
    "tsv": read_separated("\t", ""),
    "json": read_json,
    "jsonl": read_jsonl,
    "markdown": read_markdown,
    "html": read_html,
}
assert set(READ) == {form.name for form in FORMS}


@pytest.mark.parametrize(("line", "form"), MATRIX, ids=[f"{line} -f {form}" for line, form in MATRIX])
@pytest.mark.parametrize("records", SETS)
@pytest.mark.usefixtures("unguarded")
def test_every_command_in_every_format_reads_back(records: str, line: str, form: str, ask: Ask) -> None:
    given = ask(f"{line} --format {form}", records)
    assert harmful(given.out) <= ({"\n", "\t"} if form in ("csv", "tsv") else {"\n"})
    assert harmful(given.err) <= {"\n"}
    if line in ASKED:
        assert given.code == 0, given.err
        assert given.table is not None
        READ[form](given.out, given.table)
    else:
        assert given.code in (0, 1), given.err  # check has found errors
        assert given.out


@pytest.mark.parametrize("line", ["status {who}", "timeline", "explain {who}", "treaty", "claims", "sources", "participants"])
@pytest.mark.parametrize("records", ["readable", "refused"])
@pytest.mark.usefixtures("unguarded")
def test_the_hostile_texts_were_there(records: str, line: str, ask: Ask) -> None:
    """A matrix over texts that never reach an answer would prove nothing."""
    given = ask(f"{line} --wide --format json", records)
    answered = json.dumps(json.loads(given.out), ensure_ascii=False)
    assert sum(json.dumps(text, ensure_ascii=False)[1:-1] in answered for text in (READABLE if records == "readable" else REFUSED)) >= 3


TYPED = ["status \x1b[31mX", "status FR -t \x1b]0;x\x07", "help \x1b[2J", "stat\x1b[1m", "status FR --columns \x9b2J"]


@pytest.mark.parametrize("typed", TYPED, ids=ascii)
def test_what_is_typed_comes_back_harmless(typed: str, ask: Ask) -> None:
    given = ask(typed, "shipped")
    assert (given.code, given.out) == (2, "")
    assert harmful(given.err) == {"\n"}
    assert "\\x" in given.err


@pytest.mark.parametrize(
    ("line", "two"),
    [
        *((line, f"{line} -t open-skies -t npt") for line in ("status FR", "parties", "timeline FR", "explain FR", "audit --all")),
        ("treaty", "treaty open-skies npt"),
    ],
)
def test_a_treaty_that_is_left_out_of_the_rows_stands_in_the_caption(line: str, two: str, ask: Ask) -> None:
    one, both = ask(f"{line} -f plain", "shipped").table, ask(f"{two} -f plain", "shipped").table
    assert one is not None
    assert both is not None
    assert "Open Skies" in one.caption
    assert [column.key for column in one.columns].count("treaty") == 0
    assert [column.key for column in both.columns].count("treaty") == 1
