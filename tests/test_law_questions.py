"""explain, audit, upcoming, when: the answers of real cases, through the command line."""

import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from openskies_cli.main import main

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Rows of an answer, as a program reads them."""
    monkeypatch.setenv("OPENSKIES_TODAY", "2026-11-23")
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def asked(*words: str, code: int = 0) -> list[dict[str, Any]]:
        monkeypatch.setattr(sys, "argv", ["openskies", *words, "-f", "json"])
        assert main() == code
        rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out or "[]")
        return rows

    return asked


AUDIT = [
    ("BA", "later_deposit", "2003-08-26", "2003-10-25", "computed", "2003-10-20", 5, "recorded"),
    ("FI", "later_deposit", "2002-12-13", "2003-02-11", "computed", "2003-02-10", 1, "recorded"),
    ("RU", "withdrawal", "2021-06-18", "2021-01-15", "reported", "2021-12-18", -337, "recorded"),
    ("RU", "withdrawal", "2021-06-18", "2021-06", "reported", "2021-12-18", -200, "recorded"),
    ("SI", "entry_into_force", "2004-09-25", "2004-11-24", "reported", "2004-09-25", 60, "computed"),
]


def test_audit_of_open_skies_lists_what_differs(ask: Ask) -> None:
    keys = ("participant", "event", "date", "recorded", "basis", "computed", "difference_days", "followed")
    assert [tuple(row[key] for key in keys) for row in ask("audit")] == AUDIT


def test_audit_all_shows_that_the_clause_reproduces_every_other_date(ask: Ask) -> None:
    rows = ask("audit", "--all")
    agreeing = [(row["participant"], row["computed"]) for row in rows if row["difference_days"] == 0]
    assert agreeing == [
        (None, "2002-01-01"),
        ("BA", "2003-10-20"),
        ("EE", "2005-05-23"),
        ("FI", "2003-02-10"),
        ("HR", "2005-01-01"),
        ("LT", "2005-07-08"),
        ("LV", "2003-02-11"),
        ("RU", "2021-12-18"),
        ("US", "2020-11-22"),
    ]


WHEN = [
    # words, result, effect, article, in the arithmetic
    (("--notice", "2021-06-18"), "earliest", "2021-12-18", "XV", "at least 6 months: earliest 2021-12-18"),
    (("--notice", "2026-08-31"), "earliest", "2027-02-28", "XV", "at least 6 months"),
    (("--notice", "2021-06-18", "--named", "2022-01-31"), "effect", "2022-01-31", "XV", "the notice named 2022-01-31"),
    (("RU", "--notice", "2021-06-18"), "earliest", "2021-12-18", "XV", "notice 2021-06-18"),
    (("--deposit", "2002-06-28"), "entry-into-force", "2002-08-27", "XVII(6)", "accession 2002-06-28 + 60 days"),
    (("SI", "--deposit", "2004-07-27"), "entry-into-force", "2004-09-25", "XVII(6)", "60 days"),
    (("KG", "--deposit", "2026-08-31"), "entry-into-force", "2026-10-30", "XVII(6)", "ratification 2026-08-31 + 60 days"),
    (("US", "--deposit", "2022-01-01"), "entry-into-force", "2022-03-02", "XVII(6)", "accession 2022-01-01"),
]


@pytest.mark.parametrize(("words", "result", "effect", "article", "part"), WHEN)
def test_when(ask: Ask, words: tuple[str, ...], result: str, effect: str, article: str, part: str) -> None:
    row = ask("when", *words)[0]
    assert (row["result"], row["effect"], row["article"]) == (result, effect, article)
    assert part in row["text"]
    assert row["assumes"]


def test_when_says_what_falls_due_after_the_notice(ask: Ask) -> None:
    row = ask("when", "--notice", "2021-06-18")[1]
    assert (row["result"], row["effect"], row["article"]) == ("deadline", "2021-07-18/2021-08-17", "XV(3)")


def test_when_for_a_party_says_that_a_deposit_changes_nothing(ask: Ask) -> None:
    assert [(row["result"], row["effect"]) for row in ask("when", "FR", "--deposit", "2026-01-01")] == [("without-effect", None)]


def test_when_without_a_letter_is_refused(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask("when", code=2)


UPCOMING = [
    # on, within -> rows (participant, date, event)
    (
        "2021-06-20",
        "6m",
        [("RU", "2021-07-18", "deadline_earliest"), ("RU", "2021-08-17", "deadline_latest"), ("RU", "2021-12-18", "withdrawal")],
    ),
    ("2021-06-17", "6m", []),
    ("2021-12-17", "1d", [("RU", "2021-12-18", "withdrawal")]),
    ("2021-12-18", "1y", []),
    ("2005-07-01", "30d", [("LT", "2005-07-08", "entry_into_force")]),
]


@pytest.mark.parametrize(("on", "within", "expected"), UPCOMING)
def test_upcoming_follows_only_what_had_been_done(ask: Ask, on: str, within: str, expected: list[tuple[str, str, str]]) -> None:
    rows = ask("upcoming", "--on", on, "--within", within)
    assert [(row["participant"], row["date"], row["event"]) for row in rows] == expected


def test_upcoming_before_the_treaty_was_in_force_has_everybody_s_day(ask: Ask) -> None:
    rows = ask("upcoming", "--on", "2001-11-02", "--within", "60d")
    assert {row["date"] for row in rows} == {"2002-01-01"}
    assert sum(row["event"] == "entry_into_force" for row in rows) == 26
    assert [row["event"] for row in rows if row["participant"] is None] == ["treaty_in_force"]


def test_explain_gives_the_chain_with_sources(ask: Ask) -> None:
    rows = ask("explain", "RU", "--on", "2021-12-17")
    told = [(row["depth"], row["kind"], row["text"]) for row in rows]
    assert told[0] == (0, "answer", "Russia on 2021-12-17: party since 2002-01-01; certain")
    assert (2, "reason", "notice 2021-06-18, at least 6 months: earliest 2021-12-18; published: 2021-12-18") in told
    assert (3, "condition", "instrument no. 20: 1995-06-28") in told
    acts = [row for row in rows if row["kind"] in ("act", "beside")]
    assert len(acts) == 9  # the lines of RU in the record
    assert all(row["sources"] for row in acts)
    for above, below in pairwise(rows):
        assert below["depth"] <= above["depth"] + 1


def test_explain_shows_what_was_not_followed_and_why(ask: Ask) -> None:
    rows = ask("explain", "SI", "--on", "2010-01-01")
    assert [row["sources"] for row in rows if row["kind"] == "also_reported"] == [["dutch-treaty-database"]]


LAKE = """\
id: lake
title: Treaty on the Lake
adopted: 2010-05-01
coverage: {from: 2010-05-01, through: 2024-12-31}
clauses:
  entry_into_force: {article: "12", when: {all: [{instruments: 2}, {includes: shore}]}, delay: {days: 30}}
  entry_into_force_for_state: {article: "12", delay: {days: 30}}
  withdrawal: {article: "14", not_before: {after: own_entry_into_force, years: 3}, delay: {years: 1}}
lists: {shore: [CH, FR]}
participants:
  CH: {actions: [{action: ratification, date: 2011-01-10}]}
  IT: {actions: [{action: signature, date: 2010-05-01}]}
"""


def test_a_treaty_not_in_force_says_what_is_missing(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "treaties"
    folder.mkdir(parents=True)
    (folder / "lake.yaml").write_text(LAKE, encoding="utf-8")
    mine = ("--data", str(tmp_path))
    facts = {row["key"]: row["value"] for row in ask("treaty", "lake", *mine)}
    assert (facts["treaty_status"], facts["missing"]) == ("not-in-force", "1 more instrument FR")
    rows = ask("when", "FR", "--deposit", "2012-01-31", "-t", "lake", *mine)
    assert [(row["result"], row["effect"]) for row in rows] == [("entry-into-force", "2012-03-01")]
    rows = ask("when", "IT", "--deposit", "2012-01-31", "-t", "lake", *mine)
    assert [(row["result"], row["effect"]) for row in rows] == [("not-in-force", None)]
    assert "FR" in rows[0]["text"]


def test_lock_in_shows_in_upcoming_and_when(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "treaties"
    folder.mkdir(parents=True)
    text = LAKE.replace("  IT:", "  FR: {actions: [{action: ratification, date: 2011-03-02}]}\n  IT:")
    (folder / "lake.yaml").write_text(text, encoding="utf-8")
    mine = ("-t", "lake", "--data", str(tmp_path))
    rows = ask("upcoming", "--on", "2014-03-01", "--within", "60d", *mine)
    assert [(row["participant"], row["date"], row["event"]) for row in rows] == [
        ("CH", "2014-04-01", "earliest_notice"),
        ("FR", "2014-04-01", "earliest_notice"),
    ]
    rows = ask("when", "FR", "--notice", "2014-04-01", *mine)
    assert [(row["result"], row["effect"]) for row in rows] == [("effect", "2015-04-01")]
    rows = ask("when", "FR", "--notice", "2014-03-31", *mine)
    assert [(row["result"], row["effect"]) for row in rows] == [("without-effect", None)]
    assert "2014-04-01" in rows[0]["text"]
