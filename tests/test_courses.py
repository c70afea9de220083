"""What is not known to the day: every course that the days allow is followed, and none is taken for the only one (VCLT 56, 65, 68)."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from openskies_cli.derive import Chronicle

LEAVE = "withdrawal: {article: '14', from: received, delay: {months: 6}}"
IN_FORCE = "entry_into_force: {article: '12', published: 2005-01-01}"
LATER = "entry_into_force_for_state: {article: '12', counts_after: treaty_entry_into_force, delay: same_day}"
ALL = f"{IN_FORCE}, {LATER}, {LEAVE}"
JOINED = "{action: accession, date: 2010-01-10}"

CASES = {  # what it shows -> the clauses, the acts, and the answer on some days
    "a return inside an uncertain exit: nobody knows whether it came before or after": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2019-09-15, effect: 2020-01/2020-03}}, {{action: accession, date: 2020-02-10}}",
        {"2019-12-31": "party", "2020-12-31": "undetermined (party | former-party)"},
    ),
    "a return while the own notice runs: a revocation by conduct, a consent for afterwards, or nothing (68)": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}, {{action: accession, date: 2020-05-01}}",
        {"2020-07-09": "party", "2020-07-10": "undetermined (party | former-party)"},
    ),
    "a new consent with a reservation of that day is one for afterwards, whatever becomes of the notice": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}, {{action: accession, date: 2020-01-10}}, "
        "{action: reservation, date: 2020-01-10}",
        {"2020-07-09": "party", "2020-07-10": "party"},
    ),
    "a return after the exit is simply a return": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}, {{action: accession, date: 2020-09-01}}",
        {"2020-07-09": "party", "2020-07-10": "former-party/withdrawal", "2020-09-01": "party"},
    ),
    "a clause on leaving that was not read: no day can be computed": (
        f"{IN_FORCE}, {LATER}, withdrawal: unread",
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}",
        {"2020-01-09": "party", "2021-01-10": "undetermined (party | former-party)"},
    ),
    "none, and read: the notice leads nowhere until it is accepted (56)": (
        f"{IN_FORCE}, {LATER}, withdrawal: none",
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}",
        {"2020-01-09": "party", "2021-01-10": "party"},
    ),
    "a clause on later consent that was not read: bound or not yet": (
        f"{IN_FORCE}, entry_into_force_for_state: unread, {LEAVE}",
        JOINED,
        {"2010-01-09": "none", "2011-01-10": "undetermined (contracting-state | party)"},
    ),
    "none, and read: from the deposit (24(3))": (
        f"{IN_FORCE}, entry_into_force_for_state: none, {LEAVE}",
        JOINED,
        {"2010-01-09": "none", "2010-01-10": "party"},
    ),
    "a notice revoked in time": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}, {{action: revocation_of_notice, date: 2020-07-09, of: 2020-01-10}}",
        {"2020-07-10": "party"},
    ),
    "a revocation of which only the month is known, that of the exit: in time or too late": (
        ALL,
        f"{JOINED}, {{action: notice_of_withdrawal, date: 2020-01-10}}, {{action: revocation_of_notice, date: 2020-07, of: 2020-01-10}}",
        {"2020-07-09": "party", "2020-12-31": "undetermined (party | former-party)"},
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_every_course_is_followed(what: str, derived: Callable[..., Chronicle], answer: Callable[[Chronicle, str, str], str]) -> None:
    clauses, acts, days = CASES[what]
    chronicle = derived(
        f"id: x\nclauses: {{{clauses}}}\ncoverage: {{from: 2000-01-01, through: 2030-01-01}}\nparticipants:\n  FR: {{actions: [{acts}]}}\n"
    )
    assert {day: answer(chronicle, "FR", day) for day in days} == days


RECORDS = {  # what it shows -> a whole record, and the answer of somebody on some day
    "a lock-in counted from a day that is known to the month: the notice is valid or premature (VCLT 56; the clause)": (
        """
        clauses:
          entry_into_force: {published: 2000-03-01}
          entry_into_force_for_state: {delay: {days: 30}}
          withdrawal: {delay: {years: 1}, not_before: {after: own_entry_into_force, years: 2}}
        participants:
          IT: {actions: [{action: accession, date: 2004-06}, {action: notice_of_withdrawal, date: 2006-07-15}]}
        """,
        {("IT", "2007-07-14"): "party", ("IT", "2007-07-15"): "undetermined (party | former-party)"},
    ),
    "two notices of which one is undecided: the certain one ends it at the latest": (
        """
        clauses:
          entry_into_force: {published: 2000-03-01}
          entry_into_force_for_state: {delay: same_day}
          withdrawal: {delay: {years: 1}}
        participants:
          IT:
            actions:
              - {action: accession, date: 2004-06-01}
              - {action: notice_of_withdrawal, date: 2010-03-05}
              - {action: notice_of_withdrawal, date: 2010-08-01, effect: 2010-09-01}
        """,
        {
            ("IT", "2010-08-31"): "party",
            ("IT", "2010-09-01"): "undetermined (party | former-party)",
            ("IT", "2011-03-05"): "former-party/withdrawal",
        },
    ),
    "an exit on the first day (VCLT 24, 54)": (
        """
        clauses:
          entry_into_force: {published: 2000-03-01}
          withdrawal: {delay: same_day}
        participants:
          IT: {actions: [{action: accession, date: 1999-06-01}, {action: notice_of_withdrawal, date: 2000-03-01}]}
        """,
        {("IT", "2000-02-29"): "contracting-state", ("IT", "2000-03-01"): "former-party/withdrawal"},
    ),
    "an end before the condition was met: no later deposit brings it into force (VCLT 59)": (
        """
        events: [{event: supersession, date: 2001-05-05}]
        clauses: {entry_into_force: {when: {instruments: 2}, delay: same_day}}
        participants:
          IT: {actions: [{action: ratification, date: 2000-06-01}]}
          FR: {actions: [{action: ratification, date: 2002-06-01}]}
        """,
        {("IT", "2003-01-01"): "contracting-state"},
    ),
    "no party to a treaty that is not in force, whatever a table prints (VCLT 2(1)(g))": (
        """
        clauses: {entry_into_force: {when: {instruments: 3}, delay: same_day}}
        participants:
          IT: {actions: [{action: ratification, date: 2000-06-01, effect: 2000-07-01}]}
          FR: {actions: [{action: ratification, date: 2002-06-01}]}
        """,
        {("IT", "2003-01-01"): "contracting-state"},
    ),
    "nothing is left to succeed to (VCSST 17(1), 34(1))": (
        """
        clauses:
          entry_into_force: {published: 1985-01-01}
          entry_into_force_for_state: {delay: same_day}
          withdrawal: {delay: {months: 6}}
        participants:
          CSHH: {actions: [{action: accession, date: 1986-01-10}, {action: notice_of_withdrawal, date: 1990-01-10}]}
          SK: {actions: [{action: succession, from: CSHH, date: 1993-05-28, effect: 1993-01-01}]}
        """,
        {("CSHH", "1990-07-10"): "former-party/withdrawal", ("SK", "1994-01-01"): "undetermined (none | party)"},
    ),
    "an end and an exit on one day: the end comes first (VCLT 54, 70)": (
        """
        events: [{event: termination, date: 2010-07-10}]
        clauses:
          entry_into_force: {published: 2000-03-01}
          entry_into_force_for_state: {delay: same_day}
          withdrawal: {delay: {months: 6}}
        participants:
          IT: {actions: [{action: accession, date: 2004-06-01}, {action: notice_of_withdrawal, date: 2010-01-10}]}
        """,
        {("IT", "2010-07-09"): "party", ("IT", "2010-07-10"): "former-party/termination"},
    ),
    "a union of two States of which one was a party: what it had may go on (VCSST 31)": (
        """
        clauses: {entry_into_force: {published: 1970-03-05}, entry_into_force_for_state: {delay: same_day}}
        participants:
          YDYE: {actions: [{action: accession, date: 1979-02-20}]}
        """,
        {
            ("YDYE", "1990-05-21"): "party",
            ("YE", "1990-05-21"): "none",
            ("YE", "1990-05-22"): "undetermined (none | party)",
        },
    ),
    "a union that says so is a party": (
        """
        clauses: {entry_into_force: {published: 1970-03-05}, entry_into_force_for_state: {delay: same_day}}
        participants:
          YDYE: {actions: [{action: accession, date: 1979-02-20}]}
          YE: {actions: [{action: succession, from: YDYE, date: 1990-07-01, effect: 1990-05-22}]}
        """,
        {("YE", "1990-05-22"): "party"},
    ),
    "a State that takes in another keeps its own treaties (VCSST 15)": (
        """
        clauses: {entry_into_force: {published: 1970-03-05}, entry_into_force_for_state: {delay: same_day}}
        participants:
          DDDE: {actions: [{action: accession, date: 1979-02-20}]}
        """,
        {("DDDE", "1990-10-02"): "party", ("DE", "1990-10-03"): "none"},
    ),
}


@pytest.mark.parametrize("what", RECORDS)
def test_what_the_law_says_of_a_whole_record(
    what: str, derived: Callable[..., Chronicle], answer: Callable[[Chronicle, str, str], str]
) -> None:
    text, expected = RECORDS[what]
    chronicle = derived(f"id: x\ncoverage: {{from: 1950-01-01, through: 2030-01-01}}\n{dedent(text)}")
    assert {key: answer(chronicle, *key) for key in expected} == expected


def test_beyond_the_courses_that_are_followed_nothing_is_called_certain(
    derived: Callable[..., Chronicle], answer: Callable[[Chronicle, str, str], str]
) -> None:
    """A dozen notices and returns in years of which nothing more is known: more courses than are followed."""
    acts = ", ".join(
        f"{{action: notice_of_withdrawal, date: {year}}}, {{action: accession, date: {year}/{year + 1}}}" for year in range(2000, 2012)
    )
    chronicle = derived(
        f"id: x\ncoverage: {{from: 1950-01-01, through: 2040-01-01}}\nclauses: {{{IN_FORCE.replace('2005', '1990')}, {LATER}, {LEAVE}}}\n"
        f"participants: {{FR: {{actions: [{{action: accession, date: 1995-01-10}}, {acts}]}}}}\n"
    )
    assert answer(chronicle, "FR", "1999-12-31") == "party"
    assert answer(chronicle, "FR", "2030-01-01").startswith("undetermined (")
    assert "party" in answer(chronicle, "FR", "2030-01-01")
    assert "former-party" in answer(chronicle, "FR", "2030-01-01")
