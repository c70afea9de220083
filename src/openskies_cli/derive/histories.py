"""5  Histories: cut at the end and at existence, both ends rising, in words."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from openskies_cli.dates import OPEN_END, Day
from openskies_cli.derive.acts import Act, existence
from openskies_cli.derive.course import Change, Course
from openskies_cli.derive.ending import RECORDED_ENDS, End
from openskies_cli.derive.force import Force
from openskies_cli.derive.qualifiers import bounds, cut, day_text, iso, qualifier
from openskies_cli.derive.rulings import ALWAYS, NEVER, Ruling
from openskies_cli.derive.timeline import timeline
from openskies_cli.history import THE_BEGINNING, THE_END, Alternative, History, Qualifier, Spell, Step, TimelineEntry
from openskies_cli.model import Treaty

SAME_DAY = ("existence", "end of the treaty", "exit", "act", "entry into force")
"""Which of several steps of one day comes first; the status of the day is the one after the last (VCLT 24, 54, 70).

The acts of a day stay in the order of their lines; this orders what is derived among itself and against them. So an exit
and a new consent of one day are two turns that touch, and who signs, consents and is bound on one day is a party on it.
"""


def doubt_exits(plain: Course, other: Course) -> None:
    """A notice that is doubted, or whose revocation is, appears among the exits as disputed."""
    theirs = {(e.notified, e.given): e for e in other.exits}
    for exit_ in plain.exits:
        twin = theirs.pop((exit_.notified, exit_.given), None)
        if twin is not None and (twin.revoked != exit_.revoked or twin.effective != exit_.effective):
            exit_.disputed = True
            exit_.would_have = exit_.would_have or exit_.effective or twin.effective
    for exit_ in theirs.values():
        exit_.disputed = True
        plain.exits.append(exit_)


def _covered(treaty: Treaty, who: str) -> tuple[str, str]:
    """The days the record vouches for, for this participant. Nothing could be done before the treaty was there."""
    since, through, _ = treaty.coverage
    if through is None:
        return THE_END, THE_BEGINNING
    first = treaty.day_opened()
    start = THE_BEGINNING if since is None or (first is not None and since.earliest <= first.latest) else iso(since.earliest)
    seen = treaty.seen.get(who)
    return start, max(iso(through.earliest), iso(seen.earliest) if seen else THE_BEGINNING)


def finish(
    course: Course, end: End | None, alternatives: tuple[Alternative, ...], acts: Sequence[Act] = ()
) -> tuple[History, tuple[Ruling, ...]]:
    """Cut at the treaty's end and at the participant's own existence; let both ends of the days rise; write in words."""
    treaty, who = course.treaty, course.who
    born, gone = existence(treaty, who)
    steps = [change for change in course.steps if change.ruling.day.earliest != OPEN_END]
    qualifiers = list(course.qualifiers)
    if end is not None:
        steps, qualifiers = _cut_at_end(steps, qualifiers, end)
    for limit in (
        end.ruling.day.latest + timedelta(1) if end is not None and end.ruling.day.latest < OPEN_END else None,
        gone and gone.latest,
    ):
        if limit is not None:
            _lapse(course, iso(limit))
    first: list[Change] = [Change(Ruling(ALWAYS, "", "", "no action on record"), "none")]
    if born is not None:
        first = [
            Change(Ruling(ALWAYS, "", "", "did not exist yet"), ""),
            Change(Ruling(born, "recorded", "", "came to exist; no action on record"), "none"),
        ]
        qualifiers.append(qualifier("not-yet-existing", ALWAYS, born, f"did not exist before {born}"))
    if gone is not None:
        last = next((t.status for t in reversed(steps) if t.ruling.day.earliest < gone.earliest), "none")
        steps = [t for t in steps if t.ruling.day.earliest < gone.earliest] + [Change(Ruling(gone, "recorded", "", "no longer exists"), "")]
        qualifiers = [cut(one, gone) for one in qualifiers if one.since < iso(gone.latest)]
        qualifiers.append(qualifier("extinct", gone, NEVER, _extinct(treaty, who, gone, last, steps)))
    for gap in treaty.gaps:
        if gap.participant in ("", who):
            qualifiers.append(qualifier("gap", gap.about or ALWAYS, NEVER, gap.note or f"the record lacks {gap.kind} of about {gap.about}"))
    written, change = _written(first + steps)
    told = timeline(course, acts, change) if acts else ()
    covered = _covered(treaty, who)
    spells = course.spells or ([Spell(None, iso(course.signed.day.earliest), course.signed.text)] if course.signed else [])
    history = History(tuple(written), tuple(qualifiers), covered, alternatives, tuple(spells), tuple(course.exits), told)
    return history, tuple(one.ruling._replace(status=one.status) for one in steps)


def _lapse(course: Course, limit: str) -> None:
    """What would have come on or after `limit` does not: the treaty or the State ended first."""
    for spell in course.spells:
        if spell.in_force is not None and spell.in_force >= limit:
            spell.in_force = spell.in_force_basis = None
    for exit_ in course.exits:
        if exit_.void or exit_.revoked[0] or exit_.effect[0] < limit:
            continue
        for spell in course.spells:
            if (spell.notice, spell.withdrawal_effective) == (exit_.notified, exit_.effective):
                spell.withdrawal_effective = None
        exit_.void, exit_.lapsed, exit_.would_have, exit_.effective = True, limit, exit_.effective, None


def _written(steps: list[Change]) -> tuple[list[Step], list[Change]]:
    """Steps in words, both ends rising; a status of no length is no step."""
    rising: list[tuple[Day, Change]] = []
    low, high = ALWAYS, OPEN_END
    for change in _by_day(steps):
        day = change.ruling.day.no_earlier_than(low)
        rising.append((day, change))
        low = Day(day.earliest, day.earliest, day.doubtful)
    for i in range(len(rising) - 1, -1, -1):
        day, change = rising[i]
        high = min(high, day.latest)
        rising[i] = (Day(min(day.earliest, high), high, day.doubtful), change)
    kept = [
        (day, change)
        for (day, change), after in zip(rising, [*rising[1:], None], strict=True)
        if after is None or day.ends != after[0].ends or not (day.exact or _at_once(change, after[1]))
    ]
    words = []
    for day, change in kept:
        r = change.ruling
        words.append(Step(*bounds(day), day_text(day) or "", change.status, r.why, r.basis, r.article, change.ended_by))
    return words, [change for _, change in kept]


def _sort(change: Change) -> str:
    """Which word of SAME_DAY a step is."""
    if change.status == "" or change.ruling.why.startswith("came to exist"):
        return "existence"
    if change.ended_by in ("termination", "expiry"):
        return "end of the treaty"
    if change.status == "former-party" and change.act is None:
        return "exit"
    return "entry into force" if change.status == "party" else "act"


def _by_day(steps: list[Change]) -> list[Change]:
    """Steps of one and the same day in the order of SAME_DAY; all others as they stand."""
    ordered: list[Change] = []
    for exact, run in groupby(steps, key=lambda change: change.ruling.day.ends if change.ruling.day.exact else None):
        those = list(run)
        ordered += those if exact is None else sorted(those, key=lambda change: SAME_DAY.index(_sort(change)))
    return ordered


def _at_once(consent: Change, force: Change) -> bool:
    """Whether consent binds on its own day, whichever day that is."""
    return (
        consent.status == "contracting-state" and force.status == "party" and any(act in force.ruling.acts for act in consent.ruling.acts)
    )


def _cut_at_end(steps: list[Change], qualifiers: list[Qualifier], end: End) -> tuple[list[Change], list[Qualifier]]:
    day = end.ruling.day
    before = [change for change in steps if change.ruling.day < day]
    own_exit = [change for change in steps if change.status == "former-party" and change.ruling.day.ends == day.ends]
    bound = bool(before) and before[-1].status == "party"
    after = (own_exit or [Change(end.ruling, "former-party", end.ended_by)]) if bound else []
    return before + after, [cut(one, day) for one in qualifiers if one.since < iso(day.latest)]


def _extinct(treaty: Treaty, who: str, gone: Day, last: str, steps: Sequence[Change]) -> str:
    life = treaty.lives.get(who)
    end = gone.map(lambda d: d - timedelta(1))
    never = "" if any(change.status == "party" for change in steps) else ", never a party"
    status = {"none": "no action on record", "": "no action on record"}.get(last, last)
    heirs = life.successors if life else ()
    after = f"; successors: {', '.join(heirs)}" if heirs else f"; merged into {life.merged_into}" if life and life.merged_into else ""
    return f"the State ceased to exist at the end of {end}; {status} to the end{never}{after}"


def treaty_history(treaty: Treaty, force: Force, end: End | None) -> History:
    """The treaty's own statuses, as a history like any other."""
    steps = [Change(Ruling(ALWAYS, "", "", "not in force"), "not-in-force")]
    if force.ruling is not None:
        steps.append(Change(force.ruling, "in-force"))
    if end is not None:
        steps.append(Change(end.ruling, end.status))
    written, _ = _written(steps)
    timeline = [
        TimelineEntry(*bounds(event.date), str(event.date), event.kind, article=event.article or None, sources=event.sources)
        for event in treaty.events
        if event.date is not None and event.kind not in ("entry_into_force", *RECORDED_ENDS)
    ]
    for change in steps[1:]:
        r = change.ruling
        word = "entry_into_force" if change.status == "in-force" else end.ended_by if end else ""
        sources = tuple(dict.fromkeys(s for act in r.acts for s in act.sources))
        timeline.append(
            TimelineEntry(
                *bounds(r.day), str(r.day), word, status_after=change.status, basis=r.basis, article=r.article or None, sources=sources
            )
        )
    if treaty.adopted is not None and not any(event.kind == "adoption" for event in treaty.events):
        timeline.append(TimelineEntry(*bounds(treaty.adopted), str(treaty.adopted), "adoption", sources=treaty.sources))
    return History(tuple(written), (), _covered(treaty, ""), timeline=tuple(sorted(timeline, key=lambda line: line.earliest)))
