"""An act that changes a status has no day.

An act needs its `date`, known in whole or in part, or where only that was found, the day of its `effect`. "Some day before
March 2012" is a date: `../2012-03`. Acts that change nothing, such as an announcement, may stand without.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "missing-date", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Signed, but when?",
        """
        id: example
        participants:
          CH: {actions: [{action: signature}, {action: announcement}]}
        """,
        ((3, 18),),
    ),
    Example(
        "Only the effect is known.",
        """
        id: example
        participants:
          CH: {actions: [{action: accession, effect: 2011-04-01}]}
        """,
    ),
)
