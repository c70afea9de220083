"""A word that does not belong to the closed list of this place.

Kinds of acts, bases of dates and the like are words of the field. The finding names the words that were probably meant.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unknown-word", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A slip of the pen, and a word of newspapers.",
        """
        id: example
        participants:
          CH: {actions: [{action: ratifcation, date: 2010-05-01}, {action: joined, date: 2011-05-01}]}
        """,
        ((3, 27), (3, 68)),
    ),
)
