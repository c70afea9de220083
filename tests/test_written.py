"""What is written reads as it was: every shipped file, every key, every clause form, odd texts, random records."""

import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openskies_cli.clauses import Clauses
from openskies_cli.dates import parse
from openskies_cli.model import NOWHERE, Action, Entry, Event, Gap, Reported, Source, Treaty
from openskies_cli.reading import read_people, read_source, read_treaty, written

sys.path.insert(0, str(Path(__file__).parent))

from reference import generate
from test_records import CLAUSES, EVERY_KEY

ROOT = Path(__file__).parents[1]
TREATIES = sorted((ROOT / "data" / "treaties").glob("*.yaml"))
SEEDS = sorted((ROOT / "seeds").glob("*.yaml"))


def nowhere(value: Any) -> Any:
    """A value without the places where its parts stood."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        kept = {"place": NOWHERE, "places": {}}
        return type(value)(*(kept.get(name, nowhere(part)) for name, part in zip(value._fields, value, strict=True)))
    if isinstance(value, tuple | list):
        return type(value)(nowhere(part) for part in value)
    return {key: nowhere(part) for key, part in value.items()} if isinstance(value, dict) else value


def same(treaty: Treaty) -> None:
    """A treaty, written and read, is what it was; and what is written of that is the same text."""
    text = written.treaty(treaty)
    again, findings = read_treaty(text.encode(), "written.yaml", treaty.id)
    assert [str(finding) for finding in findings if finding.severity == "error"] == [], text
    assert nowhere(again) == nowhere(treaty), text
    assert again is not None
    assert written.treaty(again) == text


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_a_shipped_record_comes_back(path: Path) -> None:
    treaty, findings = read_treaty(path.read_bytes(), str(path), path.stem)
    assert treaty is not None
    assert [finding for finding in findings if finding.severity == "error"] == []
    same(treaty)


def test_the_participants_come_back() -> None:
    people, _ = read_people((ROOT / "data" / "participants.yaml").read_bytes(), "p")
    assert people is not None
    text = written.people(people)
    again, findings = read_people(text.encode(), "p")
    assert findings == []
    assert nowhere(again) == nowhere(people)
    assert again is not None
    assert written.people(again) == text


def test_every_document_comes_back() -> None:
    assert len(SEEDS) > 300
    for path in SEEDS:
        source, _ = read_source(path.read_bytes(), str(path), path.stem)
        assert source is not None
        text = written.source(source)
        again, findings = read_source(text.encode(), str(path), path.stem)
        assert findings == [], path.stem
        assert nowhere(again) == nowhere(source), path.stem


def test_every_key_comes_back() -> None:
    treaty, findings = read_treaty(EVERY_KEY.encode(), "f", "x")
    assert treaty is not None
    assert findings == []
    same(treaty)


@pytest.mark.parametrize("case", CLAUSES)
def test_every_form_of_the_clauses_comes_back(case: str) -> None:
    before = "id: x\ndepositaries: [RU]\nattributes: {quota: flights}\nlists: {annex: [RU, US]}\n"
    text = f"{before}clauses: {CLAUSES[case][0]}\nparticipants: {{}}\n"
    treaty, findings = read_treaty(text.encode(), "f", "x")
    assert treaty is not None, [str(finding) for finding in findings]
    same(treaty)


ODD = (
    *("NO", "no", "null", "~", "true", "Yes", "1e3", "0x10", "1_000", "1992-03-24", "1992-03-24?", "- a", "a: b", "a:", "a #b", "#a"),
    *(
        '"quoted"',
        "it's",
        "{a}",
        "[a]",
        "a, b",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "?",
        "? a",
        "a\\b",
        "Türkiye",
        "Россия",
        "中国",
    ),
    *("a  b", "(a)", "-", "--", "...", "---", "=", "a=b", "<<", ".5", "a\tb".replace("\t", " "), "50 %", "a/b", "ß", "’", "—"),
)


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_comes_back(text: str) -> None:
    act = Action("communication", why=text, called=text, scope=(text, "b"), notes=text, also_reported=(Reported(why=text),))
    same(Treaty("x", title=text, participants={"NO": Entry((act,), notes=text)}, notes=text, sources=("a-b",)))


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip() and "\ufeff" not in text
)
DAY = st.sampled_from(["1992", "1992-03", "1992-03-24", "1992-03-24?", "../1992-03", "1992-03/..", "1992-03/1992-05"]).map(parse)


def acted(said: dict[str, Any]) -> Action:
    return Action(**said)


ACT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["signature", "ratification", "declaration", "reservation"]),
        "date": st.just(parse("1992")),
        "effect": st.none() | DAY,
        "basis": st.sampled_from(["", "depositary", "computed", "published", "reported"]),
        "prefer": st.sampled_from(["", "published", "computed"]),
        "fact": st.sampled_from(["established", "reported", "contested"]),
        "why": st.just("") | TEXT,
        "accepted": st.just("") | TEXT,
        "towards": st.lists(TEXT, max_size=2).map(tuple),
        "scope": st.lists(TEXT, max_size=2).map(tuple),
        "notes": st.just("") | TEXT,
        "sources": st.lists(st.sampled_from(["a", "b-c"]), max_size=2).map(tuple),
    }
).map(acted)
EVENT = st.tuples(st.sampled_from(["conference", "extension"]), DAY, st.just("") | TEXT).map(
    lambda said: Event(said[0], said[1], title=said[2])
)
GAP = st.tuples(st.sampled_from(["", "NO"]), TEXT, st.none() | DAY, TEXT).map(lambda said: Gap(*said))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ACT, max_size=4),
    st.lists(EVENT, max_size=2),
    st.lists(GAP, max_size=2),
    st.dictionaries(st.sampled_from(["quota", "a_b"]), st.sampled_from([0.0, 8.0, 12.5, 0.0001]), max_size=2),
    TEXT,
)
def test_a_random_record_comes_back(acts: list[Action], events: list[Event], gaps: list[Gap], figures: dict[str, float], text: str) -> None:
    entry = Entry(tuple(acts), {name: figures[name] for name in ("quota", "a_b") if name in figures}, text)
    same(
        Treaty(
            "x",
            title=text,
            attributes={"quota": "flights", "a_b": text},
            events=tuple(events),
            gaps=tuple(gaps),
            clauses=Clauses(not_read=("withdrawal",), not_there=("entry_into_force",)),
            participants={"NO": entry, "SE": Entry()},
        )
    )


@pytest.mark.parametrize("seed", range(120))
def test_a_record_of_any_clause_form_comes_back(seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    made = generate.record(dice, generate.FORMS[seed % len(generate.FORMS)], uncertain=seed % 2 == 0)
    treaty, findings = read_treaty(made.text.encode(), "case.yaml")
    assert treaty is not None
    if not any(finding.severity == "error" for finding in findings):
        same(treaty)


def test_a_source_with_odd_texts_comes_back() -> None:
    for text in ODD:
        source = Source("s", title=text, kind="press", publisher=text, addresses=(text, "b"), notes=text)
        again, findings = read_source(written.source(source).encode(), "s", "s")
        assert findings == [], text
        assert nowhere(again) == source


def test_a_key_that_must_stand_is_written_though_it_is_empty() -> None:
    assert written.treaty(Treaty("x")) == "id: x\nparticipants: {}\n"
    same(Treaty("x"))
    people, findings = read_people(b"participants: {}\ngroups: {G: {members: []}}\n", "p")
    assert findings == []
    assert people is not None
    assert nowhere(read_people(written.people(people).encode(), "p")[0]) == people


@pytest.mark.parametrize("text", ["1900/1901", "1900-01/1900-06", "1970-01/1970-06", "1970/1970-05?", "1900-01/.."])
def test_a_day_that_begins_on_a_stand_in_comes_back(text: str) -> None:
    """1900 and 1900-01 are dates, 1900-01-01 is a stand-in: an interval that begins there is not written with it."""
    same(Treaty("x", adopted=parse(text), participants={"SE": Entry((Action("signature", parse(text)),))}))


QUOTED = {  # a text -> how it stands alone, and inside braces
    "it's": ("it's", "it's"),
    "Россия": ("Россия", "Россия"),
    "https://x.org/a?b=1": ("https://x.org/a?b=1", '"https://x.org/a?b=1"'),
    "one, two": ("one, two", '"one, two"'),
    "a: b": ('"a: b"', '"a: b"'),
    "a #b": ('"a #b"', '"a #b"'),
    "NO": ("NO", "NO"),
    "No": ('"No"', '"No"'),
    "1e3": ('"1e3"', '"1e3"'),
    "1992-03-24?": ("1992-03-24?", '"1992-03-24?"'),
}


@pytest.mark.parametrize("text", QUOTED)
def test_a_text_is_quoted_only_where_it_would_read_otherwise(text: str) -> None:
    assert (written.scalar(text, alone=True), written.scalar(text)) == QUOTED[text]
