"""Who may be a participant: data/participants.yaml."""

from openskies_cli import dates
from openskies_cli.diagnostics import Diagnostic
from openskies_cli.model import Former, Life, People, Person
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
    Field,
    Keys,
    Many,
    Map,
    Matching,
    Node,
    OneOf,
    Reader,
)

PERSON = Keys(
    "a participant",
    lambda notes=(), **values: Person(notes=" ".join(notes), **values),
    Field("kind", OneOf("state", "organization", "entity"), "what it is", required=True),
    Field("name", TEXT, "the common English name; this is printed", required=True),
    Field("official", TEXT, "the official English name, where it differs"),
    Field("alpha2", Matching(r"[A-Z]{2}", "two capitals"), "its former alpha-2 code, where its code is the one of ISO 3166-3"),
    Field("alpha3", Matching(r"[A-Z]{3}", "three capitals"), "its ISO 3166-1 alpha-3 code"),
    Field(
        "names",
        Map(Matching(r"[a-z]{2}", "a language code"), TEXT, "languages, each with the name"),
        "short names in the official UN languages",
    ),
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
    Field(
        "existed",
        Many(
            Keys(
                "existence",
                lambda since=None, to=None, **_: (since, None if to is None else to.map(dates.tomorrow)),
                Field("from", DATE, "the first day it could make treaties", name="since"),
                Field("to", DATE, "the last such day"),
                Field("as", TEXT, "under which name"),
                SOURCES,
                NOTES,
                parts=lambda span: {"since": span[0], "to": None if span[1] is None else span[1].map(dates.yesterday)},
            )
        ),
        "when it could make treaties; left out where that limits nothing",
    ),
    Field("succeeds", CODES, "whom it follows as another participant"),
    Field("merged_into", CODE, "into whom it was united"),
    SOURCES,
    NOTES,
    placed=True,
)

MEMBER = Keys(
    "a membership",
    lambda member, since=None, to=None, **_: (member, since, to),
    Field("member", CODE, "who", required=True),
    Field("from", DATE, "the first day", name="since"),
    Field("to", DATE, "the last day"),
    SOURCES,
    NOTES,
    parts=lambda member: {"member": member[0], "since": member[1], "to": member[2]},
)

PEOPLE = Keys(
    "the participants",
    lambda **values: People(**values),
    Field("participants", Map(CODE, PERSON, "codes, each with a name"), "everybody", required=True),
    Field("ambiguous", Map(TEXT, CODES, "words, each with codes"), "words that may mean several"),
    Field(
        "groups",
        Map(
            NAME,
            Keys(
                "a group",
                dict,
                Field("name", TEXT, "its name"),
                Field("members", Many(MEMBER), "who, from when to when", required=True),
                SOURCES,
                NOTES,
                parts=dict,
            ),
            "groups, each with members",
        ),
        "groups of participants in time",
    ),
)


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
        code: Life(code, person.name, person.kind, person.existed, tuple(heirs.get(code, ())), person.merged_into)
        for code, person in people.participants.items()
    }
