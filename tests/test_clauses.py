"""Every form of condition, on real treaties, read as records: the day it was met, what each part waited for, what is missing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openskies_cli.clauses import CONDITIONS, Condition, Delay, Listing, Tally
from openskies_cli.dates import DELAYS, Day
from openskies_cli.derive import Chronicle, named_treaties
from openskies_cli.reading import nodes, schema
from openskies_cli.reading.clauses import CONDITION, CONDITION_KEYS, DELAY
from openskies_cli.reading.shapes import Reader, Shape

Derived = Callable[..., Chronicle]


def acts(*days_: tuple[str, str]) -> str:
    """Participants with one ratification each: (code, day)."""
    return "".join(f"\n  {code}: {{actions: [{{action: ratification, date: {day}}}]}}" for code, day in days_)


def record(clause: str, participants: str, extra: str = "") -> str:
    return f"id: case\n{extra}clauses:\n  entry_into_force: {clause}\nparticipants:{participants}\n"


THREE = acts(("AA", "2000-01-01"), ("BB", "2001-02-28"), ("CC", "2003-05-05"))
PARIS = "{all: [{instruments: 3, organizations: exclude}, {share: emissions, at_least: 0.55}]}"
EMITTERS = """
  US: {emissions: 17.89, actions: [{action: acceptance, date: 2016-09-03}]}
  CN: {emissions: 20.09, actions: [{action: ratification, date: 2016-09-03}]}
  EU: {emissions: 12.1, actions: [{action: ratification, date: 2016-10-05}]}
  DE: {emissions: 12.56, actions: [{action: ratification, date: 2016-10-05}]}
  RU: {emissions: 7.53, actions: [{action: signature, date: 2016-04-22}, {action: acceptance, date: 2019-10-07}]}
"""
PERCENT = "attributes: {emissions: percent of the world's}\n"
QUOTA = "attributes: {quota: flights a year}\n"

MET = [
    # clause, participants, other keys, met, in force
    ("{when: {instruments: 2}}", THREE, "", "2001-02-28", "2001-02-28"),
    ("{when: {instruments: 3}, delay: {days: 60}}", THREE, "", "2003-05-05", "2003-07-04"),
    ("{when: {instruments: 4}}", THREE, "", "None", "None"),
    ("{when: {includes: [AA, CC]}}", THREE, "", "2003-05-05", "2003-05-05"),
    ("{when: {includes: depositaries}}", THREE, "depositaries: [AA, BB]\n", "2001-02-28", "2001-02-28"),
    ("{when: {includes: negotiators}}", THREE, "lists: {negotiators: [AA, BB]}\n", "2001-02-28", "2001-02-28"),
    ("{when: {all: [{instruments: 1}, {includes: [CC]}]}}", THREE, "", "2003-05-05", "2003-05-05"),
    ("{when: {any: [{instruments: 3}, {includes: [BB]}]}}", THREE, "", "2001-02-28", "2001-02-28"),
    ("{when: {any: [{includes: [DD]}, {includes: [EE]}]}}", THREE, "", "None", "None"),
    ("{when: {instruments: 2, of: [BB, CC, DD]}}", THREE, "", "2003-05-05", "2003-05-05"),
    ("{when: {instruments: 1, kinds: [accession]}}", THREE, "", "None", "None"),
    ("{when: {instruments: 1, kinds: [accession, ratification]}}", THREE, "", "2000-01-01", "2000-01-01"),
    # 55 and 55 %: the EU counts neither among the instruments nor in the share; the United States' first acceptance does
    (f"{{when: {PARIS}, delay: {{days: 30}}}}", EMITTERS, PERCENT, "2019-10-07", "2019-11-06"),
    ("{when: {share: emissions, at_least: 0.55, organizations: additional}}", EMITTERS, PERCENT, "2016-10-05", "2016-10-05"),
    ("{when: {share: emissions, at_least: 0.55}}", EMITTERS, PERCENT, "2019-10-07", "2019-10-07"),
    ("{when: {share: emissions, of: [US, DE], at_least: 1}}", EMITTERS, "attributes: {emissions: Mt}\n", "2016-10-05", "2016-10-05"),
    ("{when: {instruments: 3}}", EMITTERS, PERCENT, "2016-10-05", "2016-10-05"),
    ("{when: {instruments: 4, organizations: exclude}}", EMITTERS, PERCENT, "2019-10-07", "2019-10-07"),
    # a joint quota stands at every member of the group
    (
        "{when: {every: {quota: {at_least: 8}}}}",
        acts(("BY", "2001-11-02"), ("RU", "2001-10-01"), ("BE", "1995-06-28"))
        + "\n  UA: {quota: 12, actions: [{action: ratification, date: 2000-04-20}]}",
        QUOTA + "groups: {BY-RU: {members: [BY, RU], quota: 42}, benelux: {members: [BE, LU, NL], quota: 6}}\n",
        "2001-11-02",
        "2001-11-02",
    ),
    # what comes earlier than the clause allows waits
    ("{when: {instruments: 1}, delay: {days: 10}, not_before: 2005-01-01}", THREE, "", "2000-01-01", "2005-01-01"),
    ("{when: {instruments: 1}, not_before: {after: opening, years: 2}}", THREE, "opened: 1999-06-01\n", "2000-01-01", "2001-06-01"),
    ("{when: {instruments: 3}, not_before: {after: opening, years: 2}}", THREE, "opened: 1999-06-01\n", "2003-05-05", "2003-05-05"),
    # uncertain dates are carried end by end
    (
        "{when: {instruments: 2}, delay: {days: 30}}",
        acts(("AA", "2000"), ("BB", "2000-06")),
        "",
        "2000-06-01/2000-12-31",
        "2000-07-01/2001-01-30",
    ),
    ("{when: {instruments: 2}}", acts(("AA", "2000-01/2000-03"), ("BB", "2000-06-15")), "", "2000-06-15", "2000-06-15"),
    ("{when: {instruments: 1}}", acts(("AA", "2000"), ("BB", "2000-06-15")), "", "2000-01-01/2000-06-15", "2000-01-01/2000-06-15"),
]


@pytest.mark.parametrize(("clause", "participants", "extra", "met", "force"), MET)
def test_when_a_condition_is_met(clause: str, participants: str, extra: str, met: str, force: str, derived: Derived) -> None:
    found = derived(record(clause, participants, extra)).force
    assert (str(found.met), str(found.ruling and found.ruling.day)) == (met, force)
    assert bool(found.missing) == (found.met is None)


MISSING = [
    ("{when: {instruments: 5}}", "", ("2 more instruments",)),
    ("{when: {instruments: 4}}", "", ("1 more instrument",)),
    ("{when: {includes: [AA, DD, EE]}}", "", ("DD", "EE")),
    ("{when: {all: [{includes: [DD]}, {instruments: 5}]}}", "", ("DD", "2 more instruments")),
    ("{when: {any: [{includes: [DD, EE]}, {includes: [FF]}]}}", "", ("FF",)),
    ("{when: {exchange: [AA, DD]}}", "", ("AA", "DD")),
]


@pytest.mark.parametrize(("clause", "extra", "missing"), MISSING)
def test_what_is_missing(clause: str, extra: str, missing: tuple[str, ...], derived: Derived) -> None:
    found = derived(record(clause, THREE, extra))
    assert found.force.missing == missing
    assert found.force.ruling is None
    assert found.history("AA").on("2026-01-01").status in ("contracting-state", "none")


def test_what_share_is_missing(derived: Derived) -> None:
    text = record("{when: {share: emissions, at_least: 0.55}}", EMITTERS.replace("{action: acceptance, date: 2019-10-07}", ""), PERCENT)
    assert derived(text).force.missing == ("4.46 % more of emissions",)


def test_all_signatories_are_awaited(derived: Derived) -> None:
    text = """
        id: cfe
        clauses: {entry_into_force: {when: {includes: signatories}, delay: {days: 10}}}
        participants:
          BY: {actions: [{action: signature, date: 1990-11-19}, {action: ratification, date: 1992-10-30}]}
          NL: {actions: [{action: signature, date: 1990-11-19}, {action: ratification, date: 1991-11-08}]}
          AA: {actions: [{action: accession, date: 1990-01-01}]}
    """
    found = derived(text)
    assert (str(found.force.met), str(found.force.ruling and found.force.ruling.day)) == ("1992-10-30", "1992-11-09")


def test_an_empty_list_is_never_complete(derived: Derived) -> None:
    """Before anyone has signed, it is not so that all signatories have ratified."""
    text = """
        id: cfe
        clauses: {entry_into_force: {when: {includes: signatories}}}
        participants:
          BY: {actions: [{action: signature, date: 1990-11}, {action: ratification, date: 1992-10-30}]}
          AA: {actions: [{action: accession, date: 1990-01-01}]}
    """
    assert str(derived(text).force.met) == "1992-10-30"
    alone = derived("id: protocol\nclauses: {entry_into_force: {when: {includes: {parties_of: pact}}}}\nparticipants:" + THREE)
    assert alone.force.met is None
    assert alone.force.missing == ("parties to pact",)


def test_all_parties_to_another_treaty(derived: Derived) -> None:
    """A protocol of accession waits for all that are parties to the alliance."""
    pact = derived("""
        id: pact
        clauses: {entry_into_force: {published: 1949-08-24}, entry_into_force_for_state: none, withdrawal: {delay: {years: 1}}}
        participants:
          GR: {actions: [{action: accession, date: 1952-02-18}]}
          US: {actions: [{action: ratification, date: 1949-07-25}]}
          XX: {actions: [{action: ratification, date: 1949-07-25}, {action: notice_of_withdrawal, date: 1980-01-01}]}
    """)
    text = """
        id: protocol
        lists: {allies: {parties_of: pact}}
        clauses: {entry_into_force: {when: {includes: allies}}}
        participants:
          US: {actions: [{action: acceptance, date: 1982-01-01}]}
          GR: {actions: [{action: acceptance, date: 1982-05-29}]}
    """
    protocol = derived(text, before=[pact])
    assert named_treaties(protocol.treaty) == ("pact",)
    assert str(protocol.force.met) == "1982-05-29"


def test_negotiating_states_where_the_treaty_is_silent(derived: Derived) -> None:
    """VCLT 24(2)."""
    text = "id: silent\nlists: {negotiating_states: [AA, BB]}\nparticipants:" + THREE
    found = derived(text).force
    assert found.ruling is not None
    assert (str(found.met), found.ruling.article) == ("2001-02-28", "VCLT 24")
    unread = derived("id: silent\nparticipants:" + THREE).force.ruling
    assert unread is not None
    assert (str(unread.day), unread.basis) == ("2000-01-01/..", "unread"), "what was not read is not what is not there"


def test_published_against_computed(derived: Derived) -> None:
    """What the depositary announced wins; that the clause gives another day is kept."""
    found = derived(record("{when: {instruments: 3}, delay: {days: 60}, published: 2003-07-05}", THREE)).force
    assert found.ruling is not None
    assert (str(found.ruling.day), str(found.ruling.computed), found.ruling.basis, found.ruling.differs) == (
        "2003-07-05",
        "2003-07-04",
        "depositary",
        True,
    )
    event = derived(record("{when: {instruments: 9}}", THREE) + "events: [{event: entry_into_force, date: 2003-08-01}]\n").force
    assert event.ruling is not None
    assert (str(event.ruling.day), event.missing) == ("2003-08-01", ())


WORDS = [
    (Condition("instruments", 20), "instrument no. 20"),
    (Condition("instruments", 20, of=Listing("signatories"), kinds=("acceptance",)), "instrument no. 20 of acceptance of signatories"),
    (Condition("includes", of=Listing("depositaries")), "instruments of all: depositaries"),
    (Condition("every", 8, "passive_quota"), "instruments of every State whose passive quota is at least 8"),
    (Condition("share", 0.55, "emissions"), "55 % of emissions"),
    (Condition("exchange", of=Listing(codes=("RU", "US"))), "exchange of instruments between RU, US"),
    (
        Condition("all", parts=(Condition("instruments", 3), Condition("includes", of=Listing("parties_of", "pact")))),
        "instrument no. 3; and instruments of all: parties to pact",
    ),
    (
        Condition("any", parts=(Condition("instruments", 3), Condition("includes", of=Listing("lists", "allies")))),
        "instrument no. 3; or instruments of all: allies",
    ),
    (Delay("days", (1,)), "1 day"),
    (Delay("months_clear", (6,)), "6 clear months"),
    (Delay("years", (1,), roll=True), "1 year, a missing day rolling over"),
    (Delay("first_of_month_nth", (6,)), "the first day of month 6 after the month of the act"),
    (Delay("year_end", (1,)), "31 December, 1 year on"),
    (Delay("yearly", ("06-30", "01-01")), "06-30 of the year, notice by 01-01"),
]


@pytest.mark.parametrize(("thing", "said"), WORDS)
def test_a_clause_in_words(thing: Condition | Delay, said: str) -> None:
    assert str(thing) == said


def test_the_leaves_of_a_condition_are_its_single_requirements() -> None:
    one, two, three = (Condition("instruments", n) for n in (1, 2, 3))
    assert Condition("all", parts=(one, Condition("any", parts=(two, three)))).leaves() == (one, two, three)


def test_a_condition_only_gains_by_an_instrument() -> None:
    everyone = ("AA", "BB", "CC", "DD")
    conditions = [
        Condition("instruments", 2),
        Condition("includes", of=Listing(codes=("AA", "BB"))),
        Condition("every", 2, "weight"),
        Condition("share", 0.5, "weight"),
        Condition("any", parts=(Condition("instruments", 3), Condition("includes", of=Listing(codes=("DD",))))),
    ]
    figures = {"weight": {"AA": 1.0, "BB": 2.0, "CC": 3.0}}

    def met(condition: Condition, held: tuple[str, ...]) -> bool:
        resolve: Callable[[Listing], frozenset[str]] = lambda of: frozenset(of.codes)  # noqa: E731
        kinds = {who: frozenset({"ratification"}) for who in held}
        return not condition.missing(Tally(kinds, resolve, figures, lambda *_: 6.0, frozenset()))

    for condition in conditions:
        for n in range(len(everyone)):
            assert met(condition, everyone[:n]) <= met(condition, everyone[: n + 1])
        assert not met(condition, ())
        assert met(condition, everyone)


@pytest.mark.parametrize("after", ["opening", "adoption", "own_entry_into_force", "treaty_entry_into_force"])
def test_a_lock_in_counts_from_its_anchor(after: str, derived: Derived) -> None:
    """Adopted, opened, in force and in force for the State in four different years: no notice in the three after."""
    text = """
        id: locked
        adopted: 1990-01-01
        opened: 1991-01-01
        clauses:
          entry_into_force: {published: 1992-01-01}
          entry_into_force_for_state: none
          withdrawal: {delay: {months: 1}, not_before: {after: %s, years: 3}}
        participants: {AA: {actions: [{action: ratification, date: 1992-06-01}, {action: notice_of_withdrawal, date: %s}]}}
    """
    first, eve = {
        "adoption": ("1993-01-01", "1992-12-31"),
        "opening": ("1994-01-01", "1993-12-31"),
        "treaty_entry_into_force": ("1995-01-01", "1994-12-31"),
        "own_entry_into_force": ("1995-06-01", "1995-05-31"),
    }[after]
    for day, state in ((first, "effective"), (eve, "without-effect")):
        (left,) = derived(text % (after, day)).history("AA").exits
        assert left.state("2000-01-01") == state


# One row a word ----------------------------------------------------------------------------------


def _read(text: str, shape: Shape) -> object:
    node, findings = nodes.read(f"x: {text}\n".encode(), "x")
    assert isinstance(node, nodes.Mapping)
    assert findings == []
    reader = Reader("x")
    reader.attributes = {"quota": "flights"}
    found = shape.read(node.entries[0][1], reader, "x")
    assert reader.findings == []
    return found


SPELLED = {  # what is not a plain number, as a record writes it
    "same_day": "same_day",
    "first_of_month_after_days": "{first_of_month: {after_days: 60}}",
    "first_of_month_nth": "{first_of_month: {nth: 6}}",
    "first_of_month_after_months": "{first_of_month: {after_months: 3}}",
    "yearly": "{yearly: {on: 06-30, notice_by: 01-01}}",
    "year_end": "{year_end: {following: 1}}",
}
RECORD = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", DELAYS)
def test_a_delay_is_known_in_every_room(word: str) -> None:
    """Its arithmetic, its words, the reader, the schema and the handbook: a word that one of them lacks is found here."""
    text = SPELLED[word] if not DELAYS[word].plain else f"{{{word}: 3}}"
    delay = _read(text, DELAY)
    assert isinstance(delay, Delay)
    assert delay.word == word
    assert delay.after(Day(date(2003, 1, 31), date(2003, 1, 31))).exact
    assert str(delay) not in ("", word)
    key = text.strip("{").partition(":")[0]
    assert key in str(schema.whole("treaty")["definitions"]["delay"])
    assert f"{key}" in RECORD


@pytest.mark.parametrize("word", CONDITIONS)
def test_a_condition_is_known_in_every_room(word: str) -> None:
    texts = {
        "all": "{all: [{instruments: 2}]}",
        "any": "{any: [{instruments: 2}]}",
        "instruments": "{instruments: 2}",
        "includes": "{includes: [AA, BB]}",
        "every": "{every: {quota: {at_least: 8}}}",
        "share": "{share: quota, at_least: 0.55}",
        "exchange": "{exchange: [AA, BB]}",
    }
    condition = _read(texts[word], CONDITION)
    assert isinstance(condition, Condition)
    assert condition.kind == word
    nobody = Tally({}, lambda of: frozenset(of.codes), {"quota": {"AA": 8.0, "BB": 9.0}}, lambda *_: 17.0, frozenset())
    assert condition.missing(nobody) != (), "with no instrument nothing is met"
    everybody = nobody._replace(held={who: frozenset({"exchange_of_instruments"}) for who in ("AA", "BB")})
    assert condition.missing(everybody) == ()
    assert str(condition) != ""
    assert {*CONDITION_KEYS.choices} == {*CONDITIONS}
    assert word in str(schema.whole("treaty")["definitions"]["condition"])
    assert f"`{word}" in RECORD or f"{word}:" in RECORD
