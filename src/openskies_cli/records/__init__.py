"""One table of shapes: reads nodes into the model, names what is wrong."""

from openskies_cli.records.citations import Citation, citations
from openskies_cli.records.clauses import (
    _CONDITIONS,
    ANCHOR_WORDS,
    CLAUSES,
    CONDITION,
    DELAY,
    LIST,
    AnchorShape,
    AttributeShape,
    ConditionShape,
    EveryShape,
    ListShape,
    NeedsShape,
)
from openskies_cli.records.nouns import Atom, Claim, ClaimReading, People, Person, Source, Wanted
from openskies_cli.records.participants import PEOPLE, lives, people_in, read_people
from openskies_cli.records.shapes import (
    CODE,
    CODES,
    DATE,
    NAME,
    SLUG,
    SLUGS,
    TEXT,
    TEXTS,
    Date,
    Either,
    Field,
    Many,
    Matching,
    Meaning,
    Number,
    OneKey,
    Reader,
    Record,
    Shape,
    Table,
    Text,
    Whole,
    Word,
    WordOrDate,
    YesNo,
)
from openskies_cli.records.sources import CLAIM, SOURCE, SOURCE_KINDS, ClaimsShape, ExpectShape, WantedShape, read_source, source_in
from openskies_cli.records.treaty import ACTION, EVENT, REPORTED, TREATY, ActionShape, EntryShape, GroupShape, read_treaty, treaty_in
