"""A clause names a figure that the treaty does not declare.

Figures that a clause weighs (quotas, shares) are declared under `attributes:`, each with its unit.
"""

from openskies_cli.diagnostics import ERROR
from openskies_cli.lint.rules import Example

ID, SEVERITY, READS = "unknown-attribute", ERROR, "bytes"

EXAMPLES = (
    Example(
        "A slip of the pen.",
        """
        id: example
        attributes: {passive_quota: flights a year}
        clauses:
          entry_into_force: {when: {every: {pasive_quota: {at_least: 8}}}}
        participants: {}
        """,
        ((4, 37),),
    ),
)
