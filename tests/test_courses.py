"""What is not known to the day: every course that the days allow is followed, and none is taken for the only one (VCLT 56, 65, 68)."""

from collections.abc import Callable

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
