"""3a Signing, consenting, succeeding, taking consent back."""

from typing import NamedTuple

from openskies_cli.dates import Day, yesterday
from openskies_cli.derive.acts import Act, existence, on_its_day
from openskies_cli.derive.binding import binding
from openskies_cli.derive.course import Bound, Walk, cut_before, cut_from, names, statuses_on
from openskies_cli.derive.instruments import lacking
from openskies_cli.derive.qualifiers import iso, qualifier
from openskies_cli.history import Spell

WAITING_QUALIFIERS = ("consent_withdrawn", "application_for_accession", "intention_not_to_become_party", "signed_again")
"""What ends with consent."""


def sign(walk: Walk, act: Act) -> None:
    """A signature; one after an exit begins nothing but is the one that the next spell rests on."""
    if walk.signed is None or (walk.bound is None and walk.base[0] == "former-party"):
        walk.signed = act
        for spell in walk.spells:
            spell.signed = spell.signed or act.text
    walk.see(act)
    if walk.bound is not None:
        return
    if walk.base[0] == "none":
        walk.base = ("signatory", "")
        if walk.deposit is None:
            walk.step(on_its_day(act), "signatory", act=act)
    elif walk.base[0] == "former-party":
        walk.open["signed_again"] = (act, "")
    complete(walk, act)


def take_consent(walk: Walk, act: Act) -> None:
    """Ratification, acceptance, approval, accession, succession and the like."""
    if _nothing_to_succeed_to(walk, act):
        return
    if act.kind == "succession" and act.action.to == "signature":
        since, _ = _succession_day(walk, act)
        walk.signed, walk.base = act, ("signatory", "")
        walk.step(on_its_day(act, since, f"succession to the signature of {act.action.from_}"), "signatory", act=act)
        _retroactive(walk, act, since)
        return
    if act.kind not in walk.kinds:
        return  # a paper that waits for its exchange
    if walk.bound is not None:
        if any(notice.act not in walk.spared for notice in walk.pending):
            _consent_while_leaving(walk, act)
        else:
            walk.see(act)
            _another_depositary(walk, act)
        return
    walk.see(act)
    walk.deposit = walk.deposit or act
    complete(walk, act)


def _nothing_to_succeed_to(walk: Walk, act: Act) -> bool:
    """Whether a succession is to a treaty that the predecessor had left (VCSST 17(1), 34(1)); where nobody accepted it, both
    readings are followed.
    """
    if act.kind != "succession" or act.action.accepted or not act.action.from_:
        return False
    since, _ = _succession_day(walk, act)
    bound = {"contracting-state", "party", *(("signatory", "former-party") if act.action.to == "signature" else ())}
    eve = since.map(yesterday)
    theirs = walk.setting.courses_of(act.action.from_)
    return not all(statuses_on(course, eve) <= bound for course in theirs) and walk.choose(2) == 0


def complete(walk: Walk, act: Act) -> None:
    """If consent is complete with this act, the participant is a contracting State and its clock runs."""
    if walk.bound is not None:
        return
    lack = lacking(walk.treaty, walk.seen, walk.kinds)
    deposit = walk.deposit
    if lack and not (deposit is act and lack == {"waiver"}):
        return
    if deposit is None:
        return
    _consent(walk, deposit, act, complete=not lack)


def _consent(walk: Walk, deposit: Act, act: Act, *, complete: bool = True, from_: Day | None = None) -> None:
    """Consent by `deposit`, complete with `act`; it works from the day `from_` on, where that is another."""
    waiting = bool(walk.steps) and walk.steps[-1].status == "contracting-state"
    clock = act.day
    succeeds = deposit.kind == "succession"
    consented, why = clock if complete else deposit.day, f"{deposit}" if deposit is act else f"{deposit}, complete with {act}"
    if succeeds:
        consented, why = _succession_day(walk, deposit)
    elif from_ is not None:
        consented = consented.no_earlier_than(from_)
    bound = binding(walk, deposit, clock, consented) if complete else None
    if bound is not None and bound.clock is not None and from_ is None:
        consented = bound.clock
        walk.low = max(walk.low, consented.earliest)
    if not waiting:
        opens = walk.signed.text if walk.signed else None
        walk.spells.append(Spell(len(walk.spells) + 1, iso(act.day.earliest), opens))
    spell = walk.spells[-1]
    spell.instrument = deposit.kind
    spell.deposited = None if deposit.kind == "definitive_signature" else deposit.text
    spell.notified = deposit.text if succeeds else None
    spell.predecessor = (deposit.action.from_ or None) if succeeds else None
    ruling = None if bound is None else bound.ruling
    if ruling is not None and not succeeds and ruling.day.latest < consented.earliest:  # the depositary's own day, before the deposit
        text = f"retroactive: deposited {deposit.text}, with effect from {ruling.day}"
        walk.qualifiers.append(qualifier("retroactive", ruling.day, consented, text))
        consented = ruling.day
    spell.opens = min(spell.opens, iso(consented.earliest))
    if not waiting:
        walk.step(on_its_day(deposit, consented, why), "contracting-state", act=deposit)
    for kind in WAITING_QUALIFIERS:
        walk.close(kind, consented)
    if not complete:
        return  # deposited without the waiver: a contracting State until it comes (Tlatelolco 29)
    if from_ is not None and ruling is not None:
        ruling = ruling._replace(day=ruling.day.no_earlier_than(from_))
    walk.bound = Bound(spell, deposit.kind, act, consented, ruling)
    if succeeds:
        _retroactive(walk, deposit, consented)
    if ruling is not None:
        walk.step(ruling, "party")
        if ruling.basis != "unread":
            spell.in_force, spell.in_force_basis = str(ruling.day), "published" if ruling.basis == "conflict" else ruling.basis


def _succession_day(walk: Walk, act: Act) -> tuple[Day, str]:
    """From when a succession works: its recorded effect; else the day the successor came to be (VCSST 23); else its own."""
    born, _ = existence(walk.treaty, walk.who)
    since = act.action.effect or born or act.day
    how = f", accepted by {act.action.accepted}" if act.action.accepted else ""
    return since, f"succession to {act.action.from_ or 'its predecessor'}, notified {act.text or 'on an unknown day'}{how}"


def _retroactive(walk: Walk, act: Act, since: Day) -> None:
    if act.action.date is not None and since.earliest < act.day.earliest:
        text = f"retroactive: notified {act.text}, with effect from {since}"
        walk.qualifiers.append(qualifier("retroactive", since, act.day, text))


def _another_depositary(walk: Walk, act: Act) -> None:
    """The first deposit of the same kind counts; where depositaries disagree on the kind, the days between are open."""
    bound = walk.bound
    assert bound is not None
    if "succession" not in (act.kind, bound.kind) or act.action.depositary == bound.act.action.depositary:
        return
    if any(one.kind == act.kind for one in walk.seen if one is not act):
        return
    other = _succession_day(walk, act)[0] if act.kind == "succession" else act.day
    widened = bound.consented.up_to(other)
    force = walk.force.ruling
    for i in range(len(walk.steps) - 1, -1, -1):
        change = walk.steps[i]
        if change.status == "party" and bound.ruling is not None and force is not None:
            day = bound.ruling.day.up_to(widened.no_earlier_than(force.day))
            walk.steps[i] = change._replace(
                ruling=change.ruling._replace(day=day, basis="conflict", why=f"{change.ruling.why}; another depositary has {act}")
            )
        elif change.status == "contracting-state":
            walk.steps[i] = change._replace(
                ruling=change.ruling._replace(day=widened, basis="conflict", why=f"{change.ruling.why}; another depositary has {act}")
            )
            return


class Return(NamedTuple):
    """A way to read a consent that is given while the own notice runs."""

    name: str
    text: str


REVOKES = Return("revokes", "which may take the notice back (VCLT 68)")
ANEW = Return("anew", "which may bind anew from the exit on")
NOTHING = Return("nothing", "which may change nothing")


def _consent_while_leaving(walk: Walk, act: Act) -> None:
    """Consent while the own notice runs takes it back by conduct (VCLT 68), or binds anew from the exit on, or changes nothing.

    A reservation of that day, or a day of effect not before the exit, says that it is a new consent; a depositary's day of
    effect that it changes something.
    """
    exit_day = min((notice.ruling.day for notice in walk.pending), key=lambda day: day.earliest)
    own_day = act.action.effect or act.action.named
    reserves = any(one.kind == "reservation" and one.action.date == act.action.date for one in walk.acts)
    is_new = reserves or (own_day is not None and own_day.earliest >= exit_day.earliest)
    ways = [ANEW] if is_new else [REVOKES, ANEW] if act.action.effect and act.action.basis == "depositary" else [REVOKES, ANEW, NOTHING]
    following = [one for one in walk.acts if one.day.earliest >= act.day.earliest and one.kind == "revocation_of_notice"]
    if any(one.day.latest < exit_day.earliest and names(one, notice.act) for one in following for notice in walk.pending):
        ways = [NOTHING]  # the notice itself is taken back later, so that it still stood
    way = ways[walk.choose(len(ways))] if len(ways) > 1 else ways[0]
    text = f"{act} while the own notice runs" + ("" if is_new else f", {way.text}")
    walk.qualifiers.append(qualifier("consent-while-leaving", act.day, exit_day, text))
    if way is REVOKES:
        for notice in walk.pending:
            exit_ = notice.exit
            exit_.would_have, exit_.effective, exit_.disputed = exit_.effective, None, True
            exit_.revoked = (iso(act.day.earliest), iso(act.day.latest))
        if walk.bound is not None:
            walk.bound.spell.notice = walk.bound.spell.withdrawal_effective = None
        walk.pending = []
    elif way is ANEW:
        walk.again = act


def consent_anew(walk: Walk, exit_day: Day) -> None:
    """The consent that was given while the own notice ran works from the exit on: a spell of its own."""
    act, walk.again = walk.again, None
    if act is not None:
        walk.see(act)
        walk.deposit = act
        _consent(walk, act, act, from_=exit_day)


def withdraw_consent(walk: Walk, act: Act) -> None:
    """Consent may be taken back until the treaty is in force for that State; then only leaving helps (VCLT 54)."""
    bound = walk.bound
    if bound is None and walk.deposit is None:
        return
    day = act.action.effect or act.day
    if bound is not None and bound.ruling is not None and not walk.late:
        if not walk.earlier(day, bound.ruling.day):
            day, own = cut_from(day, bound.ruling.day)
            walk.bind_within(own)
            walk.doubted.append(act)
            return
        day, _ = cut_before(day, bound.ruling.day)
    take_back(walk, act, day)


def take_back(walk: Walk, act: Act, day: Day) -> None:
    """Consent ends on `day`, before the treaty was in force for the State."""
    bound = walk.bound
    in_time = bound is None or bound.ruling is None or day.earliest < bound.ruling.day.latest  # else it is only given the effect it claims
    while in_time and walk.steps and walk.steps[-1].status == "party":
        walk.steps.pop()
    if in_time and bound is not None and bound.spell.in_force is not None:
        bound.spell.in_force = bound.spell.in_force_basis = None
    walk.bound, walk.deposit, walk.pending, walk.again = None, None, [], None
    walk.seen = [one for one in walk.seen if one.kind == "signature"]
    status, ended_by = walk.base
    walk.step(on_its_day(act, day, f"consent withdrawn: {act}"), status, ended_by, act)
    walk.open["consent_withdrawn"] = (act, "")
