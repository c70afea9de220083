"""Who may be a participant: data/participants.yaml."""

import re
from typing import Any

from openskies_cli import dates
from openskies_cli.diagnostics import Diagnostic
from openskies_cli.model import Former, Life, People, Person, Tenure, Territory
from openskies_cli.reading import nodes
from openskies_cli.reading.shapes import (
    CODE,
    CODES,
    DATE,
    NAME,
    NOTES,
    SOURCES,
    TEXT,
    TEXTS,
    Either,
    Field,
    Keys,
    Many,
    Map,
    Matching,
    Node,
    OneOf,
    Reader,
)

ALPHA3 = Field("alpha3", Matching(r"[A-Z]{3}", "three capitals"), "its ISO 3166-1 alpha-3 code")
M49 = Field("m49", Matching(r"[0-9]{3}", "three digits"), "its number in ISO 3166-1 and M49, with leading zeros")
NAMES = Field(
    "names",
    Map(Matching(r"[a-z]{2}", "a language code"), TEXT, "languages, each with the name"),
    "short names in the official UN languages",
)


def existed(doc: str) -> Field:
    """The field that says from when to when; the days are kept as [first, the day after the last)."""
    return Field(
        "existed",
        Many(
            Keys(
                "existence",
                lambda since=None, to=None, **_: (since, None if to is None else to.map(dates.tomorrow)),
                Field("from", DATE, "the first such day", name="since"),
                Field("to", DATE, "the last such day"),
                Field("as", TEXT, "under which name"),
                SOURCES,
                NOTES,
                parts=lambda span: {"since": span[0], "to": None if span[1] is None else span[1].map(dates.yesterday)},
            )
        ),
        doc,
    )


def tenure(title: str, key: str, doc: str) -> Keys:
    """Somebody from a day to a day."""
    return Keys(
        title,
        lambda since=None, to=None, **values: (values[key], since, to),
        Field(key, CODE, doc, required=True),
        Field("from", DATE, "the first day", name="since"),
        Field("to", DATE, "the last day"),
        SOURCES,
        NOTES,
        parts=lambda told: {key: told[0], "since": told[1], "to": told[2]},
    )


PERSON = Keys(
    "a participant",
    lambda notes=(), **values: Person(notes=" ".join(notes), **values),
    Field("kind", OneOf("state", "organization", "entity"), "what it is", required=True),
    Field("name", TEXT, "the common English name; this is printed", required=True),
    Field("official", TEXT, "the official English name, where it differs"),
    Field("alpha2", Matching(r"[A-Z]{2}", "two capitals"), "its former alpha-2 code, where its code is the one of ISO 3166-3"),
    ALPHA3,
    M49,
    NAMES,
    Field("aliases", TEXTS, "everything else people type"),
    Field(
        "continues",
        Many(
            Keys(
                "a former name",
                lambda notes=(), sources=(), **values: Former(**values),
                Field("code", CODE, "its ISO 3166-3 code"),
                Field("alpha2", CODE, "its former alpha-2 code"),
                Field("alpha3", CODE, "its former alpha-3 code"),
                M49,
                Field("name", TEXT, "the name", required=True),
                Field("aliases", TEXTS, "other forms of it"),
                Field("from", DATE, "the first day under that name", name="since"),
                Field("to", DATE, "the last day under that name"),
                SOURCES,
                NOTES,
            )
        ),
        "the same participant under earlier names and codes",
    ),
    existed("when it could make treaties; left out where that limits nothing"),
    Field("succeeds", CODES, "whom it follows as another participant"),
    Field("merged_into", CODE, "into whom it was united"),
    Field("unites", CODES, "whose union it is, and whose treaties may go on (VCSST 31); not whom it took in (15)"),
    SOURCES,
    NOTES,
    placed=True,
)

MEMBER = tenure("a membership", "member", "who")

TERRITORY = Keys(
    "a territory",
    lambda notes=(), **values: Territory(notes=" ".join(notes), **values),
    Field("kind", OneOf("territory", "unit"), "what it is: a territory, or a unit of a State", required=True),
    Field("name", TEXT, "the common English name; this is printed", required=True),
    ALPHA3,
    M49,
    NAMES,
    Field("aliases", TEXTS, "everything else people type"),
    Field("of", Many(tenure("an owner", "participant", "of which participant")), "whose it is, from when to when"),
    existed("when there was such a territory; left out where that limits nothing"),
    Field("part_of", Many(tenure("a whole", "territory", "of which other territory")), "which territory it is part of, from when to when"),
    Field("divided_into", CODES, "its parts since it is no more"),
    Field("merged_into", CODE, "the territory or participant into which it went"),
    Field("became", CODE, "the participant that it became"),
    SOURCES,
    NOTES,
    placed=True,
)

BEARER = tenure("a bearer of the name", "participant", "who bore it")


def _people(ambiguous: dict[str, tuple[str | Tenure, ...]] | None = None, **values: Any) -> People:
    words = ambiguous or {}
    told = {word: tuple((one, None, None) if isinstance(one, str) else one for one in several) for word, several in words.items()}
    open_ends = {word: sum(one[1:] == (None, None) for one in several) for word, several in told.items()}
    return People(
        ambiguous={
            word: tuple(dict.fromkeys(one[0] for one in told[word]))
            for word, count in open_ends.items()
            if count != 1 or len(told[word]) == 1
        },
        borne={word: told[word] for word, count in open_ends.items() if count < len(told[word])},
        **values,
    )


def _ambiguous(people: People) -> dict[str, Any]:
    said = {word: tuple(one[0] if one[1:] == (None, None) else one for one in several) for word, several in people.borne.items()}
    return {"ambiguous": {**people.ambiguous, **said}}


PEOPLE = Keys(
    "the participants",
    _people,
    Field("participants", Map(CODE, PERSON, "codes, each with a name"), "everybody", required=True),
    Field(
        "ambiguous",
        Map(TEXT, Many(Either(CODE, BEARER), single=True, least=1), "words, each with codes"),
        "words that may mean several; with days, who bore them when",
    ),
    Field(
        "groups",
        Map(
            NAME,
            Keys(
                "a group",
                dict,
                Field("name", TEXT, "its name"),
                Field("aliases", TEXTS, "what else people type for it"),
                Field("members", Many(MEMBER), "who, from when to when", required=True),
                SOURCES,
                NOTES,
                parts=dict,
            ),
            "groups, each with members",
        ),
        "groups of participants in time",
    ),
    Field("territories", Map(CODE, TERRITORY, "codes, each with a name"), "territories, which are no participants, and whose they are"),
    parts=_ambiguous,
)


def in_two(data: bytes) -> tuple[bytes, bytes]:
    """The text without its territories, and one of them alone with the same line numbers: few questions need them.

    Where they do not stand last, the first text is all of it and the second is empty.
    """
    at = data.find(b"\nterritories:") + 1
    if not at or re.search(rb"\n[^\s#]", data[at:]):
        return data, b""
    return data[:at], b"participants: {}" + b"\n" * data.count(b"\n", 0, at) + data[at:]


def read_people(data: bytes, path: str) -> tuple[People | None, list[Diagnostic]]:
    """participants.yaml and what is wrong with it."""
    root, findings = nodes.read(data, path)
    return (None, findings) if root is None else people_in(root, findings, path)


def people_in(root: Node, findings: list[Diagnostic], path: str) -> tuple[People | None, list[Diagnostic]]:
    """The participants that nodes hold."""
    reader = Reader(path)
    reader.findings = findings
    people: People | None = PEOPLE.read(root, reader, "participants.yaml")
    return people, sorted(findings, key=lambda finding: finding.place)


def lives(people: People) -> dict[str, Life]:
    """What `derive` must know of the participants: kind, existence, who follows whom."""
    heirs: dict[str, list[str]] = {}
    for code, person in people.participants.items():
        for former in person.succeeds:
            heirs.setdefault(former, []).append(code)
    return {
        code: Life(code, person.name, person.kind, person.existed, tuple(heirs.get(code, ())), person.merged_into, person.unites)
        for code, person in people.participants.items()
    }
