"""A date that stands for a day that nobody knew.

Tables print a certain day for "unknown", "none" or "still in force", and whoever reads them takes it for one. A record leaves such
a date out, or writes what is known of it, as an interval.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "sentinel-date", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Colombia in an official table: a declaration of 2003 with effect in 1900; so also Latvia and the Czech Republic.",
        """
        id: example
        participants:
          CO: {actions: [{action: declaration, date: 2003-10-27, effect: 1900-01-01}]}
        """,
        ((3, 66),),
    ),
    Example(
        "A page that prints the first day of computer time for a missing signature.",
        """
        id: example
        participants:
          AG: {actions: [{action: signature, date: 1970-01-01}]}
        """,
        ((3, 44),),
    ),
    Example(
        "Still in force, in three data sets.",
        """
        id: example
        participants:
          AF: {actions: [{action: notice_of_withdrawal, effect: 9999-12-31}]}
          AL: {actions: [{action: notice_of_withdrawal, effect: 2899-01-01}]}
          DZ: {actions: [{action: notice_of_withdrawal, effect: 2999-01-01}]}
          AD: {actions: [{action: notice_of_withdrawal, effect: 2699-01-01}]}
        """,
        ((3, 57), (4, 57), (5, 57), (6, 57)),
    ),
    Example(
        "An interval says what is known.",
        """
        id: example
        participants:
          AG: {actions: [{action: signature, date: ../1998-12}]}
        """,
    ),
)
