"""Dates that depositaries and official tables published, against what comes out of a record with that treaty's clauses.

`published_dates.csv`: one row a date. `input` is the deposit, the notice, or what starts the term; `expected` the published
day; `case` says what the row shows: `clause` and `exchange` rows must come out of the clause. The others are known by class:

- succession, waiver, two acts, minimum: the grammar expresses them, so they too must come out;
- territorial, suspension: acts of the State that leave its status as it is;
- slip: the table contradicts itself or the depositary. The record keeps the day, and somebody has to choose.
"""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from openskies_cli import dates
from openskies_cli.derive import Chronicle
from openskies_cli.model import Life


class Row(NamedTuple):
    treaty: str
    kind: str
    participant: str
    input: str
    expected: str
    case: str


with (Path(__file__).parent / "published_dates.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [Row(*(line[name] for name in Row._fields)) for line in csv.DictReader(file)]


def rows(*cases: str) -> list[Row]:
    return [row for row in ROWS if row.case in cases]


THRESHOLDS = {row.treaty: row.input for row in ROWS if row.kind == "entry_into_force"}
"""The day of the instrument that met the condition."""

CROWDS = {
    "att": 50,
    "bwc": 22,
    "ccw": 20,
    "ccw-amended-art1": 20,
    "cfe": 3,
    "cwc": 65,
    "enmod": 20,
    "iccpr": 35,
    "icrw": 6,
    "npt": 43,
    "open-skies": 20,
    "ottawa": 40,
    "outer-space-treaty": 5,
    "paris-agreement": 55,
    "ptbt": 3,
    "rome-statute": 60,
    "tpnw": 50,
    "unesco": 20,
    "vclt": 35,
    "nato-protocol-spain": 3,
}
"""How many instruments the condition wants; the records of these tests hold as many, and only then the one in question."""

MUST = {
    "bwc": ["US", "GB", "RU"],
    "icrw": ["GB", "NL", "NO", "RU", "US"],
    "npt": ["US", "GB", "RU"],
    "outer-space-treaty": ["US", "GB", "RU"],
    "open-skies": ["CA", "HU"],
    "ptbt": ["US", "GB", "RU"],
    "nato-protocol-spain": ["GB", "GR", "US"],
}
"""Who must be among them."""

ACTS = {
    "exchange": "{{action: exchange_of_instruments, date: {0}}}",
    "unesco": "{{action: signature, date: 1945-11-16}}, {{action: acceptance, date: {0}}}",
    "cfe": "{{action: signature, date: 1990-11-19}}, {{action: ratification, date: {0}}}",
    "ccw": "{{action: accession, date: {0}, protocols: [I, II]}}",
    "": "{{action: accession, date: {0}}}",
}


def acts(treaty: str, day: str) -> str:
    return ACTS[
        "exchange" if treaty in ("abm", "inf", "new-start", "salt-i-interim", "start-i") else treaty if treaty in ACTS else ""
    ].format(day)


def crowd(treaty: str, *without: str) -> dict[str, str]:
    """As many instruments as the condition wants, all on the day it was met; each carries what a weighed condition wants."""
    codes = [code for code in MUST.get(treaty, []) if code not in without]
    codes += [f"Q{i}" for i in range(CROWDS.get(treaty, 0) - len(codes))]
    share = "emissions: 1, " if treaty == "paris-agreement" else ""
    return {code: f"{{{share}actions: [{acts(treaty, THRESHOLDS[treaty])}]}}" for code in codes}


def record(treaty: str, lines: dict[str, str]) -> str:
    return "\n".join(f"{code}: {line}" for code, line in lines.items())


def with_one(row: Row, *given: str) -> str:
    """The crowd, and the row's participant with its own acts."""
    return record(row.treaty, {**crowd(row.treaty, row.participant), row.participant: f"{{actions: [{', '.join(given)}]}}"})


Case = Callable[..., Chronicle]


def ident(row: Row) -> str:
    return f"{row.treaty}-{row.kind}-{row.participant}-{row.input}"


def test_every_row_is_here_once_and_has_its_class() -> None:
    assert len(ROWS) == len(set(ROWS)) == 256
    assert Counter(row.case for row in ROWS) == {
        "clause": 228,
        "exchange": 5,
        "succession": 7,
        "slip": 5,
        "territorial": 4,
        "two acts": 2,
        "waiver": 2,
        "suspension": 2,
        "minimum": 1,
    }
    assert Counter(row.kind for row in ROWS) == {"in_force": 208, "entry_into_force": 25, "withdrawal": 19, "expiry": 3, "lock_in": 1}


@pytest.mark.parametrize("row", [row for row in rows("clause") if row.kind == "entry_into_force"], ids=ident)
def test_the_treaty_enters_into_force(row: Row, case: Case) -> None:
    found = case(row.treaty, record(row.treaty, crowd(row.treaty)))
    assert found.force.ruling is not None
    assert (str(found.force.met), str(found.force.ruling.day), found.force.ruling.basis) == (row.input, row.expected, "computed")
    assert found.standing.on(row.expected).status == "in-force"
    assert found.standing.on(str(date.fromisoformat(row.expected) - timedelta(1))).status == "not-in-force"
    short = crowd(row.treaty)
    short[list(short)[-1]] = "{actions: [{action: signature, date: 1945-11-16}]}"
    assert case(row.treaty, record(row.treaty, short)).force.met is None, "one instrument fewer is not enough"


@pytest.mark.parametrize("row", rows("exchange"), ids=ident)
def test_an_exchange_of_instruments(row: Row, case: Case) -> None:
    one = {"RU": f"{{actions: [{acts(row.treaty, row.input)}]}}"}
    both = case(row.treaty, record(row.treaty, {**one, "US": one["RU"]}))
    assert str(both.force.ruling and both.force.ruling.day) == row.expected
    assert [both.history(who).spells[0].in_force for who in ("RU", "US")] == [row.expected, row.expected]
    alone = case(row.treaty, record(row.treaty, {**one, "US": f"{{actions: [{{action: ratification, date: {row.input}}}]}}"}))
    assert (alone.force.ruling, alone.force.missing) == (None, ("US",)), "a ratification is not yet an exchange"


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in rows("clause") if row.kind == "in_force"], ids=ident)
def test_consent_binds_from_the_published_day(row: Row, case: Case) -> None:
    history = case(row.treaty, with_one(row, acts(row.treaty, row.input))).history(row.participant)
    (spell,) = history.spells
    assert (spell.deposited, spell.in_force, spell.in_force_basis) == (row.input, row.expected, "computed")
    before = str(date.fromisoformat(row.expected) - timedelta(1))
    assert (history.on(before).status, history.on(row.expected).status) == (
        "contracting-state" if before >= row.input else "signatory" if row.treaty == "unesco" else "none",
        "party",
    )
    assert history.on(row.expected).since == row.expected


@pytest.mark.parametrize("row", [row for row in rows("clause", "minimum") if row.kind == "withdrawal"], ids=ident)
def test_a_notice_takes_effect_on_the_published_day(row: Row, case: Case) -> None:
    named = f", named: {row.expected}" if row.case == "minimum" else ""
    found = case(row.treaty, bilateral(row, f"{{action: notice_of_withdrawal, date: {row.input}{named}}}"))
    (left,) = found.history(row.participant).exits
    assert (left.notified, left.effective) == (row.input, row.expected)
    assert not any(ruling.differs for ruling in found.rulings[row.participant])
    on = str(date.fromisoformat(row.expected) + timedelta(1))
    s = found.history(row.participant).on(on)
    assert (s.status, s.ended_by) == ("former-party", "withdrawal")
    assert found.history(row.participant).on(str(date.fromisoformat(row.expected) - timedelta(1))).status == "party"


def bilateral(row: Row, notice: str) -> str:
    """The leaver's record: consent when the treaty's condition was met, then the notice."""
    start = THRESHOLDS[row.treaty]
    lines = with_one(row, acts(row.treaty, start), notice)
    if row.treaty not in CROWDS:
        lines += f"\nRU: {{actions: [{acts(row.treaty, start)}]}}"
    return lines


@pytest.mark.parametrize("row", [row for row in rows("clause") if row.kind == "expiry"], ids=ident)
def test_the_term_of_a_treaty(row: Row, case: Case) -> None:
    both = {code: f"{{actions: [{acts(row.treaty, row.input)}]}}" for code in ("RU", "US")}
    extended = "events: [{event: extension, date: 2021-02-03}]" if row.treaty == "new-start" else ""
    found = case(row.treaty, record(row.treaty, both), extended)
    last = str(date.fromisoformat(row.expected) - timedelta(1))
    assert found.standing.on(last).status == "in-force"
    assert found.standing.on(row.expected).status == "expired"
    for who in both:
        assert found.history(who).on(last).status == "party"
        assert (found.history(who).on(row.expected).status, found.history(who).on(row.expected).ended_by) == ("former-party", "expiry")
        assert found.history(who).exits == ()


@pytest.mark.parametrize("row", [row for row in rows("clause") if row.kind == "lock_in"], ids=ident)
def test_the_first_day_for_a_notice(row: Row, case: Case) -> None:
    early = str(date.fromisoformat(row.expected) - timedelta(1))
    for day, effective in ((row.expected, "2020-11-04"), (early, None)):
        notice = f"{{action: notice_of_withdrawal, date: {day}}}"
        found = case(row.treaty, with_one(row, acts(row.treaty, THRESHOLDS[row.treaty]), notice)).history(row.participant)
        assert found.spells[0].in_force == row.input
        assert found.exits[0].effective == effective
        assert found.exits[0].state("2026-01-01") == ("effective" if effective else "without-effect")


@pytest.mark.parametrize("row", rows("succession"), ids=ident)
def test_a_successor_is_party_from_the_day_it_came_to_be(row: Row, case: Case) -> None:
    born = Life(row.participant, row.participant, existed=((dates.parse(row.expected), None),))
    succession = f"{{action: succession, date: {row.input}, from: GB}}"
    history = case(row.treaty, with_one(row, succession), lives={row.participant: born}).history(row.participant)
    (spell,) = history.spells
    assert (spell.instrument, spell.deposited, spell.in_force) == ("succession", spell.notified, row.expected)
    (retroactive,) = (note for note in history.on(row.expected).qualifiers if note["kind"] == "retroactive")
    assert (retroactive["since"], retroactive["next_change"]) == (row.expected, row.input)
    assert history.on(str(date.fromisoformat(row.expected) - timedelta(1))).status is None


@pytest.mark.parametrize("row", rows("waiver"), ids=ident)
def test_a_deposit_waits_for_its_waiver(row: Row, case: Case) -> None:
    given = f"{{action: ratification, date: {row.input}}}", f"{{action: waiver, date: {row.expected}}}"
    history = case(row.treaty, record(row.treaty, {row.participant: f"{{actions: [{', '.join(given)}]}}"})).history(row.participant)
    assert (history.spells[0].deposited, history.spells[0].in_force) == (row.input, row.expected)
    assert history.on(row.input).status == "contracting-state"
    assert history.on(str(date.fromisoformat(row.expected) - timedelta(1))).status == "contracting-state"
    assert history.on(row.expected).status == "party"


@pytest.mark.parametrize("row", rows("two acts"), ids=ident)
@pytest.mark.parametrize("order", [("signature", "acceptance"), ("acceptance", "signature")])
def test_consent_in_two_acts_is_given_with_the_second(row: Row, order: tuple[str, str], case: Case) -> None:
    given = [f"{{action: {kind}, date: {day}}}" for kind, day in zip(order, (row.input, row.expected), strict=True)]
    history = case(row.treaty, with_one(row, *given)).history(row.participant)
    assert history.spells[0].in_force == row.expected
    assert history.on(row.input).status == ("signatory" if order[0] == "signature" else "none")
    assert history.on(row.expected).status == "party"


@pytest.mark.parametrize("row", rows("minimum"), ids=ident)
def test_a_minimum_period_gives_the_earliest_day(row: Row, case: Case) -> None:
    """Russia's notice named 7 November 2023; 150 days after it is the 6th, which was possible, not fixed."""
    plain = case(
        row.treaty, with_one(row, acts(row.treaty, THRESHOLDS[row.treaty]), f"{{action: notice_of_withdrawal, date: {row.input}}}")
    )
    assert plain.history(row.participant).exits[0].effective == "2023-11-06"


@pytest.mark.parametrize("row", rows("slip"), ids=ident)
def test_a_slip_of_a_table_decides_nothing_by_itself(row: Row, case: Case) -> None:
    first, last = sorted((row.input, row.expected))
    open_ = case(row.treaty, with_one(row, f"{{action: accession, date: {row.input}, effect: {row.expected}, basis: published}}"))
    between = open_.history(row.participant).on(first)
    possible = row.expected > row.input  # nobody is a party before its instrument, whatever a table says
    assert (between.status, between.certainty) == (("undetermined", "uncertain") if possible else ("none", "certain"))
    assert open_.history(row.participant).on(last).status == "party"
    assert [ruling.differs for ruling in open_.rulings[row.participant] if ruling.status == "party"] == [True]
    chosen = f"{{action: accession, date: {row.input}, effect: {row.expected}, basis: published, prefer: computed, why: slip}}"
    history = case(row.treaty, with_one(row, chosen)).history(row.participant)
    assert (history.spells[0].in_force, history.spells[0].in_force_basis) == (row.input, "computed")


@pytest.mark.parametrize("row", rows("territorial", "suspension"), ids=ident)
def test_what_leaves_the_status_as_it_is(row: Row, case: Case) -> None:
    start = THRESHOLDS[row.treaty]
    said = f"date: {row.input}, effect: {row.expected}, basis: depositary"
    act = (
        f"{{action: territorial_application, territory: {row.participant}, {said}}}"
        if row.case == "territorial"
        else f"{{action: suspension, {said}}}"
    )
    who = {"GL": "DK", "CA": "CA", "RU": "RU"}.get(row.participant, "GB")
    found = case(row.treaty, with_one(row._replace(participant=who), acts(row.treaty, start), act))
    history = found.history(who)
    assert history.exits == ()
    assert [step.status for step in history.steps][-1] == "party"
    line = next(line for line in history.timeline if line.event in ("territorial_application", "suspension"))
    assert line.date == row.input
    spells = [one for one in history.qualifiers if one.kind == "suspension"]
    assert [one.since for one in spells] == ([row.expected] if row.case == "suspension" else [])
