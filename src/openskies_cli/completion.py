r"""How a line may go on: what a shell asks while somebody types, and what teaches it to ask. Needs no Typer.

    shell      asks with                                     is told, a line each
    bash       the line up to the cursor, as it is typed     value, quoted for the place where it goes
    zsh, fish  the words so far, the last one being typed    value, a tab, what it stands for (both quote it themselves)

Exit code 0: these and nothing else. `FILES`: the names of files, which the shell knows better.
"""

from openskies_cli.doors.shells import FILES, SCRIPTS

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from openskies_cli.words import Word


def complete(shell: str = "", *said: str) -> int:
    """Answers a shell on stdout and returns the exit code."""
    if shell not in SCRIPTS:
        return FILES
    words, begun, quote = [*said[:-1]], said[-1] if said else "", ""
    if shell == "bash":
        words, begun, quote = _split(begun)
        words = words[1:]
    elif shell == "fish":
        _, begun, quote = _split(begun)
    found = follow(words, begun)
    if found is None:
        return FILES
    for value, meaning in found:
        # bash replaces only what stands after the "=", and takes a value for what is to be on the line
        print(_quoted(value[begun.find("=") + 1 :], quote) if shell == "bash" else f"{value}\t{meaning}")
    return 0


def follow(words: list[str], begun: str) -> "list[tuple[str, str]] | None":
    """What may stand where `begun` stands after these words, each with its meaning; None where it is a file."""
    from openskies_cli.words import COMMANDS, ROOT

    command = COMMANDS.get(words[0]) if words else None
    known = command.words if command else ROOT
    flags = {flag: word for word in known for flag in word.flags}
    said: dict[str, str] = {"command": command.name} if command else {}
    waiting: Word | None = None
    for text in words[1:] if command else words:
        flag, equals, value = text.partition("=")
        word = waiting or flags.get(flag)
        if word is not None:
            said[word.name] = text if waiting else value
            waiting = None if waiting or equals or word.shape == "flag" else word
    flag, equals, value = begun.partition("=")
    if waiting is not None:
        return _values(waiting, begun, said)
    if equals and flag in flags:
        values = _values(flags[flag], value, said)
        return None if values is None else [(f"{flag}={value}", meaning) for value, meaning in values]
    if begun[:1] == "-":
        open_ = [(flag, word.help) for flag, word in flags.items() if word.name not in said or word.shape == "repeat"]
        return [(flag, meaning) for flag, meaning in (*open_, ("--help", "Show what may be said.")) if flag.startswith(begun)]
    if command is None:
        return [(name, command.help) for name, command in COMMANDS.items() if name.startswith(begun)] if not words else []
    argument = next((word for word in known if not word.flags), None)
    return [] if argument is None else _values(argument, begun, said)


def _values(word: "Word", begun: str, said: dict[str, str]) -> "list[tuple[str, str]] | None":
    """What a word may be; None where it is a file or a folder."""
    if word.kind in ("file", "folder"):
        return None
    if not word.completes:
        return []
    from openskies_cli.desk import completions

    return completions(word, begun, said)


def _split(line: str) -> tuple[list[str], str, str]:
    """The whole words of a line as a shell would read them, the one that is being typed, and the quote that is open in it."""
    words: list[str] = []
    word, quote, escaped, begun = "", "", False, False
    for c in line:
        if escaped:
            word, escaped = word + c, False
        elif c == "\\" and quote != "'":
            escaped = begun = True
        elif c == quote or (not quote and c in "'\""):
            quote, begun = "" if quote else c, True
        elif quote or not c.isspace():
            word, begun = word + c, True
        elif begun:
            words.append(word)
            word, begun = "", False
    return words, word, quote


QUOTED = {"": (" \t\"'\\$`&|;<>()[]{}*?!#~^", "\\{}"), '"': ('"\\$`', "\\{}"), "'": ("'", "'\\{}'")}
"""The quote that is open -> what means something in it, and how that is written so that it does not."""


def _quoted(value: str, quote: str) -> str:
    special, written = QUOTED[quote]
    return "".join(written.format(c) if c in special else c for c in value)
