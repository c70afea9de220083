"""Long answers on a terminal, page by page: by the program that `PAGER` names, else by less. Loaded for terminals only."""

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from collections.abc import Callable
    from typing import TextIO

NONE = ("", "cat")
"""What `PAGER` says where nobody wants one."""

OURS = "FRX"
"""How less is asked to behave where nobody has said: leave what fits, let colours through, leave the text on the screen."""

PLAINER = "R"
"""The same for a less that knows too little."""

SHELLS = frozenset("|&;<>()$`*?[#~=%\n\\")
"""What only a shell can read in a command line."""

LINKS_SINCE = 566
"""The first version of less that lets links through."""


def show(text: str, out: "TextIO", say: "Callable[[str], None]") -> None:
    """A text on a terminal: through a pager where the window has too few lines for it, else as it is.

    Nobody has to read it to the end. `say` tells what was not to be had.
    """
    from os import environ

    from openskies_cli.screen import height, size

    columns, lines = size(out)
    wanted = environ.get("PAGER")
    none = environ.get("TERM", "") in ("", "dumb") or (wanted is not None and wanted.strip() in NONE)
    if none or not lines or height(text, columns) <= lines:
        out.write(text)
        return
    out.flush()
    if not (_less(text) if wanted is None else _asked_for(text, wanted, say)):
        out.write(text)


def _asked_for(text: str, wanted: str, say: "Callable[[str], None]") -> bool:
    """Whether the program of `PAGER` showed it. It may be a whole command line, as a shell reads it."""
    import shlex
    from os import environ
    from shutil import which

    try:
        words = shlex.split(wanted)
    except ValueError:
        words = []
    program = next((word for word in words if "=" not in word), "")
    if not program or which(program) is None:
        say(f"PAGER: '{wanted}' cannot be started; set it to a program that is there, or say --no-pager")
        return False
    if _is_less(program):
        text = _as_less_takes_it(text, program, " ".join((environ.get("LESS", OURS), *words)))
    started, code = _run(words if SHELLS.isdisjoint(wanted) else wanted, text, environ.get("LESS", OURS))
    return started and code not in (126, 127)  # what a shell gives where it could start nothing


def _less(text: str) -> bool:
    """Whether less showed it. An old one that does not know what it is asked is asked for less."""
    from os import environ
    from shutil import which

    program = which("less")
    if program is None:
        return False
    own = environ.get("LESS")
    text = _as_less_takes_it(text, program, OURS if own is None else own)
    for options in (OURS, PLAINER) if own is None else (own,):
        started, code = _run([program], text, options)
        if started and code <= 0:  # a signal is somebody who leaves
            return True
    return False


def _is_less(program: str) -> bool:
    from os.path import basename

    return basename(program).removesuffix(".exe") == "less"


def _as_less_takes_it(text: str, program: str, options: str) -> str:
    """The text without what less would show as odd characters: colours where it is not asked for them, links where it is old."""
    import re
    import subprocess

    from openskies_cli.screen import ESCAPES, LINKS

    if "\x1b" not in text:
        return text
    if not any(_lets_colours_through(option) for option in options.split()):
        return ESCAPES.sub("", text)
    if not LINKS.search(text):
        return text
    try:
        asked = [program, "--version"]
        told = subprocess.run(asked, capture_output=True, text=True, timeout=5, errors="replace", check=False).stdout  # noqa: S603 - less
    except (OSError, subprocess.SubprocessError):
        told = ""
    version = re.match(r"less (\d+)", told)
    return text if version and int(version[1]) >= LINKS_SINCE else LINKS.sub("", text)


def _lets_colours_through(option: str) -> bool:
    """Whether an option of less, or several of one letter, is -r or -R."""
    return option.lower().startswith("--raw") if option.startswith("--") else "/" not in option and "r" in option.lower()


def _run(command: "str | list[str]", text: str, options: str) -> tuple[bool, int]:
    """Whether a pager could be started, and how it ended. Ctrl-C is for the pager while it is there."""
    import signal
    import subprocess
    from contextlib import suppress
    from os import environ

    env = {**environ, "LESS": options, "LV": environ.get("LV", "-c"), "LESSCHARSET": environ.get("LESSCHARSET", "utf-8")}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=env, shell=isinstance(command, str))  # noqa: S603 - theirs
    except OSError:
        return False, 0
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(OSError):  # somebody left before the end, which is their right
            assert pager.stdin is not None
            pager.stdin.write(text.encode("utf-8", "backslashreplace"))
        with suppress(OSError):
            pager.stdin.close()  # type: ignore[union-attr]
        return True, pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
