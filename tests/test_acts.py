"""What acts came to, and what they are on a day: real acts of shipped records, and small records of every kind."""

import json
from io import StringIO
from pathlib import Path

import pytest

from openskies_cli import records
from openskies_cli.formats.table import write
from openskies_cli.questions.acts import matches
from openskies_cli.table import Table
from openskies_cli.view import cells, short

HEAD = """\
id: lake
adopted: 1990-01-01
coverage: {from: 1990-01-01, through: 2020-12-31, sources: [src]}
clauses:
  entry_into_force: {article: "10", published: 1992-01-01}
  entry_into_force_for_state: {article: "11", counts_after: threshold, delay: {months: 3}}
  withdrawal: {article: "12", from: received, delay: {years: 1}}
"""
FRANCE = "participants: {FR: {actions: [{action: ratification, date: 1991-01-01}, %s]}}\n"
TERRITORIES = "  territories: {article: X, extends: declared, later: {days: 90}, end: {years: 1}}\n"
DECLARATIONS = "  declarations: {article: '97', delay: {first_of_month: {after_months: 6}}, withdrawal: {months: 6}}\n"


def ask(folder: Path, text: str, **said: object) -> list[dict[str, object]]:
    """The rows of `acts` for a record of one treaty, `lake`."""
    (folder / "data" / "treaties").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "treaties" / "lake.yaml").write_text(text, encoding="utf-8")
    return list(records(folder).acts(treaty="lake", **said))  # type: ignore[arg-type]


EFFECTS: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {  # clauses and acts of France; effect and until; day -> state
    "made with the ratification: from the own day": (
        "", "{action: declaration, date: 1991-01-01}", "1992-01-01 None",
        [("1990-12-31", "future"), ("1991-01-01", "not-yet"), ("1991-12-31", "not-yet"), ("1992-01-01", "in-force")],
    ),
    "made later: from its day where no clause says otherwise": (
        "", "{action: declaration, date: 2000-05-10}", "2000-05-10 None", [("2000-05-09", "future"), ("2000-05-10", "in-force")],
    ),
    "made later: by the clause": (
        DECLARATIONS, "{action: declaration, date: 2000-05-10}", "2000-12-01 None",
        [("2000-05-10", "not-yet"), ("2000-11-30", "not-yet"), ("2000-12-01", "in-force")],
    ),
    "the depositary's day wins": (
        DECLARATIONS, "{action: declaration, date: 2000-05-10, effect: 2000-08-01, basis: depositary}", "2000-08-01 None",
        [("2000-07-31", "not-yet"), ("2000-08-01", "in-force")],
    ),
    "a published day that differs decides nothing by itself": (
        DECLARATIONS, "{action: declaration, date: 2000-05-10, effect: 2000-08-01}", "2000-08-01/2000-12-01 None",
        [("2000-07-31", "not-yet"), ("2000-09-01", "undetermined"), ("2000-12-01", "in-force")],
    ),
    "until a day": (
        "", "{action: derogation, date: 2000-05-10, until: 2001-01-01}", "2000-05-10 2001-01-01",
        [("2000-12-31", "in-force"), ("2001-01-01", "ended")],
    ),
    "until some day of a month": (
        "", "{action: derogation, date: 2000-05-10, until: 2001-01}", "2000-05-10 2001-01",
        [("2000-12-31", "in-force"), ("2001-01-15", "undetermined"), ("2001-01-31", "ended")],
    ),
    "withdrawn, by the clause": (
        DECLARATIONS, "{action: declaration, date: 1991-01-01}, {action: withdrawal_of_declaration, date: 2000-01-31}",
        "1992-01-01 2000-07-31", [("2000-07-30", "in-force"), ("2000-07-31", "withdrawn")],
    ),
    "ended by the exit, not by a withdrawal after it": (
        "", "{action: reservation, date: 1991-01-01, scope: ['5']}, {action: notice_of_withdrawal, date: 2000-03-01}",
        "1992-01-01 2001-03-01", [("2001-02-28", "in-force"), ("2001-03-01", "ended")],
    ),
    "withdrawn in part stands": (
        "",
        "{action: derogation, date: 2000-01-01, scope: ['9', '12']},"
        " {action: end_of_derogation, date: 2001-01-01, of: 2000-01-01, scope: ['12']}",
        "2000-01-01 None", [("2002-01-01", "in-force")],
    ),
    "ended part by part": (
        "",
        "{action: derogation, date: 2000-01-01, scope: ['9', '12']}, {action: end_of_derogation, date: 2001-01-01, scope: ['12']},"
        " {action: end_of_derogation, date: 2002-01-01, scope: ['9']}",
        "2000-01-01 2002-01-01", [("2001-12-31", "in-force"), ("2002-01-01", "ended")],
    ),
    "the one that is named is withdrawn": (
        "",
        "{action: reservation, date: 1991-01-01, scope: ['5']}, {action: reservation, date: 1991-01-01, scope: ['6']},"
        " {action: withdrawal_of_reservation, date: 2000-01-01, scope: ['6']}",
        "1992-01-01 None", [("2001-01-01", "in-force")],
    ),
    "for a term": (
        "", "{action: declaration, date: 1995-01-28, term: {years: 3}}", "1995-01-28 1998-01-28",
        [("1998-01-27", "in-force"), ("1998-01-28", "ended")],
    ),
    "renewed by silence": (
        "", "{action: declaration, date: 1995-01-28, term: {years: 3}, renewed: {years: 2}, unless_notice: {months: 6}}", "1995-01-28 None",
        [("1998-01-28", "in-force"), ("2019-01-28", "in-force")],
    ),
    "renewed until a notice in time": (
        "",
        "{action: declaration, date: 1995-01-28, term: {years: 3}, renewed: {years: 2}, unless_notice: {months: 6}},"
        " {action: withdrawal_of_declaration, date: 1997-07-28}",
        "1995-01-28 1998-01-28", [("1998-01-27", "in-force"), ("1998-01-28", "withdrawn")],
    ),
    "a notice too late for this term ends the next": (
        "",
        "{action: declaration, date: 1995-01-28, term: {years: 3}, renewed: {years: 2}, unless_notice: {months: 6}},"
        " {action: withdrawal_of_declaration, date: 1997-07-29}",
        "1995-01-28 2000-01-28", [("1998-01-28", "in-force"), ("2000-01-28", "withdrawn")],
    ),
    "replaced by a later one on the same procedure": (
        "", "{action: declaration, date: 1995-01-01, procedure: inquiry}, {action: declaration, date: 1999-01-01, procedure: inquiry}",
        "1995-01-01 1999-01-01", [("1998-12-31", "in-force"), ("1999-01-01", "ended")],
    ),
    "beside one on another procedure": (
        "", "{action: declaration, date: 1995-01-01, procedure: inquiry}, {action: declaration, date: 1999-01-01, procedure: other}",
        "1995-01-01 None", [("1999-01-01", "in-force")],
    ),
    "a reservation after consent: in force if nobody objects": (
        "", "{action: reservation, date: 2000-01-01, scope: ['5']}", "2001-01-01 None",
        [("2000-06-01", "undetermined"), ("2001-01-01", "in-force")],
    ),
    "a reservation after consent, from the day it was told to the others": (
        "", "{action: reservation, date: 2000-01-01, circulated: 2000-02-01}", "2001-02-01 None",
        [("2001-01-31", "undetermined"), ("2001-02-01", "in-force")],
    ),
    "a territory, with the consent: from the own day": (
        TERRITORIES, "{action: territorial_application, date: 1991-01-01, territory: [Bermuda]}", "1992-01-01 None",
        [("1991-12-31", "not-yet"), ("1992-01-01", "in-force")],
    ),
    "a territory, later: by the clause, and its end too": (
        TERRITORIES,
        "{action: territorial_application, date: 2000-01-01, territory: [Guam]},"
        " {action: withdrawal_of_territorial_application, date: 2005-01-01, territory: [Guam]}",
        "2000-03-31 2006-01-01", [("2000-03-30", "not-yet"), ("2000-03-31", "in-force"), ("2006-01-01", "withdrawn")],
    ),
    "two territories, of which one goes": (
        TERRITORIES,
        "{action: territorial_application, date: 2000-01-01, territory: [Guam, Saba]},"
        " {action: withdrawal_of_territorial_application, date: 2005-01-01, territory: [Saba]}",
        "2000-03-31 None", [("2010-01-01", "in-force")],
    ),
    "a territory, where nobody read the clause: no earlier than that": (
        "", "{action: territorial_application, date: 2000-01-01, territory: [Guam]}", "2000-01-01/.. None", [("2010-01-01", "in-force")],
    ),
    "an uncertain day": (
        "", "{action: declaration, date: 2000-05}", "2000-05 None",
        [("2000-04-30", "future"), ("2000-05-15", "undetermined"), ("2000-05-31", "in-force")],
    ),
    "contested": (
        "", "{action: suspension, date: 2000-05-10, fact: contested}", "2000-05-10 None", [("2001-01-01", "disputed")],
    ),
    "taken up again": (
        "", "{action: suspension, date: 2000-05-10, towards: [RU]}, {action: resumption, date: 2002-01-01, towards: [RU]}",
        "2000-05-10 2002-01-01", [("2001-12-31", "in-force"), ("2002-01-01", "ended")],
    ),
    "taken up again towards another": (
        "", "{action: suspension, date: 2000-05-10, towards: [RU]}, {action: resumption, date: 2002-01-01, towards: [US]}",
        "2000-05-10 None", [("2003-01-01", "in-force")],
    ),
    "a notice takes effect": (
        "", "{action: notice_of_withdrawal, date: 2000-03-01}", "2001-03-01 None", [("2000-02-29", "future"), ("2000-03-01", "past")],
    ),
    "a notice is revoked": (
        "", "{action: notice_of_withdrawal, date: 2000-03-01}, {action: revocation_of_notice, date: 2000-09-01}", "None None",
        [("2000-08-31", "past"), ("2000-09-01", "revoked")],
    ),
    "no day at all: past once the act above it is": (
        "", "{action: territorial_application, territory: [Guam]}", "None None", [("1990-12-31", "future"), ("1991-01-01", "past")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EFFECTS)
def test_what_an_act_came_to(case: str, tmp_path: Path) -> None:
    clauses, acts, days, states = EFFECTS[case]
    told = [ask(tmp_path, HEAD + clauses + FRANCE % acts, on=day)[1] for day, _ in states]
    assert {f"{row['effect']} {row['until']}" for row in told} == {days}
    assert [(row["on"], row["state"]) for row in told] == states


def test_an_objection_in_twelve_months_leaves_a_late_reservation_without_effect(tmp_path: Path) -> None:
    two = (
        "participants:\n  FR: {actions: [{action: ratification, date: 1991-01-01}, {action: reservation, date: 2000-01-01}]}\n"
        "  DE: {actions: [{action: ratification, date: 1991-01-01}, {action: objection, date: %s, towards: [%s], of: %s}]}\n"
    )
    cases = {
        ("2000-12-31", "FR", "2000-01-01"): "without-effect",
        ("2001-02-01", "FR", "2000-01-01"): "in-force",  # too late
        ("2000-12-31", "RU", "2000-01-01"): "in-force",  # to another's
        ("2000-12-31", "FR", "1999-01-01"): "in-force",  # to another one
    }
    for said, state in cases.items():
        (row,) = ask(tmp_path, HEAD + two % said, on="2010-01-01", event="reservation")
        assert row["state"] == state, said


OBJECTED = """\
participants:
  FR: {actions: [{action: ratification, date: 1991-01-01}, {action: objection, date: 1995-03-01, towards: [MV], of: 1995-01-01}]}
  DE:
    actions:
      - {action: ratification, date: 1991-01-01}
      - {action: objection, date: 1996-02-01, towards: [MV], of: 1995-01-01, relations: none}
      - {action: withdrawal_of_objection, date: 1998-01-01, towards: [MV]}
  SE: {actions: [{action: ratification, date: 1991-01-01}, {action: objection, date: 1996-02-02, towards: [MV], relations: none}]}
  NO: {actions: [{action: ratification, date: 1997-01-01}, {action: objection, date: 1997-01-01, towards: [MV]}]}
  RU: {actions: [{action: ratification, date: 1991-01-01}, {action: objection, date: 1995-03-01, towards: [FR]}]}
  MV:
    actions:
      - {action: accession, date: 1995-01-01}
      - {action: reservation, date: 1995-01-01, circulated: 1995-02-01, scope: [7(a)]}
      - {action: declaration, date: 1995-01-01, scope: ["9"]}
      - {action: withdrawal_of_reservation, date: 1999-01-29, of: 1995-01-01}
"""
ANSWERED = {  # day -> state, since, until, who objects, who wants no treaty with it, who came too late
    "1994-12-31": ("future", "1995-04-01", "1999-01-29", [], [], []),
    "1995-03-31": ("not-yet", "1995-04-01", "1999-01-29", ["FR"], [], []),
    "1996-02-01": ("in-force", "1995-04-01", "1999-01-29", ["FR", "DE"], ["DE"], []),
    "1997-12-31": ("in-force", "1995-04-01", "1999-01-29", ["FR", "DE", "NO"], ["DE"], ["SE"]),
    "1998-01-01": ("in-force", "1995-04-01", "1999-01-29", ["FR", "NO"], [], ["SE"]),
    "1999-01-29": ("withdrawn", "1995-04-01", "1999-01-29", [], [], []),
}


@pytest.mark.parametrize("day", ANSWERED)
def test_who_objects_to_a_reservation(day: str, tmp_path: Path) -> None:
    ask(tmp_path, HEAD + OBJECTED)
    (row,) = records(tmp_path).reservations(treaty="lake", on=day)
    assert tuple(row[key] for key in ("state", "since", "until", "objections", "precluding", "late")) == ANSWERED[day]


def test_whether_an_objection_came_in_time_may_not_be_known(tmp_path: Path) -> None:
    ask(tmp_path, HEAD + OBJECTED.replace(" circulated: 1995-02-01,", ""))
    (row,) = records(tmp_path).reservations("MV", treaty="lake", on="1996-06-01")
    assert (row["objections"], row["precluding"], row["late"]) == (["FR", "DE", "SE"], [], [])
    assert str(row["because"]).endswith("whether these objections came in time is not known: DE, SE")


def test_what_an_objection_is_on_a_day(tmp_path: Path) -> None:
    days = ("1995-02-28", "1996-06-01", "1998-01-01", "1999-01-28", "1999-01-29")
    told = {
        who: [ask(tmp_path, HEAD + OBJECTED, who=who, event="objection", on=day)[0]["state"] for day in days]
        for who in ("FR", "DE", "SE", "RU")
    }
    assert told == {
        "FR": ["future", "in-force", "in-force", "in-force", "ended"],  # falls with the reservation
        "DE": ["future", "in-force", "withdrawn", "withdrawn", "withdrawn"],
        "SE": ["future", "late", "late", "late", "late"],
        "RU": ["future", "in-force", "in-force", "in-force", "in-force"],  # to what is not on record
    }


def test_acts_as_they_were_known(tmp_path: Path) -> None:
    """The withdrawal of 1999 was not known in 1996."""
    ask(tmp_path, HEAD + OBJECTED)
    ours = records(tmp_path)
    (row,) = ours.reservations(treaty="lake", on="1996-06-01", as_notified=True)
    assert (row["state"], row["until"]) == ("in-force", None)
    assert {row["date"] for row in ours.acts("MV", treaty="lake", on="1996-06-01", as_notified=True)} == {"1995-01-01"}


def test_reservations_and_declarations(tmp_path: Path) -> None:
    ask(tmp_path, HEAD + OBJECTED)
    ours = records(tmp_path)
    assert [row["event"] for row in ours.reservations(treaty="lake", on="2000-01-01")] == ["reservation"]
    both = ours.reservations("MV", declarations=True, treaty="lake", on="2000-01-01")
    assert [(row["event"], row["scope"], row["state"]) for row in both] == [
        ("reservation", ["7(a)"], "withdrawn"),
        ("declaration", ["9"], "in-force"),
    ]
    assert list(ours.reservations("FR", treaty="lake")) == []


def test_a_reservation_made_with_a_new_consent_belongs_to_it(tmp_path: Path) -> None:
    """Guyana under the Optional Protocol: it left and came back on one day, with a reservation."""
    acts = (
        "participants: {GY: {actions: [{action: accession, date: 1993-05-10}, {action: notice_of_withdrawal, date: 1999-01-05},"
        " {action: accession, date: 1999-01-05}, {action: reservation, date: 1999-01-05, scope: ['1']}]}}\n"
    )
    rows = ask(tmp_path, HEAD.replace("{years: 1}", "{months: 3}") + acts, event="reservation", on="2000-01-01")
    assert [(row["state"], row["effect"], row["until"]) for row in rows] == [("in-force", "1999-04-05", None)]


SCOPES = {  # what is asked for -> which provisions of a record it is, and which not
    "14": (["14", "14(1)", "article 14", "Art. 14 individual communications", "14 (2)"], ["140", "4", "1", "24", "XIV"]),
    "article 14(1)": (["14(1)", "art 14 (1) first sentence"], ["14", "14(10)", "14(2)"]),
    "22-38": (["22", "30(1)", "article 38", "22-38"], ["21", "39", "380"]),
    "IV": (["IV", "IV(2)", "article IV"], ["VI", "V"]),
    "": ([], ["14"]),
}


@pytest.mark.parametrize("word", SCOPES)
def test_which_provisions_are_meant(word: str) -> None:
    those, others = SCOPES[word]
    assert [item for item in those if not matches(item, word)] == []
    assert [item for item in others if matches(item, word)] == []


CHOSEN = """\
participants:
  FR:
    actions:
      - {action: ratification, date: 1991-01-01}
      - {action: declaration, date: 1995-01-01, procedure: individual_communications, scope: ["14"]}
      - {action: declaration, date: 1996-01-01, scope: ["14"]}
      - {action: suspension, date: 2000-01-01, towards: [RU]}
  GB:
    actions:
      - {action: accession, date: 1991-01-01}
      - {action: territorial_application, territory: [Isle of Man, Nowhere Land]}
      - {action: declaration, date: 1999-01-01, procedure: individual_communications, opts: out, scope: [14(1)]}
      - {action: suspension, date: 2000-01-01, towards: [all]}
      - {action: objection, date: 2001-01-01, towards: [US]}
events:
  - {event: conference, date: 1997-03-01, title: Review}
"""
CHOOSE: list[tuple[dict[str, object], str]] = [
    ({"who": "FR"}, "ratification declaration declaration suspension"),
    ({"event": ["declaration", "territorial application"]}, "territorial_application declaration declaration declaration"),
    ({"event": "conference"}, "conference"),
    ({"event": "conference", "who": "FR"}, ""),
    ({"scope": "14"}, "declaration declaration declaration"),
    ({"scope": "14", "event": "suspension"}, ""),
    ({"procedure": "individual-communications"}, "declaration declaration"),
    ({"procedure": "14"}, "declaration declaration"),
    ({"procedure": "14(1)"}, "declaration"),
    ({"procedure": "inquiry"}, ""),
    ({"towards": "Russia"}, "suspension suspension"),
    ({"towards": ["RU", "US"]}, "suspension suspension objection"),
    ({"territory": "IM"}, "territorial_application"),
    ({"territory": "Mann"}, ""),
    ({"territory": "nowhere land"}, "territorial_application"),
    ({"territory": "Nowhere Land"}, "territorial_application"),
    ({"territory": ["Bermuda", "Isle of Man"]}, "territorial_application"),
    ({"from_": "1996-01-01", "until": "1999-12-31"}, "declaration conference declaration"),
    ({"in_force": True, "event": "declaration"}, "declaration declaration declaration"),
    ({"in_force": True, "event": "declaration", "on": "1995-06-01"}, "declaration"),
    (
        {},
        "ratification accession territorial_application declaration declaration conference declaration suspension suspension objection",
    ),
]


@pytest.mark.parametrize(("words", "events"), CHOOSE, ids=str)
def test_which_acts_are_told(words: dict[str, object], events: str, tmp_path: Path) -> None:
    rows = ask(tmp_path, HEAD + CHOSEN, **{"on": "2010-01-01", **words})
    assert " ".join(str(row["event"]) for row in rows) == events


def test_codes_and_ways_are_printed(tmp_path: Path) -> None:
    rows = ask(tmp_path, HEAD + CHOSEN, on="2010-01-01")
    assert [row["territory"] for row in rows if row["territory"]] == [["IM", "Nowhere Land"]]
    assert [row["opts"] for row in rows if row["procedure"]] == ["in", "out"]
    assert [(row["participant"], row["called"], row["state"]) for row in rows if row["event"] == "conference"] == [(None, "Review", "past")]


SHIPPED: dict[str, tuple[dict[str, object], list[tuple[object, ...]]]] = {
    "the British territories under Open Skies: of no day": (
        {"who": "GB", "territory": "Bermuda", "on": "2021-06-18"}, [("GB", None, "territorial_application", "past", None, None)],
    ),
    "of another": ({"who": "GB", "territory": "Aruba", "on": "2021-06-18"}, []),
    "the interpretative declaration ends with the exit": (
        {"who": "US", "event": "declaration", "on": "2020-11-22"},
        [("US", "1994-02-04", "declaration", "ended", "2002-01-01", "2020-11-22")],
    ),
    "and stands the day before": (
        {"who": "US", "event": "declaration", "on": "2020-11-21", "in_force": True},
        [("US", "1994-02-04", "declaration", "in-force", "2002-01-01", "2020-11-22")],
    ),
    "Georgia towards Russia": (
        {"towards": "Russia", "event": "non_performance", "on": "2021-06-18"},
        [("GE", "2012-04-05", "non_performance", "in-force", "2012-04-05", None)],
    ),
    "a ratification works from the own day": (
        {"who": "RU", "event": "ratification", "on": "2001-12-31"}, [("RU", "2001-11-02", "ratification", "past", "2002-01-01", None)],
    ),
    "a notice from the exit on": (
        {"who": "RU", "event": "notice_of_withdrawal", "on": "2021-06-17"},
        [("RU", "2021-06-18", "notice_of_withdrawal", "future", "2021-12-18", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHIPPED)
def test_acts_of_open_skies(case: str) -> None:
    words, expected = SHIPPED[case]
    rows = records().acts(treaty="open-skies", **words)  # type: ignore[arg-type]
    assert [tuple(row[key] for key in ("participant", "date", "event", "state", "effect", "until")) for row in rows] == expected


def test_every_act_on_record_is_told_once_and_as_it_was_done() -> None:
    from openskies_cli.register import Register

    register, answer = Register(None, {}, "/"), records().acts(treaty="all", on="2026-11-25")
    on_record = sum(len(entry.actions) for name in register.treaty_ids() for entry in register.record(name).participants.values())
    rows = [row for row in answer if row["participant"]]
    merged = sum(max(0, len(row["depositary"]) - 1) for row in rows)  # receipts of one notice are one row
    assert on_record - merged <= len(rows) <= on_record
    assert len(rows) > 2500


def test_a_word_that_is_none_is_refused_with_what_is_near() -> None:
    from openskies_cli.diagnostics import Refused

    for words, sentence in (
        ({"event": "declaratin"}, "--event: there is no 'declaratin'; did you mean 'declaration'"),
        ({"procedure": "arbitraton"}, "--procedure: there is no 'arbitraton'; did you mean 'arbitration'"),
    ):
        with pytest.raises(Refused, match=sentence):
            records().acts(**words)  # type: ignore[arg-type]


def test_a_territory_that_is_none_is_said() -> None:
    said = {name: records().acts(territory=name).remarks for name in ("Bermudda", "Bermuda", "Aruba", "IM", "France")}
    assert said.pop("Bermudda") == ["'Bermudda' is no territory on record; did you mean 'Bermuda'?"]
    assert not any(said.values())


@pytest.mark.parametrize("treaty", [("open-skies",), ("open-skies", "cfe")])
def test_the_table_fits_eighty_cells(treaty: tuple[str, ...]) -> None:
    from openskies_cli.questions.acts import answer
    from openskies_cli.register import Register

    table = answer(Register(None, {}, "/"), on="2021-06-18", treaty=treaty)
    page = StringIO()
    write(short(table), page, width=80, colour=False)
    assert max(cells(line.rstrip()) for line in page.getvalue().splitlines()) <= 80
    assert isinstance(table, Table)
    assert json.dumps(table.dicts())
