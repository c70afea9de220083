"""Records for tests: a case is written as the record it would be, read by the real reader, derived by the real engine.

`derived(text)` takes a whole record; `case("ottawa", participants)` takes the participants and adds that treaty's real
final clauses from `CLAUSES`. Without a `coverage` of its own a record is taken as complete up to the end of 2026.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent, indent

import pytest

from openskies_cli import reading, register
from openskies_cli.derive import Chronicle, derive
from openskies_cli.main import main
from openskies_cli.model import Life

ROOT = Path(__file__).parents[1]

register.ON_TOP = False
"""A case is about the records that it writes and no others; what stands on top of what has its own tests, in test_on_top.py."""

CLAUSES = {
    "abm": """
        clauses:
          entry_into_force: {article: XVI, when: {exchange: [RU, US]}}
          withdrawal: {article: XV, from: given, delay: {months: 6}, kind: minimum, ends_treaty: true}
          duration: unlimited
    """,
    "att": """
        opened: 2013-06-03
        clauses:
          entry_into_force: {article: '22', when: {instruments: 50}, delay: {days: 90}}
          entry_into_force_for_state: {article: '22', counts_after: treaty_entry_into_force, delay: {days: 90}}
          withdrawal: {article: '24', delay: {days: 90}, later_date_in_notice: true}
    """,
    "bwc": """
        depositaries: [US, GB, RU]
        clauses:
          entry_into_force: {article: XIV(3), when: {all: [{instruments: 22}, {includes: depositaries}]}}
          entry_into_force_for_state: {article: XIV(4), counts_after: treaty_entry_into_force, delay: same_day}
          withdrawal: {article: XIII, from: given, delay: {months: 3}, kind: minimum}
    """,
    "ccm": """
        clauses:
          entry_into_force: {article: '17', when: {instruments: 30}, delay: {first_of_month: {nth: 6}}}
          entry_into_force_for_state: {article: '17', counts_after: threshold, delay: {first_of_month: {nth: 6}}}
          withdrawal: {article: '20', delay: {months: 6}, held_by: armed_conflict}
    """,
    "ccw": """
        clauses:
          entry_into_force: {article: '5', when: {instruments: 20}, delay: {months: 6}}
          entry_into_force_for_state: {article: '5', counts_after: threshold, delay: {months: 6}, needs: {protocols: 2}}
          withdrawal: {article: '9', delay: {years: 1}, held_by: armed_conflict}
    """,
    "ccw-amended-art1": """
        clauses:
          entry_into_force: {article: '8', when: {instruments: 20}, delay: {months: 6}}
          entry_into_force_for_state: {article: '8', counts_after: threshold, delay: {months: 6}}
    """,
    "cfe": """
        depositaries: [NL]
        clauses:
          entry_into_force: {article: XXII, when: {includes: signatories}, delay: {days: 10}}
          withdrawal: {article: XIX, from: given, delay: {days: 150}, kind: minimum}
          duration: unlimited
    """,
    "ctbt": """
        opened: 1996-09-24
        lists: {annex_2: [CN, RU, US]}
        clauses:
          entry_into_force:
            article: XIV
            when: {includes: annex_2}
            delay: {days: 180}
            not_before: {after: opening, years: 2}
          entry_into_force_for_state: {article: XIV(4), counts_after: treaty_entry_into_force, delay: {days: 30}}
          withdrawal: {article: IX, from: given, delay: {months: 6}, kind: minimum}
    """,
    "cwc": """
        opened: 1993-01-13
        clauses:
          entry_into_force: {article: XXI, when: {instruments: 65}, delay: {days: 180}, not_before: {after: opening, years: 2}}
          entry_into_force_for_state: {article: XXI, counts_after: treaty_entry_into_force, delay: {days: 30}}
          withdrawal: {article: XVI, from: given, delay: {days: 90}, kind: minimum}
    """,
    "enmod": """
        clauses:
          entry_into_force: {article: IX, when: {instruments: 20}}
          entry_into_force_for_state: {article: IX, counts_after: treaty_entry_into_force, delay: same_day}
          duration: unlimited
    """,
    "iccpr": """
        clauses:
          entry_into_force: {article: '49', when: {instruments: 35}, delay: {months: 3}}
          entry_into_force_for_state: {article: '49', counts_after: threshold, delay: {months: 3}}
    """,
    "icrw": """
        depositaries: [US]
        clauses:
          entry_into_force: {article: X(4), when: {all: [{instruments: 6}, {includes: [GB, NL, NO, RU, US]}]}}
          entry_into_force_for_state: {article: X, counts_after: treaty_entry_into_force, delay: same_day}
          withdrawal: {article: XI, delay: {yearly: {on: 06-30, notice_by: 01-01}}, effect_at: unstated, domino: {months: 1}}
    """,
    "inf": """
        clauses:
          entry_into_force: {article: XVII, when: {exchange: [RU, US]}}
          withdrawal: {article: XV, from: given, delay: {months: 6}, kind: minimum, ends_treaty: true}
          duration: unlimited
    """,
    "nato-protocol-spain": """
        lists: {parties: [GR, US, GB]}
        clauses:
          entry_into_force: {when: {includes: parties}}
    """,
    "new-start": """
        clauses:
          entry_into_force: {article: XIV, when: {exchange: [RU, US]}}
          withdrawal: {article: XIV(3), from: given, delay: {months: 3}, ends_treaty: true}
          duration: {article: XIV(2), years: 10, extension: {years: 5, times: 1}}
    """,
    "npt": """
        depositaries: [US, GB, RU]
        clauses:
          entry_into_force: {article: IX(3), when: {all: [{instruments: 43}, {includes: depositaries}]}}
          entry_into_force_for_state: {article: IX(4), counts_after: treaty_entry_into_force, delay: same_day}
          withdrawal: {article: X(1), from: given, delay: {months: 3}, kind: minimum}
    """,
    "open-skies": """
        depositaries: [CA, HU]
        attributes: {passive_quota: flights a year}
        clauses:
          entry_into_force:
            article: XVII(2)
            when: {all: [{instruments: 20}, {includes: depositaries}, {every: {passive_quota: {at_least: 8}}}]}
            delay: {days: 60}
          entry_into_force_for_state: {article: XVII(6), counts_after: treaty_entry_into_force, delay: {days: 60}}
          withdrawal: {article: XV, from: given, delay: {months: 6}, kind: minimum}
    """,
    "ottawa": """
        clauses:
          entry_into_force: {article: '17', when: {instruments: 40}, delay: {first_of_month: {nth: 6}}}
          entry_into_force_for_state: {article: '17', counts_after: threshold, delay: {first_of_month: {nth: 6}}}
          withdrawal: {article: '20', delay: {months: 6}, held_by: armed_conflict}
    """,
    "outer-space-treaty": """
        depositaries: [US, GB, RU]
        clauses:
          entry_into_force: {article: XIV, when: {all: [{instruments: 5}, {includes: depositaries}]}}
          entry_into_force_for_state: {article: XIV, counts_after: treaty_entry_into_force, delay: same_day}
          withdrawal: {article: XVI, delay: {years: 1}, not_before: {after: treaty_entry_into_force, years: 1}}
    """,
    "paris-agreement": """
        opened: 2016-04-22
        attributes: {emissions: percent of the world's}
        clauses:
          entry_into_force:
            article: '21'
            when: {all: [{instruments: 55, organizations: exclude}, {share: emissions, at_least: 0.55}]}
            delay: {days: 30}
          entry_into_force_for_state: {article: '21', counts_after: threshold, delay: {days: 30}}
          withdrawal:
            article: '28'
            delay: {years: 1}
            later_date_in_notice: true
            not_before: {after: own_entry_into_force, years: 3}
            with: [unfccc]
    """,
    "ptbt": """
        depositaries: [US, GB, RU]
        clauses:
          entry_into_force: {article: III(3), when: {includes: depositaries}}
          entry_into_force_for_state: {article: III(4), counts_after: treaty_entry_into_force, delay: same_day}
          withdrawal: {article: IV, from: given, delay: {months: 3}, kind: minimum}
    """,
    "rome-statute": """
        clauses:
          entry_into_force: {article: '126', when: {instruments: 60}, delay: {first_of_month: {after_days: 60}}}
          entry_into_force_for_state: {article: '126', counts_after: threshold, delay: {first_of_month: {after_days: 60}}}
          withdrawal: {article: '127', delay: {years: 1}, later_date_in_notice: true}
    """,
    "salt-i-interim": """
        clauses:
          entry_into_force: {article: VIII, when: {exchange: [RU, US]}}
          withdrawal: {article: VIII, from: given, delay: {months: 6}, ends_treaty: true}
          duration: {article: VIII, years: 5}
    """,
    "start-i": """
        clauses:
          entry_into_force: {article: XVII, when: {exchange: [RU, US]}}
          withdrawal: {article: XVII, from: given, delay: {months: 6}, kind: minimum}
          duration: {article: XVII, years: 15}
    """,
    "tlatelolco": """
        clauses:
          entry_into_force: {published: 1969-04-25}
          entry_into_force_for_state: {article: '29', counts_after: treaty_entry_into_force, delay: same_day, needs: [waiver]}
          withdrawal: {article: '31', delay: {months: 3}}
    """,
    "tpnw": """
        clauses:
          entry_into_force: {article: '15', when: {instruments: 50}, delay: {days: 90}}
          entry_into_force_for_state: {article: '15', counts_after: threshold, delay: {days: 90}}
          withdrawal: {article: '17', delay: {years: 1}, held_by: armed_conflict}
    """,
    "unesco": """
        depositaries: [GB]
        clauses:
          entry_into_force: {article: XV(3), when: {instruments: 20, of: signatories, kinds: acceptance}}
          entry_into_force_for_state: {article: XV, counts_after: treaty_entry_into_force, delay: same_day, needs: [signature]}
          withdrawal: {article: II(6), delay: {year_end: {following: 1}}, effect_at: end_of_day}
    """,
    "vclt": """
        clauses:
          entry_into_force: {article: '84', when: {instruments: 35}, delay: {days: 30}}
          entry_into_force_for_state: {article: '84', counts_after: threshold, delay: {days: 30}}
    """,
    # Of these three the facts hold no threshold: the first instrument on record stands for it.
    "hague-1954-protocol": """
        clauses:
          entry_into_force: {when: {instruments: 1}, delay: {months: 3, month_end: clip}}
          entry_into_force_for_state: {counts_after: threshold, delay: {months: 3, month_end: clip}}
    """,
    "solas-p78": """
        clauses:
          entry_into_force: {when: {instruments: 1}, delay: {months: 3, month_end: clip}}
          entry_into_force_for_state: {counts_after: threshold, delay: {months: 3, month_end: clip}}
    """,
    "rome-amend-kampala": """
        clauses:
          entry_into_force: {article: 121(5), when: {instruments: 1}, delay: {years: 1}}
          entry_into_force_for_state: {article: 121(5), counts_after: threshold, delay: {years: 1}}
    """,
}
"""The final clauses of real treaties, in the spelling of the record."""


@cache
def everybody() -> Mapping[str, Life]:
    """Who is who, as the shipped participants.yaml has it."""
    people, findings = reading.read_people((ROOT / "data" / "participants.yaml").read_bytes(), "participants.yaml")
    assert people is not None, findings
    return reading.lives(people)


def build(text: str, *, lives: Mapping[str, Life] | None = None, before: Iterable[Chronicle] = ()) -> Chronicle:
    """Everything that follows from a record. A record with an error fails the test."""
    text = dedent(text).strip() + "\n"
    if "coverage:" not in text:
        text += "coverage: {through: 2026-12-31}\n"
    treaty, findings = reading.read_treaty(text.encode(), "case.yaml")
    errors = [f"{finding.place}: {finding.sentence}" for finding in findings if finding.severity == "error"]
    assert treaty is not None, errors
    assert not errors
    return derive(treaty._replace(lives=everybody() if lives is None else lives), {other.treaty.id: other for other in before})


def on_clauses(
    name: str, participants: str, extra: str = "", *, lives: Mapping[str, Life] | None = None, before: Iterable[Chronicle] = ()
) -> Chronicle:
    """A record with the real final clauses of `name`; `extra` holds other keys, such as events."""
    parts = [
        f"id: {name}",
        dedent(CLAUSES[name]).strip(),
        dedent(extra).strip(),
        "participants:",
        indent(dedent(participants).strip("\n"), "  "),
    ]
    return build("\n".join(filter(None, parts)), lives=lives, before=before)


def tell(chronicle: Chronicle, who: str, day: str) -> str:
    """An answer in one line: `party`, `former-party/withdrawal`, `null`, `undetermined (party | former-party)`, `party, disputed (...)`."""
    s = chronicle.history(who).on(day)
    text = (s.status or "null") + (f"/{s.ended_by}" if s.ended_by else "")
    text += f", {s.certainty}" if s.certainty not in ("certain", "uncertain") else ""
    others = " | ".join(str(other["status"] or "null") for other in s.alternatives)
    return text + (f" ({others})" if others else "")


@pytest.fixture(scope="session")
def derived() -> Callable[..., Chronicle]:
    """`build`."""
    return build


@pytest.fixture(scope="session")
def case() -> Callable[..., Chronicle]:
    """`on_clauses`."""
    return on_clauses


@pytest.fixture(scope="session")
def answer() -> Callable[[Chronicle, str, str], str]:
    """`tell`."""
    return tell


@pytest.fixture(scope="session")
def open_skies() -> Chronicle:
    """The shipped record of the Treaty on Open Skies, derived."""
    treaty, findings = reading.read_treaty((ROOT / "data/treaties/open-skies.yaml").read_bytes(), "open-skies.yaml", "open-skies")
    assert treaty is not None
    assert not [finding for finding in findings if finding.severity == "error"]
    return derive(treaty._replace(lives=everybody()))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], tuple[int, str, str]]:
    """One command line through the front door: its exit code, stdout and stderr."""

    def ran(line: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["openskies", *line.split()])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran
