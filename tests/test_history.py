"""Answers of a history: the two bisections, since and next change, doubt, dispute, coverage, and the small views beside them."""

import pytest

from openskies_cli.history import (
    ALTERNATIVE,
    QUALIFIER,
    THE_BEGINNING,
    THE_END,
    Alternative,
    Exit,
    History,
    Qualifier,
    Spell,
    Step,
    TimelineEntry,
)


def step(earliest: str, latest: str, status: str, ended_by: str = "") -> Step:
    day = earliest if earliest == latest else f"{earliest}/{latest}"
    return Step(earliest, latest, "" if earliest == THE_BEGINNING else day, status, f"because {status}", "computed", "1", ended_by)


START = step(THE_BEGINNING, THE_BEGINNING, "none")


def sure(
    *course: tuple[str, str], covered: tuple[str, str] = (THE_BEGINNING, THE_END), alternatives: tuple[Alternative, ...] = ()
) -> History:
    return History((START, *(step(day, day, status) for day, status in course)), covered=covered, alternatives=alternatives)


RUSSIA = sure(("1992-03-24", "signatory"), ("2001-11-02", "contracting-state"), ("2002-01-01", "party"), ("2021-12-18", "former-party"))


@pytest.mark.parametrize(
    ("day", "status", "since", "ahead"),
    [
        ("1900-01-01", "none", None, ("1992-03-24", "signatory")),
        ("1992-03-23", "none", None, ("1992-03-24", "signatory")),
        ("1992-03-24", "signatory", "1992-03-24", ("2001-11-02", "contracting-state")),
        ("2001-11-02", "contracting-state", "2001-11-02", ("2002-01-01", "party")),
        ("2021-12-17", "party", "2002-01-01", ("2021-12-18", "former-party")),
        ("2021-12-18", "former-party", "2021-12-18", (None, None)),
        ("9998-12-31", "former-party", "2021-12-18", (None, None)),
    ],
)
def test_a_status_holds_from_its_first_day_to_the_eve_of_the_next(day: str, status: str, since: str | None, ahead: tuple[str, str]) -> None:
    s = RUSSIA.on(day)
    assert (s.status, s.since, (s.next_change, s.next_status), s.certainty, s.alternatives) == (status, since, ahead, "certain", ())
    assert len(RUSSIA.possible(day)) == 1


OPEN = History(
    (
        START,
        step("1990-01-01", "1990-12-31", "signatory"),
        step("1990-06-01", "1991-06-30", "contracting-state"),
        step("1992-01-01", "1992-01-01", "party"),
    )
)


@pytest.mark.parametrize(
    ("day", "possible", "since", "ahead"),
    [
        ("1989-12-31", ["none"], None, ("1990-01-01/1990-12-31", "signatory")),
        ("1990-01-01", ["none", "signatory"], "1990-01-01", None),
        ("1990-05-31", ["none", "signatory"], "1990-01-01", None),
        ("1990-06-01", ["none", "signatory", "contracting-state"], "1990-01-01", ("1991-06-30", "contracting-state")),
        ("1990-12-31", ["signatory", "contracting-state"], "1990-06-01", ("1991-06-30", "contracting-state")),
        ("1991-06-29", ["signatory", "contracting-state"], "1990-06-01", ("1991-06-30", "contracting-state")),
        ("1991-06-30", ["contracting-state"], "1990-06-01/1991-06-30", ("1992-01-01", "party")),
        ("1992-01-01", ["party"], "1992-01-01", None),
    ],
)
def test_between_two_bisections_lie_the_possible_statuses(day: str, possible: list[str], since: str, ahead: tuple[str, str] | None) -> None:
    assert [one.status for one in OPEN.possible(day)] == possible
    s = OPEN.on(day)
    assert s.since == since
    if len(possible) > 1:
        assert (s.status, s.certainty, s.ended_by) == ("undetermined", "uncertain", None)
        assert [other["status"] for other in s.alternatives] == possible
        assert all(tuple(other) == ALTERNATIVE for other in s.alternatives)
        assert all(word in s.because for word in possible)
    else:
        assert (s.status, s.certainty, s.alternatives) == (possible[0], "certain", ())
    if ahead is not None:
        assert (s.next_change, s.next_status) == ahead


def test_an_uncertain_day_between_equal_statuses_decides() -> None:
    """Whichever came first, the answer is the same."""
    history = History((START, step("1990-01-01", "1990-01-01", "signatory"), step("1991-01-01", "1991-12-31", "signatory")))
    s = history.on("1991-06-01")
    assert (s.status, s.certainty, s.since) == ("signatory", "certain", "1990-01-01")


def test_two_turns_as_a_party_that_touch_are_two() -> None:
    history = sure(("1990-01-01", "party"), ("2001-05-05", "party"))
    assert [history.on(day).since for day in ("2001-05-04", "2001-05-05")] == ["1990-01-01", "2001-05-05"]


def test_former_parties_by_two_roads_are_not_one_answer() -> None:
    history = History(
        (START, step("1990-01-01", "1990-12-31", "former-party", "withdrawal"), step("1990-06-01", "1991-12-31", "former-party", "expiry"))
    )
    s = history.on("1991-06-01")
    assert (s.status, s.ended_by) == ("undetermined", None)
    assert (history.on("1992-01-01").status, history.on("1992-01-01").ended_by) == ("former-party", "expiry")


def test_the_same_day_the_last_step_stands() -> None:
    history = sure(("1990-01-01", "contracting-state"), ("1990-01-01", "party"))
    assert (history.on("1989-12-31").status, history.on("1990-01-01").status) == ("none", "party")


def test_who_does_not_exist_has_no_status() -> None:
    history = History(
        (step(THE_BEGINNING, THE_BEGINNING, ""), step("1993-01-01", "1993-01-01", "none")), covered=("1992-01-01", "1999-12-31")
    )
    s = history.on("1992-12-31")
    assert (s.status, s.certainty, s.next_change, s.next_status) == (None, "certain", "1993-01-01", "none")
    assert history.on("1980-01-01").certainty == "certain", "it did not exist, whatever the list covers"


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("1991-12-31", "unverified"), ("1992-01-01", "certain"), ("2024-04-12", "certain"), ("2024-04-13", "last-known")],
)
def test_outside_what_is_covered_nothing_is_certain(day: str, certainty: str) -> None:
    history = sure(("1980-01-01", "party"), covered=("1992-01-01", "2024-04-12"))
    assert (history.on(day).status, history.on(day).certainty) == ("party", certainty)
    assert history.coverage_through == "2024-04-12"


def test_what_covers_nothing_has_no_last_day() -> None:
    history = sure(("1980-01-01", "party"), covered=(THE_END, THE_BEGINNING))
    assert (history.on("1990-01-01").certainty, history.coverage_through) == ("unverified", None)


@pytest.mark.parametrize(("first", "noted"), [("1990-04-10", False), ("1990-04-10?", True)])
def test_a_doubtful_date_is_noted_where_the_answer_rests_on_it(first: str, noted: bool) -> None:
    history = History((START, Step("1990-04-10", "1990-04-10", first, "party", "acceded")))
    s = history.on("1995-01-01")
    assert (s.status, s.certainty, s.since) == ("party", "certain", first)
    assert [note["kind"] for note in s.qualifiers] == (["doubtful-date"] if noted else [])
    assert history.on("1980-01-01").qualifiers == ()
    assert history.on("1980-01-01").next_change == first


def reading(fact: str, *course: tuple[str, str]) -> Alternative:
    return Alternative(fact, ("KP",), (), f"notice ({fact})", sure(*course))


JOINED = ("1985-12-12", "party")


def test_a_contested_act_leaves_the_status_and_says_so() -> None:
    history = sure(JOINED, alternatives=(reading("contested", JOINED, ("2003-04-10", "former-party")),))
    assert (history.on("2003-04-09").certainty, history.on("2003-04-09").alternatives) == ("certain", ())
    s = history.on("2003-04-10")
    assert (s.status, s.certainty) == ("party", "disputed")
    assert s.alternatives == ({"status": "former-party", "since": "2003-04-10", "held_by": ["KP"], "basis": "notice (contested)"},)


def test_a_reported_act_leaves_nothing_decided() -> None:
    history = sure(JOINED, ("2026-06-02", "former-party"), alternatives=(reading("reported", JOINED),))
    eve, s = history.on("2026-06-01"), history.on("2026-06-02")
    assert (eve.status, eve.certainty, eve.next_change, eve.next_status) == ("party", "certain", "2026-06-02", "undetermined")
    assert (s.status, s.certainty, s.ended_by) == ("undetermined", "uncertain", None)
    assert [(other["status"], other["held_by"]) for other in s.alternatives] == [("former-party", []), ("party", ["KP"])]


def test_a_reported_act_of_which_the_plain_course_knows_nothing() -> None:
    history = sure(JOINED, alternatives=(reading("reported", JOINED, ("2026-06-02", "former-party")),))
    assert (history.on("2026-06-01").next_change, history.on("2026-06-01").next_status) == ("2026-06-02", "undetermined")
    assert [other["status"] for other in history.on("2026-06-02").alternatives] == ["party", "former-party"]


@pytest.mark.parametrize(
    ("uncertain", "disputed", "outside", "said"),
    [
        (True, True, True, "uncertain"),
        (True, True, False, "uncertain"),
        (False, True, True, "disputed"),
        (False, True, False, "disputed"),
        (False, False, True, "last-known"),
        (False, False, False, "certain"),
    ],
)
def test_the_first_certainty_that_applies(uncertain: bool, disputed: bool, outside: bool, said: str) -> None:
    party = step("1990-01-01", "1990-12-31" if uncertain else "1990-01-01", "party")
    others = (reading("contested", ("1989-01-01", "former-party")),) if disputed else ()
    covered = ("1990-01-01", "1990-01-31" if outside else THE_END)
    assert History((START, party), covered=covered, alternatives=others).on("1990-06-01").certainty == said


PENDING = Qualifier("withdrawal-pending", "2021-06-01", "2021-12-18", "2021-06-30", "2021-12-01", "pending", first_day="2021-06")


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2021-05-31", ""),
        ("2021-06-01", "uncertain"),
        ("2021-06-29", "uncertain"),
        ("2021-06-30", "certain"),
        ("2021-11-30", "certain"),
        ("2021-12-01", "uncertain"),
        ("2021-12-17", "uncertain"),
        ("2021-12-18", ""),
    ],
)
def test_a_qualifier_may_hold_and_surely_holds(day: str, certainty: str) -> None:
    assert PENDING.on(day) == certainty
    notes = History((START,), (PENDING,)).on(day).qualifiers
    assert [note["certainty"] for note in notes] == ([certainty] if certainty else [])
    assert all(tuple(note) == QUALIFIER for note in notes)


def test_qualifiers_are_ordered_by_kind_then_day() -> None:
    qualifiers = [
        Qualifier(kind, THE_BEGINNING, THE_END, THE_BEGINNING, THE_END, first_day=since)
        for kind, since in (("b", "2"), ("a", "2"), ("a", "1"), ("a", None))
    ]
    notes = History((START,), tuple(qualifiers)).on("2000-01-01").qualifiers
    assert [(note["kind"], note["since"]) for note in notes] == [("a", None), ("a", "1"), ("a", "2"), ("b", "2")]


def test_a_qualifier_of_unknown_certainty_makes_a_gap_unverified() -> None:
    gap = Qualifier("gap", "2007-01-01", THE_END, "2007-12-31", THE_END, "a suspension of 2007 is not on record")
    history = History((START, step("1990-01-01", "1990-01-01", "party")), (gap,))
    assert [history.on(day).certainty for day in ("2006-12-31", "2007-06-01", "2008-01-01")] == ["certain", "unverified", "unverified"]


def exit_(**said: object) -> Exit:
    left = Exit("withdrawal", "2025-06-02", ("2025-06-02", "2025-06-02"), "2026-06-02", ("2026-06-02", "2026-06-02"), "computed")
    for key, value in said.items():
        setattr(left, key, value)
    return left


@pytest.mark.parametrize(
    ("left", "states"),
    [
        (exit_(), ["pending", "pending", "effective"]),
        (exit_(void=True), ["without-effect"] * 3),
        (exit_(revoked=("2026-05-29", "2026-05-29")), ["pending", "revoked", "revoked"]),
        (exit_(revoked=("2026-05-29", "2026-05-29"), disputed=True), ["pending", "pending", "disputed"]),
        (exit_(disputed=True), ["pending", "pending", "disputed"]),
        (exit_(effect=("2026-06-01", "2026-12-31")), ["pending", "pending", "disputed"]),
        (exit_(effect=(THE_END, THE_END), effective=None), ["pending"] * 3),
    ],
)
def test_what_became_of_a_notice(left: Exit, states: list[str]) -> None:
    assert [left.state(day) for day in ("2026-01-01", "2026-05-30", "2026-06-02")] == states


@pytest.mark.parametrize(
    ("said", "states"),
    [
        ({}, ["future", "past"]),
        ({"revoked": "2022-01-01"}, ["future", "revoked"]),
        ({"contested": True}, ["disputed", "disputed"]),
        ({"latest": THE_END, "undated": True}, ["future", "past"]),  # the act above it is of that day
        ({"latest": THE_END}, ["future", "future"]),
    ],
)
def test_a_line_of_a_timeline(said: dict[str, object], states: list[str]) -> None:
    days = {"earliest": "2021-06-18", "latest": "2021-06-18", "date": "2021-06-18", "event": "notice_of_withdrawal"}
    line = TimelineEntry(**{**days, **said})  # type: ignore[arg-type]
    assert [line.state(day) for day in ("2021-06-17", "2022-01-01")] == states
    assert TimelineEntry("2021-06-01", "2021-06-30", "2021-06", "signature").state("2021-06-18") == "future", "not surely done yet"


def test_the_turn_that_governs() -> None:
    first, second = Spell(1, "2016-09-03", "2016-04-22"), Spell(2, "2021-01-20", "2016-04-22")
    history = History((START,), spells=(first, second))
    assert [history.spell(day) for day in ("2010-01-01", "2016-09-03", "2021-01-19", "2021-01-20")] == [first, first, first, second]
    assert History((START,)).spell("2020-01-01") is None
