"""Documents are links where a reader can follow them: never more than an address of the web, and never a cell wider."""

import io
import re
from importlib import import_module
from pathlib import Path

import pytest

from openskies_cli.main import main
from openskies_cli.screen import ESCAPES, LINKS
from openskies_cli.table import Column, Table
from openskies_cli.view import addressed, link

ADDRESSES = {  # an address -> the link
    "https://a.example/b?c=d&e=%20#f": "https://a.example/b?c=d&e=%20#f",
    "http://a.example/~x;y(z)": "http://a.example/~x;y(z)",
    "HTTPS://A.example/": "HTTPS://A.example/",
    "https://a.example/Türkiye": "https://a.example/T%C3%BCrkiye",
    "https://a.example/\U0001f1f7": "https://a.example/%F0%9F%87%B7",
    "https://a.example/a b": "https://a.example/a%20b",
    "https://a.example/\"onclick='x'<b>\\": "https://a.example/%22onclick=%27x%27%3Cb%3E%5C",
    "https://a.example/\x1b]8;;\x1b\\\x07\x00\x7f\x9b\n": "https://a.example/%1B]8;;%1B%5C%07%00%7F%C2%9B%0A",
    "https://a.example/\u202e\u200b": "https://a.example/%E2%80%AE%E2%80%8B",
    "https://a.example/\ud800": "https://a.example/%ED%A0%80",
    "javascript:alert(1)": "",
    "JavaScript:alert(1)//https://": "",
    " https://a.example/": "",
    "\x01https://a.example/": "",
    "data:text/html,x": "",
    "file:///etc/passwd": "",
    "ftp://a.example/": "",
    "https:a.example": "",
    "//a.example/": "",
    "": "",
}


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_an_address_becomes_a_link_that_only_leads_somewhere(address: str) -> None:
    assert link(address) == ADDRESSES[address]


SENTENCES: dict[str, list[tuple[str, str]]] = {
    "nothing to follow": [("nothing to follow", "")],
    "": [],
    "a list, https://a.example/b, and more.": [
        ("a list, ", ""),
        ("https://a.example/b", "https://a.example/b"),
        (", and more.", ""),
    ],
    "https://a.example/.": [("https://a.example/", "https://a.example/"), (".", "")],
    "javascript:alert(1) and https://": [("javascript:alert(1) and https://", "")],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_addresses_in_a_sentence(sentence: str) -> None:
    assert addressed(sentence) == SENTENCES[sentence]


COLUMNS = (
    Column("participant", "word", short=True),
    Column("sources", "words", short=True),
    Column("other_source", "word", short=True),
    Column("note", short=True),
)
KNOWN = {
    "a-list": "https://a.example/(list)|x",
    "türkçe": "http://a.example/ü&copy;\x1b\\",
    "bad": "javascript:alert(1)",
    "worse": "https://a.example/\"><script>'\n\x1b[31m",
}
ROWS: list[tuple[object, ...]] = [
    ("RU", ("a-list", "bad", "gone"), "worse", "a-list"),
    ("TR", ("türkçe",), None, None),
    ("US", (), "bad", "x"),
]


def table() -> Table:
    """Cells that name documents, and one that only looks so."""
    made = Table(COLUMNS, ROWS, "See https://a.example/c.")
    made.address = lambda name: KNOWN.get(name, "")
    return made


def written(form: str, shown: Table, width: int | None = None, *, colour: bool = False) -> str:
    out = io.StringIO()
    import_module(f"openskies_cli.formats.{form}").write(shown, out, width=width, colour=colour)
    return out.getvalue()


LINKED = {  # a format -> the links that it shows: where to, and what it says
    "table": [
        ("https://a.example/(list)|x", "a-list"),
        ("https://a.example/%22%3E%3Cscript%3E%27%0A%1B[31m", "worse"),
        ("http://a.example/%C3%BC&copy;%1B%5C", "türkçe"),
        ("https://a.example/c", "https://a.example/c"),
    ],
    "html": [
        ("https://a.example/c", "https://a.example/c"),
        ("https://a.example/(list)|x", "a-list"),
        ("https://a.example/%22%3E%3Cscript%3E%27%0A%1B[31m", "worse"),
        ("http://a.example/%C3%BC&amp;copy;%1B%5C", "türkçe"),
    ],
    "markdown": [
        ("https://a.example/%28list%29%7Cx", "a-list"),
        ("https://a.example/%22%3E%3Cscript%3E%27%0A%1B[31m", "worse"),
        ("http://a.example/%C3%BC&amp;copy;%1B%5C", "türkçe"),
        ("https://a.example/c", "https://a.example/c"),
    ],
}
FIND = {
    "table": re.compile(r"\x1b\]8;;([^\x1b]+)\x1b\\(?:\x1b\[3m)?([^\x1b]*)(?:\x1b\[0m)?\x1b\]8;;\x1b\\"),
    "html": re.compile(r'<a href="([^"]*)">([^<]*)</a>'),
    "markdown": re.compile(r"\[([^\]]*)\]\(([^)]*)\)"),
}


@pytest.mark.parametrize("form", LINKED)
def test_documents_are_links(form: str) -> None:
    text = written(form, table(), colour=form == "table")
    found = [pair if form != "markdown" else pair[::-1] for pair in FIND[form].findall(text)]
    assert found == LINKED[form]
    assert "javascript" not in text
    assert written(form, table(), colour=form == "table") == text


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "plain", "table"])
def test_what_no_reader_follows_does_not_change_and_asks_for_no_address(form: str) -> None:
    shown = table()
    shown.address = lambda name: pytest.fail(f"the address of {name}") if form != "table" else KNOWN.get(name, "")
    assert written(form, shown) == written(form, Table(COLUMNS, ROWS, shown.caption))


@pytest.mark.parametrize("width", [18, 30, 45, 60, 80, 200, None])
def test_a_link_takes_no_room(width: int | None) -> None:
    with_links, without = (written("table", shown, width, colour=True) for shown in (table(), Table(COLUMNS, ROWS, table().caption)))
    assert with_links.count("\x1b]8;;http") >= 4
    assert ESCAPES.sub("", with_links) == ESCAPES.sub("", without)
    for line in with_links.splitlines():
        assert len(LINKS.findall(line)) % 2 == 0  # none goes on in the next line


SEED = "id: {name}\ntitle: A list\nkind: depositary-list\naddresses: {addresses}\n"
RECORD = """\
id: lake
title: Treaty on the Lake
coverage: {through: 2024-01-01}
participants:
  CH:
    actions:
      - {action: signature, date: 2010-05-01, sources: [web, script, second, none, gone]}
"""
SEEDS = {
    "web": '["https://a.example/web"]',
    "script": '["javascript:alert(1)"]',
    "second": '["doi:10.1/x", "https://a.example/second", "https://a.example/third"]',
    "none": "[]",
}


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records whose documents have every kind of address."""
    (tmp_path / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "data" / "treaties" / "lake.yaml").write_text(RECORD, encoding="utf-8")
    for name, addresses in SEEDS.items():
        text = SEED.format(name=name, addresses=addresses)
        (tmp_path / "seeds" / f"{name}.yaml").write_text(text.replace("addresses: []\n", ""), encoding="utf-8")
    monkeypatch.setenv("OPENSKIES_TODAY", "2024-01-01")
    return tmp_path


LINES = ["explain CH", "timeline --columns date,sources", "sources --treaty lake --columns source,kind", "timeline --wide"]


@pytest.mark.parametrize("line", LINES)
def test_a_document_leads_to_its_first_address_on_the_web(
    line: str, lake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["openskies", *line.split(), "--data", str(lake), "-f", "html"])
    assert main() == 0
    shown = capsys.readouterr().out
    assert FIND["html"].findall(shown) == (
        [("https://a.example/second", "second"), ("https://a.example/web", "web")]
        if line.startswith("sources")
        else [("https://a.example/web", "web"), ("https://a.example/second", "second")]
    )
    assert "gone" in shown
