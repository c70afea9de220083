"""5  Histories: cut at the end and at existence, both ends rising, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple, TypeVar

from openskies_cli.dates import OPEN_END, OPEN_START, Day
from openskies_cli.derive.acts import Act, existence
from openskies_cli.derive.course import SAME_DAY, Change, Course, cut_before
from openskies_cli.derive.ending import End, Reading
from openskies_cli.derive.force import RECORDED_ENDS, Force
from openskies_cli.derive.qualifiers import bounds, cut, day_text, iso, qualifier
from openskies_cli.derive.rulings import ALWAYS, NEVER, Ruling
from openskies_cli.derive.timeline import timeline
from openskies_cli.history import THE_BEGINNING, THE_END, Alternative, Exit, History, Step, TimelineEntry
from openskies_cli.model import Treaty

T = TypeVar("T")


class Written(NamedTuple):
    """One participant's history, and the rulings on which its steps rest."""

    history: History
    rulings: tuple[Ruling, ...]


class Asked(Mapping[str, T]):
    """What is known of everybody, found for each when it is asked for: most questions ask of few."""

    def __init__(self, everybody: Iterable[str], find: Callable[[str], T]) -> None:
        self._everybody = dict.fromkeys(everybody)
        self._find = find
        self._found: dict[str, T] = {}

    def __getitem__(self, who: str) -> T:
        if who not in self._found:
            if who not in self._everybody:
                raise KeyError(who)
            self._found[who] = self._find(who)
        return self._found[who]

    def __contains__(self, who: object) -> bool:
        return who in self._everybody

    def __iter__(self) -> Iterator[str]:
        return iter(self._everybody)

    def __len__(self) -> int:
        return len(self._everybody)


def written(treaty: Treaty, people: Mapping[str, Sequence[Act]], readings: Sequence[Reading]) -> Asked[Written]:
    """Everybody's courses cut at the end of the treaty and at the own existence, with what doubted acts would give beside them."""

    def told(who: str) -> Written:
        own = any(one.fact == "reported" for one in readings[0].everybody[who].doubted)  # then without them, for everybody
        plain = [
            (course, reading.end) for reading in readings if not (own and reading.force.reported) for course in reading.everybody[who].plain
        ]
        others, exits = [], []
        for k, one in enumerate(readings[0].everybody[who].doubted):
            counted = [reading for reading in readings if one.fact == "reported" and reading.force.reported] or readings
            theirs = [(reading.everybody[who].doubted[k : k + 1], reading.end) for reading in counted]
            courses = [(course, end) for doubted, end in theirs for each in doubted for course in each.courses]
            others.append(Alternative(one.fact, one.held_by, one.denied_by, one.basis, merged(treaty, courses).history))
            exits += [course.exits for course in one.courses]
        return merged(treaty, plain, tuple(others), people[who], exits)

    return Asked(people, told)


def merged(
    treaty: Treaty,
    courses: Sequence[tuple[Course, End | None]],
    others: tuple[Alternative, ...] = (),
    acts: Sequence[Act] = (),
    doubted: Sequence[Sequence[Exit]] = (),
) -> Written:
    """One history of all the courses that are possible: the first, and beside it those that differ from it."""
    if len(courses) == 1 and courses[0][1] is None and not treaty.gaps and not doubted:  # one course, which nothing cuts
        return finish(treaty, *courses[0], others, acts)
    told: list[tuple[Course, End | None]] = []
    for whole, end in courses:
        for course in (one for known in _at_gaps(treaty, whole) for one in at_end(known, end)):
            if all((course.steps, course.exits) != (one.steps, one.exits) for one, _ in told):
                told.append((course, end))
    (first, its_end), *rest = told
    exits: Sequence[Exit] = first.exits
    for course, _ in rest:
        exits = _beside(exits, course.exits, "undetermined")
    for theirs in doubted:
        exits = _beside(exits, theirs, "disputed")
    main = finish(treaty, first._replace(exits=tuple(exits)), its_end, others, acts)
    main.history.courses = tuple(finish(treaty, course, end).history for course, end in rest)
    return main


def _at_gaps(treaty: Treaty, course: Course) -> list[Course]:
    """A course, and that in which a change did not come, where something that is not known lies on the very day of the change."""
    found = [course]
    for gap in treaty.gaps:
        if gap.participant != course.who or gap.about is None:
            continue
        for k, change in enumerate(course.steps):
            day = change.ruling.day
            if change.act is None and gap.about.earliest <= day.earliest and day.latest <= gap.about.latest:
                found.append(course._replace(steps=course.steps[:k]))
    return found


def _beside(plain: Sequence[Exit], other: Sequence[Exit], how: str) -> tuple[Exit, ...]:
    """The exits of one course, where a notice that comes to something else in another is `disputed` or `undetermined`."""
    theirs = {(exit_.notified, exit_.given): exit_ for exit_ in other}
    found = []
    for exit_ in plain:
        twin = theirs.pop((exit_.notified, exit_.given), None)
        gone = twin is None and how == "undetermined"
        if gone or (twin is not None and (twin.revoked, twin.effective, twin.void) != (exit_.revoked, exit_.effective, exit_.void)):
            would_have = exit_.would_have or exit_.effective or (twin.effective if twin else None)
            open_ = "disputed" if exit_.disputed or (twin is not None and twin.disputed) else how
            found.append(exit_.changed(**{open_: True, "would_have": would_have, "void": exit_.void and twin is not None and twin.void}))
        else:
            found.append(exit_)
    return (*found, *(exit_.changed(**{how: True, "void": False}) for exit_ in theirs.values()))


class Sight(NamedTuple):
    """What was seen of a participant: see `History`."""

    covered: tuple[str, str]
    seen: str
    sure: str
    closed: bool


def _sight(treaty: Treaty, who: str, end: End | None) -> Sight:
    """What the record saw of this participant. Nothing could be done before the treaty was there, and nothing after its end."""
    coverage, own = treaty.coverage, treaty.seen.get(who)
    seen = THE_BEGINNING if own is None else iso(own.earliest)
    if coverage.through is None:
        start, through = THE_END if own is None else seen, THE_BEGINNING
    else:
        since, first = coverage.since, treaty.day_opened()
        start = THE_BEGINNING if since is None or (first is not None and since.earliest <= first.latest) else iso(since.earliest)
        through = iso(coverage.through.earliest)
    seen = max(seen, through)
    over = end is not None and end.ruling.day.latest < OPEN_END and seen >= iso(end.ruling.day.latest - timedelta(1))
    closed = coverage.closed is not None and iso(coverage.closed.since.latest) <= seen
    return Sight((start, through), seen, THE_END if over else seen, closed)


def finish(treaty: Treaty, course: Course, end: End | None, others: tuple[Alternative, ...] = (), acts: Sequence[Act] = ()) -> Written:
    """Cut at the treaty's end and at the participant's own existence; let both ends of the days rise; write in words."""
    born, gone = existence(treaty, course.who)
    steps = [change for change in course.steps if change.ruling.day.earliest != OPEN_END]
    qualifiers = list(course.qualifiers)
    if end is not None:
        qualifiers = [cut(one, end.ruling.day) for one in qualifiers if one.since < iso(end.ruling.day.latest)]
        if end.ruling.day.latest < OPEN_END:
            course = _lapsed(course, iso(end.ruling.day.latest + timedelta(1)))
    first: list[Change] = [Change(Ruling(ALWAYS, "", "", "no action on record"), "none")]
    if born is not None:
        first = [
            Change(Ruling(ALWAYS, "", "", "did not exist yet"), "", sort="existence"),
            Change(Ruling(born, "recorded", "", "came to exist; no action on record"), "none", sort="existence"),
        ]
        qualifiers.append(qualifier("not-yet-existing", ALWAYS, born, f"did not exist before {born}"))
    if gone is not None:
        course = _lapsed(course, iso(gone.latest))
        last = next((change.status for change in reversed(steps) if change.ruling.day.earliest < gone.earliest), "none")
        steps = [change for change in steps if change.ruling.day.earliest < gone.earliest]
        steps.append(Change(Ruling(gone, "recorded", "", "no longer exists"), "", sort="existence"))
        qualifiers = [cut(one, gone) for one in qualifiers if one.since < iso(gone.latest)]
        qualifiers.append(qualifier("extinct", gone, NEVER, _extinct(treaty, course.who, gone, last, steps)))
    for gap in treaty.gaps:
        if gap.participant in ("", course.who):
            qualifiers.append(qualifier("gap", gap.about or ALWAYS, NEVER, gap.note or f"the record lacks {gap.kind} of about {gap.about}"))
    kept, words = _in_words(first + steps)
    sight = _sight(treaty, course.who, end)
    history = History(words, tuple(qualifiers), sight.covered, others, course.spells, course.exits, (), (), *sight[1:])
    if acts:
        history.tell(lambda: timeline(course, acts, kept))
    return Written(history, tuple(change.ruling._replace(status=change.status) for change in steps))


def _lapsed(course: Course, limit: str) -> Course:
    """A course without what would have come on or after `limit`: the treaty or the State ended first."""
    spells = [
        spell.changed(in_force=None, in_force_basis=None) if spell.in_force is not None and spell.in_force >= limit else spell
        for spell in course.spells
    ]
    exits = []
    for exit_ in course.exits:
        if not (exit_.void or exit_.revoked[0] or exit_.effect[0] < limit):
            own = (exit_.notified, exit_.effective)
            spells = [one.changed(withdrawal_effective=None) if (one.notice, one.withdrawal_effective) == own else one for one in spells]
            exit_ = exit_.changed(void=True, lapsed=limit, would_have=exit_.effective, effective=None)  # noqa: PLW2901
        exits.append(exit_)
    return course._replace(spells=tuple(spells), exits=tuple(exits))


def _in_words(steps: list[Change]) -> tuple[list[Change], tuple[Step, ...]]:
    """Steps in words, both ends rising, and the changes they stand for; a status of no length is no step."""
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
        ends = bounds(day)
        text = ends[0] if day.exact and not day.doubtful and OPEN_START < day.latest < OPEN_END else day_text(day) or ""
        words.append(Step(*ends, text, change.status, r.why, r.basis, r.article, change.ended_by))
    return [change for _, change in kept], tuple(words)


def _by_day(steps: list[Change]) -> list[Change]:
    """Steps of one and the same day in the order of SAME_DAY; all others as they stand."""
    if all(change.sort == "course" for change in steps):
        return steps
    ordered: list[Change] = []
    for exact, run in groupby(steps, key=lambda change: change.ruling.day.ends if change.ruling.day.exact else None):
        those = list(run)
        ordered += those if exact is None else sorted(those, key=lambda change: SAME_DAY.index(change.sort))
    return ordered


def _at_once(consent: Change, force: Change) -> bool:
    """Whether consent binds on its own day, whichever day that is."""
    return (
        consent.status == "contracting-state" and force.status == "party" and any(act in force.ruling.acts for act in consent.ruling.acts)
    )


def at_end(course: Course, end: End | None) -> list[Course]:
    """A course cut at the end of the treaty: the end comes before whatever else is done that day, but for the exit that ends it.

    A step that may come before or after the end gives two courses.
    """
    if end is None:
        return [course]
    found = []
    kept: list[Change] = []
    day = end.ruling.day
    for change in (*course.steps, None):
        when = None if change is None else change.ruling.day
        own = change is not None and course.who in end.by and change.ruling.day.ends == end.ruling.day.ends
        if when is None or (when.latest >= day.earliest and not own):  # the end may come before this step
            if when is None or day.earliest <= when.latest:
                bound = bool(kept) and kept[-1].status == "party"
                last = day if when is None else Day(day.earliest, min(day.latest, when.latest), day.doubtful)
                over = [Change(end.ruling._replace(day=last), "former-party", end.ended_by, sort="end of the treaty")] if bound else []
                found.append(course._replace(steps=(*kept, *over)))
            if when is None or when.earliest >= day.latest:
                break
            assert change is not None
            when, day = cut_before(when, day)
            change = change._replace(ruling=change.ruling._replace(day=when))  # noqa: PLW2901 - cut to before the end
        assert change is not None
        kept.append(change)
        if own:
            found.append(course._replace(steps=tuple(kept)))
            break
    return found


def _extinct(treaty: Treaty, who: str, gone: Day, last: str, steps: Sequence[Change]) -> str:
    life = treaty.lives.get(who)
    end = gone.map(lambda d: d - timedelta(1))
    never = "" if any(change.status == "party" for change in steps) else ", never a party"
    status = {"none": "no action on record", "": "no action on record"}.get(last, last)
    heirs = life.successors if life else ()
    after = f"; successors: {', '.join(heirs)}" if heirs else f"; merged into {life.merged_into}" if life and life.merged_into else ""
    return f"the State ceased to exist at the end of {end}; {status} to the end{never}{after}"


def treaty_history(treaty: Treaty, readings: Sequence[Reading]) -> History:
    """The treaty's own statuses, as a history like any other."""
    first, *rest = [_treaty_history(treaty, reading.force, reading.end) for reading in readings]
    first.courses = tuple(rest)
    return first


def _treaty_history(treaty: Treaty, force: Force, end: End | None) -> History:
    steps = [Change(Ruling(ALWAYS, "", "", "not in force"), "not-in-force")]
    if force.ruling is not None:
        steps.append(Change(force.ruling, "in-force"))
    if end is not None:
        steps.append(Change(end.ruling, end.status))
    _, words = _in_words(steps)
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
    sight = _sight(treaty, "", end)
    return History(words, (), sight.covered, (), (), (), tuple(sorted(timeline, key=lambda line: line.earliest)), (), *sight[1:])
