"""3c Qualifiers that begin and end: suspension, provisional application, applications."""

from collections.abc import Mapping

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act
from openskies_cli.derive.course import Course, Walk
from openskies_cli.derive.qualifiers import cut, iso, qualifier
from openskies_cli.derive.rulings import NEVER
from openskies_cli.history import Qualifier

_ENDS = {
    "resumption": ("suspension", "non_performance"),
    "end_of_provisional_application": ("provisional_application",),
    "decision_on_accession": ("application_for_accession",),
}


def begin(walk: Walk, act: Act) -> None:
    walk.open[f"{act.kind} {' '.join(act.action.towards)}".strip()] = (act, act.kind)


def end_(walk: Walk, act: Act) -> None:
    towards = set(act.action.towards)
    for key, (began, kind) in list(walk.open.items()):
        if kind in _ENDS[act.kind] and (not towards or towards == set(began.action.towards)):
            walk.close(key, act.action.effect or act.day)
    if act.kind == "end_of_provisional_application":
        walk.provisional_end = act.action.effect or act.day


def renounce(walk: Walk, act: Act) -> None:
    """Ends the duty of VCLT 18 and any provisional application (VCLT 25(2)); the status stays."""
    walk.provisional_end = act.day
    walk.close("provisional_application", act.day)
    begin(walk, act)


def apply_provisionally(walk: Walk) -> None:
    """Provisional application that the treaty itself provides for its signatories (VCLT 25)."""
    clause, signed = walk.treaty.clauses.provisional, walk.signed
    if clause is None or signed is None or signed.kind != "signature" or any(act.kind == "provisional_application" for act in walk.acts):
        return
    treaty_day = walk.force.ruling.day if walk.force.ruling else NEVER
    begins = signed.day if isinstance(clause.since, str) else signed.day.no_earlier_than(clause.since)
    ends = [walk.own_force(), treaty_day if isinstance(clause.until, str) else clause.until, walk.provisional_end or NEVER]
    until = Day(min(day.earliest for day in ends), min(day.latest for day in ends))
    opened = walk.treaty.day_opened()
    if clause.term is not None and opened is not None:
        lapses = [clause.term.after(opened).earliest, *(day.earliest for day in clause.extensions)]
        until = Day(max(min(until.earliest, max(lapses)), begins.latest), until.latest)
    if until.latest <= begins.earliest:
        return
    part = "part of the treaty " if clause.scope else ""
    text = f"{part}provisionally applied ({clause.article})" if clause.article else f"{part}provisionally applied"
    walk.qualifiers.append(qualifier("provisional-application", begins, until, text, scope=", ".join(clause.scope) or None))


def mirrored(everybody: Mapping[str, tuple[Course, ...]]) -> dict[str, tuple[Course, ...]]:
    """The courses with what one participant asserts towards another in both, ending when either leaves."""
    theirs: dict[str, list[Qualifier]] = {}
    found: dict[str, tuple[Course, ...]] = {}
    for who, courses in everybody.items():
        own = []
        for course in courses:
            kept = []
            for one in course.qualifiers:
                if one.kind in ("suspension", "non-performance") and one.asserted_by == who:
                    others = [code for code in (one.towards or "").split() if code in everybody and code != who]
                    for code in others:
                        left = next((day for day in _left(everybody[code]) if iso(day.earliest) > one.since), None)
                        one = one if left is None else cut(one, left)  # noqa: PLW2901 - cut once for everybody who left
                    for code in others if course is courses[0] else ():
                        theirs.setdefault(code, []).append(one)
                kept.append(one)
            own.append(course._replace(qualifiers=tuple(kept)))
        found[who] = tuple(own)
    return {
        who: tuple(course._replace(qualifiers=(*course.qualifiers, *theirs.get(who, ()))) for course in courses)
        for who, courses in found.items()
    }


def _left(courses: tuple[Course, ...]) -> list[Day]:
    return [ruling.day for ruling in courses[0].departures]
