"""What the documents print and the program knows: the pages of the rules, the schemas, the reference of every key.

UPDATE_DOCS=1 pytest tests/test_generated.py     writes them anew
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from openskies_cli.lint.rules import NAMES, rule
from openskies_cli.questions.rule import page, summary
from openskies_cli.reading import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"
UPDATE = os.environ.get("UPDATE_DOCS") == "1"
SCHEMAS = {"treaty": "record", "participants": "participants", "source": "source"}


def rules() -> str:
    """A table of the rules, and their pages."""
    rows = [f"| [{name}](#{name}) | {rule(name).SEVERITY} | {summary(name)} |" for name in NAMES]
    pages = [re.sub("^## ", "### ", page(name)) for name in NAMES]
    return "\n".join(["| rule | severity | what is found |", "| --- | --- | --- |", *rows, "", *pages])


def between(text: str, word: str, inside: str) -> str:
    """The text with another inside between its two marks."""
    start, end = f"<!-- {word} -->\n", f"<!-- end of {word} -->"
    before, found, rest = text.partition(start)
    _, ended, after = rest.partition(end)
    assert found
    assert ended
    return f"{before}{start}\n{inside}\n{end}{after}"


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file, and what it should be."""
    for kind, name in SCHEMAS.items():
        yield DOCS / f"{name}.schema.json", schema.text(kind)
    for name, word, inside in (("checks.md", "rules", rules()), ("record.md", "every key", schema.reference())):
        yield DOCS / name, between((DOCS / name).read_text(encoding="utf-8"), word, inside)


@pytest.mark.parametrize(("path", "text"), list(generated()), ids=lambda value: value.name if isinstance(value, Path) else "")
def test_a_document_is_what_the_program_knows(path: Path, text: str) -> None:
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
