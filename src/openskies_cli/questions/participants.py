"""What a name means and why: which name matched, codes, other names, existence, relations, groups on a day."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from openskies_cli import names
from openskies_cli.dates import Day, full, span
from openskies_cli.people import within
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.model import People, Territory
    from openskies_cli.people import Meaning
    from openskies_cli.register import Register

NAME = ("kind", "language", "until", "text")
RELATION = ("kind", "participant", "name", "text")


def _columns(asked: bool, alone: bool, territories: bool) -> tuple[Column, ...]:
    """The columns. The short set tells who there is; where names were asked, why; of one alone, what else it is called;
    with territories among them, what each is.
    """
    return (
        Column("asked", short=asked),
        Column("match", "word", short=asked),
        Column("matched", short=asked),
        Column("participant", "word", short=True),
        Column("name", short=True),
        Column("on", "day"),
        Column("kind", "word", short=territories or not asked),
        Column("exists", "yes_no", short=asked),
        Column("existed", short=True),
        Column("codes", "words", short=not asked),
        Column("relations", "notes", short=True, keys=RELATION, flows=True),
        Column("groups", "words", short=True, flows=True),
        Column("names", "notes", short=alone, keys=NAME, flows=True),
        Column("sources", "words"),
        Column("coverage_through", "day"),
        Column("m49", "word"),
    )


COLUMNS = _columns(asked=False, alone=False, territories=False)
"""What everybody's rows have; where names were asked, others are short."""

UNCLEAR = {"ambiguous": "is not clear, it may mean {count}", "near": "is no name, {count} are near"}
"""How a name is understood that means nobody for sure."""


class Known(NamedTuple):
    """One name of a participant: its kind (code, name, official, alias, former-name), and the day until which it was borne."""

    kind: str
    language: str | None
    until: str | None
    text: str


def answer(register: "Register", *, on: str, who: Sequence[str] = ()) -> Table:
    """One row per participant that a name may mean: several for one that is ambiguous. Without names, everybody."""
    people = register.people
    meanings = register.meanings(who, on) if who else []
    unknown = [one for one in meanings if one.how in ("unknown", "near") and not _of(register, one, on)]
    register.not_met([register.why_not(one, on) for one in unknown], some=len(unknown) < len(meanings))
    rows = [_row(register, one.typed, one.how, code, on) for one in meanings for code in _of(register, one, on)]
    if not who:
        everybody = sorted(people.participants, key=lambda code: register.name(code, on).casefold())
        rows = [_row(register, None, None, code, on) for code in everybody]
    count = f"{len(rows)} participants" if not who else "; ".join(filter(None, (_open(one) for one in meanings if one not in unknown)))
    territories = any(row["kind"] in ("territory", "unit") for row in rows)
    return Table.of(_columns(bool(who), len(rows) == 1, territories), rows, f"As of {on}{': ' if count else ''}{count}.")


def _of(register: "Register", meaning: "Meaning", on: str) -> Sequence[str]:
    """The codes of a row each: members in the order of their names, candidates best first, without groups."""
    if meaning.how == "group":
        return sorted(meaning.codes, key=lambda code: register.name(code, on))
    return [one for code in meaning.codes for one in (code,) if one not in register.people.groups or one in register.people.participants]


def _open(meaning: "Meaning") -> str:
    """What a caption says of a name that does not mean one participant."""
    count = len(meaning.codes)
    if meaning.how == "group":
        return f"'{meaning.typed}' is a group of {count}"
    return f"'{meaning.typed}' {UNCLEAR[meaning.how].format(count=count)}" if meaning.how in UNCLEAR else ""


def _row(register: "Register", typed: str | None, how: str | None, code: str, on: str) -> dict[str, object]:
    people = register.people
    person = people.participants.get(code)
    name = register.name(code, on)
    asked: dict[str, object] = {"asked": typed, "participant": code, "name": name, "on": on, "coverage_through": None}
    if person is None and code in register.territories:
        return {**asked, **_territory(register, typed, how, code, on)}
    if person is None:
        return {**asked, "match": how, "matched": code, **ONLY_IN_A_RECORD, "codes": (code,)}
    known = [Known(*each) for each in names.known(code, person)]
    match = _match(known, typed)
    return {
        **asked,
        "match": match.kind if how in ("code", "name") and match is not None else how,
        "matched": match.text if match else None,
        "kind": person.kind,
        "exists": _exists(person.existed, on),
        "existed": "; ".join(span(first, gone) for first, gone in person.existed) or None,
        "codes": _codes(known),
        "relations": (
            *_relations(people, code, on, register),
            *(_ties(register, one, on) if (one := register.territories.get(code)) else ()),
        ),
        "groups": tuple(key for key, group in people.groups.items() if any(one[0] == code and within(one, on) for one in group["members"])),
        "names": _other_names(known, name),
        "sources": person.sources,
        "m49": person.m49 or None,
    }


def _codes(known: Sequence[Known]) -> tuple[str, ...]:
    """The codes of letters; the number has a column of its own."""
    return tuple(one.text for one in known if one.kind == "code" and not one.text.isdigit())


def _match(known: Sequence[Known], typed: str | None) -> Known | None:
    return next((one for one in known if typed is not None and names.fold(one.text) == names.fold(typed)), None)


def _territory(register: "Register", typed: str | None, how: str | None, code: str, on: str) -> dict[str, object]:
    """What is known of a territory, in the columns of a participant."""
    territory = register.territories[code]
    known = [Known(*each) for each in names.of_territory(code, territory)]
    match = _match(known, typed)
    return {
        "match": match.kind if how == "territory" and match is not None else how,
        "matched": match.text if match else None,
        "kind": territory.kind,
        "exists": _exists(territory.existed, on),
        "existed": "; ".join(span(first, gone) for first, gone in territory.existed) or None,
        "codes": _codes(known),
        "relations": tuple(_ties(register, territory, on)),
        "groups": (),
        "names": _other_names(known, territory.name),
        "sources": territory.sources,
        "m49": territory.m49 or None,
    }


def _ties(register: "Register", territory: "Territory", on: str) -> Iterator[dict[str, object]]:
    """Whose a territory was and is, what it was part of, and what it turned into."""
    told = [("of", *tenure) for tenure in territory.of] + [("part-of", *tenure) for tenure in territory.part_of]
    told += [("divided-into", code, None, None) for code in territory.divided_into]
    told += [(kind, code, None, None) for kind, code in (("merged-into", territory.merged_into), ("became", territory.became)) if code]
    for kind, code, first, last in told:
        name = register.name(code, on)
        days = (f" since {first}" if first else "") + (f" until {last}" if last else "")
        yield {"kind": kind, "participant": code, "name": name, "text": f"{kind.replace('-', ' ')} {name} ({code}){days}"}


ONLY_IN_A_RECORD: dict[str, object] = {
    "kind": None,
    "exists": None,
    "existed": None,
    "relations": (),
    "groups": (),
    "names": (),
    "sources": (),
    "m49": None,
}
"""What is known of a code that participants.yaml has not."""


def _other_names(known: Sequence[Known], name: str) -> tuple[dict[str, object], ...]:
    others = sorted((one for one in known if one.kind != "code" and one.text != name), key=lambda one: one.kind)
    return tuple({**one._asdict(), "text": one.text + (f" (until {one.until})" if one.until else "")} for one in others)


def _relations(people: "People", code: str, on: str, register: "Register") -> tuple[dict[str, object], ...]:
    """Whom it follows, who follows it, into whom it was united, who was united into it."""
    person = people.participants[code]
    heirs = [other for other, one in people.participants.items() if code in one.succeeds]
    united = [other for other, one in people.participants.items() if one.merged_into == code]
    found = (
        *(("succeeds", other) for other in person.succeeds),
        *(("succeeded-by", other) for other in heirs),
        *(("merged-into", other) for other in (person.merged_into,) if other),
        *(("united-with", other) for other in united),
    )
    notes: list[dict[str, object]] = []
    for kind, other in sorted(found):
        name = register.name(other, on)
        notes.append({"kind": kind, "participant": other, "name": name, "text": f"{kind.replace('-', ' ')} {name} ({other})"})
    return tuple(notes)


def _exists(existed: Sequence[tuple[Day | None, Day | None]], on: str) -> bool | None:
    """Whether it could make treaties that day, or was there; None where its first or last day is not known well enough."""
    day = full(on)
    results = [_within(day, first, gone) for first, gone in existed]
    return True if True in results or not results else None if None in results else False


def _within(day: Any, first: Day | None, gone: Day | None) -> bool | None:
    """Whether a day lies in [first, gone)."""
    if (first is not None and day < first.earliest) or (gone is not None and day >= gone.latest):
        return False
    surely = (first is None or day >= first.latest) and (gone is None or day < gone.earliest)
    return True if surely else None
