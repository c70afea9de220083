"""A text inside braces has a question mark and no quotes.

Inside braces one YAML parser takes `?` for part of the text and another for the beginning of a key. In quotes all agree.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "question-mark", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A doubtful date.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01?}]}
        """,
        ((3, 44),),
    ),
    Example(
        "The same in quotes.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: "2010-05-01?"}]}
        """,
    ),
)
