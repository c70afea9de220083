"""The program against the reference: `python -m tests.reference.compare --records 5000 --uncertain 1000 --seed 1`.

Random records are read and derived by the program, and told by the reference; every answer on every day of change and its
neighbours is compared. What differs is counted by kind and by form of clause, with the smallest record of each kind.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any, NamedTuple

from openskies_cli.derive import Chronicle, derive
from openskies_cli.model import CONSENT, Action, Treaty
from openskies_cli.reading import read_treaty

from . import generate
from .counting import ONE
from .generate import Made
from .world import BEYOND, TREATY
from .worlds import Told, told

Statuses = frozenset[str | None]
MOST_DAYS = 120


class Difference(NamedTuple):
    """One answer that differs. `shape`: what sort of mistake, if the reference is right."""

    who: str
    day: date
    heart: str
    reference: str
    shape: str
    kind: str = "other"


class Result(NamedTuple):
    """What the comparison of one record gave."""

    answers: int
    differences: tuple[Difference, ...]


def read(made: Made) -> Treaty | None:
    """The record as the program reads it; None where it has an error."""
    treaty, findings = read_treaty(made.text.encode(), "case.yaml")
    if treaty is None or any(finding.severity == "error" for finding in findings):
        return None
    clauses = treaty.clauses
    open_ = clauses.unread("entry_into_force") or (clauses.entry_into_force.when is None and clauses.entry_into_force.published is None)
    if any(map(clauses.unread, generate.READ)) or (open_ and "negotiating_states" not in treaty.lists and not treaty.overrides):
        return None  # what hangs on a clause that was not read is no question of arithmetic
    return treaty._replace(lives=made.lives)


class Said(NamedTuple):
    """The program's answer: what may be, how it ended, and what another reading of a disputed act would make of it."""

    statuses: Statuses
    ended_by: str
    otherwise: Statuses


def said(chronicle: Chronicle, who: str, day: date) -> Said:
    """The program's answer for a day."""
    standing = (chronicle.standing if who == TREATY else chronicle.history(who)).on(day.isoformat())
    others: Statuses = frozenset(str(other["status"]) if other["status"] else None for other in standing.alternatives)
    if standing.status == "undetermined":
        return Said(others, "", frozenset())
    return Said(frozenset({standing.status}), standing.ended_by or "", others if standing.certainty == "disputed" else frozenset())


def turning(chronicle: Chronicle, who: str) -> Iterator[date]:
    """The days on which the program's answer changes, as it says itself."""
    history = chronicle.standing if who == TREATY else chronicle.history(who)
    day: str | None = "1990-01-01"
    for _ in range(60):
        following = history.on(day).next_change if day else None
        if not following:
            return
        first, _, last = following.rstrip("?").partition("/")
        ends = [date.fromisoformat(end) for end in (first, last) if len(end) == 10]
        yield from ends
        following_day = max(ends, default=date.max)
        if following_day.isoformat() <= str(day):
            return
        day = following_day.isoformat()


def days_asked(treaty: Treaty, chronicle: Chronicle, reference: Told, who: str) -> list[date]:
    """Every day of change and its neighbours, and those of the acts."""
    days = reference.days() | set(turning(chronicle, who))
    days |= {end for entry in treaty.participants.values() for act in entry.actions if act.date for end in act.date.ends}
    near = sorted({day + ONE * n for day in days if date.min < day < date(2200, 1, 1) for n in (-1, 0, 1)})
    return near if len(near) <= MOST_DAYS else sorted(Random(len(near)).sample(near, MOST_DAYS))  # noqa: S311


def words(statuses: Statuses) -> str:
    """Statuses as one text."""
    return " | ".join(sorted(status or "null" for status in statuses))


def compared(made: Made) -> Result | None:
    """Every answer about a record, compared; None where the program does not read it."""
    treaty = read(made)
    return None if treaty is None else differences(treaty)


def differences(treaty: Treaty) -> Result:
    """Every answer about a treaty, compared."""
    reference, chronicle = told(treaty), derive(treaty)
    answers, found = 0, list[Difference]()
    for who in (TREATY, *treaty.participants):
        for day in days_asked(treaty, chronicle, reference, who):
            answers += 1
            difference = _difference(who, day, said(chronicle, who, day), reference.on(who, day), exhaustive=reference.exhaustive)
            if difference:
                kind = kind_of(Setting(treaty, who, difference.shape, reference))
                found.append(difference._replace(kind=kind))
    return Result(answers, tuple(found))


def _difference(who: str, day: date, heart: Said, right: frozenset[tuple[str | None, str]], *, exhaustive: bool) -> Difference | None:
    mine, ended_by, otherwise = heart
    statuses: Statuses = frozenset(status for status, _ in right)
    if len(statuses) > 1 and mine <= statuses <= mine | otherwise:
        return None  # both readings are shown
    if mine == statuses:
        endings = {how for _, how in right}
        undecided = len(endings) > 1 and not ended_by  # the courses end it differently, and nothing is said of how
        if len(mine) == 1 and "former-party" in mine and ended_by not in endings and not undecided:
            return Difference(who, day, f"former-party/{ended_by}", "former-party/" + " | ".join(sorted(endings)), "ended-by")
        return None
    if len(mine) == 1 < len(statuses):
        shape = "false certainty"
    elif len(statuses) == 1 < len(mine):
        shape = "needlessly open"
    elif len(mine) == 1:
        shape = "wrong"
    else:
        shape = "alternatives missing" if statuses - mine else "alternatives too many"
    if not exhaustive and shape in ("needlessly open", "alternatives too many"):
        return None  # a day left out might be the one
    return Difference(who, day, words(mine), words(statuses), shape)


# Kinds ------------------------------------------------------------------------------------------


KINDS: dict[str, Callable[["Setting"], bool]] = {
    "end and exit": lambda at: at.shape == "ended-by",
    "deposit after the end": lambda at: any(event.kind in BEYOND for event in at.treaty.events) and not at.ever_in_force(),
    "nothing to succeed to": lambda at: "nothing to succeed to" in at.asked,
    "several depositaries": lambda at: any(act.depositary for act in at.acts("notice_of_withdrawal")),
    "consent while leaving": lambda at: "consent while leaving" in at.asked,
    "party of a treaty not in force": lambda at: any(act.effect for act in at.acts(*CONSENT - {"succession"})),
    "accepted without a recorded effect": lambda at: any(act.accepted and not act.effect for act in at.acts("notice_of_withdrawal")),
    "notice of a contracting State without waiver": lambda at: "waiver" in at.treaty.clauses.for_state.needs,
    "expulsion on the first day": lambda at: any(at.acts("expulsion")),
    "taken back, for ever open": lambda at: "taken back" in at.asked and at.shape == "needlessly open",
    "taken back by a party: an alternative that no course gives": lambda at: (
        at.shape == "alternatives too many" and any(at.acts("withdrawal_of_consent")) and "taken back" not in at.asked
    ),
    "taken back, false certainty": lambda at: "taken back" in at.asked,
    "published threshold": lambda at: "unknown threshold" in at.asked or at.threshold_announced(),
    "reported act": lambda at: "reported" in at.asked,
    "a named day is not held back by an armed conflict": lambda at: any(act.named and at.held() for act in at.acts("notice_of_withdrawal")),
    "prefer computed with a minimum": lambda at: any(act.prefer == "computed" for act in at.acts("notice_of_withdrawal")),
    "several notices": lambda at: len(list(at.acts("notice_of_withdrawal"))) > 1 and "two dates" in at.asked,
    "two dates": lambda at: "two dates" in at.asked,
    "uncertain days": lambda at: "uncertain days" in at.asked,
    "unstated": lambda at: "unstated" in at.asked,
    "a successor's place": lambda at: any(at.acts("succession")),
    "exit on the first day": lambda at: any(at.first_day(act) for act in at.acts("notice_of_withdrawal")),
    "a notice on the day of the threshold": lambda at: any(
        at.threshold_day(act) for act in at.acts("notice_of_withdrawal", "withdrawal_of_consent")
    ),
}
"""Kind of mistake -> how it is known: by the questions that the record left open, and by what stands in it. The first counts."""


class Setting(NamedTuple):
    """Where a difference was found."""

    treaty: Treaty
    who: str
    shape: str
    reference: Told

    @property
    def asked(self) -> frozenset[str]:
        """The questions that the record leaves open."""
        return self.reference.asked

    def acts(self, *kinds: str) -> Iterator[Action]:
        """The acts of these kinds, of anybody."""
        for entry in self.treaty.participants.values():
            yield from (act for act in entry.actions if act.kind in kinds)

    def ever_in_force(self) -> bool:
        """Whether the treaty ever is, in some course."""
        return any(("in-force", "") in [answer for _, answer in telling[TREATY]] for telling in self.reference.tellings)

    def held(self) -> bool:
        """Whether an armed conflict holds an exit back."""
        clause = self.treaty.clauses.withdrawal
        return clause is not None and bool(clause.held_by)

    def first_day(self, act: Action) -> bool:
        """Whether it was done on the first day of its State's own force, and worked at once."""
        if act.date is None or not self.who:
            return False
        eve = {status for status, _ in self.reference.on(self.who, act.date.earliest - ONE)}
        return "party" not in eve and any(status == "former-party" for status, _ in self.reference.on(self.who, act.date.latest))

    def threshold_day(self, act: Action) -> bool:
        """Whether the treaty enters into force on the day of that act."""
        return act.date is not None and any((act.date.earliest, ("in-force", "")) in telling[TREATY] for telling in self.reference.tellings)

    def threshold_announced(self) -> bool:
        """Whether the threshold must be reckoned back from an announced day."""
        announced = self.treaty.clauses.entry_into_force.published or any(not o.participant for o in self.treaty.overrides)
        return bool(announced) and self.treaty.clauses.for_state.counts_after == "threshold"


def kind_of(at: Setting) -> str:
    """The first known kind that fits."""
    return next((kind for kind, fits in KINDS.items() if fits(at)), "other")


# Smaller ----------------------------------------------------------------------------------------


def smaller(made: Made) -> Iterator[Made]:
    """The same record with one thing taken out."""

    def without(change: Callable[[dict[str, Any]], object]) -> Made:
        record = deepcopy(made.record)
        change(record)
        return made._replace(record=record)

    people = made.record["participants"]
    for who, entry in people.items():
        yield without(lambda record, who=who: record["participants"].pop(who))  # type: ignore[misc]
        for i, act in enumerate(entry["actions"]):
            yield without(lambda record, who=who, i=i: record["participants"][who]["actions"].pop(i))  # type: ignore[misc]
            for key in set(act) - {"action", "date", "of"}:
                yield without(lambda record, who=who, i=i, key=key: record["participants"][who]["actions"][i].pop(key))  # type: ignore[misc]
            if "/" in str(act.get("date")):
                first = str(act["date"]).partition("/")[0]
                yield without(lambda record, who=who, i=i, first=first: record["participants"][who]["actions"][i].update(date=first))  # type: ignore[misc]
    for name, clause in made.record["clauses"].items():
        if isinstance(clause, str):
            continue
        yield without(lambda record, name=name: record["clauses"].pop(name))  # type: ignore[misc]
        for key in clause:
            yield without(lambda record, name=name, key=key: record["clauses"][name].pop(key))  # type: ignore[misc]
        if "delay" in clause:
            yield without(lambda record, name=name: record["clauses"][name].update(delay="same_day"))  # type: ignore[misc]
    for key in ("events", "overrides"):
        if made.record.get(key):
            yield without(lambda record, key=key: record.pop(key))  # type: ignore[misc]
    for who in made.existed:
        yield made._replace(existed={other: spans for other, spans in made.existed.items() if other != who})


def shrunk(made: Made, wanted: Callable[[Result], Difference | None]) -> tuple[Made, Difference]:
    """The smallest record, by taking things out one by one, that still differs in the wanted way."""
    result = compared(made)
    assert result is not None
    best = wanted(result)
    assert best is not None
    going = True
    while going:
        going = False
        for candidate in smaller(made):
            if len(candidate.text) >= len(made.text) and candidate.existed == made.existed:
                continue
            try:
                tried = compared(candidate)
            except (ValueError, KeyError, IndexError, OverflowError):
                continue
            found = wanted(tried) if tried else None
            if found:
                made, best, going = candidate, found, True
                break
    return made, best


# The command ------------------------------------------------------------------------------------


class Count:
    """What a run found."""

    def __init__(self) -> None:
        self.records = self.answers = self.unread = 0
        self.by_kind: Counter[str] = Counter()
        self.records_by_kind: Counter[str] = Counter()
        self.by_form: Counter[tuple[str, str]] = Counter()
        self.examples: dict[str, list[Made]] = {}

    def run(self, records: int, seed: int, *, uncertain: bool, only: str = "") -> None:
        """So many records."""
        dice = Random(seed + uncertain)  # noqa: S311
        form = generate.forms(dice)
        for _ in range(records):
            made = generate.record(dice, only or form(), uncertain=uncertain)
            result = compared(made)
            if result is None:
                self.unread += 1
                continue
            self.records += 1
            self.answers += result.answers
            self.by_kind.update(difference.kind for difference in result.differences)
            for kind in {difference.kind for difference in result.differences}:
                self.records_by_kind[kind] += 1
                self.by_form[kind, made.form] += 1
                self.examples.setdefault(kind, []).append(made)

    def smallest(self, kind: str) -> tuple[Made, Difference]:
        """The smallest example of a kind."""

        def wanted(result: Result) -> Difference | None:
            return next((difference for difference in result.differences if difference.kind == kind), None)

        few = sorted(self.examples[kind], key=lambda made: len(made.text))[:3]
        return min((shrunk(made, wanted) for made in few), key=lambda found: len(found[0].text))


def main(argv: list[str]) -> int:
    """Runs, counts, prints; 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("--records", type=int, default=1000, help="how many records with certain days")
    parser.add_argument("--uncertain", type=int, default=200, help="how many with days that are not known to the day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", default="", choices=["", *generate.FORMS], help="only this form of clause")
    parser.add_argument("--no-examples", action="store_true")
    given = parser.parse_args(argv)
    count = Count()
    count.run(given.records, given.seed, uncertain=False, only=given.form)
    certain = sum(count.by_kind.values())
    count.run(given.uncertain, given.seed, uncertain=True, only=given.form)
    out = sys.stdout.write
    out(f"{count.records} records ({count.unread} not read), {count.answers} answers\n")
    out(f"{certain} differences where days are certain, {sum(count.by_kind.values()) - certain} where they are not\n")
    for kind, number in count.by_kind.most_common():
        forms = Counter({form: n for (its, form), n in count.by_form.items() if its == kind}).most_common(8)
        out(f"\n== {kind}: {number} answers in {count.records_by_kind[kind]} records: ")
        out(", ".join(f"{form} {n}" for form, n in forms) + "\n")
        if not given.no_examples:
            made, difference = count.smallest(kind)
            lives = "".join(f"# {who} existed {spans}\n" for who, spans in made.existed.items() if who in made.record["participants"])
            out(f"{made.text}{lives}# {difference.who or 'the treaty'} on {difference.day}: ")
            out(f"heart {difference.heart}; reference {difference.reference} ({difference.shape})\n")
    return 1 if count.by_kind else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
