"""An act takes effect before it was done.

Nothing an act does can begin before the act, with two exceptions that the law knows: a succession works from the day the
successor came to be (VCSST 23), years before it is notified, and a territorial application may be declared from an earlier
day. With several depositaries the first deposit counts, so the line of a later one may carry the effect of the first.

A date of effect before the act is most often a slip of the year, or a stand-in for a day that nobody knew.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken
from openskies_cli.model import Action

ID, SEVERITY, READS = "effect-before-act", ERROR, "record"

BACKDATED = frozenset({"succession", "territorial_application"})

EXAMPLES = (
    Example(
        "An official table makes Cameroon bound thirty years before its act.",
        """
        id: example
        participants:
          CM:
            actions:
              - {action: consent_to_be_bound, date: 2006-12-07, effect: 1976-01-01, sources: [official-table]}
        """,
        ((5, 65),),
    ),
    Example(
        "Canada, from the same collection: an acceptance with effect three weeks before.",
        """
        id: example
        participants:
          CA:
            actions:
              - action: acceptance
                date: 1998-11-11
                effect: 1998-10-19
        """,
        ((7, 17),),
    ),
    Example(
        "Italy, from the same collection: a reservation with effect four years before.",
        """
        id: example
        participants:
          IT: {actions: [{action: reservation, date: 1995-09-28, effect: 1991-08-26}]}
        """,
        ((3, 66),),
    ),
    Example(
        "Tanzania and the NPT in an official table of 2009: a slip of the month.",
        """
        id: example
        participants:
          TZ: {actions: [{action: accession, date: 1991-05-31, effect: 1991-05-01}]}
        """,
        ((3, 64),),
    ),
    Example(
        "A notice cannot name a day that has passed.",
        """
        id: example
        participants:
          RU: {actions: [{action: notice_of_withdrawal, date: 2021-06-18, named: 2021-01-15}]}
        """,
        ((3, 74),),
    ),
    Example(
        "Croatia's succession: notified in 1993, with effect from its independence.",
        """
        id: example
        participants:
          HR: {actions: [{action: succession, date: 1993-09-20, effect: 1991-10-08}]}
        """,
    ),
    Example(
        "Bulgaria and the Hague Convention of 1970: three deposits, each with the effect that follows from one of them.",
        """
        id: example
        depositaries: [RU, GB, US]
        participants:
          BG:
            actions:
              - {action: ratification, depositary: RU, date: 1971-05-19, effect: 1971-10-14}
              - {action: ratification, depositary: GB, date: 1971-05-26, effect: 1971-10-14}
              - {action: ratification, depositary: US, date: 1972-02-23, effect: 1971-10-14}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Effects, days that notices name, and days in overrides that lie before their act."""
    for who, act in record.acts():
        if act.date is None or act.kind in BACKDATED:
            continue
        for key, day in (("effect", act.effect), ("named", act.named)):
            if day is not None and day.latest < act.date.earliest and not _of_another(record, who, act):
                what = "its effect" if key == "effect" else "the day that it names"
                remedy = "correct one of the two days" if key == "named" else "correct one of the two days, or leave the effect out"
                yield record.finding(record.at(act, key), f"{what}, {day}, lies before the {spoken(act)} itself", remedy)
    for override in record.treaty.overrides:
        if override.date is None or override.effect is None or override.action in BACKDATED:
            continue
        if override.effect.latest < override.date.earliest:
            sentence = f"the effect {override.effect} lies before the {override.action.replace('_', ' ')} {override.date} itself"
            yield record.finding(override.place, sentence, "correct one of the two days")


def _of_another(record: CheckedRecord, who: str, act: Action) -> bool:
    """Whether the effect is that of an earlier deposit of the same kind with another depositary."""
    return act.effect is not None and any(
        other.kind == act.kind
        and other.depositary != act.depositary
        and other.date is not None
        and other.date.earliest <= act.effect.latest
        for other in record.treaty.participants[who].actions
    )
