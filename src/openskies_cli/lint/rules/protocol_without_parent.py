"""A party to a protocol is no party to the treaty that the protocol belongs to.

Most protocols are open only to parties of their treaty. Where one is bound by the protocol and surely was not bound by the treaty
that day, an act is missing in one of the two records, or the protocol is open to others: then say so with an ignore comment.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import WARNING, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import BOUND, CheckedRecord

ID, SEVERITY, READS = "protocol-without-parent", WARNING, "record"

EXAMPLES = (
    Example(
        "Kosovo is in no record of the Convention on Certain Conventional Weapons, so it is no party to a protocol of it.",
        """
        id: example
        parent: ccw
        clauses:
          entry_into_force: {published: 1998-07-30}
          entry_into_force_for_state: none
        participants:
          XK: {actions: [{action: acceptance, date: 2014-09-24}]}
        """,
        ((7, 27),),
    ),
    Example(
        "A party to both.",
        """
        id: example
        parent: ccw
        clauses:
          entry_into_force: {published: 1998-07-30}
        participants:
          FR: {actions: [{action: acceptance, date: 1998-06-30}]}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Participants whose first day as a party finds them surely not bound by the treaty of `parent`."""
    parent = record.derived_first.get(record.treaty.parent)
    if parent is None:
        return
    for who, entry in record.treaty.participants.items():
        first = next((step for step in record.chronicle.history(who).steps if step.status == "party"), None)
        if first is None or not entry.actions:
            continue
        theirs = {step.status for day in (first.earliest, first.latest) for step in parent.history(who).possible(day)}
        if not theirs & BOUND and parent.history(who).on(first.earliest).certainty == "certain":
            act = next((act for act in entry.actions if act.kind != "signature"), entry.actions[0])
            had = " or ".join(sorted(theirs))
            sentence = f"party from {first.day}, but no party to {record.treaty.parent} that day ({had})"
            yield record.finding(record.at(act), sentence, f"add what is missing to the record of {record.treaty.parent}, or to this one")
