"""A comment that silences findings does not say which rule it means, or why.

`# openskies: ignore[weekend-deposit] the table prints it so` at the end of a line, or on the line above, silences that rule
there. Several rules stand with commas between them. The reason is for the next reader. What makes a record unreadable cannot
be silenced.
"""

import re
from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import READING, RULES, Example
from openskies_cli.lint.sheet import Sheet
from openskies_cli.model import Place

ID, SEVERITY, READS = "ignore-comment", WARNING, "text"

COMMENT = re.compile(r"(?:^|\s)#\s*openskies:\s*ignore(?:\[([^\]]*)\])?\s*(.*)$")
"""The comment on a line: its rules, and its reason."""

EXAMPLES = (
    Example(
        "No reason, no rule, a rule that is none, and one that cannot be silenced.",
        """
        id: example
        participants:  # openskies: ignore[formula]
          RU: {notes: a}  # openskies: ignore
          US: {notes: b}  # openskies: ignore[weekend] it was a Saturday
          FR: {notes: c}  # openskies: ignore[syntax] I like it so
        """,
        ((2, 16), (3, 19), (4, 39), (5, 39)),
    ),
    Example(
        "With a reason.",
        """
        id: example
        participants:
          US:
            actions:
              # openskies: ignore[weekend-deposit, missing-source] the depositary's list prints this Saturday
              - {action: accession, date: 2010-05-01}
        """,
    ),
)


def check(sheet: Sheet) -> Iterator[Diagnostic]:
    """Comments that name no rule or an unknown one, and those without a reason."""
    for number, line in enumerate(sheet.lines, 1):
        match = COMMENT.search(line) if "openskies:" in line else None
        if match is None:
            continue
        start = line.index("#", match.start()) + 1
        if match[1] is None or not match[1].strip():
            sentence = "this comment does not say which rule it silences"
            yield sheet.finding(Place(sheet.path, number, start), sentence, "write # openskies: ignore[RULE] and the reason")
            continue
        at = match.start(1)
        for word in match[1].split(","):
            name, place = word.strip(), Place(sheet.path, number, at + len(word) - len(word.lstrip()) + 1)
            if name not in RULES:
                known = name in READING
                sentence = f"'{name}' cannot be silenced: it makes the file unreadable" if known else f"there is no rule '{name}'"
                remedy = "correct the file" if known else sheet.near(name, RULES) or "'openskies rule' lists them"
                yield sheet.finding(place, sentence, remedy, width=max(1, len(name)))
            at += len(word) + 1
        if not match[2].strip():
            sentence = "this comment does not say why the rule is silenced here"
            yield sheet.finding(Place(sheet.path, number, start), sentence, "write the reason after the bracket")
