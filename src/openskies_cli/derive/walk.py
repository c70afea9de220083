"""3  Each participant alone: every act handed to the one that knows it."""

from collections.abc import Callable

from openskies_cli.derive.acts import Act
from openskies_cli.derive.beside import apply_provisionally, begin, end_, renounce
from openskies_cli.derive.consent import complete, sign, take_consent, withdraw_consent
from openskies_cli.derive.course import Course
from openskies_cli.derive.exits import expel, give_notice, leave_before, pending_exit, revoke
from openskies_cli.derive.qualifiers import ended_qualifier
from openskies_cli.derive.rulings import NEVER
from openskies_cli.model import CONSENT


def walk(course: Course) -> Course:
    """Take every act in order, then what is still to come."""
    for act in course.acts:
        handler = _HANDLERS.get(act.kind) or (take_consent if act.kind in CONSENT else None)
        if act.kind in course.treaty.clauses.for_state.needs and act.kind not in CONSENT:
            course.see(act)
            handler = complete if handler is None else handler
        if handler is not None:
            leave_before(course, act.day)
            handler(course, act)
    leave_before(course, NEVER)
    course.qualifiers += [pending_exit(notice, NEVER) for notice in course.pending if notice.ruling.day == NEVER]
    apply_provisionally(course)
    for kind, (began, _) in course.open.items():
        course.qualifiers.append(ended_qualifier(course.who, kind, began, NEVER, course.own_force()))
    return course


_HANDLERS: dict[str, Callable[[Course, Act], None]] = {
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
