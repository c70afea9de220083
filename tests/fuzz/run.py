"""Bad input, thousandfold: records, participants, sources, dates and command lines, changed by chance, then read and answered from.

    python tests/fuzz/run.py                 what the gate runs (20,000 records and more)
    python tests/fuzz/run.py --long          five times as many
    python tests/fuzz/run.py --seed N        other chances; a failure names the seed and the case that shows it again

Nothing but findings and sentences may come out: no exception, no exit code that is not in the contract, no second without an
answer, nothing written, no memory without bound. What fails is printed with the input that did it.
"""

import argparse
import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from openskies_cli import dates, desk
from openskies_cli.diagnostics import ERROR
from openskies_cli.doors import full, quick
from openskies_cli.lint.files import Folder
from openskies_cli.lint.inspection import KINDS, File, inspect
from openskies_cli.lint.rules import NAMES, rule
from openskies_cli.model import ACTIONS
from openskies_cli.questions.rule import record
from openskies_cli.reading import read_treaty
from openskies_cli.register import Register
from openskies_cli.words import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
PATIENCE = 2.0
"""Seconds of processor time for one file of at most 1 MiB."""
MEMORY = 200
"""MiB for the whole run."""
EXIT_CODES = {0, 1, 2, 3, 4}
LARGE = 1024 * 1024

TOKENS = [
    *(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "-",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "? ",
        "| ",
        ">-\n",
        "'",
        '"',
        "\\",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
    ),
    *(
        "\t",
        "\r",
        "\x00",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud7ff",
        "\U0010ffff",
        "e\u0301",
        "\u0421",
        "\u00a0",
    ),
    *(
        "1900-01-01",
        "9999-12-31",
        "0001-01-01",
        "9998-12-31",
        "2021-02-30",
        "1992-03/..",
        "../1992",
        "1992-13",
        "1992~",
        "'1992?'",
        "99999999999999",
    ),
    *(
        "null",
        "true",
        "~",
        "0",
        "-1",
        "1e999",
        "=1+1",
        "x" * 300,
        "\u0661\u0662",
        "{}",
        "[]",
        "{{}}",
        "[[[[[[",
        "\n",
        "\n\n",
        "  ",
        "      ",
    ),
    *(
        "action: accession",
        "effect: 1992-01-01",
        "date: 2030-01-01",
        "fact: contested",
        "prefer: computed",
        "basis: depositary",
        "of: 2016-11-10",
    ),
    *(
        "parent: example",
        "with: [example]",
        "parties_of: open-skies",
        "instruments: 99999",
        "share: x",
        "every: {x: {at_least: 8}}",
        "years: 500",
    ),
    *(
        "days: 100000",
        "months: 100000",
        "month_end: roll",
        "yearly: {on: 02-29, notice_by: 02-30}",
        "domino: {months: 1}",
        "ends_treaty: true",
    ),
    *(
        "seen: {RU: 2030}",
        "gaps: [{about: 1992}]",
        "counted: [{on: 2012, parties: 3, source: a}]",
        "# openskies: ignore[formula] x",
        "UK",
        "CSHH",
    ),
]
WORDS = [
    *(
        "RU",
        "us",
        "Россия",
        "Rossia",
        "",
        "-",
        "--",
        "--on",
        "--on=",
        "2021-12-17",
        "2021-02-30",
        "-f",
        "json",
        "-fjson",
        "--format=xml",
        "--wide",
    ),
    *(
        "-t",
        "all",
        "open-skies",
        "nowhere",
        "--limit",
        "0",
        "3",
        "999999999999",
        "--sort",
        "-since",
        ",",
        "--columns",
        "who,,what",
        "--require",
        "party",
    ),
    *(
        "--year",
        "20211",
        "--by",
        "effect",
        "--from",
        "--until",
        "\x1b[31m",
        "\u202e",
        "a" * 5000,
        "--help",
        "-h",
        "--version",
        "\udc80",
        "'",
        '"',
        "=1",
    ),
    *(
        "--select",
        "formula",
        "--ignore",
        "--severity",
        "hint",
        "--baseline",
        "--data",
        "/nonexistent",
        ".",
        "*",
        "--strict",
        "--as-notified",
        "--within",
    ),
]


TURNS = ("signature", "accession", "notice_of_withdrawal", "accession", "notice_of_withdrawal")


class Hang(Exception):
    """An answer took too long."""


class Case(NamedTuple):
    """One input and what is done with it."""

    name: str
    shown: object
    run: Callable[[], None]


# What is tried ------------------------------------------------------------------------------------


def corpus() -> dict[str, list[bytes]]:
    """Small true files of each kind: the examples of the rules, the handbook's, and some of our own."""
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    found["treaty"] = [text for name in NAMES for example in rule(name).EXAMPLES if len(text := record(example)) < 5000]
    handbook = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    found["treaty"] += [block.encode() for block in re.findall(r"^```yaml\n(.*?)^```$", handbook, flags=re.MULTILINE | re.DOTALL)]
    people = (ROOT / "data" / "participants.yaml").read_text(encoding="utf-8").split("\n  ")
    found["participants"] = [("participants:\n  " + "\n  ".join(people[i : i + 9]) + "\n").encode() for i in range(9, 200, 9)]
    found["source"] = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.yaml"))[:60]]
    return found


def reads(data: bytes) -> bool:
    """Whether a record can be answered from."""
    return not any(finding.severity == ERROR for finding in read_treaty(data, "x", "example")[1])


def mutated(chance: random.Random, texts: list[bytes]) -> bytes:
    """A text of the corpus after one to six changes."""
    data = bytearray(chance.choice(texts))
    for _ in range(chance.randint(1, 6)):
        chance.choice(CHANGES)(chance, data, texts)
    return bytes(data[:20_000])


def altered(chance: random.Random, texts: list[bytes]) -> bytes:
    """A text of the corpus that goes on being a record and says something else: other acts, days, clauses, participants."""
    text = chance.choice(texts).decode()
    for _ in range(chance.randint(1, 8)):
        pattern, other = chance.choice(ALTERATIONS)
        places = list(re.finditer(pattern, text))
        if places:
            place = chance.choice(places)
            text = text[: place.start()] + other(chance, place[0]) + text[place.end() :]
    return text.encode()


def _day(chance: random.Random, _: str = "") -> str:
    year, month, day = (
        chance.choice((1945, 1991, 1992, 1993, 2002, 2010, 2020, 2030, chance.randint(1800, 2100))),
        chance.randint(1, 12),
        chance.randint(1, 28),
    )
    forms = (
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}",
        f"../{year}",
        f"{year}/..",
        f"'{year}-{month:02}?'",
    )
    return chance.choice(forms)


ACTS = sorted(ACTIONS)
FACTS = [
    "fact: contested",
    "fact: reported",
    "contested_by: [US]",
    "basis: depositary",
    "basis: reported",
    "prefer: computed",
    "prefer: published",
    "why: so",
]
FACTS += [
    "depositary: GB",
    "depositary: US",
    "from: CSHH",
    "to: signature",
    "towards: all",
    "towards: [RU, US]",
    "protocols: [I, II]",
    "accepted: a decision",
]
FACTS += [
    "scope: [VI]",
    "territory: [an island]",
    "also_reported: [{date: 1992, effect: 1993, source: a, why: b}]",
    "sources: [unoda-2018]",
]
DELAYS = [
    "same_day",
    "{days: 60}",
    "{days_clear: 1}",
    "{months: 6, month_end: roll}",
    "{months_clear: 1}",
    "{years: 500}",
    "{year_end: {following: 1}}",
]
DELAYS += ["{first_of_month: {nth: 6}}", "{first_of_month: {after_days: 60}}", "{yearly: {on: 02-29, notice_by: 01-01}}", "{days: 100000}"]
WHEN = [
    "{instruments: 1}",
    "{instruments: 3, of: signatories}",
    "{includes: [RU, US]}",
    "{exchange: [RU, FR]}",
    "{all: [{instruments: 2}, {includes: signatories}]}",
]
WHEN += ["{any: [{instruments: 2}, {includes: {parties_of: open-skies}}]}", "{instruments: 2, kinds: [accession], organizations: exclude}"]
LEAVING = [
    "kind: minimum",
    "effect_at: end_of_day",
    "effect_at: unstated",
    "held_by: armed_conflict",
    "domino: {months: 1}",
    "with: [npt]",
    "ends_treaty: true",
]
LEAVING += ["not_before: {after: own_entry_into_force, years: 3}", "later_date_in_notice: true", "from: given"]
TREATY = [
    "adopted: 1992-03-24",
    "opened: 2010",
    "coverage: {from: 1992, through: 2020-01-01}",
    "parent: npt",
    "clauses: {duration: {years: 10}}",
]
TREATY += [
    "events: [{event: termination, date: 2012-01-01}]",
    "events: [{event: extension, date: 2011, until: 2030}]",
    "seen: {RU: 2024-01-01}",
]
TREATY += [
    "events: [{event: entry_into_force, date: 2001-01-01}]",
    "gaps: [{participant: RU, about: 2000, note: n}]",
    "lists: {annex: [RU, US]}",
]
TREATY += [
    "overrides: [{participant: RU, action: accession, effect: 2000, why: w, source: s}]",
    "counted: [{on: 2012-01-01, parties: 1, source: s}]",
]
FLOOR = ["not_before: {after: opening, years: 2}", "not_before: 1995-01-01", "published: 1994-01-01", "published: 1994"]
CODES = ["RU", "US", "FR", "SI", "CSHH", "DDDE", "EU", "GB", "ME", "TW", "VA"]

ALTERATIONS: list[tuple[str, Callable[[random.Random, str], str]]] = [
    (r"(?<=date: )[0-9./-]+", _day),
    (r"(?<=date: )[0-9./-]+", _day),
    (r"(?<=(?:fect|amed|shed): )[0-9./-]+", _day),
    (r"(?<=action: )[a-z_]+", lambda chance, _: chance.choice(ACTS)),
    (r"(?<=action: )[a-z_]+", lambda chance, _: chance.choice(TURNS)),
    (r"date: [0-9-]+(?=[,}])", lambda chance, was: f"{was}, effect: {_day(chance)}"),
    (r"date: [0-9-]+(?=[,}])", lambda chance, was: f"{was}, named: {_day(chance)}"),
    (r"date: [0-9-]+(?=[,}])", lambda chance, was: f"{was}, of: {_day(chance)}"),
    (r"date: [0-9-]+(?=[,}])", lambda chance, was: f"{was}, {chance.choice(FACTS)}"),
    (r"\{action: [^{}]*\}", lambda chance, was: f"{was}, {{action: {chance.choice(ACTS)}, date: {_day(chance)}}}"),
    (r"      - \{action: [^{}\n]*\}\n", lambda chance, was: f"{was}      - {{action: {chance.choice(TURNS)}, date: {_day(chance)}}}\n"),
    (r"      - \{action: [^{}\n]*\}\n", lambda _, was: was * 2),
    (r"(?<=delay: )(?:\{[^{}]*\}|same_day)", lambda chance, _: chance.choice(DELAYS)),
    (r"(?<=when: )\{[^{}]*\}", lambda chance, _: chance.choice(WHEN)),
    (r"(?<=withdrawal: \{)", lambda chance, _: chance.choice(LEAVING) + ", "),
    (r"(?<=entry_into_force: \{)", lambda chance, _: chance.choice(FLOOR) + ", "),
    (r"\bparticipants:", lambda chance, was: f"{chance.choice(TREATY)}\n{was}"),
    (
        r"\bparticipants:\n",
        lambda chance, was: f"{was}  {chance.choice(CODES)}: {{actions: [{{action: accession, date: {_day(chance)}}}]}}\n",
    ),
    (r"(?<=\n  )[A-Z]{2}(?=:)", lambda chance, _: chance.choice(CODES)),
    (r"(?<=[a-z]: )[0-9]+(?=[,}])", lambda chance, _: str(chance.choice((0, 1, 2, 3, 50, 9999)))),
]
"""What is looked for -> what is put there."""


def _place(chance: random.Random, data: bytearray) -> int:
    return chance.randint(0, len(data))


def _insert(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    at = _place(chance, data)
    data[at:at] = chance.choice(TOKENS).encode("utf-8", "surrogatepass")


def _replace_value(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    """A value gives way to a token: the text stays YAML and means something else."""
    values = list(re.finditer(rb"(?<=: )[^,{}\[\]\n]+", bytes(data)))
    if values:
        value = chance.choice(values)
        data[value.start() : value.end()] = chance.choice(TOKENS).encode("utf-8", "surrogatepass")


def _swap_values(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    values = list(re.finditer(rb"(?<=: )[^,{}\[\]\n]+", bytes(data)))
    if len(values) > 1:
        one, two = sorted(chance.sample(values, 2), key=lambda match: match.start())
        data[two.start() : two.end()] = one[0]
        data[one.start() : one.end()] = two[0]


def _delete(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    at = _place(chance, data)
    del data[at : at + chance.choice((1, 1, 2, 5, 20))]


def _repeat(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    lines = bytes(data).splitlines(keepends=True)
    if lines:
        at = chance.randrange(len(lines))
        lines[at:at] = [lines[at]] * chance.choice((1, 1, 2, 30))
        data[:] = b"".join(lines)


def _exchange_lines(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    lines = bytes(data).splitlines(keepends=True)
    if len(lines) > 1:
        one, two = chance.sample(range(len(lines)), 2)
        lines[one], lines[two] = lines[two], lines[one]
        data[:] = b"".join(lines)


def _flip(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _splice(chance: random.Random, data: bytearray, texts: list[bytes]) -> None:
    other = chance.choice(texts)
    at, cut = _place(chance, data), chance.randint(0, len(other))
    data[at:] = other[cut:]


CHANGES = (
    _insert,
    _insert,
    _replace_value,
    _replace_value,
    _replace_value,
    _swap_values,
    _delete,
    _repeat,
    _exchange_lines,
    _flip,
    _splice,
)


def large() -> Iterator[tuple[str, bytes]]:
    """Files of one MiB, each with much of one thing."""
    head, ru = "id: example\nparticipants:\n", "  RU:\n    actions:\n"
    line = "      - {action: %s, date: %s, sources: [a]}\n"
    force = "entry_into_force: {when: {all: [{instruments: 900}, {includes: signatories}]}}"
    clauses = f"clauses: {{{force}, withdrawal: {{delay: {{days: 9}}, domino: {{years: 9}}}}}}\n"

    def filled(text: str, piece: Callable[[int], str]) -> bytes:
        parts, size, i = [text], len(text), 0
        while size < LARGE - 400:
            parts.append(piece(i))
            size += len(parts[-1].encode())
            i += 1
        return "".join(parts).encode()

    def acts(who: int) -> str:
        days = (f"{1901 + 7 * turn + who % 9}-0{1 + who % 9}-{10 + who % 19}" for turn in range(5))
        return f"  X{who}:\n    actions:\n" + "".join(line % pair for pair in zip(TURNS, days, strict=True))

    few = "".join(acts(who) for who in range(999))
    yield "as many participants as are read", f"id: example\n{clauses}participants:\n{few}".encode()
    many = "".join(line % (TURNS[1 + i % 2], f"{1901 + i // 60}-{1 + i // 5 % 12:02}-{2 + i % 5 * 6:02}") for i in range(4990))
    yield "as many acts as are read", f"id: example\n{clauses}participants:\n{ru}{many}".encode()
    yield "acts of one participant", filled(head + ru, lambda i: line % ("objection", f"{1901 + i // 300}"))
    yield (
        "consents and exits",
        filled(f"id: example\n{clauses}participants:\n{ru}", lambda i: line % (TURNS[1 + i % 2], f"{1901 + i // 300}")),
    )
    yield "participants", filled(f"id: example\n{clauses}participants:\n", acts)
    yield "unknown participants", filled(head, lambda i: f"  RUS{i}: {{}}\n")
    yield "unknown keys", filled("id: example\n", lambda i: f"titel{i}: x\n")
    yield "unknown words", filled(head + ru, lambda i: line % (f"ratifcation{i}", "1990"))
    yield "unknown sources", filled("id: example\nparticipants: {}\nsources:\n", lambda i: f"  - unoda-201{i}\n")
    yield "doubled keys", filled(head + "  RU: {}\n", lambda _: "  RU: {}\n")
    yield "wrong dates", filled(head + ru, lambda _: line % ("signature", "1900-01-01"))
    yield "one long line", filled("id: example\nparticipants: {}\nnotes: ", lambda _: "word ")
    yield "one long word", filled("id: example\nparticipants: {}\nnotes: ", lambda _: "x" * 100)
    yield "one long key", filled("id: example\n", lambda _: "x" * 100)
    yield "an open bracket", filled("id: example\nlists: {a: [", lambda _: "RU, ")
    yield "brackets", b"[" * LARGE
    yield "braces", b"{a: " * (LARGE // 4)
    yield "dashes", b"- " * (LARGE // 2)
    yield "quotes", b"'" * LARGE
    yield "lists that lead to each other", filled("id: example\nparticipants: {}\nlists:\n", lambda i: f"  l{i}: l{i + 1}\n")
    one = "participants: {RU: {actions: [{action: accession, date: 1990}]}}\n"
    conditions = f"id: example\n{one}clauses:\n  entry_into_force:\n    when:\n      all:\n"
    yield "conditions", filled(conditions, lambda i: f"        - {{instruments: {1 + i % 9}}}\n")
    yield "comments that silence", filled("id: example\nparticipants: {}\n", lambda _: "# openskies: ignore[formula, spaces] so\n")
    yield "letters that combine", filled("id: example\nparticipants: {}\nnotes: ", lambda _: "e\u0301\u0301")
    yield "two alphabets", filled("id: example\nparticipants: {}\nnotes: >-\n", lambda _: "  \u0421openhagen \u202e\u200b\n")
    yield (
        "figures",
        filled(f"id: example\n{one}counted:\n", lambda i: f"  - {{on: {1901 + i % 99}-01-{10 + i % 19}, parties: 3, source: a}}\n"),
    )
    yield (
        "groups",
        filled("id: example\nattributes: {q: x}\nparticipants: {}\ngroups:\n", lambda i: f"  g{i}: {{members: [RU, US], q: 1}}\n"),
    )
    yield "nothing", b"\x00" * LARGE
    yield "random bytes", random.Random(1).randbytes(LARGE)  # noqa: S311 - chances, not secrets


# What is done with it -----------------------------------------------------------------------------


def look(kind: str, data: bytes, home: Folder) -> None:
    """All rules over one file: every finding has a known name, a place in the file, and a sentence."""
    path = f"{kind}/example.yaml"
    for findings, text in inspect([File(path, kind, "example", lambda: data)], home, TODAY):
        lines = text.count("\n") + 1
        for finding in findings:
            assert finding.rule in NAMES, finding
            assert 1 <= finding.place.line <= lines + 1, finding
            assert finding.place.column >= 1, finding
            assert finding.sentence, finding
            assert finding.width >= 1, finding


def answer(argv: list[str], file: tuple[Path, bytes] | None = None) -> None:
    """A whole command line, in this process, after a file was written: an exit code of the contract, sentences on stderr, no trace."""
    if file is not None:
        _write(*file)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            said = quick.plainly(argv) or full.understand(argv)
            code = said if isinstance(said, int) else desk.run(*said)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
    assert code in EXIT_CODES, (code, err.getvalue())
    assert "Traceback" not in err.getvalue()
    assert code in (0, 1, 4) or err.getvalue().startswith("openskies: "), (code, err.getvalue())
    assert "\x1b" not in out.getvalue() + err.getvalue()


def whole(data: bytes, folder: Path) -> None:
    """A large file in a process of its own, as people would check it: an answer in time, within its memory."""
    place = folder / "data" / "treaties" / "large.yaml"
    _write(place, data)
    GUARD.watching = False  # starting a process is ours
    done = subprocess.run([sys.executable, "-m", "openskies_cli", "check", str(place)], capture_output=True, cwd=folder, timeout=60)
    place.unlink()
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    assert b"Traceback" not in done.stderr


def parse(text: str) -> None:
    """A date is read, or refused with a sentence; what was read prints as what reads again."""
    try:
        day = dates.parse(text)
    except dates.BadDate:
        return
    assert day.earliest <= day.latest
    assert dates.parse(str(day)) == day


QUESTIONS = (
    "check --data {0}",
    "status RU US --data {0} -t example --on 2012-01-01",
    "parties --data {0} -t example --status all",
    "timeline --data {0} -t example",
    "withdrawals --data {0} -t example",
    "explain RU --data {0} -t example",
    "treaty example --data {0}",
    "audit --data {0} -t example --all",
    "upcoming --data {0} -t example --on 2010-01-01 --within 50y",
    "when --data {0} -t example --notice 2012-01-01 --deposit 2011-01-01",
    "check {0} --format sarif",
    "check {0} --severity hint --format junit",
)


def cases(seed: int, times: float, folder: Path) -> Iterator[Case]:
    """Every case of a run, in an order that chance decides."""
    chance = random.Random(seed)  # noqa: S311 - chances, not secrets
    texts, home = corpus(), Folder(Register(str(ROOT)))
    sound = [text for text in texts["treaty"] if reads(text)]
    sizes = {"treaty": 15_000, "participants": 1_500, "source": 1_500}
    for kind, number in sizes.items():
        for i in range(int(number * times)):
            data = altered(chance, sound) if kind == "treaty" and i % 2 else mutated(chance, texts[kind])
            yield Case(f"{kind} {i}", data, lambda kind=kind, data=data: look(kind, data, home))  # type: ignore[misc]
    place = folder / "data" / "treaties" / "example.yaml"
    for i in range(int(2_000 * times)):
        data = altered(chance, sound) if chance.random() < 0.7 else mutated(chance, texts["treaty"])
        line = QUESTIONS[i % len(QUESTIONS)]
        argv = [word.format(folder) for word in line.split()]
        yield Case(f"command {i}: {line}", data, lambda data=data, argv=argv: answer(argv, (place, data)))  # type: ignore[misc]
    names = [name for name in COMMANDS if name != "export"]
    _write(place, texts["treaty"][0])
    for i in range(int(1_000 * times)):
        argv = [chance.choice(names), *chance.choices(WORDS, k=chance.randint(0, 5)), "--data", str(folder)]
        if chance.random() < 0.2:
            chance.shuffle(argv)
        yield Case(f"words {i}", argv, lambda argv=argv: answer(argv))  # type: ignore[misc]
    letters = "0123456789-/.?~%XTZ+ \u0661\u202e"
    for i in range(int(4_000 * times)):
        text = chance.choice(["1992-03-24", "1992-03/1992-05", "../1992", "1992-03-24?", "9998-12-31"])
        for _ in range(chance.randint(0, 3)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(letters) + text[at + chance.randint(0, 1) :]
        yield Case(f"date {i}", text, lambda text=text: parse(text))  # type: ignore[misc]
    for name, data in large() if times >= 1 else ():
        yield Case(f"large: {name}", f"{len(data)} bytes", lambda data=data: whole(data, folder))  # type: ignore[misc]


# How it is watched --------------------------------------------------------------------------------


class Guard:
    """Knows when something is written: the interpreter tells it."""

    WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    TOUCHING = (
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.chmod",
        "os.link",
        "os.symlink",
        "os.truncate",
        "subprocess.Popen",
        "socket.connect",
    )

    def __init__(self) -> None:
        self.watching, self.seen = False, list[str]()
        sys.addaudithook(self.hear)

    def hear(self, event: str, details: tuple[object, ...]) -> None:
        """Called by the interpreter for everything it does."""
        if not self.watching:
            return
        if event == "open" and isinstance(details[2], int) and details[2] & self.WRITES and details[0] != os.devnull:
            self.seen.append(f"opened for writing: {details[0]}")
        elif event in self.TOUCHING:
            self.seen.append(f"{event}: {details[:1]}")


GUARD = Guard()


def _write(path: Path, data: bytes) -> None:
    watching, GUARD.watching = GUARD.watching, False
    path.write_bytes(data)
    GUARD.watching = watching


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Hang when that much processor time is up, or ten times as much on the wall: a busy machine is not a slow program."""

    def ring(_: int, __: FrameType | None) -> None:
        raise Hang(f"no answer after {seconds} s")

    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, 10 * seconds))
    before = [signal.signal(bell, ring) for _, bell, _ in clocks]
    for timer, _, most in clocks:
        signal.setitimer(timer, most)
    try:
        yield
    finally:
        for timer, _, _ in clocks:
            signal.setitimer(timer, 0)
        for (_, bell, _), handler in zip(clocks, before, strict=True):
            signal.signal(bell, handler)


class Result(NamedTuple):
    """What a run showed."""

    records: int
    others: int
    seconds: float
    slowest: tuple[float, str]
    memory: float
    troubles: list[str]

    def __str__(self) -> str:
        return (
            f"{self.records} records and {self.others} other inputs in {self.seconds:.1f} s: {len(self.troubles)} troubles; "
            f"slowest {self.slowest[0]:.2f} s ({self.slowest[1]}); {self.memory:.0f} MiB at most"
        )


def campaign(seed: int = 1, times: float = 1) -> Result:
    """Runs every case and tells what went wrong."""
    sys.dont_write_bytecode = True
    os.environ["OPENSKIES_TODAY"] = str(TODAY)
    troubles: list[str] = []
    slowest, records, others = (0.0, ""), 0, 0
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "data" / "treaties").mkdir(parents=True)
        for case in cases(seed, times, folder):
            start = time.perf_counter()
            GUARD.watching, GUARD.seen = True, []
            try:
                with limited(PATIENCE):
                    case.run()
            except Exception as trouble:  # noqa: BLE001 - whatever it is, it is what is looked for
                troubles.append(f"seed {seed}, {case.name}: {type(trouble).__name__}: {trouble}\n    {case.shown!r:.1500}")
            finally:
                GUARD.watching = False
            troubles += [f"seed {seed}, {case.name}: {seen}" for seen in GUARD.seen]
            slowest = max(slowest, (time.perf_counter() - start, case.name))
            if case.name.partition(" ")[0] in (*KINDS, "command"):
                records += 1
            else:
                others += 1
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    if memory > MEMORY:
        troubles.append(f"{memory:.0f} MiB of memory")
    return Result(records, others, time.perf_counter() - began, slowest, memory, troubles)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--long", action="store_true", help="five times as many")
    words.add_argument("--seed", type=int, default=1, help="other chances")
    typed = words.parse_args()
    result = campaign(typed.seed, 5 if typed.long else 1)
    print(*result.troubles[:50], result, sep="\n")
    sys.exit(bool(result.troubles))
