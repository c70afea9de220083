"""One rule a file. The file's docstring is the user's page, its examples are its tests.

    ID         the rule's name, a word; the file's name with dashes
    SEVERITY   error: it cannot be so; warning: it is probably not so; hint: worth a look, shown only when asked for
    READS      what `check` is given: "record" (a `sheet.Record`: a treaty that reads without an error, and what follows
               from it), "text" (a `sheet.Sheet`: any file), "treaty", "source" (a `sheet.Sheet`: a record, a seed)
    EXAMPLES   texts with the places of what the rule finds in them, (line, column); none: it finds nothing
    check      yields findings, each with place, sentence, remedy; the name and the severity are added by who runs it

A rule of `READING` has no `check`: its findings come from reading a file, or from looking for comments.
"""

from types import ModuleType
from typing import NamedTuple

READING = (
    "anchor",
    "control-character",
    "date",
    "directive",
    "duplicate-key",
    "empty-file",
    "encoding",
    "file-too-large",
    "id",
    "key",
    "merge-key",
    "missing-date",
    "missing-key",
    "order",
    "question-mark",
    "second-document",
    "sentinel-date",
    "shape",
    "syntax",
    "tab",
    "tag",
    "too-deep",
    "too-many",
    "unknown-attribute",
    "unknown-key",
    "unknown-list",
    "unknown-word",
    "unreadable",
)
"""Found while a file is read. A record with one of these is not answered from."""

RULES = (
    "accession-after-signature",
    "act-after-end",
    "act-before-adoption",
    "act-decides-by-uncertain-day",
    "act-outside-existence",
    "circular-treaties",
    "clause-never-satisfied",
    "count-differs",
    "coverage-backwards",
    "depositaries-far-apart",
    "duplicate-action",
    "effect-before-act",
    "effect-differs",
    "entry-into-force-differs",
    "force-without-condition",
    "formula",
    "future-date",
    "idle-key",
    "ignore-comment",
    "invisible-character",
    "look-alike",
    "missing-source",
    "not-normalised",
    "overlapping-spells",
    "party-before-treaty",
    "protocol-without-parent",
    "ratification-without-signature",
    "receipts-far-apart",
    "revocation-after-effect",
    "revocation-without-notice",
    "same-day-other-year",
    "second-consent",
    "spaces",
    "succession-without-predecessor",
    "unknown-depositary",
    "unknown-owner",
    "unknown-participant",
    "unknown-source",
    "unknown-treaty",
    "unread-clause",
    "unused-ignore",
    "unused-source",
    "weekend-deposit",
    "withdrawal-by-non-party",
)
"""Found by comparing what a record says with the calendar, with the law, and with what stands around it."""

NAMES = tuple(sorted((*READING, *RULES)))


class Example(NamedTuple):
    """A file and where the rule finds something in it. `about` says what is shown, and where it was met if it is real."""

    about: str
    text: str | bytes
    places: tuple[tuple[int, int], ...] = ()
    path: str = "data/treaties/example.yaml"


def rule(name: str) -> ModuleType:
    """The module of a rule."""
    from importlib import import_module

    return import_module(f"openskies_cli.lint.rules.{name.replace('-', '_')}")
