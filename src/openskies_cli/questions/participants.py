"""What a name means and why: which name matched, codes, other names, existence, relations, groups on a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from openskies_cli import names
from openskies_cli.dates import Day, full, span
from openskies_cli.diagnostics import Refused
from openskies_cli.table import Column, Table

if TYPE_CHECKING:
    from openskies_cli.model import People, Person
    from openskies_cli.register import Register

NAME = ("kind", "language", "until", "text")
RELATION = ("kind", "participant", "name", "text")


def _columns(asked: bool, alone: bool) -> tuple[Column, ...]:
    """The columns. The short set tells who there is; where names were asked, why; of one alone, what else it is called."""
    return (
        Column("asked", short=asked),
        Column("match", "word", short=asked),
        Column("matched", short=asked),
        Column("participant", "word", short=True),
        Column("name", short=True),
        Column("on", "day"),
        Column("kind", "word", short=not asked),
        Column("exists", "yes_no", short=asked),
        Column("existed", short=True),
        Column("codes", "words", short=not asked),
        Column("relations", "notes", short=True, keys=RELATION),
        Column("groups", "words", short=True),
        Column("names", "notes", short=alone, keys=NAME),
        Column("sources", "words"),
        Column("coverage_through", "day"),
    )


COLUMNS = _columns(asked=False, alone=False)
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
    rows: list[dict[str, object]] = []
    open_: list[str] = []
    for typed in who:
        how, codes = register.meant(typed)
        group = _group(people, typed) if how in ("near", "unknown") else ""
        if group:
            how, codes = "group", tuple(sorted(_members(people, group, on), key=lambda code: register.name(code, on)))
            open_.append(f"'{typed}' is a group of {len(codes)}")
        if not codes and not group:
            raise Refused(2, f"'{typed}' is no participant; type a code such as RU, or a name such as Russia")
        if how in UNCLEAR:
            open_.append(f"'{typed}' {UNCLEAR[how].format(count=len(codes))}")
        rows += [_row(register, typed, how, code, on) for code in codes]
    if not who:
        everybody = sorted(people.participants, key=lambda code: register.name(code, on).casefold())
        rows = [_row(register, None, None, code, on) for code in everybody]
    count = f"{len(rows)} participants" if not who else "; ".join(open_)
    return Table.of(_columns(bool(who), len(rows) == 1), rows, f"As of {on}{': ' if count else ''}{count}.")


def _row(register: "Register", typed: str | None, how: str | None, code: str, on: str) -> dict[str, object]:
    people = register.people
    person = people.participants.get(code)
    name = register.name(code, on)
    asked: dict[str, object] = {"asked": typed, "participant": code, "name": name, "on": on, "coverage_through": None}
    if person is None:
        return {**asked, "match": how, "matched": code, **ONLY_IN_A_RECORD, "codes": (code,)}
    known = [Known(*each) for each in names.known(code, person)]
    match = next((one for one in known if typed is not None and names.fold(one.text) == names.fold(typed)), None)
    return {
        **asked,
        "match": match.kind if how in ("code", "name") and match is not None else how,
        "matched": match.text if match else None,
        "kind": person.kind,
        "exists": _exists(person, on),
        "existed": "; ".join(span(first, gone) for first, gone in person.existed) or None,
        "codes": tuple(one.text for one in known if one.kind == "code"),
        "relations": _relations(people, code, on, register),
        "groups": tuple(group for group in people.groups if code in _members(people, group, on)),
        "names": _other_names(known, name),
        "sources": person.sources,
    }


ONLY_IN_A_RECORD: dict[str, object] = {
    "kind": None,
    "exists": None,
    "existed": None,
    "relations": (),
    "groups": (),
    "names": (),
    "sources": (),
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


def _exists(person: "Person", on: str) -> bool | None:
    """Whether it could make treaties that day; None where its first or last day is not known well enough."""
    day = full(on)
    results = [_within(day, first, gone) for first, gone in person.existed]
    return True if True in results or not results else None if None in results else False


def _within(day: Any, first: Day | None, gone: Day | None) -> bool | None:
    """Whether a day lies in [first, gone)."""
    if (first is not None and day < first.earliest) or (gone is not None and day >= gone.latest):
        return False
    surely = (first is None or day >= first.latest) and (gone is None or day < gone.earliest)
    return True if surely else None


def _group(people: "People", typed: str) -> str:
    """The group that is meant, by its key or its name."""
    folded = names.fold(typed)
    return next((key for key, group in people.groups.items() if folded in (names.fold(key), names.fold(group.get("name", "")))), "")


def _members(people: "People", group: str, on: str) -> list[str]:
    """Who belongs to it that day; both ends of a membership are included."""
    day = full(on)
    members: Sequence[tuple[str, Day | None, Day | None]] = people.groups[group]["members"]
    return [code for code, first, last in members if (first is None or first.earliest <= day) and (last is None or day <= last.latest)]
