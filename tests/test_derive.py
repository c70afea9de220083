"""What States are on which day: real cases of the law of treaties, read as records and derived.

Each table row is an answer in one line, as `tell` in conftest.py writes it: status, /ended by, certainty where it is not
plain, and in brackets what else may be.
"""

from collections.abc import Callable
from datetime import date

import pytest

from openskies_cli import dates
from openskies_cli.derive import Chronicle, as_notified, derive, named_treaties, upstream
from openskies_cli.model import BESIDE, DOMESTIC, Life
from openskies_cli.reading import read_treaty

Derived = Callable[..., Chronicle]
Answer = Callable[[Chronicle, str, str], str]


def qualifiers(chronicle: Chronicle, who: str, day: str) -> dict[str, dict[str, object]]:
    """Kind -> note."""
    return {str(note["kind"]): note for note in chronicle.history(who).on(day).qualifiers}


# Open Skies, from the shipped record -------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "day", "said"),
    [
        ("RU", "1992-03-23", "none"),
        ("RU", "1992-03-24", "signatory"),
        ("RU", "2001-11-01", "signatory"),
        ("RU", "2001-11-02", "contracting-state"),
        ("RU", "2001-12-31", "contracting-state"),
        ("RU", "2002-01-01", "party"),
        ("RU", "2021-06-07", "party"),
        ("RU", "2021-06-17", "party"),
        ("RU", "2021-06-18", "party"),
        ("RU", "2021-12-17", "party"),
        ("RU", "2021-12-18", "former-party/withdrawal"),
        ("US", "2020-05-22", "party"),
        ("US", "2020-11-21", "party"),
        ("US", "2020-11-22", "former-party/withdrawal"),
        ("CSHH", "1992-03-24", "signatory"),
        ("CSHH", "1992-12-20", "signatory"),
        ("CSHH", "1992-12-21", "contracting-state"),
        ("CSHH", "1992-12-31", "contracting-state"),
        ("CSHH", "1993-01-01", "null"),
        ("CSHH", "2002-01-01", "null"),
        ("CZ", "1992-12-31", "null"),
        ("CZ", "1993-01-01", "contracting-state"),
        ("CZ", "2001-12-31", "contracting-state"),
        ("CZ", "2002-01-01", "party"),
        ("SK", "1992-12-31", "null"),
        ("SK", "1993-01-01", "contracting-state"),
        ("SK", "2002-01-01", "party"),
        ("CA", "1992-07-20", "signatory"),
        ("CA", "1992-07-21", "contracting-state"),
        ("KG", "1992-12-14", "none"),
        ("KG", "2010-01-01", "signatory"),
        ("KG", "2024-04-12", "signatory"),
        ("KG", "2024-04-13", "signatory, last-known"),
        ("BY", "2025-10-09", "party"),
        ("BY", "2025-10-10", "party, last-known"),
        ("GE", "2012-04-05", "party"),
        ("CY", "2010-01-01", "none"),
        ("JP", "2010-01-01", "none"),
        ("JP", "2026-01-01", "none, last-known"),
        ("LT", "2005-07-07", "contracting-state"),
        ("LT", "2005-07-08", "party"),
        ("SI", "2004-09-24", "contracting-state"),
        ("SI", "2004-09-25", "party"),
    ],
)
def test_open_skies_from_day_to_day(who: str, day: str, said: str, open_skies: Chronicle, answer: Answer) -> None:
    assert answer(open_skies, who, day) == said


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        ("2001-12-31", 0),
        ("2002-01-01", 26),
        ("2002-08-26", 26),
        ("2002-08-27", 27),
        ("2005-02-14", 32),
        ("2005-07-07", 33),
        ("2005-07-08", 34),
        ("2020-11-21", 34),
        ("2020-11-22", 33),
        ("2021-12-17", 33),
        ("2021-12-18", 32),
    ],
)
def test_open_skies_counts(day: str, parties: int, open_skies: Chronicle) -> None:
    assert sum(history.on(day).status == "party" for history in open_skies.histories.values()) == parties


def test_open_skies_before_it_was_in_force(open_skies: Chronicle) -> None:
    statuses = [history.on("2001-12-31").status for history in open_skies.histories.values()]
    assert statuses.count("contracting-state") == 26
    assert [who for who, history in open_skies.histories.items() if history.on("2001-12-31").status == "signatory"] == ["KG"]


def test_open_skies_itself(open_skies: Chronicle) -> None:
    force = open_skies.force
    assert [(str(part).split()[0], str(day)) for part, day in force.parts] == [
        ("instrument", "1995-06-28"),
        ("instruments", "1993-08-11"),
        ("instruments", "2001-11-02"),
    ]
    assert force.ruling is not None
    assert (str(force.ruling.day), force.ruling.basis, force.ruling.differs) == ("2002-01-01", "depositary", False)
    assert str(force.ruling.computed) == "2002-01-01"
    assert open_skies.end is None
    assert [open_skies.standing.on(day).status for day in ("2001-12-31", "2002-01-01")] == ["not-in-force", "in-force"]


def test_open_skies_the_twentieth_instrument_is_the_same_without_the_federation(open_skies: Chronicle, answer: Answer) -> None:
    """CZ and SK count the federation's instrument once: without any of the three, it is the nineteenth that day."""
    people = {who: entry for who, entry in open_skies.treaty.participants.items() if who not in ("CZ", "SK")}
    alone = derive(open_skies.treaty._replace(participants=people))
    assert str(alone.force.parts[0][1]) == "1995-06-28"
    assert answer(alone, "RU", "2002-01-01") == "party"


def test_open_skies_beside_the_status(open_skies: Chronicle) -> None:
    applied = qualifiers(open_skies, "RU", "1993-03-23")["provisional-application"]
    assert (applied["certainty"], applied["since"]) == ("certain", "1992-03-24")
    assert "part of the treaty provisionally applied (XVIII.I)" in str(applied["text"])
    assert qualifiers(open_skies, "RU", "1993-03-24")["provisional-application"]["certainty"] == "uncertain", "no extension is on record"
    assert qualifiers(open_skies, "RU", "2001-11-01")["provisional-application"]["certainty"] == "uncertain"
    assert "provisional-application" not in qualifiers(open_skies, "RU", "2002-01-01")
    assert "provisional-application" not in qualifiers(open_skies, "KG", "2002-01-01")
    assert "withdrawal-pending" not in qualifiers(open_skies, "RU", "2021-06-17")
    pending = qualifiers(open_skies, "RU", "2021-06-18")["withdrawal-pending"]
    assert (pending["since"], pending["next_change"]) == ("2021-06-18", "2021-12-18")
    assert "withdrawal-pending" in qualifiers(open_skies, "RU", "2021-12-17")
    assert qualifiers(open_skies, "RU", "2021-12-18") == {}
    assert "application-for-accession" in qualifiers(open_skies, "CY", "2010-01-01")
    assert qualifiers(open_skies, "CY", "2003-01-01")["application-for-accession"]["certainty"] == "uncertain"
    assert qualifiers(open_skies, "CZ", "1993-05-02")["retroactive"]["next_change"] == "1993-05-03"
    assert "retroactive" not in qualifiers(open_skies, "CZ", "1993-05-03")
    extinct = qualifiers(open_skies, "CSHH", "1993-01-01")["extinct"]
    assert "contracting-state to the end, never a party; successors: CZ, SK" in str(extinct["text"])


def test_open_skies_between_georgia_and_russia(open_skies: Chronicle) -> None:
    for who in ("GE", "RU"):
        note = qualifiers(open_skies, who, "2012-04-05")["non-performance"]
        assert (note["asserted_by"], note["towards"], note["contested_by"], note["since"]) == ("GE", "RU", "RU", "2012-04-05")
        assert "non-performance" not in qualifiers(open_skies, who, "2012-04-04")
        assert "non-performance" not in qualifiers(open_skies, who, "2021-12-18"), "Russia is no party any more"
    assert "non-performance" not in qualifiers(open_skies, "US", "2012-04-05")


def test_open_skies_turns_and_exits(open_skies: Chronicle) -> None:
    (spell,) = open_skies.history("RU").spells
    assert (spell.signed, spell.instrument, spell.deposited, spell.in_force) == ("1992-03-24", "ratification", "2001-11-02", "2002-01-01")
    assert (spell.notice, spell.withdrawal_effective) == ("2021-06-18", "2021-12-18")
    (spell,) = open_skies.history("CZ").spells
    assert (spell.signed, spell.instrument, spell.deposited, spell.predecessor) == (None, "succession", "1993-05-03", "CSHH")
    assert (spell.in_force, spell.in_force_basis) == ("2002-01-01", "depositary")
    (spell,) = open_skies.history("CSHH").spells
    assert (spell.deposited, spell.in_force) == ("1992-12-21", None), "it was gone before the treaty was in force"
    assert open_skies.history("KG").spells[0].number is None
    (left,) = open_skies.history("RU").exits
    assert [left.state(day) for day in ("2021-06-18", "2021-12-17", "2021-12-18")] == ["pending", "pending", "effective"]
    assert sorted(who for who, history in open_skies.histories.items() if history.exits) == ["RU", "US"]
    assert not [ruling for rulings in open_skies.rulings.values() for ruling in rulings if ruling.differs]
    (bound,) = (ruling for ruling in open_skies.rulings["CZ"] if ruling.status == "party")
    assert (bound.computed, bound.recorded) == (None, None), "the day of a succession is no other account of the day it binds"


def test_open_skies_as_it_was_known(open_skies: Chronicle, answer: Answer) -> None:
    """On 1993-02-01 nobody had told of a succession; on 2021-06-17 no notice was there, and no hindsight leaks."""
    then = derive(as_notified(open_skies.treaty, date(1993, 2, 1)))
    assert answer(then, "CZ", "1993-02-01") == "none"
    assert answer(open_skies, "CZ", "1993-02-01") == "contracting-state"
    assert then.force.ruling is None
    assert derive(as_notified(open_skies.treaty, date(2021, 6, 17))).history("RU").on("2021-06-17").next_change is None
    assert open_skies.history("RU").on("2021-06-17").next_change == "2021-12-18"


# Cases of the law --------------------------------------------------------------------------------


def many(n: int, act: str, prefix: str = "Q") -> str:
    """n participants with the same acts, one line each."""
    return "\n".join(f"{prefix}{i}: {{actions: [{act}]}}" for i in range(n))


def plain(name: str, since: str, participants: str, *, also: str = "", kind: str = "") -> str:
    """A treaty in force since a published day; `also` holds more clauses, as the record writes them; it has no others."""
    also += "".join(f"\n{clause}: none" for clause in ("entry_into_force_for_state", "withdrawal") if f"{clause}:" not in also)
    lines = "".join(f"  {line}\n" for line in participants.strip().splitlines())
    more = "".join(f"  {line}\n" for line in also.strip().splitlines())
    return f"id: {name}\n{kind}clauses:\n  entry_into_force: {{published: {since}}}\n{more}participants:\n{lines}"


FIXED = "withdrawal: {article: '9', delay: {years: 1}}"
NPT = "withdrawal: {article: X(1), from: given, delay: {months: 3}, kind: minimum}"

RECORDS: dict[str, str] = {
    # E5: depositaries disagree whether Fiji acceded or succeeded
    "fiji": plain(
        "npt",
        "1970-03-05",
        """
FJ:
  actions:
    - {action: accession, date: 1972-07-21, depositary: US}
    - {action: succession, date: 1972-08-14, effect: 1970-10-10, depositary: GB, from: GB}
    - {action: succession, date: 1972-08-29, effect: 1970-10-10, depositary: RU, from: GB}
BZ:
  actions:
    - {action: succession, date: 1986-10-20, effect: 1981-09-21, depositary: GB, from: GB}
    - {action: accession, date: 1986-11-25, depositary: US}
    - {action: accession, date: 1987-01-13, depositary: RU}
IT: {actions: [{action: ratification, date: 1975-05-02, depositary: GB}, {action: ratification, date: 1975-05-04, depositary: US}]}
""",
        kind="depositaries: [US, GB, RU]\n",
    ),
    # E7, E14: the two notices of North Korea
    "korea": plain(
        "npt",
        "1970-03-05",
        """
KP:
  actions:
    - {action: accession, date: 1985-12-12}
    - {action: notice_of_withdrawal, date: 1993-03-12}
    - {action: revocation_of_notice, of: 1993-03-12, date: 1993-06-11, called: suspension of effectuation}
    - {action: notice_of_withdrawal, date: 2003-01-10, fact: contested, by: [KP]}
""",
        also=NPT,
    ),
    # E7, E14: Rome Statute; a court, a revocation, and a revocation only the press reports
    "rome": plain(
        "rome-statute",
        "2002-07-01",
        """
BI: {actions: [{action: ratification, date: 2004-09-21}, {action: notice_of_withdrawal, date: 2016-10-27}]}
PH:
  actions:
    - {action: ratification, date: 2011-08-30}
    - {action: announcement, date: 2018-03-14}
    - {action: notice_of_withdrawal, date: 2018-03-17}
GM:
  actions:
    - {action: ratification, date: 2002-06-28}
    - {action: notice_of_withdrawal, date: 2016-11-10}
    - {action: revocation_of_notice, of: 2016-11-10, date: 2017-02-10}
ZA:
  actions:
    - {action: ratification, date: 2000-11-27}
    - {action: notice_of_withdrawal, date: 2016-10-19}
    - {action: court_decision, date: 2017-02-22}
    - {action: revocation_of_notice, date: 2017-03-07}
HU:
  actions:
    - {action: ratification, date: 2001-11-30}
    - {action: notice_of_withdrawal, date: 2025-06-02}
    - {action: decision, date: 2026-05-27}
    - {action: revocation_of_notice, of: 2025-06-02, date: 2026-05-29, fact: reported}
BF: {actions: [{action: ratification, date: 2004-04-16}, {action: announcement, date: 2025-09-22}]}
""",
        also="""
entry_into_force_for_state: {article: '126', counts_after: threshold, delay: {first_of_month: {after_days: 60}}}
withdrawal: {article: '127', delay: {years: 1}, later_date_in_notice: true}
""",
    ),
    # E8: one side's withdrawal ends a bilateral treaty; suspension is no exit
    "inf": """
id: inf
clauses:
  entry_into_force: {article: XVII, when: {exchange: [RU, US]}}
  withdrawal: {article: XV, from: given, delay: {months: 6}, kind: minimum, ends_treaty: true}
  duration: unlimited
participants:
  RU:
    actions:
      - {action: signature, date: 1987-12-08}
      - {action: exchange_of_instruments, date: 1988-06-01}
      - {action: suspension, date: 2019-03-04, towards: [US]}
  US:
    actions:
      - {action: signature, date: 1987-12-08}
      - {action: exchange_of_instruments, date: 1988-06-01}
      - {action: notice_of_withdrawal, date: 2019-02-02, effect: 2019-08-02, basis: published}
""",
    "new-start": """
id: new-start
clauses:
  entry_into_force: {article: XIV, when: {exchange: [RU, US]}}
  withdrawal: {article: XIV(3), from: given, delay: {months: 3}, ends_treaty: true}
  duration: {article: XIV(2), years: 10, extension: {years: 5, times: 1}}
events: [{event: extension, date: 2021-02-03, until: 2026-02-05}]
participants:
  RU:
    actions:
      - {action: signature, date: 2010-04-08}
      - {action: ratification, date: 2011-01-28}
      - {action: exchange_of_instruments, date: 2011-02-05}
      - {action: suspension, date: 2023-02-28, contested_by: [US]}
  US:
    actions:
      - {action: signature, date: 2010-04-08}
      - {action: exchange_of_instruments, date: 2011-02-05}
""",
    # E9, E8: CTBT, not in force
    "ctbt": """
id: ctbt
opened: 1996-09-24
lists: {annex_2: [CN, RU, US]}
clauses:
  entry_into_force: {article: XIV, when: {includes: annex_2}, delay: {days: 180}, not_before: {after: opening, years: 2}}
participants:
  RU:
    actions:
      - {action: signature, date: 1996-09-24}
      - {action: ratification, date: 2000-06-30}
      - {action: withdrawal_of_consent, date: 2023-11-03, called: withdrawal of ratification}
  US: {actions: [{action: signature, date: 1996-09-24}]}
  CN: {actions: [{action: signature, date: 1996-09-24}]}
  XA: {actions: [{action: accession, date: 2000-01-01}, {action: withdrawal_of_consent, date: 2010-01-01}]}
  ME:
    actions:
      - {action: succession, to: signature, from: RS, date: 2006-10-23, effect: 2006-06-03}
      - {action: ratification, date: 2006-10-23}
""",
    # E10, M5: provisional application and the declared intention not to become a party
    "provisional": """
id: provisional
opened: 1993-01-03
clauses:
  entry_into_force: {when: {instruments: 2}, delay: {days: 30}}
  provisional_application: {article: '9', scope: ['4'], from: signature, until: entry_into_force}
participants:
  AA: {actions: [{action: signature, date: 1993-01-03}, {action: ratification, date: 1994-01-01}]}
  BB: {actions: [{action: signature, date: 1993-01-03}, {action: ratification, date: 1995-01-01}]}
  RU: {actions: [{action: signature, date: 1993-01-03}, {action: intention_not_to_become_party, date: 1994-06-14}]}
  DD:
    actions:
      - {action: signature, date: 1993-01-03}
      - {action: intention_not_to_become_party, date: 1994-06-14}
      - {action: ratification, date: 1996-01-01}
  EE:
    actions:
      - {action: signature, date: 1993-01-03}
      - {action: provisional_application, date: 1993-02-01}
      - {action: end_of_provisional_application, date: 1993-03-01}
  FF:
    actions:
      - {action: provisional_application, date: 2013-09-14}
      - {action: accession, date: 2013-09-14, effect: 2013-10-14, basis: depositary}
""",
    # E12: the end of the day, and a day nobody states
    "unesco": plain(
        "unesco",
        "1946-11-04",
        """
US:
  actions:
    - {action: signature, date: 1945-11-16}
    - {action: acceptance, date: 1946-09-30}
    - {action: notice_of_withdrawal, date: 1983-12-28}
    - {action: acceptance, date: 2003-10-01}
    - {action: notice_of_withdrawal, date: 2017-10-12}
    - {action: acceptance, date: 2023-07-10}
    - {action: notice_of_withdrawal, date: 2025-07-22}
XA:
  actions:
    - {action: signature, date: 1945-11-16}
    - {action: acceptance, date: 1946-09-30}
    - {action: notice_of_withdrawal, date: 2017-10-12}
    - {action: revocation_of_notice, date: 2018-12-31}
XB:
  actions:
    - {action: signature, date: 1945-11-16}
    - {action: acceptance, date: 1946-09-30}
    - {action: notice_of_withdrawal, date: 2017-10-12}
    - {action: revocation_of_notice, date: 2019-01-01}
AO: {actions: [{action: acceptance, date: 1976-11-09}, {action: signature, date: 1977-03-11}]}
GN: {actions: [{action: signature, date: 1959-11-26}, {action: acceptance, date: 1960-02-02}]}
""",
        also="""
entry_into_force_for_state: {article: XV, counts_after: treaty_entry_into_force, delay: same_day, needs: [signature]}
withdrawal: {article: II(6), delay: {year_end: {following: 1}}, effect_at: end_of_day}
""",
    ),
    "icrw": plain(
        "icrw",
        "1948-11-10",
        """
CA: {actions: [{action: ratification, date: 1949-02-25}, {action: notice_of_withdrawal, date: 1981-06-24}]}
JP: {actions: [{action: accession, date: 1951-04-21, called: adherence}, {action: notice_of_withdrawal, date: 2018-12-26}]}
XA: {actions: [{action: accession, date: 1951-04-21}, {action: notice_of_withdrawal, date: 2019-01-20}]}
XB: {actions: [{action: accession, date: 1951-04-21}, {action: notice_of_withdrawal, date: 2019-02-02}]}
NL:
  actions:
    - {action: ratification, date: 1948-11-10}
    - {action: notice_of_withdrawal, effect: 1959-06-30, basis: published}
    - {action: accession, date: 1962-05-04}
    - {action: notice_of_withdrawal, effect: 1970-06-30, basis: published}
    - {action: accession, date: 1977-06-14}
IS:
  actions:
    - {action: ratification, date: 1947-03-10}
    - {action: notice_of_withdrawal, effect: 1992-06-30, basis: published}
    - {action: accession, date: 2001-06-08, fact: contested, by: [IS]}
    - {action: accession, date: 2002-10-10/2002-10-14}
""",
        also="""
entry_into_force_for_state: {article: X, counts_after: treaty_entry_into_force, delay: same_day}
withdrawal: {article: XI, delay: {yearly: {on: 06-30, notice_by: 01-01}}, effect_at: unstated, domino: {months: 1}}
""",
    ),
    # E13, E6: CFE; suspensions with a day of their own, and a notice that names its day
    "cfe": """
id: cfe
clauses:
  entry_into_force: {article: XXII, when: {includes: signatories}, delay: {days: 10}}
  withdrawal: {article: XIX, from: given, delay: {days: 150}, kind: minimum}
gaps: [{participant: TR, kind: suspension, about: 2007, note: a suspension of 2007 is not on record}]
participants:
  RU:
    actions:
      - {action: signature, date: 1990-11-19}
      - {action: ratification, date: 1992-09-03}
      - {action: notice_of_withdrawal, date: 2023-06-09, named: 2023-11-07, effect: 2023-11-07, basis: published}
  US:
    actions:
      - {action: signature, date: 1990-11-19}
      - {action: ratification, date: 1992-01-29}
      - {action: suspension, date: 2023-11-07, effect: 2023-12-07, towards: all}
  BY:
    actions:
      - {action: signature, date: 1990-11-19}
      - {action: ratification, date: 1992-10-30}
      - {action: notice_of_withdrawal, date: 2024-01-01, effect: 2024-12-24, basis: published}
  TR: {actions: [{action: signature, date: 1990-11-19}, {action: ratification, date: 1992-07-08}]}
""",
    # E15: no clause on leaving
    "enmod": plain(
        "enmod",
        "1978-10-05",
        """
XA: {actions: [{action: accession, date: 1980-01-17}, {action: notice_of_withdrawal, date: 2000-01-01}]}
XB:
  actions:
    - {action: accession, date: 1980-01-17}
    - {action: notice_of_withdrawal, date: 2000-01-01, effect: 2001-01-01, basis: published}
XC:
  actions:
    - {action: accession, date: 1980-01-17}
    - {action: notice_of_withdrawal, date: 2000-01-01, effect: 2001-01-01, accepted: all parties, basis: depositary}
""",
    ),
    # 1D, M21: Ottawa
    "ottawa": plain(
        "ottawa",
        "1999-03-01",
        """
EE: {actions: [{action: accession, date: 2004-05-12}, {action: notice_of_withdrawal, date: 2025-06-27}]}
UA:
  actions:
    - {action: ratification, date: 2005-12-27}
    - {action: suspension, date: 2025-07-21, towards: all, contested_by: ["NO", AT, BE, CH]}
XA:
  actions:
    - {action: accession, date: 2000-01-10}
    - {action: armed_conflict, date: 2022-02-24}
    - {action: notice_of_withdrawal, date: 2025-01-10}
XB:
  actions:
    - {action: accession, date: 2000-01-10}
    - {action: armed_conflict, date: 2022-02-24}
    - {action: notice_of_withdrawal, date: 2023-01-10}
    - {action: end_of_armed_conflict, date: 2024-05-05}
XC:
  actions:
    - {action: accession, date: 2000-01-10}
    - {action: armed_conflict, date: 2010-01-01}
    - {action: end_of_armed_conflict, date: 2011-01-01}
    - {action: notice_of_withdrawal, date: 2023-01-10}
""",
        also="""
entry_into_force_for_state: {article: '17', counts_after: threshold, delay: {first_of_month: {nth: 6}}}
withdrawal: {article: '20', delay: {months: 6}, held_by: armed_conflict}
""",
    ),
    # Paris: out, in, out; lock-in and premature notice
    "paris": plain(
        "paris-agreement",
        "2016-11-04",
        """
US:
  actions:
    - {action: signature, date: 2016-04-22}
    - {action: acceptance, date: 2016-09-03}
    - {action: communication, date: 2017-08-04}
    - {action: notice_of_withdrawal, date: 2019-11-04}
    - {action: acceptance, date: 2021-01-20}
    - {action: notice_of_withdrawal, date: 2025-01-27}
XA: {actions: [{action: acceptance, date: 2016-09-03}, {action: notice_of_withdrawal, date: 2019-11-03}]}
XB: {actions: [{action: acceptance, date: 2016-09-03}, {action: notice_of_withdrawal, date: 2019-11-05, named: 2021-06-01}]}
XC: {actions: [{action: acceptance, date: 2016-09-03}, {action: notice_of_withdrawal, date: 2019-11-05, named: 2020-01-01}]}
""",
        also="""
entry_into_force_for_state: {article: '21', counts_after: threshold, delay: {days: 30}}
withdrawal: {article: '28', delay: {years: 1}, later_date_in_notice: true, not_before: {after: own_entry_into_force, years: 3}}
""",
    ),
    # M2: leaving and consenting again on one day; late and odd revocations; conflicts; doubt
    "oddities": plain(
        "oddities",
        "1990-01-01",
        """
XA:
  actions:
    - {action: accession, date: 1990-02-01}
    - {action: notice_of_withdrawal, date: 2000-05-05}
    - {action: accession, date: 2001-05-05}
XB:
  actions:
    - {action: accession, date: 1990-02-01}
    - {action: notice_of_withdrawal, date: 2000-05-05}
    - {action: revocation_of_notice, date: 2001-05-05}
XC:
  actions:
    - {action: accession, date: 1990-02-01}
    - {action: notice_of_withdrawal, date: 2000-05-05}
    - {action: revocation_of_notice, date: 2001-05-04}
XD: {actions: [{action: accession, date: 1990-02-01, effect: 1990-03-01, basis: published}]}
XE: {actions: [{action: accession, date: 1990-02-01, effect: 1990-03-01, basis: published, prefer: published, why: its practice}]}
XF: {actions: [{action: accession, date: 1990-02-01, effect: 1990-03-01, basis: published, prefer: computed, why: a slip}]}
XG: {actions: [{action: accession, date: 1990-02-01, effect: 1990-03-01, basis: depositary}]}
XH: {actions: [{action: accession, date: 1990-02-01, effect: 1990-03-01, basis: reported}]}
XI: {actions: [{action: accession, date: 1990-04}]}
XJ: {actions: [{action: accession, date: "1990-04-10?"}]}
XK: {actions: [{action: accession, effect: 1990-04-10, basis: published}]}
XL: {actions: [{action: accession, date: 1990-04, effect: 1990-04-10, basis: published}]}
XM: {actions: [{action: accession, date: 1990-04-10, effect: 1990-04, basis: published}]}
XN:
  actions:
    - {action: accession, date: 1990-02-01}
    - {action: notice_of_withdrawal, date: 2000-05-05}
    - {action: notice_of_withdrawal, date: 2000-08-05}
    - {action: revocation_of_notice, of: 2000-05-05, date: 2000-09-01}
XO:
  actions:
    - {action: accession, date: 1990-02-01}
    - {action: notice_of_withdrawal, date: 2000-05-05, effect: 2001-06-01, basis: published}
XP: {actions: [{action: accession, date: 1990-02-01}, {action: expulsion, date: 1999-01-01}]}
XQ: {actions: [{action: definitive_signature, date: 1990-02-01}]}
XR: {actions: [{action: accession, date: 1990-02-01, fact: contested, by: [XR]}]}
XS: {actions: [{action: accession, date: 1990-02-01}, {action: notice_of_withdrawal, date: 2000-05-05, fact: reported}]}
XT: {actions: [{action: signature, date: 1989-05-05}, {action: accession, date: 1990-02-01, called: adherence}]}
""",
        also="""
entry_into_force_for_state: {article: '8', counts_after: treaty_entry_into_force, delay: same_day}
withdrawal: {article: '9', delay: {years: 1}}
""",
    ),
    # Deposits between threshold and entry into force wait for the treaty, not for their own clock
    "cwc": plain(
        "cwc",
        "1997-04-29",
        """
SR: {actions: [{action: signature, date: 1997-04-28}, {action: ratification, date: 1997-04-28}]}
SG: {actions: [{action: signature, date: 1993-01-14}, {action: ratification, date: 1997-05-21}]}
XA: {actions: [{action: ratification, date: 1997-04-29}]}
XB: {actions: [{action: ratification, date: 1997-04-30}]}
EU: {actions: [{action: formal_confirmation, date: 1998-01-01}]}
""",
        also="entry_into_force_for_state: {article: XXI, counts_after: treaty_entry_into_force, delay: {days: 30}}",
    ),
    # Tlatelolco: deposit and waiver
    "tlatelolco": plain(
        "tlatelolco",
        "1969-04-25",
        """
BR: {actions: [{action: signature, date: 1967-05-09}, {action: ratification, date: 1968-01-29}, {action: waiver, date: 1994-05-30}]}
CL: {actions: [{action: ratification, date: 1974-10-09}, {action: waiver, date: 1994-01-18}]}
MX: {actions: [{action: waiver, date: 1967-09-20}, {action: ratification, date: 1967-09-20}]}
CU: {actions: [{action: signature, date: 1995-03-25}, {action: ratification, date: 2002-10-23}]}
""",
        also="entry_into_force_for_state: {article: '29', counts_after: treaty_entry_into_force, delay: same_day, needs: [waiver]}",
    ),
    # M10: CCW
    "ccw": plain(
        "ccw",
        "1983-12-02",
        """
XA: {actions: [{action: accession, date: 1990-01-10, protocols: [I]}]}
XB: {actions: [{action: accession, date: 1990-01-10, protocols: [I, III]}]}
XC: {actions: [{action: accession, date: 1990-01-10, protocols: [I]}, {action: consent_to_be_bound, date: 1990-03-31, protocols: [II]}]}
XD: {actions: [{action: accession, date: 1990-01-10, protocols: [I, II]}, {action: notice_of_withdrawal, date: 2000-01-01}]}
""",
        also="""
entry_into_force_for_state: {article: '5', counts_after: threshold, delay: {months: 6}, needs: {protocols: 2}}
withdrawal: {article: '9', delay: {years: 1}}
""",
    ),
}

ANSWERS: list[tuple[str, str, str, str]] = [
    # record, who, day, answer
    ("fiji", "FJ", "1970-10-09", "none"),
    ("fiji", "FJ", "1970-10-10", "undetermined (none | party)"),
    ("fiji", "FJ", "1972-07-20", "undetermined (none | party)"),
    ("fiji", "FJ", "1972-07-21", "party"),
    ("fiji", "BZ", "1981-09-20", "none"),
    ("fiji", "BZ", "1986-11-24", "undetermined (none | party)"),
    ("fiji", "BZ", "1986-11-25", "party"),
    ("fiji", "IT", "1975-05-01", "none"),
    ("fiji", "IT", "1975-05-02", "party"),
    ("korea", "KP", "1993-06-12", "party"),
    ("korea", "KP", "2003-04-09", "party"),
    ("korea", "KP", "2003-04-10", "party, disputed (former-party)"),
    ("korea", "KP", "2020-01-01", "party, disputed (former-party)"),
    ("rome", "BI", "2017-10-26", "party"),
    ("rome", "BI", "2017-10-27", "former-party/withdrawal"),
    ("rome", "PH", "2019-03-15", "party"),
    ("rome", "PH", "2019-03-16", "party"),
    ("rome", "PH", "2019-03-17", "former-party/withdrawal"),
    ("rome", "GM", "2017-11-10", "party"),
    ("rome", "ZA", "2017-10-19", "party"),
    ("rome", "HU", "2026-06-01", "party"),
    ("rome", "HU", "2026-06-02", "undetermined (former-party | party)"),
    ("rome", "HU", "2026-11-23", "undetermined (former-party | party)"),
    ("rome", "BF", "2026-11-23", "party"),
    ("inf", "US", "2019-08-01", "party"),
    ("inf", "US", "2019-08-02", "former-party/withdrawal"),
    ("inf", "RU", "2019-08-01", "party"),
    ("inf", "RU", "2019-08-02", "former-party/termination"),
    ("new-start", "RU", "2011-01-28", "signatory"),
    ("new-start", "RU", "2011-02-04", "signatory"),
    ("new-start", "RU", "2011-02-05", "party"),
    ("new-start", "RU", "2023-03-01", "party"),
    ("new-start", "RU", "2026-02-04", "party"),
    ("new-start", "RU", "2026-02-05", "former-party/expiry"),
    ("new-start", "US", "2026-02-04", "party"),
    ("new-start", "US", "2026-02-05", "former-party/expiry"),
    ("ctbt", "RU", "2023-11-02", "contracting-state"),
    ("ctbt", "RU", "2023-11-03", "signatory"),
    ("ctbt", "XA", "2009-12-31", "contracting-state"),
    ("ctbt", "XA", "2010-01-01", "none"),
    ("ctbt", "ME", "2006-06-02", "null"),
    ("ctbt", "ME", "2006-06-03", "signatory"),
    ("ctbt", "ME", "2006-10-22", "signatory"),
    ("ctbt", "ME", "2006-10-23", "contracting-state"),
    ("provisional", "RU", "1996-01-01", "signatory"),
    ("provisional", "AA", "1995-01-30", "contracting-state"),
    ("provisional", "AA", "1995-01-31", "party"),
    ("provisional", "FF", "2013-09-14", "contracting-state"),
    ("provisional", "FF", "2013-10-14", "party"),
    ("unesco", "US", "1984-12-31", "party"),
    ("unesco", "US", "1985-01-01", "former-party/withdrawal"),
    ("unesco", "US", "2003-09-30", "former-party/withdrawal"),
    ("unesco", "US", "2003-10-01", "party"),
    ("unesco", "US", "2018-12-31", "party"),
    ("unesco", "US", "2019-01-01", "former-party/withdrawal"),
    ("unesco", "US", "2023-07-10", "party"),
    ("unesco", "US", "2026-12-31", "party"),
    ("unesco", "XA", "2019-01-01", "party"),
    ("unesco", "XB", "2018-12-31", "party"),
    ("unesco", "XB", "2019-01-01", "former-party/withdrawal, disputed (party)"),
    ("unesco", "AO", "1977-03-10", "none"),
    ("unesco", "AO", "1977-03-11", "party"),
    ("unesco", "GN", "1960-02-01", "signatory"),
    ("unesco", "GN", "1960-02-02", "party"),
    ("icrw", "CA", "1982-06-29", "party"),
    ("icrw", "CA", "1982-06-30", "undetermined (party | former-party)"),
    ("icrw", "CA", "1982-07-01", "former-party/withdrawal"),
    ("icrw", "JP", "2019-06-29", "party"),
    ("icrw", "JP", "2019-07-01", "former-party/withdrawal"),
    ("icrw", "XA", "2019-07-01", "former-party/withdrawal"),
    ("icrw", "XB", "2019-07-01", "party"),
    ("icrw", "XB", "2020-07-01", "former-party/withdrawal"),
    ("icrw", "NL", "1959-06-29", "party"),
    ("icrw", "NL", "1959-07-01", "former-party/withdrawal"),
    ("icrw", "NL", "1962-05-04", "party"),
    ("icrw", "NL", "1970-07-01", "former-party/withdrawal"),
    ("icrw", "NL", "1977-06-14", "party"),
    ("icrw", "IS", "1992-07-01", "former-party/withdrawal"),
    ("icrw", "IS", "2001-06-08", "former-party/withdrawal, disputed (party)"),
    ("icrw", "IS", "2002-10-09", "former-party/withdrawal, disputed (party)"),
    ("icrw", "IS", "2002-10-12", "undetermined (former-party | party)"),
    ("icrw", "IS", "2002-10-14", "party"),
    ("cfe", "US", "1992-11-08", "contracting-state"),
    ("cfe", "US", "1992-11-09", "party"),
    ("cfe", "RU", "2023-11-06", "party"),
    ("cfe", "RU", "2023-11-07", "former-party/withdrawal"),
    ("cfe", "US", "2023-12-07", "party"),
    ("cfe", "TR", "2006-12-31", "party"),
    ("cfe", "TR", "2008-01-01", "party, unverified"),
    ("enmod", "XA", "2026-01-01", "party"),
    ("enmod", "XB", "2026-01-01", "party"),
    ("enmod", "XC", "2000-12-31", "party"),
    ("enmod", "XC", "2001-01-01", "former-party/withdrawal"),
    ("ottawa", "EE", "2004-10-31", "contracting-state"),
    ("ottawa", "EE", "2004-11-01", "party"),
    ("ottawa", "EE", "2025-12-26", "party"),
    ("ottawa", "EE", "2025-12-27", "former-party/withdrawal"),
    ("ottawa", "UA", "2026-11-01", "party"),
    ("ottawa", "XA", "2026-11-01", "party"),
    ("ottawa", "XB", "2023-07-10", "party"),
    ("ottawa", "XB", "2024-05-04", "party"),
    ("ottawa", "XB", "2024-05-05", "former-party/withdrawal"),
    ("ottawa", "XC", "2023-07-10", "former-party/withdrawal"),
    ("paris", "US", "2016-11-03", "contracting-state"),
    ("paris", "US", "2016-11-04", "party"),
    ("paris", "US", "2020-11-03", "party"),
    ("paris", "US", "2020-11-04", "former-party/withdrawal"),
    ("paris", "US", "2021-01-20", "contracting-state"),
    ("paris", "US", "2021-02-18", "contracting-state"),
    ("paris", "US", "2021-02-19", "party"),
    ("paris", "US", "2026-01-26", "party"),
    ("paris", "US", "2026-01-27", "former-party/withdrawal"),
    ("paris", "XA", "2026-01-01", "party"),
    ("paris", "XB", "2021-05-31", "party"),
    ("paris", "XB", "2021-06-01", "former-party/withdrawal"),
    ("paris", "XC", "2020-11-04", "party"),
    ("paris", "XC", "2020-11-05", "former-party/withdrawal"),
    ("oddities", "XA", "2001-05-04", "party"),
    ("oddities", "XA", "2001-05-05", "party"),
    ("oddities", "XB", "2001-05-04", "party"),
    ("oddities", "XB", "2001-05-05", "former-party/withdrawal, disputed (party)"),
    ("oddities", "XC", "2001-05-05", "party"),
    ("oddities", "XD", "1990-01-31", "none"),
    ("oddities", "XD", "1990-02-01", "undetermined (contracting-state | party)"),
    ("oddities", "XD", "1990-02-28", "undetermined (contracting-state | party)"),
    ("oddities", "XD", "1990-03-01", "party"),
    ("oddities", "XE", "1990-02-28", "contracting-state"),
    ("oddities", "XF", "1990-02-01", "party"),
    ("oddities", "XG", "1990-02-28", "contracting-state"),
    ("oddities", "XG", "1990-03-01", "party"),
    ("oddities", "XH", "1990-02-28", "undetermined (contracting-state | party)"),
    ("oddities", "XI", "1990-03-31", "none"),
    ("oddities", "XI", "1990-04-15", "undetermined (none | party)"),
    ("oddities", "XI", "1990-04-30", "party"),
    ("oddities", "XJ", "1990-04-09", "none"),
    ("oddities", "XJ", "1990-04-10", "party"),
    ("oddities", "XK", "1990-04-09", "none"),  # in force the same day: the deposit was made on the day of its effect
    ("oddities", "XK", "1990-04-10", "party"),
    ("oddities", "XL", "1990-03-31", "none"),
    ("oddities", "XL", "1990-04-10", "party"),
    ("oddities", "XM", "1990-04-09", "none"),
    ("oddities", "XM", "1990-04-10", "party"),
    ("oddities", "XN", "2001-05-05", "party"),
    ("oddities", "XN", "2001-08-05", "former-party/withdrawal"),
    ("oddities", "XO", "2001-05-05", "undetermined (party | former-party)"),
    ("oddities", "XO", "2001-06-01", "former-party/withdrawal"),
    ("oddities", "XP", "1998-12-31", "party"),
    ("oddities", "XP", "1999-01-01", "former-party/expulsion"),
    ("oddities", "XQ", "1990-02-01", "party"),
    ("oddities", "XR", "1990-02-01", "none, disputed (party)"),
    ("oddities", "XS", "2001-05-04", "party"),
    ("oddities", "XS", "2001-05-05", "undetermined (party | former-party)"),
    ("oddities", "XT", "1989-12-31", "signatory"),
    ("oddities", "XT", "1990-02-01", "party"),
    ("cwc", "SR", "1997-04-27", "none"),
    ("cwc", "SR", "1997-04-28", "contracting-state"),
    ("cwc", "SR", "1997-04-29", "party"),
    ("cwc", "XA", "1997-04-29", "party"),
    ("cwc", "XB", "1997-05-29", "contracting-state"),
    ("cwc", "XB", "1997-05-30", "party"),
    ("cwc", "SG", "1997-06-19", "contracting-state"),
    ("cwc", "SG", "1997-06-20", "party"),
    ("cwc", "EU", "1998-01-31", "party"),
    ("tlatelolco", "BR", "1967-05-09", "signatory"),
    ("tlatelolco", "BR", "1968-01-29", "contracting-state"),
    ("tlatelolco", "BR", "1994-05-29", "contracting-state"),
    ("tlatelolco", "BR", "1994-05-30", "party"),
    ("tlatelolco", "CL", "1994-01-17", "contracting-state"),
    ("tlatelolco", "CL", "1994-01-18", "party"),
    ("tlatelolco", "MX", "1969-04-24", "contracting-state"),
    ("tlatelolco", "MX", "1969-04-25", "party"),
    ("tlatelolco", "CU", "2010-01-01", "contracting-state"),
    ("ccw", "XA", "2026-01-01", "none"),
    ("ccw", "XB", "1990-07-09", "contracting-state"),
    ("ccw", "XB", "1990-07-10", "party"),
    ("ccw", "XC", "1990-03-30", "none"),
    ("ccw", "XC", "1990-03-31", "contracting-state"),
    ("ccw", "XC", "1990-09-30", "party"),
    ("ccw", "XD", "2001-01-01", "former-party/withdrawal"),
]


@pytest.fixture(scope="module")
def cases(derived: Derived) -> dict[str, Chronicle]:
    """The records above, each derived once."""
    return {name: derived(text) for name, text in RECORDS.items()}


@pytest.mark.parametrize(("record", "who", "day", "said"), ANSWERS)
def test_what_a_state_is_on_a_day(record: str, who: str, day: str, said: str, cases: dict[str, Chronicle], answer: Answer) -> None:
    assert answer(cases[record], who, day) == said


# More than a status ------------------------------------------------------------------------------


def test_succession_to_a_signature_and_before_its_notice(cases: dict[str, Chronicle]) -> None:
    assert "retroactive" in qualifiers(cases["ctbt"], "ME", "2006-06-03")
    assert "retroactive" not in qualifiers(cases["ctbt"], "ME", "2006-10-23")


def test_consent_withdrawn(cases: dict[str, Chronicle]) -> None:
    """It counts no longer, is no exit, and leaves what stood before: a signature, or nothing."""
    ctbt = cases["ctbt"]
    assert "consent-withdrawn" in qualifiers(ctbt, "XA", "2010-01-01")
    assert "consent-withdrawn" in qualifiers(ctbt, "RU", "2023-11-03")
    assert ctbt.history("RU").exits == ctbt.history("XA").exits == ()
    assert ctbt.force.missing == ("CN", "RU", "US")
    assert ctbt.standing.on("2026-01-01").status == "not-in-force"
    assert derive(as_notified(ctbt.treaty, date(2023, 11, 2))).force.missing == ("CN", "US")


def test_notices_that_were_revoked(cases: dict[str, Chronicle]) -> None:
    rome = cases["rome"]
    for who, notice, revoked, would in (("GM", "2016-11-10", "2017-02-10", "2017-11-10"), ("ZA", "2016-10-19", "2017-03-07", "2017-10-19")):
        (left,) = rome.history(who).exits
        assert (left.notified, left.effective, left.would_have) == (notice, None, would)
        assert [left.state(day) for day in (notice, revoked, would)] == ["pending", "revoked", "revoked"]
        note = qualifiers(rome, who, "2017-01-15")["withdrawal-pending"]
        assert (note["since"], note["next_change"]) == (notice, revoked)
        assert f"later revoked: {revoked}" in str(note["text"])
        assert qualifiers(rome, who, revoked) == {}
        assert rome.history(who).spells[0].withdrawal_effective is None
    assert rome.history("BF").exits == (), "an announcement is no notice"


def test_a_revocation_only_the_press_reports(cases: dict[str, Chronicle]) -> None:
    hungary = cases["rome"].history("HU")
    (left,) = hungary.exits
    assert [left.state(day) for day in ("2026-06-01", "2026-06-02", "2026-11-23")] == ["pending", "disputed", "disputed"]
    s = hungary.on("2026-06-02")
    assert (s.status, s.certainty, s.ended_by) == ("undetermined", "uncertain", None)
    assert [(other["status"], other["since"]) for other in s.alternatives] == [("former-party", "2026-06-02"), ("party", "2002-07-01")]
    eve = hungary.on("2026-06-01")
    assert (eve.status, eve.next_change, eve.next_status) == ("party", "2026-06-02", "undetermined")


def test_a_contested_notice(cases: dict[str, Chronicle]) -> None:
    korea = cases["korea"].history("KP")
    s = korea.on("2003-04-10")
    assert [(other["status"], other["since"], other["held_by"]) for other in s.alternatives] == [("former-party", "2003-04-10", ["KP"])]
    assert [(left.state("2003-02-01"), left.state("2020-01-01")) for left in korea.exits] == [
        ("revoked", "revoked"),
        ("pending", "disputed"),
    ]


def test_a_late_revocation_is_disputed(cases: dict[str, Chronicle]) -> None:
    for record, who, day in (("oddities", "XB", "2001-05-05"), ("unesco", "XB", "2019-01-01")):
        history = cases[record].history(who)
        assert history.on(day).certainty == "disputed"
        assert history.exits[0].state(day) == "disputed"
        assert "too late" in str(history.on(day).alternatives[0]["basis"])
    assert cases["oddities"].history("XC").exits[0].state("2001-05-04") == "revoked"
    assert cases["unesco"].history("XA").exits[0].state("2018-12-31") == "revoked"


def test_of_two_notices_the_one_that_is_not_revoked_works(cases: dict[str, Chronicle]) -> None:
    first, second = cases["oddities"].history("XN").exits
    assert (first.state("2002-01-01"), second.state("2002-01-01"), second.effective) == ("revoked", "effective", "2001-08-05")


def test_a_treaty_ended_by_one_side(cases: dict[str, Chronicle]) -> None:
    inf = cases["inf"]
    assert [inf.standing.on(day).status for day in ("1988-05-31", "1988-06-01", "2019-08-01", "2019-08-02")] == [
        "not-in-force",
        "in-force",
        "in-force",
        "terminated",
    ]
    assert inf.history("RU").exits == ()
    assert [left.effective for left in inf.history("US").exits] == ["2019-08-02"]
    assert "suspension" in qualifiers(inf, "US", "2019-08-01"), "the other side of a suspension"
    assert "suspension" not in qualifiers(inf, "US", "2019-08-02")
    assert inf.history("XX").on("2020-01-01").status == "none"


def test_a_term_that_runs_out_under_suspension(cases: dict[str, Chronicle]) -> None:
    treaty = cases["new-start"]
    note = qualifiers(treaty, "RU", "2026-02-04")["suspension"]
    assert (note["asserted_by"], note["contested_by"], note["since"]) == ("RU", "US", "2023-02-28")
    assert "suspension" not in qualifiers(treaty, "RU", "2026-02-05")
    assert (treaty.standing.on("2026-02-04").status, treaty.standing.on("2026-02-05").status) == ("in-force", "expired")
    assert treaty.history("RU").on("2026-02-04").next_change == "2026-02-05"


@pytest.mark.parametrize(
    ("events", "until"),
    [
        ("", "2000-01-01"),
        ("{event: extension, date: 1999-12-31}", "2005-01-01"),
        ("{event: extension, date: 2000-01-01}", "2000-01-01"),  # too late: it has expired
        ("{event: extension, date: 1999-12-31}, {event: extension, date: 2004-12-31}", "2010-01-01"),
        ("{event: extension, date: 1999-12-31}, {event: extension, date: 2005-01-01}", "2005-01-01"),
        ("{event: extension, date: 1999-12-31, until: 2003-01-01}", "2003-01-01"),
        ("{event: termination, date: 1998-03-01}", "1998-03-01"),
        ("{event: supersession, date: 1998-03-01}", "1998-03-01"),
        ("{event: extension, date: 1999-12-31}, {event: termination, date: 2001-01-01}", "2001-01-01"),
    ],
)
def test_when_a_term_runs_out(events: str, until: str, derived: Derived) -> None:
    found = derived(f"""
        id: short
        clauses: {{entry_into_force: {{published: 1990-01-01}}, duration: {{years: 10, extension: {{years: 5}}}}}}
        events: [{events}]
        participants:
          AA: {{actions: [{{action: ratification, date: 1990-01-01}}]}}
          BB: {{actions: [{{action: signature, date: 1989-01-01}}]}}
    """)
    assert found.end is not None
    assert str(found.end.ruling.day) == until
    assert found.history("AA").on(until).status == "former-party"
    assert found.history("BB").on("2026-01-01").status == "signatory", "a signatory of a treaty that ended stays one"


def test_applied_provisionally(cases: dict[str, Chronicle]) -> None:
    found = cases["provisional"]
    for who, last, over in (
        ("AA", "1995-01-30", "1995-01-31"),  # in force for it
        ("RU", "1994-06-13", "1994-06-14"),  # will not become a party
        ("EE", "1993-02-28", "1993-03-01"),  # said so itself
    ):
        assert "provisional-application" in qualifiers(found, who, last)
        assert "provisional-application" not in qualifiers(found, who, over)
    assert "provisional-application" not in qualifiers(found, "EE", "1993-01-31"), "its own act, not the clause"
    assert "intention-not-to-become-party" in qualifiers(found, "RU", "2026-01-01")
    assert "provisional-application" in qualifiers(found, "FF", "2013-10-13")
    assert "provisional-application" not in qualifiers(found, "FF", "2013-10-14")
    assert "intention-not-to-become-party" in qualifiers(found, "DD", "1995-12-31")
    assert "intention-not-to-become-party" not in qualifiers(found, "DD", "1996-01-01"), "it became one after all"


def test_leaving_by_the_calendar(cases: dict[str, Chronicle]) -> None:
    assert [left.effective for left in cases["unesco"].history("US").exits] == ["1984-12-31", "2018-12-31", "2026-12-31"]
    assert [left.effective for left in cases["icrw"].history("NL").exits] == ["1959-06-30", "1970-06-30"]
    assert [spell.number for spell in cases["icrw"].history("NL").spells] == [1, 2, 3]
    assert cases["icrw"].history("NL").exits[0].notified is None
    assert [left.effective for left in cases["icrw"].history("XA").exits] == ["2019-06-30"], "within a month of Japan's notice"
    assert [left.effective for left in cases["icrw"].history("XB").exits] == ["2020-06-30"], "too late for that"


def test_suspensions_have_an_object_and_a_day_of_their_own(cases: dict[str, Chronicle]) -> None:
    cfe = cases["cfe"]
    assert "suspension" not in qualifiers(cfe, "US", "2023-12-06")
    assert qualifiers(cfe, "US", "2023-12-07")["suspension"]["towards"] == "all"
    ukraine = qualifiers(cases["ottawa"], "UA", "2025-07-21")["suspension"]
    assert (ukraine["asserted_by"], ukraine["contested_by"]) == ("UA", "NO AT BE CH")
    assert "gap" in qualifiers(cfe, "TR", "2008-01-01")


def test_a_notice_that_names_its_day(cases: dict[str, Chronicle]) -> None:
    """150 days were the least: the computed day is the earliest, and a later one no finding."""
    (ruling,) = (ruling for ruling in cases["cfe"].rulings["RU"] if ruling.status == "former-party")
    assert (str(ruling.day), ruling.basis, ruling.minimum, ruling.differs) == ("2023-11-07", "published", True, False)
    assert str(ruling.computed) == "2023-11-06"
    (ruling,) = (ruling for ruling in cases["cfe"].rulings["BY"] if ruling.status == "former-party")
    assert (str(ruling.computed), str(ruling.day), ruling.differs) == ("2024-05-30", "2024-12-24", False), "published, though not named"


def test_no_clause_lets_nobody_leave(cases: dict[str, Chronicle]) -> None:
    enmod = cases["enmod"]
    for who in ("XA", "XB"):
        (left,) = enmod.history(who).exits
        assert (left.state("2026-01-01"), left.effective) == ("without-effect", None)
        assert "VCLT 56" in str(qualifiers(enmod, who, "2000-01-01")["notice-without-effect"]["text"])
    assert enmod.history("XC").exits[0].state("2001-01-01") == "effective"


def test_an_exit_held_back_by_an_armed_conflict(cases: dict[str, Chronicle]) -> None:
    ottawa = cases["ottawa"]
    held = ottawa.history("XA")
    assert held.on("2026-11-01").next_change is None
    note = qualifiers(ottawa, "XA", "2026-11-01")["withdrawal-pending"]
    assert (note["since"], note["next_change"]) == ("2025-01-10", None)
    assert "held back" in str(note["text"])
    (left,) = held.exits
    assert (left.effective, left.state("2026-11-01")) == (None, "pending")
    assert held.spells[0].withdrawal_effective is None
    assert "9999" not in str(note) + "".join(ruling.why for ruling in ottawa.rulings["XA"])
    assert ottawa.history("XB").exits[0].effective == "2024-05-05"
    assert ottawa.history("XC").exits[0].effective == "2023-07-10", "that conflict was over"


def test_a_premature_notice_has_no_effect(cases: dict[str, Chronicle]) -> None:
    paris = cases["paris"]
    (left,) = paris.history("XA").exits
    assert (left.state("2026-01-01"), left.effective) == ("without-effect", None)
    assert "2019-11-04" in str(qualifiers(paris, "XA", "2019-11-03")["notice-without-effect"]["text"])
    assert [(left.notified, left.effective) for left in paris.history("US").exits] == [
        ("2019-11-04", "2020-11-04"),
        ("2025-01-27", "2026-01-27"),
    ]
    first, second = paris.history("US").spells
    assert (first.number, first.deposited, first.in_force, first.withdrawal_effective) == (1, "2016-09-03", "2016-11-04", "2020-11-04")
    assert (second.number, second.deposited, second.in_force, second.withdrawal_effective) == (2, "2021-01-20", "2021-02-19", "2026-01-27")
    assert [paris.history("XB").exits[0].effective, paris.history("XC").exits[0].effective] == ["2021-06-01", "2020-11-05"]


def test_leaving_and_consenting_again_on_one_day_are_two_spells(cases: dict[str, Chronicle]) -> None:
    history = cases["oddities"].history("XA")
    assert (history.on("2001-05-04").since, history.on("2001-05-05").since) == ("1990-02-01", "2001-05-05")
    assert [spell.number for spell in history.spells] == [1, 2]
    assert history.exits[0].state("2001-05-05") == "effective"


def test_which_date_of_effect_wins(cases: dict[str, Chronicle]) -> None:
    found = cases["oddities"]
    told = {
        who: next(ruling for ruling in found.rulings[who] if ruling.status == "party") for who in ("XD", "XE", "XF", "XG", "XH", "XL", "XM")
    }
    assert {who: (str(ruling.day), ruling.basis, ruling.differs) for who, ruling in told.items()} == {
        "XD": ("1990-02-01/1990-03-01", "conflict", True),
        "XE": ("1990-03-01", "published", True),
        "XF": ("1990-02-01", "computed", True),
        "XG": ("1990-03-01", "depositary", True),
        "XH": ("1990-02-01/1990-03-01", "conflict", True),
        "XL": ("1990-04-10", "published", False),  # what is known of the deposit allows it
        "XM": ("1990-04-10", "computed", False),  # the month published is the month computed
    }


def test_a_definitive_signature_is_one_act(cases: dict[str, Chronicle]) -> None:
    (spell,) = cases["oddities"].history("XQ").spells
    assert (spell.instrument, spell.deposited, spell.in_force) == ("definitive_signature", None, "1990-02-01")


def test_a_doubtful_date_is_said_but_decides(cases: dict[str, Chronicle]) -> None:
    s = cases["oddities"].history("XJ").on("1990-04-10")
    assert (s.status, s.certainty, s.since) == ("party", "certain", "1990-04-10?")
    assert "doubtful-date" in [note["kind"] for note in s.qualifiers]


def test_one_deposit_and_its_waiver_are_one_turn(cases: dict[str, Chronicle]) -> None:
    (spell,) = cases["tlatelolco"].history("BR").spells
    assert (spell.number, spell.deposited, spell.in_force, spell.signed) == (1, "1968-01-29", "1994-05-30", "1967-05-09")
    assert cases["tlatelolco"].history("CU").spells[0].in_force is None


def test_the_depositaries_disagree_about_fiji(cases: dict[str, Chronicle]) -> None:
    for who in ("FJ", "BZ"):
        assert cases["fiji"].history(who).exits == ()
        assert len(cases["fiji"].history(who).spells) == 1
    assert cases["fiji"].history("IT").spells[0].deposited == "1975-05-02", "the first deposit of the same kind"


@pytest.mark.parametrize("kind", sorted(BESIDE | DOMESTIC))
def test_acts_that_leave_every_status_as_it_is(kind: str, derived: Derived) -> None:
    """Reservations, objections, corrections, votes and laws are lines of the timeline and nothing else."""
    acts = [f"{{action: {kind}, date: {day}, towards: [BB]}}" for day in ("1998-01-01", "2001-05-05", "2011-01-01")]
    told = [acts[0], "{action: ratification, date: 2000-05-05}", acts[1], "{action: notice_of_withdrawal, date: 2010-05-05}", acts[2]]
    found = derived(plain("short", "1990-01-01", f"AA: {{actions: [{', '.join(told)}]}}", also=FIXED)).history("AA")
    silent = derived(plain("short", "1990-01-01", f"AA: {{actions: [{told[1]}, {told[3]}]}}", also=FIXED)).history("AA")
    assert [repr(step) for step in found.steps] == [repr(step) for step in silent.steps]
    assert len(found.qualifiers) == len(silent.qualifiers) == 1
    assert [line.event for line in found.timeline].count(kind) == 3


def test_the_timeline_of_a_notice_revoked(cases: dict[str, Chronicle]) -> None:
    lines = cases["rome"].history("GM").timeline
    assert [(line.date, line.event, line.status_after, line.state("2026-01-01")) for line in lines] == [
        ("2002-06-28", "ratification", "contracting-state", "past"),
        ("2002-09-01", "entry_into_force", "party", "past"),
        ("2016-11-10", "notice_of_withdrawal", None, "revoked"),
        ("2017-02-10", "revocation_of_notice", None, "past"),
    ]
    assert [line.state("2016-12-01") for line in lines[2:]] == ["past", "future"]
    hungary = {line.event: line.state("2026-11-23") for line in cases["rome"].history("HU").timeline}
    assert hungary["revocation_of_notice"] == "disputed"


# A State that dies, a treaty that ends, other treaties ------------------------------------------------------


def lifetime(code: str, since: str | None, until: str | None, *heirs: str) -> Life:
    """Existence from `since` to the day before `until`."""
    return Life(code, code, existed=((dates.parse(since) if since else None, dates.parse(until) if until else None),), successors=heirs)


@pytest.mark.parametrize(("notice", "effect"), [("1992-06-01", "1993-06-01"), ("1992-01-01", "1993-01-01")])
def test_a_party_that_dies_between_notice_and_effect(notice: str, effect: str, derived: Derived, answer: Answer) -> None:
    """Its extinction comes first, also on the day of effect."""
    found = derived(
        plain(
            "short",
            "1990-01-01",
            f"""
AA: {{actions: [{{action: ratification, date: 1990-01-01}}, {{action: notice_of_withdrawal, date: {notice}}}]}}
BB: {{actions: [{{action: ratification, date: 1990-01-01}}]}}
""",
            also=FIXED,
        ),
        lives={"AA": lifetime("AA", None, "1993-01-01", "BB")},
    )
    assert [answer(found, "AA", day) for day in ("1992-12-31", "1993-01-01", "1993-06-01")] == ["party", "null", "null"]
    (left,) = found.history("AA").exits
    assert (left.effective, left.would_have, left.state("1993-06-01")) == (None, effect, "without-effect")
    assert found.history("AA").spells[0].withdrawal_effective is None
    assert "party to the end; successors: BB" in str(qualifiers(found, "AA", "1993-01-01")["extinct"]["text"])
    assert answer(found, "BB", "1993-01-01") == "party", "nobody succeeds without saying so"


def test_a_treaty_that_ends_between_notice_and_effect(derived: Derived, answer: Answer) -> None:
    found = derived(
        plain(
            "short",
            "1990-01-01",
            "AA: {actions: [{action: ratification, date: 1990-01-01}, {action: notice_of_withdrawal, date: 1999-06-01}]}",
            also=FIXED + "\nduration: {years: 10}",
        )
    )
    assert answer(found, "AA", "2000-01-01") == "former-party/expiry"
    assert answer(found, "AA", "2000-06-01") == "former-party/expiry"
    (left,) = found.history("AA").exits
    assert (left.effective, left.would_have, left.state("2001-01-01")) == (None, "2000-06-01", "without-effect")


def test_succession_is_never_automatic_and_counts_once(derived: Derived, answer: Answer) -> None:
    text = """
        id: due
        clauses: {entry_into_force: {when: {instruments: 3}, delay: {days: 30}}, entry_into_force_for_state: {delay: {days: 30}}}
        participants:
          OLD: {actions: [{action: ratification, date: 1992-12-01}]}
          NEW: {actions: [{action: succession, from: OLD, date: 1994-05-03}]}
          HUSH: {actions: []}
          XA: {actions: [{action: ratification, date: 1993-06-01}]}
          XB: {actions: [{action: ratification, date: 1995-06-01}]}
    """
    lives = {
        "OLD": lifetime("OLD", None, "1993-01-01", "NEW", "HUSH"),
        "NEW": lifetime("NEW", "1993-01-01", None),
        "HUSH": lifetime("HUSH", "1993-01-01", None),
    }
    found = derived(text, lives=lives)
    assert str(found.force.met) == "1995-06-01", "the predecessor's instrument and two more"
    assert [answer(found, "NEW", day) for day in ("1992-12-31", "1993-01-01", "1995-07-01")] == ["null", "contracting-state", "party"]
    assert [answer(found, "HUSH", day) for day in ("1992-12-31", "1993-01-01", "1995-07-01")] == ["null", "none", "none"]
    assert answer(found, "OLD", "1995-07-01") == "null"
    unheard = text.replace("{action: succession, from: OLD, date: 1994-05-03}", "")
    assert derived(unheard, lives=lives).force.met is None, "an instrument nobody took over died with its State"


def test_a_union_of_states(derived: Derived, answer: Answer) -> None:
    found = derived(
        plain(
            "union",
            "1975-03-26",
            "DE: {actions: [{action: ratification, date: 1983-04-07}]}\nDDDE: {actions: [{action: ratification, date: 1972-11-28}]}",
        )
    )
    assert [answer(found, "DDDE", day) for day in ("1990-10-02", "1990-10-03")] == ["party", "null"]
    assert "merged into DE" in str(qualifiers(found, "DDDE", "1990-10-03")["extinct"]["text"])
    assert found.history("DE").on("1990-10-03").since == "1983-04-07"


PARENT = plain(
    "unfccc",
    "1994-03-21",
    """
US: {actions: [{action: ratification, date: 1992-10-15}, {action: notice_of_withdrawal, date: 2026-03-01}]}
XA:
  actions:
    - {action: ratification, date: 1992-10-15}
    - {action: notice_of_withdrawal, date: 2000-01-01}
    - {action: ratification, date: 2005-01-01}
    - {action: notice_of_withdrawal, date: 2010-01-01}
XB: {actions: [{action: ratification, date: 1992-10-15}, {action: notice_of_withdrawal, date: 2000-01-01}]}
""",
    also=FIXED,
)
CHILD = """
US: {actions: [{action: acceptance, date: 2016-09-03}]}
XA: {actions: [{action: acceptance, date: 1999-01-01}, {action: acceptance, date: 2006-01-01}]}
XB: {actions: [{action: acceptance, date: 2002-01-01}]}
XC: {actions: [{action: acceptance, date: 2002-01-01}]}
"""


@pytest.mark.parametrize("link", ["with", "parent"])
def test_leaving_one_treaty_is_leaving_another(link: str, derived: Derived, answer: Answer) -> None:
    parent = derived(PARENT)
    clause = FIXED.replace("}}", "}, with: [unfccc]}") if link == "with" else FIXED
    text = plain("protocol", "1998-01-01", CHILD, also=clause, kind="parent: unfccc\n" if link == "parent" else "")
    child = derived(text, before=[parent])
    assert upstream(child.treaty) == named_treaties(child.treaty) == ("unfccc",)
    assert [answer(child, "US", day) for day in ("2027-02-28", "2027-03-01")] == [
        "party, last-known",
        "former-party/deemed-withdrawal, last-known",
    ]
    (left,) = child.history("US").exits
    assert (left.kind, left.notified, left.effective) == ("deemed-withdrawal", "2026-03-01", "2027-03-01")
    expected = {"2000-12-31": "party", "2001-01-01": "former-party/deemed-withdrawal", "2006-01-01": "party", "2010-12-31": "party"}
    assert {day: answer(child, "XA", day) for day in expected} == expected
    assert answer(child, "XA", "2011-01-01") == "former-party/deemed-withdrawal"
    assert answer(child, "XB", "2026-01-01") == "party", "it had left before it consented"
    assert answer(child, "XC", "2026-01-01") == "party"


def test_leaving_a_treaty_before_its_protocol_is_in_force(derived: Derived, answer: Answer) -> None:
    protocol = """
        id: protocol
        parent: unfccc
        clauses: {entry_into_force: {when: {instruments: 9}}}
        participants: {US: {actions: [{action: signature, date: 2016-04-22}, {action: acceptance, date: 2016-09-03}]}}
    """
    found = derived(protocol, before=[derived(PARENT)])
    assert [answer(found, "US", day) for day in ("2026-12-31", "2027-03-01")] == ["contracting-state", "signatory, last-known"]
    assert found.history("US").exits == (), "who was never a party does not withdraw"


def test_a_notice_before_the_treaty_binds_takes_consent_back(derived: Derived, answer: Answer) -> None:
    found = derived(
        plain(
            "short",
            "2000-01-01",
            """
AA:
  actions:
    - {action: signature, date: 1998-01-01}
    - {action: ratification, date: 1999-01-01}
    - {action: notice_of_withdrawal, date: 1999-06-01}
BB: {actions: [{action: notice_of_withdrawal, date: 1999-06-01}]}
""",
            also=FIXED,
        )
    )
    assert [answer(found, "AA", day) for day in ("1999-05-31", "1999-06-01", "2000-01-01")] == [
        "contracting-state",
        "signatory",
        "signatory",
    ]
    assert found.history("AA").exits == ()
    assert found.history("BB").exits[0].state("2000-01-01") == "without-effect"
    assert answer(found, "BB", "2000-01-01") == "none"


def test_consent_withdrawn_too_late_is_disputed(derived: Derived, answer: Answer) -> None:
    late = "AA: {actions: [{action: ratification, date: 1999-01-01}, {action: withdrawal_of_consent, date: 2000-01-01}]}"
    found = derived(plain("short", "2000-01-01", late, also=FIXED))
    assert [answer(found, "AA", day) for day in ("1999-12-31", "2000-01-01")] == ["contracting-state", "party, disputed (none)"]


def test_consent_withdrawn_between_threshold_and_entry_into_force(derived: Derived) -> None:
    text = """
        id: short
        clauses: {entry_into_force: {when: {instruments: 2}, delay: {days: 90}%s}}
        participants:
          AA: {actions: [{action: ratification, date: 2000-01-01}]}
          BB: {actions: [{action: ratification, date: 2000-02-01}, {action: withdrawal_of_consent, date: 2000-03-01}]}
    """
    assert str(derived(text % "").standing.on("2001-01-01").status) == "undetermined"
    assert derived(text % ", published: 2000-05-01").standing.on("2000-05-01").status == "in-force"


def test_a_treaty_once_in_force_stays_so(derived: Derived) -> None:
    """VCLT 55: fewer parties than it took to begin are no end."""
    found = derived("""
        id: short
        clauses: {entry_into_force: {when: {instruments: 2}}, entry_into_force_for_state: none, withdrawal: {delay: {years: 1}}}
        participants:
          AA: {actions: [{action: ratification, date: 2000-01-01}, {action: notice_of_withdrawal, date: 2001-01-01}]}
          BB: {actions: [{action: ratification, date: 2000-01-01}]}
          CC: {actions: [{action: ratification, date: 2004-01-01}]}
    """)
    assert found.end is None
    assert (found.standing.on("2003-01-01").status, found.history("CC").on("2004-01-01").status) == ("in-force", "party")


def test_an_override_is_the_depositarys_word(derived: Derived) -> None:
    found = derived(
        plain(
            "short",
            "2000-01-01",
            "AA: {actions: [{action: ratification, date: 2001-01-01}]}",
            also="entry_into_force_for_state: {delay: {days: 30}}",
        )
        + "overrides: [{participant: AA, action: ratification, date: 2001-01-01, effect: 2001-03-01, why: its practice, source: un}]"
    )
    (spell,) = found.history("AA").spells
    assert (spell.in_force, spell.in_force_basis) == ("2001-03-01", "depositary")
    assert [ruling.differs for ruling in found.rulings["AA"] if ruling.status == "party"] == [True]
    whole = derived(plain("short", "2000-01-01", "AA: {actions: []}") + "overrides: [{effect: 2000-02-02, why: announced so, source: un}]")
    assert whole.standing.on("2000-02-01").status == "not-in-force"
    assert whole.standing.on("2000-02-02").status == "in-force"


def test_what_the_record_covers(derived: Derived, answer: Answer) -> None:
    text = plain(
        "short", "2000-01-01", "AA: {actions: [{action: ratification, date: 1999-01-01}]}\nBB: {actions: []}", kind="opened: 1990-01-01\n"
    )
    covered = derived(text + "coverage: {from: 1993-01-01, through: 2010-12-31}\nseen: {AA: 2015-01-01}\n")
    assert [answer(covered, "AA", day) for day in ("1992-12-31", "1993-01-01", "2010-12-31", "2015-01-01", "2015-01-02")] == [
        "none, unverified",
        "none",
        "party",
        "party",
        "party, last-known",
    ]
    assert answer(covered, "BB", "2010-12-31") == "none"
    assert answer(covered, "BB", "2011-01-01") == answer(covered, "NOBODY", "2011-01-01") == "none, last-known"


def test_uncertain_acts_are_narrowed_by_their_neighbours(derived: Derived) -> None:
    found = derived(
        plain(
            "short",
            "1980-01-01",
            """
AA: {actions: [{action: signature, date: 1992}, {action: ratification, date: 1992-06-15}]}
BB: {actions: [{action: signature, date: 1992-06-15}, {action: ratification, date: 1992}]}
""",
        )
    )
    assert found.history("AA").on("1992-06-14").next_change == "1992-06-15"
    assert found.history("AA").on("1992-06-15").status == "party"
    assert [found.history("BB").on(day).status for day in ("1992-06-14", "1992-06-15", "1992-12-31")] == ["none", "undetermined", "party"]


def test_a_notice_of_unknown_date_lies_where_the_clause_puts_it(cases: dict[str, Chronicle]) -> None:
    """Iceland left the Whaling Convention on 30 June 1992: its notice came by 1 January 1992, and after 1 January 1991 (XI)."""
    history = cases["icrw"].histories["IS"]
    certain = {day: [(n["kind"], n["certainty"]) for n in history.on(day).qualifiers] for day in ("1991-01-01", "1991-01-02", "1992-06-29")}
    assert certain == {
        "1991-01-01": [],
        "1991-01-02": [("withdrawal-pending", "uncertain")],
        "1992-06-29": [("withdrawal-pending", "uncertain")],
    }


@pytest.mark.parametrize(
    ("clause", "day", "state"),
    [
        ("{article: II, delay: {year_end: {following: 1}}, effect_at: end_of_day}", "2018-12-31", "pending"),
        ("{article: II, delay: {year_end: {following: 1}}, effect_at: end_of_day}", "2019-01-01", "effective"),
        ("{article: II, delay: {year_end: {following: 1}}}", "2018-12-31", "effective"),
        ("{article: II, delay: {year_end: {following: 1}}}", "2018-12-30", "pending"),
    ],
)
def test_a_notice_is_effective_when_the_party_is_out(clause: str, day: str, state: str) -> None:
    """UNESCO II(6): the United States was a member to the end of 31 December 2018."""
    text = f"""
id: unesco
clauses:
  entry_into_force: {{article: XV, published: 1946-11-04}}
  entry_into_force_for_state: {{article: XV, delay: same_day}}
  withdrawal: {clause}
participants:
  US: {{actions: [{{action: acceptance, date: 2003-10-01}}, {{action: notice_of_withdrawal, date: 2017-10-12}}]}}
"""
    record, findings = read_treaty(text.encode(), "unesco.yaml")
    assert findings == []
    assert record is not None
    history = derive(record).histories["US"]
    assert [exit_.state(day) for exit_ in history.exits] == [state]
    assert (history.on(day).status == "former-party") == (state == "effective")
