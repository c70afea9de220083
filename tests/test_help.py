"""Help that teaches: the tour, the pages, a command's own help; and no word on a page that the program does not use."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from openskies_cli import codebook, derive, desk, main
from openskies_cli.doors import full as app
from openskies_cli.doors import quick
from openskies_cli.history import CERTAINTIES, STATUSES, TREATY_STATUSES
from openskies_cli.questions import help as pages
from openskies_cli.words import COMMANDS, FIRST, FORMS, GROUPS

Said = tuple[int, str, str]
Ask = Callable[[str], Said]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(line: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["openskies", *line.split()])
        code = main.main()
        return code, *capsys.readouterr()

    return asked


def test_the_name_alone_shows_a_short_tour(ask: Ask) -> None:
    code, out, err = ask("")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    tried = [line.strip() for line in lines if line.startswith("  openskies ")]
    assert tried[:3] == [COMMANDS[name].example for name in pages.TOUR]
    assert {"openskies help commands", "openskies help TOPIC"} <= {line.split("    ")[0].rstrip() for line in tried[3:]}
    assert all(topic in out for topic in pages.TOPICS)


@pytest.mark.parametrize("line", ["", "--help", "-h"])
def test_the_first_screen_names_ten_commands_and_where_the_rest_is(line: str, ask: Ask) -> None:
    code, out, err = ask(line)
    assert (code, err) == (0, "")
    listed = re.findall(r"^  (\w+) {2,}\S", out, flags=re.MULTILINE)
    assert [name for name in listed if name in COMMANDS] == list(FIRST)
    assert len(FIRST) == 10
    assert {COMMANDS[name].group for name in FIRST} == set(GROUPS)
    assert f"openskies help commands All {len(COMMANDS)} commands." in " ".join(out.split())


def test_help_commands_has_every_command_in_the_order_of_use(ask: Ask) -> None:
    rows = json.loads(ask("help commands -f json")[1])
    assert [(row["word"], row["meaning"]) for row in rows] == [(name, command.help) for name, command in COMMANDS.items()]
    assert [row["section"] for row in rows] == sorted((row["section"] for row in rows), key=GROUPS.index)
    asked = [name for name in COMMANDS if COMMANDS[name].group == "Ask"]
    assert [name for name in asked if name in FIRST] == [name for name in FIRST if name in asked]


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_answered(name: str, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    own = tmp_path / "my-records" / "data" / "treaties" / "lake-treaty.yaml"  # a folder that examples may name
    own.parent.mkdir(parents=True)
    own.write_text("id: lake-treaty\ntitle: Lake Treaty\nadopted: 2010-05-01\nparticipants: {}\n", encoding="utf-8")
    program, *words = COMMANDS[name].example.split()
    assert (program, words[0]) == ("openskies", name)
    code, _, err = ask(" ".join(words))
    assert code == 0, err


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_what_it_says_itself(name: str, ask: Ask) -> None:
    assert ask(f"help {name}") == ask(f"{name} --help")
    assert COMMANDS[name].example in ask(f"help {name}")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_as_a_table_has_every_word(name: str, ask: Ask) -> None:
    code, out, _ = ask(f"help {name} -f json")
    assert code == 0
    assert [(row["word"], row["meaning"]) for row in json.loads(out)] == [(pages.typed(word), word.help) for word in COMMANDS[name].words]


def test_help_alone_lists_topics_and_commands(ask: Ask) -> None:
    rows = json.loads(ask("help -f json")[1])
    assert {row["word"] for row in rows} == {*pages.TOPICS, *COMMANDS}
    assert [row["section"] for row in rows if row["word"] in pages.TOPICS] == ["topics"] * len(pages.TOPICS)


# No page can drift from the program -------------------------------------------------------------------

WORDS = {
    "commands": list(COMMANDS),
    "statuses": ["no status", *STATUSES, *CERTAINTIES, *TREATY_STATUSES],
    "columns": [key.rpartition(".")[2] for key in codebook.COLUMNS],
    "formats": [form.name for form in FORMS],
    "exit-codes": [str(code) for code in (*{*desk.EXIT.values(), desk.WRONG_WORDS, 3}, main.INTERNAL, main.INTERRUPTED, main.CLOSED_PIPE)],
    "qualifiers": list(pages.QUALIFIERS),
    "dates": [word for _, word, _ in pages.DATES],
}


def test_every_topic_is_held_against_the_program() -> None:
    assert set(WORDS) == set(pages.TOPICS)
    assert set(pages.MEANINGS) == set(WORDS["statuses"])


@pytest.mark.parametrize("topic", WORDS)
def test_a_page_has_the_words_of_the_program_and_no_others(topic: str, ask: Ask) -> None:
    code, out, err = ask(f"help {topic} -f json")
    rows = json.loads(out)
    assert (code, err) == (0, "")
    assert sorted(row["word"] for row in rows) == sorted(WORDS[topic])
    assert {row["page"] for row in rows} == {topic}
    assert all(row["meaning"] for row in rows)


def test_the_days_of_the_page_are_days() -> None:
    from openskies_cli.dates import parse

    for section, word, meaning in pages.DATES:
        if section in ("typed", "printed"):
            for day in (word, *[part.split(" ")[0].removesuffix(":") for part in meaning.split("; ")[1:] if part[:4].isdigit()]):
                assert str(parse(day)) == day


def test_what_the_page_says_is_also_typed_is_taken(ask: Ask) -> None:
    from openskies_cli.days import day, span

    lines = [line for line in pages.DATES if line[0] == "also typed"]
    (_, first, others), (_, last, _), (_, spelled, spans) = lines
    assert {day(typed) for typed in (first, *others.removeprefix("or ").split(", ")[:3])} == {"2021-06-18"}
    assert ask(f"status RU --on {last}")[0] == 0
    assert all(span(typed) for typed in (spelled, *spans.partition(": ")[2].split(", ")[:4]))


def test_the_suffixes_are_on_the_page_of_formats(ask: Ask) -> None:
    page = ask("help formats")[1]
    assert [suffix for form in FORMS for suffix in form.suffixes if suffix not in page] == []


def test_the_page_of_qualifiers_has_every_one_that_the_program_gives() -> None:
    """Every kind is a text in the call that makes it, or a key of the table of texts of those that were open."""
    given: set[str] = set()
    for path in (Path(derive.__file__).parent).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        given |= set(re.findall(r"\bqualifier\(\s*\"([a-z-]+)\"", text))
        for table in re.findall(r"\n    texts = \{(.*?)\n    \}", text, re.DOTALL) if path.stem == "qualifiers" else ():
            given |= {key.replace("_", "-") for key in re.findall(r"^\s+\"([a-z_]+)\":", table, re.MULTILINE)}
    assert len(given) > 12
    assert {*given, "doubtful-date"} == set(pages.QUALIFIERS)


EXPLAINED = [  # typed, the page, the words that are explained
    ("unverified", "statuses", ["unverified"]),
    ("contracting-state", "statuses", ["contracting-state"]),
    ("Contracting_State", "statuses", ["contracting-state"]),
    ("contracting state", "statuses", ["contracting-state"]),
    ("no status", "statuses", ["no status"]),
    ("certainty", "statuses", list(CERTAINTIES)),
    ("certainties", "statuses", list(CERTAINTIES)),
    ("treaty status", "statuses", list(TREATY_STATUSES)),
    ("qualifier", "qualifiers", list(pages.QUALIFIERS)),
    ("withdrawal-pending", "qualifiers", ["withdrawal-pending"]),
    ("notice", "dates", ["notice"]),
    ("computed", "dates", ["computed"]),
    ("basis", "dates", ["depositary", "computed", "published", "reported"]),
    ("expulsion", "statuses", ["former-party"]),
    ("json", "formats", ["json"]),
    ("4", "exit-codes", ["4"]),
    ("strict", "status", ["--strict"]),
    ("--strict", "status", ["--strict"]),
    ("by-year", "withdrawals", ["--by-year"]),
    ("next_change", "columns", ["next_change"]),
    ("Difference-Days", "columns", ["difference_days"]),
]


@pytest.mark.parametrize(("typed", "page", "words"), EXPLAINED)
def test_a_word_is_explained_where_a_page_does(typed: str, page: str, words: list[str], ask: Ask) -> None:
    code, out, err = ask(f"help {typed} -f json")
    rows = json.loads(out)
    assert (code, err) == (0, "")
    assert ([row["word"] for row in rows], {row["page"] for row in rows}) == (words, {page})
    if page in pages.TOPICS:
        whole = json.loads(ask(f"help {page} -f json")[1])
        assert all(row in whole for row in rows)
        assert ask(f"help {typed}")[1].rstrip().endswith(f"The whole page: openskies help {page}.")


# What is typed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "page"), [("statuses", "statuses"), ("Exit-Codes", "exit-codes"), ("exit_codes", "exit-codes")])
def test_a_topic_may_be_spelled_as_people_do(typed: str, page: str, ask: Ask) -> None:
    assert ask(f"help {typed}")[1] == ask(f"help {page}")[1] != ""


def test_several_pages_are_told_apart(ask: Ask) -> None:
    out = ask("help dates formats dates")[1].splitlines()
    assert out[0].split() == ["page", "section", "word", "meaning"]
    assert [line.split()[0] for line in out[1:-2]] == ["dates"] * len(WORDS["dates"]) + ["formats"] * len(WORDS["formats"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("statusses", "statuses"), ("datse", "dates"), ("formatt", "formats"), ("exit", "exit-codes"), ("exitcodes", "exit-codes"),
     ("withdrawls", "withdrawals"), ("stauts", "status")],
)  # fmt: skip
def test_a_mistyped_topic_gets_candidates(typed: str, meant: str, ask: Ask) -> None:
    code, out, err = ask(f"help {typed}")
    assert (code, out) == (2, "")
    first, *rest = err.splitlines()
    assert first.startswith(f"openskies: there is no topic '{typed}'; did you mean ")
    assert f"'{meant}'" in first
    assert rest[0] == f"  topics: {', '.join(pages.TOPICS)}"


def test_a_topic_like_nothing_gets_the_list(ask: Ask) -> None:
    code, _, err = ask("help xyzzy")
    assert code == 2
    assert err.splitlines()[0] == "openskies: there is no topic 'xyzzy'"


@pytest.mark.parametrize("line", ["help dates", "help dates formats -f csv", "help", "help --columns word dates"])
def test_both_doors_understand_help(line: str) -> None:
    understood = quick.plainly(line.split())
    assert understood is not None
    assert app.understand(line.split()) == understood
