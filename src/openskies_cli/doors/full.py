"""The other door: Typer, built from the table of words. Help, did-you-mean and every odd spelling live here.

Typer only understands the words; the desk answers after it is done. The only file that imports Typer.
"""

import sys
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer
from typer._click import HelpFormatter  # Typer carries its own click since 0.26 and gives no other way to these names
from typer._click.exceptions import NoSuchOption, UsageError
from typer.core import TyperGroup

from openskies_cli.words import COMMANDS, COMPLETION, FIRST, GROUPS, ROOT, Command, Word

NAME = "openskies"

TYPES: dict[str, tuple[Any, object]] = {
    "one": (str | None, None),
    "many": (list[str] | None, None),
    "repeat": (list[str] | None, None),
    "flag": (bool, False),
}
"""The shape of a word -> its type and default in Typer."""

Words = tuple[str, dict[str, object]]

MORE = (
    (f"{NAME} help commands", f"All {len(COMMANDS)} commands."),
    (f"{NAME} COMMAND --help", "One command: its words and an example."),
)
"""Where the rest of the help is: what is typed, what it shows."""


def understand(argv: list[str]) -> Words | int:
    """The words as (command, values), as the quick door gives them; or an exit code where everything has been said."""
    try:
        understood: Words | int | None = _front(frozenset(argv))(args=argv or ["--help"], prog_name=NAME, standalone_mode=False)
    except UsageError as wrong:
        return _explain(wrong, argv)
    return understood or 0


def _front(said: frozenset[str]) -> typer.Typer:
    front = typer.Typer(
        cls=_Grouped,
        add_completion=False,  # ours starts without Typer, and knows names with spaces: completion.py
        rich_markup_mode=None,  # plain help: half the time, and the same off a terminal as on it
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    front.callback()(_root())
    for command in COMMANDS.values():  # a command nobody named needs no words: Typer takes its time over each of them
        page = f"{command.help}\n\n\b\nExample:\n  {command.example}"
        front.command(command.name, help=page, short_help=command.help)(_spoken(command) if command.name in said else _unsaid)
    return front


def _unsaid() -> None:
    """Stands in for a command that was not named."""


def _show_version(wanted: bool) -> None:
    if wanted:
        from openskies_cli import __version__

        print(NAME, __version__)
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from openskies_cli.doors.shells import script

        if shell not in COMPLETION.choices:
            from openskies_cli.diagnostics import did_you_mean

            remedy = did_you_mean(shell, COMPLETION.choices) or f"one of: {', '.join(COMPLETION.choices)}"
            raise UsageError(f"{COMPLETION.flags[0]}: there is no '{shell}'; {remedy}")
        print(script(shell), end="")
        raise typer.Exit


AT_ONCE: dict[str, Callable[..., None]] = {"version": _show_version, "completion": _show_completion}
"""A word that needs no command -> what says its answer."""


def _root() -> Callable[..., None]:
    """A function whose signature are the words that need no command."""

    def root(**_: object) -> None:
        """Who is bound by which treaty, on which day, since when, until when, and how do we know."""

    return _signed(root, [_parameter(word, is_eager=True, callback=AT_ONCE[word.name]) for word in ROOT])


class _Grouped(TyperGroup):
    """Plain help, with the first commands under Ask, Keep and Share."""

    def format_commands(self, ctx: Any, formatter: HelpFormatter) -> None:  # noqa: ARG002
        for group in GROUPS:
            listed = [(command.name, command.help) for command in map(COMMANDS.__getitem__, FIRST) if command.group == group]
            if listed:
                with formatter.section(group):
                    formatter.write_dl(listed)
        with formatter.section("More"):
            formatter.write_dl(MORE)


def _spoken(command: Command) -> Callable[..., Words]:
    """A function whose signature is the command's words: all that Typer asks for. It hands them back as the desk wants them."""

    def speak(**values: object) -> Words:
        nothing: dict[str, object] = {word.name: [] for word in command.words if word.shape in ("many", "repeat")}
        return command.name, {name: nothing.get(name) if value is None else value for name, value in values.items()}

    return _signed(speak, [_parameter(word) for word in command.words])


def _signed(spoken: Callable[..., Any], parameters: list[Parameter]) -> Callable[..., Any]:
    """The function with these parameters as its signature, which is what Typer reads."""
    spoken.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    spoken.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spoken


def _parameter(word: Word, **more: Any) -> Parameter:
    kind, default = TYPES[word.shape]
    extra: dict[str, Any] = {"help": word.help, "show_default": False, **more}
    if word.shape != "flag":
        extra["metavar"] = word.metavar
    if word.flags:
        return Parameter(word.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, typer.Option(*word.flags, **extra)])
    if word.required:
        kind, default = list[str], Parameter.empty
    return Parameter(word.name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, typer.Argument(**extra)])


def _explain(wrong: UsageError, argv: list[str]) -> int:
    """One sentence and the remedy on stderr."""
    from openskies_cli.view import tame

    said = wrong.format_message()
    if isinstance(wrong, NoSuchOption):
        close = " or ".join(sorted(wrong.possibilities or ()))
        said = f"no such option {wrong.option_name}{f'; did you mean {close}?' if close else ''}"
    where = f"{NAME} {argv[0]}" if argv[0] in COMMANDS else NAME
    line = f"{NAME}: {tame(said[:1].lower() + said[1:].removesuffix('.'))}"
    if sys.stderr.isatty():
        from openskies_cli.screen import fitting

        line = fitting(sys.stderr, line, 2)
    print(line, f"  try: {where} --help", sep="\n", file=sys.stderr)
    return wrong.exit_code
