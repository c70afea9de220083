"""Which reservations stand on a day: from when until when, who objects, and who came too late with an objection."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.derive import Chronicle, Done, answered, declared, done, spelled
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name"),
    Column("on", "day"),
    Column("date", "day", short=True, spare=1),
    Column("event", "word", short=True, spare=2),
    Column("scope", "words", short=True, flows=True),
    Column("state", "word", short=True, main=True),
    Column("since", "day", short=True),
    Column("until", "day", short=True),
    Column("objections", "words", short=True, flows=True),
    Column("precluding", "words", short=True, flows=True),
    Column("late", "words", short=True, flows=True),
    Column("because"),
    Column("notes", short=True, flows=True),
    Column("sources", "words"),
    Column("seen", "day"),
    Column("coverage_through", "day"),
    Column("alpha3", "word"),
)

GONE = frozenset({"withdrawn", "ended", "without-effect", "future"})
"""States in which there is nothing to object to."""


def answer(
    register: "Register",
    *,
    on: str,
    who: Sequence[str] = (),
    treaty: Sequence[str] = (),
    declarations: bool = False,
    as_notified: bool = False,
) -> Table:
    """One row a reservation on record, with `declarations` also a declaration; its state as of `on`."""
    treaties = register.treaties(treaty)
    codes = register.codes(who, on)
    kinds = ("reservation", "declaration") if declarations else ("reservation",)
    rows: list[dict[str, object]] = []
    for treaty_id in treaties:
        chronicle = register.as_notified(treaty_id, on) if as_notified else register.chronicle(treaty_id)
        rows += _of_treaty(register, chronicle, codes, kinds, on)
    whose = ", ".join(register.name(code, on) for code in codes) or "everyone"
    caption = f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}: {whose}; state as of {on}."
    quiet = [key for key in ("scope", "objections", "precluding", "late", "notes") if not any(row[key] for row in rows)]
    return Table.of(COLUMNS, rows, caption, about=treaties, quiet=[*quiet, *(() if declarations else ("event",))])


def _of_treaty(
    register: "Register", chronicle: Chronicle, codes: Sequence[str], kinds: Sequence[str], on: str
) -> Iterator[dict[str, object]]:
    treaty, against = chronicle.treaty, tuple(declared(chronicle.treaty))
    for code in codes or treaty.participants:
        entry = treaty.participants.get(code)
        if entry is None or not any(action.kind in kinds for action in entry.actions):
            continue
        history = chronicle.history(code)
        for each in done(treaty, code, history, chronicle.rulings.get(code, ()), others=against):
            action = each.act.action
            if action.kind not in kinds:
                continue
            state = each.state(on)
            those = () if state in GONE else against
            said = answered(treaty, code, each.act, those, on)
            yield {
                "treaty": treaty.id,
                "participant": code,
                "name": register.name(code, on),
                "on": on,
                "date": each.act.text,
                "event": action.kind,
                "scope": action.scope,
                "state": state,
                "since": spelled(each.effect),
                "until": spelled(each.until),
                "objections": said.objecting,
                "precluding": said.precluding,
                "late": said.late,
                "because": _because(each, state, said.perhaps_late),
                "notes": action.notes or None,
                "sources": action.sources,
                "seen": history.seen_through,
                "coverage_through": history.coverage_through,
                "alpha3": register.alpha3(code),
            }


WHY = {
    "future": "not made yet",
    "past": "its day is not on record",
    "not-yet": "made, and not yet in force with the treaty for its State",
    "in-force": "in force",
    "undetermined": "the days on record, or the time in which the others may object, leave it open",
    "without-effect": "made after consent, and objected to within twelve months",
    "withdrawn": "withdrawn",
    "ended": "over by its own term, by a later one, or by the exit of its State",
    "disputed": "whether it was made is doubted",
}
"""The state of a reservation -> what that means."""


def _because(each: Done, state: str, perhaps_late: Sequence[str]) -> str:
    word = spelled(each.until if state in ("withdrawn", "ended") else each.effect)
    day = {"in-force": " since", "withdrawn": " from", "ended": "; from"}.get(state)
    text = WHY[state] + (f"{day} {word}" if day and word else "")
    open_ = f"; whether these objections came in time is not known: {', '.join(perhaps_late)}" if perhaps_late else ""
    return text + open_
