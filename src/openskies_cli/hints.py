"""Words that people bring along: other names of commands and options, States, treaties and days where a flag is meant.

Reached only by what the quick door does not understand, or what was refused. What can mean one thing is put into the words
of words.py; what cannot be taken is asked back with a command line that works. None of these words is in help or completion.
"""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli import names
from openskies_cli.dates import BadDate
from openskies_cli.days import NoDay, SeveralDays, day, span
from openskies_cli.diagnostics import Refused
from openskies_cli.words import COMMANDS, ROOT, Command, Word

if TYPE_CHECKING:
    from openskies_cli.register import Register

PROGRAM = "openskies"

OTHER_COMMANDS = {
    "timeline": "history log events chronology",
    "treaties": "list ls search find catalogue catalog",
    "participants": "countries country states state names groups participant",
    "parties": "members member party membership",
    "parties --status signatory": "signatories",
    "withdrawals": "exits withdrawal leavers denunciations",
    "acts": "act actions",
    "acts --event declaration": "declarations",
    "reservations": "reservation",
    "explain": "why reasons",
    "upcoming": "next calendar agenda due pending",
    "treaty": "show info describe",
    "conflicts": "conflict disputes",
    "sources": "source documents seeds",
    "claims": "claim factcheck fact-check",
    "check": "lint validate verify",
    "rule": "rules",
    "help": "docs man manual topics",
    "where": "path config",
    "--version": "version -V -v",
}
"""What a command is -> what else it is called."""
COMMANDS_TOO = {said: meant.split() for meant, others in OTHER_COMMANDS.items() for said in others.split()}

NOT_THERE = {
    "compare": ("States side by side", "status {who} -t all"),
    "versus": ("States side by side", "status {who} -t all"),
    "diff": ("who left between two days", "withdrawals --from {first} --until {last} -t all"),
    "changes": ("who left between two days", "withdrawals --from {first} --until {last} -t all"),
    "matrix": ("States and treaties", "status {who} -t all"),
    "panel": ("all tables, for a program", "export treaty-tables"),
}
"""Commands that people look for and that are not there -> what comes nearest, and how it is asked."""

OTHER_FLAGS = {
    "on": "--date --at --when --asof --as_of --day --on-date --as-at",
    "treaty": "--treaties --agreement --convention",
    "who": "--group --country --countries --state --states --who --participant --participants --party",
    "of": "--country --state --who --participant --party --for",
    "from_": "--since --start",
    "until": "--to --end --through",
    "year": "--in",
    "within": "--ahead --next --span",
    "output": "--out --file --save",
    "format": "--fmt --output-format --as",
    "limit": "--max --head --top --first",
    "sort": "--sort-by --order-by --order",
    "columns": "--cols --fields --select-columns",
    "wide": "--all-columns --full --long",
    "data": "--records",
}
"""The name of a word -> what else its flag is called; where the command has several, its first."""

OTHER_FORMATS = {"md": "markdown", "txt": "plain", "text": "plain", "htm": "html", "ndjson": "jsonl"}

WITHOUT_COLOUR = frozenset({"--no-color", "--no-colour", "--color=never", "--colour=never"})
"""Whoever says so has no colour: the desk knows how."""

LAST = "last"
"""What may stand for each treaty's last verified day."""

CLOSE = 0.7
"""So near must a word be to a command to be taken for a slip of it."""


class Meant(NamedTuple):
    """Some words: what they are ("" where nobody knows), as they are said to the program, and what was typed."""

    kind: str
    said: str
    typed: str


class Known(NamedTuple):
    """Who knows what words mean: the records (opened by what --data says), and today."""

    register: "Callable[[str | None], Register]"
    today: Callable[[], str]


class Reworded(NamedTuple):
    """A line in the words of words.py, and whether words without a flag were put behind one: whoever typed them should see that."""

    argv: list[str]
    moved: bool = False


def reworded(argv: Sequence[str], known: Known, *, refused: bool = False) -> Reworded:
    """The same in the words of words.py, as far as it can mean one thing; `refused` where the words as they are were refused.

    Raises Refused, with a command line that works, where it can only be asked back.
    """
    argv = [word for word in argv if word not in WITHOUT_COLOUR]
    if argv and argv[0].split()[:1] and argv[0].split()[0] in COMMANDS and argv[0] not in COMMANDS:
        argv = [*argv[0].split(), *argv[1:]]  # "status RU" as one word
    if argv[:1] == [PROGRAM]:
        argv = argv[1:]
    if not argv:
        return Reworded(argv)
    if argv[0] not in COMMANDS_TOO:
        argv = _command_first(argv)
    first, rest = argv[0], argv[1:]
    spelled = first if first in COMMANDS_TOO else first.casefold()
    if spelled in COMMANDS_TOO:
        head = COMMANDS_TOO[spelled]
        if head[0] not in COMMANDS:
            return Reworded(head)
        argv = _shown(rest, known) if spelled in ("show", "info", "describe") else [*head, *rest]
        if spelled in ("search", "find") and rest and _argument(COMMANDS["treaties"]) is None:
            raise Refused(2, f"there is no command '{first}'; the list of treaties: {typed_line(head)}")
    elif spelled in COMMANDS:
        argv = [spelled, *rest]
    elif first[:1] != "-":
        raise _no_command(argv, known)
    if argv[0] not in COMMANDS or "--" in argv:  # after "--" nothing is an option
        return Reworded(argv)
    command = COMMANDS[argv[0]]
    parts = [*_flagged(command, argv[1:], known)]
    as_it_is, placed = [typed for part in parts for typed in part.typed], _placed(command, parts, known, refused)
    return Reworded([command.name, *placed], placed != as_it_is)


def typed_line(argv: Iterable[str]) -> str:
    """A command line as it is typed."""
    return f"{PROGRAM} {shlex.join(argv)}"


def _command_first(argv: list[str]) -> list[str]:
    """The command before its options: --on 2021-06-18 status RU."""
    root = {"-h", "--help", *(flag for word in ROOT for flag in word.flags)}
    if argv[0][:1] != "-" or argv[0].partition("=")[0] in root:
        return argv
    at = next((i for i, word in enumerate(argv) if word in COMMANDS), None)
    return argv if at is None else [argv[at], *argv[:at], *argv[at + 1 :]]


# Options ------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """A flag with its value, or a word that stands alone (then `word` is None)."""

    word: Word | None
    typed: tuple[str, ...]


def _flagged(command: Command, argv: Sequence[str], known: Known) -> Iterator[Part]:
    """The line in parts, with the options of other names under their own."""
    flags = {flag: word for word in command.words for flag in word.flags}
    rest = list(argv)
    while rest:
        typed = rest.pop(0)
        if typed[:1] != "-" or typed == "-":
            yield Part(None, (typed,))
            continue
        flag, equals, value = typed.partition("=")
        flag = _known_flag(command, flags, flag)
        if flag[:2] == "--" and flag not in flags and _format(command, flag) and not equals:
            yield Part(flags["--format"], ("--format", _format(command, flag)))
            continue
        word = flags.get(flag)
        if word is None and command.name == "help" and flag not in ("-h", "--help"):
            yield Part(None, (flag.strip("-"),))  # help --strict
        elif word is None and (argument := _argument(command)) and flag in OTHER_FLAGS["who"].split() and argument.name == "who":
            yield Part(None, (value if equals else rest.pop(0),)) if equals or rest else Part(argument, (typed,))
        elif word is None or word.shape == "flag" or equals or not rest:
            yield Part(word or Word("", help=""), (f"{flag}{equals}{value}",))
        else:
            yield Part(word, (flag, _whole(word, rest, known)))


def _known_flag(command: Command, flags: dict[str, Word], flag: str) -> str:
    """The flag's own name; itself where it has none here."""
    plain = flag.casefold().replace("_", "-") if flag[:2] == "--" else flag
    for said in (flag, plain):
        if said in flags:
            return said
    names_of = {word.name: word.flags[0] for word in command.words if word.flags}
    return next((names_of[name] for name, others in OTHER_FLAGS.items() if name in names_of and plain in others.split()), flag)


def _format(command: Command, flag: str) -> str:
    """The format that a flag such as --json names; "" where the command has none of that name."""
    named = flag.removeprefix("--").casefold()
    choices = next((word.choices for word in command.words if word.name == "format"), ())
    named = named if named in choices else OTHER_FORMATS.get(named, named)
    return named if named in choices else ""


def _whole(word: Word, rest: list[str], known: Known) -> str:
    """The value of a flag, with the words after it that belong to it: --on 18 June 2021, --within 6 months."""
    value = rest.pop(0)
    if word.kind not in ("date", "span"):
        return value
    joined = [(value, *rest[:more]) for more in range(min(4, len(rest)) + 1)]
    sense = {words: _sense(word, " ".join(words), known) for words in joined}
    best = max(joined, key=lambda words: (sense[words], len(words) if sense[words] == 1 else -len(words)))
    del rest[: len(best) - 1]
    return " ".join(best)


# Words without a flag -----------------------------------------------------------------------------


def _argument(command: Command) -> Word | None:
    return next((word for word in command.words if word.shape == "many"), None)


def _placed(command: Command, parts: Sequence[Part], known: Known, refused: bool) -> list[str]:
    """The line with every word that stands alone where it belongs: behind a flag, or as the command's own words."""
    as_it_is = [typed for part in parts for typed in part.typed]
    alone = [part.typed[0] for part in parts if part.word is None]
    argument = _argument(command)
    searching = argument is not None and argument.name == "words"  # words of a name; refused, they may be something else
    own = {"participants": "participant", "treaties": "treaty"}.get(argument.kind, "text") if argument and not searching else ""
    if not alone or own == "text" or (argument is not None and not refused) or any(_hangs(part) for part in parts):
        return as_it_is
    flagged = [typed for part in parts if part.word is not None for typed in part.typed]
    said = {part.word.name for part in parts if part.word is not None}
    found = sorted_out(alone, known, _data(flagged))
    if "notice" in {word.name for word in command.words} - said and "deposit" not in said:
        _which_letter(command, found)
    kept, moved = _apart(command, own, found, said)
    several = [meant for meant in found if meant.kind in ("year", "month") and meant.typed in kept]
    options = {word.name for word in command.words}
    if several and "on" in options - said and "year" not in options:
        whom = [typed for typed in kept if typed != several[0].typed]
        offered = typed_line([command.name, *whom, *flagged, *moved, "--on", several[0].said.rpartition("..")[2]])
        raise Refused(
            2, f"'{several[0].typed}' is a {several[0].kind}, and {command.name} asks about one day; about its last day: {offered}"
        )
    for meant in found:
        if own == "treaty" and meant.kind == "participant":
            offered = typed_line(["treaties", "--of", meant.typed])
            raise Refused(2, f"'{meant.typed}' is a State and no treaty; the treaties that bind it: {offered}")
    if moved and argument is not None and argument.required and not kept:
        raise _no_state(command, moved)
    return as_it_is if kept == alone else [*kept, *flagged, *moved]


def _which_letter(command: Command, found: Sequence[Meant]) -> None:
    """Refuses a day that may be that of a notice or of a deposit."""
    days = [one for one in found if one.kind == "day"]
    if days:
        others = [part for one in found if one is not days[0] for part in (("-t", one.said) if one.kind == "treaty" else (one.typed,))]
        notice, deposit = (typed_line([command.name, *others, flag, days[0].said]) for flag in ("--notice", "--deposit"))
        raise Refused(2, f"'{days[0].typed}' may be the day of a notice: {notice}", (f"or of a deposit: {deposit}",))


def _hangs(part: Part) -> bool:
    """Whether it is an option without the value it needs: what follows must not become that."""
    word, (first, *value) = part.word, part.typed
    return word is not None and word.name != "" and word.shape != "flag" and not value and "=" not in first


def _apart(command: Command, own: str, found: Sequence[Meant], said: "set[str]") -> tuple[list[str], list[str]]:
    """The words that stay alone, and those that go behind a flag, with it."""
    kept: list[str] = []
    moved: list[str] = []
    for meant in found:
        options = {word.name: word for word in command.words if word.flags and (word.name not in said or word.shape == "repeat")}
        if meant.kind == own and own:
            kept.append(meant.typed)
        elif meant.kind == "month" and {"from_", "until"} <= set(options):
            first, _, last = meant.said.partition("..")
            moved += ["--from", first, "--until", last]
        elif (word := _flag_for(options, meant)) is not None:
            moved += [word.flags[0], meant.said.rpartition("..")[2] if meant.kind != "year" else meant.typed]
            said.add(word.name)
        else:
            kept.append(meant.typed)
    return kept, moved


FLAG_FOR = {"treaty": "treaty", "year": "year", "day": "on", "participant": "of", "span": "within"}
"""What some words are -> the name of the word of words.py that takes it as a flag."""


def _flag_for(options: "dict[str, Word]", meant: Meant) -> Word | None:
    """The option that the words belong to, of those that the command has and that are not said yet."""
    chosen = (options[name] for name in ("format", "status", "by") if name in options and meant.said in options[name].choices)
    return options.get(FLAG_FOR[meant.kind]) if meant.kind in FLAG_FOR else None if meant.kind else next(chosen, None)


WHO = {"ambiguous": "unclear", "code": "participant", "name": "participant", "group": "participant", "territory": "participant"}
"""How a WHO is understood -> what kind of word it is; the other ways it is none."""


def sorted_out(words: Sequence[str], known: Known, data: str | None = None) -> list[Meant]:
    """What each word is, or several together: a day, a year, a month, a span, a participant, a group, a treaty; in their order."""
    try:
        register = known.register(data)
        register.treaty_ids()
    except Refused:  # no records: then nothing of them is meant
        return [Meant("", word, word) for word in words]
    found: list[Meant] = []
    at = 0
    days = [at for at in range(len(words)) if next(_times(" ".join(words[at : at + 3]), known), None)]  # 1 June 2021 is no footnote of RU
    while at < len(words):
        next_day = next((day for day in days if day > at), len(words))
        for end in range(min(next_day, at + 6) if at not in days else min(len(words), at + 6), at, -1):
            typed = " ".join(words[at:end])
            kind, said = what_it_is(typed, register, known)
            if kind or end == at + 1:
                found.append(Meant(kind, said, typed))
                at = end
                break
    return found


def what_it_is(typed: str, register: "Register", known: Known) -> tuple[str, str]:
    """What a word is, and how it is said; ("", typed) where nobody knows. A State before a treaty of the same name."""
    text = typed.strip()
    for kind, said in _times(text, known):
        return kind, said
    meanings = register.meanings([text], known.today()) if names.fold(text) else []
    if len(meanings) == 1 and meanings[0].how in WHO:
        return WHO[meanings[0].how], typed
    try:
        ids = register.named([text])
    except Refused:
        return "", typed
    return ("treaty", "all" if text == "all" else ids[0]) if text == "all" or len(ids) == 1 else ("", typed)


def _times(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """A day, a year, a month or a span; nothing where it is none."""
    if text.casefold() == LAST:
        yield "day", LAST
        return
    try:
        yield "day", day(text, known.today)
    except SeveralDays as several:
        yield ("year" if re.fullmatch("[0-9]{4}", text) else "month"), f"{several.first}..{several.last}"
    except NoDay:
        if meant := span(text):
            yield "span", meant
    except BadDate:
        yield "day", text  # one that is not clear, or none of the calendar: whoever reads it says why


def _sense(word: Word, text: str, known: Known) -> int:
    """How much sense a text makes as the value of this word: a day or a span 2, one that must be asked back 1, none 0."""
    if word.kind != "date":
        return 2 * (word.kind == "span" and span(text) is not None)
    try:
        day(text, known.today)
    except NoDay:
        return 0
    except BadDate:
        return 1
    return 2


def _data(flagged: Sequence[str]) -> str | None:
    """What --data says."""
    for i, typed in enumerate(flagged):
        if typed == "--data" and i + 1 < len(flagged):
            return flagged[i + 1]
        if typed.startswith("--data="):
            return typed.removeprefix("--data=")
    return None


# Asked back ---------------------------------------------------------------------------------------


def _no_state(command: Command, flagged: Sequence[str]) -> Refused:
    treaties = [flagged[i + 1] for i, typed in enumerate(flagged[:-1]) if typed in ("--treaty", "-t")]
    if not treaties:
        return Refused(2, f"{command.name} needs a State; about Russia: {typed_line([command.name, 'RU', *flagged])}")
    parties = typed_line(["parties", *(part for treaty in treaties for part in ("-t", treaty))])
    sentence = f"{command.name} asks about a State, and '{treaties[0]}' is a treaty"
    return Refused(2, f"{sentence}; about the treaty: {typed_line(['treaty', *treaties])}", (f"its parties: {parties}",))


def _shown(rest: Sequence[str], known: Known) -> list[str]:
    """show RU is about a State, show npt about a treaty."""
    alone = [word for word in rest if word[:1] != "-"]
    found = sorted_out(alone, known, _data(rest))
    return ["status" if found and found[0].kind == "participant" else "treaty", *rest]


def _no_command(argv: Sequence[str], known: Known) -> Refused:
    """The first word is no command: what it is, and the command line that asks about it; else the command that is near."""
    first, help_ = argv[0], (f"try: {PROGRAM} --help",)
    if first.casefold() in NOT_THERE:
        return _nearest(argv, known)
    until = next((i for i, word in enumerate(argv) if word[:1] == "-"), len(argv))
    found = sorted_out(argv[:until], known, _data(argv[until:]))
    offered = _offered(found) if found and found[0].kind in WHY else []
    if offered:
        why = _about(found[0], known, _data(argv[until:]))
        return Refused(2, f"no such command '{found[0].typed}'; {why}: {typed_line(_with_flags(offered, argv[until:], known))}")
    close = _close(first)
    if close:
        return Refused(2, f"no such command '{first}'; did you mean {' or '.join(repr(name) for name in close)}?", help_)
    return Refused(2, f"no such command '{first}'", help_)


def _nearest(argv: Sequence[str], known: Known) -> Refused:
    """What comes nearest to a command that is not there, about the States and days that were named."""
    what, example = NOT_THERE[argv[0].casefold()]
    found = sorted_out([word for word in argv[1:] if word[:1] != "-"], known, _data(argv))
    who = [one.said for one in found if one.kind == "participant"] or ["RU", "US"]
    days = sorted(part for one in found if one.kind in ("day", "year", "month") for part in one.said.split(".."))
    first, last = (days[0], days[-1]) if len(days) > 1 else ("2020-01-01", "2021-12-31")
    return Refused(2, f"there is no command '{argv[0]}'; {what}: {PROGRAM} {example.format(who=shlex.join(who), first=first, last=last)}")


def _close(first: str) -> list[str]:
    """The commands that a word may be a slip of, the nearest first."""
    from difflib import get_close_matches

    folded = first.casefold()
    near = get_close_matches(folded, COMMANDS, cutoff=CLOSE) or get_close_matches(folded, COMMANDS_TOO, cutoff=CLOSE)
    return list(dict.fromkeys(" ".join(COMMANDS_TOO.get(one, [one])) for one in near))


WHY = {
    "participant": "to ask where {} stands",
    "group": "to see who belongs to it",
    "unclear": "to see what it may mean",
    "treaty": "to read about the treaty",
    "year": "to ask who left in that year",
    "day": "to ask about that day",
    "month": "to ask about its last day",
}


def _about(meant: Meant, known: Known, data: str | None) -> str:
    """What the question that is offered is for."""
    if meant.kind != "participant":
        return WHY[meant.kind]
    register = known.register(data)
    (who,) = register.meanings([meant.typed], known.today())
    return WHY["participant"].format(register.name(who.codes[0], known.today()) if who.how in ("code", "name") else meant.typed)


def _offered(found: Sequence[Meant]) -> list[str]:
    """The question that these words ask, as a command line; nothing where they ask none."""
    by = {kind: [one.said for one in found if one.kind == kind] for kind in WHY}
    treaties = [part for treaty in by["treaty"] for part in ("-t", treaty)]
    on = [part for said in (by["day"] or by["year"] or by["month"])[:1] for part in ("--on", said.rpartition("..")[2])]
    if by["participant"]:
        return ["status", *by["participant"], *treaties, *on]
    if by["unclear"] or by["group"]:
        return ["participants", *(by["unclear"] or by["group"]), *on]
    if by["year"]:
        return ["withdrawals", *(treaties or ("-t", "all")), "--year", by["year"][0][:4]]
    if by["treaty"]:
        return ["treaty", *by["treaty"], *on]
    return ["parties", *on]


def _with_flags(offered: list[str], flags: Sequence[str], known: Known) -> list[str]:
    """The line with the options that were typed after it, if the command knows them all."""
    command = COMMANDS[offered[0]]
    parts = list(_flagged(command, flags, known))
    names_said = [part.word.name if part.word else "" for part in parts]
    if all(names_said) and "--on" not in offered:
        return [*offered, *(typed for part in parts for typed in part.typed)]
    return offered
