"""A date that is certain stands below a later one.

The order of the lines is the order of the acts: that is how acts of one day, and of days that are not known, keep their order. So
a line may not stand below a later one. Uncertain dates may overlap.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "order", ERROR, "bytes"

EXAMPLES = (
    Example(
        "The ratification first.",
        """
        id: example
        participants:
          CH:
            actions:
              - {action: ratification, date: 2011-01-10}
              - {action: signature, date: 2010-05-01}
        """,
        ((6, 9),),
    ),
    Example(
        "A year does not say whether it was before.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010}, {action: ratification, date: 2010-03-01}]}
        """,
    ),
)
