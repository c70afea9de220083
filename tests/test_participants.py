"""What a name means and why: matches, candidates, existence, relations, groups on a day."""

import json
from collections.abc import Callable

import pytest

from openskies_cli import desk
from openskies_cli.doors import quick

Row = dict[str, object]
Ask = Callable[..., list[Row]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The answer of a command line as JSON objects."""
    monkeypatch.setenv("OPENSKIES_TODAY", "2026-11-23")
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def asked(*words: str) -> list[Row]:
        understood = quick.plainly(["participants", *words, "-f", "json"])
        assert understood is not None
        assert desk.run(*understood) == 0, capsys.readouterr().err
        rows: list[Row] = json.loads(capsys.readouterr().out)
        return rows

    return asked


MEANS = [
    ("RU", "code", "RU", ["RU"]),
    ("RUS", "code", "RUS", ["RU"]),
    ("russia", "name", "Russia", ["RU"]),
    ("Россия", "name", "Россия", ["RU"]),
    ("Russian Federation", "official", "Russian Federation", ["RU"]),
    ("Soviet Union", "former-name", "Soviet Union", ["RU"]),
    ("UK", "alias", "UK", ["GB"]),
    ("the united kingdom", "name", "United Kingdom", ["GB"]),
    ("Turkey", "former-name", "Turkey", ["TR"]),
    ("Zaire", "former-name", "Zaire", ["CD"]),
    ("Czechoslovakia", "name", "Czechoslovakia", ["CSHH"]),
    ("EU", "code", "EU", ["EU"]),
    ("Congo", "ambiguous", None, ["CG", "CD"]),
    ("CS", "ambiguous", None, ["CSHH", "RS"]),
    ("Korea", "ambiguous", None, ["KP", "KR"]),
    ("Ukrain", "near", None, ["UA"]),
]
"""what is typed, how it is understood, which name matched, whom it may mean"""


@pytest.mark.parametrize(("typed", "match", "matched", "codes"), MEANS, ids=[line[0] for line in MEANS])
def test_what_a_name_means(typed: str, match: str, matched: str | None, codes: list[str], ask: Ask) -> None:
    rows = ask(typed)
    assert [row["participant"] for row in rows][: len(codes)] == codes
    assert {(row["asked"], row["match"], row["matched"]) for row in rows[:1]} == {(typed, match, matched)}


def test_what_one_means_alone_is_what_the_other_questions_take(capsys: pytest.CaptureFixture[str], ask: Ask) -> None:
    """`status` answers for a name exactly where `participants` has one sure meaning for it."""
    for typed, match, _, codes in MEANS:
        understood = quick.plainly(["status", typed, "-f", "json"])
        assert understood is not None
        code = desk.run(*understood)
        said = capsys.readouterr()
        sure = match not in ("ambiguous", "near")
        assert (typed, code) == (typed, 0 if sure else 2)
        if sure:
            assert [row["participant"] for row in json.loads(said.out)] == codes


@pytest.mark.parametrize(
    ("typed", "on", "name", "exists"),
    [
        ("RU", "1991-12-01", "Soviet Union", True),
        ("RU", "2021-06-07", "Russia", True),
        ("CSHH", "1992-12-31", "Czechoslovakia", True),
        ("CSHH", "1993-01-01", "Czechoslovakia", False),
        ("CZ", "1992-12-31", "Czechia", False),
        ("CZ", "1993-01-01", "Czechia", True),
        ("AZ", "1991-08-29", "Azerbaijan", False),
        ("AZ", "1991-09-15", "Azerbaijan", None),
        ("AZ", "1991-10-18", "Azerbaijan", True),
        ("FR", "1950-01-01", "France", True),
    ],
)
def test_names_and_existence_on_a_day(typed: str, on: str, name: str, exists: bool | None, ask: Ask) -> None:
    (row,) = ask(typed, "--on", on)
    assert (row["name"], row["on"], row["exists"], row["coverage_through"]) == (name, on, exists, None)


@pytest.mark.parametrize(
    ("typed", "relations"),
    [
        ("CSHH", [("succeeded-by", "CZ"), ("succeeded-by", "SK")]),
        ("CZ", [("succeeds", "CSHH")]),
        ("DDDE", [("merged-into", "DE")]),
        ("DE", [("united-with", "DDDE")]),
        ("FR", []),
    ],
)
def test_relations(typed: str, relations: list[tuple[str, str]], ask: Ask) -> None:
    (row,) = ask(typed)
    found = row["relations"]
    assert isinstance(found, list)
    assert [(note["kind"], note["participant"]) for note in found] == relations
    assert all(sorted(note) == ["kind", "name", "participant", "text"] for note in found)


@pytest.mark.parametrize(
    ("typed", "on", "groups"),
    [
        ("GB", "2020-01-31", ["EU", "NATO", "nuclear-weapon-states"]),
        ("GB", "2020-02-01", ["NATO", "nuclear-weapon-states"]),
        ("HR", "2013-06-30", ["NATO"]),
        ("HR", "2013-07-01", ["EU", "NATO"]),
        ("JP", "2021-01-01", []),
    ],
)
def test_groups_of_that_day(typed: str, on: str, groups: list[str], ask: Ask) -> None:
    (row,) = ask(typed, "--on", on)
    assert row["groups"] == groups


@pytest.mark.parametrize(("typed", "on", "count"), [("NATO", "1990-01-01", 16), ("nato", "2024-03-07", 32), ("NATO", "1949-01-01", 0)])
def test_the_name_of_a_group_means_its_members(typed: str, on: str, count: int, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    if not count:
        understood = quick.plainly(["participants", typed, "--on", on])
        assert understood is not None
        assert desk.run(*understood) == 0
        assert "is a group of 0" in capsys.readouterr().out
        return
    rows = ask(typed, "--on", on)
    assert (len(rows), {row["match"] for row in rows}) == (count, {"group"})


def test_other_names_with_their_language_and_the_day_until_which_they_were_borne(ask: Ask) -> None:
    (row,) = ask("BF")
    names = row["names"]
    assert isinstance(names, list)
    assert [note["kind"] for note in names] == sorted(note["kind"] for note in names)
    assert {"kind": "former-name", "language": None, "until": "1984-08-04", "text": "Upper Volta (until 1984-08-04)"} in names
    assert row["codes"] == ["BF", "BFA", "HVBF", "HV", "HVO"]


def test_without_a_name_everybody_is_listed_once(ask: Ask) -> None:
    rows = ask()
    codes = [row["participant"] for row in rows]
    assert len(codes) == len(set(codes)) > 190
    assert {"RU", "CSHH", "EU", "VA"} <= set(codes)
    assert {row["asked"] for row in rows} == {None}


def test_what_is_like_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    understood = quick.plainly(["participants", "Xyzzyx"])
    assert understood is not None
    assert desk.run(*understood) == 2
    said = capsys.readouterr()
    assert (said.out, "'Xyzzyx' is no participant" in said.err) == ("", True)
