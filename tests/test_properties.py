"""What must be so for every record: made-up acts in every order, with certain and uncertain days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openskies_cli import dates
from openskies_cli.clauses import Clauses, Condition, Delay, EntryIntoForce, ForState, Withdrawal
from openskies_cli.dates import DELAYS, OPEN_END, OPEN_START, Day
from openskies_cli.derive import as_notified, derive, in_order
from openskies_cli.history import THE_BEGINNING, THE_END, History
from openskies_cli.model import Action, Coverage, Entry, Life, Treaty

pytestmark = pytest.mark.slow

FIRST, LAST = date(1990, 1, 1), date(2009, 12, 31)
days = st.dates(FIRST, LAST)
quickly = settings(deadline=None, max_examples=120)

ARGUMENTS: dict[str, st.SearchStrategy[tuple[int | str, ...]]] = {
    "same_day": st.just(()),
    "yearly": st.tuples(st.sampled_from(("06-30", "02-29", "12-31", "01-01")), st.sampled_from(("01-01", "06-30", "12-31"))),
    "year_end": st.tuples(st.integers(0, 3)),
    "first_of_month_nth": st.tuples(st.integers(1, 12)),
    **{word: st.tuples(st.integers(0, 40)) for word in DELAYS if word not in ("same_day", "yearly", "year_end", "first_of_month_nth")},
}
MONTHLY = ("months", "months_clear", "years")


@st.composite
def delays(draw: st.DrawFn) -> Delay:
    word = draw(st.sampled_from(sorted(DELAYS)))
    return Delay(word, draw(ARGUMENTS[word]), word in MONTHLY and draw(st.booleans()))


def test_every_delay_is_tried() -> None:
    assert ARGUMENTS.keys() == DELAYS.keys()


@settings(deadline=None, max_examples=400)
@given(delays(), st.dates(date(1850, 1, 1), date(2150, 1, 1)), st.integers(0, 400))
def test_every_delay_is_monotone_and_never_goes_back(delay: Delay, start: date, more: int) -> None:
    earlier, later = delay.after(Day(start, start)), delay.after(Day(start + timedelta(more), start + timedelta(more)))
    assert earlier <= later
    assert earlier.earliest >= start
    assert delay.after(Day(start, start + timedelta(more))) == Day(earlier.earliest, later.latest)


@settings(deadline=None)
@given(delays(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_a_delay_gives_leads_back_to_where_it_came_from(delay: Delay, start: date) -> None:
    effect = delay.after(Day(start, start))
    found = delay.before(effect)
    assert found is not None
    assert found.earliest <= start <= found.latest
    for end, beyond in ((found.earliest, -1), (found.latest, 1)):
        assert delay.after(Day(end, end)).ends == effect.ends
        outside = end + timedelta(beyond)
        assert delay.after(Day(outside, outside)).ends != effect.ends


@st.composite
def uncertain(draw: st.DrawFn) -> Day:
    """A day within an interval of up to a year and a half; mostly a certain one."""
    start = draw(days)
    width = draw(st.sampled_from((0, 0, 0, 1, 30, 500)))
    return Day(start, start + timedelta(width), draw(st.sampled_from((False, False, False, True))))


@settings(deadline=None, max_examples=300)
@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(0, 4000), st.booleans(), st.sampled_from(("both", "left", "right")))
def test_what_is_printed_is_read_again(start: date, width: int, doubtful: bool, known: str) -> None:
    end = min(start.toordinal() + width, date(9998, 12, 31).toordinal())
    day = Day(OPEN_START if known == "right" else start, OPEN_END if known == "left" else date.fromordinal(end), doubtful)
    if any(part in dates.SENTINELS for part in str(day).removesuffix("?").split("/")):
        return
    assert dates.parse(str(day)) == day


KINDS = (
    "signature",
    "ratification",
    "accession",
    "notice_of_withdrawal",
    "revocation_of_notice",
    "withdrawal_of_consent",
    "suspension",
    "resumption",
    "announcement",
    "intention_not_to_become_party",
)


@st.composite
def courses(draw: st.DrawFn, *, certain: bool = False) -> tuple[Action, ...]:
    """Acts in the order of their earliest days."""
    found = draw(st.lists(st.tuples(st.sampled_from(KINDS), uncertain()), max_size=7))
    kept = [(kind, Day(day.earliest, day.earliest) if certain else day) for kind, day in found]
    return tuple(Action(kind, day) for kind, day in sorted(kept, key=lambda item: item[1].earliest))


@st.composite
def treaties(draw: st.DrawFn, *, certain: bool = False) -> Treaty:
    """Up to four participants, a threshold, real kinds of clauses."""
    people = {code: Entry(draw(courses(certain=certain))) for code in ("AA", "BB", "CC", "DD")[: draw(st.integers(1, 4))]}
    clauses = Clauses(
        EntryIntoForce("2", Condition("instruments", draw(st.integers(1, 3))), Delay("days", (draw(st.sampled_from((0, 30, 180))),))),
        ForState(
            "3",
            Delay(*draw(st.sampled_from((("same_day", ()), ("days", (60,)), ("first_of_month_nth", (6,)))))),
            draw(st.sampled_from(("threshold", "treaty_entry_into_force"))),
        ),
        Withdrawal("4", Delay("months", (6,)), effect_at=draw(st.sampled_from(("start_of_day", "end_of_day", "unstated")))),
    )
    return Treaty("made-up", opened=Day(FIRST, FIRST), coverage=Coverage(None, Day(LAST, LAST)), clauses=clauses, participants=people)


def possible(history: History, day: str) -> set[tuple[str, str]]:
    """What a participant may be on a day, in every course that the dates allow."""
    return {(step.status, step.ended_by) for step in history.possible(day)}


def shape(history: History) -> list[tuple[str, str, str, str]]:
    return [(step.earliest, step.latest, step.status, step.ended_by) for step in history.steps]


@quickly
@given(treaties())
def test_both_ends_of_the_steps_rise(treaty: Treaty) -> None:
    for history in derive(treaty).histories.values():
        assert [step.earliest for step in history.steps] == sorted(step.earliest for step in history.steps)
        assert [step.latest for step in history.steps] == sorted(step.latest for step in history.steps)
        assert all(step.earliest <= step.latest for step in history.steps)
        assert history.steps[0].earliest == THE_BEGINNING
        assert all(one.since <= one.surely_since and one.surely_until <= one.until for one in history.qualifiers)


@quickly
@given(treaties(certain=True))
def test_the_status_of_every_day_of_a_spell_is_its_step(treaty: Treaty) -> None:
    for history in derive(treaty).histories.values():
        sharp = [step for step in history.steps if step.earliest == step.latest]
        if len(sharp) < len(history.steps):
            continue  # `unstated`: one day is open
        if history.courses:
            continue  # an instrument taken back, a consent while the own notice runs: the law allows more than one course
        for step, after in zip(history.steps, [*history.steps[1:], None], strict=True):
            first = date.fromisoformat(step.earliest) if step.earliest != THE_BEGINNING else FIRST - timedelta(9)
            last = date.fromisoformat(after.earliest) - timedelta(1) if after else LAST
            for day in {first, first + (last - first) // 2, last}:
                if first <= day <= last:
                    s = history.on(str(day))
                    assert (s.status, s.ended_by) == (step.status, step.ended_by or None)
                    assert s.next_change is None or s.next_change > str(day)


@quickly
@given(treaties(), days)
def test_exactly_one_step_is_a_certain_answer(treaty: Treaty, on: date) -> None:
    for history in derive(treaty).histories.values():
        possible = {(step.status, step.ended_by) for step in history.possible(str(on))}
        s = history.on(str(on))
        assert possible
        assert (s.status == "undetermined") == (len(possible) > 1 or bool(s.status == "undetermined" and history.alternatives))
        if len(possible) == 1 and s.certainty == "certain":
            assert [(s.status, s.ended_by or "")] == list(possible)


@quickly
@given(treaties(), courses())
def test_somebody_else_changes_nothing_but_the_threshold(treaty: Treaty, acts: tuple[Action, ...]) -> None:
    alone, together = derive(treaty), derive(treaty._replace(participants={**treaty.participants, "ZZ": Entry(acts)}))
    if (alone.force.met, alone.force.ruling and alone.force.ruling.day) == (
        together.force.met,
        together.force.ruling and together.force.ruling.day,
    ) and (alone.force.met is None or alone.force.met.exact):  # an uncertain threshold depends on everybody's days at once
        for who, history in alone.histories.items():
            other = together.histories[who]
            for day in sorted({day for one in (history, other) for step in one.steps for day in (step.earliest, step.latest)}):
                assert possible(history, day) == possible(other, day), (who, day)


@quickly
@given(treaties())
def test_nobody_is_a_party_before_its_instrument(treaty: Treaty) -> None:
    for who, history in derive(treaty).histories.items():
        given_ = [act.date.earliest for act in treaty.participants[who].actions if act.kind in ("ratification", "accession") and act.date]
        bound = [step.earliest for step in history.steps if step.status in ("party", "contracting-state")]
        assert not bound or (given_ and min(bound) >= str(min(given_)))
        assert all(spell.in_force is None or spell.deposited is not None for spell in history.spells)


@quickly
@given(treaties())
def test_a_party_before_the_treaty_is_in_force_is_none(treaty: Treaty) -> None:
    found = derive(treaty)
    start = THE_END if found.force.ruling is None else str(found.force.ruling.day.earliest)
    for history in found.histories.values():
        assert all(step.earliest >= start for step in history.steps if step.status == "party")


@quickly
@given(courses())
def test_narrowing_keeps_the_order_and_widens_nothing(actions: tuple[Action, ...]) -> None:
    narrowed = [act.day for act in in_order(actions)]
    assert [day.earliest for day in narrowed] == sorted(day.earliest for day in narrowed)
    assert [day.latest for day in narrowed] == sorted(day.latest for day in narrowed)
    for day, action in zip(narrowed, actions, strict=True):
        assert action.date is not None
        assert action.date.earliest <= day.earliest <= day.latest <= action.date.latest


@quickly
@given(treaties())
def test_known_late_enough_is_known_in_full(treaty: Treaty) -> None:
    then = derive(as_notified(treaty, date(2030, 1, 1)))
    assert {who: shape(history) for who, history in then.histories.items()} == {
        who: shape(history) for who, history in derive(treaty).histories.items()
    }


@quickly
@given(treaties(certain=True), days)
def test_what_is_known_on_a_day_holds_no_later_act(treaty: Treaty, on: date) -> None:
    cut = as_notified(treaty, on)
    assert all(act.date is not None and act.date.earliest <= on for entry in cut.participants.values() for act in entry.actions)
    for who, history in derive(cut).histories.items():
        assert all(one.notified is None or one.notified <= str(on) for one in history.exits), who


def widened(treaty: Treaty, who: str, index: int, by: int) -> Treaty:
    """The treaty, the act's day known less well; its neighbours as they were."""
    acts = list(treaty.participants[who].actions)
    day = acts[index].date
    assert day is not None
    acts[index] = acts[index]._replace(date=Day(day.earliest - timedelta(by), day.latest + timedelta(by)))
    return treaty._replace(participants={**treaty.participants, who: Entry(tuple(acts))})


@quickly
@given(treaties(certain=True), st.data())
def test_to_know_less_never_rules_a_status_out(treaty: Treaty, data: st.DataObject) -> None:
    """What is possible with a certain day stays possible when the day is known less well."""
    plain = ("signature", "ratification", "accession", "announcement", "suspension", "resumption")
    people = {who: Entry(tuple(act for act in entry.actions if act.kind in plain)) for who, entry in treaty.participants.items()}
    treaty = treaty._replace(participants=people)
    acting = [who for who, entry in people.items() if entry.actions]
    if not acting:
        return
    who = data.draw(st.sampled_from(acting))
    less = derive(widened(treaty, who, data.draw(st.integers(0, len(people[who].actions) - 1)), data.draw(st.integers(0, 90))))
    more = derive(treaty)
    for on in data.draw(st.lists(days, min_size=1, max_size=6)):
        for code, history in more.histories.items():
            possible = {step.status for step in history.possible(str(on))}
            assert possible <= {step.status for step in less.histories[code].possible(str(on))}, (code, on)


@quickly
@given(treaties(certain=True), days, days)
def test_outside_its_life_a_participant_has_no_status(treaty: Treaty, one: date, other: date) -> None:
    born, gone = sorted((one, other))
    lives = {who: Life(who, who, existed=((Day(born, born), Day(gone, gone)),)) for who in treaty.participants}
    for history in derive(treaty._replace(lives=lives)).histories.values():
        assert history.on(str(gone)).status is None
        assert history.on(str(born - timedelta(1))).status is None
        assert born == gone or history.on(str(born)).status is not None
