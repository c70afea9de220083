"""The nouns: what a record says, frozen. No arithmetic, no status."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from openskies_cli.clauses import Clauses, Delay, Listing
from openskies_cli.dates import Day

CONSENT = frozenset(
    {
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "definitive_signature",
        "formal_confirmation",
        "consent_to_be_bound",
        "exchange_of_instruments",
    }
)
"""Acts by which a participant consents to be bound (VCLT 11-16)."""

ON_STATUS = CONSENT | {
    "signature",
    "waiver",
    "provisional_application",
    "end_of_provisional_application",
    "notice_of_withdrawal",
    "revocation_of_notice",
    "withdrawal_of_consent",
    "suspension",
    "resumption",
    "non_performance",
    "intention_not_to_become_party",
    "expulsion",
    "application_for_accession",
    "decision_on_accession",
    "armed_conflict",
    "end_of_armed_conflict",
}
"""Acts that `derive` reads: they change a status or a qualifier."""

BESIDE = frozenset(
    {
        "reservation",
        "declaration",
        "objection",
        "territorial_application",
        "withdrawal_of_reservation",
        "withdrawal_of_declaration",
        "withdrawal_of_objection",
        "withdrawal_of_territorial_application",
        "territorial_exclusion",
        "withdrawal_of_territorial_exclusion",
        "derogation",
        "end_of_derogation",
        "communication",
        "correction",
    }
)
"""Acts on the international plane that leave the status as it is."""

DOMESTIC = frozenset(
    {
        "announcement",
        "decision",
        "proposal",
        "submission_to_parliament",
        "parliament_approval",
        "government_approval",
        "promulgation",
        "court_decision",
    }
)
"""Steps that change nothing in law but are what the news reports."""

ACTIONS = ON_STATUS | BESIDE | DOMESTIC
EVENTS = (
    "adoption",
    "opening_for_signature",
    "closing_for_signature",
    "entry_into_force",
    "extension",
    "amendment",
    "termination",
    "expiry",
    "supersession",
    "proposal",
    "negotiation",
    "conference",
    "decision",
)
PROCEDURES = (
    "individual_communications",
    "interstate_communications",
    "inquiry",
    "compulsory_jurisdiction",
    "arbitration",
    "conciliation",
    "provisional_application",
    "other",
)
"""What a declaration may accept, or a reservation shut out."""
BASES = ("depositary", "computed", "published", "reported")
FACTS = ("established", "reported", "contested")


class Place(NamedTuple):
    """Where something stands: lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)


class Reported(NamedTuple):
    """What another source says of the same act, and why it is not followed."""

    date: Day | None = None
    effect: Day | None = None
    action: str = ""
    source: str = ""
    why: str = ""


class Receipt(NamedTuple):
    """One depositary's receipt of an act that went to several."""

    by: str = ""
    date: Day | None = None


class Action(NamedTuple):
    """One act of one participant. `date` is the day of deposit or receipt; `effect` the first day of its effect as recorded, `until`
    the first day on which it works no more; `circulated` when the depositary told the others.
    """

    kind: str
    date: Day | None = None
    effect: Day | None = None
    basis: str = ""
    prefer: str = ""
    why: str = ""
    fact: str = "established"
    called: str = ""
    depositary: str = ""
    of: Day | None = None
    from_: str = ""
    to: str = "consent"
    accepted: str = ""
    by: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    body: str = ""
    protocols: tuple[str, ...] = ()
    named: Day | None = None
    sources: tuple[str, ...] = ()
    also_reported: tuple[Reported, ...] = ()
    notes: str = ""
    place: Place = NOWHERE
    received: tuple[Receipt, ...] = ()
    until: Day | None = None
    procedure: str = ""
    opts: str = ""
    circulated: Day | None = None
    term: Delay | None = None
    renewed: Delay | None = None
    unless_notice: Delay | None = None
    relations: str = ""

    @property
    def its_basis(self) -> str:
        """Whose date of effect it is; one that the record ascribes to nobody counts as published."""
        return self.basis or "published"


class Entry(NamedTuple):
    """A participant's line in a treaty's table: its acts in the order they happened, its figures."""

    actions: tuple[Action, ...] = ()
    figures: Mapping[str, float] = {}
    notes: str = ""
    place: Place = NOWHERE


class Group(NamedTuple):
    """Participants that share figures; `until` is the first day on which the group no longer is."""

    members: tuple[str, ...]
    figures: Mapping[str, float] = {}
    until: Day | None = None


class Closed(NamedTuple):
    """From when nobody else can join a treaty, and why."""

    since: Day
    why: str


class Vouched(NamedTuple):
    """The days between which some kind of acts was completely seen; `of`: only those of these participants, or for these
    territories.
    """

    since: Day | None = None
    through: Day | None = None
    sources: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class Coverage(NamedTuple):
    """The days between which a complete list was seen; `closed`: where nobody else can come to stand on it. `relations`: the same of
    acceptances, objections, reservations and exclusions, `territories` of the acts for territories.
    """

    since: Day | None = None
    through: Day | None = None
    sources: tuple[str, ...] = ()
    closed: Closed | None = None
    relations: Vouched | None = None
    territories: Vouched | None = None


class Gap(NamedTuple):
    """Something known to be missing: answers about `participant` ("" = anyone) from `about` on are unverified."""

    participant: str = ""
    kind: str = ""
    about: Day | None = None
    note: str = ""


class Counted(NamedTuple):
    """A figure that a source stated for a day; `why` where it is known to count otherwise. None: not stated."""

    on: Day
    parties: int | None = None
    signatures: int | None = None
    instruments: int | None = None
    source: str = ""
    why: str = ""
    place: Place = NOWHERE


class Event(NamedTuple):
    """Something that happened to the treaty as a whole; `until` is the last day of a meeting, or the first day out of force."""

    kind: str
    date: Day | None = None
    until: Day | None = None
    title: str = ""
    place_name: str = ""
    article: str = ""
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    place: Place = NOWHERE


class Override(NamedTuple):
    """A date the depositary published and no rule gives. Without a participant: the treaty's own entry into force."""

    participant: str = ""
    action: str = ""
    date: Day | None = None
    effect: Day | None = None
    why: str = ""
    source: str = ""
    place: Place = NOWHERE


class Life(NamedTuple):
    """When a participant can make treaties, what it is, and whom it follows (participants.yaml)."""

    code: str
    name: str
    kind: str = "state"
    existed: tuple[tuple[Day | None, Day | None], ...] = ()  # [first day, first day on which it is no more)
    successors: tuple[str, ...] = ()
    merged_into: str = ""
    unites: tuple[str, ...] = ()


class Treaty(NamedTuple):
    """One record."""

    id: str
    title: str = ""
    short_title: str = ""
    aliases: tuple[str, ...] = ()
    adopted: Day | None = None
    opened: Day | None = None
    place_name: str = ""
    parent: str = ""
    depositaries: tuple[str, ...] = ()
    attributes: Mapping[str, str] = {}
    groups: Mapping[str, Group] = {}
    lists: Mapping[str, Listing] = {}
    coverage: Coverage = Coverage()
    seen: Mapping[str, Day] = {}
    gaps: tuple[Gap, ...] = ()
    counted: tuple[Counted, ...] = ()
    clauses: Clauses = Clauses()
    events: tuple[Event, ...] = ()
    overrides: tuple[Override, ...] = ()
    participants: Mapping[str, Entry] = {}
    sources: tuple[str, ...] = ()
    notes: str = ""
    lives: Mapping[str, Life] = {}  # not in the record: handed in from participants.yaml
    place: Place = NOWHERE
    places: Mapping[str, Place] = {}  # dotted key -> where it stands, for what is said about a clause

    def day_opened(self) -> Day | None:
        """The day the treaty was opened for signature, as far as the record tells: `opened`, its event, else `adopted`."""
        event = next((event.date for event in self.events if event.kind == "opening_for_signature"), None)
        return self.opened or event or self.adopted

    def made(self) -> tuple[str, Day | None]:
        """How and when the treaty came to be, as far as the record tells: before that day there was none."""
        adopted = self.adopted or next((event.date for event in self.events if event.kind == "adoption"), None)
        return ("adopted", adopted) if adopted else ("open for signature", self.day_opened())


# Participants, documents, claims -----------------------------------------------------------------


class Former(NamedTuple):
    """A former name of the same participant, from the day `since` up to and including the day `to`."""

    code: str = ""
    alpha2: str = ""
    alpha3: str = ""
    m49: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    since: Day | None = None
    to: Day | None = None


class Person(NamedTuple):
    """One participant as participants.yaml has it."""

    kind: str
    name: str
    official: str = ""
    alpha2: str = ""
    alpha3: str = ""
    m49: str = ""
    names: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    continues: tuple[Former, ...] = ()
    existed: tuple[tuple[Day | None, Day | None], ...] = ()
    succeeds: tuple[str, ...] = ()
    merged_into: str = ""
    unites: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    place: Place = NOWHERE


Tenure = tuple[str, Day | None, Day | None]
"""A code, and the first and the last day for which it counts, both included; None is open."""


class Territory(NamedTuple):
    """A territory: no participant, or not in the years of `of`, which says whose it is. Of what is disputed nothing stands there."""

    kind: str
    name: str
    alpha3: str = ""
    m49: str = ""
    names: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    of: tuple[Tenure, ...] = ()
    existed: tuple[tuple[Day | None, Day | None], ...] = ()
    part_of: tuple[Tenure, ...] = ()
    divided_into: tuple[str, ...] = ()
    merged_into: str = ""
    became: str = ""
    sources: tuple[str, ...] = ()
    notes: str = ""
    place: Place = NOWHERE


class People(NamedTuple):
    """All of participants.yaml: participants, ambiguous words with what they may mean, groups with their members, territories.

    `borne`: the words with days, each with who bore it when. One that has a single bearer without days is that one's name, and
    ambiguous only in the days of the others.
    """

    participants: Mapping[str, Person]
    ambiguous: Mapping[str, tuple[str, ...]] = {}
    borne: Mapping[str, tuple[Tenure, ...]] = {}
    groups: Mapping[str, Any] = {}
    territories: Mapping[str, Territory] = {}


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
    place: Place = NOWHERE


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
    place: Place = NOWHERE
