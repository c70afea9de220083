"""Where a participant stands towards a treaty on a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import ALTERNATIVE, QUALIFIER, UNSEEN, History, Standing
from openskies_cli.sentences import freshness, sentence
from openskies_cli.table import STATUS, Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True, groups=True),
    Column("treaty_status", "word"),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("status", "word", short=True, main=True, plainly=STATUS, nothing="no status"),
    Column("certainty", "word", short=True, spare=1),
    Column("since", "day", short=True),
    Column("next_change", "day", short=True),
    Column("next_status", "word"),
    Column("qualifiers", "notes", short=True, flows=True, keys=QUALIFIER),
    Column("alternatives", "notes", short=True, flows=True, keys=ALTERNATIVE),
    Column("ended_by", "word", short=True, spare=2),
    Column("because"),
    Column("coverage_through", "day"),
    Column("seen", "day", short=True, spare=3),
    Column("alpha3", "word"),
    Column("sentence"),
)

UNHEARD_OF = {**STATUS, "none": "not a party: no act on record"}
"""The words for people where nobody without a status has done anything."""


def _columns(unheard_of: bool) -> tuple[Column, ...]:
    """The columns; the status in words that are true of every row."""
    status = Column("status", "word", short=True, main=True, plainly=UNHEARD_OF if unheard_of else STATUS, nothing="no status")
    return tuple(status if column.key == "status" else column for column in COLUMNS)


def answer(
    register: "Register",
    *,
    who: Sequence[str],
    on: str,
    treaty: Sequence[str] = (),
    require: str | None = None,
    strict: bool = False,
    as_notified: bool = False,
) -> Table:
    """One row per treaty and participant. With `require`, whether all of them have that status."""
    treaties = register.treaties(treaty)
    codes = register.codes(who, on)
    rows: list[dict[str, object]] = []
    verdicts: list[str] = []
    remarks: list[str] = []
    said: list[str] = []
    active = False  # whether somebody without a status did something
    for treaty_id in treaties:
        whole = register.standing(treaty_id, on).status
        for code in codes:
            history = register.history(treaty_id, code, notified=on if as_notified else "")
            standing, name = history.on(on), register.name(code, on)
            told = sentence(register.record(treaty_id).title, register.title(treaty_id), name, on, history, standing)
            whose = {"treaty": treaty_id, "treaty_status": whole, "participant": code, "name": name, "on": on}
            rows.append({**whose, **_cells(history, standing), "alpha3": register.alpha3(code), "sentence": told})
            active = active or (standing.status == "none" and bool(history.timeline))
            fresh = freshness(history, standing, on)
            said.append(fresh)
            if require or strict:
                verdicts.append(_verdict(standing, require, strict))
                if fresh:
                    remarks.append(f"{name} and {treaty_id} on {on}: {fresh}")
    lead = str(rows[0]["sentence"]) if len(rows) == 1 and not as_notified else ""
    caption = _caption(register, treaties, on, as_notified, [] if lead else said)
    fresh_once = len(set(said)) == 1  # the caption says it
    quiet = ("seen", *(("certainty",) if any(said) else ())) if fresh_once else () if any(said) else ("seen",)
    plain = ("certainty",) if len(rows) > 1 and all(row["certainty"] == "certain" for row in rows) else ()  # as it should be
    return Table.of(
        _columns(not active), rows, caption, verdict=_worst(verdicts), remarks=remarks, about=treaties, quiet=(*quiet, *plain), lead=lead
    )


def _cells(history: History, standing: Standing) -> dict[str, object]:
    return {
        "status": standing.status,
        "certainty": standing.certainty,
        "since": standing.since,
        "next_change": standing.next_change,
        "next_status": standing.next_status,
        "qualifiers": standing.qualifiers,
        "alternatives": standing.alternatives,
        "ended_by": standing.ended_by,
        "because": standing.because,
        "coverage_through": history.coverage_through,
        "seen": history.seen_through,
    }


def _verdict(standing: Standing, require: str | None, strict: bool) -> str:
    """Whether this one has the status that all must have; without `require`, whether its status is decided."""
    if standing.certainty in ("uncertain", "disputed") or (strict and standing.certainty in UNSEEN):
        return "undecided"
    return "yes" if not require or standing.status == require else "no"


def _caption(register: "Register", treaties: Sequence[str], on: str, as_notified: bool, fresh: Sequence[str]) -> str:
    day = f"{on}, as notified by then" if as_notified else on
    caption = f"As of {day}"
    if len(treaties) == 1:
        caption = f"{register.title(treaties[0])}, as of {day}"
        whole = register.standing(treaties[0], on)
        if whole.status != "in-force":
            caption += f"; the treaty is {_words(whole.status or whole.because)} that day"
    if any(fresh):
        caption += f"; {fresh[0] if len(set(fresh)) == 1 else 'what is not certain is as last seen on the day under seen'}"
    return f"{caption}."


def _words(status: str) -> str:
    return status.replace("-", " ")


def _worst(verdicts: Sequence[str]) -> str:
    """No beats undecided beats yes: yes only if all are."""
    return next((word for word in ("no", "undecided", "yes") if word in verdicts), "")
