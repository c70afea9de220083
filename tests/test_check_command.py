"""`openskies check` as people and programs meet it: which files, what is written in which format, and the exit code."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree as ET

import pytest

from openskies_cli import desk
from openskies_cli.diagnostics import Diagnostic
from openskies_cli.doors.quick import plainly
from openskies_cli.lint.report import Report
from openskies_cli.lint.reports import github, junit, sarif, text
from openskies_cli.lint.reports.json import KEYS
from openskies_cli.model import Place
from openskies_cli.words import REPORTS

GOOD = """\
id: lake
title: Treaty on the Lake
participants:
  CH:
    actions:
      - {action: signature, date: 2010-05-01, sources: [a-list]}
"""
BAD = GOOD + "      - {action: ratification, date: 2011-01-10, effect: 2001-02-10, sources: [a-list]}\n"
SEED = "id: a-list\ntitle: A list\nkind: depositary-list\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records with a good one and its source; the working directory is its parent."""
    (tmp_path / "mine" / "data" / "treaties").mkdir(parents=True)
    (tmp_path / "mine" / "seeds").mkdir()
    (tmp_path / "mine" / "data" / "treaties" / "lake.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "mine" / "seeds" / "a-list.yaml").write_text(SEED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENSKIES_TODAY", "2026-11-23")
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    return tmp_path / "mine"


@pytest.fixture
def lake(folder: Path) -> Path:
    return folder / "data" / "treaties" / "lake.yaml"


def run(line: str) -> int:
    understood = plainly(line.split())
    assert understood is not None
    return desk.run(*understood)


def found(line: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, str]]:
    run(f"{line} --format json")
    return [(row["path"], row["line"], row["rule"]) for row in json.loads(capsys.readouterr().out)]


# Which files --------------------------------------------------------------------------------------


def test_all_is_well_and_nothing_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check mine") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "check mine",
        "check --data mine",
        "check mine/data",
        "check mine/data/treaties",
        "check mine/data/treaties/lake.yaml",
        "check .",
        "check mine mine/data/treaties/lake.yaml",
    ],
)
def test_the_same_record_however_it_is_named(line: str, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(BAD, encoding="utf-8")
    assert run(line) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "mine/data/treaties/lake.yaml:7:58: error: its effect, 2001-02-10, lies before the ratification 2011-01-10 itself "
        "[effect-before-act]"
    )


def test_without_words_the_records_in_use(
    folder: Path, lake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lake.write_text(BAD, encoding="utf-8")
    (folder / "openskies.toml").touch()
    monkeypatch.chdir(folder / "seeds")
    assert found("check", capsys) == [(str(lake), 7, "effect-before-act")]


@pytest.mark.slow
def test_the_records_that_ship_are_looked_at(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run("check --severity error --select syntax --format junit") == 0
    suites = ET.fromstring(capsys.readouterr().out)  # noqa: S314 - our own
    names = [suite.get("name", "") for suite in suites]
    assert any(name.endswith("open-skies.yaml") for name in names)
    assert any(name.endswith("participants.yaml") for name in names)
    assert len(names) > 80


def test_what_is_no_record_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("ci.yaml", ".github/workflows/ci.yaml", "node_modules/x/treaties/a.yaml", "venv/data/treaties/b.yaml"):
        (folder.parent / path).parent.mkdir(parents=True, exist_ok=True)
        (folder.parent / path).write_text("on: push\n", encoding="utf-8")
    (folder.parent / "venv" / "pyvenv.cfg").touch()
    assert run("check .") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "rules"),
    [
        ("loose.yaml", GOOD.replace("lake", "loose"), ["unknown-source"]),
        ("people.yaml", "participants: {XA: {kind: country, name: Atlantis}}\nambiguous: {}\n", ["unknown-word"]),
        ("document.yaml", "id: document\ntitle: A list\nkind: newspaper\n", ["unknown-word"]),
    ],
)
def test_a_file_outside_every_folder_is_what_its_keys_say(
    name: str, text: str, rules: list[str], tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [rule for *_, rule in found(f"check {name}", capsys)] == rules


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("check nowhere", 2, "there is no file or folder 'nowhere'"),
        ("check empty", 3, "no records in 'empty'"),
        ("check mine --select efect-before-act", 2, "--select: there is no rule 'efect-before-act'; did you mean 'effect-before-act'"),
        ("check mine --format xml", 2, "--format: there is no 'xml'"),
        ("check mine --output report.doc", 2, "--output: 'report.doc' has the suffix '.doc', which names no format"),
        ("check mine --baseline nothing.json", 2, "--baseline: 'nothing.json' cannot be read: No such file or directory"),
        ("check mine --baseline mine/seeds/a-list.yaml", 2, "--baseline: 'mine/seeds/a-list.yaml' is no report"),
        ("rule efect-before-act", 2, "there is no rule 'efect-before-act'; did you mean 'effect-before-act'"),
        ("schema --of treaties", 2, "--of: there is no 'treaties'; did you mean 'treaty'"),
    ],
)
def test_wrong_words(line: str, code: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "empty").mkdir()
    assert run(line) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"openskies: {said}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_opened_does_not_stop_the_others(folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.chmod(0)
    assert found("check mine", capsys)[0] == ("mine/data/treaties/lake.yaml", 1, "unreadable")


def test_a_file_that_vanishes_is_a_finding(folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.unlink()
    lake.symlink_to("gone.yaml")
    assert ("mine/data/treaties/lake.yaml", 1, "unreadable") in found("check mine", capsys)


def test_a_broken_record_does_not_stop_the_others(folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.with_name("broken.yaml").write_bytes(b"\xff\xfe")
    lake.write_text(BAD, encoding="utf-8")
    assert [rule for *_, rule in found("check mine", capsys)] == ["encoding", "effect-before-act"]


def test_sources_are_unused_only_where_all_records_were_looked_at(folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = folder / "seeds" / "other.yaml"
    other.write_text(SEED.replace("a-list", "other"), encoding="utf-8")
    assert found("check mine", capsys) == [("mine/seeds/other.yaml", 1, "unused-source")]
    assert found("check mine/seeds", capsys) == []


def test_treaties_that_name_each_other_in_a_circle(folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        lake.with_name(f"{name}.yaml").write_text(f"id: {name}\nparent: {other}\nparticipants: {{}}\n", encoding="utf-8")
    circular = [("mine/data/treaties/one.yaml", 2, "circular-treaties"), ("mine/data/treaties/two.yaml", 2, "circular-treaties")]
    assert found("check mine", capsys) == circular


# What is said -------------------------------------------------------------------------------------


def test_the_exit_code_is_that_of_the_errors(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(GOOD.replace(", sources: [a-list]", ""), encoding="utf-8")
    assert run("check mine/data") == 0
    assert capsys.readouterr().err == "openskies: 1 warning in 1 file\n"


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("", ["effect-before-act", "missing-source"]),
        ("--severity error", ["effect-before-act"]),
        ("--severity hint", ["weekend-deposit", "effect-before-act", "missing-source", "weekend-deposit"]),
        ("--select weekend-deposit", ["weekend-deposit", "weekend-deposit"]),
        ("--select weekend-deposit,missing-source --severity warning", ["missing-source"]),
        ("--ignore effect-before-act", ["missing-source"]),
        ("--select missing-source,effect-before-act --ignore missing-source", ["effect-before-act"]),
    ],
)
def test_which_findings_are_shown(words: str, rules: list[str], lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = "      - {action: notice_of_withdrawal, date: 2020-02-29, effect: 2020-08-29}\n"
    text = BAD.replace("2011-01-10", "2011-01-09").replace("participants:", "clauses: {withdrawal: none}\nparticipants:") + second
    lake.write_text(text, encoding="utf-8")
    shown = [rule for *_, rule in found(f"check {lake} {words}", capsys)]
    assert shown == rules


def test_a_comment_silences_one_rule_on_one_line(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silenced = BAD.rstrip("\n") + "  # openskies: ignore[effect-before-act] so it is printed\n"
    lake.write_text(silenced, encoding="utf-8")
    assert found("check mine", capsys) == []
    above = BAD.replace("      - {action: rat", "      # openskies: ignore[effect-before-act] so it is printed\n      - {action: rat")
    lake.write_text(above, encoding="utf-8")
    assert found("check mine", capsys) == []
    lake.write_text(silenced.replace(" so it is printed", ""), encoding="utf-8")
    assert [rule for *_, rule in found("check mine", capsys)] == ["effect-before-act", "ignore-comment"]
    lake.write_text(silenced.replace("effect-before-act", "formula"), encoding="utf-8")
    assert [rule for *_, rule in found("check mine", capsys)] == ["effect-before-act", "unused-ignore"]
    assert found("check mine --select formula", capsys) == []


def test_a_baseline_holds_what_was_there_before(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(BAD, encoding="utf-8")
    assert run("check mine --output old.json") == 1
    assert run("check mine --baseline old.json") == 0
    lake.write_text("# a line more\n" + BAD, encoding="utf-8")
    assert found("check mine --baseline old.json", capsys) == []
    twice = BAD + BAD.splitlines(keepends=True)[-1].replace("2011-01-10", "2011-01-11")
    lake.write_text(twice, encoding="utf-8")
    assert ("mine/data/treaties/lake.yaml", 8, "effect-before-act") in found("check mine --baseline old.json", capsys)
    lake.write_text(GOOD, encoding="utf-8")
    assert run("check mine --baseline old.json") == 0
    assert capsys.readouterr().err == "openskies: 1 of the baseline no longer found\n"


def test_very_many_findings_of_a_rule_are_told_one_by_one_up_to_a_thousand(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = ("AT", "BE", "DE", "ES", "FI", "FR", "IT")  # of one participant two hundred acts are read at most
    bare = "".join(
        (f"  {codes[i // 200]}:\n    actions:\n" if i % 200 == 0 else "")
        + f"      - {{action: objection, towards: [PL], date: {2011 + i // 200}, scope: [a{i}]}}\n"
        for i in range(1203)
    )
    lake.write_text(GOOD + bare, encoding="utf-8")
    run(f"check {lake} --select missing-source --format json")
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 1001
    assert rows[-1]["sentence"] == "from here on 203 more findings of this rule in this file"
    assert rows[-1]["line"] > rows[-2]["line"]


def test_today_may_be_said(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(f"check {lake} --on 2010-04-30", capsys) == [("mine/data/treaties/lake.yaml", 6, "future-date")]


# In which format ----------------------------------------------------------------------------------

WIDE = "title: 蓝湖条约 Treaty"
REPORT = Report(
    [
        Diagnostic(
            Place("a b.yaml", 1, 13), "effect-before-act", "its effect: 50%\x1b[31m", "correct, please", "error", 6, Place("a b.yaml", 2, 1)
        ),
        Diagnostic(Place("a b.yaml", 2, 1), "missing-source", "no source", "", "warning", 1),
        Diagnostic(Place("/far/b.yaml", 7, 1), "weekend-deposit", '<a> & "b"', "", "hint", 3),
    ],
    {"a b.yaml": [WIDE, "id: \x1b[31mx"]},
    ["a b.yaml", "/far/b.yaml", "fine.yaml"],
    verdict="no",
)


def written(write: object, report: Report = REPORT, *, width: int | None = None, colour: bool = False) -> str:
    out = io.StringIO()
    write(report, out, width=width, colour=colour)  # type: ignore[operator]
    return out.getvalue()


def test_text_marks_the_place_by_the_cells_of_a_terminal() -> None:
    assert written(text.write) == dedent("""\
        a b.yaml:1:13: error: its effect: 50%\\x1b[31m [effect-before-act]
            |
          1 | title: 蓝湖条约 Treaty
            |                 ^^^^^^
            = correct, please
            = see a b.yaml:2:1
        a b.yaml:2:1: warning: no source [missing-source]
            |
          2 | id: \\x1b[31mx
            | ^
        /far/b.yaml:7:1: hint: <a> & "b" [weekend-deposit]
        """)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a" * 100 + "HERE" + "b" * 100
    report = Report([Diagnostic(Place("x", 1, 101), "syntax", "s", width=4)], {"x": [line]}, ["x"])
    frame = written(text.write, report, width=60).splitlines()
    assert frame[2] == "  1 | …" + "a" * 24 + "HERE" + "b" * 24 + "…"
    assert frame[3] == "    | " + " " * 25 + "^^^^"
    assert max(map(len, frame)) <= 60


def test_colour_is_only_colour() -> None:
    painted = written(text.write, colour=True)
    assert "\x1b[1;31merror" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == written(text.write)


def test_json_has_always_the_same_keys(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(BAD, encoding="utf-8")
    run("check mine --format json")
    rows = json.loads(capsys.readouterr().out)
    assert [tuple(row) for row in rows] == [KEYS] * len(rows)
    assert rows[0]["end_column"] - rows[0]["column"] == len("2001-02-10")
    lake.write_text(GOOD, encoding="utf-8")
    run("check mine --format json")
    assert json.loads(capsys.readouterr().out) == []


def test_github_commands_cannot_be_broken_out_of() -> None:
    assert written(github.write).splitlines() == [
        "::error file=a b.yaml,line=1,col=13,endColumn=19,title=effect-before-act::its effect: 50%25\\x1b[31m; correct, please",
        "::warning file=a b.yaml,line=2,col=1,endColumn=2,title=missing-source::no source",
        '::notice file=/far/b.yaml,line=7,col=1,endColumn=4,title=weekend-deposit::<a> & "b"',
    ]
    odd = Report([Diagnostic(Place("a,b:c.yaml", 1, 1), "syntax", "one\ntwo")], {}, [])
    assert written(github.write, odd) == "::error file=a%2Cb%3Ac.yaml,line=1,col=1,endColumn=2,title=syntax::one two\n"


def test_sarif_says_the_same_in_its_own_words() -> None:
    document = json.loads(written(sarif.write))
    run = document["runs"][0]
    assert document["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["effect-before-act", "missing-source", "weekend-deposit"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("effect-before-act", "error"),
        ("missing-source", "warning"),
        ("weekend-deposit", "note"),
    ]
    assert all(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["a%20b.yaml", "a%20b.yaml", "file:///far/b.yaml"]
    assert places[0]["region"] == {"startLine": 1, "startColumn": 13, "endColumn": 19}
    assert json.loads(written(sarif.write, Report([], {}, [])))["runs"][0]["results"] == []


@pytest.mark.skipif("OPENSKIES_SARIF_SCHEMA" not in os.environ, reason="OPENSKIES_SARIF_SCHEMA names no copy of the schema")
@pytest.mark.parametrize("report", [REPORT, Report([], {}, [])], ids=["findings", "none"])
def test_sarif_is_as_its_schema_says(report: Report) -> None:
    from jsonschema import Draft4Validator, Draft7Validator

    schema = json.loads(Path(os.environ["OPENSKIES_SARIF_SCHEMA"]).read_text(encoding="utf-8-sig"))
    validator = Draft7Validator if "draft-07" in schema["$schema"] else Draft4Validator
    assert [error.message for error in validator(schema).iter_errors(json.loads(written(sarif.write, report)))] == []


def test_junit_reads_back() -> None:
    suites = ET.fromstring(written(junit.write))  # noqa: S314 - our own
    assert (suites.get("tests"), suites.get("failures")) == ("4", "1")
    cases = [(suite.get("name"), case.get("name"), [child.tag for child in case]) for suite in suites for case in suite]
    assert cases == [
        ("a b.yaml", "effect-before-act at 1:13", ["failure"]),
        ("a b.yaml", "missing-source at 2:1", ["system-out"]),
        ("/far/b.yaml", "weekend-deposit at 7:1", ["system-out"]),
        ("fine.yaml", "no finding", []),
    ]
    assert suites[0][0][0].get("message") == "its effect: 50%\\x1b[31m"


@pytest.mark.parametrize(("form", "suffixes"), [(form.name, form.suffixes) for form in REPORTS])
def test_every_format_is_written_and_chosen_by_its_suffix(
    form: str, suffixes: Sequence[str], lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake.write_text(BAD, encoding="utf-8")
    assert run(f"check mine --format {form}") == 1
    printed = capsys.readouterr().out
    for suffix in suffixes:
        assert run(f"check mine --output report{suffix}") == 1
        assert Path(f"report{suffix}").read_text(encoding="utf-8") == printed
    assert "effect-before-act" in printed


# The other two commands ---------------------------------------------------------------------------


def test_the_page_of_a_rule_and_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rule effect-before-act order") == 0
    page = capsys.readouterr().out
    assert page.startswith("## effect-before-act\n")
    assert "\n## order\n" in page
    assert run("rule") == 0
    assert "\neffect-before-act " in capsys.readouterr().out


def test_the_schema_goes_where_it_is_sent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    printed = capsys.readouterr().out
    assert run("schema --of treaty --output record.schema.json") == 0
    assert Path("record.schema.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["title"].startswith("A treaty's record")


def test_both_doors_and_a_real_process(folder: Path, lake: Path) -> None:
    lake.write_text(BAD, encoding="utf-8")
    program = str(Path(sys.executable).parent / "openskies")
    quick = subprocess.run([program, "check", "mine", "--format", "github"], capture_output=True, text=True)
    other = subprocess.run([program, "check", "mine", "-fgithub"], capture_output=True, text=True)
    assert (quick.returncode, quick.stderr) == (1, "openskies: 1 error in 1 file\n")
    assert (other.returncode, other.stdout, other.stderr) == (quick.returncode, quick.stdout, quick.stderr)


# The newcomer -------------------------------------------------------------------------------------


def test_the_sample_of_the_handbook_passes_and_three_mistakes_are_understood(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handbook = (Path(__file__).resolve().parent.parent / "docs" / "record.md").read_text(encoding="utf-8")
    record, seed = re.findall(r"^```(?:yaml|text)\n(id: lake-.*?)^```$", handbook, flags=re.MULTILINE | re.DOTALL)[:2]
    path = folder / "data" / "treaties" / "lake-treaty.yaml"
    (folder / "data" / "treaties" / "lake.yaml").unlink()
    (folder / "seeds" / "a-list.yaml").unlink()
    (folder / "seeds" / "lake-list.yaml").write_text(seed, encoding="utf-8")
    path.write_text(record, encoding="utf-8")
    assert run("check mine") == 0
    assert capsys.readouterr() == ("", "")
    assert run("status FR --treaty lake-treaty --data mine --on 2020-08-28 --require party") == 0
    capsys.readouterr()
    wrong = record.replace("ratification, date: 2011-01-10", "ratifcation, date: 2011-01-10").replace("2012-08-31", "2012-08-32")
    path.write_text(wrong.replace("  FR:", "  UK:"), encoding="utf-8")
    run("check mine")
    said = capsys.readouterr().out
    assert "'ratifcation' is not a word for action [unknown-word]" in said
    assert "did you mean 'ratification'?" in said
    assert "'2012-08-32' is not a day of the calendar" in said
    path.write_text(record.replace("  FR:", "  UK:"), encoding="utf-8")
    run("check mine")
    assert "did you mean GB (United Kingdom)?" in capsys.readouterr().out


# Many of one kind ---------------------------------------------------------------------------------


def many(n: int) -> str:
    """A record with so many acts that take effect before they are done."""
    act = "      - {{action: declaration, date: 2011-01-{day:02}, effect: 2001-01-01, sources: [a-list]}}\n"
    return GOOD + "".join(act.format(day=day) for day in range(1, n + 1))


LAKE = "mine/data/treaties/lake.yaml"
COUNTED = {  # how many there are, the words -> how many are shown, and what is said of the others
    "a few": (5, "", 5, ""),
    "one too many": (6, "", 3, f"… and 3 more of [effect-before-act] in {LAKE}, at 10:57, 11:57, 12:57 (--wide shows each)"),
    "ten": (
        10, "", 3,
        f"… and 7 more of [effect-before-act] in {LAKE}, at 10:57, 11:57, 12:57, 13:57, 14:57, 15:57, 16:57 (--wide shows each)",
    ),
    "very many": (
        20, "", 3,
        f"… and 17 more of [effect-before-act] in {LAKE}, "
        "at 10:57, 11:57, 12:57, 13:57, 14:57, 15:57, 16:57, 17:57, 18:57, 19:57, … (--wide shows each)",
    ),
    "each": (10, "--wide", 10, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", COUNTED)
def test_many_findings_of_one_rule_in_one_file_are_counted(case: str, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    n, words, each, others = COUNTED[case]
    lake.write_text(many(n), encoding="utf-8")
    assert run(f"check mine --select effect-before-act {words}") == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert [line for line in lines if line.startswith("…")] == [others] * bool(others)
    assert sum(line.startswith(LAKE) for line in lines) == each
    assert said.err == f"openskies: {n} errors in 1 file\n"


def test_each_rule_and_each_file_is_counted_for_itself(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = lake.with_name("pond.yaml")
    other.write_text(many(4).replace("id: lake", "id: pond"), encoding="utf-8")
    lake.write_text(many(7).replace("07, effect: 2001-01-01, sources: [a-list]", "07, effect: 2001-01-01"), encoding="utf-8")
    run("check mine --select effect-before-act,missing-source")
    heads = [re.sub(r":.*(\[[a-z-]+\])$", r" \1", line) for line in capsys.readouterr().out.splitlines() if line[:1] not in (" ", "…")]
    assert (
        heads
        == [f"{LAKE} [effect-before-act]"] * 3 + [f"{LAKE} [missing-source]"] + [f"{LAKE.replace('lake', 'pond')} [effect-before-act]"] * 4
    )


@pytest.mark.parametrize("form", [form.name for form in REPORTS if not form.people])
def test_programs_are_told_each(form: str, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(many(12), encoding="utf-8")
    run(f"check mine --select effect-before-act --format {form}")
    plain = capsys.readouterr().out
    run(f"check mine --select effect-before-act --format {form} --wide")
    assert capsys.readouterr().out == plain
    assert plain.count("2011-01-") >= 12
