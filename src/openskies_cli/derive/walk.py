"""3  Each participant alone: every act handed to the one that knows it."""

from collections.abc import Callable

from openskies_cli.derive.acts import Act
from openskies_cli.derive.beside import _begin, _end, _provisional, _renounce
from openskies_cli.derive.consent import _complete, _sign, _take_consent, _withdraw_consent
from openskies_cli.derive.course import Course
from openskies_cli.derive.exits import _expel, _give_notice, _pending, _revoke, leave_before
from openskies_cli.derive.rulings import NEVER
from openskies_cli.derive.spells import _qualifier
from openskies_cli.model import CONSENT


def walk(course: Course) -> Course:
    """Take every act in order, then what is still to come."""
    for act in course.acts:
        handler = _HANDLERS.get(act.kind) or (_take_consent if act.kind in CONSENT else None)
        if act.kind in course.treaty.clauses.for_state.needs and act.kind not in CONSENT:
            course.see(act)
            handler = _complete if handler is None else handler
        if handler is not None:
            leave_before(course, act.day)
            handler(course, act)
    leave_before(course, NEVER)
    course.spells += [_pending(notice, NEVER) for notice in course.pending if notice.ruling.day == NEVER]
    _provisional(course)
    for kind, (began, _) in course.open.items():
        course.spells.append(_qualifier(course.who, kind, began, NEVER, course.own_force()))
    return course


_HANDLERS: dict[str, Callable[[Course, Act], None]] = {
    "signature": _sign,
    "withdrawal_of_consent": _withdraw_consent,
    "notice_of_withdrawal": _give_notice,
    "revocation_of_notice": _revoke,
    "expulsion": _expel,
    "suspension": _begin,
    "non_performance": _begin,
    "provisional_application": _begin,
    "application_for_accession": _begin,
    "intention_not_to_become_party": _renounce,
    "resumption": _end,
    "end_of_provisional_application": _end,
    "decision_on_accession": _end,
}
