"""A comment silences a rule that finds nothing there.

The record was corrected, or the comment stands on the wrong line. A comment that silences nothing today would silence a
mistake tomorrow. Not looked for when only some rules are asked for.
"""

from openskies_cli.diagnostics import WARNING
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unused-ignore", WARNING, "comments"

EXAMPLES = (
    Example(
        "There is nothing to silence.",
        """
        id: example
        notes: 32 = 35 - 3  # openskies: ignore[formula] it is a sum
        participants: {}
        """,
        ((2, 21),),
    ),
    Example(
        "A comment that is needed.",
        """
        id: example
        notes: =32  # openskies: ignore[formula] so it stands in the source
        participants: {}
        """,
    ),
)
