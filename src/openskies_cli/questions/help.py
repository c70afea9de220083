"""What the words mean, page by page. A page is a table as every answer is: word, meaning, and a caption for the rest.

The words themselves come from the rooms that use them, so that no page can name one that is not there.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli.codebook import COLUMNS as MEANT
from openskies_cli.diagnostics import Refused, did_you_mean
from openskies_cli.history import CERTAINTIES, STATUSES, TREATY_STATUSES
from openskies_cli.sentences import NUMBERS
from openskies_cli.table import Column, Table
from openskies_cli.words import COMMANDS, FIRST, FORMS, GROUPS, Command, Word

if TYPE_CHECKING:
    from openskies_cli.register import Register

COLUMNS = (
    Column("page", "word", short=True),
    Column("section", "word", short=True, heading=True),
    Column("word", "word", short=True),
    Column("meaning", short=True),
)

HelpLine = tuple[str, str, str]
"""section, word, meaning"""


class Topic(NamedTuple):
    """One page: what it is about, its lines, and what there is to say beside them."""

    about: str
    lines: Callable[[], Iterator[HelpLine]]
    note: str


# What the words mean ------------------------------------------------------------------------------

MEANINGS = {
    "none": "no action on record: neither signed nor consented; also anyone the record does not name",
    "signatory": "signed, and has not consented to be bound",
    "contracting-state": "consented to be bound; the treaty is not in force for it",
    "party": "consented, and the treaty is in force for it; after a notice it stays one until the day of effect",
    "former-party": "was a party; ended_by says how: withdrawal, deemed-withdrawal, termination, expiry, expulsion",
    "undetermined": "the records cannot decide; the alternatives are listed",
    "no status": "the participant did not exist that day: not-yet-existing or extinct",
    "certain": "the records decide",
    "uncertain": "a date or a fact is not known well enough; the alternatives are listed",
    "disputed": "an act is contested: the status is the depositary's, the other reading stands beside it",
    "last-known": "the status as it was last seen, on the day under seen; nothing later is known",
    "unverified": "the day lies before the list begins, or something is known to be missing; the status on record is given",
    "not-in-force": "the condition of its final clauses is not met, or the delay after it is running",
    "in-force": "and so it stays, also when parties fall below the number it needed",
    "terminated": "ended by its parties or by its own terms",
    "expired": "its term is over",
    "superseded": "a later treaty took its place",
}


def _statuses() -> Iterator[HelpLine]:
    for section, words in (("status", (*STATUSES, "no status")), ("certainty", CERTAINTIES), ("treaty status", TREATY_STATUSES)):
        for word in words:
            yield section, word, MEANINGS[word]


QUALIFIERS = {
    "withdrawal-pending": "a notice of withdrawal was given; it stays a party until the day of effect, or the effect is held back",
    "notice-without-effect": "a notice was given that the clause does not let work",
    "consent-while-leaving": "it consented again while its own notice was running",
    "consent-withdrawn": "it took its consent back before the treaty was in force for it",
    "intention-not-to-become-party": "it declared that it does not mean to become a party",
    "signed-again": "it signed anew after its exit",
    "application-for-accession": "it asked to accede, where others decide on that",
    "provisional-application": "it applies the treaty, or parts of it, before it is in force for it",
    "retroactive": "the depositary's day of effect lies before the deposit, or a succession works from an earlier day",
    "suspension": "it asserts that it suspends the treaty; the status does not change",
    "non-performance": "it asserts that it does not perform towards another; the status does not change",
    "not-yet-existing": "it could not make treaties yet: no status",
    "extinct": "it is no more: no status",
    "gap": "the record is known to lack something about it",
    "doubtful-date": "the first day comes from a date that the source itself doubts",
}
"""What may stand beside a status -> what it says."""

DATES = (
    ("typed", "2021-12-17", "a date on the command line is one day; without --on it is today"),
    ("also typed", "18 June 2021", "or 20210618, 18.6.2021, 2021-W24-5, today, yesterday, tomorrow; what may be two days is asked back"),
    ("also typed", "last", "with --on: the last day that each treaty's record vouches for"),
    ("also typed", "6 months", "a span of time, with --within: 180d, 2w, 6m, 1y, or in words"),
    ("printed", "2021-12-17", "that day"),
    ("printed", "1992-03", "one day in that month; 1992: in that year"),
    ("printed", "1992-03-01/1992-03-24", "one day from the first to the last of them, both included"),
    ("printed", "../1992-03-31", "that day or earlier; 1992-03-01/.. that day or later"),
    ("printed", "2021-12-17?", "the source itself doubts the day; the status does not become uncertain by it"),
    ("two days", "notice", "the day the depositary received it, or the day it was given, as the treaty says"),
    ("two days", "effect", "the first day of the new status, unless the treaty says the end of a day"),
    ("basis", "depositary", "the day of effect is the depositary's, or a decision of the parties: it wins"),
    ("basis", "computed", "it follows from the treaty's own clause"),
    ("basis", "published", "another official table or gazette gives it"),
    ("basis", "reported", "the press gives it"),
)


def _formats() -> Iterator[HelpLine]:
    for form in FORMS:
        suffix = f" ({' '.join(form.suffixes)})" if form.suffixes else ""
        yield "for people" if form.people else "for programs", form.name, form.about + suffix


def _columns() -> Iterator[HelpLine]:
    """Every key, under the one question that it belongs to where it has a sense of its own."""
    for name, meaning in MEANT.items():
        question, _, key = name.rpartition(".")
        yield question or "every question", key, meaning


EXIT_CODES = {
    0: "the answer is yes, or there is an answer and nobody asked for yes or no",
    1: "the answer is no (--require), or a check found errors",
    2: "the words were wrong; what may have been meant is said",
    3: "the records that are needed cannot be read; the first place is said",
    4: "cannot be decided: undetermined or disputed, with --strict also last-known and unverified",
    70: "a mistake of the program; OPENSKIES_DEBUG=1 shows the trace",
    130: "stopped with Ctrl-C",
    141: "whoever read the answer closed the pipe",
}


def _commands() -> Iterator[HelpLine]:
    """Every command under its group, in the order of use."""
    for group in GROUPS:
        for command in COMMANDS.values():
            if command.group == group:
                yield group, command.name, command.help


TOPICS = {
    "commands": Topic("every command", _commands, "One of them: openskies help COMMAND, or openskies COMMAND --help."),
    "statuses": Topic(
        "the statuses, how sure they are, and those of a treaty itself",
        _statuses,
        "One status a participant and day, derived from the acts on record and the treaty's final clauses; qualifiers stand beside it.",
    ),
    "qualifiers": Topic(
        "what may stand beside a status",
        lambda: (("qualifier", word, meaning) for word, meaning in QUALIFIERS.items()),
        "A qualifier never changes the status; it has days of its own, and says whose assertion it is and who contests it.",
    ),
    "dates": Topic(
        "days as they are typed and printed, notice and effect",
        lambda: iter(DATES),
        "Who withdrew in a year depends on which of the two days counts: withdrawals --by notice, withdrawals --by effect.",
    ),
    "columns": Topic(
        "what stands in the columns of answers",
        _columns,
        "Keys are appended, never renamed. --columns chooses, --wide shows all; docs/codebook.md has them question by question.",
    ),
    "formats": Topic(
        f"the {NUMBERS[len(FORMS)]} ways of writing an answer",
        _formats,
        "--format NAME, or --output FILE, whose suffix chooses. People get the short set of columns (--wide: all); programs get all of"
        " them, always with the same keys.",
    ),
    "exit-codes": Topic(
        "what a script can tell from the exit code",
        lambda: (("", str(code), meaning) for code, meaning in EXIT_CODES.items()),
        "openskies status RU --on 2021-12-17 --require party && echo still a party",
    ),
}


# How a command is used ----------------------------------------------------------------------------


def lines(command: Command) -> Iterator[HelpLine]:
    """The words of a command as they are typed, with their help."""
    for word in command.words:
        yield "options" if word.flags else "words", typed(word), word.help


def typed(word: Word) -> str:
    """A word as help shows it: -f, --format NAME."""
    if not word.flags:
        return word.metavar
    names = ", ".join(sorted(word.flags, key=lambda flag: flag.startswith("--")))
    return names if word.shape == "flag" else f"{names} {word.metavar}"


def _contents() -> Iterator[HelpLine]:
    for name, topic in TOPICS.items():
        yield "topics", name, topic.about
    yield from _commands()


TOUR = ("status", "timeline", "withdrawals")
"""What somebody who types the name of the program alone may like to try."""


def tour() -> str:
    """A first page for whoever types nothing but the name of the program."""
    tried = "\n".join(f"  {COMMANDS[name].example}" for name in TOUR)
    width = max(map(len, FIRST))
    first = "\n".join(f"  {name:<{width}}  {COMMANDS[name].help}" for name in FIRST)
    names = [name for name in TOPICS if name != "commands"]
    topics = [", ".join(part) for part in (names[:4], names[4:])]
    return f"""\
openskies answers who is bound by which treaty, on which day, since when, until
when, and how we know.

Try:
{tried}

{first}

  openskies help commands     All {len(COMMANDS)} commands.
  openskies COMMAND --help    One command: its words and an example.
  openskies help TOPIC        {topics[0]},
                              {topics[1]}.
"""


# The question -------------------------------------------------------------------------------------


def answer(register: "Register", *, topic: Sequence[str] = ()) -> Table:  # noqa: ARG001 - help needs no records
    """The lines of the pages asked for, or the list of all of them."""
    if not topic:
        rows: list[tuple[object, ...]] = [("contents", *line) for line in _contents()]
        return Table(COLUMNS, rows, "openskies help TOPIC, or openskies help COMMAND.", about=("contents",))
    rows, notes, names = [], [], []
    together = _folded(" ".join(topic))  # help no status, help exit codes
    if len(topic) > 1 and (together in TOPICS or _explained(together)):
        topic = (together,)
    for typed in dict.fromkeys(_folded(name) for name in topic):
        if typed in TOPICS or typed in COMMANDS:
            page = TOPICS[typed] if typed in TOPICS else _page(COMMANDS[typed])
            found, note = [(typed, *line) for line in page.lines()], page.note
        else:
            found = _explained(typed)
            pages = list(dict.fromkeys(page for page, *_ in found))
            note = f"The whole page: {', '.join(f'openskies help {page}' for page in pages)}." if found else ""
        if not found:
            raise _unknown(next(name for name in topic if _folded(name) == typed))
        rows += [(page, section or None, *rest) for page, section, *rest in found]
        notes.append(note)
        names += [page for page, *_ in found]
    return Table(COLUMNS, rows, " ".join(dict.fromkeys(notes)), about=tuple(dict.fromkeys(names)))


def _page(command: Command) -> Topic:
    return Topic(command.help, lambda: lines(command), f"{command.help} Example: {command.example}")


def _folded(name: str) -> str:
    """A topic or a word in one spelling: case, spaces, underscores and the dashes of an option tell nothing apart."""
    return name.casefold().replace("_", "-").replace(" ", "-").strip("-")


def _explained(name: str) -> list[tuple[str, str, str, str]]:
    """The lines that explain a word: those that are about it, else those of its section, else those that name it."""
    every = [(page, *line) for page, topic in TOPICS.items() if page != "columns" for line in topic.lines()]
    columns = [("columns", *line) for line in TOPICS["columns"].lines() if _folded(line[1]) == name]
    options = [(command.name, *line) for command in COMMANDS.values() for line in lines(command)]
    one = name.removesuffix("s") if len(name) > MOST_SHORT else name
    ways: tuple[Callable[[tuple[str, str, str, str]], bool], ...] = (
        lambda line: _folded(line[2]) == name,
        lambda line: _folded(line[1]) in (name, one, f"{name[:-3]}y"),  # certainties
        lambda line: _folded(line[2]) == one,
        lambda line: len(name) > MOST_SHORT and not any(name in topic for topic in TOPICS) and name in _parts(line[3]),
    )
    for way in ways:
        if way is ways[-1] and columns:  # a column's own line is better than a line that only names it
            return columns
        found = [line for line in every if way(line)] or [line for line in options if way is ways[0] and name in _parts(line[2])]
        if found:
            return found
    return []


MOST_SHORT = 3
"""A word of so few letters is looked for only where it is explained."""


def _parts(text: str) -> list[str]:
    """The words of a text, as they are compared: of options too."""
    return [_folded(part.strip(",;:.()")) for part in text.split()]


def _unknown(name: str) -> Refused:
    """There is neither a page nor a line: what may have been meant."""
    folded = _folded(name)
    part = next((f"did you mean '{topic}'?" for topic in TOPICS if folded and folded in topic), "")
    meant = part or did_you_mean(folded, (*TOPICS, *COMMANDS)) or did_you_mean(folded, (*MEANINGS, *QUALIFIERS))
    return Refused(
        2,
        f"there is no topic '{name}'" + (f"; {meant}" if meant else ""),
        (f"topics: {', '.join(TOPICS)}", "or the name of a command: openskies --help"),
    )
