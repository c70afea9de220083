"""What newcomers type, through the real command line: it is answered, or asked back with a command line that works."""

import random
import re
import shlex
import sys
from collections.abc import Callable

import pytest

from openskies_cli import hints
from openskies_cli.main import main
from openskies_cli.words import COMMANDS

Say = Callable[[str], tuple[int, str, str]]
"""A line -> exit code, stdout, stderr."""


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    monkeypatch.setenv("OPENSKIES_TODAY", "2021-06-18")

    def said(line: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["openskies", *shlex.split(line)])
        code = main()
        told = capsys.readouterr()
        return code, told.out, told.err

    return said


SAME = [  # as it is typed, as it would be said by who knows the words
    # days
    ("status RU --on today", "status RU"),
    ("status RU --on yesterday", "status RU --on 2021-06-17"),
    ("status RU --on '18 June 2021'", "status RU --on 2021-06-18"),
    ("status RU --on 20210618", "status RU --on 2021-06-18"),
    ("status RU --on 2021-6-7", "status RU --on 2021-06-07"),
    ("status RU --on 18/06/2021", "status RU --on 2021-06-18"),
    ("status RU --on 18.6.2021", "status RU --on 2021-06-18"),
    ("status RU --on 2021-W24-5", "status RU --on 2021-06-18"),
    ("status RU --on 18 June 2021", "status RU --on 2021-06-18"),
    ("status --on June 18, 2021 RU US", "status RU US --on 2021-06-18"),
    ("parties --on 18 Jun 2021 --limit 3", "parties --on 2021-06-18 --limit 3"),
    ("status RU -t npt --on 1970-01-01", "status RU -t npt --as-of 1/1/1970"),
    ("withdrawals --from 1970-01-01", "withdrawals --from 1.1.1970"),
    ("upcoming --within '6 months'", "upcoming --within 6m"),
    ("upcoming --within 6 months", "upcoming --within 6m"),
    ("upcoming --within 1w", "upcoming --within 7d"),
    # options
    ("status RU --date 2021-06-01", "status RU --on 2021-06-01"),
    ("status RU --at=2021-06-01", "status RU --on 2021-06-01"),
    ("status RU --when 1 June 2021", "status RU --on 2021-06-01"),
    ("status RU --asof 2021-06-01", "status RU --on 2021-06-01"),
    ("status RU --as_of 2021-06-01", "status RU --on 2021-06-01"),
    ("status RU --day 2021-06-01", "status RU --on 2021-06-01"),
    ("status RU --json", "status RU -f json"),
    ("status --csv RU", "status RU -f csv"),
    ("status RU --TSV", "status RU -f tsv"),
    ("status RU --html", "status RU -f html"),
    ("status RU --md", "status RU -f markdown"),
    ("status RU --markdown", "status RU -f markdown"),
    ("status RU --jsonl", "status RU -f jsonl"),
    ("parties --treaties npt --limit 3", "parties -t npt --limit 3"),
    ("status --country RU --state US", "status RU US"),
    ("treaties --country Norway", "treaties --of Norway"),
    ("withdrawals --since 2020-01-01 --to 2021-12-31", "withdrawals --from 2020-01-01 --until 2021-12-31"),
    ("status RU --no-color", "status RU"),
    ("status RU --color=never -f table", "status RU -f table"),
    # commands
    ("history RU", "timeline RU"),
    ("list", "treaties"),
    ("ls --of RU", "treaties --of RU"),
    ("countries", "participants"),
    ("states", "participants"),
    ("members -t npt --limit 3", "parties -t npt --limit 3"),
    ("exits --year 2021", "withdrawals --year 2021"),
    ("why RU", "explain RU"),
    ("next", "upcoming"),
    ("calendar --within 1y", "upcoming --within 1y"),
    ("docs", "help"),
    ("man statuses", "help statuses"),
    ("man status", "status --help"),
    ("show npt", "treaty npt"),
    ("show RU -t npt", "status RU -t npt"),
    ("version", "--version"),
    ("-V", "--version"),
    ("lint --severity error", "check --severity error"),
    ("Status RU", "status RU"),
    ("openskies status RU", "status RU"),
    ("'status RU --on 2021-06-01'", "status RU --on 2021-06-01"),
    ("--on 2021-06-01 status RU", "status RU --on 2021-06-01"),
    ("--json parties --limit 1", "parties --limit 1 -f json"),
]  # fmt: skip

MOVED = [  # the same, where the words are put behind a flag, and that is said
    ("withdrawals 2021", "withdrawals --year 2021"),
    ("withdrawals 2021-06", "withdrawals --from 2021-06-01 --until 2021-06-30"),
    ("withdrawals npt 2003", "withdrawals -t npt --year 2003"),
    ("parties NPT", "parties -t npt"),
    ("parties -t open-skies npt", "parties -t open-skies -t npt"),
    ("parties signatory", "parties --status signatory"),
    ("parties 'open skies' yesterday json", "parties -t open-skies --on 2021-06-17 -f json"),
    ("coverage npt", "coverage -t npt"),
    ("upcoming 6 months npt", "upcoming --within 6m -t npt"),
    ("treaties Norway", "treaties --of Norway"),
    ("status RU 2021-06-01", "status RU --on 2021-06-01"),
    ("status RU 1 June 2021 US", "status RU US --on 2021-06-01"),
    ("status RU npt", "status RU -t npt"),
    ("status RU all", "status RU -t all"),
    ("explain npt RU", "explain RU -t npt"),
    ("timeline npt", "timeline -t npt"),
    ("when npt --notice 2021-06-18", "when -t npt --notice 2021-06-18"),
    ("treaty npt 2021-06-01", "treaty npt --on 2021-06-01"),
    ("status RU last", "status RU --on last"),
    ("parties last npt", "parties --on last -t npt"),
    ("withdrawals 2021 --on 2021-06-18", "withdrawals --year 2021 --on 2021-06-18"),
]


@pytest.mark.parametrize(("typed", "plain"), SAME)
def test_what_can_mean_one_thing_is_taken(typed: str, plain: str, say: Say) -> None:
    answer = say(plain)
    assert answer[1]
    assert say(typed) == answer


@pytest.mark.parametrize(("typed", "plain"), MOVED)
def test_words_without_a_flag_are_taken_and_that_is_said(typed: str, plain: str, say: Say) -> None:
    code, out, err = say(typed)
    assert (code, out) == say(plain)[:2]
    first = err.splitlines()[0]
    assert first.startswith("openskies: read as: openskies ")
    assert say(first.removeprefix("openskies: read as: openskies "))[:2] == (code, out)


ASKED_BACK = [  # typed -> how the sentence begins
    ("RU", "no such command 'RU'; to ask where Russia stands: openskies status RU"),
    ("Russia", "no such command 'Russia'; to ask where Russia stands: openskies status Russia"),
    ("Россия", "no such command 'Россия'; to ask where Russia stands: openskies status 'Россия'"),
    ("United Kingdom", "no such command 'United Kingdom'; to ask where United Kingdom stands: openskies status 'United Kingdom'"),
    ("RU US --on 2021-06-01", "no such command 'RU'; to ask where Russia stands: openskies status RU US --on 2021-06-01"),
    ("RU npt --json", "no such command 'RU'; to ask where Russia stands: openskies status RU -t npt --format json"),
    ("RU --nonsense", "no such command 'RU'; to ask where Russia stands: openskies status RU"),
    ("npt RU 2021-06-01", "no such command 'npt'; to read about the treaty: openskies status RU -t npt --on 2021-06-01"),
    ("NATO", "no such command 'NATO'; to ask where NATO stands: openskies status NATO"),
    ("Congo", "no such command 'Congo'; to see what it may mean: openskies participants Congo"),
    ("open-skies", "no such command 'open-skies'; to read about the treaty: openskies treaty open-skies"),
    ("'open skies'", "no such command 'open skies'; to read about the treaty: openskies treaty open-skies"),
    ("npt cwc", "no such command 'npt'; to read about the treaty: openskies treaty npt cwc"),
    ("2021", "no such command '2021'; to ask who left in that year: openskies withdrawals -t all --year 2021"),
    ("2021-06-01", "no such command '2021-06-01'; to ask about that day: openskies parties --on 2021-06-01"),
    ("June 2021", "no such command 'June 2021'; to ask about its last day: openskies parties --on 2021-06-30"),
    ("6m RU", "no such command '6m'"),
    ("compare US RU", "there is no command 'compare'; States side by side: openskies status US RU -t all"),
    ("diff 2020-01-01 2020-12-31", "there is no command 'diff'; who left between two days: openskies withdrawals --from 2020-01-01"),
    ("diff 2020 2021", "there is no command 'diff'; who left between two days: openskies withdrawals --from 2020-01-01 --until 2021-12-31"),
    ("matrix", "there is no command 'matrix'; States and treaties: openskies status RU US -t all"),
    ("status 2021-06-01", "status needs a State; about Russia: openskies status RU --on 2021-06-01"),
    ("when RU npt 2021-06-01", "'2021-06-01' may be the day of a notice: openskies when RU -t npt --notice 2021-06-01"),
    ("status npt", "status asks about a State, and 'npt' is a treaty; about the treaty: openskies treaty npt"),
    ("explain npt cwc", "explain asks about a State, and 'npt' is a treaty; about the treaty: openskies treaty npt cwc"),
    ("treaty RU", "'RU' is a State and no treaty; the treaties that bind it: openskies treaties --of RU"),
    ("status RU 2021", "'2021' is a year, and status asks about one day; about its last day: openskies status RU --on 2021-12-31"),
    ("parties June 2021", "'June 2021' is a month, and parties asks about one day; about its last day: openskies parties --on 2021-06-30"),
    ("status RU --on 2021", "--on takes one day: 2021-12-31 for the end of 2021"),
    ("withdrawals --on 2021", "--on takes one day: 2021-12-31 for the end of 2021; for the whole of 2021: --year 2021"),
    ("status RU --on 2021-W24", "--on takes one day: 2021-06-20 for the end of 2021-W24"),
    ("status RU --on June 2021", "--on takes one day: 2021-06-30 for the end of June 2021"),
    ("status RU --on 06/07/2021", "--on: '06/07/2021' may be two days; write 2021-07-06 or 2021-06-07"),
    ("status RU --on 31 June 2021", "--on: '31 June 2021' is not a day of the calendar; June 2021 has 30 days"),
    ("status RU --on '31 June 2021'", "--on: '31 June 2021' is not a day of the calendar; June 2021 has 30 days"),
    ("stauts RU", "no such command 'stauts'; did you mean 'status'?"),
    ("histroy RU", "no such command 'histroy'; did you mean 'timeline'?"),
    ("xyzzy", "no such command 'xyzzy'"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence"), ASKED_BACK)
def test_what_cannot_be_taken_is_asked_back(typed: str, sentence: str, say: Say) -> None:
    code, out, err = say(typed)
    assert (code, out) == (2, "")
    assert [line for line in err.splitlines() if line.startswith(f"openskies: {sentence}")]
    for command in re.findall(r"\bopenskies ((?!:)[^;]*?)(?=;|$)", err, re.MULTILINE):  # what is offered works
        code, out, _ = say(command)
        assert (code, bool(out)) == (0, True), command


def test_many_commands_were_offered_and_tried(say: Say) -> None:
    """The pattern above sees the commands in the sentences: else it would always be content."""
    offered = [command for typed, _ in ASKED_BACK[:24] for command in re.findall(r": openskies [^;]*", say(typed)[2])]
    assert len(offered) >= 22


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("status RU --on", "option '--on' requires an argument"),
        ("-t npt RU", "no such option -t"),
        ("withdrawals --year 2021 2020", "'2020' is no participant"),
        ("status xyzzy", "'xyzzy' is no participant"),
        ("status RU -t xyzzy", "no record of a treaty 'xyzzy'"),
        ("check npt", "there is no file or folder 'npt'"),
    ],
)
def test_what_is_none_of_these_gets_the_sentence_it_always_had(typed: str, sentence: str, say: Say) -> None:
    code, out, err = say(typed)
    assert (code, out) == (2, "")
    assert err.startswith(f"openskies: {sentence}")


@pytest.mark.parametrize(
    ("typed", "sentence"), [("status RU xyzzy", "'xyzzy' is no participant"), ("status RU -- --json", "'--json' is no")]
)
def test_for_those_who_are_known_people_are_answered(typed: str, sentence: str, say: Say) -> None:
    code, out, err = say(typed)
    assert (code, "Russia" in out) == (2, True)
    assert err.startswith(f"openskies: {sentence}")


@pytest.mark.parametrize("typed", ["xyzzy", "lits", "foo bar", "qwertz --on 2021-06-18", "-x"])
def test_nonsense_gets_no_guess(typed: str, say: Say) -> None:
    code, out, err = say(typed)
    assert (code, out) == (2, "")
    assert "claims" not in err
    assert "  try: openskies --help" in err.splitlines()


def test_a_search_is_asked_back_while_there_is_none_and_taken_once_there_is_one(say: Say) -> None:
    takes = any(word.shape == "many" for word in COMMANDS["treaties"].words)
    code, _, err = say("search nuclear")
    assert (code, "openskies treaties" in err or takes) == (0 if takes else 2, True)
    assert takes or say("treaties")[0] == 0


def test_synonyms_are_told_apart_and_lead_somewhere(say: Say) -> None:
    said = [word for words in hints.OTHER_COMMANDS.values() for word in words.split()]
    assert sorted(said) == sorted(set(said))
    assert not set(said) & set(COMMANDS)
    assert not set(hints.NOT_THERE) & {*COMMANDS, *said}
    for head in hints.COMMANDS_TOO.values():
        assert head[0] in COMMANDS or head == ["--version"]
    names = {word.name for command in COMMANDS.values() for word in command.words}
    assert set(hints.OTHER_FLAGS) <= names
    real = {flag for command in COMMANDS.values() for word in command.words for flag in word.flags}
    shown = say("--help")[1]
    for name in ("history", "countries", "lint"):
        assert f"  {name} " not in shown
    assert {flag for others in hints.OTHER_FLAGS.values() for flag in others.split()} & real <= {"--state", "--through"}


def test_without_records_a_wrong_command_is_still_a_wrong_command(say: Say, tmp_path: object) -> None:
    assert say(f"stauts RU --data {tmp_path}")[2].startswith("openskies: no such command 'stauts'; did you mean 'status'?")


# Before there was anything to ask about ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name", "treaty_status", "status"),
    [
        ("status RU --on 1800-01-01", "Russia", "", "none"),
        ("status RU --on 1922-12-29", "Russia", "", "none"),
        ("status RU --on 1922-12-30", "Soviet Union", "", "none"),
        ("status RU --on 1991-12-24", "Soviet Union", "", "none"),
        ("status RU --on 1992-03-23", "Russia", "", "none"),
        ("status RU --on 1992-03-24", "Russia", "not-in-force", "signatory"),
        ("status MK --on 1900-01-01", "North Macedonia", "", ""),
        ("status RS --on 2005-01-01", "Serbia and Montenegro", "in-force", "none"),
        ("status BF --on 1900-01-01", "Burkina Faso", "", "none"),
        ("status RU -t antarctic --on 1959-11-30", "Soviet Union", "", "none"),
        ("status RU -t antarctic --on 1959-12-01", "Soviet Union", "not-in-force", "signatory"),
        ("status GB -t inf --on 1987-12-08", "United Kingdom", "not-in-force", "none"),
    ],
)
def test_before_it_existed_nothing_has_a_name_or_a_status(line: str, name: str, treaty_status: str, status: str, say: Say) -> None:
    code, out, _ = say(f"{line} -f tsv --columns name,treaty_status,status")
    assert (code, out.splitlines()[1:]) == (0, [f"{name}\t{treaty_status}\t{status}"])


def test_a_treaty_that_is_not_yet_made_says_so(say: Say) -> None:
    assert "the treaty is not yet adopted that day" in say("status RU --on 1970-01-01")[1]
    assert "not yet adopted" in say("treaty --on 1970-01-01")[1]
    assert "not yet open for signature" in say("treaty cwc --on 1970-01-01")[1]
    assert say("treaties --on 1970-01-01 -f tsv --columns treaty,treaty_status")[1].splitlines()[1] == "abm\t"


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "1970-01-01", "9999-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if any(word.name == "on" for word in COMMANDS[name].words)])
def test_every_question_is_answered_for_every_day_of_the_calendar(name: str, day: str, say: Say, tmp_path: object) -> None:
    needed = {"status": "RU", "explain": "RU", "when": f"RU --notice {day} --named {day}", "check": "data/treaties/npt.yaml"}
    words = {**needed, "export": f"{tmp_path}/tables"}.get(name, "")
    code, _, err = say(f"{name} {words} --on {day} {'' if name == 'check' else '--limit 2'}")
    assert code in ((0, 1, 4) if name in ("when", "check") else (0,)), err


@pytest.mark.parametrize("day", ["1970-01-01", "9999-12-31"])
def test_a_claims_text_and_its_questions_may_be_of_any_day(day: str, say: Say, tmp_path: object) -> None:
    text = f"""\
id: mine
title: A text
kind: press
date: {day}
claims:
  - id: one
    says: it is no party
    readings: [{{ask: status JP --on {day}, expect: {{key: status, value: none}}}}]
"""
    path = f"{tmp_path}/mine.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    code, out, err = say(f"claims {path} -f tsv --columns verdict")
    assert (code, out, err) == (0, "verdict\nconfirmed\n" if day < "2021" else "verdict\nnot-decidable\n", "")


ODD = [
    *(
        "status",
        "parties",
        "withdrawals",
        "treaty",
        "upcoming",
        "when",
        "help",
        "history",
        "show",
        "compare",
        "diff",
        "RU",
        "Russia",
        "npt",
    ),
    *("2021", "2021-06", "18", "June", "2021-06-18", "06/07/2021", "6", "months", "6m", "--", "-", "-t", "--on", "--json", "--date"),
    *(
        "--at=2021",
        "--within",
        "--country",
        "--no-color",
        "-f",
        "--on=",
        "last",
        "today",
        "NATO",
        "Congo",
        "",
        "\u0661",
        "\x1b[2J",
        "-x",
        "xyzzy",
    ),
    *("--data", "/nowhere", "9999-12-31", "0001-01-01", "--as-notified", "--notice", "--deposit"),
]


def test_no_heap_of_words_makes_a_mistake_of_the_program(say: Say) -> None:
    chance = random.Random(8)  # noqa: S311 - chances, not secrets
    lines = [shlex.join(chance.choices(ODD, k=chance.randint(1, 6))) for _ in range(150)]
    codes = {line: say(line) for line in lines}
    assert {line: said for line, said in codes.items() if said[0] not in (0, 1, 2, 4) or (said[0] == 2 and not said[2])} == {}
    assert {code for code, *_ in codes.values()} >= {0, 2}
