"""Who is party to a treaty on a day, or has any other status."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import UNSEEN, History, Spell, Standing
from openskies_cli.sentences import freshness
from openskies_cli.table import STATUS, Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("status", "word", short=True, plainly=STATUS, nothing="no status"),
    Column("certainty", "word", short=True, spare=1),
    Column("spell", "count"),
    Column("signed", "day", short=True, spare=3),
    Column("instrument", "word", short=True, spare=4),
    Column("deposited", "day", short=True),
    Column("in_force", "day", short=True),
    Column("in_force_basis", "word"),
    Column("notice_of_withdrawal", "day"),
    Column("withdrawal_effective", "day", short=True),
    Column("predecessor", "word"),
    Column("coverage_through", "day"),
    Column("seen", "day", short=True, spare=2),
    Column("alpha3", "word"),
    Column("notified", "day"),
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
            whose = {"treaty": treaty_id, "participant": code, "name": name, "on": on, "alpha3": register.alpha3(code)}
            row = {**whose, **_standing(histories[code], standings[code])}
            rows += [{**row, **_spell(spell)} for spell in _spells(histories[code], on, every)]
        captions.append(_caption(register, treaty_id, on, wanted, standings, histories))
    unseen = [row for row in rows if row["certainty"] in UNSEEN]
    seen = {(row["treaty"], row["seen"]) for row in unseen}
    seen -= {(one, register.chronicle(one).standing.seen_through) for one in treaties}  # the caption says up to when the list was seen
    alike = len({row["certainty"] for row in rows} - {"disputed"}) <= 1  # the caption names who is disputed
    quiet = [
        *(["status"] if wanted != "all" else []),  # the caption counts them
        *(["certainty"] if alike else []),
        *(["seen"] if not unseen or (len(treaties) == 1 and len(seen) <= MOST_NAMED) else []),
    ]
    note = (", as notified by then" if as_notified else "") + (f", of {len(codes)} asked about" if who else "")
    said = "; ".join(captions) if len(treaties) <= MOST_NAMED else f"{len(treaties)} treaties, {len(rows)} rows"
    return Table.of(COLUMNS, rows, f"As of {on}{note}: {said}.", about=treaties, quiet=quiet)


def _standing(history: History, standing: Standing) -> dict[str, object]:
    seen = {"coverage_through": history.coverage_through, "seen": history.seen_through}
    return {"status": standing.status, "certainty": standing.certainty, **seen}


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
        "notified": spell.notified,
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


def _caption(
    register: "Register", treaty_id: str, on: str, wanted: str, standings: Mapping[str, Standing], histories: Mapping[str, History]
) -> str:
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
    fresh = freshness(register.chronicle(treaty_id).standing, register.standing(treaty_id, on), on)
    if not fresh:
        return f"{text})"
    later = [code for code in sure if histories[code].seen > histories[code].covered[1]]
    counts = "".join(f"; {told}" for told in (_counted_later(register, treaty_id) if wanted == "party" else ()))
    others = f"; {', '.join(f'{code} on {histories[code].seen}' for code in later)}" if 0 < len(later) <= MOST_NAMED else ""
    return f"{text}; {fresh}{others}{counts})"


def _counted_later(register: "Register", treaty_id: str) -> Iterator[str]:
    """What a source counts on a day after the list, and how many the record has that day: a number vouches for no name."""
    chronicle = register.chronicle(treaty_id)
    seen = chronicle.standing.covered[1]
    for count in chronicle.treaty.counted:
        day = count.on.latest.isoformat()
        if count.parties is not None and day > seen:
            here = sum(history.on(day).status == "party" for history in chronicle.histories.values())
            agrees = "as here" if here == count.parties else f"here {here}"
            yield f"{count.source} counts {count.parties} on {count.on}, {agrees}"
