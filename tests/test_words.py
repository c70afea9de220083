"""The table of words: complete, consistent, and agreeing with the rooms it speaks for."""

import ast
import inspect
import keyword
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from openskies_cli import desk, words
from openskies_cli.doors.quick import plainly
from openskies_cli.history import STATUSES
from openskies_cli.words import COMMANDS, GROUPS, Command

VIEW = {"format", "output", "data", "only", "columns", "sort", "limit", "wide", "no_pager"}
ASKED = {"on", "treaty", *VIEW}

CONTRACT = {
    "status": {"who", "require", "strict", "as_notified", *ASKED},
    "parties": {"who", "status", "spells", "as_notified", *ASKED},
    "withdrawals": {"who", "year", "from_", "until", "by", "by_year", *ASKED},
    "timeline": {"who", *ASKED},
    "treaty": ASKED,
    "treaties": ASKED - {"treaty"} | {"words", "of", "status"},
    "where": VIEW,
}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_command_has_the_words_of_the_contract(name: str) -> None:
    assert {word.name for word in COMMANDS[name].words} == CONTRACT[name]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
class TestCommand:
    def test_help_is_one_sentence_under_a_known_group(self, command: Command) -> None:
        assert command.group in GROUPS
        assert re.fullmatch(r"[A-Z][^.]*\.", command.help)

    def test_example_is_a_command_line_that_even_the_quick_door_understands(self, command: Command) -> None:
        program, *argv = shlex.split(command.example)
        assert program == "openskies"
        understood = plainly(argv)
        assert understood is not None
        assert understood[0] == command.name

    def test_words_are_told_apart(self, command: Command) -> None:
        names = [word.name for word in command.words]
        flags = [flag for word in command.words for flag in word.flags]
        assert len(set(names)) == len(names)
        assert len(set(flags)) == len(flags)
        assert not {"-h", "--help", "--version"} & set(flags)
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
        assert sum(word.shape == "many" for word in command.words) <= 1

    def test_words_mean_something(self, command: Command) -> None:
        for word in command.words:
            assert word.shape in ("one", "many", "repeat", "flag"), word.name
            assert word.shape != "one" or word.kind in (*desk.CHECKS, "date"), word.name
            assert (word.shape == "many") == (not word.flags), word.name
            assert (word.kind == "choice") == bool(word.choices), word.name
            assert word.default is None or not word.choices or word.default in word.choices, word.name
            assert not word.completes or word.completes in desk.COMPLETES, word.name
            assert word.help.endswith("."), word.name

    def test_the_question_hears_its_words_and_no_others(self, command: Command) -> None:
        answer = import_module(f"openskies_cli.questions.{command.name}").answer
        heard = {name for name, p in inspect.signature(answer).parameters.items() if p.kind is p.KEYWORD_ONLY}
        assert heard == {word.name for word in command.words} - set(desk.AT_THE_DESK)


def test_the_table_agrees_with_the_formats_and_the_statuses() -> None:
    assert words.STATUSES == STATUSES
    for forms in words.WRITERS.values():
        suffixes = [suffix for form in forms for suffix in form.suffixes]
        assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize(("folder", "name"), [(folder, form.name) for folder, forms in words.WRITERS.items() for form in forms])
def test_every_format_has_a_writer(folder: str, name: str) -> None:
    parameters = inspect.signature(import_module(f"openskies_cli.{folder}.{name}").write).parameters
    assert list(parameters)[1:] == ["out", "width", "colour"]


@pytest.mark.parametrize("folder", words.WRITERS)
def test_every_writer_has_a_row(folder: str) -> None:
    """A format is a row in words.py and a file in its folder."""
    files = {path.stem for path in Path(words.__file__).parent.joinpath(*folder.split(".")).glob("*.py")} - {"__init__"}
    assert files == {form.name for form in words.WRITERS[folder]}


def test_words_import_nothing() -> None:
    tree = ast.parse(inspect.getsource(words))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
