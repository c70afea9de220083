"""YAML text into the model, and what is wrong with it: one table of shapes.

    nodes          text -> nodes, every value with its line and column. The only yaml
    shapes         what may stand in a place. Knows no treaty
    clauses        the grammar of the final clauses
    treaty         data/treaties/<id>.yaml
    participants   data/participants.yaml
    sources        seeds/<id>.yaml and its claims
    citations      what rests on which source
    schema         the same shapes as JSON Schema and as a reference

A file imports only those above it.
"""

from openskies_cli.reading.citations import Citation, citations
from openskies_cli.reading.clauses import (
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
from openskies_cli.reading.participants import PEOPLE, lives, people_in, read_people
from openskies_cli.reading.shapes import (
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
    Keys,
    Many,
    Map,
    Matching,
    Meaning,
    Number,
    OneKey,
    OneOf,
    Reader,
    Shape,
    Text,
    Whole,
    WordOrDate,
    YesNo,
)
from openskies_cli.reading.sources import CLAIM, SOURCE, SOURCE_KINDS, ClaimsShape, ExpectShape, WantedShape, read_source, source_in
from openskies_cli.reading.treaty import ACTION, EVENT, REPORTED, TREATY, ActionShape, EntryShape, GroupShape, read_treaty, treaty_in

__all__ = [
    "ACTION",
    "ANCHOR_WORDS",
    "CLAIM",
    "CLAUSES",
    "CODE",
    "CODES",
    "CONDITION",
    "DATE",
    "DELAY",
    "EVENT",
    "LIST",
    "NAME",
    "PEOPLE",
    "REPORTED",
    "SLUG",
    "SLUGS",
    "SOURCE",
    "SOURCE_KINDS",
    "TEXT",
    "TEXTS",
    "TREATY",
    "_CONDITIONS",
    "ActionShape",
    "AnchorShape",
    "AttributeShape",
    "Citation",
    "ClaimsShape",
    "ConditionShape",
    "Date",
    "Either",
    "EntryShape",
    "EveryShape",
    "ExpectShape",
    "Field",
    "GroupShape",
    "Keys",
    "ListShape",
    "Many",
    "Map",
    "Matching",
    "Meaning",
    "NeedsShape",
    "Number",
    "OneKey",
    "OneOf",
    "Reader",
    "Shape",
    "Text",
    "WantedShape",
    "Whole",
    "WordOrDate",
    "YesNo",
    "citations",
    "lives",
    "people_in",
    "read_people",
    "read_source",
    "read_treaty",
    "source_in",
    "treaty_in",
]
