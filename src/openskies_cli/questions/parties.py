"""Who is party to a treaty on a day, or has any other status."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import History, Spell, Standing
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("status", "word", short=True, nothing="no status"),
    Column("certainty", "word", short=True),
    Column("spell", "count"),
    Column("signed", "day", short=True),
    Column("instrument", "word", short=True),
    Column("deposited", "day", short=True),
    Column("in_force", "day", short=True),
    Column("in_force_basis", "word"),
    Column("notice_of_withdrawal", "day"),
    Column("withdrawal_effective", "day", short=True),
    Column("predecessor", "word"),
    Column("coverage_through", "day"),
)

MOST_NAMED = 3
"""With more treaties the caption counts them only: each row says the rest."""


def answer(
    register: "Register",
    *,
    on: str,
    treaty: Sequence[str] = (),
    status: str | None = None,
    spells: str | None = None,
    as_notified: bool = False,
) -> Table:
    """One row per participant and spell whose status that day is `status` (default party; all: everyone in the record)."""
    wanted, every = status or "party", spells == "all"
    rows: list[tuple[object, ...]] = []
    captions = []
    treaties = register.treaties(treaty)
    for treaty_id in treaties:
        standings = [
            (code, history, history.on(on)) for code, history in register.histories(treaty_id, notified=on if as_notified else "").items()
        ]
        listed = [(code, history, s) for code, history, s in standings if wanted in ("all", s.status)]
        listed.sort(key=lambda item: register.name(item[0], on).casefold())
        for code, history, s in listed:
            rows += [_row(treaty_id, code, register.name(code, on), on, s, history, spell) for spell in _spells(history, on, every)]
        captions.append(_caption(register, treaty_id, on, wanted, standings))
    note = ", as notified by then" if as_notified else ""
    said = "; ".join(captions) if len(treaties) <= MOST_NAMED else f"{len(treaties)} treaties, {len(rows)} rows"
    return Table(COLUMNS, rows, f"As of {on}{note}: {said}.", about=treaties)


def _spells(history: History, on: str, every: bool) -> Iterator[Spell | None]:
    if every and history.spells:
        yield from history.spells
    else:
        yield history.spell(on)


def _row(treaty_id: str, code: str, name: str, on: str, s: Standing, history: History, spell: Spell | None) -> tuple[object, ...]:
    facts: tuple[object, ...] = (None,) * 9
    if spell is not None:
        facts = (
            spell.number,
            spell.signed,
            spell.instrument,
            spell.deposited,
            spell.in_force,
            spell.in_force_basis,
            spell.notice,
            spell.withdrawal_effective,
            spell.predecessor,
        )
    return (treaty_id, code, name, on, s.status, s.certainty, *facts, history.coverage_through)


def _caption(register: "Register", treaty_id: str, on: str, wanted: str, standings: Sequence[tuple[str, History, Standing]]) -> str:
    """The count for people: how many, and who is open, disputed or beyond what the record covers."""
    sure = [(code, s) for code, _, s in standings if wanted in ("all", s.status)]
    open_ = [code for code, _, s in standings if s.status == "undetermined" and wanted not in ("all", "undetermined")]
    open_ = [code for code, _, s in standings if code in open_ and any(note["status"] == wanted for note in s.alternatives)]
    disputed = [code for code, s in sure if s.certainty == "disputed"]
    noun = {"party": "parties", "signatory": "signatories", "former-party": "former parties", "contracting-state": "contracting States"}
    one = {"party": "party", "signatory": "signatory", "former-party": "former party", "contracting-state": "contracting State"}
    count = len(sure)
    text = (
        f"{count} {(one if count == 1 else noun).get(wanted, 'participants' if wanted == 'all' else wanted)} ({register.title(treaty_id)}"
    )
    if open_:
        text += f"; {count} to {count + len(open_)} with {', '.join(open_)}, undetermined"
    if disputed:
        text += f"; disputed: {', '.join(disputed)}"
    through = register.chronicle(treaty_id).standing.coverage_through
    if any(s.certainty == "unverified" for _, s in sure) or register.standing(treaty_id, on).certainty == "unverified":
        text += (
            f"; unverified, a complete list was seen up to {through}"
            if through
            else "; unverified, the record does not say up to when it is complete"
        )
    return text + ")"
