"""3b Notices, what becomes of them, and leaving."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from openskies_cli.clauses import Withdrawal
from openskies_cli.dates import OPEN_END, Day
from openskies_cli.derive.acts import Act, established
from openskies_cli.derive.consent import withdraw_consent
from openskies_cli.derive.course import Notice, Trigger, Walk, names
from openskies_cli.derive.force import not_before
from openskies_cli.derive.qualifiers import bounds, day_text, qualifier
from openskies_cli.derive.rulings import NEVER, Ruling, decide
from openskies_cli.history import Exit, Qualifier
from openskies_cli.model import Action, Treaty


def _first_day_out(clause: Withdrawal | None, ruling: Ruling) -> Ruling:
    """The first day on which the exit is done: the day of effect, or the next where the clause says end of day."""
    if clause is None or clause.effect_at == "start_of_day":
        return ruling
    tomorrow = ruling.day.map(lambda d: d + timedelta(1))
    if clause.effect_at == "end_of_day":
        return ruling._replace(day=tomorrow, why=f"{ruling.why}, at the end of {ruling.day}")
    return ruling._replace(day=ruling.day.up_to(tomorrow), why=f"{ruling.why}; whether at the start or the end of the day is not stated")


def give_notice(walk: Walk, act: Act) -> None:
    bound, clause = walk.bound, walk.treaty.clauses.withdrawal
    exit_ = Exit("withdrawal", act.text, bounds(act.day))
    if bound is None:
        exit_.void = True
        walk.exits.append(exit_)
        return
    in_force_on = None if bound.ruling is None else bound.ruling.day
    if act.action.date is not None and (in_force_on is None or act.day.latest < in_force_on.earliest):
        withdraw_consent(walk, act)  # a contracting State takes its consent back, at once
        return
    force = walk.force.ruling.day if walk.force.ruling else None
    floor = not_before(walk.treaty, clause.not_before if clause else None, force, in_force_on)
    early = floor is not None and act.action.date is not None and act.day.latest < floor.earliest
    ruling = None if early else _effect(walk, act)
    walk.exits.append(exit_)
    if ruling is None:
        exit_.void = True
        reason = f"no notice may be given before {floor}" if early else "no clause lets a party leave, and no consent to it is recorded"
        article = (clause.article if clause else "") or "VCLT 56"
        walk.qualifiers.append(qualifier("notice-without-effect", act.day, NEVER, f"{act} is without effect: {reason} ({article})"))
        return
    exit_.effective, exit_.effect, exit_.basis = (
        day_text(ruling.day),
        bounds(ruling.day),
        "published" if ruling.basis == "conflict" else ruling.basis,
    )
    walk.pending.append(Notice(act, ruling, exit_))
    bound.spell.notice, bound.spell.withdrawal_effective = exit_.notified, exit_.effective


def _effect(walk: Walk, act: Act) -> Ruling | None:
    """When a notice takes effect; None where it takes none."""
    clause, action = walk.treaty.clauses.withdrawal, act.action
    if clause is None:
        if action.effect is None or not (action.accepted or action.basis == "depositary"):
            return None
        return Ruling(
            action.effect,
            action.basis or "published",
            "VCLT 54",
            f"{act}, accepted" + f" by {action.accepted}" * bool(action.accepted),
            None,
            action.effect,
            (action,),
        )
    if action.date is None:
        return decide(action, None, clause.article, "notice of unknown date")
    computed = clause.delay.after(act.day)
    called = (action.called or "notice").replace("_", " ")
    why = f"{called} {act.text}, {'at least ' * clause.minimum}{clause.delay}: {'earliest ' * clause.minimum}{computed}"
    domino = _domino(walk, clause, act)
    if domino is not None and domino < computed:
        computed, why = domino, f"{called} {act.text}, within {clause.domino} of another party's notice: {domino}"
    if action.named is not None and (clause.minimum or clause.later_date_in_notice) and action.named.earliest >= computed.earliest:
        why += f"; the notice named {action.named}"
        recorded = action.effect
        if recorded is None or recorded.ends == action.named.ends:
            basis = action.basis or "published" if recorded else "computed"
            return Ruling(
                action.named,
                basis,
                clause.article,
                why,
                computed if clause.minimum else action.named,
                action.named if clause.minimum else recorded,
                (action,),
                clause.minimum,
            )
        computed = action.named
    if clause.held_by:
        held = _held(walk, computed)
        if held is not None:
            computed, why = held, f"{why}; held back by an armed conflict {'with no known end' if held == NEVER else f'until {held}'}"
    return decide(action, computed, clause.article, why, minimum=clause.minimum)


def triggers(treaty: Treaty, people: Mapping[str, Sequence[Act]]) -> dict[str, list[Trigger]]:
    """Whose notices others may follow, where the clause lets them."""
    clause = treaty.clauses.withdrawal
    if clause is None or clause.domino is None:
        return {}
    within = clause.domino
    return {
        who: [
            Trigger(act.day.earliest, within.after(act.day).latest, clause.delay.after(act.day))
            for act in established(acts)
            if act.kind == "notice_of_withdrawal" and act.action.date is not None
        ]
        for who, acts in people.items()
    }


def _domino(walk: Walk, clause: Withdrawal, act: Act) -> Day | None:
    """Within so long of another party's notice, a notice takes effect with that one (ICRW XI)."""
    if clause.domino is None:
        return None
    first, last = act.day.ends
    return min((other.effect for other in walk.others if other.given <= first and last <= other.until), default=None)


def _held(walk: Walk, computed: Day) -> Day | None:
    """The end of an armed conflict that is going on when the period runs out; NEVER while no end is recorded."""
    began: Act | None = None
    for act in walk.acts:
        if act.kind == "armed_conflict":
            began = act
        elif act.kind == "end_of_armed_conflict" and began is not None:
            if began.day.earliest <= computed.latest and computed.earliest < act.day.latest:
                return computed.no_earlier_than(act.day)
            began = None
    return NEVER if began is not None and began.day.earliest <= computed.latest else None


def pending_exit(notice: Notice, until: Day, revoked: Act | None = None) -> Qualifier:
    if revoked is not None:
        text = f"notice of withdrawal {notice.act.text or ''} pending (later revoked: {revoked.text})"
    elif until.earliest == OPEN_END:
        text = f"notice of withdrawal {notice.act.text or ''}: its effect is held back ({notice.ruling.why})"
    else:
        text = f"withdrawal takes effect {notice.exit.effective} (notice {notice.act.text or 'of unknown date'})"
    return qualifier("withdrawal-pending", notice.act.day, until, text)


def revoke(walk: Walk, act: Act) -> None:
    """A notice may be revoked until it takes effect (VCLT 68); afterwards the act is doubted, not followed."""
    waiting = [n for n in walk.pending if names(act, n.act)]
    if not waiting:
        if walk.departures and not walk.late:
            walk.doubted.append(act)
        return
    notice = waiting[-1]
    walk.pending.remove(notice)
    notice.exit.would_have, notice.exit.effective, notice.exit.revoked = notice.exit.effective, None, bounds(act.day)
    notice.exit.disputed = act.action.fact != "established"
    if walk.bound is not None:
        walk.bound.spell.notice = walk.bound.spell.withdrawal_effective = None
    walk.qualifiers.append(pending_exit(notice, act.day, act))


def expel(walk: Walk, act: Act) -> None:
    if walk.bound is None:
        return
    day = act.action.effect or act.day
    ruling = Ruling(day, act.action.basis or "recorded", "", f"expulsion {act.text or ''}", None, act.action.effect, (act.action,))
    exit_ = Exit("expulsion", act.text, bounds(act.day), str(day), bounds(day), act.action.basis or "published")
    walk.pending.append(Notice(act, ruling, exit_, "expulsion"))


def leave_before(walk: Walk, day: Day) -> None:
    """Let the exits that come no later than `day` happen: leave first, then whatever is done that day."""
    while walk.bound is not None:
        waiting = [n for n in walk.pending if n.ruling.day.earliest != OPEN_END and n.act not in walk.spared]
        waiting += [deemed for deemed in _deemed(walk) if not (waiting and waiting[0].ruling.day <= deemed.ruling.day)]
        if not waiting:
            return
        first = min(waiting, key=lambda notice: notice.ruling.day)
        if _too_late(walk, first).latest > day.latest and day != NEVER:
            return
        _leave(walk, first)


def _too_late(walk: Walk, notice: Notice) -> Day:
    """The first day on which nothing can keep the exit from happening: where it happens at the end of its day, the next."""
    clause = walk.treaty.clauses.withdrawal
    if notice.kind != "withdrawal" or clause is None or clause.effect_at != "end_of_day":
        return notice.ruling.day
    return _first_day_out(clause, notice.ruling).day


def _deemed(walk: Walk) -> list[Notice]:
    """Exits from treaties whose leaving is leaving this one."""
    found = []
    bound, clause = walk.bound, walk.treaty.clauses.withdrawal
    for name, ruling in walk.elsewhere:
        if bound is None or ruling.day.latest < bound.consented.earliest:
            continue
        article = clause.article if clause else ""
        why = f"withdrawal from {name} is withdrawal from this treaty: {ruling.why}"
        own = Ruling(ruling.day, "computed", article, why, ruling.day, None, ruling.acts)
        given = next((a.date for a in ruling.acts if a.date is not None), None)
        exit_ = Exit(
            "deemed-withdrawal",
            None if given is None else str(given),
            bounds(given or ruling.day),
            str(own.day),
            bounds(own.day),
            "computed",
        )
        found.append(Notice(Act(Action("notice_of_withdrawal"), given or ruling.day), own, exit_, "deemed-withdrawal"))
    return found


def _leave(walk: Walk, notice: Notice) -> None:
    bound = walk.bound
    assert bound is not None
    ruling = notice.ruling
    if notice.kind == "deemed-withdrawal":
        walk.elsewhere = [(name, other) for name, other in walk.elsewhere if other.day != ruling.day]
        if bound.ruling is None or ruling.day.latest < bound.ruling.day.earliest:  # no party yet: only its consent ends
            withdraw_consent(walk, Act(Action("withdrawal_of_consent", ruling.day), ruling.day))
            return
    stepped = _first_day_out(walk.treaty.clauses.withdrawal, ruling) if notice.kind == "withdrawal" else ruling
    notice.exit.out = bounds(stepped.day)
    walk.step(stepped, "former-party", notice.kind, sort="exit")
    if notice.kind == "withdrawal":
        walk.qualifiers.append(pending_exit(notice, stepped.day))
    else:
        walk.exits.append(notice.exit)
    bound.spell.notice, bound.spell.withdrawal_effective = notice.exit.notified, notice.exit.effective
    for other in walk.pending:
        if other is not notice:
            other.exit.void = True
    for kind in ("suspension", "non_performance"):
        for key in [key for key in walk.open if key.partition(" ")[0] == kind]:
            walk.close(key, stepped.day)
    walk.departures.append(stepped)
    walk.base = ("former-party", notice.kind)
    walk.bound, walk.pending, walk.deposit = None, [], None
    walk.seen = [act for act in walk.seen if act.kind == "signature"]
