"""One treaty: its facts, its clauses, the day each condition was met, what is missing, how many stand where."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.clauses import Anchor, Clauses
from openskies_cli.derive import NOT_HELD, Chronicle
from openskies_cli.model import Treaty
from openskies_cli.table import Column, Table, day_text

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("treaty", "word", short=True),
    Column("on", "day"),
    Column("section", "word", short=True, heading=True),
    Column("key", "word", short=True),
    Column("value", short=True),
    Column("article", short=True),
    Column("note", short=True, flows=True),
    Column("coverage_through", "day"),
)


class Fact(NamedTuple):
    """One fact: where it stands, what it is called, what it is; an empty text is nothing."""

    section: str
    key: str
    value: object = None
    article: str | None = None
    note: str | None = None


NOT_READ = "not read"
NOT_THERE = "no instrument is on record"


def answer(register: "Register", *, on: str, treaty: Sequence[str] = ()) -> Table:
    """Facts as rows: section, key, value, with the article and a note."""
    rows = []
    treaties = register.treaties(treaty, joined=True)
    for treaty_id in treaties:
        chronicle = register.chronicle(treaty_id)
        through = chronicle.standing.coverage_through
        for fact in _facts(register, chronicle, on):
            said = {"value": day_text(fact.value) or None, "article": fact.article or None, "note": fact.note or None}
            rows.append({"treaty": treaty_id, "on": on, **fact._asdict(), **said, "coverage_through": through})
    return Table.of(COLUMNS, rows, f"{', '.join(register.title(treaty_id) for treaty_id in treaties)}, as of {on}.", about=treaties)


def _facts(register: "Register", chronicle: Chronicle, on: str) -> Iterator[Fact]:
    treaty = chronicle.treaty
    standing = register.standing(treaty.id, on)
    yield Fact("facts", "title", treaty.title)
    yield Fact("facts", "adopted", treaty.adopted, note=treaty.place_name)
    yield Fact("facts", "opened", treaty.day_opened())
    yield Fact("facts", "depositaries", ", ".join(register.name(code, on) for code in treaty.depositaries))
    if treaty.parent:
        yield Fact("facts", "parent", treaty.parent)
    since = f"since {standing.since}" if standing.since else None
    yield Fact("facts", "treaty_status", standing.status, note=since if standing.status else standing.because)
    yield from _entry_into_force(chronicle, on)
    yield from _clauses(treaty.clauses)
    yield from _counts(chronicle, on)
    yield from _events(treaty)
    yield from _record(chronicle)
    yield from (Fact("names", "alias", alias) for alias in treaty.aliases)


def _entry_into_force(chronicle: Chronicle, on: str) -> Iterator[Fact]:
    force, clause = chronicle.force, chronicle.treaty.clauses.entry_into_force
    ruling = force.ruling
    fact = partial(Fact, "entry_into_force")
    if ruling is None:
        note = "not in force" if clause.when else NOT_THERE
        yield fact("entry_into_force", None, clause.article, note)
    else:
        why = ruling.why if ruling.recorded is not None else f"{ruling.why} ({ruling.basis})"
        yield fact("entry_into_force", ruling.day, ruling.article, why)
        if ruling.computed is not None:
            yield fact("computed", ruling.computed, ruling.article, "differs from what was announced" if ruling.differs else None)
        if ruling.recorded is not None:
            yield fact("announced", ruling.recorded, ruling.article)
    for condition, day in force.parts:
        yield fact(f"condition_{condition.kind}", day, clause.article, str(condition) + ("" if day else ": not met"))
    if force.met is not None:
        yield fact("condition_met", force.met, clause.article, f"then {clause.delay}")
    if force.missing:
        yield fact("missing", " ".join(force.missing), clause.article, _wanting(chronicle, force.missing, on))


def _wanting(chronicle: Chronicle, missing: Sequence[str], on: str) -> str | None:
    """Of the States that are missing: who has not signed, and who has signed and not ratified."""
    statuses = {code: chronicle.history(code).on(on).status for code in missing if code.isupper()}
    signed = [code for code, status in statuses.items() if status == "signatory"]
    neither = [code for code, status in statuses.items() if status == "none"]
    parts = [f"signed, not ratified: {', '.join(signed)}"] * bool(signed) + [f"not signed: {', '.join(neither)}"] * bool(neither)
    return "; ".join(parts) or None


def _clauses(clauses: Clauses) -> Iterator[Fact]:
    fact = partial(Fact, "clauses")
    state = clauses.for_state
    later = "the threshold was met" if state.counts_after == "threshold" else "the treaty's entry into force"
    needs = f"; needs {', '.join(state.needs)}" if state.needs else ""
    needs += f"; needs {state.protocols} protocols" if state.protocols else ""
    if clauses.unread("entry_into_force_for_state"):
        yield fact("entry_into_force_for_state", None, NOT_READ, f"{NOT_HELD} later consent")
    else:
        yield fact("entry_into_force_for_state", state.delay, state.article, f"for deposits after {later}{needs}")
    yield _withdrawal(clauses)
    duration = clauses.duration
    times = f", {duration.times} time(s)" if duration.times else ""
    extended = "" if duration.extension is None else f"may be extended by {duration.extension} years{times}"
    yield fact("duration", "unlimited" if duration.years is None else f"{duration.years} years", duration.article, extended)
    provisional = clauses.provisional
    if provisional is not None:
        term = f"for {provisional.term} from opening for signature, unless extended" if provisional.term else ""
        note = f"from {provisional.since}; {term}".removesuffix("; ")
        yield fact("provisional_application", "; ".join(provisional.scope) or "the whole treaty", provisional.article, note)
    for deadline in clauses.deadlines:
        yield fact("deadline", f"{deadline.from_} to {deadline.to} after {deadline.after}", deadline.article, deadline.what)


def _withdrawal(clauses: Clauses) -> Fact:
    clause = clauses.withdrawal
    if clauses.unread("withdrawal"):
        return Fact("clauses", "withdrawal", None, NOT_READ, f"{NOT_HELD} withdrawal")
    if clause is None:
        return Fact("clauses", "withdrawal", None, "VCLT 56", "the treaty has none: a notice is without effect until accepted")
    notes = [f"from {'receipt by the depositary' if clause.anchor == 'received' else 'notice to all parties'}"]
    notes += [f"no notice before {_anchor(clause.not_before)}"] if clause.not_before else []
    notes += ["the notice may name a later day"] if clause.later_date_in_notice else []
    notes += ["held back by an armed conflict"] if clause.held_by else []
    notes += [f"leaving {', '.join(clause.with_)} is leaving this"] if clause.with_ else []
    notes += ["one exit ends the treaty"] if clause.ends_treaty else []
    notes += [f"effect at the {clause.effect_at.replace('_', ' ')}"] if clause.effect_at == "end_of_day" else []
    least = "at least " if clause.minimum else ""
    return Fact("clauses", "withdrawal", f"{least}{clause.delay}", clause.article, "; ".join(notes))


def _anchor(anchor: Anchor) -> str:
    return f"{anchor.delay} after {anchor.after.replace('_', ' ')}"


def _counts(chronicle: Chronicle, on: str) -> Iterator[Fact]:
    histories = chronicle.histories.values()
    standings = [history.on(on) for history in histories]
    for status in ("party", "contracting-state", "signatory", "former-party", "undetermined"):
        those = [standing for standing in standings if standing.status == status]
        disputed = sum(standing.certainty == "disputed" for standing in those)
        yield Fact("counts", status.replace("-", "_"), len(those), note=f"{disputed} of them disputed" if disputed else None)
    signed = sum(bool(history.spells and history.spells[0].signed) for history in histories)
    yield Fact("counts", "signatures_ever", signed, note="a predecessor counts once")
    parties = sum(any(step.status == "party" for step in history.steps) for history in histories)
    yield Fact("counts", "parties_ever", parties, note="the whole record")


def _events(treaty: Treaty) -> Iterator[Fact]:
    for event in treaty.events:
        until = f" to {event.until}" if event.until else ""
        note = ", ".join(filter(None, (event.title, event.place_name)))
        yield Fact("events", event.kind, f"{event.date}{until}" if event.date else None, event.article, note)


def _record(chronicle: Chronicle) -> Iterator[Fact]:
    fact = partial(Fact, "record")
    treaty, through = chronicle.treaty, chronicle.standing.coverage_through
    span = f"{treaty.coverage.since or ''} to {through}" if through else None
    yield fact("coverage", span, note="the days between which a complete list was seen")
    for code, day in treaty.seen.items():
        yield fact("seen", f"{code} {day}", note="seen later than the list")
    for gap in treaty.gaps:
        yield fact("gap", gap.participant or "anyone", note=gap.note)
    yield fact("participants", len(treaty.participants))
    yield fact("sources", len(treaty.sources), note=" ".join(treaty.sources))
