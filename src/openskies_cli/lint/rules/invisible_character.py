"""A character that cannot be seen stands in the file, or one that turns the direction of reading.

Characters that turn the direction (U+202A to U+202E, U+2066 to U+2069 and others) make a line read other than it is; characters
without width split a word that looks whole. Both are looked for in comments too. The two joiners that Persian and the scripts
of India write with are left alone between letters of such scripts.
"""

import re
from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import Sheet
from openskies_cli.model import Place

ID, SEVERITY, READS = "invisible-character", ERROR, "text"

UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])"
)

EXAMPLES = (
    Example(
        "A character that turns the direction, and one without width in a comment.",
        """
        id: example
        title: Treaty on the \u202eLake
        participants: {}  # no\u200bbody
        """,
        ((2, 22), (3, 23)),
    ),
    Example(
        "A joiner where its script writes it.",
        """
        id: example
        notes: \u0645\u06cc\u200c\u0634\u0648\u062f
        participants: {}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Every such character in the text, and texts that write one with a backslash."""
    seen: set[int] = set()
    if not sheet.text.isascii():
        for number, line in enumerate(sheet.lines, 1):
            for match in UNSEEN.finditer(line):
                seen.add(number)
                place = Place(sheet.path, number, match.start() + 1)
                yield sheet.finding(place, f"a character that cannot be seen stands here (U+{ord(match[0]):04X})", "remove it")
    for _, scalar in sheet.values:
        written = None if scalar.plain or scalar.line in seen or scalar.value.isascii() else UNSEEN.search(scalar.value)
        if written is not None:
            yield sheet.finding(scalar, f"this text writes a character that cannot be seen (U+{ord(written[0]):04X})", "remove it")
