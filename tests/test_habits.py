"""What a newcomer is told is true: every file, function, test, target and room that is named exists, and none is left out."""

import ast
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import openskies_cli

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "openskies_cli"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
GATES = (".ci/run", ".ci/long")


def section(text: str, title: str) -> str:
    """The text of a section, up to the next."""
    return re.split(r"^## ", text.partition(f"\n## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    rules = [i for i, line in enumerate(lines) if set(line[0]) == {"-"}]
    return [line for i, line in enumerate(lines) if i not in rules and i + 1 not in rules]


# CONTRIBUTING ---------------------------------------------------------------------------------------


def files_named(text: str) -> list[str]:
    """What stands in backticks and is a path."""
    return [word for word in re.findall(r"`([^`\s]+)`", text) if "/" in word or word.endswith((".md", ".csv"))]


def missing(names: list[str]) -> list[str]:
    """Those that are not there; of `<name>` the folder must be."""
    return [name for name in names if not (ROOT / (name if "<" not in name else name.partition("<")[0])).exists()]


def test_every_file_that_contributing_names_exists() -> None:
    assert len(files_named(CONTRIBUTING)) > 35
    assert missing(files_named(CONTRIBUTING)) == []
    assert missing(["src/openskies_cli/rooms.py", "roomes/<name>.py", "README.md"]) == ["src/openskies_cli/rooms.py", "roomes/<name>.py"]


def test_contributing_answers_six_wishes_and_ten_searches() -> None:
    wishes = rows(section(CONTRIBUTING, "I want to add ..."))
    assert [wish for wish, *_ in wishes] == ["a treaty", "a question", "a format", "an importer", "a check", "a clause form"]
    for wish, files, tests in wishes:
        assert files_named(files), wish
        assert re.search(r"`tests/test_\w+\.py`", tests), wish
    assert len(rows(section(CONTRIBUTING, "Ten things people look for"))) == 10


def test_links_of_contributing_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", CONTRIBUTING)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


# The map and the tour -------------------------------------------------------------------------------


def rooms() -> set[str]:
    """The files and folders of the house, without those that Python itself wants."""
    files = {path.name for path in HOUSE.glob("*.py") if not path.stem.startswith("__")}
    return files | {f"{path.name}/" for path in HOUSE.iterdir() if (path / "__init__.py").exists()}


def mapped(text: str) -> tuple[set[str], set[str]]:
    """The rooms of the map, and those that are said to be coming."""
    names = [row[0] for row in rows(section(text, "The map of the house").partition("The rooms of")[2])]
    return {name.split("`")[1] for name in names}, {name.split("`")[1] for name in names if "(coming)" in name}


def test_the_map_names_every_room() -> None:
    named, coming = mapped(README)
    assert sorted(rooms() - named) == [], "README.md, the map of the house"
    assert sorted(named - rooms() - coming) == [], "README.md names a room that is not there"
    assert sorted(coming & rooms()) == [], "it has come: take '(coming)' out of README.md"


def defined(file: Path) -> set[str]:
    """The functions, classes, methods and tables of a file."""
    names: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


STOPS = [(file.strip("`"), function.strip("`")) for file, function, *_ in rows(TOUR)]


@pytest.mark.parametrize(("file", "function"), STOPS)
def test_a_stop_of_the_tour_is_there(file: str, function: str) -> None:
    assert function in defined(HOUSE / file)


def test_the_tour_goes_through_the_house() -> None:
    assert len(STOPS) > 25
    visited = {file.split("/")[0] for file, _ in STOPS}
    assert {"main.py", "doors", "desk.py", "register.py", "reading", "derive", "history.py", "questions", "formats"} <= visited
    other = [name for name in files_named(TOUR) if not (ROOT / name).exists() and not (HOUSE / name).exists()]
    assert other == []


def test_the_line_that_the_tour_starts_from_is_in_the_record() -> None:
    lines = [line.strip() for line in TOUR.splitlines() if line.startswith("    ")]
    assert len(lines) == 4
    record = [line.strip() for line in (ROOT / "data" / "treaties" / "open-skies.yaml").read_text(encoding="utf-8").splitlines()]
    assert "\n".join(lines) in "\n".join(record)


def test_the_fast_lane_stands_beside_the_whole_suite() -> None:
    commands = section(README, "Two commands")
    assert "\n    .venv/bin/python -m pytest -q\n" in commands, "the second command runs every test"
    assert '`.venv/bin/python -m pytest -q -m "not slow"`' in commands
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert "slow" in [marker.partition(":")[0] for marker in options["markers"]]
    assert not [word for word in options["addopts"] if word.startswith(("-m", "-k", "--deselect", "--ignore"))]


# Decisions, targets, hooks, forms -------------------------------------------------------------------


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    notes = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    titles = [path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(". ", 1) for path in notes]
    expected = [[number, f"[{title}]({path.name})"] for path, (number, title) in zip(notes, titles, strict=True)]
    assert rows((folder / "README.md").read_text(encoding="utf-8")) == expected
    assert [int(number) for number, _ in titles] == list(range(1, len(notes) + 1))


def test_the_makefile_has_its_targets_and_they_name_what_is_there() -> None:
    targets = set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))
    assert targets >= {"test", "fast", "docs", "golden", "lint", "data", "long", "bench"}
    phony = re.search(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets
    named = re.findall(r"(?:tests|benchmarks|\.ci)/[\w/.]+", MAKEFILE)
    assert missing(named) == []
    assert set(re.findall(r"make (\w+)", "\n".join(re.findall(r"`[^`]*`", CONTRIBUTING)))) <= targets


def test_every_test_that_writes_anew_has_its_target() -> None:
    for word, target in (("UPDATE_DOCS", "docs"), ("UPDATE_GOLDEN", "golden")):
        files = {path for path in (ROOT / "tests").glob("test_*.py") if f'os.environ.get("{word}")' in path.read_text(encoding="utf-8")}
        recipe = re.search(rf"^{target}:.*\n\t(.*)", MAKEFILE, re.MULTILINE)
        assert recipe is not None
        assert recipe[1].startswith(f"{word}=1 ")
        assert {ROOT / name for name in recipe[1].split() if name.startswith("tests/")} == files


@pytest.mark.parametrize("script", GATES)
def test_a_gate_can_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / script]).returncode == 0
    text = (ROOT / script).read_text(encoding="utf-8")
    assert missing(re.findall(r"(?<![\w/$}-])(?:tests|benchmarks)/[\w/.]+", text)) == []


def test_the_long_run_knows_its_campaigns() -> None:
    done = subprocess.run([ROOT / ".ci" / "long", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    known = done.stderr.strip().rpartition(": ")[2].split()
    text = (ROOT / ".ci" / "long").read_text(encoding="utf-8")
    assert [name for name in known if f"\n{name}() {{" not in text] == []


def test_the_hooks_of_this_project_are_programs_of_its_environment() -> None:
    config: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (local,) = config["repos"]
    hooks = {hook["id"]: hook for hook in local["hooks"]}
    assert local["repo"] == "local"
    assert {shlex.split(hook["entry"])[0] for hook in hooks.values()} == {"ruff", "mypy", "openskies"}
    assert {hook["language"] for hook in hooks.values()} == {"system"}
    looked_at = re.compile(hooks["openskies-check"]["files"])
    assert looked_at.search("data/treaties/npt.yaml")
    assert looked_at.search("data/participants.yaml")
    assert not looked_at.search("tests/seeds/a.yaml")


@pytest.mark.parametrize("name", ["wrong-date", "wrong-derivation"])
def test_an_issue_form_says_what_it_is_for(name: str) -> None:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["name"]
    assert front["about"]


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == openskies_cli.__version__
    assert {"cff-version", "message", "title", "authors"} <= set(citation)


# Importers ------------------------------------------------------------------------------------------


def lacking(folder: Path) -> list[str]:
    """The importers of a folder that do not keep the protocol which its `__init__` tells."""
    files = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    return [path.name for path in files if not {"SUFFIXES", "read"} <= defined(path)]


def test_an_importer_keeps_the_protocol(tmp_path: Path) -> None:
    assert lacking(HOUSE / "importers") == []
    (tmp_path / "half.py").write_text('SUFFIXES = (".csv",)\n', encoding="utf-8")
    (tmp_path / "whole.py").write_text('SUFFIXES = (".csv",)\n\n\ndef read(data, path):\n    yield path, ""\n', encoding="utf-8")
    assert lacking(tmp_path) == ["half.py"]
