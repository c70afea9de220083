"""Every rule on its own examples: the exact places of what it finds, and nothing where there is nothing to find.

The examples are the pages' too, so what people read is what is tested. Real mistakes that the sources quote stand in
`REAL`, each with the rule that finds it.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from openskies_cli import checks
from openskies_cli.checks import NAMES, READING, RULES, Example, rule
from openskies_cli.diagnostics import SEVERITIES, Diagnostic
from openskies_cli.files import Surrounded
from openskies_cli.inspection import File, inspect
from openskies_cli.questions.rule import page, record, summary
from openskies_cli.register import Register

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
FOLDERS = {"treaties": "treaty", "seeds": "source"}


@pytest.fixture(scope="module")
def home() -> Surrounded:
    return Surrounded(Register(str(ROOT)))


class Alone(Surrounded):
    """A folder with no records of its own: whatever is looked at is all there is."""

    treaties = frozenset[str]()
    has_participants = False


CITING = File("data/treaties/citing.yaml", "treaty", "citing", lambda: b"id: citing\nsources: [unoda-2018]\nparticipants: {}\n")


def look(home: Surrounded, example: Example, asked: Sequence[str]) -> list[Diagnostic]:
    """What these rules, and reading, find in an example."""
    path = Path(example.path)
    kind = "participants" if path.name == "participants.yaml" else FOLDERS[path.parent.name]
    files = [File(example.path, kind, path.stem, lambda: record(example)), *([CITING] if kind == "source" else [])]
    around = Alone(home.register) if kind == "source" else home
    return [finding for found, _ in inspect(files, around, TODAY, asked) for finding in found]


EXAMPLES = [(name, example) for name in NAMES for example in rule(name).EXAMPLES]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else value.about[:60])
def test_an_example_is_found_at_its_places(name: str, example: Example, home: Surrounded) -> None:
    asked = RULES if name == "unused-ignore" else (name,)
    found = [finding for finding in look(home, example, asked) if finding.rule == name or (name in RULES and finding.rule in READING)]
    assert [(finding.rule, finding.place.line, finding.place.column) for finding in found] == [(name, *place) for place in example.places]
