"""Answers agree with themselves: status, next status, timeline, withdrawals and spells, on every day of change of every record."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from openskies_cli.history import THE_BEGINNING, THE_END, History
from openskies_cli.register import Register

pytestmark = pytest.mark.slow  # every day of change of every shipped record

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(str(ROOT))


def histories(register: Register) -> Iterator[tuple[str, str, History]]:
    for treaty in register.treaty_ids():
        chronicle = register.chronicle(treaty)
        yield treaty, "", chronicle.standing
        yield from ((treaty, who, history) for who, history in chronicle.histories.items())


def turning(history: History) -> list[str]:
    """Every day of change, and the days around it."""
    isos = {iso for one in (history, *history.courses) for step in one.steps for iso in (step.earliest, step.latest)}
    days = {date.fromisoformat(iso) for iso in isos - {THE_BEGINNING, THE_END}}
    return [str(day + timedelta(k)) for day in sorted(days) for k in (-1, 0, 1)]


def test_the_next_status_is_the_status_of_that_day(register: Register) -> None:
    asked, wrong = 0, []
    for treaty, who, history in histories(register):
        for day in turning(history):
            now = history.on(day)
            if now.next_change is None:
                continue
            first, _, last = now.next_change.rstrip("?").partition("/")
            then = history.on(last or first) if last != ".." and len(last or first) == 10 else None
            asked += then is not None
            if then is not None and then.status != now.next_status:
                wrong.append(f"{treaty} {who} {day}: next {now.next_change} {now.next_status}, then {then.status}")
    assert asked > 5000
    assert wrong == []


def test_the_status_does_not_change_before_the_next_change(register: Register) -> None:
    wrong = []
    for treaty, who, history in histories(register):
        days = turning(history)
        for day in days:
            now = history.on(day)
            until = (now.next_change or THE_END)[:10]
            others = [(other, history.on(other).status) for other in days if day < other < until]
            wrong += [f"{treaty} {who} {day}: {now.status} until {until}, but {s} on {other}" for other, s in others if s != now.status]
    assert wrong == []


def test_the_timeline_says_what_the_status_says(register: Register) -> None:
    asked, wrong = 0, []
    for treaty, who, history in histories(register):
        last = {entry.earliest: entry for entry in history.timeline if entry.status_after and entry.earliest == entry.latest}
        for day, entry in last.items():
            if entry.state(day) == "past":
                asked += 1
                standing = history.on(day)
                if entry.status_after not in (standing.status, *(other["status"] for other in standing.alternatives)):
                    wrong.append(f"{treaty} {who} {day}: {entry.event} -> {entry.status_after}, but {standing.status}")
    assert asked > 5000
    assert wrong == []


def test_an_exit_is_an_exit(register: Register) -> None:
    """Effective: out on the first day out, but for who came back that day. Pending: a party, and it says so."""
    asked, wrong = 0, []
    for treaty, who, history in histories(register):
        back = {spell.opens for spell in history.spells}
        for exit_ in history.exits:
            for day in {*exit_.given, *exit_.effect, *exit_.out} - {"", THE_BEGINNING, THE_END}:
                asked += 1
                state, standing = exit_.state(day), history.on(day)
                kinds = {note["kind"] for note in standing.qualifiers}
                if state == "effective" and standing.status == "party" and not any(exit_.out[0] <= opens <= day for opens in back):
                    wrong.append(f"{treaty} {who} {day}: effective, but a party")
                if state == "pending" and exit_.given[1] <= day and "withdrawal-pending" not in kinds:
                    wrong.append(f"{treaty} {who} {day}: pending, but no qualifier says so ({standing.status})")
                if state == "pending" and standing.status not in ("party", "undetermined"):
                    wrong.append(f"{treaty} {who} {day}: pending, but {standing.status}")
    assert asked > 100
    assert wrong == []


def test_a_spell_begins_and_ends_with_the_status(register: Register) -> None:
    asked, wrong = 0, []
    for treaty, who, history in histories(register):
        for spell in history.spells:
            if spell.in_force is not None and len(spell.in_force) == 10:
                asked += 1
                if "party" not in (history.on(spell.in_force).status, *(n["status"] for n in history.on(spell.in_force).alternatives)):
                    wrong.append(f"{treaty} {who}: in force {spell.in_force}, but {history.on(spell.in_force).status}")
    assert asked > 3000
    assert wrong == []
