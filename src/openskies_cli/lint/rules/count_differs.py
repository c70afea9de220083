"""A figure that a source stated for a day is not what the record gives for that day.

`counted:` holds such figures: how many were parties, how many had signed, how many had consented. The record is cut to the acts
dated up to that day, as it stood when the figure was printed, and counted. A difference means that an act is missing, stands
twice or has a wrong date; or that the source counts otherwise, and then `why:` says how.
"""

from collections.abc import Iterator
from datetime import date

from openskies_cli.derive import as_notified, derive
from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import BOUND, CheckedRecord, value_of

ID, SEVERITY, READS = "count-differs", WARNING, "record"

MOST = 100_000
"""Acts times days: each day is derived anew. A record of a thousand acts may state figures for a hundred days."""

EXAMPLES = (
    Example(
        "One instrument too few, and a figure that holds.",
        """
        id: example
        counted:
          - {on: 2012-01-01, instruments: 3, signatures: 2, source: list}
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01}, {action: ratification, date: 2011-01-10}]}
          FR: {actions: [{action: signature, date: 2010-05-01}, {action: ratification, date: 2011-03-02}]}
        """,
        ((3, 35),),
    ),
    Example(
        "An uncertain date is within its bounds; a known difference is said.",
        """
        id: example
        clauses: {entry_into_force: {published: 2010-06-01}, entry_into_force_for_state: {delay: same_day}}
        counted:
          - {on: 2011-06-30, parties: 1, source: list}
          - {on: 2011-06-30, parties: 7, source: yearbook, why: the yearbook counts observers}
        participants:
          CH: {actions: [{action: accession, date: 2011}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Each stated figure against the record as it stood that day."""
    acts = 1 + sum(1 for _ in record.acts())
    counts: dict[date, list[tuple[str, int, int]]] = {}
    for figure in record.treaty.counted:
        if figure.why:
            continue
        if figure.on.latest not in counts:
            if acts * len(counts) > MOST:
                yield record.finding(figure.place, "this figure is not compared: there are too many", "keep those that tell something")
                return
            counts[figure.on.latest] = list(_counts(record, figure.on.latest))
        written = record.mappings[figure.place.line, figure.place.column]
        for key, least, most in counts[figure.on.latest]:
            stated = getattr(figure, key)
            if stated is None or least <= stated <= most:
                continue
            found = f"{least}" if least == most else f"{least} to {most}"
            sentence = f"{figure.source} states {stated} {key} on {figure.on}, the record gives {found}"
            node = value_of(written, key)
            yield record.finding(node or figure.place, sentence, "look for a missing or doubled act, or say why:")


def _counts(record: CheckedRecord, day: date) -> Iterator[tuple[str, int, int]]:
    """What is counted, at least and at most, that day."""
    last = day.isoformat()
    treaty = as_notified(record.treaty, day)
    people = derive(treaty, record.derived_first).histories.values()
    for key, words in (("parties", frozenset({"party"})), ("instruments", BOUND)):
        possible = [{step.status for step in history.possible(last)} for history in people]
        yield key, sum(statuses <= words for statuses in possible), sum(bool(statuses & words) for statuses in possible)
    signed = [
        [act.date for act in entry.actions if (act.kind == "signature" or (act.kind, act.to) == ("succession", "signature")) and act.date]
        for entry in treaty.participants.values()
    ]
    least = sum(any(date.latest <= day for date in dates) for dates in signed)
    yield "signatures", least, sum(bool(dates) for dates in signed)
