"""The desk behind the doors and the library: words in, one question, one format, an exit code.

It alone knows today's date, the environment, where an answer is written, and exit codes. Its imports live in function
bodies: an answer should not wait for what it does not need.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from typing import Any, TextIO

    from openskies_cli.diagnostics import Refused
    from openskies_cli.register import Register
    from openskies_cli.settings import Settings
    from openskies_cli.table import Table
    from openskies_cli.words import Command, Word

    Said = Mapping[str, object]

EXIT = {"": 0, "yes": 0, "no": 1, "undecided": 4}
"""The verdict of a yes-or-no question -> the exit code."""

WRONG_WORDS = 2

PATIENCE = 0.5
"""Seconds without a word before a terminal is told what is being done."""

LAST = "last"
"""What may stand for each treaty's last verified day."""

AT_THE_DESK = ("new", "format", "output", "data", "only", "columns", "sort", "limit", "wide", "no_pager")
"""Words that no question hears."""


NAMED_BY = "name them by --data DIR, by OPENSKIES_DATA, or by an openskies.toml in their folder"


def run(name: str, values: "Mapping[str, object]", typed: "Sequence[str]" = ()) -> int:
    """Answers one command and returns the exit code. `values` are what a door understood, by the name of the word.

    Where that is refused and `typed` can be read otherwise, the other reading is answered, and said.
    """
    from openskies_cli.words import COMMANDS

    try:
        return _answer(COMMANDS[name], values)
    except Exception as trouble:
        from openskies_cli.diagnostics import Refused  # loads the model, so only once something was refused

        if not isinstance(trouble, Refused):
            raise
        code = _run_otherwise(typed) if typed and trouble.code == WRONG_WORDS else None
        return _in_part(COMMANDS[name], values, trouble) if code is None else code


def _in_part(command: "Command", values: "Mapping[str, object]", refused: "Refused") -> int:
    """The answer for those of several names that are understood, where people read it; else the refusal."""
    who = values.get("who")
    if refused.code == WRONG_WORDS and isinstance(who, list) and who:
        try:
            return _answer(command, values, in_part=True)
        except type(refused):
            pass  # of none of them
    return _refuse(refused)


def _refuse(refused: "Refused") -> int:
    _say(refused.sentence)
    for detail in refused.details:
        _say(detail, "  ")
    return refused.code


def reworded(typed: "Sequence[str]", *, refused: bool = False) -> "list[str] | int":
    """What was typed in the words of words.py; an exit code where it was asked back, which has been said."""
    from openskies_cli.diagnostics import Refused
    from openskies_cli.hints import WITHOUT_COLOUR, Known, reworded, typed_line

    if not WITHOUT_COLOUR.isdisjoint(typed):
        os.environ["NO_COLOR"] = "1"
    try:
        argv, moved = reworded(typed, Known(lambda data: register_of({"data": data}), _today), refused=refused)
    except Refused as asked_back:
        return _refuse(asked_back)
    if moved:
        _say(f"read as: {typed_line(argv)}")
    return argv


def _run_otherwise(typed: "Sequence[str]") -> "int | None":
    """The exit code of the other reading of words that were refused; None where there is none."""
    from openskies_cli.doors.quick import plainly

    otherwise = reworded(typed, refused=True)
    if isinstance(otherwise, int):
        return otherwise
    understood = plainly(otherwise) if otherwise != [*typed] else None
    return None if understood is None else run(*understood)


def _answer(command: "Command", values: "Mapping[str, object]", *, in_part: bool = False) -> int:
    said: Said = meaning(command, values)
    register = register_of(said)
    for sentence in register.unread if not in_part else ():
        _say(sentence)
    target = str(said["output"]) if said["output"] is not None else ""
    if said.get("new") is not None:
        return _begun(register, said, target)
    usual = register.settings.format if register.settings and command.writers == "formats" and not target else None
    form = _format(command.writers, said.get("format") or usual, target) if command.writers else ""
    write = _writer(command, form)
    register.tell = _progress()
    unmet: list[str] = []
    if in_part and _for_people(form):
        register.leave_out = unmet.append
    answer = asked(register, command, said)
    if register.settings and register.settings.columns and command.writers == "formats":
        said = _usual_columns(register.settings, command, answer, said)
    shown = _shown(command, answer, said, form)
    if target:
        _save(target, lambda out: write(shown, out, width=None, colour=False))
    else:
        _show(lambda out: write(shown, out, width=_width(), colour=_colour()), paged=not said["no_pager"])
    cut = [f"{len(shown.rows)} of {shown.total} shown"] if command.writers == "formats" and len(shown.rows) < shown.total else []
    place = register.in_place()
    above = [place] if place and not (command.writers == "formats" and _for_people(form)) else []
    for remark in dict.fromkeys((*cut, *answer.remarks, *register.remarks, *above)):
        _say(remark)
    for sentence in unmet:
        _say(sentence)
    return WRONG_WORDS if unmet else EXIT[answer.verdict]


def _begun(register: "Register", said: "Said", target: str) -> int:
    """Writes a text to fill in, and never over anything."""
    from openskies_cli.questions.claims import begin
    from openskies_cli.table import Page

    name = str(said["new"])
    if said["what"]:
        raise _wrong("--new begins a text of its own; leave out the names of other texts")
    for place in (name if name.endswith((".yaml", ".yml")) else "", target):
        if place and os.path.lexists(place) and (os.path.isfile(place) or os.path.islink(place)):
            raise _wrong(f"'{place}' is there already, and nothing is written over it; give the new text another name")
    page = Page(begin(register, name, target, _today()))
    if target:
        _save(target, lambda out: _as_it_is(page, out, width=None, colour=False))
    else:
        _as_it_is(page, sys.stdout, width=None, colour=False)
        sys.stdout.flush()
    return 0


def save(command: "Command", answer: "Any", values: "Mapping[str, object]") -> None:
    """Writes an answer that was given already to a file, as the command does with `--output`."""
    said = meaning(command, values)
    target = str(said["output"])
    form = _format(command.writers, said["format"], target)
    write = _writer(command, form)
    shown = _shown(command, answer, said, form)
    _save(target, lambda out: write(shown, out, width=None, colour=False))


def text(command: "Command", answer: "Any", form: str) -> str:
    """An answer that was given already, as the command prints it off a terminal."""
    from io import StringIO

    shown = _shown(command, answer, meaning(command, {"format": form}), form)
    page = StringIO()
    _writer(command, form)(shown, page, width=None, colour=False)
    return page.getvalue()


def _writer(command: "Command", form: str) -> "Callable[..., None]":
    """What writes the answer of a command in this format."""
    from importlib import import_module

    if not command.writers:
        return _as_it_is
    write: Callable[..., None] = import_module(f"openskies_cli.{command.writers}.{form}").write
    return write


def meaning(command: "Command", values: "Mapping[str, object]", today: str = "") -> "dict[str, object]":
    """What the words of a command mean; a question about a day that names none is about today."""
    said = {word.name: _checked(command, word, values.get(word.name), today) for word in command.words}
    if "on" in said and said["on"] is None:
        said["on"] = today or _today()
    return said


def asked(register: "Register", command: "Command", said: "Mapping[str, object]") -> "Any":
    """The answer of the command's question, before anyone decides how it looks: a Table, a Report or a Page."""
    from importlib import import_module

    question = import_module(f"openskies_cli.questions.{command.name}")
    heard = {key: value for key, value in said.items() if key not in AT_THE_DESK}
    if heard.get("on") == LAST:
        from openskies_cli.last import answer

        found = answer(register, command.name, heard, lambda heard: question.answer(register, **heard))
    else:
        found = question.answer(register, **heard)
    place = register.in_place()
    if command.writers == "formats":
        found.caption = f"{found.caption} {place}".strip() if place else found.caption
        found.address = lambda name: register.address(name)  # the documents are read where a format shows the way to them
    return found


def register_of(said: "Mapping[str, object]", like: "Register | None" = None) -> "Register":
    """A register of the records that answer (`data`, `only`), for one question; of the same records as another where one is given."""
    from openskies_cli.register import Register

    if like is None:
        data, only = said.get("data"), bool(said.get("only"))
        register = Register(None if data is None else str(data), os.environ, _here(data), only=only)
        if only and register.why == "came with the program" and not said.get("paths"):
            raise _wrong("--only: no records of your own are named, and without them the bundled ones answer alone", NAMED_BY)
    else:
        register = like.again()
    register.understand = lambda typed, today: _understood(register, typed, today)
    return register


def _here(data: object) -> str:
    """The folder one is in, against which a folder of records is named."""
    from openskies_cli.files import Unreadable, here

    try:
        return here(str(data or os.environ.get("OPENSKIES_DATA") or ""))
    except Unreadable as gone:
        raise _wrong(f"{gone.why}; {gone.remedy}") from None


def _understood(register: "Register", typed: str, today: str) -> "tuple[str, Mapping[str, object], Callable[[], Table]]":
    """A question as it is typed: its name, what its words mean where today is `today`, and the way to its answer.

    Refused where the words are wrong; what only the records can refuse is refused when it is answered.
    """
    import shlex

    from openskies_cli.doors.quick import plainly
    from openskies_cli.words import COMMANDS

    try:
        argv = shlex.split(typed)
    except ValueError:
        raise _wrong(f"'{typed}' has a quotation mark without its other half") from None
    argv = argv[1:] if argv[:1] == ["openskies"] else argv
    understood = plainly(argv) or _odd(argv)
    command = COMMANDS[understood[0]]
    known = {word.name for word in command.words}
    if "on" not in known or "folder" in known:  # of no day, or writes files: nothing that a text may set off
        raise _wrong(f"'{typed}': {command.name} is not a question that a claim can ask")
    said = meaning(command, understood[1], today)
    for word in command.words:
        if word.name in AT_THE_DESK and said[word.name]:
            raise _wrong(f"'{typed}': leave out {word.flags[0]}: a claim asks for the whole answer of the records in use")
    return command.name, said, lambda: asked(register, command, said)


def _odd(argv: "list[str]") -> "tuple[str, dict[str, object]]":
    """What the other door makes of words that are not plain and complete; what it has to say becomes the refusal."""
    import io
    from contextlib import redirect_stderr, redirect_stdout

    from openskies_cli.doors.full import understand

    with redirect_stderr(io.StringIO()) as complaint, redirect_stdout(io.StringIO()):
        understood = understand(argv)
    if isinstance(understood, int):
        sentence, _, _ = complaint.getvalue().partition("\n")
        raise _wrong(sentence.removeprefix("openskies: ") or f"'{' '.join(argv)}' is not a question")
    return understood


def _progress() -> "Callable[[str], None]":
    """Says what is being done, on one line of a terminal that is overwritten, once it has taken a while (`PATIENCE`)."""
    if not sys.stderr.isatty():
        return lambda _: None
    from time import monotonic

    begun = monotonic()

    def tell(doing: str) -> None:
        if monotonic() - begun > PATIENCE:
            from openskies_cli.view import tame

            print(f"\r\x1b[K{tame(doing)}", end="", file=sys.stderr, flush=True)

    return tell


def completions(word: "Word", typed: str, said: "Mapping[str, str]") -> list[tuple[str, str]]:
    """What may follow `typed` on the way to this word, each with what it stands for; nothing where no records can be read.

    `said` is what stands on the line already, by the name of the word, and the command under `command`.
    What nobody could type, or what would harm a terminal, is left out.
    """
    from openskies_cli.diagnostics import Refused
    from openskies_cli.view import harmful, tame

    try:
        alone = {"only": "only"} if "only" in said else {}
        found = dict(COMPLETES[word.completes](word, typed, {**said, **alone}))
    except Refused:
        return []
    return [
        (value, tame(meaning))
        for value, meaning in found.items()
        if value.startswith(typed) and not harmful(value) and (value[:1] != "-" or word.completes not in NAMES_OF_FILES)
    ]


def _choices(word: "Word", _typed: str, _said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    return ((choice, "") for choice in word.choices)


def _topics(_word: "Word", _typed: str, _said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    from openskies_cli.questions.help import TOPICS
    from openskies_cli.words import COMMANDS

    yield from ((name, topic.about) for name, topic in TOPICS.items())
    yield from ((command.name, command.help) for command in COMMANDS.values())


def _treaties(_word: "Word", typed: str, said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    """Ids; where none begins so, after a few letters every name that means one treaty, in the case in which it was begun."""
    titles = register_of(said).titles
    yield from titles.called.items()
    yield "all", "every treaty on record"
    if (len(typed) > 2 or not typed.isascii()) and not any(treaty.startswith(typed) for treaty in titles.called):
        yield from ((typed + name[len(typed) :], title) for name, title in titles.begun(typed))


def _participants(_word: "Word", typed: str, said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    """Codes and common names; after a few letters every name, in whatever language; in the case in which they were begun."""
    register, today = register_of(said), _today()
    people = register.people
    groups = [key if key not in people.participants else f"{key}-members" for key in people.groups]
    yield from ((typed + key[len(typed) :], "") for key in groups if key.lower().startswith(typed.lower()))
    for code in sorted({*people.participants, *(register.territories if typed else ())}):
        name = register.name(code, today)
        called = register.names_of(code) if len(typed) > 2 or not typed.isascii() else (code, name) if typed else (code,)
        yield from ((typed + one[len(typed) :], name) for one in called if one.lower().startswith(typed.lower()))


def _claims(_word: "Word", _typed: str, said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    return ((source, "") for source in register_of(said).claiming())


def _sources(_word: "Word", _typed: str, said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    return ((source, "") for source in register_of(said).source_ids())


def _rule_names(_word: "Word", _typed: str, _said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    from openskies_cli.lint.rules import NAMES

    return ((name, "") for name in NAMES)


OTHER_COLUMNS = {"by_year": "BY_YEAR", "of": "OF"}
"""A word that changes the answer's columns -> where the question has those."""


def _column_keys(word: "Word", typed: str, said: "Mapping[str, str]") -> "Iterable[tuple[str, str]]":
    """The columns of the command's answer, after those that stand before a comma; to sort by with their '-'."""
    from importlib import import_module

    question = import_module(f"openskies_cli.questions.{said['command']}")
    other = next((name for flag, name in OTHER_COLUMNS.items() if flag in said and hasattr(question, name)), "COLUMNS")
    before, comma, begun = typed.rpartition(",")
    known = [key.removeprefix("-") for key in before.split(",")]
    back = "-" if word.name == "sort" and begun[:1] == "-" else ""
    columns = (*getattr(question, other), *getattr(question, "CITED", ()))
    return ((f"{before}{comma}{back}{column.key}", column.label) for column in columns if column.key not in known)


NAMES_OF_FILES = ("treaties", "claims", "sources", "participants")
"""What is completed from the names and texts of records, of which none may look like an option."""

COMPLETES: "dict[str, Callable[[Word, str, Mapping[str, str]], Iterable[tuple[str, str]]]]" = {
    "choices": _choices,
    "topics": _topics,
    "treaties": _treaties,
    "participants": _participants,
    "claims": _claims,
    "sources": _sources,
    "rules": _rule_names,
    "columns": _column_keys,
}
"""What completes a word -> how it is found."""


# What the words mean ------------------------------------------------------------------------------


def _checked(command: "Command", word: "Word", value: object, today: str) -> object:
    """What a word means: a bool, a tuple of texts, a day, or what `CHECKS` makes of its text; None where nothing was said."""
    if word.shape == "flag":
        return bool(value)
    meant = str if word.kind in ("file", "folder") else _utf8
    if isinstance(value, list):
        return tuple(map(meant, value))
    text = word.default if value is None else meant(value)
    if text is None:
        return None
    return _date(command, word, text, today) if word.kind == "date" else CHECKS[word.kind](word, text)


def _utf8(value: object) -> str:
    """A text as it was typed: in a locale without letters Python hands on its bytes one by one. Names of files stay so."""
    text = str(value)
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text


def _date(command: "Command", word: "Word", text: str, today: str) -> str:
    """A day as it is said: only what is not plainly written asks `days`."""
    plain = _plain_day(text)
    if plain:
        return plain
    if word.last and text.strip().casefold() == LAST:
        return LAST
    from openskies_cli.dates import BadDate
    from openskies_cli.days import SeveralDays, day

    try:
        return day(text, lambda: today or _today())
    except SeveralDays as several:
        remedies = [f"{several.first} for the beginning"] * (word.name != "until" and word.name != "on")
        remedies += [f"{several.last} for the end"] * (word.name != "from_")
        sentence = f"{word.flags[0]} takes one day: {' or '.join(remedies)} of {several.said}"
        year = several.said.strip()
        asked_by_year = any(other.kind == "year" for other in command.words) and len(year) == 4
        raise _wrong(sentence + (f"; for the whole of {year}: --year {year}" if asked_by_year else "")) from None
    except BadDate as bad:
        raise _wrong(f"{word.flags[0]}: {bad}") from None


def _plain_day(text: str) -> str:
    """The day of a text that is written YYYY-MM-DD; "" where it is not, or is no day."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return ""
    from openskies_cli.dates import BadDate, full

    try:
        return full(text).isoformat()
    except BadDate:
        return ""


def _year(word: "Word", text: str) -> str:
    if not (len(text) == 4 and text.isascii() and text.isdigit() and text > "0000"):
        raise _wrong(f"{word.flags[0]}: '{text}' is not a year; write four digits, such as 2021")
    return text


def _count(word: "Word", text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise _wrong(f"{word.flags[0]}: '{text}' is not a number of rows; write a whole number from 1 on")
    return int(text)


def _span(word: "Word", text: str) -> str:
    number, unit = text[:-1], text[-1:]
    if not (unit in ("d", "m", "y") and number.isascii() and number.isdigit() and len(number) < 6 and number.strip("0")):
        from openskies_cli.days import span

        meant = span(text)
        if meant is None:
            raise _wrong(f"{word.flags[0]}: '{text}' is not a span of time; write days, weeks, months or years, such as 180d, 2w, 6m or 1y")
        return meant
    return text


def _choice(word: "Word", text: str) -> str:
    if text not in word.choices:
        raise _wrong(f"{word.flags[0]}: there is no '{text}'{_meant(text, word.choices)}", f"one of: {', '.join(word.choices)}")
    return text


def _columns(word: "Word", text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(","))
    if not all(key.removeprefix("-") for key in keys):
        raise _wrong(f"{word.flags[0]}: '{text}' names no column between two commas; write names such as participant,since")
    return keys


def _rules(word: "Word", text: str) -> tuple[str, ...]:
    from openskies_cli.lint.rules import NAMES

    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        if name not in NAMES:
            raise _wrong(f"{word.flags[0]}: there is no rule '{name}'{_meant(name, NAMES)}", "'openskies rule' lists them")
    return names


def folder(word: "Word", text: str) -> str:
    """A folder that is there."""
    if not os.path.isdir(text):
        raise _wrong(f"{word.flags[0]}: '{text}' is not a folder")
    return text


def _file(word: "Word", text: str) -> str:
    """A place that may be written to: found out before the question is asked, not after."""
    from openskies_cli.writing import Unwritable, check_file

    try:
        check_file(text)
    except Unwritable as wrong:
        raise _wrong(f"{word.flags[0]}: '{text}' {wrong}") from None
    return text


CHECKS: "dict[str, Callable[[Word, str], object]]" = {
    "text": lambda _, text: text,
    "year": _year,
    "choice": _choice,
    "count": _count,
    "span": _span,
    "columns": _columns,
    "rules": _rules,
    "folder": folder,
    "file": _file,
}
"""The kind of a word -> what its text means; each raises Refused. A day is `_date`: it may count from today. Lists stay texts: the
question resolves them.
"""


def _today() -> str:
    """Today by the caller's clock, or what OPENSKIES_TODAY says, so that an answer can be repeated."""
    said = os.environ.get("OPENSKIES_TODAY")
    if said:
        return _plain_day(said) or _odd_today(said)
    import time

    return time.strftime("%Y-%m-%d")


def _odd_today(said: str) -> str:
    from openskies_cli.dates import BadDate
    from openskies_cli.days import day

    try:
        return day(said)
    except BadDate as bad:
        raise _wrong(f"OPENSKIES_TODAY: {bad}") from None


def _as_it_is(page: "Any", out: "TextIO", *, width: "int | None", colour: bool) -> None:
    """A Page as it is; on a terminal what people read (its `form` says how) on lines of whole words."""
    text = page.text
    if width is not None and page.form:
        from openskies_cli import screen

        text = screen.page(text, width, colour=colour) if page.form == "markdown" else screen.rows(text, width)
    out.write(text)


def _format(writers: str, asked: object, target: str) -> str:
    """The format asked for; else by the suffix of the file; else the first there is, for a Table off a terminal the second."""
    if asked is not None:
        return str(asked)
    from openskies_cli.words import WRITERS

    forms = WRITERS[writers]
    if not target:
        return forms[writers == "formats" and not sys.stdout.isatty()].name
    suffix = os.path.splitext(target)[1].lower()
    by_suffix = {known: form.name for form in forms for known in form.suffixes}
    if suffix not in by_suffix:
        ending = f"the suffix '{suffix}'" if suffix else "no suffix"
        raise _wrong(
            f"--output: '{target}' has {ending}, which names no format{_meant(suffix, by_suffix)}",
            f"suffixes: {' '.join(by_suffix)}",
            "or say the format with --format",
        )
    return by_suffix[suffix]


def _wrong(sentence: str, *details: str) -> "Refused":
    """The words cannot be answered: one sentence, and lines that help."""
    from openskies_cli.diagnostics import Refused

    return Refused(WRONG_WORDS, sentence, details)


def _meant(typed: str, known: "Iterable[str]") -> str:
    from openskies_cli.diagnostics import did_you_mean

    meant = did_you_mean(typed, known)
    return f"; {meant}" if meant else ""


# What openskies.toml says --------------------------------------------------------------------------


def _usual_columns(told: "Settings", command: "Command", table: "Table", said: "Said") -> "Said":
    """The words with the columns of openskies.toml, where the command line says nothing of columns."""
    if said["columns"] is not None or said["wide"]:
        return said
    from openskies_cli.settings import columns

    keys = columns(told, command.name, table.keys(), _all_columns)
    return {**said, "columns": keys or None}


def _all_columns() -> "dict[str, tuple[str, ...]]":
    """Every command that answers with a table -> the columns that its answers may have."""
    from importlib import import_module

    from openskies_cli.table import Column
    from openskies_cli.words import COMMANDS

    found: dict[str, tuple[str, ...]] = {}
    for name in (name for name, command in COMMANDS.items() if command.writers == "formats"):
        lists = (value for value in vars(import_module(f"openskies_cli.questions.{name}")).values() if isinstance(value, tuple))
        found[name] = tuple(dict.fromkeys(one.key for each in lists for one in each if isinstance(one, Column)))
    return found


# Where the answer goes ----------------------------------------------------------------------------


def _shown(command: "Command", answer: "Any", said: "Mapping[str, object]", form: str) -> "Any":
    """The answer as its writer gets it."""
    if command.writers == "lint.reports":
        answer.whole = bool(said["wide"])
    return _viewed(answer, said, form) if command.writers == "formats" else answer


def _viewed(table: "Table", said: "Mapping[str, object]", form: str) -> "Table":
    """The table as the view words want it: sorted, limited, with the columns that this format carries."""
    from openskies_cli import view

    flag, people = "--sort", _for_people(form)
    if people and not said["sort"]:
        table = view.tree(table)
    try:
        if isinstance(said["sort"], tuple):
            table = view.sort(table, said["sort"])
        if isinstance(said["limit"], int):
            table = view.limit(table, said["limit"])
        flag = "--columns"
        if isinstance(said["columns"], tuple):
            return view.select(table, said["columns"])
    except view.NoSuchColumn as missing:
        raise _wrong(
            f"{flag}: this answer has no column '{missing.key}'{_meant(missing.key, missing.known)}",
            f"columns: {', '.join(missing.known)}",
        ) from None
    return view.short(table) if people and not said["wide"] else table


def _for_people(form: str) -> bool:
    """Whether people read this format: they are told what is missing, where a program must not be handed a part."""
    from openskies_cli.words import FORMS

    return any(one.people for one in FORMS if one.name == form)


def _width() -> "int | None":
    """Cells of a terminal's line, None off a terminal."""
    if not sys.stdout.isatty():
        return None
    from openskies_cli.screen import size

    return size(sys.stdout)[0]


def _show(write: "Callable[[TextIO], None]", *, paged: bool) -> None:
    """An answer on stdout; page by page where somebody sits at a terminal and it is longer than the window."""
    if paged and sys.stdout.isatty() and _sits(sys.stdin):
        from io import StringIO

        from openskies_cli.pager import show

        page = StringIO()
        write(page)
        show(page.getvalue(), sys.stdout, _say)
    else:
        write(sys.stdout)
    sys.stdout.flush()


def _sits(stream: "TextIO | None") -> bool:
    """Whether somebody sits at the other end of a stream, which may be closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _colour() -> bool:
    """Colour is for terminals that can show it, for people who want it (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")


def _save(target: str, write: "Callable[[TextIO], None]") -> None:
    """Writes an answer to the file that was named."""
    from openskies_cli import writing

    try:
        writing.file(target, write)
    except writing.Unwritable as wrong:
        raise _wrong(f"--output: '{target}' {wrong}") from None


def _say(sentence: str, before: str = "openskies: ") -> None:
    from openskies_cli.view import tame

    line = before + tame(sentence)
    if sys.stderr.isatty():
        from openskies_cli.screen import fitting

        line = fitting(sys.stderr, line, len(before) - len(before.lstrip()) + 2)
    print(line, file=sys.stderr)
