"""A recorded date of effect is not the one that the treaty's own clause gives, and the record does not say why.

The clause is the auditor. Where a source gives another day than the clause, one of the two is mistaken, or something happened
that the record does not tell. Correct the slip; or choose with `prefer:` and say `why:`. Until then the days between the two
are undetermined. A date of the depositary's is followed as it is, but it too needs its `why:`.

`openskies audit` lists every such date with its arithmetic.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord

ID, SEVERITY, READS = "effect-differs", WARNING, "record"

EXAMPLES = (
    Example(
        "Slovenia and Open Skies in a secondary table: the day of entry into force stands in the column of the deposit.",
        """
        id: example
        clauses:
          entry_into_force: {article: XVII(2), published: 2002-01-01}
          entry_into_force_for_state: {article: XVII(6), delay: {days: 60}}
        participants:
          SI: {actions: [{action: accession, date: 2004-07-27, effect: 2004-11-24}]}
        """,
        ((6, 64),),
    ),
    Example(
        "A data set took the day of Canada's notice under the desertification convention for the day of its effect.",
        """
        id: example
        clauses:
          entry_into_force: {published: ../2012}
          entry_into_force_for_state: none
          withdrawal: {article: "38", delay: {years: 1}}
        participants:
          CA:
            actions:
              - {action: ratification, date: ../2012}
              - {action: notice_of_withdrawal, date: 2013-03-28, effect: 2013-03-28}
        """,
        ((10, 66),),
    ),
    Example(
        "A page has Antigua bound by the Kyoto Protocol six years before the Protocol itself was in force.",
        """
        id: example
        clauses:
          entry_into_force: {article: "25", published: 2005-02-16}
          entry_into_force_for_state: {article: "25", counts_after: threshold, delay: {days: 90}}
        participants:
          AG: {actions: [{action: ratification, effect: 1999-02-01}]}
        """,
        ((6, 49),),
    ),
    Example(
        "Italy and the whaling convention in an official table: 2002 for 1998.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1948-11-10}
          entry_into_force_for_state: {article: X, delay: same_day}
        participants:
          IT: {actions: [{action: accession, date: 1998-02-12, effect: 2002-02-12}]}
        """,
        ((6, 64),),
    ),
    Example(
        "The record chooses and says why.",
        """
        id: example
        clauses:
          entry_into_force: {published: 2002-01-01}
          entry_into_force_for_state: {article: XVII(6), delay: {days: 60}}
        participants:
          SI:
            actions:
              - {action: accession, date: 2004-07-27, effect: 2004-11-24, prefer: computed, why: the columns of the table are shifted}
        """,
    ),
    Example(
        "At least six months: a notice may name a later day than the first possible one.",
        """
        id: example
        clauses:
          entry_into_force: {published: 1992-11-09}
          entry_into_force_for_state: none
          withdrawal: {article: XIX, from: given, delay: {days: 150}, kind: minimum}
        participants:
          RU:
            actions:
              - {action: ratification, date: 1992-09-03}
              - {action: notice_of_withdrawal, date: 2023-06-09, named: 2023-11-07, effect: 2023-11-07}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Rulings whose computed and recorded days differ, unless the act says why."""
    for rulings in record.chronicle.rulings.values():
        for ruling in rulings:
            act = ruling.acts[0] if ruling.acts else None
            if act is None or act.effect is None or ruling.recorded != act.effect or not ruling.differs:
                continue
            if act.why and ruling.basis != "conflict":
                continue
            given = "the clause" if not ruling.article else f"article {ruling.article}"
            sentence = f"the recorded effect {act.effect} is not {ruling.computed}, which {given} gives"
            remedy = "correct the slip, or choose with prefer: and say why:" if ruling.basis == "conflict" else "say why:"
            yield record.finding(record.at(act, "effect"), sentence, remedy)
