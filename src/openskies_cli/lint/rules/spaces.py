"""A text with a space too many, or with a space that is not an ordinary one.

Spaces at an end, two in a row, or one that does not break (U+00A0) cannot be seen and make one name two. They come from copying
out of tables, where columns are padded with them.
"""

import re
from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet

ID, SEVERITY, READS = "spaces", WARNING, "text"

ODD = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
DOUBLED = re.compile(r"^ | $|\S {2,}\S")

EXAMPLES = (
    Example(
        "At an end, in a row, and one that does not break.",
        """
        id: example
        title: 'Treaty on the Lake '
        short_title: The  Lake
        place: New\u00a0York
        participants: {}
        """,
        ((2, 8), (3, 14), (4, 8)),
    ),
    Example(
        "A text over several lines may be indented.",
        """
        id: example
        notes: >-
          One space
          is enough.
        participants: {}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Values with such a space in them."""
    for _, scalar in sheet.values:
        odd = None if scalar.value.isascii() else ODD.search(scalar.value)
        if odd is not None:
            yield sheet.finding(
                scalar, f"this text has a space that is none of the keyboard's (U+{ord(odd[0]):04X})", "write an ordinary space"
            )
        elif " " in scalar.value and any(DOUBLED.search(line) for line in scalar.value.split("\n")):
            yield sheet.finding(scalar, "this text has a space too many", "one between two words, none at the ends")
