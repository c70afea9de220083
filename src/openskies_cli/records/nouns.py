"""The nouns of participants.yaml and of seeds/: people, documents, claims."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from openskies_cli.dates import Day
from openskies_cli.model import Place


class Former(NamedTuple):
    """A former name of the same participant, up to and including the day `to`."""

    code: str = ""
    alpha2: str = ""
    alpha3: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    to: Day | None = None


class Person(NamedTuple):
    """One participant as participants.yaml has it."""

    kind: str
    name: str
    official: str = ""
    alpha2: str = ""
    alpha3: str = ""
    names: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    continues: tuple[Former, ...] = ()
    existed: tuple[tuple[Day | None, Day | None], ...] = ()
    succeeds: tuple[str, ...] = ()
    merged_into: str = ""
    sources: tuple[str, ...] = ()
    notes: str = ""
    place: Place = Place("", 0, 0)


class People(NamedTuple):
    """All of participants.yaml: participants, ambiguous words with what they may mean, groups with their members."""

    participants: Mapping[str, Person]
    ambiguous: Mapping[str, tuple[str, ...]] = {}
    groups: Mapping[str, Any] = {}


class Wanted(NamedTuple):
    """What a cell should be: `how` is is, contains, at_least or at_most; one of `texts` is enough."""

    how: str
    texts: tuple[str, ...]


class Expect(NamedTuple):
    """What an answer should hold: in the cell `key` of the chosen rows, or ("") in the number of those rows."""

    key: str
    value: Wanted


class ClaimReading(NamedTuple):
    """One way to read a claim: a question as typed, which rows of its answer, what they should hold, and what that means."""

    ask: str
    expect: Expect
    where: Mapping[str, Wanted] = {}
    means: str = ""
    place: Place = Place("", 0, 0)


class Atom(NamedTuple):
    """One part of a claim that can hold or not by itself. The literal reading stands first; without any, no question asks it."""

    id: str = ""
    says: str = ""
    readings: tuple[ClaimReading, ...] = ()


class Claim(NamedTuple):
    """What a text says, in our words."""

    id: str
    says: str
    atoms: tuple[Atom, ...]
    notes: str = ""


class Source(NamedTuple):
    """One document that facts rest on."""

    id: str
    title: str = ""
    kind: str = ""
    publisher: str = ""
    date: Day | None = None
    addresses: tuple[str, ...] = ()
    read: Day | None = None
    licence: str = ""
    notes: str = ""
    claims: tuple[Claim, ...] = ()
    place: Place = Place("", 0, 0)
