"""3  Each participant alone: every act handed to the one that knows it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from openskies_cli.derive.acts import Act, established
from openskies_cli.derive.beside import apply_provisionally, begin, end_, mirrored, renounce
from openskies_cli.derive.consent import complete, sign, take_consent, withdraw_consent
from openskies_cli.derive.course import Course, Walk
from openskies_cli.derive.exits import expel, give_notice, leave_before, pending_exit, revoke, triggers
from openskies_cli.derive.force import Force
from openskies_cli.derive.qualifiers import closed
from openskies_cli.derive.rulings import NEVER, Ruling
from openskies_cli.model import CONSENT, ON_STATUS, Treaty


class Doubted(NamedTuple):
    """The course that acts in doubt would give: `fact` is reported or contested; who holds it, and what is doubted."""

    fact: str
    held_by: tuple[str, ...]
    basis: str
    course: Course


class Courses(NamedTuple):
    """What came of one participant's acts: `plain` by those that are established, and the courses that doubted ones would give."""

    plain: Course
    doubted: tuple[Doubted, ...] = ()


def courses(
    treaty: Treaty, force: Force, people: Mapping[str, Sequence[Act]], elsewhere: Mapping[str, Sequence[tuple[str, Ruling]]]
) -> dict[str, Courses]:
    """Everybody's course. `elsewhere`: who left which of the treaties whose leaving is leaving this one, and when."""
    given = triggers(treaty, people)

    def follow(who: str, *also: str, late: bool = False) -> Course:
        others = [trigger for other, theirs in given.items() if other != who for trigger in theirs]
        return walk(Walk(treaty, force, who, established(people[who], *also), elsewhere.get(who, ()), others, late=late))

    def doubted(who: str, plain: Course) -> tuple[Doubted, ...]:
        found = []
        for fact in ("reported", "contested"):
            acts = [act for act in people[who] if act.action.fact == fact and act.kind in ON_STATUS]
            late = plain.doubted if fact == "contested" else ()
            if acts or late:
                held = tuple(dict.fromkeys(by for act in [*acts, *plain.doubted] for by in (act.action.by or (who,))))
                what = "; ".join([*(f"{act} ({fact})" for act in acts), *(f"{act} (too late)" for act in late)])
                found.append(Doubted(fact, held, what, follow(who, fact, late=bool(late))))
        return tuple(found)

    plain = mirrored({who: follow(who) for who in people})
    return {who: Courses(course, doubted(who, course)) for who, course in plain.items()}


def walk(state: Walk) -> Course:
    """Take every act in order, then what is still to come."""
    needs = state.treaty.clauses.for_state.needs
    for act in state.acts:
        handler = _HANDLERS.get(act.kind) or (take_consent if act.kind in CONSENT else None)
        if act.kind in needs and act.kind not in CONSENT:
            state.see(act)
            handler = complete if handler is None else handler
        if handler is not None:
            leave_before(state, act.day)
            handler(state, act)
    leave_before(state, NEVER)
    state.qualifiers += [pending_exit(notice, NEVER) for notice in state.pending if notice.ruling.day == NEVER]
    apply_provisionally(state)
    for kind, (began, _) in state.open.items():
        state.qualifiers.append(closed(state.who, kind, began, NEVER, state.own_force()))
    return state.course()


_HANDLERS: dict[str, Callable[[Walk, Act], None]] = {
    "signature": sign,
    "withdrawal_of_consent": withdraw_consent,
    "notice_of_withdrawal": give_notice,
    "revocation_of_notice": revoke,
    "expulsion": expel,
    "suspension": begin,
    "non_performance": begin,
    "provisional_application": begin,
    "application_for_accession": begin,
    "intention_not_to_become_party": renounce,
    "resumption": end_,
    "end_of_provisional_application": end_,
    "decision_on_accession": end_,
}
