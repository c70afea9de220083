"""5  The timeline: acts and first days, in order."""

from collections.abc import Sequence

from openskies_cli.derive.acts import Act
from openskies_cli.derive.course import Change, Course
from openskies_cli.derive.qualifiers import bounds
from openskies_cli.derive.rulings import ALWAYS
from openskies_cli.history import TimelineEntry
from openskies_cli.model import Action

_DERIVED_EVENTS = {"party": "entry_into_force", "former-party": "withdrawal_takes_effect", "": "extinction"}

_ENDED_EVENTS = {
    "termination": "termination",
    "expiry": "expiry",
    "expulsion": "expulsion_takes_effect",
    "deemed-withdrawal": "deemed_withdrawal",
}


def _status_after(change: Change, steps: Sequence[Change]) -> str:
    """The status after an act: of one that works back, the status it has led to by its own day."""
    act = change.act
    if act is None or change.ruling.day.latest >= act.day.earliest:
        return change.status
    return next((one.status for one in reversed(steps) if one.ruling.day.latest <= act.day.earliest), change.status)


def _carried(action: Action) -> tuple[object, ...]:
    """What an act carries, by `CARRIED`: its note says what was done, in the treaty's word, by which organ."""
    note = "; ".join(part for part in (action.called, action.body, action.notes) if part)
    effect, until = (None if day is None else str(day) for day in (action.effect, action.until))
    return action.towards, action.territory, action.scope, effect, until, action.by, note or None


def timeline(course: Course, acts: Sequence[Act], steps: Sequence[Change]) -> tuple[TimelineEntry, ...]:
    """The timeline: every act on record, and the first days that follow from them."""
    after = {id(change.act.action): _status_after(change, steps) for change in steps if change.act is not None}
    revoked = {exit_.given: exit_.revoked[1] for exit_ in course.exits if exit_.revoked[1] and not exit_.disputed}
    told = []
    for order, act in enumerate(acts):
        action = act.action
        gone = revoked.get(bounds(act.day), "") if act.kind == "notice_of_withdrawal" else ""
        doubted = action.fact != "established" or act in course.doubted
        line = TimelineEntry(
            *bounds(act.day),
            act.text,
            act.kind,
            status_after=after.get(id(action)),
            sources=action.sources,
            revoked=gone,
            contested=doubted,
            carried=_carried(action),
            undated=action.date is None and action.effect is None,
        )
        told.append((line.earliest, 0, order, line))
    for order, change in enumerate(steps):
        if change.act is not None or change.status == "none":
            continue
        r = change.ruling
        if r.day == ALWAYS:
            continue
        word = _ENDED_EVENTS.get(change.ended_by) or _DERIVED_EVENTS.get(change.status, change.status)
        sources = tuple(dict.fromkeys(s for act in r.acts for s in act.sources))
        line = TimelineEntry(
            *bounds(r.day), str(r.day), word, status_after=change.status or None, basis=r.basis, article=r.article or None, sources=sources
        )
        told.append((line.earliest, 1, order, line))
    return tuple(line for *_, line in sorted(told, key=lambda item: item[:3]))
