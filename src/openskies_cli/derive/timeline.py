"""5  The timeline: acts and first days, in order."""

from collections.abc import Sequence

from openskies_cli.derive.acts import Act
from openskies_cli.derive.course import Course, Taken
from openskies_cli.derive.rulings import ALWAYS
from openskies_cli.derive.spells import bounds
from openskies_cli.history import Line

_DERIVED_EVENTS = {"party": "entry_into_force", "former-party": "withdrawal_takes_effect", "": "extinction"}

_ENDED_EVENTS = {
    "termination": "termination",
    "expiry": "expiry",
    "expulsion": "expulsion_takes_effect",
    "deemed-withdrawal": "deemed_withdrawal",
}


def _lines(course: Course, acts: Sequence[Act], steps: Sequence[Taken]) -> tuple[Line, ...]:
    """The timeline: every act on record, and the first days that follow from them."""
    after = {id(taken.act.action): taken.status for taken in steps if taken.act is not None}
    revoked = {exit_.given: exit_.revoked[1] for exit_ in course.exits if exit_.revoked[1] and not exit_.disputed}
    lines = []
    for order, act in enumerate(acts):
        action = act.action
        gone = revoked.get(bounds(act.day), "") if act.kind == "notice_of_withdrawal" else ""
        doubted = action.fact != "established" or act in course.doubted
        line = Line(
            *bounds(act.day),
            act.text,
            act.kind,
            status_after=after.get(id(action)),
            sources=action.sources,
            revoked=gone,
            contested=doubted,
        )
        lines.append((line.earliest, 0, order, line))
    for order, taken in enumerate(steps):
        if taken.act is not None or taken.status == "none":
            continue
        r = taken.ruling
        if r.day == ALWAYS:
            continue
        word = _ENDED_EVENTS.get(taken.ended_by) or _DERIVED_EVENTS.get(taken.status, taken.status)
        sources = tuple(dict.fromkeys(s for act in r.acts for s in act.sources))
        line = Line(
            *bounds(r.day), str(r.day), word, status_after=taken.status or None, basis=r.basis, article=r.article or None, sources=sources
        )
        lines.append((line.earliest, 1, order, line))
    return tuple(line for *_, line in sorted(lines, key=lambda item: item[:3]))
