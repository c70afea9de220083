"""Records of one's own on top of the bundled ones, and what openskies.toml says. Through the real command line and the library."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli import records, register
from openskies_cli.completion import follow
from openskies_cli.diagnostics import Refused
from openskies_cli.register import Register, bundled

Run = Callable[[str], tuple[int, str, str]]

LAKE = """\
id: lake
short_title: Lake Treaty
parent: npt
coverage: {through: 2020-12-31}
participants:
  FR: {actions: [{action: ratification, date: 2010-01-01, effect: 2010-02-01, sources: [lake-list]}]}
clauses:
  entry_into_force: {published: 2010-02-01}
  withdrawal: {article: '9', delay: {months: 6}, with: [npt]}
"""
OUR_NPT = """\
id: npt
title: The treaty as we see it
coverage: {through: 2020-12-31}
clauses:
  entry_into_force: {published: 1970-03-05}
participants:
  FR: {actions: [{action: ratification, date: 1968-07-01, effect: 1970-03-05}]}
"""
SEED = "id: lake-list\ntitle: The list of the lake\nkind: official-table\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and records that stand on top as they do for users."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(register, "ON_TOP", True)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    monkeypatch.setenv("OPENSKIES_TODAY", "2020-06-01")
    return tmp_path


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


MINE = {"mine/data/treaties/lake.yaml": LAKE, "mine/seeds/lake-list.yaml": SEED}
OTHER_NPT = {"mine/data/treaties/npt.yaml": OUR_NPT}
BESIDE = "npt from mine, in place of the bundled record."


# What answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "line", "code", "row", "remark"),
    [
        (MINE, "status RU -t npt --data mine -f csv", 0, "npt,in-force,RU,Russia,2020-06-01,party", ""),
        (MINE, "status FR -t lake --data mine -f csv", 0, "lake,in-force,FR,France,2020-06-01,party", ""),
        (MINE, "status FR --data mine -f csv", 0, "lake,", ""),
        (MINE, "status RU -t npt --data mine --only", 2, "", "no record of a treaty 'npt'"),
        (MINE | OTHER_NPT, "status RU -t npt --data mine -f csv", 0, "npt,in-force,RU,Russia,2020-06-01,none", BESIDE),
        (MINE | OTHER_NPT, "status RU -t npt --data mine --only -f csv", 0, "npt,in-force,RU,Russia,2020-06-01,none", ""),
        (MINE | OTHER_NPT, "status FR -t lake --data mine -f json", 0, '"treaty": "lake"', BESIDE),
        (MINE | OTHER_NPT, "status RU --data mine -f csv", 0, "open-skies,", "no treaty was named, so this is about open-skies"),
        (MINE | OTHER_NPT, "status RU -t att --data mine -f csv", 0, "att,", ""),
        (OTHER_NPT, "status RU --data mine -f csv", 0, "npt,in-force,RU,Russia,2020-06-01,none", BESIDE),
        ({"mine/seeds/lake-list.yaml": SEED}, "status RU --data mine -f csv", 0, "open-skies,", ""),
        ({"mine/data/treaties/npt.yaml": "id: npt\n"}, "status RU -t npt --data mine", 3, "", "the record npt has an error"),
        ({"mine/readme": ""}, "status RU --data mine", 3, "", "no treaty records in "),
        ({}, "status RU --only", 2, "", "--only: no records of your own are named"),
    ],
)
def test_which_record_answers(run: Run, files: dict[str, str], line: str, code: int, row: str, remark: str) -> None:
    write(files)
    got, out, err = run(line)
    assert (got, row in out) == (code, True), (out, err)
    assert err.startswith(f"openskies: {remark}") if remark else not err


def test_a_caption_names_what_stands_in_place_of_a_bundled_record(run: Run) -> None:
    write(MINE | OTHER_NPT)
    for line in (
        "status FR -t npt",
        "parties -t npt",
        "explain FR -t npt",
        "timeline -t npt",
        "treaty npt",
        "when -t npt --notice 2020-01-02",
    ):
        assert run(f"{line} --data mine -f plain")[1].replace("\n", " ").count(BESIDE[:-1]) == 1, line
        assert BESIDE not in run(f"{line} --data mine -f csv")[1], line
    assert BESIDE in run("status FR --data mine -t lake")[1], "its clause names npt"
    assert BESIDE not in run("status RU --data mine -t open-skies")[1]
    assert BESIDE not in run("status FR -t npt --data mine --only")[1]
    write({"mine/data/treaties/att.yaml": OUR_NPT.replace("npt", "att")})
    assert "att and npt from mine, in place of the bundled records" in run("status FR --data mine -t att -t npt")[1]


def test_what_lists_lists_both() -> None:
    write(MINE)
    both, own, known = records("mine"), records("mine", only=True), {*Register(None, {}, "/").treaty_ids(), "lake"}
    for of, ids in ((both, known), (own, {"lake"})):
        for answer in (of.status("FR", treaty="all"), of.treaties(), of.coverage()):
            assert {row["treaty"] for row in answer} == ids
    assert {"lake", "npt"} <= {row["treaty"] for row in both.audit(treaty="all", every=True)}
    cited = {row["source"]: row["treaties"] for row in both.sources()}
    assert cited["lake-list"] == ["lake"]
    assert len(cited) == len({*Register(None, {}, "/").source_ids(), "lake-list"})


def test_participants_are_added_by_their_codes(run: Run) -> None:
    people = "participants:\n  XLAKE: {kind: organization, name: Lake Union}\n  FR: {kind: state, name: France of ours}\n"
    write(MINE | {"mine/data/participants.yaml": people})
    assert "XLAKE,Lake Union" in run("status XLAKE -t npt --data mine -f csv")[1]
    assert "FR,France of ours" in run("status FR -t npt --data mine -f csv")[1]
    assert "RU,Russia" in run("status Россия -t npt --data mine -f csv")[1]
    assert run("status XLAKE -t npt")[0] == 2
    assert run("status RU --data mine --only")[0] == 2


def test_documents_fall_back_one_by_one(run: Run) -> None:
    write(MINE)
    bundled_one = Register(None, {}, "/").source_ids()[0]
    ours = Register("mine", {}, os.getcwd())
    assert {"lake-list", bundled_one} <= set(ours.source_ids())
    assert ours.source("lake-list").title == "The list of the lake"
    assert ours.source(bundled_one).id == bundled_one
    write({f"mine/seeds/{bundled_one}.yaml": SEED.replace("lake-list", bundled_one)})
    replaced = Register("mine", {}, os.getcwd())
    assert replaced.source(bundled_one).title == "The list of the lake"
    assert f"in place of {bundled_one}" in run("where --data mine -f csv")[1].replace("; in place of", ", in place of")


def test_check_looks_at_a_path_or_at_the_folder(run: Run) -> None:
    write(MINE)
    broken = LAKE.replace("2010-01-01", "2010-02-30").replace("parent: npt", "parent: atlantis")
    write({"mine/data/treaties/lake.yaml": broken})
    _, out, err = run("check mine --select date,unknown-treaty,unused-source,unknown-source")
    assert "lake.yaml" in out
    assert "in 1 file" in err
    write(MINE)
    assert run("check mine --select unknown-treaty,unused-source,unknown-source,circular-treaties") == (0, "", "")
    assert "there is no record of a treaty 'npt'" in run("check mine --only --select unknown-treaty")[1]
    write({"mine/seeds/idle.yaml": SEED.replace("lake-list", "idle")})
    assert "no record names this source" in run("check mine --select unused-source")[1]
    both = Register("mine", {}, os.getcwd())
    from openskies_cli.lint.files import gather

    ((_, files),) = gather(both, ())
    assert {file.name for file in files if file.kind == "treaty"} == {"lake"}
    assert {file.name for file in files if file.kind == "source"} == {"idle", "lake-list"}


def test_a_replaced_record_is_not_checked_and_leaves_no_finding_behind(run: Run) -> None:
    write(OTHER_NPT)
    code, out, _ = run("check --data mine --select unused-source,unknown-source,syntax")
    assert (code, out) == (0, "")


def test_completion_offers_both(run: Run) -> None:
    write(MINE)
    offered = [value for value, _ in follow(["status", "--data", "mine", "-t"], "") or ()]
    assert {"lake", "npt", "all"} <= set(offered)
    assert [value for value, _ in follow(["status", "--data", "mine", "--only", "-t"], "") or ()] == ["lake", "all"]


def test_the_library(place: Path) -> None:
    write(MINE | OTHER_NPT)
    both, own = records("mine"), records("mine", only=True)
    assert both.status("RU", treaty="att")[0]["treaty"] == "att"
    with pytest.raises(Refused):
        own.status("RU", treaty="att")
    answer = both.status("FR", treaty="npt")
    assert answer.caption.endswith(BESIDE)
    assert answer.remarks == [BESIDE]
    assert both.status("FR", treaty="att").remarks == []
    assert own.status("FR", treaty="npt").remarks == []
    with pytest.raises(Refused, match="--only: no records of your own"):
        records(only=True)
    write({"openskies.toml": 'treaty = "att"\nformat = "csv"\ncolumns = "participant"\n'})
    told = records().status("RU")
    assert told[0]["treaty"] == "att"
    assert len(told.columns) > 10
    assert not str(told).startswith("treaty,")


CLAIM = """\
id: text
title: A text
kind: press
date: 2015-06-01
claims:
  - id: a
    says: France is a party
    readings: [{ask: status FR, expect: {key: treaty, value: TREATY}}]
"""


@pytest.mark.parametrize(
    ("files", "toml", "verdict", "treaty"),
    [
        ({}, 'treaty = "npt"', "confirmed", "open-skies"),
        (MINE, "", "confirmed", "lake"),
        (MINE | {"mine/seeds/text.yaml": CLAIM.replace("TREATY", "lake")}, 'treaty = "npt"', "confirmed", "lake"),
        (MINE | OTHER_NPT, "", "not-decidable", "open-skies"),
    ],
)
def test_a_claim_means_the_same_whoever_reads_it(run: Run, files: dict[str, str], toml: str, verdict: str, treaty: str) -> None:
    write(files | {"openskies.toml": toml, "text.yaml": CLAIM.replace("TREATY", treaty)})
    where = " --data mine" if files else ""
    _, out, err = run(f"claims {'text' if 'mine/seeds/text.yaml' in files else 'text.yaml'}{where} --columns verdict -f csv")
    assert (out, err) == (f"verdict\n{verdict}\n", "")


def test_a_bundled_text_is_about_open_skies_beside_one_treaty_of_ones_own(run: Run) -> None:
    write(MINE)
    line = "claims news-report-2021-06-07 --columns claim,atom,verdict -f csv"
    assert run(f"{line} --data mine")[1] == run(line)[1]


# openskies.toml -----------------------------------------------------------------------------------

COMES = "status RU US --on 2021-12-17"


@pytest.mark.parametrize(
    ("toml", "line", "begins"),
    [
        ('treaty = "npt"', "status RU -f csv --columns treaty", "treaty\nnpt\n"),
        ('treaty = ["npt", "att"]', "status RU -f csv --columns treaty", "treaty\nnpt\natt\n"),
        ('treaty = "npt"', "status RU -t att -f csv --columns treaty", "treaty\natt\n"),
        ('treaty = "npt"', "treaty -f csv", "treaty,on,section,key,value,article,note,coverage_through\nnpt,"),
        ('format = "csv"', "where", "key,value,why\n"),
        ('format = "csv"', "where -f jsonl", '{"key"'),
        ('format = "csv"', "rule date", "## date"),
        ('format = "csv"\ncolumns = ["participant", "nowhere", "why"]\n'.replace('"nowhere", ', ""), "where", "why\n"),
        ('format = "csv"\ncolumns = "participant, status"', COMES, "participant,status\nRU,party\n"),
        ('format = "csv"\n[columns]\nstatus = ["status"]', COMES, "status\nparty\n"),
        ('format = "csv"\n[columns]\nstatus = ["status"]', f"{COMES} --columns name", "name\nRussia\n"),
        ('format = "csv"\n[columns]\nstatus = ["status"]', f"{COMES} --wide", "treaty,treaty_status,"),
        ('format = "csv"\n[columns]\nwithdrawals = ["participant", "effective"]', "withdrawals --by-year", "treaty,on,by,year"),
        ('format = "csv"\n[columns]\nparties = ["participant"]', "where", "key,value,why\n"),
        ("only = true", "status RU -f csv", "treaty,"),
        ("# nothing", "status RU -f csv", "treaty,"),
        ("\ufeffformat = 'csv'", "where", "key,"),
    ],
)
def test_what_is_said_once_for_all(run: Run, toml: str, line: str, begins: str) -> None:
    write({"openskies.toml": toml})
    code, out, err = run(line)
    assert (code, err) == (0, "")
    assert out.startswith(begins), out


def test_a_suffix_wins_over_the_usual_format(run: Run) -> None:
    write({"openskies.toml": 'format = "csv"'})
    assert run("where -o told.json") == (0, "", "")
    assert Path("told.json").read_text(encoding="utf-8").startswith("[")


def test_the_folder_of_the_records(run: Run) -> None:
    write({f"project/{name}": text for name, text in MINE.items()} | {"project/openskies.toml": 'data = "mine"', "project/a/b/x": ""})
    os.chdir("project/a/b")
    assert "lake" in run("status FR -f csv")[1]
    write({"../../openskies.toml": 'data = "mine"\nonly = true'})
    assert run("status FR -t npt")[0] == 2
    write({"../../openskies.toml": "only = true"})
    assert run("status FR -t npt")[0] == 0, "defaults only: the bundled records answer"
    write({"../../mine/openskies.toml": "only = true\n"})
    os.chdir("../../mine/data")
    assert run("status FR -t npt")[0] == 2
    assert "lake" in run("status FR -f csv")[1]


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('\ntreaties = "npt"', ":2: there is no setting 'treaties'; did you mean 'treaty'?"),
        ('# x\n\n[defaults]\ntreaty = "npt"', ":3: there is no setting 'defaults'; write its keys without [defaults] above them"),
        ('format = "csv"\n"colums" = "a"', ":2: there is no setting 'colums'; did you mean 'columns'?"),
        ("on_top = false", ":1: there is no setting 'on_top'; write only = false, or nothing: own records stand on top"),
        ("treaty = 7", ':1: treaty: this must be a text or a list of texts, not a number; write treaty = "npt"'),
        ('treaty = ["npt", 7]', ":1: treaty: this must be a text or a list of texts, not a list that holds something else than texts"),
        ("treaty = []", ":1: treaty: this names nothing"),
        ('treaty = ""', ":1: treaty: this names nothing"),
        (
            'treaty = "ntp"',
            ":1: treaty: no record of a treaty 'ntp'; did you mean 'Treaty on the Non-Proliferation of Nuclear Weapons' (npt)?",
        ),
        ('only = "yes"', ":1: only: this must be true or false, not a text; write only = true, without quotation marks"),
        ("only = 1", ":1: only: this must be true or false, not a number"),
        ('format = "cvs"', ":1: format: there is no 'cvs'; did you mean 'csv'?"),
        ("format = true", ":1: format: this must be a text, not true or false"),
        ("format = 2020-01-01", ":1: format: this must be a text, not a date"),
        ('columns = "participan"', ":1: columns: no answer has a column 'participan'; did you mean 'participant'"),
        ("[columns]\nstatus = []", ":2: columns.status: this names nothing"),
        ('[columns]\nparties = "a"\nstatu = "name"', ":3: columns.statu: 'statu' is no command; did you mean 'status'?"),
        ('columns.rule = "name"', ":1: columns.rule: 'rule' answers with no table"),
        (
            '[columns]\nparties="name"\nstatus = ["nam"]',
            ":3: columns.status: the answer of status has no column 'nam'; did you mean 'name'?",
        ),
        ('data = "nowhere"', ":1: data: there is no folder 'nowhere'; it is looked for from "),
        ("data = false", ":1: data: this must be the name of a folder, not true or false"),
        ("data = ''", ":1: data: this must be the name of a folder, not nothing"),
        ('format = "csv"\ntreaty = ', ":2: this is not TOML: invalid value; "),
        ('format = "csv"\nformat = "csv"', ":2: this is not TOML: cannot overwrite a value"),
        ("x = " + "[" * 5000, ":1: this "),
    ],
)
def test_a_mistake_in_it_is_said_with_its_line(run: Run, toml: str, sentence: str) -> None:
    write({"openskies.toml": toml})
    code, out, err = run("status RU")
    assert (code, out) == (2, "")
    assert err.startswith(f"openskies: {os.getcwd()}/openskies.toml{sentence}"), err


def test_it_is_not_utf8(run: Run) -> None:
    Path("openskies.toml").write_bytes(b'treaty = "npt"\nformat = "\xff"\n')
    assert run("status RU")[2] == f"openskies: {os.getcwd()}/openskies.toml:2: this is not UTF-8; save the file as UTF-8\n"


def test_somebody_elses_is_not_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are the records beside it, whoever asks; what stands further up counts."""
    write(
        {"openskies.toml": 'treaty = "att"'} | {f"theirs/{name[5:]}": text for name, text in MINE.items()} | {"theirs/openskies.toml": "?"}
    )
    theirs = os.path.join(os.getcwd(), "theirs", "openskies.toml")
    monkeypatch.setattr("openskies_cli.settings.owners", lambda path: {os.geteuid() + (path == theirs)})
    os.chdir("theirs")
    folder = os.path.dirname(theirs)
    sentence = f"{theirs} belongs to another user, so neither it nor records beside it are read; to use those records: --data {folder}"
    code, out, err = run("status RU -f csv --columns treaty")
    assert (code, out, err) == (0, "treaty\natt\n", f"openskies: {sentence}\n")
    code, out, err = run("status FR -t lake")
    assert (code, err.splitlines()[0]) == (2, f"openskies: {sentence}")
    assert f'not-read,{theirs},"{sentence}"' in run("where -f csv")[1]
    assert sentence in records().status("RU").remarks


# where --------------------------------------------------------------------------------------------


def test_where_explains_it(run: Run) -> None:
    write({f"project/{name}": text for name, text in (MINE | OTHER_NPT).items()})
    write({"project/openskies.toml": 'data = "mine"\ntreaty = "lake"\nformat = "csv"\n[columns]\nstatus = ["name"]\n'})
    os.chdir("project")
    home = os.getcwd()
    told = run("where")[1].splitlines()
    assert told[1] == f"records,{home}/mine,named by {home}/openskies.toml"
    assert told[2].startswith(f"order,on top,these records stand on top of the bundled ones in {bundled()}; ")
    assert told[3:5] == ['own,2,"lake, npt"', "replaced,1,npt"]
    assert told[-1] == f"settings,{home}/openskies.toml,treaty = lake; format = csv; columns.status = name"
    assert run("where --only")[1].splitlines()[2].startswith("order,only,")
    write({"openskies.toml": 'format = "csv"'})
    assert run("where")[1].splitlines()[-1].endswith('"format = csv; no data/treaties stands beside it, so it sets defaults only"')
    assert run("where --data mine")[1].splitlines()[1] == f"records,{home}/mine,named by --data"


def test_without_the_file_nothing_of_it_is_imported() -> None:
    import subprocess

    told = "import sys\nfrom openskies_cli.main import main\nsys.argv = ['openskies', 'status', 'RU']\nmain()\nprint(*sys.modules)"
    seen = subprocess.run([sys.executable, "-c", told], cwd="/", capture_output=True, text=True, check=True).stdout.split()
    assert "openskies_cli.register" in seen
    assert not {"tomllib", "openskies_cli.settings"} & set(seen)
