"""The page of a rule of `check`, or the list of them."""

from collections.abc import Sequence
from textwrap import dedent
from types import ModuleType
from typing import TYPE_CHECKING

from openskies_cli.diagnostics import Refused, did_you_mean
from openskies_cli.lint.rules import NAMES, READING, Example, rule
from openskies_cli.table import Page
from openskies_cli.view import tame

if TYPE_CHECKING:
    from openskies_cli.register import Register

LONGEST = 2000
"""Characters of an example that a page shows."""


def answer(register: "Register", *, rule: Sequence[str] = ()) -> Page:  # noqa: ARG001 - a rule needs no records
    """The pages of these rules, one below the other; of none, a line for each rule there is."""
    for name in rule:
        if name not in NAMES:
            meant = did_you_mean(name, NAMES)
            raise Refused(2, f"there is no rule '{name}'" + (f"; {meant}" if meant else ""), ("'openskies rule' lists them",))
    if rule:
        return Page("\n".join(page(name) for name in dict.fromkeys(rule)), "markdown")
    longest = max(map(len, NAMES))
    return Page("".join(f"{name:{longest}}  {_module(name).SEVERITY:7}  {summary(name)}\n" for name in NAMES), "list")


def page(name: str) -> str:
    """A rule's page in Markdown: what is found, why it is wrong, what to do, and examples of both."""
    module = _module(name)
    how = "found while a file is read; the record is not answered from" if name in READING else "found by `openskies check`"
    found = [example for example in module.EXAMPLES if example.places]
    fine = [example for example in module.EXAMPLES if not example.places]
    parts = [f"## {name}", f"*{module.SEVERITY}, {how}*", (module.__doc__ or "").strip()]
    parts += [_shown(example) for example in found]
    parts += ["Nothing is found in:"] if fine else []
    parts += [_shown(example) for example in fine]
    return "\n\n".join(parts) + "\n"


def summary(name: str) -> str:
    """The first sentence of a rule's page."""
    return (_module(name).__doc__ or "").strip().partition("\n")[0]


def _module(name: str) -> ModuleType:
    return rule(name)


def _shown(example: Example) -> str:
    """An example with its lines numbered by what is found in them."""
    text = record(example).decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    if len(text) > LONGEST:
        text = text[:60] + " …\n"
    where = " and ".join(f"line {line}, column {column}" for line, column in example.places)
    lead = f"{example.about}" + (f" Found at {where}:" if where else "")
    shown = tame(text, keep="\n")
    return f"{lead}\n\n```yaml\n{shown}{'' if shown.endswith(chr(10)) else chr(10)}```"


def record(example: Example) -> bytes:
    """The file that an example is."""
    if isinstance(example.text, bytes):
        return example.text
    text = dedent(example.text[1:]) if example.text.startswith("\n") else example.text
    return text.encode()
