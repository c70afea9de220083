"""Who is party to a treaty on a day, or has any other status."""

from collections.abc import Iterator, Mapping, Sequence
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
    who: Sequence[str] = (),
    treaty: Sequence[str] = (),
    status: str | None = None,
    spells: str | None = None,
    as_notified: bool = False,
) -> Table:
    """One row per participant and spell whose status that day is `status` (default party; all: everyone in the record).

    With `who`, of those only.
    """
    wanted, every = status or "party", spells == "all"
    rows: list[dict[str, object]] = []
    captions = []
    treaties = register.treaties(treaty)
    codes = register.codes(who, on) if who else []
    cut = on if as_notified else ""
    for treaty_id in treaties:
        asked = {code: register.history(treaty_id, code, notified=cut) for code in codes}
        histories = asked if who else register.histories(treaty_id, notified=cut)
        standings = {code: history.on(on) for code, history in histories.items()}
        listed = [(register.name(code, on), code) for code, standing in standings.items() if wanted in ("all", standing.status)]
        listed.sort(key=lambda named: named[0].casefold())
        for name, code in listed:
            row = {"treaty": treaty_id, "participant": code, "name": name, "on": on, **_standing(histories[code], standings[code])}
            rows += [{**row, **_spell(spell)} for spell in _spells(histories[code], on, every)]
        captions.append(_caption(register, treaty_id, on, wanted, standings))
    note = (", as notified by then" if as_notified else "") + (f", of {len(codes)} asked about" if who else "")
    said = "; ".join(captions) if len(treaties) <= MOST_NAMED else f"{len(treaties)} treaties, {len(rows)} rows"
    return Table.of(COLUMNS, rows, f"As of {on}{note}: {said}.", about=treaties)


def _standing(history: History, standing: Standing) -> dict[str, object]:
    return {"status": standing.status, "certainty": standing.certainty, "coverage_through": history.coverage_through}


def _spells(history: History, on: str, every: bool) -> Iterator[Spell | None]:
    if every and history.spells:
        yield from history.spells
    else:
        yield history.spell(on)


def _spell(spell: Spell | None) -> dict[str, object]:
    """What a spell tells; nothing where there was none."""
    if spell is None:
        return NO_SPELL
    return {
        "spell": spell.number,
        "signed": spell.signed,
        "instrument": spell.instrument,
        "deposited": spell.deposited,
        "in_force": spell.in_force,
        "in_force_basis": spell.in_force_basis,
        "notice_of_withdrawal": spell.notice,
        "withdrawal_effective": spell.withdrawal_effective,
        "predecessor": spell.predecessor,
    }


NO_SPELL: dict[str, object] = dict.fromkeys(_spell(Spell(None, "", None)))


NOUNS = {
    "party": ("party", "parties"),
    "signatory": ("signatory", "signatories"),
    "former-party": ("former party", "former parties"),
    "contracting-state": ("contracting State", "contracting States"),
    "all": ("participants", "participants"),
}
"""A status -> what one and what several with it are called; any other is called as it is."""


def _caption(register: "Register", treaty_id: str, on: str, wanted: str, standings: Mapping[str, Standing]) -> str:
    """The count for people: how many, and who is open, disputed or beyond what the record covers."""
    sure = {code: standing for code, standing in standings.items() if wanted in ("all", standing.status)}
    open_ = [
        code
        for code, standing in standings.items()
        if standing.status == "undetermined"
        and wanted not in ("all", "undetermined")
        and any(note["status"] == wanted for note in standing.alternatives)
    ]
    disputed = [code for code, standing in sure.items() if standing.certainty == "disputed"]
    count = len(sure)
    text = f"{count} {NOUNS.get(wanted, (wanted, wanted))[count != 1]} ({register.title(treaty_id)}"
    if open_:
        text += f"; {count} to {count + len(open_)} with {', '.join(open_)}, undetermined"
    if disputed:
        text += f"; disputed: {', '.join(disputed)}"
    through = register.chronicle(treaty_id).standing.coverage_through
    unverified = [standing for standing in sure.values() if standing.certainty == "unverified"]
    if unverified or register.standing(treaty_id, on).certainty == "unverified":
        vouched = f"a complete list was seen up to {through}" if through else "the record does not say up to when it is complete"
        text += f"; unverified, {vouched}"
    return text + ")"
