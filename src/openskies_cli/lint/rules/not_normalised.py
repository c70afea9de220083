"""A text is written with characters that look the same as its normal form and are not.

One and the same letter can be one character or two: é, or e with an accent that combines. Programs compare characters, so the
same name in two forms is two names. Records are written in the composed form (NFC).
"""

import unicodedata
from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet

ID, SEVERITY, READS = "not-normalised", WARNING, "text"

EXAMPLES = (
    Example(
        "An e and an accent that combines with it.",
        """
        id: example
        place: Orle\u0301ans
        participants: {}
        """,
        ((2, 8),),
    ),
    Example(
        "The letter with its accent.",
        """
        id: example
        place: Orl\u00e9ans
        participants: {}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Values that their composed form differs from."""
    if sheet.text.isascii():
        return
    for _, scalar in sheet.values:
        if not unicodedata.is_normalized("NFC", scalar.value):
            composed = unicodedata.normalize("NFC", scalar.value)
            yield sheet.finding(scalar, "this text is not in its composed form (NFC)", f"write '{composed}'")
