"""What States are on which day: real cases of the law of treaties, read as records and derived.

Each table row is an answer in one line, as `tell` in conftest.py writes it: status, /ended by, certainty where it is not
plain, and in brackets what else may be.
"""

from collections.abc import Callable
from datetime import date

import pytest

from openskies_cli import dates
from openskies_cli.derive import Chronicle, as_notified, derive, named_treaties, upstream
from openskies_cli.model import Life

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
        ("KG", "2024-04-13", "signatory, unverified"),
        ("BY", "2025-10-09", "party"),
        ("BY", "2025-10-10", "party, unverified"),
        ("GE", "2012-04-05", "party"),
        ("CY", "2010-01-01", "none"),
        ("JP", "2010-01-01", "none"),
        ("JP", "2026-01-01", "none, unverified"),
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
    (turn,) = open_skies.history("RU").turns
    assert (turn.signed, turn.instrument, turn.deposited, turn.in_force) == ("1992-03-24", "ratification", "2001-11-02", "2002-01-01")
    assert (turn.notice, turn.withdrawal_effective) == ("2021-06-18", "2021-12-18")
    (turn,) = open_skies.history("CZ").turns
    assert (turn.signed, turn.instrument, turn.deposited, turn.predecessor) == (None, "succession", None, "CSHH")
    assert open_skies.history("KG").turns[0].number is None
    (left,) = open_skies.history("RU").exits
    assert [left.state(day) for day in ("2021-06-18", "2021-12-17", "2021-12-18")] == ["pending", "pending", "effective"]
    assert sorted(who for who, history in open_skies.histories.items() if history.exits) == ["RU", "US"]
    assert not [ruling for rulings in open_skies.rulings.values() for ruling in rulings if ruling.differs]


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
    """A treaty in force since a published day; `also` holds more clauses, as the record writes them."""
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
  ME: {actions: [{action: succession, to: signature, from: RS, date: 2006-10-23, effect: 2006-06-03}, {action: ratification, date: 2006-10-23}]}
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
  FF: {actions: [{action: provisional_application, date: 2013-09-14}, {action: accession, date: 2013-09-14, effect: 2013-10-14, basis: depositary}]}
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
  BY: {actions: [{action: signature, date: 1990-11-19}, {action: ratification, date: 1992-10-30}]}
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
XO: {actions: [{action: accession, date: 1990-02-01}, {action: notice_of_withdrawal, date: 2000-05-05, effect: 2001-06-01, basis: published}]}
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
    ("fiji", "FJ", "1970-10-10", "undetermined (none | contracting-state | party)"),
    ("fiji", "FJ", "1972-07-20", "undetermined (none | contracting-state | party)"),
    ("fiji", "FJ", "1972-07-21", "party"),
    ("fiji", "BZ", "1981-09-20", "none"),
    ("fiji", "BZ", "1986-11-24", "undetermined (none | contracting-state | party)"),
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
    ("icrw", "IS", "2002-10-12", "undetermined (former-party | party | party)"),
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
