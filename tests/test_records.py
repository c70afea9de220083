"""Nodes -> the model: each mistake with its exact sentence, all of a file's mistakes, every key and clause, and no surprise."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openskies_cli.clauses import (
    Anchor,
    Clauses,
    Condition,
    Deadline,
    Declarations,
    Delay,
    Derogation,
    Duration,
    EntryIntoForce,
    ForState,
    Listing,
    Provisional,
    Reservations,
    Territories,
    Withdrawal,
)
from openskies_cli.dates import Day, parse
from openskies_cli.model import (
    ACTIONS,
    EVENTS,
    Action,
    Counted,
    Coverage,
    Entry,
    Event,
    Gap,
    Group,
    Override,
    Place,
    Receipt,
    Reported,
    Treaty,
    Vouched,
)
from openskies_cli.reading import brought, read_people, read_source, read_treaty
from openskies_cli.reading import clauses as clauses_shapes
from openskies_cli.reading import sources as sources_shapes
from openskies_cli.reading import treaty as treaty_shapes


def told(text: str, name: str = "x") -> list[str]:
    """What is wrong with a record, without the path and the word error, which all findings carry."""
    return [str(finding).removeprefix("f:").replace(" error:", "", 1) for finding in read_treaty(text.encode(), "f", name)[1]]


MISTAKES: dict[str, tuple[str, list[str]]] = {
    "unknown key": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, datum: 1992-03-24, date: 1992}\n",
        ["5:29: 'datum' is not a key of an action; did you mean 'date'? [unknown-key]"],
    ),
    "unknown key nothing near": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1992, zzz: 1}\n",
        [
            "5:41: 'zzz' is not a key of an action; known keys: action, date, "
            "effect, until, basis, prefer, why, fact, called, depositary, of, from, "
            "to, accepted, by, towards, relations, contested_by, scope, territory, term, renewed, unless_notice, procedure, opts, body, "
            "protocols, named, circulated, received, sources, also_reported, notes [unknown-key]"
        ],
    ),
    "missing action": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {date: 1992-03-24}\n",
        ["5:9: an action needs the key 'action'; add it: what was done [missing-key]"],
    ),
    "missing id": (
        "participants: {}\n",
        ["1:1: a treaty needs the key 'id'; add it: the file's name without .yaml [missing-key]"],
    ),
    "missing all": (
        "title: x\n",
        [
            "1:1: a treaty needs the key 'id'; add it: the file's name without .yaml [missing-key]",
            "1:1: a treaty needs the key 'participants'; add it: everybody with a line in the table [missing-key]",
        ],
    ),
    "not a record": (
        "- a\n",
        ["1:1: a record must be keys with values (id, title, clauses, participants …), but here is a list [shape]"],
    ),
    "text": (
        "hello\n",
        ["1:1: a record must be keys with values (id, title, clauses, participants …), but here is the text 'hello' [shape]"],
    ),
    "unknown action": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: ratifcation, date: 1992-03-24}\n",
        ["5:18: 'ratifcation' is not a word for action; did you mean 'ratification'? [unknown-word]"],
    ),
    "unknown action far": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: joined, date: 1992-03-24}\n",
        [
            "5:18: 'joined' is not a word for action; write what it did: signature, ratification, acceptance, "
            "approval, accession or succession [unknown-word]"
        ],
    ),
    "impossible": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 2021-02-30}\n",
        ["5:35: '2021-02-30' is not a day of the calendar; February 2021 has 28 days [date]"],
    ),
    "month": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 2021-13}\n",
        ["5:35: '2021-13' has no such month; months run from 01 to 12 [date]"],
    ),
    "approx": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1992~}\n",
        ["5:35: '1992~': approximate dates are not read; write an interval such as 1992-03/1992-05 [date]"],
    ),
    "sentinel": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1900-01-01}\n",
        ["5:35: '1900-01-01' is a stand-in for a date that is not known; leave the date out, or write what is known of it [sentinel-date]"],
    ),
    "order": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: ratification, "
        "date: 1993-01-01}\n      - {action: signature, date: 1992-03-24}\n",
        [
            "6:9: signature 1992-03-24 stands below ratification 1993-01-01, which is "
            "later; put the acts in the order in which they were done (see f:5:9) [order]"
        ],
    ),
    "order uncertain ok": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: ratification, "
        "date: 1993}\n      - {action: signature, date: 1993-01-24}\n",
        [],
    ),
    "a year below a day of it": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, "
        "date: 1993-06-15}\n      - {action: ratification, date: 1993}\n",
        [],
    ),
    "no date": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature}\n",
        ["5:9: signature has neither a date nor an effect; add the date of the act, or the day of its effect [missing-date]"],
    ),
    "domestic without date": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: announcement}\n",
        [],
    ),
    "id mismatch": (
        "id: y\nparticipants: {}\n",
        ["1:5: the id 'y' differs from the file's name; write id: x, or rename the file to y.yaml [id]"],
    ),
    "bad id": (
        "id: Y Y\nparticipants: {}\n",
        ["1:5: id must be an id of lower-case letters, digits and dashes, but here is the text 'Y Y' [shape]"],
    ),
    "code": (
        "id: x\nparticipants: {ru: {}}\n",
        ["2:16: a key of participants must be a participant's code in capitals, such as RU, but here is the text 'ru' [shape]"],
    ),
    "figure undeclared": (
        "id: x\nparticipants: {RU: {passive_quota: 3}}\n",
        ["2:21: 'passive_quota' is not a key of a participant; known keys: actions, notes [unknown-key]"],
    ),
    "figure declared, no number": (
        "id: x\nattributes: {q: flights}\nparticipants: {RU: {q: many}}\n",
        ["3:24: q must be a number, but here is the text 'many' [shape]"],
    ),
    "attr near": (
        "id: x\nattributes: {quota: flights}\nclauses: {entry_into_force: {when: {every: {qouta: {at_least: 8}}}}}\nparticipants: {}\n",
        ["3:45: 'qouta' is not an attribute of this treaty; did you mean 'quota'? [unknown-attribute]"],
    ),
    "share attr": (
        "id: x\nclauses: {entry_into_force: {when: {share: emissions, at_least: 0.55}}}\nparticipants: {}\n",
        ["2:44: 'emissions' is not an attribute of this treaty; declare it under attributes:, with its unit [unknown-attribute]"],
    ),
    "list": (
        "id: x\nlists: {annex: [RU]}\nclauses: {entry_into_force: {when: {includes: anex}}}\nparticipants: {}\n",
        ["3:47: 'anex' is not a list of this record; did you mean 'annex'? [unknown-list]"],
    ),
    "no depositaries": (
        "id: x\nclauses: {entry_into_force: {when: {includes: depositaries}}}\nparticipants: {}\n",
        ["2:47: the depositaries are named here, but the record has none; add depositaries: [unknown-list]"],
    ),
    "circle": (
        "id: x\nlists: {a: b, b: a}\nparticipants: {}\n",
        ["2:1: the list 'a' leads back to itself; write its codes [unknown-list]"],
    ),
    "shape text for list": (
        "id: x\nparticipants: {RU: {actions: signature}}\n",
        ["2:30: actions must be a list, each item keys with values, but here is the text 'signature' [shape]"],
    ),
    "shape list for keys": (
        "id: x\nparticipants: [RU]\n",
        ["2:15: participants must be codes, each with actions, but here is a list [shape]"],
    ),
    "shape nothing": (
        "id: x\ntitle:\nparticipants: {}\n",
        ["2:1: title must be a text, but here is nothing [shape]"],
    ),
    "whole": (
        "id: x\nclauses: {entry_into_force: {delay: {days: sixty}}}\nparticipants: {}\n",
        ["2:44: days must be a whole number from 0 to 100000, but here is the text 'sixty' [shape]"],
    ),
    "two delays": (
        "id: x\nclauses: {entry_into_force: {delay: {days: 60, months: 2}}}\nparticipants: {}\n",
        [
            "2:48: a delay must have exactly one of same_day, days, days_clear, "
            "months, months_clear, years, first_of_month, yearly, year_end [shape]"
        ],
    ),
    "no delay": (
        "id: x\nclauses: {entry_into_force: {delay: {}}}\nparticipants: {}\n",
        [
            "2:37: a delay must have exactly one of same_day, days, days_clear, "
            "months, months_clear, years, first_of_month, yearly, year_end [shape]"
        ],
    ),
    "month_end with days": (
        "id: x\nclauses: {entry_into_force: {delay: {days: 60, month_end: roll}}}\nparticipants: {}\n",
        ["2:48: 'month_end' says nothing beside 'days'; remove it: it goes with months, months_clear, years [unknown-key]"],
    ),
    "of beside all": (
        "id: x\nclauses: {entry_into_force: {when: {all: [{instruments: 3}], kinds: [ratification]}}}\nparticipants: {}\n",
        ["2:62: 'kinds' says nothing beside 'all'; remove it: it goes with instruments [unknown-key]"],
    ),
    "same day false": (
        "id: x\nclauses: {entry_into_force: {delay: {same_day: false}}}\nparticipants: {}\n",
        ["2:48: 'false' is not a word for same_day; use one of true [unknown-word]"],
    ),
    "condition word": (
        "id: x\nclauses: {entry_into_force: {when: {instrument: 3}}}\nparticipants: {}\n",
        [
            "2:36: a condition must have exactly one of all, any, instruments, includes, every, share, exchange [shape]",
            "2:37: 'instrument' is not a key of a condition; did you mean 'instruments'? [unknown-key]",
        ],
    ),
    "zero instruments": (
        "id: x\nclauses: {entry_into_force: {when: {instruments: 0}}}\nparticipants: {}\n",
        ["2:50: instruments must be a whole number from 1 to 100000, but here is the text '0' [shape]"],
    ),
    "empty all": (
        "id: x\nclauses: {entry_into_force: {when: {all: []}}}\nparticipants: {}\n",
        ["2:42: all must have an item, but the list is empty [shape]"],
    ),
    "kind": (
        "id: x\nclauses: {withdrawal: {kind: minimal}}\nparticipants: {}\n",
        ["2:30: 'minimal' is not a word for kind; did you mean 'minimum'? [unknown-word]"],
    ),
    "anchor": (
        "id: x\nclauses: {withdrawal: {not_before: {years: 3}}}\nparticipants: {}\n",
        [
            "2:36: not_before needs the key 'after'; add one of opening, "
            "adoption, own_entry_into_force, treaty_entry_into_force [missing-key]"
        ],
    ),
    "anchor word": (
        "id: x\nclauses: {withdrawal: {not_before: {after: signature, years: 3}}}\nparticipants: {}\n",
        [
            "2:44: 'signature' is not a word for after; use one of opening, "
            "adoption, own_entry_into_force, treaty_entry_into_force [unknown-word]"
        ],
    ),
    "monthday": (
        "id: x\nclauses: {withdrawal: {delay: {yearly: {on: 13-01, notice_by: 01-01}}}}\nparticipants: {}\n",
        ["2:45: on must be a month and a day, such as 06-30, but here is the text '13-01' [shape]"],
    ),
    "yearly missing": (
        "id: x\nclauses: {withdrawal: {delay: {yearly: {on: 06-30}}}}\nparticipants: {}\n",
        [
            "2:40: a yearly date needs the key 'notice_by'; add it: the last "
            "day of the year for a notice to take effect that year [missing-key]"
        ],
    ),
    "yes": (
        "id: x\nclauses: {withdrawal: {ends_treaty: yes}}\nparticipants: {}\n",
        ["2:37: ends_treaty must be true or false, but here is the text 'yes' [shape]"],
    ),
    "duration": (
        "id: x\nclauses: {duration: forever}\nparticipants: {}\n",
        ["2:21: 'forever' is not a word for duration; use one of unlimited [unknown-word]"],
    ),
    "duration zero": (
        "id: x\nclauses: {duration: {years: 0}}\nparticipants: {}\n",
        ["2:29: years must be a whole number from 1 to 500, but here is the text '0' [shape]"],
    ),
    "override": (
        "id: x\noverrides: [{participant: RU}]\nparticipants: {}\n",
        [
            "2:13: an override needs the key 'effect'; add it: the day the depositary published [missing-key]",
            "2:13: an override needs the key 'why'; add it: why the rule cannot give it [missing-key]",
            "2:13: an override needs the key 'source'; add it: the depositary's publication [missing-key]",
        ],
    ),
    "coverage": (
        "id: x\ncoverage: {from: 1992}\nparticipants: {}\n",
        ["2:11: coverage needs the key 'through'; add it: the last such day [missing-key]"],
    ),
    "group": (
        "id: x\ngroups: {g: {until: 1992}}\nparticipants: {}\n",
        ["2:13: a group needs the key 'members'; add it: who belongs to it [missing-key]"],
    ),
    "event": (
        "id: x\nevents: [{event: party, date: 1992}]\nparticipants: {}\n",
        ["2:18: 'party' is not a word for event; use one of the words of docs/record.md [unknown-word]"],
    ),
    "source": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1992, sources: [UN doc]}\n",
        ["5:51: sources must be an id of lower-case letters, digits and dashes, but here is the text 'UN doc' [shape]"],
    ),
    "basis": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: signature, date: 1992, basis: press}\n",
        ["5:48: 'press' is not a word for basis; use one of depositary, computed, published, reported [unknown-word]"],
    ),
    "many": (
        "id: X\ntitel: a\nadopted: 1992-02-30\nparticipants:\n  RU:\n    actions:\n      - {action: "
        "joined, date: 1993}\n      - {date: 1992}\n      - {action: signature}\n  ru: {}\n",
        [
            "1:5: id must be an id of lower-case letters, digits and dashes, but here is the text 'X' [shape]",
            "2:1: 'titel' is not a key of a treaty; did you mean 'title'? [unknown-key]",
            "3:10: '1992-02-30' is not a day of the calendar; February 1992 has 29 days [date]",
            "7:18: 'joined' is not a word for action; write what it did: signature, ratification, acceptance, "
            "approval, accession or succession [unknown-word]",
            "8:9: an action needs the key 'action'; add it: what was done [missing-key]",
            "9:9: signature has neither a date nor an effect; add the date of the act, or the day of its effect [missing-date]",
            "10:3: a key of participants must be a participant's code in capitals, such as RU, but here is the text 'ru' [shape]",
        ],
    ),
    "doubled": (
        "id: x\nparticipants:\n  RU: {}\n  RU: {}\n",
        ["4:3: the key 'RU' stands here a second time; keep one of them (see f:3:3) [duplicate-key]"],
    ),
    "code in of": (
        "id: x\nparticipants:\n  RU:\n    actions:\n      - {action: succession, date: 1993, from: Czechoslovakia}\n",
        ["5:48: from must be a participant's code in capitals, such as RU, but here is the text 'Czechoslovakia' [shape]"],
    ),
    "lists a text": (
        'id: x\nclauses: {entry_into_force: {when: {includes: ""}}}\nparticipants: {}\n',
        [
            "2:47: includes must be depositaries, signatories, a name under lists:, "
            "{parties_of: TREATY}, or codes in brackets, but here is nothing [shape]"
        ],
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_at_its_place(case: str) -> None:
    text, expected = MISTAKES[case]
    assert told(text) == expected


def at(line: int, column: int) -> Place:
    return Place("f", line, column)


def day(text: str) -> Day:
    return parse(text)


CLAUSES: dict[str, tuple[str, Clauses]] = {
    "New York Convention X, CISG 97, ICCPR 4: what acts beside the status come to": (
        "{territories: {article: X, extends: declared, later: {days: 90}, end: {years: 1}},"
        " declarations: {article: 97(3), delay: {months: 6}, withdrawal: same_day}, derogation: {article: '4', except: [8(1), '11']},"
        " reservations: {article: '33', objections: {within: {months: 6}}, withdrawal: {days: 60}}}",
        Clauses(
            territories=Territories("X", "declared", Delay("days", (90,)), Delay("years", (1,))),
            declarations=Declarations("97(3)", Delay("months", (6,))),
            reservations=Reservations("33", Delay("months", (6,)), Delay("days", (60,))),
            derogation=Derogation("4", ("8(1)", "11")),
        ),
    ),
    "Open Skies: numbers, depositaries, quotas": (
        "{entry_into_force: {article: XVII(2), when: {all: [{instruments: 20}, {includes: depositaries}, {every: {quota: {at_least: 8}}}]},"
        " delay: {days: 60}, published: 2002-01-01}}",
        Clauses(
            EntryIntoForce(
                "XVII(2)",
                Condition(
                    "all",
                    parts=(
                        Condition("instruments", 20),
                        Condition("includes", of=Listing("depositaries")),
                        Condition("every", 8.0, "quota"),
                    ),
                ),
                Delay("days", (60,)),
                published=day("2002-01-01"),
            )
        ),
    ),
    "one of several conditions": (
        "{entry_into_force: {when: {any: [{instruments: 3, of: annex}, {exchange: [US, RU]}]}}}",
        Clauses(
            EntryIntoForce(
                when=Condition(
                    "any",
                    parts=(
                        Condition("instruments", 3, of=Listing("lists", "annex")),
                        Condition("exchange", of=Listing(codes=("US", "RU"))),
                    ),
                )
            )
        ),
    ),
    "some kinds, organizations left out": (
        "{entry_into_force: {when: {instruments: 55, of: signatories, kinds: [ratification, accession], organizations: exclude}}}",
        Clauses(
            EntryIntoForce(
                when=Condition("instruments", 55, of=Listing("signatories"), kinds=("ratification", "accession"), organizations="exclude")
            )
        ),
    ),
    "a share": (
        "{entry_into_force: {when: {share: quota, of: {parties_of: npt}, at_least: 0.55, organizations: additional}}}",
        Clauses(EntryIntoForce(when=Condition("share", 0.55, "quota", Listing("parties_of", "npt"), organizations="additional"))),
    ),
    "not before a day": (
        "{entry_into_force: {not_before: 1995-04-29, delay: same_day}}",
        Clauses(EntryIntoForce(not_before=day("1995-04-29"))),
    ),
    "not before two years after opening": (
        "{entry_into_force: {not_before: {after: opening, years: 2}, delay: {same_day: true}}}",
        Clauses(EntryIntoForce(not_before=Anchor("opening", Delay("years", (2,))))),
    ),
    "later consent": (
        "{entry_into_force_for_state: {article: '11', counts_after: threshold, delay: {first_of_month: {after_days: 60}},"
        " needs: [signature, waiver]}}",
        Clauses(for_state=ForState("11", Delay("first_of_month_after_days", (60,)), "threshold", ("signature", "waiver"))),
    ),
    "consent by two protocols": (
        "{entry_into_force_for_state: {needs: {protocols: 2}}}",
        Clauses(for_state=ForState(protocols=2)),
    ),
    "withdrawal, in full": (
        "{withdrawal: {article: X, from: given, delay: {months: 3, month_end: roll}, kind: minimum, effect_at: end_of_day,"
        " not_before: {after: own_entry_into_force, years: 3}, later_date_in_notice: true, held_by: armed_conflict,"
        " domino: {months: 1}, with: [npt, ctbt], ends_treaty: false}}",
        Clauses(
            withdrawal=Withdrawal(
                "X",
                Delay("months", (3,), True),
                "given",
                True,
                "end_of_day",
                Anchor("own_entry_into_force", Delay("years", (3,))),
                True,
                "armed_conflict",
                Delay("months", (1,)),
                ("npt", "ctbt"),
                False,
            )
        ),
    ),
    "each year by a day": (
        "{withdrawal: {delay: {yearly: {on: 06-30, notice_by: 01-01}}}}",
        Clauses(withdrawal=Withdrawal(delay=Delay("yearly", ("06-30", "01-01")))),
    ),
    "the end of the following year": (
        "{withdrawal: {delay: {year_end: {following: 1}}}}",
        Clauses(withdrawal=Withdrawal(delay=Delay("year_end", (1,)))),
    ),
    "the first of a month": (
        "{withdrawal: {delay: {first_of_month: {nth: 6}}, domino: {first_of_month: {after_months: 3}}}}",
        Clauses(withdrawal=Withdrawal(delay=Delay("first_of_month_nth", (6,)), domino=Delay("first_of_month_after_months", (3,)))),
    ),
    "clear periods": (
        "{entry_into_force: {delay: {days_clear: 30}}, withdrawal: {delay: {months_clear: 6, month_end: clip}}}",
        Clauses(EntryIntoForce(delay=Delay("days_clear", (30,))), withdrawal=Withdrawal(delay=Delay("months_clear", (6,)))),
    ),
    "no end": ("{duration: unlimited}", Clauses()),
    "ten years and once five": (
        "{duration: {article: XIV, years: 10, extension: {years: 5, times: 1}}}",
        Clauses(duration=Duration("XIV", 10, 5, 1)),
    ),
    "provisional application": (
        "{provisional_application: {article: XVIII, scope: [VI, X], from: signature, until: entry_into_force, term: {months: 12},"
        " extensions: [1994-03-24, {until: 1995-03-24, date: 1994-03-01, sources: [s]}]}}",
        Clauses(
            provisional=Provisional(
                "XVIII",
                ("VI", "X"),
                "signature",
                "entry_into_force",
                Delay("months", (12,)),
                (day("1994-03-24"), day("1995-03-24")),
            )
        ),
    ),
    "a deadline": (
        "{deadlines: [{what: conference, article: XV(3), after: notice, from: {days: 30}, to: {days: 60}}]}",
        Clauses(deadlines=(Deadline("conference", "XV(3)", "notice", Delay("days", (30,)), Delay("days", (60,))),)),
    ),
}


@pytest.mark.parametrize("case", CLAUSES)
def test_every_form_of_the_clauses_is_read(case: str) -> None:
    clauses, expected = CLAUSES[case]
    text = f"id: x\ndepositaries: [RU]\nattributes: {{quota: flights}}\nlists: {{annex: [RU]}}\nclauses: {clauses}\nparticipants: {{}}\n"
    treaty, findings = read_treaty(text.encode(), "f", "x")
    assert findings == []
    assert treaty is not None
    assert treaty.clauses == expected


EVERY_KEY = """\
id: x
title: Treaty on X
short_title: X
aliases: [X Treaty, Traité X]
adopted: 1992-03-24
opened: 1992-03
place: Helsinki
parent: w
depositaries: [CA, HU]
attributes: {quota: flights a year}
groups: {g: {members: [BE, NL], quota: 6, until: 2021-12-18, sources: [s], notes: n}}
lists: {annex: [RU, US], both: depositaries}
coverage: {from: 1992, through: 2024-04-12, sources: [s], territories: {through: 2020},
  relations: {from: 1992, through: 2020, sources: [s], of: [RU]}}
seen: {BY: 2025-10-09}
gaps: [{participant: KG, kind: notices, about: 2020, note: not seen}]
clauses: {}
events: [{event: conference, date: 2005-02-14, until: 2005-02-16, title: t, place: Vienna, article: XVI, by: [US], sources: [s], notes: n}]
overrides: [{participant: SI, action: accession, date: 2004-07-27, effect: 2004-09-25, why: w, source: s}]
participants:
  RU:
    quota: 42
    notes: [a, b]
    actions:
      - {action: signature, date: 1992-03-24, sources: s}
      - {action: ratification, date: "1992-04?", fact: reported, called: c, depositary: HU, body: b, territory: [t], protocols: [I]}
      - {action: succession, effect: 1993-01-01, basis: depositary, from: CSHH, to: signature, accepted: a, prefer: published, why: w}
      - {action: non_performance, date: 1994, by: US, towards: all, contested_by: [RU], scope: [VI], relations: none}
      - {action: revocation_of_notice, date: 1995/1996, of: 1994-05-01, named: 1996-06}
      - {action: notice_of_withdrawal, date: 1996-07, received: [{by: CA, date: 1996-07-01}, {by: HU, date: 1996-07-02}]}
      - {action: declaration, date: 1997, until: 1999, procedure: inquiry, opts: out, circulated: 1998,
         term: {years: 2}, renewed: {years: 1}, unless_notice: {days: 3}}
      - {action: communication, notes: n, also_reported: [{date: 1995, effect: 1996, action: accession, source: s, why: w}]}
sources: [s, t]
notes: n
counted: [{on: 2020-01-01, parties: 3, signatures: 5, instruments: 4, source: s, why: w}]
"""


def test_a_record_with_every_key() -> None:
    treaty, findings = read_treaty(EVERY_KEY.encode(), "f", "x")
    assert findings == []
    assert treaty is not None
    expected = Treaty(
        id="x",
        title="Treaty on X",
        short_title="X",
        aliases=("X Treaty", "Traité X"),
        adopted=day("1992-03-24"),
        opened=day("1992-03"),
        place_name="Helsinki",
        parent="w",
        depositaries=("CA", "HU"),
        attributes={"quota": "flights a year"},
        groups={"g": Group(("BE", "NL"), {"quota": 6.0}, day("2021-12-18"))},
        lists={"annex": Listing(codes=("RU", "US")), "both": Listing("depositaries")},
        coverage=Coverage(
            day("1992"),
            day("2024-04-12"),
            ("s",),
            relations=Vouched(day("1992"), day("2020"), ("s",), ("RU",)),
            territories=Vouched(through=day("2020")),
        ),
        seen={"BY": day("2025-10-09")},
        gaps=(Gap("KG", "notices", day("2020"), "not seen"),),
        counted=(Counted(day("2020-01-01"), 3, 5, 4, "s", "w", at(36, 11)),),
        events=(Event("conference", day("2005-02-14"), day("2005-02-16"), "t", "Vienna", "XVI", ("US",), ("s",), "n", at(18, 10)),),
        overrides=(Override("SI", "accession", day("2004-07-27"), day("2004-09-25"), "w", "s", at(19, 13)),),
        participants={
            "RU": Entry(
                (
                    Action("signature", day("1992-03-24"), sources=("s",), place=at(25, 9)),
                    Action(
                        "ratification",
                        Day(date(1992, 4, 1), date(1992, 4, 30), True),
                        fact="reported",
                        called="c",
                        depositary="HU",
                        body="b",
                        territory=("t",),
                        protocols=("I",),
                        place=at(26, 9),
                    ),
                    Action(
                        "succession",
                        effect=day("1993-01-01"),
                        basis="depositary",
                        from_="CSHH",
                        to="signature",
                        accepted="a",
                        prefer="published",
                        why="w",
                        place=at(27, 9),
                    ),
                    Action(
                        "non_performance",
                        day("1994"),
                        by=("US",),
                        towards=("all",),
                        contested_by=("RU",),
                        scope=("VI",),
                        relations="none",
                        place=at(28, 9),
                    ),
                    Action("revocation_of_notice", day("1995/1996"), of=day("1994-05-01"), named=day("1996-06"), place=at(29, 9)),
                    Action(
                        "notice_of_withdrawal",
                        day("1996-07"),
                        received=(Receipt("CA", day("1996-07-01")), Receipt("HU", day("1996-07-02"))),
                        place=at(30, 9),
                    ),
                    Action(
                        "declaration",
                        day("1997"),
                        until=day("1999"),
                        procedure="inquiry",
                        opts="out",
                        circulated=day("1998"),
                        term=Delay("years", (2,)),
                        renewed=Delay("years", (1,)),
                        unless_notice=Delay("days", (3,)),
                        place=at(31, 9),
                    ),
                    Action(
                        "communication",
                        notes="n",
                        also_reported=(Reported(day("1995"), day("1996"), "accession", "s", "w"),),
                        place=at(33, 9),
                    ),
                ),
                {"quota": 42.0},
                "a b",
                at(22, 5),
            )
        },
        sources=("s", "t"),
        notes="n",
        place=at(1, 1),
    )
    assert treaty._replace(places={}) == expected
    assert treaty.places["clauses"] == at(17, 1)


def test_every_key_of_the_tables_stands_in_that_record() -> None:
    """So that a key that is added must be added here too."""
    text = EVERY_KEY + "".join(clauses for clauses, _ in CLAUSES.values())
    shapes = [treaty_shapes.TREATY, treaty_shapes.ACTION, treaty_shapes.REPORTED, treaty_shapes.EVENT, clauses_shapes.CLAUSES]
    keys = [key for shape in shapes for key in shape.fields]
    assert len(keys) > 60
    assert [key for key in keys if f"{key}:" not in text] == []


def test_findings_come_in_the_order_of_the_lines() -> None:
    _, findings = read_treaty(MISTAKES["many"][0].encode(), "f", "x")
    assert [finding.place for finding in findings] == sorted(finding.place for finding in findings)


# participants.yaml and seeds ----------------------------------------------------------------------

PEOPLE: dict[str, tuple[str, list[str]]] = {
    "no name": (
        "participants: {RU: {kind: state}}\n",
        ["1:20: a participant needs the key 'name'; add it: the common English name; this is printed [missing-key]"],
    ),
    "kind": (
        "participants: {RU: {kind: country, name: Russia}}\n",
        ["1:27: 'country' is not a word for kind; use one of state, organization, entity [unknown-word]"],
    ),
    "an ambiguous word for nobody": (
        "participants: {}\nambiguous: {Korea: []}\n",
        ["2:20: ambiguous.Korea must have an item, but the list is empty [shape]"],
    ),
    "a list": (
        "- RU\n",
        ["1:1: participants.yaml must be the participants (participants, ambiguous, groups, territories), but here is a list [shape]"],
    ),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_a_mistake_in_participants(case: str) -> None:
    text, expected = PEOPLE[case]
    assert [str(finding)[2:].replace(" error:", "", 1) for finding in read_people(text.encode(), "f")[1]] == expected


BROUGHT: dict[str, tuple[str, str]] = {
    "{action: denunciation}": ("unknown-word", "write notice_of_withdrawal, with called: denunciation"),
    "{action: Denounced}": ("unknown-word", "write notice_of_withdrawal, with called: denunciation"),
    "{action: withdrew}": ("unknown-word", "write notice_of_withdrawal"),
    "{action: ratified}": ("unknown-word", "write ratification"),
    "{action: signed}": ("unknown-word", "write signature"),
    "{action: acceded}": ("unknown-word", "write accession"),
    "{action: member}": ("unknown-word", "write what it did: signature, ratification, acceptance, approval, accession or succession"),
    "{action: entry into force}": ("unknown-word", "leave it out: what follows from acts and clauses is derived"),
    "{action: Entered-Into-Force}": ("unknown-word", "leave it out: what follows from acts and clauses is derived"),
    "{action: ratifcation}": ("unknown-word", "did you mean 'ratification'?"),
    "{action: signature, day: 2013}": ("unknown-key", "write date:"),
    "{action: signature, date: 2013, url: x}": ("unknown-key", "write sources: [ID], and the document itself in seeds/ID.yaml"),
    "{action: signature, date: 2013, effective: 2014}": ("unknown-key", "write effect:"),
    "{action: signature, date: 10/09/2013}": ("date", "write 2013-09-10 (day/month/year?) or 2013-10-09 (month/day/year?)"),
    "{action: signature, date: 10.9.2013}": ("date", "write 2013-09-10 (day/month/year?) or 2013-10-09 (month/day/year?)"),
    "{action: signature, date: 27/10/2003}": ("date", "write 2003-10-27 (day/month/year?)"),
    "{action: signature, date: 10-27-2003}": ("date", "write 2003-10-27 (month/day/year?)"),
    "{action: signature, date: 06/06/2021}": ("date", "write 2021-06-06"),
    "{action: signature, date: 2021-6-7}": ("date", "write 2021-06-07"),
    "{action: signature, date: 2021/6/7}": ("date", "write 2021-06-07"),
    "{action: signature, date: 2021/27/10}": ("date", "write 2021-10-27 (year/day/month?)"),
    "{action: signature, date: '20130910'}": ("date", "write 2013-09-10"),
    "{action: signature, date: 10 September 2013}": ("date", "write 2013-09-10"),
    "{action: signature, date: 1st Sept. 2013}": ("date", "write 2013-09-01"),
    "{action: signature, date: 'September 10, 2013'}": ("date", "write 2013-09-10"),
    "{action: signature, date: 10-Sep-2013}": ("date", "write 2013-09-10"),
    "{action: signature, date: '[  3 Mar 1980 ]'}": ("date", "write 1980-03-03"),
    "{action: signature, date: September 2013}": ("date", "write 2013-09"),
    "{action: signature, date: '2013-09-10T12:00:00Z'}": ("date", "write 2013-09-10"),
    "{action: signature, date: 10/09/13}": ("date", "write YYYY-MM-DD, the year first and with four digits"),
    "{action: signature, date: 31/02/2013}": ("date", "write YYYY-MM-DD, the year first and with four digits"),
    "{action: signature, date: 01/01/1900}": ("date", "write YYYY-MM-DD, the year first and with four digits"),
    "{action: signature, date: 3 Ju 2013}": ("date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
    "{action: signature, date: 3 Jub 2013}": ("date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
}


@pytest.mark.parametrize("act", BROUGHT)
def test_a_word_or_a_day_from_elsewhere_is_told_what_to_write(act: str) -> None:
    (finding,) = [
        one
        for one in read_treaty(f"id: x\nparticipants: {{RU: {{actions: [{act}]}}}}\n".encode(), "f", "x")[1]
        if one.rule not in ("missing-date", "missing-key")
    ]
    rule, remedy = BROUGHT[act]
    assert (finding.rule, finding.remedy.startswith(remedy)) == (rule, True), finding
    assert ("?" in finding.remedy) == ("?" in remedy)


@pytest.mark.parametrize(
    ("words", "known"), [(brought.ACTIONS, ACTIONS), (brought.EVENTS, EVENTS), (brought.SOURCE_KINDS, sources_shapes.SOURCE_KINDS)]
)
def test_a_word_from_elsewhere_is_none_of_ours_and_leads_to_one(words: dict[str, str], known: Iterable[str]) -> None:
    assert not set(words) & set(known)
    for word, remedy in words.items():
        assert any(ours in remedy for ours in known) or "leave it out" in remedy, word


def test_a_key_from_elsewhere_leads_to_one_that_is_there() -> None:
    tables = (
        (brought.SOURCE_KEYS, sources_shapes.SOURCE.fields),
        (brought.TREATY_KEYS, treaty_shapes.TREATY.fields),
        (brought.ACTION_KEYS, treaty_shapes.ACTION.fields),
    )
    for words, fields in tables:
        for word, remedy in words.items():
            assert word not in fields, word
            assert any(f"{key}:" in remedy for key in fields), word


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("url", "write addresses: [https://…]"),
        ("Accessed", "write read: YYYY-MM-DD"),
        ("license", "write licence:"),
        ("titel", "did you mean"),
    ],
)
def test_a_key_from_elsewhere_in_a_seed(key: str, remedy: str) -> None:
    (finding,) = read_source(f"id: x\ntitle: X\nkind: press\n{key}: x\n".encode(), "f", "x")[1]
    assert (finding.rule, finding.remedy[: len(remedy)]) == ("unknown-key", remedy)


def test_existence_ends_the_day_after_its_last() -> None:
    text = "participants: {CSHH: {kind: state, name: Czechoslovakia, existed: [{from: 1918-10-28, to: 1992-12-31}]}}\n"
    people, findings = read_people(text.encode(), "f")
    assert findings == []
    assert people is not None
    assert people.participants["CSHH"].existed == ((day("1918-10-28"), day("1993-01-01")),)


SEEDS: dict[str, tuple[str, list[str]]] = {
    "another id": ("id: y\ntitle: t\nkind: press\n", ["1:5: warning: the id 'y' differs from the file's name; write id: x [id]"]),
    "no kind": ("id: x\ntitle: t\n", ["1:1: error: a source needs the key 'kind'; add it: what it is [missing-key]"]),
    "a kind that is none": (
        "id: x\ntitle: t\nkind: newspaper\n",
        ["3:7: error: 'newspaper' is not a word for kind; write press [unknown-word]"],
    ),
    "a text": ("x\n", ["1:1: error: the source must be a source (id, title, kind, publisher …), but here is the text 'x' [shape]"]),
}


@pytest.mark.parametrize("case", SEEDS)
def test_a_mistake_in_a_seed(case: str) -> None:
    text, expected = SEEDS[case]
    assert [str(finding)[2:] for finding in read_source(text.encode(), "f", "x")[1]] == expected


# Nothing ever raises ------------------------------------------------------------------------------

WORDS = sorted(
    {
        key
        for shape in (treaty_shapes.TREATY, clauses_shapes.CLAUSES, treaty_shapes.ACTION, treaty_shapes.EVENT, treaty_shapes.REPORTED)
        for key in shape.fields
    }
    | {"when", "all", "any", "instruments", "every", "share", "at_least", "includes", "exchange", "delay", "days", "months", "yearly"}
    | {"first_of_month", "after_days", "same_day", "year_end", "after", "counts_after", "needs", "protocols", "extension", "members", "RU"}
)
VALUES = [
    "",
    "1",
    "20",
    "1992",
    "1992-03-24",
    "1992-02-30",
    "../1992",
    "RU",
    "us",
    "ratification",
    "unlimited",
    "depositaries",
    "x",
    "é 1?",
    "true",
]
scalars = st.sampled_from([*VALUES, *WORDS])
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=30,
)


def _flow(tree: object) -> str:
    """A tree as YAML in braces, every text in quotes."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(_flow, tree)) + "]" if isinstance(tree, list) else f"'{tree}'"


roots = st.fixed_dictionaries(
    {"id": scalars, "participants": st.dictionaries(st.sampled_from(["RU", "ru", "attributes"]), trees, max_size=3)},
    optional={key: trees for key in treaty_shapes.TREATY.fields if key not in ("id", "participants")},
)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(roots | st.dictionaries(st.sampled_from(WORDS), trees, max_size=6) | trees)
def test_no_tree_of_known_words_raises(tree: object) -> None:
    treaty, findings = read_treaty(_flow(tree).encode(), "f", "x")
    assert findings or treaty is not None
    assert all(finding.place.path == "f" and finding.place.line == 1 and finding.sentence for finding in findings)
    for read in (read_people, read_source):
        read(_flow(tree).encode(), "f")
