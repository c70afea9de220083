"""What is wrong, where, by which rule, and what to do. Findings are values; only `Refused` is raised."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from openskies_cli.model import Place

ERROR, WARNING, HINT = SEVERITIES = ("error", "warning", "hint")
"""Worst first. An error cannot be so; a warning is probably not so; a hint is only worth a look."""


class Diagnostic(NamedTuple):
    """One finding: its place, a sentence that names the value, a remedy, and how many columns it spans."""

    place: Place
    rule: str
    sentence: str
    remedy: str = ""
    severity: str = ERROR
    width: int = 1
    related: Place | None = None

    def __str__(self) -> str:
        also = f" (see {self.related})" if self.related else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.severity}: {self.sentence}{remedy}{also} [{self.rule}]"


class Refused(Exception):
    """A question that cannot be answered as asked: one sentence, further lines, and the exit code (2 words, 3 records)."""

    def __init__(self, code: int, sentence: str, details: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.details = code, sentence, tuple(details)
        for detail in self.details:
            self.add_note(detail)  # what a trace shows under the sentence, where a program does not catch it


class NoSuchTreaty(Refused):
    """A treaty that is not on record under this name, and the remedy; `near` are the ids of those that may have been meant."""

    def __init__(self, what: str, remedy: str, near: Sequence[str], details: Sequence[str] = ()) -> None:
        super().__init__(2, f"{what}; {remedy}", details)
        self.what, self.near = what, tuple(near)


def candidates(typed: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words nearest to what was typed, best first; none where nothing is near."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for word in known:
        folded.setdefault(word.casefold(), word)
    return [folded[near] for near in get_close_matches(typed.casefold(), folded, n=most, cutoff=0.6)]


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """ "did you mean 'a' or 'b'?", or the empty string."""
    near = candidates(typed, known)
    return f"did you mean {' or '.join(repr(word) for word in near)}?" if near else ""


def unknown(sentence: str, typed: str, known: Iterable[str], otherwise: str = "", details: Sequence[str] = ()) -> Refused:
    """The refusal of a word that is not known: the sentence, then what was meant, or `otherwise` where nothing is near."""
    remedy = did_you_mean(typed, known) or otherwise
    return Refused(2, f"{sentence}; {remedy}" if remedy else sentence, details)
