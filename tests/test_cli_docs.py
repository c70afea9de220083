"""docs/cli.md is written from the table of words and the pages of help, and never by hand.

UPDATE_DOCS=1 pytest tests/test_cli_docs.py     writes it anew
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openskies_cli.doors import shells
from openskies_cli.questions import help as pages
from openskies_cli.words import COMMANDS, GROUPS, ROOT, SHELLS, VIEW, Command, Word

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
UPDATE = os.environ.get("UPDATE_DOCS") == "1"

NAMIBIA = """\
## Reading csv: Namibia

The code of Namibia is `NA`, which pandas and R take for a missing value: its rows would lose their participant without a word.

- pandas: `pandas.read_csv(file, keep_default_na=False)`; with `na_values=[""]` beside it empty cells stay missing
- R: `read.csv(file, na.strings = "")`; readr: `read_csv(file, na = "")`

`alpha3` (`NAM`) cannot be mistaken: it stands in every table of `openskies export`, in `status`, `parties` and `withdrawals`.
"""

ELSEWHERE = ("commands", "columns")
"""Topics that are not on this page: the list at its top, and docs/codebook.md."""

START = """\
# The command line

Written from the table of words (`src/openskies_cli/words.py`) by `UPDATE_DOCS=1 pytest tests/test_cli_docs.py`: do not edit.
Every command takes `-h` and `--help`; `openskies help TOPIC` prints the pages at the end;
what stands in the columns is in [codebook.md](codebook.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield START
    for group in GROUPS:
        for command in COMMANDS.values():
            if command.group == group:
                yield f"- [{command.name}](#openskies-{command.name}): {command.help}"
        yield ""
    for command in COMMANDS.values():
        yield from _command(command)
    yield "## Words of every question\n"
    yield _table(VIEW)
    yield "## Without a command\n"
    yield _table(ROOT)
    yield "## Completion\n"
    yield "Commands, options, statuses, formats, treaties, and participants by code or name. One line in the shell's own file:\n"
    for shell in SHELLS:
        file, line = shells.script(shell).split(". Put this line into ")[1].split("\n#     ")
        yield f"- {shell}, in {file.removesuffix(':')}: `{line.splitlines()[0]}`"
    yield ""
    yield NAMIBIA
    for name, topic in pages.TOPICS.items():
        if name in ELSEWHERE:
            continue
        yield f"## {name}\n"
        lines = list(topic.lines())
        alone = not any(section for section, *_ in lines)
        yield _written(("word", "meaning") if alone else ("", "word", "meaning"), [line[alone:] for line in lines])
        yield f"{escaped(topic.note)}\n"


def _command(command: Command) -> Iterator[str]:
    own = [word for word in command.words if word not in VIEW]
    yield f"## openskies {command.name}\n"
    yield f"{command.help}\n"
    yield f"    {command.example}\n"
    if own:
        yield _table(own)
    common = [word for word in command.words if word in VIEW]
    if len(common) == len(VIEW):
        yield "And the [words of every question](#words-of-every-question).\n"
    elif common:
        yield f"And of the [words of every question](#words-of-every-question): {', '.join(f'`{word.flags[0]}`' for word in common)}.\n"


def _table(words: Iterable[Word]) -> str:
    return _written(("word", "meaning"), [(pages.typed(word), word.help) for word in words])


def _written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, the words in it as code."""
    lines = [head, ["---"] * len(head), *([*before, f"`{word}`", escaped(meaning)] for *before, word, meaning in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', PIPE) for cell in line)} |\n" for line in lines)


PIPE = "\\|"


def escaped(text: str) -> str:
    """A text that Markdown reads as it is."""
    return re.sub(r"([\\`*_\[\]<>~#&])", r"\\\1", text)


def test_the_page_is_what_the_words_say() -> None:
    if UPDATE:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_every_word_and_its_help() -> None:
    """Also where the page and what renders it have gone wrong together."""
    plain = PAGE.read_text(encoding="utf-8").replace("\\", "")
    words = {word for command in COMMANDS.values() for word in command.words} | set(ROOT)
    assert [word.name for word in words if word.help not in plain or f"| `{pages.typed(word)}` |" not in plain] == []
    assert [name for name, command in COMMANDS.items() if f"## openskies {name}\n" not in plain or command.example not in plain] == []
