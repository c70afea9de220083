"""YAML text into the model, and what is wrong with it: one table of shapes.

    nodes          text -> nodes, every value with its line and column. The only yaml
    brought        words and days as people bring them, and what to write
    shapes         what may stand in a place. Knows no treaty
    clauses        the grammar of the final clauses
    treaty         data/treaties/<id>.yaml
    participants   data/participants.yaml
    sources        seeds/<id>.yaml and its claims
    citations      what rests on which source
    schema         the same shapes as JSON Schema and as a reference
    written        the way back: the model as canonical YAML

A file imports only those above it.
"""

from openskies_cli.reading.citations import Citation, citations
from openskies_cli.reading.participants import in_two, lives, people_in, read_people
from openskies_cli.reading.sources import read_source, source_in
from openskies_cli.reading.treaty import names_in, read_treaty, treaty_in

__all__ = [
    "Citation",
    "citations",
    "in_two",
    "lives",
    "names_in",
    "people_in",
    "read_people",
    "read_source",
    "read_treaty",
    "source_in",
    "treaty_in",
]
