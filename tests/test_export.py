"""The export: a data package that keeps what it says of itself, whole or not at all, the same bytes every time.

The package is validated here by hand, against the rules of Data Package and Table Schema (version 1), by code that shares
nothing with the exporter. Where frictionless is installed it validates too (it is no dependency: it brings 40 packages).
"""

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from openskies_cli import __version__, desk
from openskies_cli.dates import parse
from openskies_cli.doors import quick
from openskies_cli.writing import MANIFEST, manifest

Run = Callable[..., int]
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The exit code of an export on the day `today`."""
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def ran(*words: str, today: str = "2026-11-23") -> int:
        monkeypatch.setenv("OPENSKIES_TODAY", today)
        understood = quick.plainly(["export", *words])
        assert understood is not None
        return desk.run(*understood)

    return ran


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped records, exported once."""
    place = tmp_path_factory.mktemp("export") / "tables"
    understood = quick.plainly(["export", str(place), "--on", "1999-01-01"])
    assert understood is not None
    assert desk.run(*understood) == 0
    return place


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# A validator of our own -----------------------------------------------------------------------------------

NAME = re.compile(r"[a-z0-9._-]+")
READS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "date": date.fromisoformat,
}


def faults(folder: Path) -> list[str]:
    """Everything in which a folder is no valid tabular data package."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    found: list[str] = [] if NAME.fullmatch(package["name"]) else ["the package's name"]
    tables: dict[str, list[dict[str, str]]] = {}
    for resource in package["resources"]:
        name, content = resource["name"], (folder / resource["path"]).read_bytes()
        found += [f"{name}: its name"] if not NAME.fullmatch(name) or name in tables else []
        found += [f"{name}: bytes"] if len(content) != resource["bytes"] else []
        found += [f"{name}: hash"] if resource["hash"] != "sha256:" + hashlib.sha256(content).hexdigest() else []
        tables[name] = rows(folder, name)
        found += _cells(name, resource["schema"], content.decode("utf-8"))
        found += _keys(name, resource["schema"], tables[name])
    for resource in package["resources"]:
        for foreign in resource["schema"].get("foreignKeys", ()):
            (column,), (there,) = foreign["fields"], foreign["reference"]["fields"]
            known = {row.get(there) for row in tables[foreign["reference"]["resource"]]}
            missing = {row[column] for row in tables[resource["name"]] if row.get(column)} - known
            found += [f"{resource['name']}.{column}: {sorted(missing)[:3]} not in {foreign['reference']['resource']}"] if missing else []
    return found


def _cells(name: str, schema: dict[str, Any], text: str) -> list[str]:
    header, *lines = list(csv.reader(text.splitlines(keepends=True)))
    fields = schema["fields"]
    if header != [field["name"] for field in fields]:
        return [f"{name}: header"]
    found = [f"{name}: line {n} has {len(line)} cells" for n, line in enumerate(lines, 2) if len(line) != len(fields)]
    for n, line in enumerate(lines, 2):
        for field, cell in zip(fields, line, strict=False):
            if cell not in schema["missingValues"]:
                try:
                    READS[field["type"]](cell)
                except (ValueError, KeyError):
                    found.append(f"{name}: line {n}: '{cell}' is no {field['type']}")
    return found


def _keys(name: str, schema: dict[str, Any], table: list[dict[str, str]]) -> list[str]:
    key = schema.get("primaryKey", [])
    values = [tuple(row[column] for column in key) for row in table] if key else []
    found = [f"{name}: empty primary key {value}" for value in values if not all(value)]
    return found + ([f"{name}: primary key not unique"] if len(set(values)) != len(values) else [])


@pytest.mark.slow
def test_the_package_is_valid(shipped: Path) -> None:
    assert faults(shipped) == []


@pytest.mark.skipif(find_spec("frictionless") is None, reason="frictionless is not installed; the validator above has judged")
def test_frictionless_says_so_too(shipped: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=shipped,
        capture_output=True,
        text=True,
    )
    assert json.loads(said.stdout)["valid"] is True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("actions.csv", "open-skies,RU,1,", "open-skies,XX,1,", "actions.participant: ['XX'] not in participants"),
        ("actions.csv", "open-skies,RU,1,", "open-skies,RU,2,", "actions: primary key not unique"),
        ("treaties.csv", "open-skies,", "open-skys,", "actions.treaty: ['open-skies'] not in treaties"),
        ("steps.csv", "open-skies,RU,1,", "open-skies,RU,one,", "'one' is no integer"),
        ("withdrawals.csv", "2021-06-18,2021-06-18,2021-06-18", "2021-06-18,2021-06-18,2021-06-31", "'2021-06-31' is no date"),
        ("withdrawals.csv", "treaty,participant", "treaty,who", "withdrawals: header"),
        ("withdrawals.csv", "open-skies,RU,withdrawal,", "open-skies,RU,", "has 18 cells"),
    ],
)
def test_the_validator_bites(name: str, old: str, new: str, fault: str, shipped: Path, tmp_path: Path) -> None:
    for path in shipped.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == name else text, encoding="utf-8")
    found = faults(tmp_path)
    assert f"{name.removesuffix('.csv')}: hash" in found
    assert any(fault in one for one in found), found


# What stands in it ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_table_and_every_column_is_described(shipped: Path) -> None:
    package = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert {"treaties", "participants", "actions", "steps", "withdrawals", "sources"} <= set(names)
    assert sorted(contents(shipped)) == sorted([MANIFEST, "datapackage.json", *(f"{name}.csv" for name in names)])
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert all(len(field["description"]) > 2 and field["description"] != field["name"].replace("_", " ") for field in fields)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_course_of_russia_in_open_skies(shipped: Path) -> None:
    steps = [row for row in rows(shipped, "steps") if (row["treaty"], row["participant"]) == ("open-skies", "RU")]
    assert [(row["status"], row["since"], row["until"], row["ended_by"], row["basis"]) for row in steps] == [
        ("none", "", "1992-03-24", "", ""),
        ("signatory", "1992-03-24", "2001-11-02", "", "recorded"),
        ("contracting-state", "2001-11-02", "2002-01-01", "", "recorded"),
        ("party", "2002-01-01", "2021-12-18", "", "depositary"),
        ("former-party", "2021-12-18", "", "withdrawal", "published"),
    ]


def test_withdrawals_of_open_skies(shipped: Path) -> None:
    found = [row for row in rows(shipped, "withdrawals") if row["treaty"] == "open-skies"]
    assert [(row["participant"], row["notified"], row["effective"], row["disputed"], row["without_effect"]) for row in found] == [
        ("RU", "2021-06-18", "2021-12-18", "false", "false"),
        ("US", "2020-05-22", "2020-11-22", "false", "false"),
    ]


def test_actions_keep_the_order_and_the_words_of_the_record(shipped: Path) -> None:
    acts = [row for row in rows(shipped, "actions") if (row["treaty"], row["participant"]) == ("open-skies", "RU")]
    assert [row["number"] for row in acts] == [str(n) for n in range(1, len(acts) + 1)]
    last = acts[-1]
    assert (last["action"], last["date"], last["effect"], last["basis"]) == (
        "notice_of_withdrawal",
        "2021-06-18",
        "2021-12-18",
        "published",
    )
    assert last["sources"].split(" ") == ["dutch-treaty-database", "tass-1304597", "sarajevotimes-2021", "pledgetimes-2021"]
    successions = [row for row in rows(shipped, "actions") if row["treaty"] == "open-skies" and row["to"]]
    assert [(row["participant"], row["action"], row["from"], row["to"]) for row in successions] == [
        ("CZ", "succession", "CSHH", "consent"),
        ("SK", "succession", "CSHH", "consent"),
    ]
    slips = [row for row in rows(shipped, "also_reported") if (row["treaty"], row["participant"]) == ("open-skies", "RU")]
    assert [(row["number"], row["effect"], row["source"]) for row in slips if row["effect"]] == [
        (last["number"], "2021-01-15", "latvian-mod"),
        (last["number"], "2021-06", "rhumbarlv"),
    ]


def test_a_course_that_contested_acts_would_give_stands_apart(shipped: Path) -> None:
    others = [(row["participant"], row["status"], row["since"]) for row in rows(shipped, "otherwise") if row["treaty"] == "npt"]
    if "npt" in {row["treaty"] for row in rows(shipped, "treaties")}:
        assert ("KP", "former-party", "2003-04-10") in others
    assert all(row["treaty"] != "open-skies" for row in rows(shipped, "otherwise"))  # a doubtful message there changes no status


def test_every_day_has_its_two_ends(shipped: Path) -> None:
    """Counted over every day column of every table; EDTF read by the reader of records."""
    package = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    seen = 0
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        days = [name for name in names if f"{name}_earliest" in names]
        for row in rows(shipped, resource["name"]):
            for name in days:
                ends = (row[f"{name}_earliest"], row[f"{name}_latest"])
                if not row[name]:
                    assert ends == ("", "")
                    continue
                seen += 1
                day = parse(row[name])
                expected = tuple("" if end in (date.min, date.max) else end.isoformat() for end in day.ends)
                assert (resource["name"], row[name], ends) == (resource["name"], row[name], expected)
    assert seen > 1000


LAKE = """\
id: lake
title: =HYPERLINK("x") [bold]Lake[/bold]
adopted: 2010-05-01
depositaries: [CH, the United Nations]
coverage: {through: 2024-12-31}
clauses:
  entry_into_force: {when: {instruments: 1}, delay: same_day}
  entry_into_force_for_state: {counts_after: treaty_entry_into_force, delay: same_day}
participants:
  CH: {actions: [{action: ratification, date: 2011/.., sources: [gone]}]}
  ZZ: {actions: [{action: accession, date: "2012-03?", notes: "one \u202e two"}]}
"""


@pytest.fixture
def lake(tmp_path: Path) -> str:
    """A folder of records: an open interval, a doubtful day, a participant and a document that nobody knows, hostile text."""
    (tmp_path / "records" / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "records" / "data" / "treaties" / "lake.yaml").write_text(LAKE, encoding="utf-8")
    return str(tmp_path / "records")


def test_records_of_ones_own(lake: str, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(str(out), "--data", lake) == 0
    assert "gone.yaml" in capsys.readouterr().err
    assert faults(out) == []
    (treaty,) = rows(out, "treaties")
    assert (treaty["title"], treaty["depositaries"]) == ('\'=HYPERLINK("x") [bold]Lake[/bold]', "CH; the United Nations")
    ch, zz = rows(out, "actions")
    assert (ch["date"], ch["date_earliest"], ch["date_latest"]) == ("2011-01-01/..", "2011-01-01", "")
    assert (zz["date"], zz["date_earliest"], zz["date_latest"]) == ("2012-03?", "2012-03-01", "2012-03-31")
    assert "\u202e" not in zz["notes"]
    assert "licenses" not in json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert [row["kind"] for row in rows(out, "participants") if row["participant"] == "ZZ"] == [""]


def test_a_record_that_cannot_be_read_is_left_out_and_said(lake: str, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(lake) / "data" / "treaties" / "broken.yaml").write_text(
        "id: broken\nparticipants: {RU: {actions: [{action: x}]}}\n", encoding="utf-8"
    )
    assert run(str(tmp_path / "out"), "--data", lake) == 0
    assert "the record broken has an error" in capsys.readouterr().err
    assert [row["treaty"] for row in rows(tmp_path / "out", "treaties")] == ["lake"]


# Whole or not at all --------------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_records_give_the_same_bytes_and_the_day_stands_in_one_place(lake: str, tmp_path: Path, run: Run) -> None:
    assert run(str(tmp_path / "one"), "--data", lake, today="2011-06-01") == 0
    assert run(str(tmp_path / "two"), "--data", lake, today="2026-11-23") == 0
    assert run(str(tmp_path / "three"), "--data", lake, "--on", "2011-06-01", today="2026-11-23") == 0
    one, two, three = (contents(tmp_path / name) for name in ("one", "two", "three"))
    assert one == three
    packages = [json.loads(each.pop("datapackage.json")) for each in (one, two)]
    for each in (one, two):
        del each[".openskies.json"]  # holds the hash of the description
    assert one == two
    assert [package.pop("created") for package in packages] == ["2011-06-01T00:00:00Z", "2026-11-23T00:00:00Z"]
    assert packages[0] == packages[1]


def test_the_package_can_be_cited(shipped: Path, lake: str, tmp_path: Path, run: Run) -> None:
    package = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["version"], package["created"]) == ("openskies-records", __version__, "1999-01-01T00:00:00Z")
    told = " ".join((ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8").split())
    known = [one["title"].partition(",")[0].partition(" (")[0].partition(":")[0] for one in package["sources"]]
    assert [title for title in known if title not in told] == []
    assert len(known) == told.count(" - ")  # every line of the list there
    (Path(lake) / "seeds").mkdir()
    (Path(lake) / "seeds" / "gone.yaml").write_text("id: gone\ntitle: Gone\nkind: press\npublisher: The Daily Lake\n", encoding="utf-8")
    assert run(str(tmp_path / "own"), "--data", lake) == 0
    own = json.loads((tmp_path / "own" / "datapackage.json").read_text(encoding="utf-8"))
    published = {row["publisher"] for row in rows(tmp_path / "own", "sources")} - {""}
    assert "The Daily Lake" in published
    assert own["sources"] == [{"title": name} for name in sorted(published)]


def test_alpha3_stands_last_wherever_a_participant_is_named(shipped: Path) -> None:
    package = json.loads((shipped / "datapackage.json").read_text(encoding="utf-8"))
    keys = {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]}
    assert {name for name, found in keys.items() if "participant" in found} == {name for name, found in keys.items() if "alpha3" in found}
    assert {found[-1] for name, found in keys.items() if "alpha3" in found and name != "participants"} == {"alpha3"}
    codes = {row["participant"]: row["alpha3"] for row in rows(shipped, "participants")}
    for name in keys.keys() - {"participants"}:
        wrong = [row for row in rows(shipped, name) if "alpha3" in row and row["alpha3"] != codes.get(row["participant"], "")]
        assert wrong == [], name
    namibia = [row["alpha3"] for row in rows(shipped, "steps") if row["participant"] == "NA"]
    assert namibia
    assert set(namibia) == {"NAM"}


@pytest.mark.slow
def test_the_shipped_records_give_the_same_bytes(shipped: Path, tmp_path: Path, run: Run) -> None:
    assert run(str(tmp_path / "again"), today="1999-01-01") == 0
    assert contents(tmp_path / "again") == contents(shipped)


def test_an_earlier_export_is_replaced_and_what_it_had_too_many_goes(lake: str, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    assert run(str(out), "--data", lake) == 0
    first = contents(out)
    earlier = {**first, "old.csv": b"a\n", "actions.csv": b"of other records"}
    del earlier[MANIFEST]
    for name, content in {**earlier, MANIFEST: manifest(earlier)}.items():
        (out / name).write_bytes(content)
    out.chmod(0o750)
    assert run(str(out), "--data", lake) == 0
    assert contents(out) == first
    assert out.stat().st_mode & 0o777 == 0o750
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records"]


def test_an_empty_folder_is_used(lake: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    assert run(str(tmp_path / "out"), "--data", lake) == 0
    assert (tmp_path / "out" / "datapackage.json").is_file()


def _with_a_letter(place: Path) -> None:
    place.mkdir()
    (place / "letter.txt").write_text("dear", encoding="utf-8")


def _with_a_strange_package(place: Path) -> None:
    place.mkdir()
    (place / "datapackage.json").write_text('{"name": "mine", "resources": [{"path": "a.csv"}]}', encoding="utf-8")
    (place / "a.csv").write_text("a\n", encoding="utf-8")


def _with_a_broken_package(place: Path) -> None:
    place.mkdir()
    (place / "datapackage.json").write_text("[", encoding="utf-8")


REFUSED: list[tuple[Callable[[Path], object], str, str]] = [
    (_with_a_letter, "out", "holds other things (letter.txt); name a new folder"),
    (_with_a_strange_package, "out", "holds other things (a.csv, datapackage.json)"),
    (_with_a_broken_package, "out", "holds other things (datapackage.json)"),
    (
        lambda place: None,
        "parties.csv",
        "has a file's suffix; name a folder, or write one table to a file: openskies parties -o parties.csv",
    ),
    (lambda place: None, "Tables.PARQUET", "has a file's suffix"),
    (lambda place: None, "x" * 300, "cannot be written: File name too long"),
    (lambda place: place.symlink_to(place.name), "out", "cannot be written: Too many levels of symbolic links"),
    (lambda place: place.write_text("x", encoding="utf-8"), "out", "is a file; name a folder"),
    (lambda place: place.mkdir(), "out/no/such", "cannot be made: there is no folder"),
    (lambda place: place.mkdir(), ".", "is the folder you are in, which would be replaced"),
    (lambda place: place.symlink_to("nowhere/at/all"), "out", "cannot be made: there is no folder"),
]


@pytest.mark.parametrize(("prepare", "named", "sentence"), REFUSED, ids=[sentence[:30] for *_, sentence in REFUSED])
def test_what_is_there_is_never_harmed(
    prepare: Callable[[Path], object],
    named: str,
    sentence: str,
    lake: str,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    prepare(home / "out")
    before = {path: path.read_bytes() if path.is_file() else b"" for path in home.rglob("*")}
    monkeypatch.chdir(home)
    assert run(named, "--data", lake) == 2
    said = capsys.readouterr()
    assert (said.out, sentence in said.err) == ("", True), said.err
    assert {path: path.read_bytes() if path.is_file() else b"" for path in home.rglob("*")} == before


def test_one_folder_at_a_time(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "a"), str(tmp_path / "b")) == 2
    assert "one folder at a time" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_said_on_the_way_off_a_terminal(lake: str, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(lake) / "seeds").mkdir()
    (Path(lake) / "seeds" / "gone.yaml").write_text("id: gone\ntitle: Gone\nkind: press\n", encoding="utf-8")
    assert run(str(tmp_path / "out"), "--data", lake) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Written to" in said.out


def test_a_terminal_is_told_what_takes_long_and_left_clean(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(desk, "PATIENCE", 3600.0)
    desk._progress()("deriving lake")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(desk, "PATIENCE", -1.0)
    tell = desk._progress()
    tell("deriving \x1b[2Jlake")
    tell("")
    assert capsys.readouterr().err == "\r\x1b[Kderiving \\x1b[2Jlake\r\x1b[K"
