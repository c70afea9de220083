"""A line begins with a percent sign.

At the head of a file such a line speaks to the YAML parser. Records need no directive; a comment begins with `#`.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "directive", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A version line.",
        """
        %YAML 1.1
        ---
        id: example
        participants: {}
        """,
        ((1, 1),),
    ),
)
