"""Claims: the nine of the news report, the examples of docs/claims.md as they are printed, and what a verdict rests on."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli import desk
from openskies_cli.doors import quick
from openskies_cli.reading import read_source

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")

Row = dict[str, object]
Ask = Callable[..., list[Row]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The answer of a command line as JSON objects."""
    monkeypatch.setenv("OPENSKIES_TODAY", "2026-11-23")
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def asked(*words: str) -> list[Row]:
        understood = quick.plainly([*words, "-f", "json"])
        assert understood is not None
        assert desk.run(*understood) == 0, capsys.readouterr().err
        rows: list[Row] = json.loads(capsys.readouterr().out)
        return rows

    return asked


@pytest.fixture
def judged(ask: Ask, tmp_path: Path) -> Callable[..., list[Row]]:
    """The rows for one claim with these readings, in a text of the day `date`."""

    def judge(*readings: str, date: str = "2021-06-07", words: tuple[str, ...] = ()) -> list[Row]:
        lines = ["id: text", "title: A text", "kind: press", f"date: {date}", "claims:", "  - id: a", "    says: so", "    readings:"]
        path = tmp_path / "text.yaml"
        path.write_text("\n".join([*lines, *(f"      - {reading}" for reading in readings)]) + "\n", encoding="utf-8")
        return ask("claims", str(path), *words)

    return judge


# The news report ----------------------------------------------------------------------------------

NINE = [
    ("a", None, "confirmed", "2021-06-07", "the law of that year"),
    ("b", None, "confirmed", "2002-01-01", None),
    ("c", None, "imprecise", "35", "signed or joined at any time"),
    ("d", "place", "confirmed", "Helsinki", None),
    ("d", "day", "confirmed", "1992-03-24", None),
    ("d", "number", "contradicted", "25", None),
    ("d", "person", "not-decidable", None, None),
    ("e", "proposer", "confirmed", "President Bush", None),
    ("e", "year", "contradicted", "1989-05-12", None),
    ("f", None, "confirmed", "2020-11-22", None),
    ("g", None, "confirmed", "2021-05-27", None),
    ("h", "extension", "confirmed", "2021-02-03", None),
    ("h", "term", "confirmed", "five years", None),
    ("i", "lower", "confirmed", "2021-05-19", None),
    ("i", "upper", "confirmed", "2021-06-02", None),
]
"""claim, atom, verdict, what was found, what the deciding reading means"""


def test_the_nine_claims_of_the_news_report(ask: Ask) -> None:
    rows = ask("claims", "news-report-2021-06-07")
    assert [(row["claim"], row["atom"], row["verdict"]) for row in rows] == [line[:3] for line in NINE]
    for row, (*_, found, means) in zip(rows, NINE, strict=True):
        assert (found is None) == (row["found"] is None), row
        assert (found or "") in str(row["found"] or ""), row
        assert (means or "") in str(row["means"] or ""), row
        assert row["as_of"] == "2021-06-07"


def test_the_34_signatures_are_contradicted_as_worded_and_the_reading_that_holds_is_named(ask: Ask) -> None:
    c = next(row for row in ask("claims", "news-report-2021-06-07") if row["claim"] == "c")
    assert (c["as_worded"], c["verdict"], c["reading"]) == ("contradicted", "imprecise", 2)
    assert "signatures_ever is 26, not 35" in str(c["because"])
    assert "holds as: signed or joined at any time, Russia and 34 others" in str(c["because"])


def test_a_verdict_has_its_basis_and_its_sources(ask: Ask) -> None:
    rows = {(row["claim"], row["atom"]): row for row in ask("claims")}
    assert rows["f", None]["basis"] == ["published"]
    assert rows["g", None]["basis"] == ["press"]
    assert "tass-1297103" in str(rows["g", None]["sources"])
    assert rows["d", "person"]["basis"] == []


def test_no_claims_command_without_words_lists_every_text_that_makes_claims(ask: Ask) -> None:
    texts = [path.stem for path in (ROOT / "seeds").glob("*.yaml") if "\nclaims:" in path.read_text(encoding="utf-8")]
    assert sorted({str(row["source"]) for row in ask("claims")}) == sorted(texts)
    assert "news-report-2021-06-07" in texts


# The page that teaches ----------------------------------------------------------------------------


def lines_of_the_page() -> list[tuple[str, str]]:
    """(reading, verdict) of every table line."""
    return re.findall(r"^\| `(\{ask: .*?\})` \| `([a-z-]+)` \|", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize(("reading", "verdict"), lines_of_the_page())
def test_every_reading_of_the_page_has_the_verdict_it_prints(reading: str, verdict: str, judged: Callable[..., list[Row]]) -> None:
    row = judged(reading)[0]
    assert row["verdict"] == verdict, row["because"]


def test_the_page_shows_every_verdict() -> None:
    lines = lines_of_the_page()
    assert len(lines) == 22
    assert {verdict for _, verdict in lines} == {"confirmed", "contradicted", "not-decidable"}


def test_the_article_to_copy_gives_what_the_page_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = re.search(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    example = re.search(r"^```console\n\$ openskies (.*?)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert article is not None
    assert example is not None
    (tmp_path / "my-article.yaml").write_text(article[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    understood = quick.plainly([*example[1].split(), "-f", "plain"])
    assert understood is not None
    assert desk.run(*understood) == 0
    assert capsys.readouterr().out == example[2]


# What a verdict rests on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readings", "verdict", "worded", "reading"),
    [
        (("party",), "confirmed", "confirmed", 1),
        (("party", "party"), "confirmed", "confirmed", 1),
        (("signatory", "party"), "imprecise", "contradicted", 2),
        (("signatory", "none", "party"), "imprecise", "contradicted", 3),
        (("signatory", "none"), "contradicted", "contradicted", 1),
    ],
)
def test_the_first_reading_that_holds_decides(
    readings: tuple[str, ...], verdict: str, worded: str, reading: int, judged: Callable[..., list[Row]]
) -> None:
    row = judged(*(f"{{ask: status RU, expect: {{key: status, value: {word}}}}}" for word in readings))[0]
    assert (row["verdict"], row["as_worded"], row["reading"]) == (verdict, worded, reading)


def test_an_open_literal_reading_is_not_contradicted_by_a_later_one(judged: Callable[..., list[Row]]) -> None:
    row = judged("{ask: status Wakanda, expect: {key: status, value: party}}", "{ask: status RU, expect: {key: status, value: signatory}}")[
        0
    ]
    assert (row["verdict"], row["as_worded"]) == ("not-decidable", "not-decidable")


@pytest.mark.parametrize(
    ("on", "said"),
    [("2021-12-17", "confirmed"), ("2021-12-18", "contradicted"), ("2024-04-12", "contradicted"), ("2024-04-13", "not-decidable")],
)
def test_the_question_is_asked_as_of_the_day_of_the_text(on: str, said: str, judged: Callable[..., list[Row]]) -> None:
    row = judged("{ask: status RU, expect: {key: status, value: party}}", date=on)[0]
    assert (row["verdict"], row["as_of"]) == (said, on)


def test_one_seen_later_than_the_list_is_covered_by_that(judged: Callable[..., list[Row]]) -> None:
    party = "{{ask: status {}, expect: {{key: status, value: party}}}}"
    verdicts = [(who, judged(party.format(who), date="2025-06-01")[0]["verdict"]) for who in ("BY", "DE")]
    assert verdicts == [("BY", "confirmed"), ("DE", "not-decidable")]


OPEN = """
id: lake
title: Lake
adopted: 2010-05-01
coverage: {from: 2010-05-01, through: 2024-12-31}
clauses:
  entry_into_force: {when: {instruments: 2}, delay: same_day}
  entry_into_force_for_state: {counts_after: treaty_entry_into_force, delay: same_day}
  withdrawal: {from: received, delay: {months: 6}}
participants:
  CH: {actions: [{action: ratification, date: 2011-01-10}]}
  FR: {actions: [{action: ratification, date: 2011-03-02}]}
  IT: {actions: [{action: accession, date: 2012}]}
  DE:
    actions:
      - {action: accession, date: 2013-01-01}
      - {action: notice_of_withdrawal, date: 2020-01-01, fact: contested, by: [FR]}
"""
"""Four participants: on a day of 2012 Italy is undetermined; from 2020-07-01 on Germany's exit is disputed."""


@pytest.mark.parametrize(
    ("date", "expect", "verdict", "found"),
    [
        ("2012-06-01", "{rows: 2}", "not-decidable", "2 to 3"),
        ("2012-06-01", "{rows: 4}", "contradicted", "2 to 3"),
        ("2012-06-01", "{rows: {at_least: 2}}", "confirmed", "2 to 3"),
        ("2012-06-01", "{rows: {at_least: 3}}", "not-decidable", "2 to 3"),
        ("2012-06-01", "{rows: {at_most: 3}}", "confirmed", "2 to 3"),
        ("2012-06-01", "{rows: {at_most: 1}}", "contradicted", "2 to 3"),
        ("2013-06-01", "{rows: 4}", "confirmed", "4"),
        ("2013-06-01", "{rows: [3, 4]}", "confirmed", "4"),
        ("2021-06-01", "{rows: 4}", "not-decidable", "3 to 4"),
        ("2025-06-01", "{rows: 4}", "not-decidable", "at least 0"),
    ],
)
def test_a_count_of_parties_is_a_range_where_one_is_open(
    date: str, expect: str, verdict: str, found: str, judged: Callable[..., list[Row]], tmp_path: Path
) -> None:
    folder = tmp_path / "records" / "data" / "treaties"
    folder.mkdir(parents=True)
    (folder / "lake.yaml").write_text(OPEN.strip() + "\n", encoding="utf-8")
    reading = f"{{ask: parties --status all -t lake, where: {{status: party}}, expect: {expect}}}"
    row = judged(reading, date=date, words=("--data", str(tmp_path / "records")))[0]
    assert (row["verdict"], row["found"]) == (verdict, found)


@pytest.mark.parametrize(
    ("date", "who", "value", "verdict"),
    [
        ("2012-06-01", "IT", "party", "not-decidable"),
        ("2012-06-01", "IT", "signatory", "contradicted"),
        ("2012-06-01", "IT", "[party, none]", "confirmed"),
        ("2021-06-01", "DE", "party", "not-decidable"),
        ("2021-06-01", "DE", "[party, former-party]", "confirmed"),
        ("2021-06-01", "DE", "signatory", "contradicted"),
    ],
)
def test_an_open_status_decides_what_all_its_alternatives_share(
    date: str, who: str, value: str, verdict: str, judged: Callable[..., list[Row]], tmp_path: Path
) -> None:
    folder = tmp_path / "records" / "data" / "treaties"
    folder.mkdir(parents=True)
    (folder / "lake.yaml").write_text(OPEN.strip() + "\n", encoding="utf-8")
    reading = f"{{ask: status {who} -t lake, expect: {{key: status, value: {value}}}}}"
    row = judged(reading, date=date, words=("--data", str(tmp_path / "records")))[0]
    assert row["verdict"] == verdict, row["because"]


# Mistakes -----------------------------------------------------------------------------------------

MISTAKES = [
    ("{ask: stauts RU, expect: {rows: 1}}", 2, "text.yaml:9:9: no such command 'stauts'"),
    ("{ask: status RU --on 2021-13-01, expect: {rows: 1}}", 2, "text.yaml:9:9: --on: '2021-13-01' has no such month"),
    ("{ask: status RU, expect: {key: statu, value: party}}", 2, "has no column 'statu'; did you mean 'status'"),
    ("{ask: status RU, where: {who: RU}, expect: {rows: 1}}", 2, "text.yaml:9:9: the answer to 'status RU' has no column 'who'"),
    ("{ask: parties, expect: {rows: 33}}", 2, "ask 'parties --status all', where: {status: party}"),
    ("{ask: claims, expect: {rows: 1}}", 2, "claims is not a question that a claim can ask"),
    ("{ask: export out, expect: {rows: 1}}", 2, "export is not a question that a claim can ask"),
    ("{ask: --help, expect: {rows: 1}}", 2, "text.yaml:9:9: "),
    ("{ask: status RU -o out.csv, expect: {rows: 1}}", 2, "leave out --output: a claim asks for the whole answer"),
    ("{ask: status RU --data ., expect: {rows: 1}}", 2, "leave out --data: a claim asks for the whole answer of the records in use"),
    ('{ask: "status \'RU", expect: {rows: 1}}', 2, "a quotation mark without its other half"),
    ("{ask: status RU, expect: {rows: many}}", 3, "text.yaml:9:34: error: rows must be a whole number"),
    ("{ask: status RU, expect: {key: status}}", 3, "write {key: status, value: party} or {rows: 34}"),
    ("{ask: status RU, expect: {key: status, value: party, rows: 1}}", 3, "write {key: status, value: party} or {rows: 34}"),
    ("{expect: {rows: 1}}", 3, "a reading needs the key 'ask'"),
    ("{ask: status RU}", 3, "a reading needs the key 'expect'"),
    ("{ask: status RU, expects: {rows: 1}}", 3, "did you mean 'expect'?"),
]


@pytest.mark.parametrize(("reading", "code", "sentence"), MISTAKES, ids=[reading for reading, *_ in MISTAKES])
def test_a_mistake_has_its_place_and_a_remedy(
    reading: str, code: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["id: text", "title: A text", "kind: press", "date: 2021-06-07", "claims:", "  - id: a", "    says: so", "    readings:"]
    monkeypatch.chdir(tmp_path)
    Path("text.yaml").write_text("\n".join([*lines, f"      - {reading}"]) + "\n", encoding="utf-8")
    understood = quick.plainly(["claims", "text.yaml"])
    assert understood is not None
    assert desk.run(*understood) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("news-report-2021-06-08", 2, "there is no text 'news-report-2021-06-08'; did you mean 'news-report-2021-06-07'?"),
        ("tass-1297103", 2, "'tass-1297103' makes no claims on record"),
        ("no-such-file.yaml", 3, "cannot read no-such-file.yaml"),
    ],
)
def test_a_text_that_is_not_there(name: str, code: int, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    understood = quick.plainly(["claims", name])
    assert understood is not None
    assert desk.run(*understood) == code
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("claims: [{id: a, says: s}, {id: a, says: t}]", "there are two of the claim 'a'"),
        ("claims: [{id: a, says: s, atoms: [{id: x, says: s}, {id: x, says: t}]}]", "there are two of the atom 'x'"),
        ("claims: [{id: a, says: s, atoms: [{id: x, says: s}], readings: []}]", "a claim has readings or atoms, not both"),
        ("claims: [{id: a, says: s, atoms: []}]", "atoms must have an item"),
        ("claims: []", "claims must have an item"),
        ("claims: [{says: s}]", "a claim needs the key 'id'"),
        ("claims: {a: b}", "claims must be a list"),
    ],
)
def test_the_shape_of_claims(text: str, sentence: str) -> None:
    _, findings = read_source(f"id: x\ntitle: X\nkind: press\ndate: 2021\n{text}\n".encode(), "x.yaml")
    assert sentence in " ".join(finding.sentence for finding in findings)


def test_claims_need_the_day_of_the_text() -> None:
    source, findings = read_source(b"id: x\ntitle: X\nkind: press\nclaims: [{id: a, says: s}]\n", "x.yaml")
    assert [finding.sentence for finding in findings] == ["a text that makes claims needs the key 'date'"]
    assert source is not None
    assert source.claims[0].atoms[0].readings == ()


# Names, seen, and values that name nothing --------------------------------------------------------

SEEN = """
id: lake
coverage: {through: 2020-12-31CLOSED}
seen: {FR: 2024-12-31}
GAPSclauses:
  entry_into_force: {published: 2010-01-01}
  withdrawal: {article: '9', delay: {months: 6}}
participants:
  FR:
    actions:
      - {action: ratification, date: 2005-01-01, effect: 2010-01-01}
      - {action: notice_of_withdrawal, date: 2018-01-01}
      - {action: revocation_of_notice, date: 2018-02-01}
      - {action: notice_of_withdrawal, date: 2023-01-01}
  DE: {actions: [{action: ratification, date: 2005-01-01, effect: 2010-01-01}]}
"""

CLOSED = ", closed: {since: 2015-01-01, why: everybody has joined}"
GAP = "gaps: [{participant: FR, kind: list, about: 2022, note: nothing seen}]\n"


@pytest.mark.parametrize(
    ("closed", "gaps", "reading", "verdict"),
    [
        ("", "", "{ask: withdrawals -t lake, where: {participant: FR}, expect: {rows: 2}}", "confirmed"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: France}, expect: {rows: 2}}", "confirmed"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: FR}, expect: {rows: 3}}", "contradicted"),
        ("", "", "{ask: withdrawals -t lake FR, expect: {rows: 2}}", "confirmed"),
        ("", "", "{ask: withdrawals -t lake --on 2025-01-01, where: {participant: FR}, expect: {rows: 2}}", "not-decidable"),
        ("", GAP, "{ask: withdrawals -t lake, where: {participant: FR}, expect: {rows: 2}}", "not-decidable"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: DE}, expect: {rows: 0}}", "not-decidable"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: [FR, DE]}, expect: {rows: 2}}", "not-decidable"),
        ("", "", "{ask: withdrawals -t lake, expect: {rows: 2}}", "not-decidable"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: FR, notified: 2023}, expect: {key: state, value: pending}}", "confirmed"),
        ("", "", "{ask: withdrawals -t lake, where: {participant: IT}, expect: {rows: 0}}", "not-decidable"),
        (CLOSED, "", "{ask: withdrawals -t lake, where: {participant: IT}, expect: {rows: 0}}", "confirmed"),
        (CLOSED, "", "{ask: withdrawals -t lake, where: {participant: DE}, expect: {rows: 0}}", "not-decidable"),
        (CLOSED, "", "{ask: parties -t lake --status all, where: {status: party}, expect: {rows: {at_most: 2}}}", "confirmed"),
        ("", "", "{ask: parties -t lake --status all, where: {status: party}, expect: {rows: {at_most: 2}}}", "not-decidable"),
    ],
)
def test_what_was_seen_of_a_participant_is_final_for_it(
    closed: str, gaps: str, reading: str, verdict: str, judged: Callable[..., list[Row]], tmp_path: Path
) -> None:
    folder = tmp_path / "records" / "data" / "treaties"
    folder.mkdir(parents=True)
    (folder / "lake.yaml").write_text(SEEN.strip().replace("CLOSED", closed).replace("GAPS", gaps) + "\n", encoding="utf-8")
    row = judged(reading, date="2023-06-01", words=("--data", str(tmp_path / "records")))[0]
    assert row["verdict"] == verdict, row["because"]


def told(reading: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The verdict on one reading, and what stderr says, without the folder."""
    lines = ["id: text", "title: A text", "kind: press", "date: 2021-06-07", "claims:", "  - id: a", "    says: so", "    readings:"]
    path = tmp_path / "text.yaml"
    path.write_text("\n".join([*lines, f"      - {reading}"]) + "\n", encoding="utf-8")
    understood = quick.plainly(["claims", str(path), "-f", "csv", "--columns", "verdict"])
    assert understood is not None
    assert desk.run(*understood) == 0
    said = capsys.readouterr()
    return said.out.split()[1], said.err.replace(f"openskies: {tmp_path}/", "")


@pytest.mark.parametrize(
    ("reading", "verdict", "remark"),
    [
        ("{ask: parties, where: {participant: Poland}, expect: {key: deposited, value: 1995}}", "confirmed", ""),
        ("{ask: parties, where: {participant: Польша}, expect: {key: deposited, value: 1995}}", "confirmed", ""),
        ("{ask: parties --status all, where: {participant: Benelux, status: party}, expect: {rows: 3}}", "confirmed", ""),
        ("{ask: withdrawals, where: {effective: 2020-11-22}, expect: {key: participant, value: United States}}", "confirmed", ""),
        ("{ask: treaties, where: {treaty: Non-Proliferation Treaty}, expect: {key: treaty_status, value: in-force}}", "confirmed", ""),
        ("{ask: withdrawals, where: {participant: France}, expect: {rows: 0}}", "confirmed", ""),
        (
            "{ask: withdrawals, where: {participant: Polnd}, expect: {rows: 0}}",
            "not-decidable",
            "text.yaml:9:9: 'Polnd' is no participant; did you mean Poland (PL)?\n",
        ),
        (
            "{ask: timeline, where: {event: signatur}, expect: {rows: {at_least: 1}}}",
            "contradicted",
            "text.yaml:9:9: no row of 'timeline' has the event 'signatur'; did you mean 'signature'?\n",
        ),
        (
            "{ask: parties, where: {participant: Japan}, expect: {key: deposited, value: 1995}}",
            "not-decidable",
            "text.yaml:9:9: no row of 'parties' has the participant 'Japan'\n",
        ),
        (
            "{ask: withdrawals, where: {state: [effective, pendng]}, expect: {rows: {at_least: 1}}}",
            "confirmed",
            "text.yaml:9:9: no row of 'withdrawals' has the state 'pendng'; did you mean 'pending'?\n",
        ),
        (
            "{ask: explain RU, where: {text: {contains: Zanzibar}}, expect: {key: date, value: 2021}}",
            "not-decidable",
            "text.yaml:9:9: no row",
        ),
    ],
)
def test_values_are_names_as_everywhere_and_one_that_names_no_row_is_said(
    reading: str, verdict: str, remark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "Benelux" in reading:
        reading = reading.replace("Benelux", "[Belgium, NL, Luxembourg]")
    got, err = told(reading, tmp_path, capsys)
    assert got == verdict
    assert err.startswith(remark) if remark else not err


# A text to begin with -----------------------------------------------------------------------------


def test_a_text_to_begin_with_can_be_asked_at_once(ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine.yaml")
    for words in (["claims", "--new", "mine", "-o", path], ["check", path, "--severity", "hint"]):
        understood = quick.plainly(words)
        assert understood is not None
        assert desk.run(*understood) == 0
        assert capsys.readouterr() == ("", "")
    written = Path(path).read_text(encoding="utf-8")
    assert "\nid: mine\n" in written
    assert "\ndate: 2026-11-23 " in written
    assert {str(row["verdict"]) for row in ask("claims", path)} == {"not-decidable", "imprecise", "contradicted"}
    for said in ("mine", "sub/mine.yaml"):
        understood = quick.plainly(["claims", "--new", said])
        assert understood is not None
        assert desk.run(*understood) == 0
        assert capsys.readouterr().out.partition("\n")[2] == written.partition("\n")[2]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--new mine -o there.yaml", "'there.yaml' is there already, and nothing is written over it"),
        ("--new there.yaml", "'there.yaml' is there already, and nothing is written over it"),
        ("--new Mine", "'Mine' is no id of lower-case letters, digits and dashes; write --new mine"),
        ("--new ...", "write a name such as news-2021-06-07"),
        ("--new news-report-2021-06-07", "there is a document 'news-report-2021-06-07' in seeds/ already"),
        ("there.yaml --new mine", "leave out the names of other texts"),
        ("--new mine -o nowhere/mine.yaml", "--output: 'nowhere/mine.yaml' cannot be written: there is no folder"),
    ],
)
def test_a_text_to_begin_with_is_written_over_nothing(
    words: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.yaml").write_text("mine\n", encoding="utf-8")
    understood = quick.plainly(["claims", *words.split()])
    assert understood is not None
    assert desk.run(*understood) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine\n"]
