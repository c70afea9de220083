"""3c Qualifiers that begin and end: suspension, provisional application, applications."""

from collections.abc import Mapping

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act
from openskies_cli.derive.course import Course
from openskies_cli.derive.qualifiers import iso, qualifier
from openskies_cli.derive.rulings import NEVER

_ENDS = {
    "resumption": ("suspension", "non_performance"),
    "end_of_provisional_application": ("provisional_application",),
    "decision_on_accession": ("application_for_accession",),
}


def begin(course: Course, act: Act) -> None:
    course.open[f"{act.kind} {' '.join(act.action.towards)}".strip()] = (act, act.kind)


def end_(course: Course, act: Act) -> None:
    towards = set(act.action.towards)
    for key, (began, kind) in list(course.open.items()):
        if kind in _ENDS[act.kind] and (not towards or towards == set(began.action.towards)):
            course.close(key, act.action.effect or act.day)
    if act.kind == "end_of_provisional_application":
        course.provisional_end = act.action.effect or act.day


def renounce(course: Course, act: Act) -> None:
    """Ends the duty of VCLT 18 and any provisional application (VCLT 25(2)); the status stays."""
    course.provisional_end = act.day
    course.close("provisional_application", act.day)
    begin(course, act)


def apply_provisionally(course: Course) -> None:
    """Provisional application that the treaty itself provides for its signatories (VCLT 25)."""
    clause, signed = course.treaty.clauses.provisional, course.signed
    if clause is None or signed is None or signed.kind != "signature" or any(act.kind == "provisional_application" for act in course.acts):
        return
    treaty_day = course.force.ruling.day if course.force.ruling else NEVER
    begins = signed.day if isinstance(clause.since, str) else signed.day.no_earlier_than(clause.since)
    ends = [course.own_force(), treaty_day if isinstance(clause.until, str) else clause.until, course.provisional_end or NEVER]
    until = Day(min(day.earliest for day in ends), min(day.latest for day in ends))
    opened = course.treaty.day_opened()
    if clause.term is not None and opened is not None:
        lapses = [clause.term.after(opened).earliest, *(day.earliest for day in clause.extensions)]
        until = Day(max(min(until.earliest, max(lapses)), begins.latest), until.latest)
    if until.latest <= begins.earliest:
        return
    part = "part of the treaty " if clause.scope else ""
    text = f"{part}provisionally applied ({clause.article})" if clause.article else f"{part}provisionally applied"
    course.qualifiers.append(qualifier("provisional-application", begins, until, text, scope=", ".join(clause.scope) or None))


def mirror(courses: Mapping[str, Course]) -> None:
    """What one participant asserts towards another stands in both histories, and ends when either leaves."""
    for who, course in courses.items():
        for one in list(course.qualifiers):
            if one.kind not in ("suspension", "non-performance") or one.said.get("asserted_by") != who:
                continue
            others = [code for code in str(one.said.get("towards") or "").split() if code in courses and code != who]
            for code in others:
                left = next((left for left in courses[code].departures if iso(left.day.earliest) > one.since), None)
                if left is not None and iso(left.day.earliest) > one.since:
                    one.until, one.surely_until = min(one.until, iso(left.day.latest)), min(one.surely_until, iso(left.day.earliest))
                    one.said["next_change"] = str(left.day) if one.until == iso(left.day.latest) else one.said["next_change"]
            for code in others:
                courses[code].qualifiers.append(one)
