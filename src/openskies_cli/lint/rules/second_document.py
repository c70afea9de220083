"""A second document begins in the file.

One file is one record; `---` begins another.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "second-document", ERROR, "bytes"

EXAMPLES = (
    Example(
        "Two treaties in a file.",
        """
        id: example
        participants: {}
        ---
        id: another
        participants: {}
        """,
        ((3, 1),),
    ),
)
