"""A value is named for use elsewhere, or taken from elsewhere.

YAML can name a value (`&a`) and point at it (`*a`). A record says everything where it stands, so that a line can be read, and
changed, by itself.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "anchor", ERROR, "bytes"

EXAMPLES = (
    Example(
        "One list for two acts.",
        """
        id: example
        participants:
          CH: {actions: [{action: signature, date: 2010-05-01, sources: &list [a-list]}]}
          FR: {actions: [{action: signature, date: 2010-05-01, sources: *list}]}
        """,
        ((3, 65), (4, 65)),
    ),
)
