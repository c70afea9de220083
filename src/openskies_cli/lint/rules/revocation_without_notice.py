"""A revocation of a notice that is not on record.

A revocation says with `of:` which notice it takes back: the day of a `notice_of_withdrawal` that stands above it.
"""

from collections.abc import Iterator

from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, spoken

ID, SEVERITY, READS = "revocation-without-notice", ERROR, "record"

EXAMPLES = (
    Example(
        "The day of the notice is mistyped; and a revocation with no notice at all.",
        """
        id: example
        participants:
          GM:
            actions:
              - {action: notice_of_withdrawal, date: 2016-11-10}
              - {action: revocation_of_notice, of: 2016-10-11, date: 2017-02-10}
          ZA:
            actions:
              - {action: revocation_of_notice, date: 2017-03-07}
        """,
        ((6, 44), (9, 18)),
    ),
    Example(
        "South Africa.",
        """
        id: example
        participants:
          ZA:
            actions:
              - {action: notice_of_withdrawal, date: 2016-10-19}
              - {action: revocation_of_notice, of: 2016-10-19, date: 2017-03-07}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Revocations against the notices above them."""
    for entry in record.treaty.participants.values():
        for i, act in enumerate(entry.actions):
            if act.kind != "revocation_of_notice":
                continue
            notices = [other for other in entry.actions[:i] if other.kind == "notice_of_withdrawal"]
            if not notices:
                yield record.finding(record.at(act), f"{spoken(act)}: no notice of withdrawal stands above it", "add the notice")
            elif act.of is not None and not any(notice.date is not None and notice.date.ends == act.of.ends for notice in notices):
                known = ", ".join(str(notice.date) for notice in notices)
                yield record.finding(record.at(act, "of"), f"no notice of {act.of} stands above it", f"notices on record: {known}")
