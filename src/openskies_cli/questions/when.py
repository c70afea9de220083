"""The calculator for people with a letter in their hand: when a notice or an instrument takes effect.

It derives a copy of the treaty with one more act, so it follows the clause the records themselves follow.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.dates import Day, full
from openskies_cli.derive import NOT_HELD, Chronicle, Ruling, derive
from openskies_cli.diagnostics import Refused
from openskies_cli.model import CONSENT, Action, Entry, Treaty
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("act", "word", short=True),
    Column("date", "day", short=True),
    Column("result", "word", short=True),
    Column("effect", "day", short=True),
    Column("article", short=True),
    Column("text", short=True, flows=True),
    Column("assumes", short=True, flows=True),
    Column("coverage_through", "day"),
)

WAR = ("armed_conflict", "end_of_armed_conflict")
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
    treaties = register.treaties(treaty)
    codes = register.codes(who, on) or [SOMEBODY]
    letters = [letter for letter in (Letter("notice_of_withdrawal", notice, named), Letter("deposit", deposit)) if letter.date is not None]
    rows: list[dict[str, object]] = []
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        before = {name: register.chronicle(name) for name in register.upstream(treaty_id)}
        for code in codes:
            somebody = code == SOMEBODY
            named_so = {"participant": None, "name": None} if somebody else {"participant": code, "name": register.name(code, on)}
            whose = {"treaty": treaty_id, **named_so, "on": on, "coverage_through": chronicle.standing.coverage_through}
            for letter in letters:
                about = {**whose, "act": letter.act, "date": letter.date}
                rows += [{**about, **result._asdict()} for result in _worked_out(chronicle, before, code, letter)]
    open_ = "undecided" if any(row["result"] == "undetermined" for row in rows) else ""
    return Table.of(COLUMNS, rows, "Computed from the clause; the depositary's own date decides.", verdict=open_)


BEGINNING, NEAR_THE_END = "0001-01-01", "9899-12-31"
"""The first day of the calendar has none before it; after the other one a delay may run past its last."""


class Letter(NamedTuple):
    """What somebody has in hand: a notice or an instrument, its day, and the day that a notice names."""

    act: str
    date: str | None
    named: str | None = None

    @property
    def day(self) -> Day:
        """Its day."""
        day = full(str(self.date))
        return Day(day, day)


class Result(NamedTuple):
    """What comes of it; its fields are columns: the result's word, the day, the arithmetic, what is assumed."""

    result: str
    effect: str | None
    article: str | None
    text: str
    assumes: str


def _worked_out(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, letter: Letter) -> Iterator[Result]:
    end = chronicle.end
    if any(text and (text == BEGINNING or text > NEAR_THE_END) for text in (letter.date, letter.named)):
        yield Result("undetermined", None, None, "what may follow lies outside the calendar: the years 1 to 9999", "the record")
    elif end is not None and end.ruling.day.latest <= letter.day.earliest:
        text = f"the treaty has ended: {end.ruling.why}"
        yield Result("without-effect", None, end.ruling.article or "VCLT 54", text, "the record")
    elif letter.act == "deposit":
        yield _deposit(chronicle, before, code, letter.day)
    else:
        yield from _notice(chronicle, before, code, letter)


def _with(treaty: Treaty, code: str, *actions: Action, kept: int | None = None) -> Treaty:
    """The treaty with further acts of one participant, whose later ones are left out."""
    entry = treaty.participants.get(code, Entry())
    known = entry.actions if kept is None else entry.actions[:kept]
    return treaty._replace(participants={**treaty.participants, code: entry._replace(actions=(*known, *actions))})


def _until(treaty: Treaty, code: str, day: Day) -> int:
    """How many of a participant's acts were done before that day."""
    acts = treaty.participants.get(code, Entry()).actions
    return sum(1 for act in acts if (act.date or act.effect or day).earliest < day.earliest)


def _steps_needed(treaty: Treaty, day: Day | None) -> tuple[Action, ...]:
    """The further steps without which consent does not count, done on one day."""
    return tuple(Action(need, date=day) for need in treaty.clauses.for_state.needs if need not in CONSENT)


def _protocols(treaty: Treaty) -> tuple[str, ...]:
    return tuple(str(i) for i in range(treaty.clauses.for_state.protocols))


def _deposit(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, day: Day) -> Result:
    treaty = chronicle.treaty
    needs = _steps_needed(treaty, day)
    status = _status_before(chronicle, code, day)
    usual = "ratification" if status == "signatory" else "accession"
    kind = next((need for need in treaty.clauses.for_state.needs if need in CONSENT), usual)
    act = Action(kind, date=day, protocols=_protocols(treaty))
    found = derive(_with(treaty, code, *needs, act, kept=_until(treaty, code, day)), before)
    deposited = any(act.kind in CONSENT for act in treaty.participants.get(code, Entry()).actions[: _until(treaty, code, day)])
    assumes = f"{'a new' if deposited else 'the first'} deposit of this State; nothing else changes"
    if needs:
        assumes += f"; {', '.join(need.kind.replace('_', ' ') for need in needs)} the same day"
    if status in ("party", "contracting-state"):
        return Result("without-effect", None, None, f"it is a {status.replace('-', ' ')} that day already", "the record")
    ruling = _last(found, code, "party")
    if ruling is None:
        missing = ", ".join(found.force.missing) or "the record has no clause for it"
        text = f"contracting State from {day}; the treaty itself is not in force, missing: {missing}"
        return Result("not-in-force", None, treaty.clauses.entry_into_force.article or None, text, assumes)
    if ruling.basis == "unread":
        return Result("undetermined", None, ruling.article or None, ruling.why, assumes)
    return Result("entry-into-force", str(ruling.day), ruling.article or None, ruling.why, assumes)


def _notice(chronicle: Chronicle, before: "dict[str, Chronicle]", code: str, letter: Letter) -> Iterator[Result]:
    treaty, day = chronicle.treaty, letter.day
    clause = treaty.clauses.withdrawal
    named = Day(full(letter.named), full(letter.named)) if letter.named else None
    assumes = "; ".join(_assumed(chronicle, code, letter))
    first: tuple[Action, ...] = ()
    if _status_before(chronicle, code, day) not in ("party", "contracting-state"):
        first = _as_a_party(chronicle, day)
        treaty = _with(treaty, code, kept=0)
    act = Action("notice_of_withdrawal", date=day, named=named)
    known = _until(treaty, code, day)
    wars = [one for one in treaty.participants.get(code, Entry()).actions[known:] if one.kind in WAR]  # they may hold back what runs
    found = derive(_with(treaty, code, *first, act, *wars, kept=known), before)
    exits = [exit_ for exit_ in found.histories[code].exits if exit_.notified == str(day)]
    ruling = _last(found, code, "former-party")
    if not exits and ruling is None:
        text = "the treaty is not in force for the State: consent is taken back at once"
        yield Result("withdrawal-of-consent", str(day), "VCLT 54", text, assumes)
        return
    if exits and exits[-1].undetermined:
        text = (
            f"{act.kind.replace('_', ' ')} {day}; {NOT_HELD} withdrawal"
            if clause is None
            else "the records cannot decide what becomes of it"
        )
        yield Result("undetermined", None, clause.article if clause else None, text, assumes)
        return
    if exits and exits[-1].effective is None and not exits[-1].void:
        held = [qualifier for qualifier in found.histories[code].qualifiers if qualifier.kind == "withdrawal-pending"]
        yield Result("held-back", None, clause.article if clause else None, str(held[-1].text) if held else "", assumes)
        return
    if ruling is None or (exits and exits[-1].void):
        void = [qualifier for qualifier in found.histories[code].qualifiers if qualifier.kind == "notice-without-effect"]
        text = str(void[0].text) if void else "no exit follows from the clause"
        yield Result("without-effect", None, (clause.article if clause else "VCLT 56") or None, text, assumes)
        return
    word = "earliest" if ruling.minimum and not named else "effect"
    why = ruling.why
    if named is not None and ruling.computed is not None and named.latest < ruling.day.earliest:
        why += f"; the day it names, {named}, is too early"
    yield Result(word, exits[-1].effective if exits else str(ruling.day), ruling.article or None, why, assumes)
    for deadline in treaty.clauses.deadlines:
        if deadline.after == "notice":
            opens, closes = deadline.from_.after(day), deadline.to.after(day)
            span = f"{opens}/{closes}" if opens.earliest <= closes.earliest else f"{opens}/.."
            text = f"{deadline.what}: {deadline.from_} to {deadline.to} after the notice"
            yield Result("deadline", span, deadline.article or None, text, assumes)


def _assumed(chronicle: Chronicle, code: str, letter: Letter) -> Iterator[str]:
    """What the answer takes for granted."""
    clause = chronicle.treaty.clauses.withdrawal
    yield "given to all parties that day" if clause and clause.anchor == "given" else "received by the depositary that day"
    status = _status_before(chronicle, code, letter.day)
    if status not in ("party", "contracting-state"):
        recorded = f"the State is a party that day (in the record it is not: {str(status or 'no status').replace('-', ' ')})"
        yield recorded if code in chronicle.treaty.participants else "a party since the treaty's entry into force"
    if clause and clause.minimum and not letter.named:
        yield "the notice names no later day"
    if clause and clause.held_by:
        acts = chronicle.treaty.participants.get(code, Entry()).actions
        yield "armed conflict as on record" if any(act.kind in WAR for act in acts) else "no armed conflict goes on"


def _as_a_party(chronicle: Chronicle, day: Day) -> tuple[Action, ...]:
    """The acts of a State that is a party since the treaty's entry into force."""
    treaty, force = chronicle.treaty, chronicle.force.ruling
    start = Action("accession", date=force.day if force else day, effect=force.day if force else None, basis="depositary")
    return (*_steps_needed(treaty, start.date), start._replace(protocols=_protocols(treaty)))


def _status_before(chronicle: Chronicle, code: str, day: Day) -> str | None:
    return chronicle.history(code).on((day.earliest - timedelta(1)).isoformat()).status


def _last(found: Chronicle, code: str, status: str) -> Ruling | None:
    return next((ruling for ruling in reversed(found.rulings.get(code, ())) if ruling.status == status), None)
