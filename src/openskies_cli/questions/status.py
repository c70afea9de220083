"""Where a participant stands towards a treaty on a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import ALTERNATIVE, QUALIFIER, History, Standing
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("treaty_status", "word"),
    Column("participant", "word", short=True, label="code"),
    Column("name", short=True),
    Column("on", "day"),
    Column("status", "word", short=True, nothing="no status"),
    Column("certainty", "word", short=True),
    Column("since", "day", short=True),
    Column("next_change", "day", short=True),
    Column("next_status", "word"),
    Column("qualifiers", "notes", short=True, keys=QUALIFIER),
    Column("alternatives", "notes", short=True, keys=ALTERNATIVE),
    Column("ended_by", "word", short=True),
    Column("because"),
    Column("coverage_through", "day"),
)


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
    codes = dict.fromkeys([register.participant(name, on) for name in who])
    rows: list[dict[str, object]] = []
    verdicts: list[str] = []
    remarks: list[str] = []
    said: list[str] = []
    for treaty_id in treaties:
        whole = register.standing(treaty_id, on).status
        for code in codes:
            history = register.history(treaty_id, code, notified=on if as_notified else "")
            standing, name = history.on(on), register.name(code, on)
            rows.append(
                {"treaty": treaty_id, "treaty_status": whole, "participant": code, "name": name, "on": on, **_cells(history, standing)}
            )
            unverified = standing.certainty == "unverified"
            if require or strict:
                verdicts.append(_verdict(standing, require, strict))
                if unverified:
                    remarks.append(f"{name} and {treaty_id}: {on} is not verified; {_vouched(history.coverage_through)}")
            if unverified:
                said.append(_vouched(history.coverage_through))
    caption = _caption(register, treaties, on, as_notified, said)
    return Table.of(COLUMNS, rows, caption, verdict=_worst(verdicts), remarks=remarks, about=treaties)


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
    }


def _verdict(standing: Standing, require: str | None, strict: bool) -> str:
    """Whether this one has the status that all must have; without `require`, whether its status is decided."""
    if standing.certainty in ("uncertain", "disputed") or (strict and standing.certainty == "unverified"):
        return "undecided"
    return "yes" if not require or standing.status == require else "no"


def _caption(register: "Register", treaties: Sequence[str], on: str, as_notified: bool, unverified: Sequence[str]) -> str:
    day = f"{on}, as notified by then" if as_notified else on
    caption = f"As of {day}"
    if len(treaties) == 1:
        caption = f"{register.title(treaties[0])}, as of {day}"
        whole = register.standing(treaties[0], on)
        if whole.status != "in-force":
            caption += f"; the treaty is {_words(whole.status or whole.because)} that day"
    if unverified:
        caption += f"; unverified: {unverified[0] if len(set(unverified)) == 1 else 'the day lies outside what the records cover'}"
    return f"{caption}."


def _vouched(through: str | None) -> str:
    return f"a complete list was seen up to {through}" if through else "the record does not say up to when it is complete"


def _words(status: str) -> str:
    return status.replace("-", " ")


def _worst(verdicts: Sequence[str]) -> str:
    """No beats undecided beats yes: yes only if all are."""
    return next((word for word in ("no", "undecided", "yes") if word in verdicts), "")
