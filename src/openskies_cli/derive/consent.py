"""3a Signing, consenting, succeeding, taking consent back."""

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act, existence, on_its_day
from openskies_cli.derive.course import Bound, Walk
from openskies_cli.derive.force import for_state
from openskies_cli.derive.instruments import lacking
from openskies_cli.derive.qualifiers import iso, qualifier
from openskies_cli.history import Spell


def sign(walk: Walk, act: Act) -> None:
    if walk.signed is None:
        walk.signed = act
        for spell in walk.spells:
            spell.signed = spell.signed or act.text
    walk.see(act)
    if walk.bound is None and walk.base[0] == "none":
        walk.base = ("signatory", "")
        if walk.deposit is None:
            walk.step(on_its_day(act), "signatory", act=act)
    if walk.bound is None:
        complete(walk, act)


def take_consent(walk: Walk, act: Act) -> None:
    if act.kind == "succession" and act.action.to == "signature":
        since, _ = _succession_day(walk, act)
        walk.signed, walk.base = act, ("signatory", "")
        walk.step(on_its_day(act, since, f"succession to the signature of {act.action.from_}"), "signatory", act=act)
        _retroactive(walk, act, since)
        return
    if act.kind not in walk.kinds:
        return  # a paper that waits for its exchange
    walk.see(act)
    if walk.bound is not None:
        _another_depositary(walk, act)
        return
    walk.deposit = walk.deposit or act
    complete(walk, act)


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
    waiting = bool(walk.steps) and walk.steps[-1].status == "contracting-state"
    if not waiting:
        walk.spells.append(Spell(len(walk.spells) + 1, iso(act.day.earliest), walk.signed.text if walk.signed else None))
    spell = walk.spells[-1]
    spell.instrument = deposit.kind
    spell.deposited = None if deposit.kind in ("succession", "definitive_signature") else deposit.text
    spell.predecessor = (deposit.action.from_ or None) if deposit.kind == "succession" else None
    consented, why = deposit.day if lack else act.day, f"{deposit}" if deposit is act else f"{deposit}, complete with {act}"
    if deposit.kind == "succession":
        consented, why = _succession_day(walk, deposit)
    spell.opens = min(spell.opens, iso(consented.earliest))
    if not waiting:
        walk.step(on_its_day(deposit, consented, why), "contracting-state", act=deposit)
    walk.close("consent_withdrawn", consented)
    walk.close("application_for_accession", consented)
    walk.close("intention_not_to_become_party", consented)
    if lack:
        return  # deposited without the waiver: a contracting State until it comes (Tlatelolco 29)
    ruling = for_state(walk.treaty, walk.force, deposit, act.day, consented)
    walk.bound = Bound(spell, deposit.kind, act, consented, ruling)
    if deposit.kind == "succession":
        _retroactive(walk, deposit, consented)
    if ruling is not None:
        walk.step(ruling, "party", sort="entry into force")
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


def withdraw_consent(walk: Walk, act: Act) -> None:
    """Consent may be taken back until the treaty is in force for that State; then only leaving helps (VCLT 54)."""
    bound = walk.bound
    if bound is None and walk.deposit is None:
        return
    day = act.action.effect or act.day
    if bound is not None and bound.ruling is not None and day.earliest >= bound.ruling.day.earliest and not walk.late:
        walk.doubted.append(act)
        return
    while walk.steps and walk.steps[-1].status == "party":
        walk.steps.pop()
    if bound is not None and bound.spell.in_force is not None:
        bound.spell.in_force = bound.spell.in_force_basis = None
    walk.bound, walk.deposit, walk.pending = None, None, []
    walk.seen = [one for one in walk.seen if one.kind == "signature"]
    status, ended_by = walk.base
    walk.step(on_its_day(act, day, f"consent withdrawn: {act}"), status, ended_by, act)
    walk.open["consent_withdrawn"] = (act, "")
