"""A word is written with letters of two alphabets that look alike.

A Cyrillic А in a Latin word cannot be seen and cannot be found. Such words come from keyboards with two layouts, and from people
who want to be misread. Words in different alphabets may stand side by side.
"""

import re
import unicodedata
from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet

ID, SEVERITY, READS = "look-alike", WARNING, "text"

ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
WORD = re.compile(r"[^\W\d_]+")

EXAMPLES = (
    Example(
        "The first letter of this place is Cyrillic.",
        """
        id: example
        place: \u0421openhagen
        participants: {}
        """,
        ((2, 8),),
    ),
    Example(
        "Two alphabets, each in its own words.",
        """
        id: example
        place: Moscow (\u041c\u043e\u0441\u043a\u0432\u0430)
        participants: {}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Values with a word of more than one alphabet."""
    if sheet.text.isascii():
        return
    for _, scalar in sheet.values:
        if scalar.value.isascii():
            continue
        for word in WORD.findall(scalar.value):
            alphabets = {} if word.isascii() else _alphabets(word)
            if len(alphabets) > 1:
                mixed = ", ".join(f"'{letter}' is {alphabet.title()}" for alphabet, letter in alphabets.items())
                yield sheet.finding(scalar, f"'{word}' mixes letters of two alphabets: {mixed}", "type the word anew")
                break


def _alphabets(word: str) -> dict[str, str]:
    """Each alphabet of a word with its first letter there; scripts that have no look-alikes are left out."""
    found: dict[str, str] = {}
    for letter in word:
        alphabet = unicodedata.name(letter, "").partition(" ")[0]
        if alphabet in ALPHABETS:
            found.setdefault(alphabet, letter)
    return found
