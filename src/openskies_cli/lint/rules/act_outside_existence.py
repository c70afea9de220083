"""A State acts before it could make treaties, or after it ended.

`participants.yaml` says from when to when a participant could make treaties: its capacity, not its independence. A successor
that keeps what its predecessor did has a `succession`, dated by its own notification, not the predecessor's day; a State that
has ended has no acts.
"""

from collections.abc import Iterator

from openskies_cli.dates import Day
from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import BESIDE, ON_STATUS

ID, SEVERITY, READS = "act-outside-existence", ERROR, "record"

EXAMPLES = (
    Example(
        "A data set gives Slovenia its predecessor's day under the NPT, twenty years before Slovenia.",
        """
        id: example
        participants:
          SI: {actions: [{action: ratification, date: 1970-03-04}]}
        """,
        ((3, 47),),
    ),
    Example(
        "Czechoslovakia ended with the year 1992.",
        """
        id: example
        participants:
          CSHH: {actions: [{action: ratification, date: 1993-05-03}]}
        """,
        ((3, 49),),
    ),
    Example(
        "Czechia declared before it came to be that it would go on being bound, from its first day.",
        """
        id: example
        participants:
          CZ: {actions: [{action: succession, from: CSHH, date: 1992-12-18, effect: 1993-01-01}]}
        """,
    ),
    Example(
        "Slovenia's own act: a succession, notified when it was.",
        """
        id: example
        participants:
          SI: {actions: [{action: succession, from: YUCS, date: 1992-04-07}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Acts on the international plane outside every time in which the participant existed."""
    for who, act in record.acts():
        life, day = record.treaty.lives.get(who), act.date or act.effect
        if life is None or not life.existed or day is None or act.fact != "established" or act.kind not in ON_STATUS | BESIDE:
            continue
        if act.kind == "succession" and act.effect is not None and any(_within(act.effect, since, until) for since, until in life.existed):
            continue  # declared before its birth, with effect from it (Czechia 1992-12-18, WIPO)
        if act.kind == "correction" or any(_within(day, since, until) for since, until in life.existed):
            continue
        first, last = life.existed[0][0], life.existed[-1][1]
        when = "before it came to be" if first is not None and day.latest < first.earliest else "when it was no more" if last else "then"
        limit = first if when.startswith("before") else last
        told = f"{when}, {limit}" if limit is not None else when
        sentence = (
            f"{life.name} ({who}) could not make treaties {told}"
            if when == "then"
            else f"{spoken(act)} of {life.name} ({who}) is dated {told}"
        )
        yield record.finding(
            record.at(act, "date", "effect"), sentence, "correct the day, or record a succession with the day of its notification"
        )


def _within(day: Day, since: Day | None, until: Day | None) -> bool:
    """Whether the day may lie in [since, until)."""
    return (since is None or day.latest >= since.earliest) and (until is None or day.earliest < until.latest)
