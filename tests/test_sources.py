"""The documents and what cites them: on the shipped records, on folders made for the case, and against the raw text."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli import desk
from openskies_cli.doors import quick
from openskies_cli.reading import citations

ROOT = Path(__file__).resolve().parent.parent

Row = dict[str, object]
Ask = Callable[..., list[Row]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The answer of a command line as JSON objects."""
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def asked(*words: str) -> list[Row]:
        understood = quick.plainly([*words, "-f", "json"])
        assert understood is not None
        assert desk.run(*understood) == 0, capsys.readouterr().err
        rows: list[Row] = json.loads(capsys.readouterr().out)
        return rows

    return asked


RECORD = """\
id: lake
title: Lake
sources: [list]
coverage: {from: 2010-05-01, through: 2024-12-31, sources: [list, other]}
clauses:
  entry_into_force: {when: {instruments: 1}, delay: same_day}
events:
  - {event: conference, date: 2012-01-01, sources: [press]}
overrides:
  - {participant: CH, action: ratification, date: 2011-01-10, effect: 2011-01-12, why: so it was published, source: list}
participants:
  CH:
    actions:
      - {action: signature, date: 2010-05-01, sources: [list]}
      - action: ratification
        date: 2011-01-10
        sources: [list]
        also_reported: [{date: 2011-01-11, source: press, why: a slip}]
  FR: {actions: [{action: announcement, date: 2015, sources: missing}]}
"""

EXPECTED = [
    ("list", "lake", None, "record", None),
    ("list", "lake", None, "coverage", None),
    ("list", "lake", "CH", "ratification", "2011-01-10"),
    ("list", "lake", "CH", "signature", "2010-05-01"),
    ("list", "lake", "CH", "ratification", "2011-01-10"),
    ("missing", "lake", "FR", "announcement", "2015"),
    ("other", "lake", None, "coverage", None),
    ("press", "lake", None, "conference", "2012-01-01"),
    ("press", "lake", "CH", "also_reported", "2011-01-11"),
]
"""source, treaty, participant, what cites it, its date; in the order of the documents, then of the text"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Records of one treaty, whose documents are `list`, `other`, `press`, `idle` and a text with claims; `missing` is missing."""
    (tmp_path / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "data" / "treaties" / "lake.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "data" / "participants.yaml").write_text(
        "participants:\n  CH: {kind: state, name: Switzerland, sources: [list]}\n  FR: {kind: state, name: France}\n", encoding="utf-8"
    )
    (tmp_path / "seeds").mkdir()
    for name in ("list", "other", "press", "idle"):
        (tmp_path / "seeds" / f"{name}.yaml").write_text(f"id: {name}\ntitle: The {name}\nkind: press\n", encoding="utf-8")
    claims = "id: text\ntitle: A text\nkind: press\ndate: 2021\nclaims:\n  - {id: a, says: so}\n"
    (tmp_path / "seeds" / "text.yaml").write_text(claims, encoding="utf-8")
    return str(tmp_path)


def test_every_place_that_cites_is_found(folder: str, ask: Ask) -> None:
    rows = ask("sources", "list", "missing", "other", "press", "-t", "lake", "--data", folder)
    assert [(row["source"], row["treaty"], row["participant"], row["citation"], row["date"]) for row in rows] == EXPECTED


def test_a_citation_has_the_line_it_stands_on(folder: str, ask: Ask) -> None:
    lines = RECORD.splitlines()
    for row in ask("sources", "list", "press", "--data", folder, "-t", "lake"):
        assert str(row["source"]) in lines[int(str(row["line"])) - 1]


def test_the_documents_with_what_cites_them(folder: str, ask: Ask) -> None:
    rows = ask("sources", "--data", folder)
    assert [(row["source"], row["title"], row["citations"], row["treaties"], row["claims"]) for row in rows] == [
        ("idle", "The idle", 0, [], 0),
        ("list", "The list", 6, ["lake"], 0),
        ("missing", None, 1, ["lake"], 0),
        ("other", "The other", 1, ["lake"], 0),
        ("press", "The press", 2, ["lake"], 0),
        ("text", "A text", 0, [], 1),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--unused",), ["idle"]),
        (("-t", "lake"), ["list", "missing", "other", "press"]),
        (("-t", "lake", "--unused"), []),
        (("idle",), ["idle"]),
        (("idle", "other", "--unused"), ["idle"]),
    ],
)
def test_which_documents_are_listed(words: tuple[str, ...], expected: list[str], folder: str, ask: Ask) -> None:
    assert [row["source"] for row in ask("sources", *words, "--data", folder)] == expected


def test_a_document_that_nothing_cites_has_one_row_without_a_citation(folder: str, ask: Ask) -> None:
    (row,) = ask("sources", "idle", "--data", folder)
    assert (row["title"], row["treaty"], row["participant"], row["citation"], row["line"]) == ("The idle", None, None, None, None)


def test_what_participants_yaml_cites_has_no_treaty(folder: str, ask: Ask) -> None:
    rows = [row for row in ask("sources", "list", "--data", folder) if row["treaty"] is None]
    assert [(row["participant"], row["name"], row["citation"]) for row in rows] == [("CH", "Switzerland", "participant")]


def test_a_cited_document_that_is_not_there_is_said(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    understood = quick.plainly(["sources", "missing", "--data", folder])
    assert understood is not None
    assert desk.run(*understood) == 0
    said = capsys.readouterr()
    assert "missing: cited, and not in seeds/" in said.out
    assert "cannot read" in said.err


def test_an_unknown_document_gets_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    understood = quick.plainly(["sources", "tass-129710"])
    assert understood is not None
    assert desk.run(*understood) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[0][:50]) == ("", "openskies: there is no document 'tass-129710'; did")


def test_a_record_with_mistakes_still_says_what_it_cites() -> None:
    text = "participants:\n  RU:\n    actions:\n      - {action: nonsense, date: 2021-02-30, sources: [a, b]}\nfoo: {bar: [{source: c}]}\n"
    assert [(one.source, one.participant, one.what, one.date, one.place.line) for one in citations(text.encode(), "x.yaml")] == [
        ("a", "RU", "nonsense", "2021-02-30", 4),
        ("b", "RU", "nonsense", "2021-02-30", 4),
        ("c", "", "foo", "", 5),
    ]


# The shipped records ------------------------------------------------------------------------------


def test_the_votes_of_2021_rest_on_one_report(ask: Ask) -> None:
    rows = ask("sources", "tass-1297103", "--treaty", "open-skies")
    assert [(row["participant"], row["citation"], row["date"]) for row in rows] == [
        ("RU", "parliament_approval", "2021-05-19"),
        ("RU", "parliament_approval", "2021-06-02"),
        ("US", "communication", "2021-05-27"),
    ]


def test_every_document_of_seeds_is_listed_and_every_citation_counted(ask: Ask) -> None:
    """Counted again without our reader: ids after `sources:` and `source:` in the text of one record."""
    text = re.sub(r"(^|\s)#.*", "", (ROOT / "data" / "treaties" / "open-skies.yaml").read_text(encoding="utf-8"))
    inline = [name for group in re.findall(r"\bsources: \[([^\]]*)\]", text) for name in re.split(r",\s*", group)]
    block = [
        name for group in re.findall(r"^ *sources:\n((?: *- \S+\n)+)", text, flags=re.MULTILINE) for name in re.findall(r"- (\S+)", group)
    ]
    single = re.findall(r"\bsource: ([a-z0-9-]+)", text)
    counted = sum(int(str(row["citations"])) for row in ask("sources", "-t", "open-skies"))
    assert counted == len(inline) + len(block) + len(single)
    assert counted > 150
    listed = {row["source"] for row in ask("sources")}
    assert {path.stem for path in (ROOT / "seeds").glob("*.yaml")} <= listed
