"""The same act of the same participant stands twice.

Doubled rows come from copying tables together: a published data set of treaty memberships repeats a block of more than six
thousand. Acts of one day that differ in kind, depositary, object or content are different acts.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import NOWHERE, Action

ID, SEVERITY, READS = "duplicate-action", ERROR, "record"

EXAMPLES = (
    Example(
        "A doubled row.",
        """
        id: example
        participants:
          CH:
            actions:
              - {action: signature, date: 2010-05-01, sources: [list]}
              - {action: signature, date: 2010-05-01, sources: [yearbook]}
        """,
        ((6, 18),),
    ),
    Example(
        "Deposits in two capitals on one day, and two objections to two States.",
        """
        id: example
        depositaries: [GB, US]
        participants:
          CH:
            actions:
              - {action: accession, depositary: GB, date: 2010-05-01}
              - {action: accession, depositary: US, date: 2010-05-01}
              - {action: objection, towards: FR, date: 2012-01-01}
              - {action: objection, towards: IT, date: 2012-01-01}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts of one participant that are the same but for their sources, notes and words."""
    for entry in record.treaty.participants.values():
        seen: dict[Action, Action] = {}
        for act in entry.actions:
            bare = act._replace(sources=(), notes="", also_reported=(), called="", why="", place=NOWHERE)
            first = seen.setdefault(bare, act)
            if first is not act:
                yield record.finding(
                    record.at(act), f"{spoken(act)} stands here a second time", "join the two, with all sources", related=first.place
                )
