"""3a Signing, consenting, succeeding, taking consent back."""

from openskies_cli.dates import Day
from openskies_cli.derive.acts import Act, existence, on_its_day
from openskies_cli.derive.course import Bound, Course
from openskies_cli.derive.force import for_state
from openskies_cli.derive.instruments import lacking
from openskies_cli.derive.qualifiers import iso, qualifier
from openskies_cli.history import Spell


def sign(course: Course, act: Act) -> None:
    if course.signed is None:
        course.signed = act
        for spell in course.spells:
            spell.signed = spell.signed or act.text
    course.see(act)
    if course.bound is None and course.base[0] == "none":
        course.base = ("signatory", "")
        if course.deposit is None:
            course.step(on_its_day(act), "signatory", act=act)
    if course.bound is None:
        complete(course, act)


def take_consent(course: Course, act: Act) -> None:
    if act.kind == "succession" and act.action.to == "signature":
        since, _ = _succession_day(course, act)
        course.signed, course.base = act, ("signatory", "")
        course.step(on_its_day(act, since, f"succession to the signature of {act.action.from_}"), "signatory", act=act)
        _retroactive(course, act, since)
        return
    if act.kind not in course.kinds:
        return  # a paper that waits for its exchange
    course.see(act)
    if course.bound is not None:
        _another_depositary(course, act)
        return
    course.deposit = course.deposit or act
    complete(course, act)


def complete(course: Course, act: Act) -> None:
    """If consent is complete with this act, the participant is a contracting State and its clock runs."""
    if course.bound is not None:
        return
    lack = lacking(course.treaty, course.seen, course.kinds)
    deposit = course.deposit
    if lack and not (deposit is act and lack == {"waiver"}):
        return
    if deposit is None:
        return
    waiting = bool(course.steps) and course.steps[-1].status == "contracting-state"
    if not waiting:
        course.spells.append(Spell(len(course.spells) + 1, iso(act.day.earliest), course.signed.text if course.signed else None))
    spell = course.spells[-1]
    spell.instrument = deposit.kind
    spell.deposited = None if deposit.kind in ("succession", "definitive_signature") else deposit.text
    spell.predecessor = (deposit.action.from_ or None) if deposit.kind == "succession" else None
    consented, why = deposit.day if lack else act.day, f"{deposit}" if deposit is act else f"{deposit}, complete with {act}"
    if deposit.kind == "succession":
        consented, why = _succession_day(course, deposit)
    spell.opens = min(spell.opens, iso(consented.earliest))
    if not waiting:
        course.step(on_its_day(deposit, consented, why), "contracting-state", act=deposit)
    course.close("consent_withdrawn", consented)
    course.close("application_for_accession", consented)
    course.close("intention_not_to_become_party", consented)
    if lack:
        return  # deposited without the waiver: a contracting State until it comes (Tlatelolco 29)
    ruling = for_state(course.treaty, course.force, deposit, act.day, consented)
    course.bound = Bound(spell, deposit.kind, act, consented, ruling)
    if deposit.kind == "succession":
        _retroactive(course, deposit, consented)
    if ruling is not None:
        course.step(ruling, "party")
        spell.in_force, spell.in_force_basis = str(ruling.day), "published" if ruling.basis == "conflict" else ruling.basis


def _succession_day(course: Course, act: Act) -> tuple[Day, str]:
    """From when a succession works: its recorded effect; else the day the successor came to be (VCSST 23); else its own."""
    born, _ = existence(course.treaty, course.who)
    since = act.action.effect or born or act.day
    how = f", accepted by {act.action.accepted}" if act.action.accepted else ""
    return since, f"succession to {act.action.from_ or 'its predecessor'}, notified {act.text or 'on an unknown day'}{how}"


def _retroactive(course: Course, act: Act, since: Day) -> None:
    if act.action.date is not None and since.earliest < act.day.earliest:
        text = f"retroactive: notified {act.text}, with effect from {since}"
        course.qualifiers.append(qualifier("retroactive", since, act.day, text))


def _another_depositary(course: Course, act: Act) -> None:
    """The first deposit of the same kind counts; where depositaries disagree on the kind, the days between are open."""
    bound = course.bound
    assert bound is not None
    if "succession" not in (act.kind, bound.kind) or act.action.depositary == bound.act.action.depositary:
        return
    if any(one.kind == act.kind for one in course.seen if one is not act):
        return
    other = _succession_day(course, act)[0] if act.kind == "succession" else act.day
    widened = bound.consented.up_to(other)
    force = course.force.ruling
    for i in range(len(course.steps) - 1, -1, -1):
        change = course.steps[i]
        if change.status == "party" and bound.ruling is not None and force is not None:
            day = bound.ruling.day.up_to(widened.no_earlier_than(force.day))
            course.steps[i] = change._replace(
                ruling=change.ruling._replace(day=day, basis="conflict", why=f"{change.ruling.why}; another depositary has {act}")
            )
        elif change.status == "contracting-state":
            course.steps[i] = change._replace(
                ruling=change.ruling._replace(day=widened, basis="conflict", why=f"{change.ruling.why}; another depositary has {act}")
            )
            return


def withdraw_consent(course: Course, act: Act) -> None:
    """Consent may be taken back until the treaty is in force for that State; then only leaving helps (VCLT 54)."""
    bound = course.bound
    if bound is None and course.deposit is None:
        return
    day = act.action.effect or act.day
    if bound is not None and bound.ruling is not None and day.earliest >= bound.ruling.day.earliest and not course.late:
        course.doubted.append(act)
        return
    while course.steps and course.steps[-1].status == "party":
        course.steps.pop()
    if bound is not None and bound.spell.in_force is not None:
        bound.spell.in_force = bound.spell.in_force_basis = None
    course.bound, course.deposit, course.pending = None, None, []
    course.seen = [one for one in course.seen if one.kind == "signature"]
    status, ended_by = course.base
    course.step(on_its_day(act, day, f"consent withdrawn: {act}"), status, ended_by, act)
    course.open["consent_withdrawn"] = (act, "")
