"""Why that is the answer: the steps, the acts with their sources, the clause with its article, the arithmetic in words.

A tree as rows: `depth` 0 is the answer, 1 a step or what stands beside it, 2 and 3 its reasons.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.derive import Chronicle, Ruling
from openskies_cli.history import Standing
from openskies_cli.model import Action
from openskies_cli.table import Column, Table, day_text

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
    Column("sources", "words", short=True, flows=True),
    Column("coverage_through", "day"),
)


class Reason(NamedTuple):
    """One row of the tree; its fields are columns, with "" where there is nothing to say."""

    depth: int
    kind: str
    text: str
    date: object = None
    basis: str = ""
    article: str = ""
    sources: tuple[str, ...] = ()


def answer(register: "Register", *, who: Sequence[str], on: str, treaty: Sequence[str] = ()) -> Table:
    """The chain behind `status`, for each treaty and participant."""
    rows = []
    treaties = register.treaties(treaty)
    codes = register.codes(who, on)
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        for code in codes:
            name = register.name(code, on)
            whose = {"treaty": treaty_id, "participant": code, "name": name, "on": on}
            through = chronicle.history(code).coverage_through
            rows += [{**whose, **_cells(reason), "coverage_through": through} for reason in _reasons(chronicle, code, name, on)]
    return Table.of(COLUMNS, rows, f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}, as of {on}.", about=treaties)


def _cells(reason: Reason) -> dict[str, object]:
    said = {"date": day_text(reason.date), "basis": reason.basis or None, "article": reason.article or None}
    return {**reason._asdict(), **said}


def _reasons(chronicle: Chronicle, code: str, name: str, on: str) -> Iterator[Reason]:
    history = chronicle.history(code)
    standing = history.on(on)
    status = (standing.status or "no status").replace("-", " ")
    ended = f" (ended by {standing.ended_by})" if standing.ended_by else ""
    since = f" since {standing.since}" if standing.since else ""
    yield Reason(0, "answer", f"{name} on {on}: {status}{since}{ended}; {standing.certainty}", standing.since)
    rulings = chronicle.rulings.get(code, ())
    if not rulings:
        yield Reason(1, "step", standing.because)
    told: set[int] = set()
    for ruling in rulings:
        yield from _step(chronicle, ruling, on, told)
    yield from _beside(standing)
    entry = chronicle.treaty.participants.get(code)
    for act in entry.actions if entry else ():
        if id(act) not in told:
            yield from _act(1, act, "beside")
    coverage = chronicle.treaty.coverage
    through = history.coverage_through
    seen = f"a complete list was seen from {coverage.since or 'the beginning'} to {through}"
    own = history.seen_through
    seen += f"; {name} was seen until {own}" if own is not None and own != through else ""
    yield Reason(
        1,
        "coverage",
        seen if through else "the record does not say up to when it is complete",
        through,
        sources=coverage.sources,
    )


def _beside(standing: Standing) -> Iterator[Reason]:
    """What stands beside the status that day, and what else it may be."""
    for note in standing.qualifiers:
        text = f"{note['text'] or note['kind']}" + (", uncertain" if note["certainty"] == "uncertain" else "")
        yield Reason(1, "qualifier", text, note["since"])
    for other in standing.alternatives:
        held = other["held_by"]
        by = f", held by {', '.join(held)}" if isinstance(held, list) and held else ""
        status = str(other["status"] or "no status").replace("-", " ")
        yield Reason(1, "alternative", f"or {status}{by} ({other['basis']})", other["since"])


def _step(chronicle: Chronicle, ruling: Ruling, on: str, told: set[int]) -> Iterator[Reason]:
    ahead = "then " if ruling.day.earliest.isoformat() > on else ""
    text = f"{ahead}{ruling.status.replace('-', ' ')} from {ruling.day}"
    yield Reason(1, "step", text, ruling.day, ruling.basis, ruling.article)
    if ruling.article or ruling.basis != "recorded":
        yield Reason(2, "reason", ruling.why, article=ruling.article)
    for act in ruling.acts:
        if id(act) not in told:
            told.add(id(act))
            yield from _act(2, act, "act")
    force = chronicle.force
    own = ruling.status != "party" or force.ruling is None or ruling.article != force.ruling.article
    if own and ruling.recorded is not None and ruling.computed is not None:
        verdict = "differs" if ruling.differs else "agrees"
        basis = next((act.its_basis for act in ruling.acts if act.effect is not None), "published")
        text = f"recorded {ruling.recorded} ({basis}), computed {ruling.computed}: {verdict}"
        yield Reason(2, "compared", text, ruling.recorded, article=ruling.article)
    if ruling.status == "party" and force.ruling is not None and ruling.day.ends == force.ruling.day.ends:
        text = f"the treaty itself in force {force.ruling.day}: {force.ruling.why}"
        yield Reason(2, "treaty", text, force.ruling.day, force.ruling.basis, force.ruling.article)
        for condition, day in force.parts:
            yield Reason(3, "condition", f"{condition}: {day or 'not met'}", day, article=force.ruling.article)


def _carried(act: Action) -> Iterator[tuple[str, str]]:
    """What an act carries beside its day, each with the word before it."""
    yield "towards", ", ".join(act.towards)
    yield "for", ", ".join(act.territory)
    yield "scope", ", ".join(act.scope)
    yield "procedure", act.procedure.replace("_", " ")
    yield "effect", day_text(act.effect) or ""
    yield "until", day_text(act.until) or ""


def _act(depth: int, act: Action, kind: str) -> Iterator[Reason]:
    words = act.kind.replace("_", " ")
    parts = [f"{words} {act.date or '(date not known)'}"]
    parts += [f"called {act.called}"] if act.called else []
    parts += [f"by {', '.join((*act.by, act.body) if act.body else act.by)}"] if act.by or act.body else []
    parts += [f"{word} {value}" for word, value in _carried(act) if value]
    parts += [f"with {act.depositary}"] if act.depositary else []
    parts += [act.fact] if act.fact != "established" else []
    text = ", ".join(parts) + (f": {act.notes}" if act.notes else "")
    yield Reason(depth, kind, text, act.date, sources=act.sources)
    for other in act.also_reported:
        said = (other.action.replace("_", " "), str(other.date or ""), f"effect {other.effect}" if other.effect else "")
        text = f"not followed: {' '.join(filter(None, said))}" + (f" ({other.why})" if other.why else "")
        sources = (other.source,) if other.source else ()
        yield Reason(depth + 1, "also_reported", text, other.date or other.effect, sources=sources)
