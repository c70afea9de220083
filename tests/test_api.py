"""The library: the same questions as on the command line, the same answers, the same refusals."""

import csv
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from html.parser import HTMLParser
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Literal, get_type_hints

import pytest

from openskies_cli import api, derive, desk, files
from openskies_cli.api import NOT_HERE, Answer, Records, records
from openskies_cli.diagnostics import Refused
from openskies_cli.words import COMMANDS, Word

TODAY = "2024-01-15"


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, on a fixed day, with the records that came with the program."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    monkeypatch.setenv("OPENSKIES_TODAY", TODAY)


@pytest.fixture(scope="module")
def ours() -> Records:
    """The records that came with the program, for every test that changes nothing."""
    return Records(Path(__file__).parent.parent)


Run = Callable[[str], tuple[int, str, str]]


# The table of words -------------------------------------------------------------------------------

METHODS = [name for name in COMMANDS if name not in NOT_HERE]
NOT_FOR_A_LIBRARY = {*desk.AT_THE_DESK}


def _words(name: str) -> list[Word]:
    return [word for word in COMMANDS[name].words if word.name not in NOT_FOR_A_LIBRARY]


def _expected(command: str, word: Word) -> tuple[object, object]:
    """The type and the default of a parameter."""
    if word.shape == "flag":
        return bool, False
    if word.name == "folder":  # the one that is to be made
        return api.Path, Parameter.empty
    if word.shape in ("many", "repeat") or word.kind == "rules":
        return api.Paths if word.kind == "paths" else api.Texts, Parameter.empty if word.required else ()
    kind = {"date": api.Day, "year": int | str | None, "choice": Literal[word.choices], "span": str}.get(word.kind, str)
    if word.name == "baseline":
        kind = api.Path
    return (kind, word.default) if word.default is not None else (kind | None, None)


def test_every_command_is_a_method_or_stands_in_a_list_with_a_reason() -> None:
    public = {name for name in vars(Records) if not name.startswith("_")}
    assert public == set(METHODS)
    assert set(NOT_HERE) <= set(COMMANDS)
    assert all(NOT_HERE.values())


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_the_words_of_its_command(name: str) -> None:
    method = getattr(Records, name)
    hints = get_type_hints(method)
    assert method.__doc__ == COMMANDS[name].help
    assert hints.pop("return") is Answer
    expected = [(word.name, bool(word.flags), *_expected(name, word)) for word in _words(name)]
    parameters = [*signature(method).parameters.values()][1:]
    assert [(one.name, one.kind is Parameter.KEYWORD_ONLY, hints[one.name], one.default) for one in parameters] == expected


@pytest.mark.parametrize("name", METHODS)
def test_a_method_hands_on_every_word(name: str, ours: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: dict[str, object] = {}
    monkeypatch.setattr(Records, "_ask", lambda _, asked, **said: heard.update(said, asked=asked))
    said = {word.name: object() for word in _words(name)}
    getattr(ours, name)(**said)
    assert heard == {**said, "asked": name}


# The same answers ---------------------------------------------------------------------------------

SAME: dict[str, Callable[[Records], Answer]] = {
    "status RU --on 2021-12-17": lambda r: r.status("RU", on="2021-12-17"),
    "status Russia US -t all --require party": lambda r: r.status(["Russia", "US"], treaty="all", require="party"),
    "status DE --on 2025-01-01 --strict": lambda r: r.status("DE", on="2025-01-01", strict=True),
    "status RU --on 2001-01-01 --as-notified": lambda r: r.status("RU", on="2001-01-01", as_notified=True),
    "parties --on 2020-11-22": lambda r: r.parties(on=date(2020, 11, 22)),
    "parties --status all --spells all -t npt": lambda r: r.parties(status="all", spells="all", treaty=["npt"]),
    "withdrawals --year 2021 --by notice -t all": lambda r: r.withdrawals(year=2021, by="notice", treaty="all"),
    "withdrawals --by-year --from 2000-01-01 --until 2021-12-31": lambda r: r.withdrawals(
        by_year=True,
        from_="2000-01-01",
        until=datetime(2021, 12, 31, 12),  # noqa: DTZ001 - a day
    ),
    "timeline RU": lambda r: r.timeline("RU"),
    "acts GB --event declaration --territory Bermuda --scope 14 --procedure other --in-force": lambda r: r.acts(
        "GB", event="declaration", territory="Bermuda", scope=["14"], procedure="other", in_force=True
    ),
    "acts --towards RU --from 2000-01-01 --until 2021-12-31": lambda r: r.acts(towards="RU", from_="2000-01-01", until="2021-12-31"),
    "reservations FR --declarations -t npt": lambda r: r.reservations("FR", declarations=True, treaty="npt"),
    "explain RU": lambda r: r.explain("RU"),
    "upcoming --on 2021-06-20 --within 1y -t all": lambda r: r.upcoming(on="2021-06-20", within="1y", treaty="all"),
    "when RU --notice 2021-06-18 --named 2022-06-18": lambda r: r.when("RU", notice="2021-06-18", named="2022-06-18"),
    "when --deposit 2021-06-18": lambda r: r.when(deposit="2021-06-18"),
    "treaty npt": lambda r: r.treaty("npt"),
    "treaties": lambda r: r.treaties(),
    "treaties --of Norway --status all": lambda r: r.treaties(of="Norway", status="all"),
    "coverage": lambda r: r.coverage(),
    "conflicts -t npt": lambda r: r.conflicts(treaty="npt"),
    "claims news-report-2021-06-07": lambda r: r.claims("news-report-2021-06-07"),
    "sources": lambda r: r.sources(),
    "sources us-state-2002-01-09": lambda r: r.sources(["us-state-2002-01-09"]),
    "participants Czechoslovakia Congo": lambda r: r.participants(["Czechoslovakia", "Congo"]),
    "audit --all": lambda r: r.audit(every=True),
    "where": lambda r: r.where(),
}


@pytest.mark.slow
@pytest.mark.parametrize("line", SAME)
def test_the_answer_is_the_one_of_the_command_line(line: str, run: Run, tmp_path: Path) -> None:
    answer = SAME[line](records())
    code, out, err = run(f"{line} -f json")
    assert answer.rows == json.loads(out)
    assert [list(row) for row in answer.rows] == [answer.columns] * len(answer)
    assert {"": 0, "yes": 0, "no": 1, "undecided": 4}[answer.verdict] == code
    assert "".join(f"openskies: {remark}\n" for remark in answer.remarks) == err
    assert f"{answer}\n" == run(line)[1]
    for suffix in ("csv", "md", "html", "jsonl"):
        answer.write(tmp_path / f"ours.{suffix}")
        run(f"{line} -o theirs.{suffix}")
        assert (tmp_path / f"ours.{suffix}").read_bytes() == (tmp_path / f"theirs.{suffix}").read_bytes()


def test_every_method_was_compared() -> None:
    assert {line.split()[0] for line in SAME} == set(METHODS) - {"check", "export"}  # each has a test of its own


BROKEN = "id: x\nparticipants: {RU: {actions: [{action: signature, date: 2021-02-30}]}}\n"


def test_check_answers_with_findings(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "own" / "data" / "treaties" / "x.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(BROKEN, encoding="utf-8")
    own = records("own")
    answer = own.check(select=["date", "order"])
    code, out, err = run("check --data own --select date,order -f json")
    assert (answer.rows, code) == (json.loads(out), 1)
    assert (answer.verdict, [f"openskies: {remark}\n" for remark in answer.remarks]) == ("no", [err])
    assert f"{answer}\n" == run("check --data own --select date,order")[1]
    answer.write("ours.sarif")
    run("check --data own --select date,order -o theirs.sarif")
    assert Path("ours.sarif").read_bytes() == Path("theirs.sarif").read_bytes()
    assert "2021-02-30" in answer._repr_html_()
    record.write_text(BROKEN.replace("02-30", "02-28"), encoding="utf-8")
    assert own.check(select="date").rows == []  # what stands in the file now
    assert [row["rule"] for row in own.check(tmp_path / "own", severity="error").rows] == []


def test_export_makes_the_folder(ours: Records, tmp_path: Path) -> None:
    answer = ours.export(tmp_path / "tables")
    assert (tmp_path / "tables" / "datapackage.json").is_file()
    assert len(answer) > 5


# What is refused ----------------------------------------------------------------------------------

REFUSED: dict[str, Callable[[Records], Answer]] = {
    "status Germnay": lambda r: r.status("Germnay"),
    "status CS": lambda r: r.status("CS"),
    "status RU -t open-sky": lambda r: r.status("RU", treaty="open-sky"),
    "status RU --on 2021-02-30": lambda r: r.status("RU", on="2021-02-30"),
    "status RU --on=": lambda r: r.status("RU", on=""),
    "status": lambda r: r.status([]),
    "parties --status partys": lambda r: r.parties(status="partys"),  # type: ignore[arg-type]
    "withdrawals --year 5": lambda r: r.withdrawals(year=5),
    "upcoming --within 6x": lambda r: r.upcoming(within="6x"),
    "when": lambda r: r.when(),
    "treaties --status party": lambda r: r.treaties(status="party"),
    "treaties nuclear wepons": lambda r: r.treaties("nuclear wepons"),
    "treaty chemical wepons": lambda r: r.treaty(["chemical", "wepons"]),
    "status RU -t START": lambda r: r.status("RU", treaty="START"),
    "sources nowhere": lambda r: r.sources("nowhere"),
    "claims nowhere": lambda r: r.claims("nowhere"),
    "check --select shap": lambda r: r.check(select="shap"),
    "check nowhere": lambda r: r.check("nowhere"),
    "status RU --data nowhere": lambda _: records("nowhere").status("RU"),
    "status RU -o x.xyz": lambda r: _written(r.status("RU"), "x.xyz"),
    "status RU -o nowhere/x.csv": lambda r: _written(r.status("RU"), "nowhere/x.csv"),
    "status RU -f jsn -o x": lambda r: _written(r.status("RU"), "x", format="jsn"),
}


def _written(answer: Answer, path: str, **more: Any) -> Answer:
    answer.write(path, **more)
    return answer


@pytest.mark.parametrize("line", REFUSED)
def test_a_wrong_word_is_refused_with_the_same_sentence(line: str, run: Run) -> None:
    with pytest.raises(Refused) as refused:
        REFUSED[line](records())
    code, _, err = run(line)
    said = err.splitlines()
    assert (code, said[0]) == (refused.value.code, f"openskies: {refused.value}")
    assert [line for line in said[1:] if "--help" not in line] == [f"  {detail}" for detail in refused.value.details]
    assert getattr(refused.value, "__notes__", []) == list(refused.value.details)  # a trace shows them


def test_what_is_no_word_is_a_mistake_of_the_program(ours: Records) -> None:
    with pytest.raises(TypeError, match=r"1\.5 is no word"):
        ours.withdrawals(year=1.5)  # type: ignore[arg-type]


def test_a_treaty_is_taken_by_any_of_its_names(ours: Records) -> None:
    assert {row["treaty"] for row in ours.status("RU", treaty=["Mine Ban Treaty", "openskies"])} == {"ottawa", "open-skies"}
    assert {row["treaty"] for row in ours.treaty("chemical weapons")} == {"cwc"}
    assert [row["treaty"] for row in ours.treaties(["nuclear", "terrorism"])] == [
        row["treaty"] for row in ours.treaties("nuclear terrorism")
    ]


def test_several_may_come_from_anywhere(ours: Records) -> None:
    codes = (code for code in ("RU", "US"))
    assert [row["participant"] for row in ours.status(codes)] == ["RU", "US"]  # type: ignore[arg-type]


# One Records, many questions ----------------------------------------------------------------------


def _tiny(folder: Path, **texts: str) -> Records:
    treaties = folder / "data" / "treaties"
    treaties.mkdir(parents=True)
    for name, text in texts.items():
        (treaties / f"{name}.yaml").write_text(text, encoding="utf-8")
    return records(folder)


def test_a_loop_reads_no_file_twice(ours: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = files.contents

    def counted(path: str, *args: Any, **more: Any) -> bytes:
        opened.append(path)
        return real(path, *args, **more)

    monkeypatch.setattr(files, "contents", counted)
    one = records()
    counts = [len(one.parties(on=f"{year}-12-31", treaty="npt")) for year in range(1968, 2003)]
    assert counts[0] == 0
    assert counts[-1] > 180
    assert sorted(Path(path).name for path in opened if path.endswith(".yaml")) == ["npt.yaml", "participants.yaml"]
    opened.clear()
    for _ in range(2):
        one.sources(), one.claims(), one.coverage(), one.conflicts(treaty="all")
    records_read = [path for path in opened if path.endswith(".yaml")]
    assert max(records_read.count(path) for path in records_read) <= 2  # the text and its places


def test_a_record_cut_to_a_day_is_derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    derived: list[str] = []
    real = derive.derive

    def counted(treaty: Any, *before: Any) -> Any:
        derived.append(treaty.id)
        return real(treaty, *before)

    monkeypatch.setattr(derive, "derive", counted)
    one = records()
    everyone = [row["participant"] for row in one.parties(status="all")]
    assert derived == ["open-skies"]
    one.status(everyone, on="2021-06-20", as_notified=True)
    one.upcoming(on="2021-06-20")
    one.parties(on="2021-06-20", as_notified=True)
    assert derived == ["open-skies"] * 2
    one.upcoming(on="2021-06-21")
    assert derived == ["open-skies"] * 3


def test_only_so_many_days_are_kept(ours: Records) -> None:
    from openskies_cli.register import MOST_CUT

    one = records()
    for day in range(MOST_CUT + 5):
        one._register.as_notified("open-skies", date.fromordinal(730000 + day).isoformat())
    kept = [key for key in one._register._shelf._made if key[0] == "as_notified"]
    assert len(kept) == MOST_CUT
    assert kept[-1][2] == date.fromordinal(730000 + MOST_CUT + 4).isoformat()


LEANING = "id: {id}\nclauses: {{withdrawal: {{delay: {{months: 6}}, with: [{on}]}}}}\nparticipants: {{}}\n"


def test_what_is_said_does_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    texts = {"a": LEANING.format(id="a", on="b"), "b": LEANING.format(id="b", on="lost"), "c": "id: c\nparticipants: {XQ: {actions: []}}\n"}
    one = _tiny(tmp_path / "own", **texts)
    lost = "b depends on the treaty 'lost', of which there is no record; what follows from it is left out"
    for _ in range(2):
        assert one.treaty("b").remarks == [lost]
        assert one.treaty("a").remarks == [lost]
        assert one.treaty("c").remarks == []
        assert one.status("XQ", treaty="c")[0]["participant"] == "XQ"  # a code only this record knows
        with pytest.raises(Refused, match="'XQ' is no participant"):
            one.status("XQ", treaty="a")


def test_an_answer_is_the_callers_own(ours: Records) -> None:
    first = ours.status("RU", on="2021-06-18")
    before = json.dumps(first.rows)
    for note in first[0]["qualifiers"]:
        note.clear()
    first.rows.clear()
    assert json.dumps(ours.status("RU", on="2021-06-18").rows) == before


def test_threads_may_share_records() -> None:
    one = records()
    questions: list[Callable[[], Answer]] = [
        lambda: one.status("RU", treaty="all"),
        lambda: one.upcoming(on="2021-06-20", treaty="all"),
        lambda: one.parties(on="2003-01-01", as_notified=True, treaty="all"),
        lambda: one.claims(),
    ]
    found: dict[int, list[list[dict[str, Any]]]] = {}
    barrier = threading.Barrier(8)

    def ask(number: int) -> None:
        barrier.wait()
        turned = questions[number % 4 :] + questions[: number % 4]
        found[number] = [answer.rows for answer in sorted((question() for question in turned), key=lambda answer: answer.columns)]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(found) == 8
    alone = sorted((question() for question in questions), key=lambda answer: answer.columns)
    assert all(each == [answer.rows for answer in alone] for each in found.values())


def test_today_is_read_anew_for_every_question(monkeypatch: pytest.MonkeyPatch) -> None:
    one = records()
    assert one.status("RU")[0]["status"] == "former-party"
    monkeypatch.setenv("OPENSKIES_TODAY", "2021-12-17")
    assert one.status("RU")[0]["on"] == "2021-12-17"
    assert one.status("RU")[0]["status"] == "party"


def test_the_records_are_those_of_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _tiny(tmp_path / "own", x="id: x\nparticipants: {RU: {actions: [{action: signature, date: 1992-03-24}]}}\n")
    assert one.status("RU")[0]["treaty"] == "x"
    assert repr(one) == f"<records of {tmp_path / 'own'}, named by --data>"
    monkeypatch.setenv("OPENSKIES_DATA", str(tmp_path / "own"))
    assert records().status("RU")[0]["treaty"] == "x"


# How an answer reads ------------------------------------------------------------------------------


def test_an_answer_reads_well(ours: Records) -> None:
    answer = ours.status("RU", on="2021-12-18", require="party")
    assert repr(answer) == "<status: 1 row, no. Open Skies, as of 2021-12-18.>"
    assert (len(answer), [row["status"] for row in answer], answer[-1]["since"]) == (1, ["former-party"], "2021-12-18")
    assert str(answer).endswith("\n\nOpen Skies, as of 2021-12-18.")
    answer.write("wide.md", wide=True)
    assert "because" in Path("wide.md").read_text(encoding="utf-8")


class Tags(HTMLParser):
    """The tags of a fragment, and whether each was closed where it should."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_notebook_sees_a_table(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script></body></table>"
    text = f"id: x\ntitle: '{evil}'\nshort_title: '{evil}'\nparticipants: {{RU: {{actions: [{{action: signature, date: 1992-03-24}}]}}}}\n"
    answer = _tiny(tmp_path / "own", x=text).treaty("x")
    tags = Tags()
    tags.feed(answer._repr_html_())
    tags.close()
    assert tags.open == []
    assert set(tags.seen) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert tags.seen.count("tr") == len(answer) + 1
    assert evil in tags.texts


def test_a_notebook_draws_the_first_rows_of_many(ours: Records) -> None:
    answer = ours.timeline(treaty="npt")
    page = answer._repr_html_()
    assert len(answer) > api.MOST_DRAWN
    assert page.count("<tr>") == api.MOST_DRAWN + 1
    assert f"<p>{api.MOST_DRAWN} of {len(answer)} rows shown</p>" in page


def test_without_pandas_it_is_said_how_to_install_it(ours: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'openskies\[pandas\]'"):
        ours.status("RU").to_pandas()


def test_a_data_frame(ours: Records) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: the frame is not built")
    answer = ours.withdrawals(by_year=True, by="notice", treaty="all")
    frame = answer.to_pandas()
    assert list(frame.columns) == answer.columns
    assert (len(frame), str(frame["year"].dtype), str(frame["count"].dtype)) == (len(answer), "Int64", "Int64")
    assert frame["participants"].tolist() == [row["participants"] for row in answer]
    assert str(ours.coverage().to_pandas()["covers"].dtype) == "boolean"
    assert list(ours.parties(on="1980-01-01").to_pandas().columns) == ours.parties().columns


def test_ipython_shows_the_table(ours: Records) -> None:
    formatters = pytest.importorskip("IPython.core.formatters", reason="IPython is not installed: nothing draws the answer")
    shown, _ = formatters.DisplayFormatter().format(ours.status("RU"))
    assert shown["text/html"].startswith("\n<table>")
    assert shown["text/plain"].startswith("<status: 1 row.")


def test_a_notebook_kernel_runs_it() -> None:
    client = pytest.importorskip("nbclient", reason="nbclient is not installed: no kernel runs the notebook")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: no kernel runs the notebook")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: there is no kernel")
    source = "from openskies_cli import records\nrecords().status('RU', on='2021-12-18')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    client.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert "former-party" in notebook.cells[0].outputs[0]["data"]["text/html"]


def test_the_csv_of_an_answer_is_a_table(ours: Records) -> None:
    ours.parties(on="2021-12-17").write("parties.csv")
    rows = list(csv.DictReader(io.StringIO(Path("parties.csv").read_text(encoding="utf-8"))))
    assert {row["status"] for row in rows} == {"party"}


# The front of the package -------------------------------------------------------------------------

IMPORTED: dict[str, str] = {  # what a fresh interpreter runs
    "the name alone": """
from openskies_cli import records
assert records().status("RU")
""",
    "after the reading": """
from openskies_cli.reading import read_treaty
from openskies_cli import records
assert records().status("RU")
""",
    "before the reading": """
from openskies_cli import records
from openskies_cli.reading import read_treaty
import openskies_cli
from openskies_cli import records as again
assert again is records is openskies_cli.records
""",
    "after a command": """
import sys
from openskies_cli.main import main
sys.argv = ["openskies", "status", "RU", "-f", "csv", "-o", "answer.csv"]
main()
from openskies_cli import records
assert records().status("RU")
""",
    "every name": """
from openskies_cli import *
assert records and Records and Answer and Refused
""",
    "in threads": """
import threading
found = []
def ask():
    from openskies_cli import records
    found.append(records)
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 16 and len(set(found)) == 1
""",
    "nothing until it is asked for": """
import sys
before = set(sys.modules)
import openskies_cli
assert set(sys.modules) - before == {"openskies_cli"}, set(sys.modules) - before
assert {"records", "Answer", "__version__"} <= set(dir(openskies_cli))
""",
    "no other name": """
import openskies_cli
try:
    openskies_cli.record
except AttributeError as missing:
    assert "'record'" in str(missing)
else:
    raise SystemExit(1)
""",
}


@pytest.mark.parametrize("case", IMPORTED)
def test_the_front_of_the_package(case: str, tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_"))}
    done = subprocess.run([sys.executable, "-c", IMPORTED[case]], env=env, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_types_are_checked_for_users(tmp_path: Path) -> None:
    """The names of the package and the words of a question, as a type checker of somebody else sees them."""
    mypy = pytest.importorskip("mypy.api", reason="mypy is not installed: no type checker to ask")
    user = tmp_path / "user.py"
    user.write_text(
        "from openskies_cli import Answer, records\n"
        "answer: Answer = records().parties(status='party', on='2021-12-17')\n"
        "records().parties(status='member')\n"
        "records().partys()\n"
        "from openskies_cli import nothing\n",
        encoding="utf-8",
    )
    out, _, code = mypy.run(["--strict", "--config-file", os.devnull, "--cache-dir", str(tmp_path / "cache"), str(user)])
    assert code == 1
    wrong = [line.partition("user.py:")[2].partition(":")[0] for line in out.splitlines() if ": error:" in line]
    assert wrong == ["3", "4", "5"]
