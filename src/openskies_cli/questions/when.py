"""The calculator for people with a letter in their hand: when a notice or an instrument takes effect.

It derives a copy of the treaty with one more act, so it follows the clause the records themselves follow.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from openskies_cli.dates import Day, full
from openskies_cli.derive import Chronicle, Ruling, derive
from openskies_cli.diagnostics import Refused
from openskies_cli.model import CONSENT, Action, Entry, Treaty
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True),
    Column("name"),
    Column("on", "day"),
    Column("act", "word", short=True),
    Column("date", "day", short=True),
    Column("result", "word", short=True),
    Column("effect", "day", short=True),
    Column("article", short=True),
    Column("text", short=True),
    Column("assumes", short=True),
    Column("coverage_through", "day"),
)

SOMEBODY = "ANYONE"
"""A State of which the record knows nothing."""


def answer(
    register: "Register",
    *,
    on: str,
    who: Sequence[str] = (),
    notice: str | None = None,
    deposit: str | None = None,
    named: str | None = None,
    treaty: Sequence[str] = (),
) -> Table:
    """One row per treaty and State for the notice, the deposit, and what falls due after them."""
    if notice is None and deposit is None:
        raise Refused(2, "say which letter it is: --notice DATE, --deposit DATE, or both")
    rows: list[tuple[object, ...]] = []
    treaties = register.treaties(treaty)
    codes = list(dict.fromkeys(register.participant(name, on) for name in who)) or [SOMEBODY]
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        before = {name: register.chronicle(name) for name in register.upstream(treaty_id)}
        for code in codes:
            given = [("notice_of_withdrawal", notice, named), ("deposit", deposit, None)]
            for act, day, other in given:
                if day is None:
                    continue
                for result, effect, article, text, assumes in _worked_out(chronicle, before, code, act, day, other):
                    name = None if code == SOMEBODY else register.name(code, on)
                    rows.append(
                        (
                            treaty_id,
                            None if code == SOMEBODY else code,
                            name,
                            on,
                            act,
                            day,
                            result,
                            effect,
                            article or None,
                            text,
                            assumes,
                            chronicle.standing.coverage_through,
                        )
                    )
    return Table(COLUMNS, rows, "Computed from the clause; the depositary's own date decides.")


Result = tuple[str, str | None, str, str, str]
"""result word, day, article, arithmetic, what is assumed"""


def _worked_out(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, act: str, day: str, named: str | None) -> Iterator[Result]:
    on = Day(full(day), full(day))
    if act == "deposit":
        yield from _deposit(chronicle, before, code, on)
    else:
        yield from _notice(chronicle, before, code, on, named)


def _with(treaty: Treaty, code: str, *actions: Action, kept: int | None = None) -> Treaty:
    """The treaty with further acts of one participant, whose later ones are left out."""
    entry = treaty.participants.get(code, Entry())
    known = entry.actions if kept is None else entry.actions[:kept]
    return treaty._replace(participants={**treaty.participants, code: entry._replace(actions=(*known, *actions))})


def _until(treaty: Treaty, code: str, day: Day) -> int:
    """How many of a participant's acts were done before that day."""
    acts = treaty.participants.get(code, Entry()).actions
    return sum(1 for act in acts if (act.date or act.effect or day).earliest < day.earliest)


def _deposit(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, day: Day) -> Iterator[Result]:
    treaty = chronicle.treaty
    needs = tuple(Action(need, date=day) for need in treaty.clauses.for_state.needs if need not in CONSENT)
    protocols = tuple(str(i) for i in range(treaty.clauses.for_state.protocols))
    asked = chronicle.history(code).on((day.earliest - timedelta(1)).isoformat()).status
    kind = next(
        (need for need in treaty.clauses.for_state.needs if need in CONSENT), "ratification" if asked == "signatory" else "accession"
    )
    found = derive(_with(treaty, code, *needs, Action(kind, date=day, protocols=protocols), kept=_until(treaty, code, day)), before)
    assumed = "the first deposit of this State; nothing else changes"
    if needs:
        assumed += f"; {', '.join(need.kind.replace('_', ' ') for need in needs)} the same day"
    if asked in ("party", "contracting-state"):
        yield "without-effect", None, "", f"it is a {asked.replace('-', ' ')} that day already", "the record"
        return
    ruling = _last(found, code, "party")
    if ruling is None:
        missing = ", ".join(found.force.missing) or "the record has no clause for it"
        yield (
            "not-in-force",
            None,
            treaty.clauses.entry_into_force.article,
            f"contracting State from {day}; the treaty itself is not in force, missing: {missing}",
            assumed,
        )
        return
    yield "entry-into-force", str(ruling.day), ruling.article, ruling.why, assumed


def _notice(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, day: Day, named: str | None) -> Iterator[Result]:
    treaty, clause = chronicle.treaty, chronicle.treaty.clauses.withdrawal
    force = chronicle.force.ruling
    act = Action("notice_of_withdrawal", date=day, named=Day(full(named), full(named)) if named else None)
    asked = chronicle.history(code).on((day.earliest - timedelta(1)).isoformat()).status
    assumed = ["given to all parties that day" if clause and clause.anchor == "given" else "received by the depositary that day"]
    first: tuple[Action, ...] = ()
    if asked not in ("party", "contracting-state"):
        if code in treaty.participants:
            assumed.append(f"the State is a party that day (in the record it is not: {str(asked or 'no status').replace('-', ' ')})")
        else:
            assumed.append("a party since the treaty's entry into force")
        start = Action("accession", effect=force.day if force else None, date=force.day if force else day, basis="depositary")
        needs = tuple(Action(need, date=start.date) for need in treaty.clauses.for_state.needs if need not in CONSENT)
        first = (*needs, start._replace(protocols=tuple(str(i) for i in range(treaty.clauses.for_state.protocols))))
        treaty = _with(treaty, code, kept=0)
    if clause and clause.minimum and not named:
        assumed.append("the notice names no later day")
    if clause and clause.held_by:
        assumed.append("no armed conflict goes on")
    found = derive(_with(treaty, code, *first, act, kept=_until(treaty, code, day)), before)
    assumes = "; ".join(assumed)
    exits = [one for one in found.histories[code].exits if one.notified == str(day)]
    ruling = _last(found, code, "former-party")
    if not exits and ruling is None:
        yield (
            "withdrawal-of-consent",
            str(day),
            "VCLT 54",
            "the treaty is not in force for the State: consent is taken back at once",
            assumes,
        )
        return
    if ruling is None or (exits and exits[-1].void):
        why = next(
            (str(s.text) for s in found.histories[code].qualifiers if s.kind == "notice-without-effect"),
            "no exit follows from the clause",
        )
        yield "without-effect", None, clause.article if clause else "VCLT 56", why, assumes
        return
    effect = exits[-1].effective if exits else str(ruling.day)
    yield "earliest" if ruling.minimum and not named else "effect", effect, ruling.article, ruling.why, assumes
    for deadline in treaty.clauses.deadlines:
        if deadline.after == "notice":
            opens, closes = deadline.from_.after(day), deadline.to.after(day)
            yield (
                "deadline",
                f"{opens}/{closes}",
                deadline.article,
                f"{deadline.what}: {deadline.from_} to {deadline.to} after the notice",
                assumes,
            )


def _last(found: Chronicle, code: str, status: str) -> Ruling | None:
    return next((ruling for ruling in reversed(found.rulings.get(code, ())) if ruling.status == status), None)
