"""A list is named that the record does not have.

A clause names `depositaries`, `signatories`, or a list under `lists:`; and no list may lead back to itself.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unknown-list", ERROR, "bytes"

EXAMPLES = (
    Example(
        "The list has another name.",
        """
        id: example
        lists: {annex_2: [RU, US]}
        clauses:
          entry_into_force: {when: {includes: annex2}}
        participants: {}
        """,
        ((4, 39),),
    ),
)
