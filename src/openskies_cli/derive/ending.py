"""4  The end of the treaty."""

from collections.abc import Mapping
from typing import NamedTuple

from openskies_cli.clauses import Delay
from openskies_cli.dates import Day
from openskies_cli.derive.force import Force
from openskies_cli.derive.rulings import Ruling
from openskies_cli.derive.walk import Courses
from openskies_cli.model import Treaty


class End(NamedTuple):
    """The first day the treaty is no longer in force, how it ended, and what that makes of its parties."""

    ruling: Ruling
    status: str  # terminated | expired | superseded
    ended_by: str  # termination | expiry


RECORDED_ENDS = {
    "termination": ("terminated", "termination"),
    "expiry": ("expired", "expiry"),
    "supersession": ("superseded", "termination"),
}


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
        for who, (course, _) in everybody.items():
            why = f"withdrawal of {who} ends the treaty: "
            ends += [End(left._replace(why=why + left.why), "terminated", "termination") for left in course.departures]
    return min(ends, key=lambda end: end.ruling.day, default=None)


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
