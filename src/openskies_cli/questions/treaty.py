"""One treaty: its facts, its clauses, the day each condition was met, what is missing, how many stand where."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openskies_cli.clauses import Anchor
from openskies_cli.derive import Chronicle
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("on", "day"),
    Column("section", "word", short=True, heading=True),
    Column("key", "word", short=True),
    Column("value", short=True),
    Column("article", short=True),
    Column("note", short=True),
    Column("coverage_through", "day"),
)

Fact = tuple[str, str, object, object, object]
"""section, key, value, article, note"""


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """Facts as rows: section, key, value, with the article and a note."""
    rows: list[tuple[object, ...]] = []
    asked = register.treaties(treaty)
    for treaty_id in asked:
        chronicle = register.chronicle(treaty_id)
        through = chronicle.standing.coverage_through
        for section, key, value, article, note in _facts(register, chronicle, on):
            said = None if value is None or value == "" else str(value)
            rows.append((treaty_id, on, section, key, said, article or None, note or None, through))
    return Table(COLUMNS, rows, f"{', '.join(register.title(treaty_id) for treaty_id in asked)}, as of {on}.", about=asked)


def _facts(register: "Register", chronicle: Chronicle, on: str) -> Iterator[Fact]:
    t = chronicle.treaty
    standing = chronicle.standing.on(on)
    yield "facts", "title", t.title or None, None, None
    yield "facts", "adopted", t.adopted, None, t.place_name
    yield "facts", "opened", t.day_opened(), None, None
    yield "facts", "depositaries", ", ".join(register.name(code, on) for code in t.depositaries) or None, None, None
    if t.parent:
        yield "facts", "parent", t.parent, None, None
    yield "facts", "treaty_status", standing.status, None, f"since {standing.since}" if standing.since else None
    yield from _entry_into_force(chronicle, on)
    yield from _clauses(chronicle)
    yield from _counts(chronicle, on)
    yield from _events(chronicle)
    yield from _record(chronicle)


def _entry_into_force(chronicle: Chronicle, on: str) -> Iterator[Fact]:
    force, clause = chronicle.force, chronicle.treaty.clauses.entry_into_force
    ruling = force.ruling
    if ruling is None:
        yield (
            "entry_into_force",
            "entry_into_force",
            None,
            clause.article,
            "not in force" if clause.when else "the record has no clause for it",
        )
    else:
        why = ruling.why if ruling.recorded is not None else f"{ruling.why} ({ruling.basis})"
        yield "entry_into_force", "entry_into_force", ruling.day, ruling.article, why
        if ruling.computed is not None:
            yield (
                "entry_into_force",
                "computed",
                ruling.computed,
                ruling.article,
                "differs from what was announced" if ruling.differs else None,
            )
        if ruling.recorded is not None:
            yield "entry_into_force", "announced", ruling.recorded, ruling.article, None
    for condition, day in force.parts:
        yield "entry_into_force", f"condition_{condition.kind}", day, clause.article, str(condition) + ("" if day else ": not met")
    if force.met is not None:
        yield "entry_into_force", "condition_met", force.met, clause.article, f"then {clause.delay}"
    if force.missing:
        yield "entry_into_force", "missing", " ".join(force.missing), clause.article, _wanting(chronicle, force.missing, on)


def _wanting(chronicle: Chronicle, missing: Sequence[str], on: str) -> str | None:
    """Of the States that are missing: who has not signed, and who has signed and not ratified."""
    statuses = {code: chronicle.history(code).on(on).status for code in missing if code.isupper()}
    signed = [code for code, status in statuses.items() if status == "signatory"]
    neither = [code for code, status in statuses.items() if status == "none"]
    parts = [f"signed, not ratified: {', '.join(signed)}"] * bool(signed) + [f"not signed: {', '.join(neither)}"] * bool(neither)
    return "; ".join(parts) or None


def _clauses(chronicle: Chronicle) -> Iterator[Fact]:
    c = chronicle.treaty.clauses
    later = "the threshold was met" if c.for_state.counts_after == "threshold" else "the treaty's entry into force"
    needs = f"; needs {', '.join(c.for_state.needs)}" if c.for_state.needs else ""
    needs += f"; needs {c.for_state.protocols} protocols" if c.for_state.protocols else ""
    yield "clauses", "entry_into_force_for_state", c.for_state.delay, c.for_state.article, f"for deposits after {later}{needs}"
    w = c.withdrawal
    if w is None:
        yield "clauses", "withdrawal", None, "VCLT 56", "the record has none: a notice is without effect until accepted"
    else:
        start = "receipt by the depositary" if w.anchor == "received" else "notice to all parties"
        notes = [f"from {start}"]
        notes += [f"no notice before {_anchor(w.not_before)}"] if w.not_before else []
        notes += ["the notice may name a later day"] if w.later_date_in_notice else []
        notes += ["held back by an armed conflict"] if w.held_by else []
        notes += [f"leaving {', '.join(w.with_)} is leaving this"] if w.with_ else []
        notes += ["one exit ends the treaty"] if w.ends_treaty else []
        notes += [f"effect at the {w.effect_at.replace('_', ' ')}"] if w.effect_at == "end_of_day" else []
        yield "clauses", "withdrawal", ("at least " if w.minimum else "") + str(w.delay), w.article, "; ".join(notes)
    d = c.duration
    extended = "" if d.extension is None else f"; may be extended by {d.extension} years" + (f", {d.times} time(s)" if d.times else "")
    yield "clauses", "duration", "unlimited" if d.years is None else f"{d.years} years", d.article, extended.removeprefix("; ")
    p = c.provisional
    if p is not None:
        term = f"for {p.term} from opening for signature, unless extended" if p.term else ""
        yield (
            "clauses",
            "provisional_application",
            "; ".join(p.scope) or "the whole treaty",
            p.article,
            f"from {p.since}; {term}".removesuffix("; "),
        )
    for deadline in c.deadlines:
        text = f"{deadline.from_} to {deadline.to} after {deadline.after}"
        yield "clauses", "deadline", text, deadline.article, deadline.what


def _anchor(anchor: Anchor) -> str:
    return f"{anchor.delay} after {anchor.after.replace('_', ' ')}"


def _counts(chronicle: Chronicle, on: str) -> Iterator[Fact]:
    found = [history.on(on) for history in chronicle.histories.values()]
    for word in ("party", "contracting-state", "signatory", "former-party", "undetermined"):
        those = [s for s in found if s.status == word]
        disputed = sum(s.certainty == "disputed" for s in those)
        yield "counts", word.replace("-", "_"), len(those), None, f"{disputed} of them disputed" if disputed else None
    signed = [h.spells[0].signed for h in chronicle.histories.values() if h.spells and h.spells[0].signed]
    yield "counts", "signatures_ever", len(signed), None, "a predecessor counts once"
    yield (
        "counts",
        "parties_ever",
        sum(any(step.status == "party" for step in h.steps) for h in chronicle.histories.values()),
        None,
        "the whole record",
    )


def _events(chronicle: Chronicle) -> Iterator[Fact]:
    for event in chronicle.treaty.events:
        until = f" to {event.until}" if event.until else ""
        yield (
            "events",
            event.kind,
            f"{event.date}{until}" if event.date else None,
            event.article,
            ", ".join(filter(None, (event.title, event.place_name))),
        )


def _record(chronicle: Chronicle) -> Iterator[Fact]:
    t = chronicle.treaty
    through = chronicle.standing.coverage_through
    yield (
        "record",
        "coverage",
        f"{t.coverage.since or ''} to {through}" if through else None,
        None,
        "the days between which a complete list was seen",
    )
    for code, day in t.seen.items():
        yield "record", "seen", f"{code} {day}", None, "seen later than the list"
    for gap in t.gaps:
        yield "record", "gap", gap.participant or "anyone", None, gap.note
    yield "record", "participants", len(t.participants), None, None
    yield "record", "sources", len(t.sources), None, " ".join(t.sources)
