"""What a text says, held against the records: each part of a claim, its verdict, and the facts that decide it.

A verdict is computed, never typed: every reading of a claim is a question to the same desk, and what its answer should
hold. confirmed: the literal reading holds. imprecise: only a later one does. contradicted: the literal one does not.
not-decidable: the records have no row for it, do not know it well enough, or end before the day of the text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from openskies_cli.dates import BadDate, Day, parse
from openskies_cli.diagnostics import NoSuchTreaty, Refused, did_you_mean, unknown
from openskies_cli.history import UNSEEN
from openskies_cli.model import BESIDE, DOMESTIC
from openskies_cli.table import Column, Table, coded

if TYPE_CHECKING:
    from openskies_cli.history import History
    from openskies_cli.model import Atom, Claim, ClaimReading, Source, Wanted
    from openskies_cli.register import Register

COLUMNS = (
    Column("source", "word"),
    Column("claim", "word", short=True),
    Column("atom", "word", short=True),
    Column("says", short=True, flows=True),
    Column("verdict", "word", short=True),
    Column("as_worded", "word"),
    Column("reading", "count"),
    Column("means"),
    Column("question"),
    Column("expected"),
    Column("found"),
    Column("because", short=True, flows=True),
    Column("basis", "words", short=True),
    Column("sources", "words"),
    Column("note"),
    Column("as_of", "day"),
    Column("coverage_through", "day"),
)

VERDICTS: Mapping[bool | None, str] = {True: "confirmed", False: "contradicted", None: "not-decidable"}
"""What becomes of one reading."""

STANDING = ("status", "treaty_status", "since", "next_change", "next_status", "ended_by", "qualifiers", "state")
"""What a day outside the records' coverage, or a row that is not certain, leaves open. Other cells tell of recorded acts."""

COUNTED = ("status", "parties", "withdrawals", "timeline", "treaties")
"""Answers that are whole lists within the coverage. The rows of any other prove only that there are at least so many."""

NEVER_WHOLE = BESIDE | DOMESTIC | {"proposal", "negotiation", "conference"}
"""Events of which no record promises to have all."""


LAST = "last"
"""A day that each treaty has of its own, and that its records cover."""

WHO = frozenset({"participant", "participants", "predecessor", "pending", "disputed", "revoked"})
"""Columns whose cells are codes of participants: what a claim wants there is named as everywhere else."""

BASES = ("basis", "in_force_basis", "effective_basis")
"""Columns that say on what a day rests."""

Row = Mapping[str, Any]


class Held(NamedTuple):
    """What one reading came to: yes, no, or None; the sentence, what was found, on what basis, by which sources."""

    holds: bool | None
    sentence: str
    found: str = ""
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    through: str | None = None


def answer(register: "Register", *, what: Sequence[str] = ()) -> Table:
    """One row per part of a claim, for the texts named (ids of seeds, or files; default: every seed that makes claims)."""
    rows = []
    names = what or register.claiming()
    texts = [_text(register, name) for name in names]
    for name, source in zip(names, texts, strict=True):
        register.speaks("" if _is_file(name) else name)
        assert source.date is not None  # a text with claims but no date is refused when it is read
        as_of = source.date.latest.isoformat()
        rows += [_row(register, source, claim, atom, as_of) for claim in source.claims for atom in claim.atoms]
    return Table.of(COLUMNS, rows, _caption(rows, texts))


def _text(register: "Register", name: str) -> "Source":
    """A seed by its id, or a file. Refused where it makes no claims."""
    known = register.claiming()
    if not _is_file(name) and name not in register.source_ids():
        otherwise = "write an id of seeds/, or a file that ends in .yaml"
        raise unknown(f"there is no text '{name}'", name, known, otherwise, (f"with claims: {', '.join(known) or 'none'}",))
    source = register.source_file(name) if _is_file(name) else register.source(name)
    if not source.claims:
        raise Refused(2, f"'{name}' makes no claims on record", (f"with claims: {', '.join(known) or 'none'}",))
    return source


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name


def _row(register: "Register", source: "Source", claim: "Claim", atom: "Atom", as_of: str) -> dict[str, object]:
    held = [_held(register, reading, as_of) for reading in atom.readings]
    at = next((i for i, one in enumerate(held) if one.holds), 0)
    one = held[at] if held else Held(None, "no question of this program asks for it")
    worded = VERDICTS[held[0].holds if held else None]
    verdict, because = worded, one.sentence
    if at:
        verdict = "imprecise"
        means = atom.readings[at].means or f"reading {at + 1}"
        because = f"{worded.replace('-', ' ')} as worded ({held[0].sentence}); holds as: {means} ({one.sentence})"
    return {
        "source": source.id,
        "claim": claim.id,
        "atom": atom.id or None,
        "says": atom.says,
        "verdict": verdict,
        "as_worded": worded,
        **(_read(atom.readings[at], at) if held else NOT_READ),
        "found": one.found or None,
        "because": because,
        "basis": one.basis,
        "sources": one.sources,
        "note": claim.notes or None,
        "as_of": as_of,
        "coverage_through": one.through,
    }


def _read(reading: "ClaimReading", at: int) -> dict[str, object]:
    wanted = _wanted(reading.expect.value)
    return {"reading": at + 1, "means": reading.means or None, "question": reading.ask, "expected": wanted}


NOT_READ: dict[str, object] = dict.fromkeys(("reading", "means", "question", "expected"))


def _caption(rows: Sequence[Row], texts: "Sequence[Source]") -> str:
    verdicts = [row["verdict"] for row in rows]
    counts = ", ".join(
        f"{verdicts.count(word)} {word.replace('-', ' ')}"
        for word in ("confirmed", "imprecise", "contradicted", "not-decidable")
        if word in verdicts
    )
    whose = "; ".join(f"{source.title}{f' ({source.publisher})' if source.publisher else ''}, {source.date}" for source in texts)
    return f"{whose}: {counts}." if rows else "No text with claims."


# A text to begin with -----------------------------------------------------------------------------

BEGUN = """\
# What a text says, held against the records: openskies claims {file}
# docs/claims.md shows what may stand here. These claims are examples: put yours in their place, in your own words.
id: {id}
title: {title}
kind: press  # or government-statement, scholarly, reference
date: {date}  # the day of the text: what it says is read as of that day
# publisher: who published it
# addresses: [where it can be read]
claims:
  - id: who
    says: Russia has left the Treaty on Open Skies
    readings:
      - {{ask: status Russia -t open-skies, expect: {{key: status, value: former-party}}}}

  - id: when  # two ways to read it, the literal one first
    says: the United States withdrew in May 2020
    readings:
      - {{ask: withdrawals -t open-skies, where: {{participant: United States}}, expect: {{key: effective, value: 2020-05}}}}
      - ask: withdrawals -t open-skies
        where: {{participant: United States}}
        expect: {{key: notified, value: 2020-05}}
        means: notice was given

  - id: members  # of two parts one may hold and the other not
    says: of its more than thirty members, Germany joined last
    atoms:
      - id: many
        says: it has more than thirty parties
        readings: [{{ask: parties -t open-skies --status all, where: {{status: party}}, expect: {{rows: {{at_least: 31}}}}}}]
      - id: last
        says: Germany joined in 2005
        readings: [{{ask: parties -t open-skies, where: {{participant: Germany}}, expect: {{key: deposited, value: 2005}}}}]

  - id: mood
    says: the mood was bad
    readings: []  # no question asks for it
"""


def begin(register: "Register", name: str, target: str, today: str) -> str:
    """A text to fill in, for an id or for a file of that name. Refused where the id is none, or somebody else's."""
    id_ = name.replace("\\", "/").rpartition("/")[2]
    id_ = id_.removesuffix(".yaml").removesuffix(".yml")
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in id_.casefold()).split())
    if id_ != slug or not slug:
        meant = f"write --new {slug}" if slug else "write a name such as news-2021-06-07"
        raise Refused(2, f"--new: '{id_}' is no id of lower-case letters, digits and dashes; {meant}")
    if slug in register.source_ids():
        raise Refused(2, f"--new: there is a document '{slug}' in seeds/ already; give the new text another name")
    return BEGUN.format(id=slug, title=slug.replace("-", " "), date=today, file=target or (name if _is_file(name) else f"{slug}.yaml"))


# One reading --------------------------------------------------------------------------------------


def _held(register: "Register", reading: "ClaimReading", as_of: str) -> Held:
    """Asks the reading's question and holds its answer against what the reading expects."""
    asked = _asked(register, reading, as_of)
    if isinstance(asked, str):
        return Held(None, asked)
    register.remarks += [f"{reading.place}: {sentence}" for sentence in asked.strangers]
    for key, meant in asked.meant.items():
        for text in _naming_nothing(asked, asked.column(key), meant):
            register.remarks.append(_nothing(asked, key, text))
    if asked.strangers:
        return Held(None, f"{_question(asked)}: {'; '.join(asked.strangers)}")
    sure, perhaps = _chosen(asked)
    if reading.expect.key:
        return _by_cells(asked, sure, perhaps)
    return _by_number(asked, sure, perhaps)


class Asked(NamedTuple):
    """A question that has been answered: its name, its columns by key, its rows with their cells by key, and whether the records of
    all its treaties cover its day, for everybody or for those whom it is about.

    `closed`: nobody else can have joined
    since. `where` and `value` are what the reading wants, with codes and ids for names; `meant` has them by the text that was written,
    and `strangers` a sentence for each name that means nobody.
    """

    register: "Register"
    reading: "ClaimReading"
    name: str
    columns: Mapping[str, Column]
    rows: Sequence[Row]
    covered: bool
    where: "Mapping[str, Wanted]"
    meant: Mapping[str, Mapping[str, tuple[str, ...]]]
    value: "Wanted"
    strangers: Sequence[str]
    closed: bool

    def column(self, key: str) -> Column:
        """A column of the answer. Refused, at the reading's place, where it has none of that name."""
        if key in self.columns:
            return self.columns[key]
        sentence = f"{self.reading.place}: the answer to '{self.reading.ask}' has no column '{key}'"
        raise unknown(sentence, key, self.columns, f"its columns: {', '.join(self.columns)}")

    @property
    def whole(self) -> bool:
        """Whether the answer lists everything there was, so that its rows can be counted."""
        if self.name == "timeline":
            events = self.reading.where.get("event")
            return self.covered and events is not None and events.how == "is" and NEVER_WHOLE.isdisjoint(events.texts)
        return (self.covered and self.name in COUNTED) or (self.closed and self.name == "parties")


def _asked(register: "Register", reading: "ClaimReading", as_of: str) -> Asked | str:
    """The answer, or a sentence why the records give none. Refused, at the reading's place, where its words are wrong."""
    try:
        name, said, ask = register.understand(reading.ask, as_of)
    except Refused as wrong:
        raise Refused(2, f"{reading.place}: {wrong.sentence}", wrong.details) from None
    if name == "parties" and not reading.expect.key and said["status"] != "all":
        remedy = f"ask 'parties --status all', where: {{status: {said['status']}}}"
        raise Refused(2, f"{reading.place}: this leaves out those whose status cannot be decided, so its rows are no count; {remedy}")
    try:
        asked = _treaties(register, name, said)
        table: Table = ask()
    except NoSuchTreaty as refused:
        if refused.near:  # mistyped: what only looks undecided would be read as a verdict
            raise Refused(2, f"{reading.place}: {refused.sentence}", refused.details) from None
        return f"{reading.ask}: {refused.what}"
    except Refused as refused:  # a participant, a treaty or a record that is not there
        return f"{reading.ask}: {refused.sentence}"
    on = str(said.get("on", as_of))
    columns = {column.key: column for column in table.columns}
    day = as_of if on == LAST else on
    meant, strangers = dict[str, dict[str, tuple[str, ...]]](), list[str]()
    for key, wanted in reading.where.items():
        meant[key], nobody = _by_code(register, key, wanted, day)
        strangers += nobody
    where = {key: _all(wanted, meant[key]) for key, wanted in reading.where.items()}
    expected = reading.expect.value
    value = _all(expected, _by_code(register, reading.expect.key, expected, day)[0])
    who = _about(register, said.get("who", ()), where, day)
    covered = on == LAST or all(_covered(register, treaty, who, on) for treaty in asked)
    standings = [register.chronicle(treaty).standing for treaty in asked]
    closed = all(one.closed and one.covered[0] <= day for one in standings)
    return Asked(register, reading, name, columns, table.dicts(), covered, where, meant, value, strangers, closed)


def _by_code(register: "Register", key: str, wanted: "Wanted", on: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Each text that is wanted with what it means: the codes of participants, the ids of treaties, else itself. And who is none."""
    found: dict[str, tuple[str, ...]] = {text: (text,) for text in wanted.texts}
    strangers = []
    named = wanted.how == "is" and (key in WHO or key == "treaty")
    for text in wanted.texts if named else ():
        try:
            if text != "null":
                found[text] = tuple(register.named([text]) if key == "treaty" else register.codes([text], on))
        except Refused as refused:
            strangers.append(refused.sentence)
    return found, strangers


def _all(wanted: "Wanted", meant: Mapping[str, tuple[str, ...]]) -> "Wanted":
    return wanted._replace(texts=tuple(dict.fromkeys(code for codes in meant.values() for code in codes)))


def _about(register: "Register", who: Sequence[str], where: "Mapping[str, Wanted]", on: str) -> tuple[str, ...]:
    """The codes of those whom a question or the choice of its rows is about; none where it is about everybody."""
    chosen = where.get("participant")
    if chosen is not None and chosen.how == "is" and "null" not in chosen.texts:
        return chosen.texts
    try:
        return tuple(register.codes(who, on)) if who else ()
    except Refused:  # the question itself was answered: it left that name out
        return ()


def _covered(register: "Register", treaty: str, who: Sequence[str], on: str) -> bool:
    """Whether all is known of this treaty that was done up to a day, by everybody or by these."""
    chronicle = register.chronicle(treaty)
    standing = chronicle.standing
    if standing.covered[0] <= on <= standing.sure:
        return True
    return bool(who) and all(_seen(chronicle.history(code), on, listed=code in chronicle.histories) for code in who)


def _seen(history: "History", on: str, *, listed: bool) -> bool:
    """Whether a participant was seen up to a day: later than the others, or one who is not on the list and cannot join any more."""
    if on < history.covered[0] or any(one.kind == "gap" and one.on(on) for one in history.qualifiers):
        return False
    return on <= history.sure or (history.closed and not listed)


# Values that name nothing -------------------------------------------------------------------------


def _naming_nothing(asked: Asked, column: Column, meant: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What stands in no row of the whole answer, so that it may be mistyped. Rows that are counted may well be none: there a participant
    and a day are said rightly.
    """
    if column.key in (*WHO, "treaty") if asked.strangers else not asked.reading.expect.key and (column.key in WHO or column.kind == "day"):
        return
    wanted = asked.where[column.key]
    for text, codes in meant.items():
        one = wanted._replace(texts=codes)
        if text != "null" and all(_matches(column, row[column.key], one) is False for row in asked.rows):
            yield text


def _nothing(asked: Asked, key: str, text: str) -> str:
    column = asked.column(key)
    cells = {word for row in asked.rows for word in coded(column, row[key]).split(" ")} if column.kind != "text" else set[str]()
    meant = did_you_mean(text, sorted(cells - {""}))
    return f"{asked.reading.place}: no row of '{asked.reading.ask}' has the {key} '{text}'{f'; {meant}' if meant else ''}"


def _treaties(register: "Register", name: str, said: Mapping[str, Any]) -> list[str]:
    """The treaties that a question is about."""
    if name == "treaties":
        return register.treaties(register.holding(said["words"]) if said["words"] else ["all"])
    return register.treaties(said.get("treaty", ()), joined=name == "treaty")


def _chosen(asked: Asked) -> tuple[list[Row], list[Row]]:
    """The rows that surely are as wanted, and those that may be. For a fact, its own rows."""
    columns = [(asked.column(key), wanted) for key, wanted in asked.where.items()]
    fact = asked.reading.expect.key if _is_fact(asked) else ""
    sure: list[Row] = []
    perhaps: list[Row] = []
    for row in asked.rows:
        found = [_holds(asked, column, row, wanted) for column, wanted in columns]
        if False not in found and fact in ("", row.get("key")):
            (perhaps if None in found else sure).append(row)
    return sure, perhaps


def _is_fact(asked: Asked) -> bool:
    """Whether what is expected is a fact in an answer of facts, whose name and value stand in two columns."""
    key = asked.reading.expect.key
    return bool(key) and key not in asked.columns and {"key", "value"} <= set(asked.columns)


def _by_cells(asked: Asked, sure: list[Row], perhaps: list[Row]) -> Held:
    """Whether the cell is as expected in every chosen row, or in none of them."""
    expect = asked.reading.expect
    column = asked.column("value" if _is_fact(asked) else expect.key)
    subject = f"{_question(asked)}: {expect.key}"
    if not sure:
        near = did_you_mean(expect.key, {str(row["key"]) for row in asked.rows}) if _is_fact(asked) and asked.rows else ""
        found = "may be" if perhaps else "is"
        return Held(None, f"{subject}: there {found} no such row" + (f"; {near}" if near else ""))
    rows = [*sure, *perhaps]
    results = {_holds(asked, column, row, asked.value) for row in rows}
    holds = results.pop() if len(results) == 1 else None
    found = ", ".join(dict.fromkeys(coded(column, row[column.key]) or "nothing" for row in rows))
    return _told(asked, holds, subject, found, rows)


def _by_number(asked: Asked, sure: list[Row], perhaps: list[Row]) -> Held:
    """Whether there are as many rows as expected, as far as the answer is a whole list."""
    low, high = len(sure), len(sure) + len(perhaps) if asked.whole else inf
    holds = _any(_compared(asked.reading.expect.value.how, low, high, int(text)) for text in asked.reading.expect.value.texts)
    found = str(low) if low == high else f"{low} to {high}" if high < inf else f"at least {low}"
    return _told(asked, holds, f"{_question(asked)}: the number of rows", found, sure)


def _told(asked: Asked, holds: bool | None, subject: str, found: str, rows: Sequence[Row]) -> Held:
    expected = _wanted(asked.reading.expect.value)
    why = "" if asked.covered else " (the day lies outside what the records cover)"
    ending = {True: "", False: f", not {expected}", None: f"; that leaves open whether it is {expected}{why}"}[holds]
    through = sorted({str(row["coverage_through"]) for row in rows if row.get("coverage_through")})
    bases, sources = _basis(asked.register, rows)
    return Held(holds, f"{subject} is {found}{ending}", found, bases, sources, through[0] if through else None)


def _basis(register: "Register", rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """On what basis the dates of these rows stand, else what kinds of documents show them; and those documents."""
    bases = dict.fromkeys(str(row[key]) for row in rows for key in BASES if row.get(key))
    cited = list(dict.fromkeys(source for row in rows for source in row.get("sources") or ()))
    if not bases:
        bases = dict.fromkeys(kind for kind in (_kind(register, source) for source in cited) if kind)
    return tuple(bases), tuple(cited)


def _kind(register: "Register", source: str) -> str:
    try:
        return register.source(source).kind
    except Refused:
        return ""


def _question(asked: Asked) -> str:
    """The question and the choice of rows, in words."""
    return ", ".join([asked.reading.ask, *(f"{key} {_wanted(wanted)}" for key, wanted in asked.reading.where.items())])


def _wanted(wanted: "Wanted") -> str:
    """What is wanted, in words."""
    quoted = [f"'{text}'" for text in wanted.texts] if wanted.how == "contains" else wanted.texts
    return {"is": "", "contains": "with ", "at_least": "at least ", "at_most": "at most "}[wanted.how] + " or ".join(quoted)


# Is a cell what is wanted? ------------------------------------------------------------------------


def _holds(asked: Asked, column: Column, row: Row, wanted: "Wanted") -> bool | None:
    """Whether a cell is as wanted; None where the records leave that open."""
    cell = row[column.key]
    if column.key in STANDING and row.get("certainty") in ("uncertain", "disputed"):
        if column.key != "status" or "alternatives" not in row:
            return None
        others = [note["status"] for note in row["alternatives"]]
        results = {_matches(column, one, wanted) for one in [*([] if cell == "undetermined" else [cell]), *others]}
        return results.pop() if len(results) == 1 else None
    number = column.kind == "count" or row.get("section") == "counts" or row.get("key") == "treaty_status"
    if column.key in STANDING and row.get("certainty", "unverified" if not asked.covered else "certain") in UNSEEN:
        return None
    if number and (not asked.covered or row.get("undetermined") or row.get("disputed")):
        return None
    return _matches(column, cell, wanted)


def _matches(column: Column, cell: Any, wanted: "Wanted") -> bool | None:
    return _any(WAYS[wanted.how](column, cell, text) for text in wanted.texts)


def _is(column: Column, cell: Any, text: str) -> bool | None:
    """Equality in the record's own language: a day is another if it lies within it; a list is any of its parts."""
    if cell is None or cell == ():
        return text == "null"
    if column.kind == "notes":
        return any(str(note[column.keys[0]]) == text for note in cell)
    if isinstance(cell, tuple):
        return text in cell
    recorded, claimed = _day(str(cell)), _day(text)
    if recorded is None or claimed is None:
        return coded(column, cell) == text
    if claimed.earliest <= recorded.earliest and recorded.latest <= claimed.latest:
        return True
    return None if claimed.earliest <= recorded.latest and recorded.earliest <= claimed.latest else False


def _day(text: str) -> Day | None:
    try:
        return parse(text)
    except BadDate:
        return None


def _contains(column: Column, cell: Any, text: str) -> bool:
    return cell is not None and text.casefold() in coded(column, cell).casefold()


def _measured(how: str) -> Callable[[Column, Any, str], bool | None]:
    def measure(_: Column, cell: Any, text: str) -> bool | None:
        return _compared(how, int(cell), int(cell), int(text)) if str(cell).isdecimal() else None

    return measure


def _compared(how: str, low: float, high: float, n: int) -> bool | None:
    """A number that lies somewhere from `low` to `high`, compared with `n`."""
    yes, no = {
        "is": (low == high == n, not low <= n <= high),
        "at_least": (low >= n, high < n),
        "at_most": (high <= n, low > n),
    }[how]
    return True if yes else False if no else None


WAYS: Mapping[str, Callable[[Column, Any, str], bool | None]] = {
    "is": _is,
    "contains": _contains,
    "at_least": _measured("at_least"),
    "at_most": _measured("at_most"),
}


def _any(results: Iterable[bool | None]) -> bool | None:
    """One yes is enough; without one, an open one leaves it open."""
    found = set(results)
    return True if True in found else None if None in found else False
