"""4  The end of the treaty."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from openskies_cli.clauses import Delay
from openskies_cli.dates import OPEN_END, Day
from openskies_cli.derive.course import Course
from openskies_cli.derive.force import RECORDED_ENDS, Force
from openskies_cli.derive.rulings import Ruling
from openskies_cli.derive.walk import Courses
from openskies_cli.model import Treaty


class End(NamedTuple):
    """The first day the treaty is no longer in force, how it ended, and what that makes of its parties."""

    ruling: Ruling
    status: str  # terminated | expired | superseded
    ended_by: str  # termination | expiry
    by: tuple[str, ...] = ()  # whose exits ended it


class Reading(NamedTuple):
    """One reading of the treaty's own entry into force, everybody's courses under it, and the end that follows."""

    force: Force
    everybody: Mapping[str, Courses]
    end: End | None


def ending(readings: Sequence[Reading]) -> End | None:
    """The end of the treaty over all readings; open where one has none."""
    ends = [reading.end for reading in readings if reading.end is not None]
    if not ends:
        return None
    day = ends[0].ruling.day
    for end in ends[1:]:
        day = day.up_to(end.ruling.day)
    if len(ends) < len(readings):
        day = Day(day.earliest, OPEN_END, day.doubtful)
    return ends[0]._replace(ruling=ends[0].ruling._replace(day=day))


def departures(courses: Sequence[Course]) -> list[Ruling]:
    """The exits of one participant, each on the days that its courses leave possible; open where one has no such exit."""
    most = max((len(course.departures) for course in courses), default=0)
    found = []
    for k in range(most):
        theirs = [course.departures[k] for course in courses if len(course.departures) > k]
        day = theirs[0].day
        for ruling in theirs[1:]:
            day = day.up_to(ruling.day)
        if len(theirs) < len(courses):
            day = Day(day.earliest, OPEN_END, day.doubtful)
        found.append(theirs[0]._replace(day=day))
    return found


def the_end(treaty: Treaty, force: Force, everybody: Mapping[str, Courses]) -> End | None:
    """The earliest of: a recorded end, the term of the treaty with its extensions, the exit that ends it."""
    ends = []
    for event in treaty.events:
        if event.kind in RECORDED_ENDS and event.date is not None:
            ruling = Ruling(event.date, "recorded", event.article, f"{event.kind} {event.date}", None, event.date)
            ends.append(End(ruling, *RECORDED_ENDS[event.kind]))
    duration = treaty.clauses.duration
    if duration.years is not None and force.ruling is not None:
        day, why = _term(treaty, force.ruling.day)
        if day is not None:
            ends.append(End(Ruling(day, "computed", duration.article, why, day), "expired", "expiry"))
    clause = treaty.clauses.withdrawal
    if clause is not None and clause.ends_treaty:
        for who, (plain, _) in everybody.items():
            why = f"withdrawal of {who} ends the treaty: "
            ends += [End(left._replace(why=why + left.why), "terminated", "termination", (who,)) for left in departures(plain)]
    first = min(ends, key=lambda end: end.ruling.day, default=None)
    if first is None or not first.by:
        return first
    return first._replace(by=tuple(who for end in ends if end.ruling.day == first.ruling.day for who in end.by))


def _term(treaty: Treaty, start: Day) -> tuple[Day | None, str]:
    """The first day after the treaty's term: its years from entry into force, and what extensions added to them."""
    duration = treaty.clauses.duration
    years = duration.years or 0
    day = Delay("years", (years,)).after(start)
    why = f"in force {start} + {years} years"
    extensions = [event for event in treaty.events if event.kind == "extension"]
    for event in extensions[: duration.times]:
        if event.date is None or event.date.earliest >= day.latest:
            continue  # what has expired is extended no more
        if event.until is not None:
            day, why = event.until, f"{why}, extended {event.date} until {event.until}"
        elif duration.extension is not None:
            day, why = Delay("years", (duration.extension,)).after(day), f"{why}, extended {event.date} by {duration.extension} years"
        else:
            return None, f"{why}, extended {event.date} without limit"
    return day, why
