"""Where a participant stands towards a treaty on a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openskies_cli.history import ALTERNATIVE, QUALIFIER
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
    codes = [register.participant(name, on) for name in who]
    rows: list[tuple[object, ...]] = []
    verdicts: list[str] = []
    remarks: list[str] = []
    said: list[str] = []
    for treaty_id in treaties:
        whole = register.standing(treaty_id, on)
        for code in dict.fromkeys(codes):
            history = register.history(treaty_id, code, notified=on if as_notified else "")
            s = history.on(on)
            name = register.name(code, on)
            rows.append(
                (
                    treaty_id,
                    whole.status,
                    code,
                    name,
                    on,
                    s.status,
                    s.certainty,
                    s.since,
                    s.next_change,
                    s.next_status,
                    s.qualifiers,
                    s.alternatives,
                    s.ended_by,
                    s.because,
                    history.coverage_through,
                )
            )
            decided = s.certainty not in ("uncertain", "disputed") and not (strict and s.certainty == "unverified")
            if require or strict:
                verdicts.append("undecided" if not decided else "yes" if not require or s.status == require else "no")
                if s.certainty == "unverified":
                    remarks.append(f"{name} and {treaty_id}: {on} is not verified; {_vouched(history.coverage_through)}")
            if s.certainty == "unverified":
                said.append(_vouched(history.coverage_through))
    caption = f"As of {on}" + (", as notified by then" if as_notified else "")
    if len(treaties) == 1:
        caption = f"{register.title(treaties[0])}, as of {on}" + (", as notified by then" if as_notified else "")
        whole = register.standing(treaties[0], on)
        if whole.status != "in-force":
            caption += f"; the treaty is {_words(whole.status)} that day"
    if said:
        caption += f"; unverified: {said[0] if len(set(said)) == 1 else 'the day lies outside what the records cover'}"
    return Table(COLUMNS, rows, caption + ".", verdict=_worst(verdicts), remarks=remarks, about=treaties)


def _vouched(through: str | None) -> str:
    return f"a complete list was seen up to {through}" if through else "the record does not say up to when it is complete"


def _words(status: str | None) -> str:
    return (status or "").replace("-", " ")


def _worst(verdicts: Sequence[str]) -> str:
    """No beats undecided beats yes: yes only if all are."""
    return next((word for word in ("no", "undecided", "yes") if word in verdicts), "")
