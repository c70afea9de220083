"""The first door. Plain, complete words go straight to the desk; everything else goes to Typer, which knows how to help.

Whatever happens behind it ends here as an exit code: no traceback ever reaches a user.
"""

import gc
import sys

INTERRUPTED, CLOSED_PIPE, INTERNAL, UNWRITTEN = 130, 141, 70, 2

TAKES_FILES = ("check", "claims")
"""Commands after which people write a *."""

COMPLETE = "--complete"
"""What a shell says first when it asks how a line may go on."""


def main() -> int:
    """Answers `sys.argv` and returns the exit code."""
    try:
        gc.disable()  # one answer a process: what is read stays until the end, looking for cycles in it only costs time
        _open_streams()
        code = _answered(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = CLOSED_PIPE
    except Exception as trouble:  # noqa: BLE001 - the last place where one sentence can be made of it
        code = _explained(trouble)
    else:
        return code
    _drop_unwritten()
    return code


def _answered(argv: list[str]) -> int:
    if not argv:
        from openskies_cli.questions.help import tour

        sys.stdout.write(tour())
        return 0
    if argv == ["--version"]:  # asked by scripts and installers, so at the cost of starting Python
        from openskies_cli import __version__

        sys.stdout.write(f"openskies {__version__}\n")
        return 0
    if argv[0] == COMPLETE:
        from openskies_cli.completion import complete

        return complete(*argv[1:])
    if argv[0] in TAKES_FILES and (planted := _a_file_that_looks_like_a_flag(argv)):
        print(f"openskies: '{planted}' is also a file here; put -- before the names of files, or say ./{planted}", file=sys.stderr)
        return UNWRITTEN
    from openskies_cli.doors.quick import plainly

    said = plainly(argv)
    if said is None and argv[0] not in ("-h", "--help", "--version"):
        from openskies_cli.desk import reworded

        again = reworded(argv)
        if isinstance(again, int):
            return again
        argv, said = again, plainly(again)
    if said is not None and said[0] == "help" and _names_a_command(argv[1:]):
        said, argv = None, [argv[1], "--help"]
    if said is not None:
        from openskies_cli.desk import run

        return run(*said, argv)
    from openskies_cli.doors.full import understand

    try:
        understood = understand(argv)
    except SystemExit as left:  # completion leaves this way, and so does a closed pipe while help is written
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        return left.code if isinstance(left.code, int) else 0
    if isinstance(understood, int):
        return understood
    from openskies_cli.desk import run

    return run(*understood, argv)


def _a_file_that_looks_like_a_flag(argv: list[str]) -> str:
    """What a shell may have put in for a * although it is a word of ours: who made such a file means no good."""
    import os

    words = argv[1 : argv.index("--")] if "--" in argv else argv[1:]
    return next((word for word in words if word[:1] == "-" and word.isprintable() and os.path.lexists(word)), "")


def _names_a_command(topics: list[str]) -> bool:
    """Whether help was asked for one command and nothing else: that is what its --help says."""
    from openskies_cli.words import COMMANDS

    return len(topics) == 1 and topics[0] in COMMANDS


def _open_streams() -> None:
    """UTF-8 and LF whatever the locale and the system; a stream the caller closed becomes one that swallows."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            import os

            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _explained(trouble: Exception) -> int:
    """One sentence on stderr for what nobody behind this door expected; the trace only where it was asked for."""
    import os

    name = type(trouble).__name__
    code, said = INTERNAL, f"internal error ({name}); please report it with the command line (OPENSKIES_DEBUG=1 shows the trace)"
    if isinstance(trouble, OSError) and trouble.filename is None:  # errors of files name them; this one is of a stream
        code, said = UNWRITTEN, f"the answer could not be written: {trouble.strerror}"
        try:
            os.getcwd()
        except OSError:
            said = "the folder you are in is gone; change to one that is there, with cd"
    try:
        if os.environ.get("OPENSKIES_DEBUG") == "1":
            import traceback

            traceback.print_exception(trouble)
        line = f"openskies: {said}"
        if sys.stderr.isatty():
            from openskies_cli.screen import fitting

            line = fitting(sys.stderr, line, 2)
        print(line, file=sys.stderr)
    except OSError:
        pass  # nobody is left to tell
    return code


def _drop_unwritten() -> None:
    """What is still buffered has no reader: without this the interpreter complains when it flushes at exit."""
    import os
    from contextlib import suppress

    with suppress(OSError, ValueError):  # a stream that is no file has nothing to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
