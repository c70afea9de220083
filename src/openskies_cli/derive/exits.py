"""3b Notices, what becomes of them, and leaving."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from openskies_cli.clauses import Withdrawal
from openskies_cli.dates import OPEN_END, Day, parse
from openskies_cli.derive.acts import Act, established
from openskies_cli.derive.consent import consent_anew, take_back
from openskies_cli.derive.course import Notice, Trigger, Walk, cut_before, cut_from, names
from openskies_cli.derive.force import floor_of
from openskies_cli.derive.qualifiers import bounds, day_text, qualifier
from openskies_cli.derive.rulings import NEVER, NOT_HELD, Ruling, decide
from openskies_cli.history import Exit, Qualifier
from openskies_cli.model import CONSENT, Action, Treaty

DECIDED_BY_EXIT = CONSENT | {"signature", "notice_of_withdrawal", "revocation_of_notice", "withdrawal_of_consent", "expulsion"}
"""Acts whose meaning depends on whether the exit has come: for others the walk does not ask."""


def _first_day_out(clause: Withdrawal | None, ruling: Ruling) -> Ruling:
    """The first day on which the exit is done: the day of effect, or the next where the clause says end of day."""
    if clause is None or clause.effect_at == "start_of_day":
        return ruling
    tomorrow = ruling.day.map(lambda d: d + timedelta(1))
    if clause.effect_at == "end_of_day":
        return ruling._replace(day=tomorrow, why=f"{ruling.why}, at the end of {ruling.day}")
    return ruling._replace(day=ruling.day.up_to(tomorrow), why=f"{ruling.why}; whether at the start or the end of the day is not stated")


def give_notice(walk: Walk, act: Act) -> None:
    """A notice of withdrawal: of a contracting State it takes its consent back; of a party it runs, unless it came too early."""
    bound, clause = walk.bound, walk.treaty.clauses.withdrawal
    exit_ = Exit("withdrawal", act.text, bounds(act.day))
    if bound is None and walk.deposit is not None and walk.steps and walk.steps[-1].status == "contracting-state":
        take_back(walk, act, act.action.effect or act.day)  # its consent was not complete; what there was of it is taken back
        return
    if bound is None:
        exit_.void = True
        walk.exits.append(exit_)
        return
    if act.action.date is not None:
        if bound.ruling is None:
            take_back(walk, act, act.action.effect or act.day)
            return
        later = act.action.effect is not None and act.action.effect.earliest >= bound.ruling.day.latest
        if not later and walk.earlier(act.day, bound.ruling.day):
            day, _ = cut_before(act.day, bound.ruling.day)
            take_back(walk, walk.at(act, day), act.action.effect or day)  # a contracting State takes its consent back, at once
            return
        if not later:
            day, own = cut_from(act.day, bound.ruling.day)
            walk.bind_within(own)
            act = walk.at(act, day)
    bound = walk.bound
    assert bound is not None
    force = walk.force.ruling.day if walk.force.ruling else None
    in_force_on = None if bound.ruling is None else bound.ruling.day
    floor = floor_of(walk.treaty, clause.not_before if clause else None, force, in_force_on)
    early = floor is not None and act.action.date is not None and walk.earlier(act.day, floor)
    if floor is not None and act.action.date is not None:
        day, _ = cut_before(act.day, floor) if early else cut_from(act.day, floor)
        act = walk.at(act, day)
    ruling = None if early else _effect(walk, act)
    walk.exits.append(exit_)
    if ruling is None:
        exit_.void = True
        reason = f"no notice may be given before {floor}" if early else "no clause lets a party leave, and no consent to it is recorded"
        article = (clause.article if clause else "") or "VCLT 56"
        walk.qualifiers.append(qualifier("notice-without-effect", act.day, NEVER, f"{act} is without effect: {reason} ({article})"))
        return
    if ruling.basis == "unread":
        exit_.undetermined = True
    else:
        basis = "published" if ruling.basis == "conflict" else ruling.basis
        exit_.effective, exit_.effect, exit_.basis = day_text(ruling.day), bounds(ruling.day), basis
    walk.pending.append(Notice(act, ruling, exit_))
    bound.spell.notice, bound.spell.withdrawal_effective = exit_.notified, exit_.effective


def _effect(walk: Walk, act: Act) -> Ruling | None:
    """When a notice takes effect; None where it takes none."""
    clause, action = walk.treaty.clauses.withdrawal, act.action
    if clause is None:
        return _without_clause(walk, act)
    if action.date is None:
        return decide(action, None, clause.article, "notice of unknown date")
    last = _last_receipt(clause, act)
    computed = clause.delay.after(act.day).up_to(clause.delay.after(last))
    called = (action.called or "notice").replace("_", " ")
    why = f"{called} {act.text}, {'at least ' * clause.minimum}{clause.delay}: {'earliest ' * clause.minimum}{computed}"
    computed, why = _domino(walk, clause, act, computed, why, called)
    if action.named is not None and (clause.minimum or clause.later_date_in_notice) and action.named.earliest >= computed.earliest:
        why += f"; the notice named {action.named}"
        named, why = _held(walk, clause, action.named, why)
        if not last.exact or last.latest > act.day.latest:  # a day named between the receipts is the earliest, the last one the latest
            named = Day(named.earliest, max(named.latest, computed.latest), named.doubtful)
        recorded = action.effect
        if recorded is None or recorded.ends == action.named.ends:
            basis = action.its_basis if recorded else "computed"
            told = (computed, named) if clause.minimum else (named, recorded)
            return Ruling(named, basis, clause.article, why, *told, acts=(action,), minimum=clause.minimum)
        computed = named
    computed, why = _held(walk, clause, computed, why)
    return decide(action, computed, clause.article, why, minimum=clause.minimum)


def _without_clause(walk: Walk, act: Act) -> Ruling | None:
    """Where the treaty has no clause, only what the others accept or the depositary says (VCLT 54(b), 56); where the clause
    was not read, some day from the notice on, unless a day of effect is on record.
    """
    action = act.action
    day = action.named if action.accepted and action.named is not None else action.effect
    if action.accepted and day is None:
        day = act.day
    by = f"{act}, accepted" + f" by {action.accepted}" * bool(action.accepted)
    if day is not None and (action.accepted or action.basis == "depositary" or action.prefer == "published"):
        return Ruling(day, action.its_basis if action.effect else "computed", "VCLT 54", by, None, action.effect, (action,))
    if not walk.treaty.clauses.unread("withdrawal"):
        return None
    end = OPEN_END if action.effect is None else action.effect.latest
    return Ruling(Day(act.day.earliest, max(end, act.day.latest)), "unread", "", f"{act}; {NOT_HELD} withdrawal", None, None, (action,))


def _last_receipt(clause: Withdrawal, act: Act) -> Day:
    """Where notice is due to all, the last depositary's receipt is the cautious anchor; else the first counts."""
    received = [receipt.date for receipt in act.action.received if receipt.date is not None]
    if clause.anchor != "given" or not received:
        return act.day
    return max([act.day, *received], key=lambda day: day.latest).no_earlier_than(act.day)


def triggers(treaty: Treaty, people: Mapping[str, Sequence[Act]]) -> dict[str, list[Trigger]]:
    """Whose notices others may follow, where the clause lets them."""
    clause = treaty.clauses.withdrawal
    if clause is None or clause.domino is None:
        return {}
    within = clause.domino
    return {
        who: [
            Trigger(act.day, within.after(act.day), clause.delay.after(act.day))
            for act in established(acts)
            if act.kind == "notice_of_withdrawal" and act.action.date is not None
        ]
        for who, acts in people.items()
    }


def _domino(walk: Walk, clause: Withdrawal, act: Act, computed: Day, why: str, called: str) -> tuple[Day, str]:
    """Within so long of another party's notice, a notice takes effect with that one (ICRW XI)."""
    if clause.domino is None:
        return computed, why
    for other in sorted(walk.setting.others, key=lambda trigger: trigger.effect):
        if other.effect.earliest >= computed.latest or act.day.latest < other.given.earliest or other.until.latest < act.day.earliest:
            continue
        if walk.earlier(act.day, other.given) or walk.earlier(other.until, act.day):
            continue
        day = Day(min(other.effect.earliest, computed.earliest), min(other.effect.latest, computed.latest), other.effect.doubtful)
        return day, f"{called} {act.text}, within {clause.domino} of another party's notice: {day}"
    return computed, why


def _held(walk: Walk, clause: Withdrawal, computed: Day, why: str) -> tuple[Day, str]:
    """Held back until the end of an armed conflict that goes on when the period runs out; NEVER while no end is recorded."""
    if not clause.held_by:
        return computed, why
    began: Act | None = None
    for act in (*walk.acts, None):
        if act is not None and act.kind == "armed_conflict":
            began = act
        elif began is not None and (act is None or act.kind == "end_of_armed_conflict"):
            over = NEVER if act is None else act.day
            if not walk.earlier(computed, began.day) and walk.earlier(computed, over):
                until = NEVER if over == NEVER else computed.no_earlier_than(over)
                known = "with no known end" if until == NEVER else f"until {until}"
                return until, f"{why}; held back by an armed conflict {known}"
            began = None
    return computed, why


def pending_exit(notice: Notice, until: Day, revoked: Act | None = None) -> Qualifier:
    """A withdrawal that is pending until a day, or was until it was revoked."""
    if revoked is not None:
        text = f"notice of withdrawal {notice.act.text or ''} pending (later revoked: {revoked.text})"
    elif notice.ruling.basis == "unread":
        text = f"notice of withdrawal {notice.act.text or ''}: {NOT_HELD} withdrawal"
    elif until.earliest == OPEN_END:
        text = f"notice of withdrawal {notice.act.text or ''}: its effect is held back ({notice.ruling.why})"
    else:
        text = f"withdrawal takes effect {notice.exit.effective} (notice {notice.act.text or 'of unknown date'})"
    return qualifier("withdrawal-pending", notice.act.day, until, text)


def revoke(walk: Walk, act: Act) -> None:
    """A notice may be revoked until it takes effect (VCLT 68); afterwards the act is doubted, not followed."""
    waiting = [notice for notice in walk.pending if names(act, notice.act)]
    if not waiting:
        void = [one for one in walk.exits if one.void and not one.revoked[1] and act.action.of in (None, _notified(one))]
        if void:  # a notice that has no effect may be taken back as well
            void[-1].revoked = bounds(act.day)
        elif walk.departures and not walk.late:
            walk.doubted.append(act)
        return
    notice = waiting[-1]
    walk.pending.remove(notice)
    exit_ = notice.exit
    exit_.would_have, exit_.effective, exit_.revoked = exit_.effective, None, bounds(act.day)
    exit_.disputed = act.action.fact != "established"
    exit_.undetermined = False
    if walk.bound is not None:
        walk.bound.spell.notice = walk.bound.spell.withdrawal_effective = None
    walk.qualifiers.append(pending_exit(notice, act.day, act))


def _notified(exit_: Exit) -> Day | None:
    return None if exit_.notified is None else parse(exit_.notified)


def expel(walk: Walk, act: Act) -> None:
    """The other parties put one out."""
    if walk.bound is None:
        return
    day = act.action.effect or act.day
    ruling = Ruling(day, act.action.basis or "recorded", "", f"expulsion {act.text or ''}", None, act.action.effect, (act.action,))
    exit_ = Exit("expulsion", act.text, bounds(act.day), str(day), bounds(day), act.action.its_basis)
    walk.pending.append(Notice(act, ruling, exit_, "expulsion"))


def leave_before(walk: Walk, act: Act | None) -> Act | None:
    """Let the exits happen that come no later than an act (None: all that will): leave first, then what is done that day.

    Gives the act on the day that this course leaves it.
    """
    while walk.bound is not None:
        first = _next_exit(walk)
        if first is None:
            return act
        if act is not None:
            if act.kind == "revocation_of_notice" and first.ruling.basis == "unread" and names(act, first.act):
                return act
            gone = _too_late(walk, first)
            if act.kind not in DECIDED_BY_EXIT and gone.latest > act.day.latest:
                return act
            if walk.earlier(act.day, gone):
                day, gone = cut_before(act.day, gone)
                _narrow(walk, first, _cut_back(walk, first, gone))
                return walk.at(act, day)
            day, gone = cut_from(act.day, gone)
            act = walk.at(act, day)
            first = _narrow(walk, first, _cut_back(walk, first, gone))
        _leave(walk, first)
    return act


def _narrow(walk: Walk, notice: Notice, day: Day) -> Notice:
    """The notice with its exit on the days that this course leaves it, also among those that wait."""
    narrowed = notice._replace(ruling=notice.ruling._replace(day=day))
    walk.pending = [narrowed if other.exit is notice.exit else other for other in walk.pending]
    return narrowed


def _next_exit(walk: Walk) -> Notice | None:
    """The exit that comes first of those that wait; where the dates do not decide, the walk goes one of both ways."""
    waiting = [notice for notice in walk.pending if notice.ruling.day.earliest != OPEN_END and notice.act not in walk.spared]
    waiting += [deemed for deemed in _deemed(walk) if not (waiting and waiting[0].ruling.day <= deemed.ruling.day)]
    waiting.sort(key=lambda notice: notice.ruling.day)
    first = None
    for notice in waiting:
        if first is None:
            first = notice
        elif notice.ruling.day.earliest < first.ruling.day.latest and walk.earlier(notice.ruling.day, first.ruling.day):
            day, _ = cut_before(notice.ruling.day, first.ruling.day)
            first = notice._replace(ruling=notice.ruling._replace(day=day))
        elif notice.ruling.day.earliest < first.ruling.day.latest:
            _, day = cut_from(notice.ruling.day, first.ruling.day)
            first = first._replace(ruling=first.ruling._replace(day=day))
    return first


def _too_late(walk: Walk, notice: Notice) -> Day:
    """The first day on which nothing can keep the exit from happening: where it happens at the end of its day, the next."""
    clause = walk.treaty.clauses.withdrawal
    if notice.kind != "withdrawal" or clause is None or clause.effect_at != "end_of_day":
        return notice.ruling.day
    return _first_day_out(clause, notice.ruling).day


def _cut_back(walk: Walk, notice: Notice, gone: Day) -> Day:
    """The day of effect of an exit that is done on some day of `gone`."""
    clause = walk.treaty.clauses.withdrawal
    if notice.kind != "withdrawal" or clause is None or clause.effect_at != "end_of_day":
        return gone
    return gone.map(lambda d: d - timedelta(1))


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
        notified = None if given is None else str(given)
        exit_ = Exit("deemed-withdrawal", notified, bounds(given or ruling.day), str(own.day), bounds(own.day), "computed")
        found.append(Notice(Act(Action("notice_of_withdrawal"), given or ruling.day), own, exit_, "deemed-withdrawal"))
    return found


def _leave(walk: Walk, notice: Notice) -> None:
    bound = walk.bound
    assert bound is not None
    ruling = notice.ruling
    if notice.kind == "deemed-withdrawal":
        walk.elsewhere = [(name, other) for name, other in walk.elsewhere if other.day != ruling.day]
        if bound.ruling is None or ruling.day.latest < bound.ruling.day.earliest:  # no party yet: only its consent ends
            take_back(walk, Act(Action("withdrawal_of_consent", ruling.day), ruling.day), ruling.day)
            return
    stepped = _first_day_out(walk.treaty.clauses.withdrawal, ruling) if notice.kind == "withdrawal" else ruling
    notice.exit.out = bounds(stepped.day)
    walk.step(stepped, "former-party", notice.kind)
    if notice.kind == "withdrawal":
        walk.qualifiers.append(pending_exit(notice, stepped.day))
    else:
        walk.exits.append(notice.exit)
    bound.spell.notice, bound.spell.withdrawal_effective = notice.exit.notified, notice.exit.effective
    for other in walk.pending:
        if other.exit is not notice.exit:
            other.exit.void = True
    for kind in ("suspension", "non_performance"):
        for key in [key for key in walk.open if key.partition(" ")[0] == kind]:
            walk.close(key, stepped.day)
    walk.departures.append(stepped)
    walk.base = ("former-party", notice.kind)
    walk.bound, walk.pending, walk.deposit = None, [], None
    walk.seen = [act for act in walk.seen if act.kind == "signature"]
    consent_anew(walk, stepped.day)
