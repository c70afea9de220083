"""A condition of the final clauses that no record could ever meet, or that asks for nothing.

More instruments than the list has participants, a share of more than the whole, kinds of instruments that do not bind under
this treaty, a figure that nobody carries: such a condition is a slip of the pen, and what is computed from it is wrong.
"""

from collections.abc import Iterator

from openskies_cli.clauses import Condition, Listing
from openskies_cli.derive import consent_kinds
from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.lint.rules import Example
from openskies_cli.lint.sheet import CheckedRecord, value_of
from openskies_cli.model import Treaty
from openskies_cli.reading.nodes import Mapping, Node
from openskies_cli.reading.nodes import Sequence as Items

ID, SEVERITY, READS = "clause-never-satisfied", ERROR, "record"

EXAMPLES = (
    Example(
        "Three of two.",
        """
        id: example
        lists: {annex: [RU, US]}
        clauses:
          entry_into_force: {when: {all: [{instruments: 20}, {instruments: 3, of: annex}]}}
        participants: {}
        """,
        ((4, 68),),
    ),
    Example(
        "A share is written as a part of one: 55 per cent is 0.55.",
        """
        id: example
        attributes: {emissions: percent of the whole}
        clauses:
          entry_into_force: {when: {share: emissions, at_least: 55}}
        participants:
          US: {emissions: 17.89}
        """,
        ((4, 57),),
    ),
    Example(
        "Nobody carries the figure, so the requirement asks for nothing.",
        """
        id: example
        attributes: {passive_quota: flights a year}
        clauses:
          entry_into_force: {when: {all: [{instruments: 20}, {every: {passive_quota: {at_least: 8}}}]}}
        participants:
          RU: {passive_quota: 4}
        """,
        ((4, 62),),
    ),
    Example(
        "Where instruments are exchanged, a ratification binds nobody.",
        """
        id: example
        clauses:
          entry_into_force: {when: {all: [{exchange: [RU, US]}, {instruments: 2, kinds: [ratification]}]}}
        participants: {}
        """,
        ((3, 81),),
    ),
    Example(
        "Open Skies XVII(2).",
        """
        id: example
        depositaries: [CA, HU]
        attributes: {passive_quota: flights a year}
        groups: {BY-RU: {members: [BY, RU], passive_quota: 42}}
        clauses:
          entry_into_force:
            when: {all: [{instruments: 20}, {includes: depositaries}, {every: {passive_quota: {at_least: 8}}}]}
        participants: {}
        """,
    ),
)


def check(record: CheckedRecord) -> Iterator[Diagnostic]:
    """Every single requirement of the condition, at the value that makes it impossible."""
    treaty, when = record.treaty, record.treaty.clauses.entry_into_force.when
    if when is None:
        return
    written = list(_leaves(record.find("clauses", "entry_into_force", "when")))
    for leaf, node in zip(when.leaves(), written, strict=True):
        wrong = _wrong(leaf, record)
        if wrong is not None:
            key, sentence = wrong
            remedy = (
                "write the share as a part of one, such as 0.55" if leaf.kind == "share" and leaf.n > 1 else f"see {treaty.id}'s own text"
            )
            yield record.finding(value_of(node, key) or node, sentence, remedy)


def _wrong(leaf: Condition, record: CheckedRecord) -> tuple[str, str] | None:
    """The key that cannot be so and why; None where it can."""
    treaty = record.treaty
    if leaf.kind == "instruments":
        known = _codes(leaf.of, treaty)
        if known is not None and leaf.n > len(known):
            return "instruments", f"{leaf.n:g} instruments are asked of a list of {len(known)}"
        if leaf.kinds and not consent_kinds(treaty) & set(leaf.kinds):
            return "kinds", f"{', '.join(leaf.kinds)}: no instrument of that kind binds under this treaty"
    if leaf.kind == "share" and leaf.n > 1:
        return "at_least", f"a share of {leaf.n:g} is more than the whole"
    if leaf.kind in ("share", "every"):
        figures = record.chronicle.tallies.attributes.get(leaf.attribute, {}).values()
        if not any(figure >= (leaf.n if leaf.kind == "every" else 0) for figure in figures):
            least = f" of at least {leaf.n:g}" if leaf.kind == "every" else ""
            return leaf.kind, f"no participant has a {leaf.attribute.replace('_', ' ')}{least}, so nothing is asked"
    return None


def _codes(listing: Listing | None, treaty: Treaty, most: int = 20) -> frozenset[str] | None:
    """Who is in a list that is written out; None where that follows from acts."""
    if listing is None or listing.role in ("signatories", "parties_of") or not most:
        return None
    if listing.role == "lists":
        return _codes(treaty.lists.get(listing.name), treaty, most - 1)
    return frozenset(treaty.depositaries if listing.role == "depositaries" else listing.codes)


def _leaves(node: Node) -> Iterator[Node]:
    """The mappings of the single requirements, in the order of the clause."""
    inner = next((value for key, value in node.entries if key.value in ("all", "any")), None) if isinstance(node, Mapping) else None
    if isinstance(inner, Items):
        for item in inner.items:
            yield from _leaves(item)
    else:
        yield node
