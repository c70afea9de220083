"""Why that is the answer: the steps, the acts with their sources, the clause with its article, the arithmetic in words.

A tree as rows: `depth` 0 is the answer, 1 a step or what stands beside it, 2 and 3 its reasons.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.derive import Chronicle, Ruling
from openskies_cli.model import Action
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("participant", "word"),
    Column("name"),
    Column("on", "day"),
    Column("depth", "count"),
    Column("kind", "word"),
    Column("text", short=True, tree="depth", label="why"),
    Column("date", "day"),
    Column("basis", "word", short=True),
    Column("article", short=True),
    Column("sources", "words", short=True),
    Column("coverage_through", "day"),
)

Reason = tuple[int, str, str, object, str, str, tuple[str, ...]]
"""depth, kind, text, date, basis, article, sources"""


def answer(register: "Register", *, who: Sequence[str], on: str, treaty: Sequence[str] = ()) -> Table:
    """The chain behind `status`, for each treaty and participant."""
    rows: list[tuple[object, ...]] = []
    treaties = register.treaties(treaty)
    codes = list(dict.fromkeys(register.participant(name, on) for name in who))
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        for code in codes:
            name, through = register.name(code, on), chronicle.history(code).coverage_through
            for depth, kind, text, date, basis, article, sources in _reasons(chronicle, code, name, on):
                said = None if date is None else str(date)
                rows.append((treaty_id, code, name, on, depth, kind, text, said, basis or None, article or None, sources, through))
    return Table(COLUMNS, rows, f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}, as of {on}.", about=treaties)


def _reasons(chronicle: Chronicle, code: str, name: str, on: str) -> Iterator[Reason]:
    history = chronicle.history(code)
    s = history.on(on)
    status = (s.status or "no status").replace("-", " ")
    ended = f" (ended by {s.ended_by})" if s.ended_by else ""
    since = f" since {s.since}" if s.since else ""
    yield 0, "answer", f"{name} on {on}: {status}{since}{ended}; {s.certainty}", s.since, "", "", ()
    rulings = chronicle.rulings.get(code, ())
    if not rulings:
        yield 1, "step", s.because, None, "", "", ()
    told: set[int] = set()
    for ruling in rulings:
        yield from _step(chronicle, ruling, on, told)
    for note in s.qualifiers:
        yield (
            1,
            "qualifier",
            f"{note['text'] or note['kind']}" + (", uncertain" if note["certainty"] == "uncertain" else ""),
            note["since"],
            "",
            "",
            (),
        )
    for other in s.alternatives:
        held = other["held_by"]
        by = f", held by {', '.join(held)}" if isinstance(held, list) and held else ""
        yield (
            1,
            "alternative",
            f"or {str(other['status'] or 'no status').replace('-', ' ')}{by} ({other['basis']})",
            other["since"],
            "",
            "",
            (),
        )
    entry = chronicle.treaty.participants.get(code)
    for act in entry.actions if entry else ():
        if id(act) not in told:
            yield from _act(1, act, "beside")
    coverage = chronicle.treaty.coverage
    through = history.coverage_through
    text = (
        f"a complete list was seen from {coverage.since or 'the beginning'} to {through}"
        if through
        else "the record does not say up to when it is complete"
    )
    yield 1, "coverage", text, through, "", "", coverage.sources


def _step(chronicle: Chronicle, ruling: Ruling, on: str, told: set[int]) -> Iterator[Reason]:
    ahead = "then " if ruling.day.earliest.isoformat() > on else ""
    yield 1, "step", f"{ahead}{ruling.status.replace('-', ' ')} from {ruling.day}", ruling.day, ruling.basis, ruling.article, ()
    if ruling.article or ruling.basis != "recorded":
        yield 2, "reason", ruling.why, None, "", ruling.article, ()
    for act in ruling.acts:
        if id(act) not in told:
            told.add(id(act))
            yield from _act(2, act, "act")
    force = chronicle.force
    own = ruling.status != "party" or force.ruling is None or ruling.article != force.ruling.article
    if own and ruling.recorded is not None and ruling.computed is not None:
        verdict = "differs" if ruling.differs else "agrees"
        basis = next((act.basis for act in ruling.acts if act.effect is not None), "") or "published"
        yield (
            2,
            "compared",
            f"recorded {ruling.recorded} ({basis}), computed {ruling.computed}: {verdict}",
            ruling.recorded,
            "",
            ruling.article,
            (),
        )
    if ruling.status == "party" and force.ruling is not None and ruling.day.ends == force.ruling.day.ends:
        yield (
            2,
            "treaty",
            f"the treaty itself in force {force.ruling.day}: {force.ruling.why}",
            force.ruling.day,
            force.ruling.basis,
            force.ruling.article,
            (),
        )
        for condition, day in force.parts:
            yield 3, "condition", f"{condition}: {day or 'not met'}", day, "", force.ruling.article, ()


def _act(depth: int, act: Action, kind: str) -> Iterator[Reason]:
    words = act.kind.replace("_", " ")
    parts = [f"{words} {act.date or '(date not known)'}"]
    parts += [f"called {act.called}"] if act.called else []
    parts += [f"by {act.body}"] if act.body else []
    parts += [f"with {act.depositary}"] if act.depositary else []
    parts += [act.fact] if act.fact != "established" else []
    text = ", ".join(parts) + (f": {act.notes}" if act.notes else "")
    yield depth, kind, text, act.date, "", "", act.sources
    for other in act.also_reported:
        day = " ".join(
            str(part)
            for part in (other.action.replace("_", " "), other.date or "", f"effect {other.effect}" if other.effect else "")
            if part
        )
        yield (
            depth + 1,
            "also_reported",
            f"not followed: {day} ({other.why})" if other.why else f"not followed: {day}",
            other.date or other.effect,
            "",
            "",
            (other.source,) if other.source else (),
        )
