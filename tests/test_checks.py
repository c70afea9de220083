"""Every rule on its own examples: the exact places of what it finds, and nothing where there is nothing to find.

The examples are the pages' too, so what people read is what is tested. Real mistakes that the sources quote stand in
`REAL`, each with the rule that finds it.
"""

import ast
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from openskies_cli.diagnostics import SEVERITIES, Diagnostic
from openskies_cli.lint import rules as checks
from openskies_cli.lint.files import Folder
from openskies_cli.lint.inspection import File, inspect
from openskies_cli.lint.rules import NAMES, READING, RULES, Example, rule
from openskies_cli.questions.rule import page, record, summary
from openskies_cli.register import Register

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
FOLDERS = {"treaties": "treaty", "seeds": "source"}


@pytest.fixture(scope="module")
def home() -> Folder:
    return Folder(Register(str(ROOT)))


class Alone(Folder):
    """A folder with no records of its own: whatever is looked at is all there is."""

    treaties = frozenset[str]()
    has_participants = False


CITING = File("data/treaties/citing.yaml", "treaty", "citing", lambda: b"id: citing\nsources: [unoda-2018]\nparticipants: {}\n")


def look(home: Folder, example: Example, asked: Sequence[str]) -> list[Diagnostic]:
    """What these rules, and reading, find in an example."""
    path = Path(example.path)
    kind = "participants" if path.name == "participants.yaml" else FOLDERS[path.parent.name]
    files = [File(example.path, kind, path.stem, lambda: record(example)), *([CITING] if kind == "source" else [])]
    around = Alone(home.register) if kind == "source" else home
    return [finding for found, _ in inspect(files, around, TODAY, asked) for finding in found]


EXAMPLES = [(name, example) for name in NAMES for example in rule(name).EXAMPLES]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else value.about[:60])
def test_an_example_is_found_at_its_places(name: str, example: Example, home: Folder) -> None:
    asked = RULES if name == "unused-ignore" else (name,)
    found = [finding for finding in look(home, example, asked) if finding.rule == name or (name in RULES and finding.rule in READING)]
    assert [(finding.rule, finding.place.line, finding.place.column) for finding in found] == [(name, *place) for place in example.places]


UPDATE = os.environ.get("UPDATE_DOCS") == "1"
SAID = Path(__file__).parent / "findings.txt"


def test_what_is_said_of_the_examples(home: Folder) -> None:
    """The wording people read, each sentence once; UPDATE_DOCS=1 writes it anew, to be read before it is kept."""
    said = {
        f"{finding.rule}: {finding.sentence}": None
        for name, example in EXAMPLES
        for finding in look(home, example, RULES if name == "unused-ignore" else (name,))
        if finding.rule == name
    }
    text = "\n".join(said) + "\n"
    if UPDATE:
        SAID.write_text(text, encoding="utf-8")
    assert text == SAID.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
class TestRule:
    def test_its_file_says_what_it_is(self, name: str) -> None:
        module = rule(name)
        assert module.ID == name  # noqa: SIM300 - the module's own word, not a constant of the test
        assert module.SEVERITY in SEVERITIES
        assert module.READS in ("bytes", "text", "record", "treaty", "source", "comments")
        assert hasattr(module, "check") == (module.READS not in ("bytes", "comments"))
        assert (name in READING) == (module.READS == "bytes")

    def test_its_page_begins_with_a_sentence_and_says_more(self, name: str) -> None:
        assert re.fullmatch(r"[A-Z`].*\.", summary(name))
        assert len((rule(name).__doc__ or "").strip().split("\n\n")) > 1
        assert page(name).startswith(f"## {name}\n")

    def test_it_has_an_example_of_what_it_finds(self, name: str) -> None:
        found = [example for example in rule(name).EXAMPLES if example.places]
        assert found or name == "unreadable"  # made in test_check_command


def test_every_file_of_the_room_is_a_rule_and_every_rule_a_file() -> None:
    files = {path.stem.replace("_", "-") for path in Path(checks.__file__).parent.glob("*.py")} - {"--init--"}
    assert files == set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


def _named(tree: ast.AST) -> Iterator[str]:
    """The texts that stand where a rule is named: the second word of a finding, or a variable of that name."""
    for node in ast.walk(tree):
        where: ast.AST | None = None
        if isinstance(node, ast.Call) and len(node.args) > 1 and ast.unparse(node.func).rpartition(".")[2] in ("say", "Diagnostic"):
            where = node.args[1]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "rule":
            where = node.value
        if isinstance(where, ast.IfExp):  # its condition names nothing
            yield from (part.value for part in (where.body, where.orelse) if isinstance(part, ast.Constant) and isinstance(part.value, str))
        elif isinstance(where, ast.Constant) and isinstance(where.value, str):
            yield where.value


def test_reading_names_no_rule_without_a_page() -> None:
    sources = [*(ROOT / "src" / "openskies_cli" / "reading").glob("*.py"), ROOT / "src" / "openskies_cli" / "lint" / "inspection.py"]
    named = {name for path in sources for name in _named(ast.parse(path.read_text(encoding="utf-8")))}
    assert named == set(READING)


REAL = {  # what the sources on treaty data quote as wrong, and where it was met -> the rule that finds it, a word of its example
    "UK table: Cameroon bound 2006-12-07, effective 1976-01-01": ("effect-before-act", "Cameroon"),
    "UK table: Canada, acceptance 1998-11-11, effective 1998-10-19": ("effect-before-act", "Canada"),
    "UK table: Italy, reservation 1995-09-28, effective 1991-08-26": ("effect-before-act", "Italy"),
    "Swiss table: Tanzania and the NPT, in force before its accession": ("effect-before-act", "Tanzania"),
    "UK table: Colombia, Latvia, Czech Republic effective 1900-01-01": ("sentinel-date", "Colombia"),
    "InforMEA: 1970-01-01 for a missing signature": ("sentinel-date", "computer time"),
    "GGO 9999-12-31, IEADB 2699, 2899, 2999: still in force": ("sentinel-date", "Still in force"),
    "GGO 9999-99 and 9999-99-99?, UNTC [  3 Mar 1980 ], Dutch NK, ATOP 0, UK 27/10/2003": ("date", "published tables"),
    "Swiss table: Marshall Islands and UNESCO, 995 for 1995": ("date", "three digits"),
    "messydates A..B and ~": ("date", "two dots"),
    "PyYAML raises a bare ValueError on 2021-02-30": ("date", "not in the calendar"),
    "PyYAML keeps the last of two keys": ("duplicate-key", "Two dates"),
    "UNTC: stray tabs in the cells of dates": ("tab", "official list"),
    "UNTC: footnote digits glued to names": ("shape", "footnote"),
    "UK table: Grenada, a signature with a date of effect": ("idle-key", "Grenada"),
    "Dutch table: Slovenia and Open Skies, 2004-09-25 in the column of the deposit": ("effect-differs", "Slovenia"),
    "IEADB: Canada's notice under the desertification convention as its effect": ("effect-differs", "Canada"),
    "InforMEA: Antigua bound by Kyoto before the Protocol was in force": ("effect-differs", "Antigua"),
    "Swiss table: Italy and the whaling convention, 2002 for 1998": ("effect-differs", "Italy"),
    "New START reported in force on 2011-01-26": ("entry-into-force-differs", "New START"),
    "GGO: Slovenia and the NPT, 1970-03-04": ("act-outside-existence", "Slovenia"),
    "GGO: Iceland in force 1976-06-15, ended 1970-06-30": ("overlapping-spells", "Iceland"),
    "GGO: Venezuela's exit of 1999-06-30 on other States": ("overlapping-spells", "Venezuela"),
    "GGO: Canada's Kyoto exit on the United States": ("withdrawal-by-non-party", "Canada"),
    "GGO: a block of 6,687 doubled rows": ("duplicate-action", "doubled row"),
    "manytreaties reads exits as second entries into force": ("second-consent", "accession after"),
    "UNODA: Finland and the NPT, 1969-02-05 and 1970-02-05": ("same-day-other-year", "Finland"),
    "codes: UK, three letters, CS": ("unknown-participant", "name on letters"),
}
NOT_FOUND = {  # days that are as possible as the right ones: only a second source tells, and then both stand in the record
    "GGO: Costa Rica and the Rome Statute, a month off": "both days give the same entry into force; `also_reported` keeps the other",
    "Grenada and the Arms Trade Treaty: 2013-10-21 or -22": "a day's difference before the treaty was in force",
    "Swiss table: Panama, 4 for 6 December; Dominican Republic, 2008 for 2009": "possible days; `audit` lists them with an effect",
}


@pytest.mark.parametrize("quoted", REAL)
def test_a_real_mistake_is_found_by_its_rule(quoted: str) -> None:
    name, word = REAL[quoted]
    assert [example.about for example in rule(name).EXAMPLES if word in example.about and example.places]


def test_a_record_that_does_not_read_is_not_derived_from(home: Folder) -> None:
    text = "id: example\nparticipants:\n  UK: {actions: [{action: accession, date: 2010-13}, {action: accession, date: 2010}]}\n"
    found = look(home, Example("", text), RULES)
    assert [finding.rule for finding in found] == ["unknown-participant", "date"]  # and of the same act twice nothing


def test_all_that_is_wrong_with_a_record_is_told_in_one_round(home: Folder) -> None:
    text = """id: example
parent: npd
lists: {annex: [RUS]}
participants:
  UK: {actions: [{action: ratified, date: 10/09/2013, sources: [nosuch]}], member: true}
  Poland: {actions: []}
  ZZ9: {actions: []}
"""
    found = look(home, Example("", text), RULES)
    assert [(finding.rule, finding.place.line) for finding in found] == [
        ("unknown-treaty", 2),
        ("unknown-participant", 3),
        ("unknown-participant", 5),
        ("unknown-word", 5),
        ("date", 5),
        ("unknown-source", 5),
        ("unknown-key", 5),
        ("shape", 6),
        ("unknown-participant", 6),
        ("unknown-participant", 7),
    ]
    assert found[8].remedy == "did you mean PL (Poland)?"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((ROOT / "data" / "treaties").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_records_pass(path: Path, home: Folder) -> None:
    found = look(home, Example("", path.read_bytes(), (), f"data/treaties/{path.name}"), RULES)
    assert [str(finding) for finding in found if finding.severity != "hint"] == []
