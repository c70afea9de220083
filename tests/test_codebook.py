"""docs/codebook.md: every column of every machine table, written from the columns themselves.

UPDATE_DOCS=1 pytest tests/test_codebook.py     writes it anew
"""

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from openskies_cli import codebook, desk
from openskies_cli.doors import quick
from openskies_cli.exports import tables
from openskies_cli.table import Column
from openskies_cli.words import COMMANDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"
UPDATE = os.environ.get("UPDATE_DOCS") == "1"

MODES = {"COLUMNS": "", "BY_YEAR": " --by-year", "OF": " --of WHO", "CITED": " ID"}
"""The name of a table of columns in a question -> what is typed behind the command for it."""

EXPORTED: dict[str, Sequence[Column]] = {
    "treaties": tables.TREATIES,
    "events": tables.EVENTS,
    "participants": tables.PEOPLE,
    "names": tables.NAMES,
    "groups": tables.GROUPS,
    "actions": tables.ACTIONS,
    "also_reported": tables.REPORTED,
    "steps": tables.STEPS,
    "treaty_steps": tables.STEPS_OF_TREATIES,
    "otherwise": tables.OTHERWISE,
    "qualifiers": tables.QUALIFIERS,
    "withdrawals": tables.WITHDRAWALS,
    "sources": tables.DOCUMENTS,
    "citations": tables.CITATIONS,
}

START = """\
# Codebook

Every column of every table that programs read (csv, tsv, json, jsonl, the library, and `openskies export`), in its order. Written
from the columns themselves by `UPDATE_DOCS=1 pytest tests/test_codebook.py`: do not edit. A key is appended at the end and never
renamed ([decision 18](decisions/0018-freshness-and-keys.md)).

| kind | in json | in csv |
| --- | --- | --- |
| word | a text of fixed words, or null | the word; empty |
| words | an array of texts | joined by one space |
| day | EDTF text: `2021-12-18`, `1992-03` for one day in that month, `A/B` for one day from A to B; or null | the same; empty |
| text | a text, or null | the same; empty |
| count | a number, or null | the same; empty |
| yes_no | true, false or null | `true`, `false`; empty |
| notes | an array of objects with the keys given | the first key of each, joined by one space |

**Namibia.** Its code is `NA`, which pandas and R take for a missing value unless they are told otherwise. With pandas:
`pandas.read_csv(file, keep_default_na=False, na_values=[""])`, or `keep_default_na=False` alone for texts throughout; with R:
`read.csv(file, na.strings = "")`, with readr `read_csv(file, na = "")`. The column `alpha3` beside it (`NAM`) cannot be mistaken.
"""


def of(question: str) -> Iterator[tuple[str, Sequence[Column]]]:
    """What is typed, and the columns that come; for every table that a question answers with."""
    module = import_module(f"openskies_cli.questions.{question}")
    for name, typed in MODES.items():
        if columns := getattr(module, name, None):
            yield f"openskies {question}{typed}", columns


def page() -> str:
    lines = [START]
    for question in COMMANDS:
        for typed, columns in of(question):
            lines += [f"## {typed}\n", "| key | kind | what it is |", "| --- | --- | --- |"]
            for column in columns:
                keys = f" ({', '.join(column.keys)})" if column.kind == "notes" else ""
                lines.append(f"| `{column.key}` | {column.kind}{keys} | {codebook.about(question, column.key)} |")
            lines.append("")
    lines.append("## openskies export\n")
    lines.append("One file a table; `datapackage.json` beside them says the same. A day column is followed by `<key>_earliest` and")
    lines.append("`<key>_latest`, the first and the last day that it may be: full days, empty where that end is open.\n")
    for name, columns in EXPORTED.items():
        lines += [f"### {name}.csv\n", "| key | kind | what it is |", "| --- | --- | --- |"]
        lines += [f"| `{column.key}` | {column.kind} | {column.label} |" for column in columns]
        lines.append("")
    return "\n".join(lines)


def test_the_page_is_what_the_columns_say() -> None:
    if UPDATE:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("question", COMMANDS)
def test_every_column_has_a_sentence(question: str) -> None:
    found = [(typed, column.key) for typed, columns in of(question) for column in columns]
    assert [one for one in found if len(codebook.about(question, one[1])) < 8 or "|" in codebook.about(question, one[1])] == []


def test_no_sentence_is_about_a_column_that_is_not_there() -> None:
    used = {(question, column.key) for question in COMMANDS for _, columns in of(question) for column in columns}
    keys = {key for _, key in used}
    unknown = [
        name for name in codebook.COLUMNS if ("." in name and tuple(name.split(".")) not in used) or ("." not in name and name not in keys)
    ]
    assert unknown == []


def test_every_table_of_a_question_is_known() -> None:
    """A question's further table of columns gets a line in MODES."""
    for question in COMMANDS:
        module = import_module(f"openskies_cli.questions.{question}")
        found = {
            name
            for name, value in vars(module).items()
            if isinstance(value, tuple) and value and all(isinstance(one, Column) for one in value)
        }
        assert found <= set(MODES), question


@pytest.mark.slow
def test_the_export_has_these_tables_and_columns(tmp_path: Path) -> None:
    understood = quick.plainly(["export", str(tmp_path / "out")])
    assert understood is not None
    assert desk.run(*understood) == 0
    heads = {path.stem: path.read_text(encoding="utf-8").partition("\n")[0].split(",") for path in (tmp_path / "out").glob("*.csv")}
    ends = ("", "_earliest", "_latest")
    assert heads == {
        name: [f"{column.key}{end}" for column in columns for end in (ends if column.kind == "day" else ends[:1])]
        for name, columns in EXPORTED.items()
    }
