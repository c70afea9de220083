"""One file as the rules of `checks/` see it: its text, its nodes, what they mean, and what stands around it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from openskies_cli.dates import Day
from openskies_cli.derive import Chronicle
from openskies_cli.diagnostics import Diagnostic, did_you_mean
from openskies_cli.model import Action, Place, Treaty
from openskies_cli.reading.nodes import Mapping, Node, Scalar
from openskies_cli.reading.nodes import Sequence as Items

MOST_MEANT = 40
"""Words in one file for which nearer ones are looked for."""
BOUND = frozenset({"contracting-state", "party"})


class Context:
    """What a rule may know beside its file.

    `former`: codes that a participant had and has no more.
    `meant`: a word that should be a participant's code -> those it may mean ("GB (United Kingdom)"), best first.
    `cited`: ids of sources that the records name; None where not all records were looked at.
    `circle`: the ids of a treaty's clauses that lead back to it, or nothing.
    """

    def __init__(
        self,
        today: date,
        *,
        participants: frozenset[str] = frozenset(),
        former: frozenset[str] = frozenset(),
        sources: frozenset[str] = frozenset(),
        treaties: frozenset[str] = frozenset(),
        cited: frozenset[str] | None = None,
        meant: Callable[[str], Sequence[str]] = lambda _: (),
        circle: Callable[[Treaty], Sequence[str]] = lambda _: (),
    ) -> None:
        self.today, self.participants, self.former, self.sources, self.treaties = today, participants, former, sources, treaties
        self.cited, self.meant, self.circle = cited, meant, circle


class Sheet:
    """Any file that could be read: a treaty's record, participants.yaml, or a source."""

    def __init__(self, path: str, kind: str, text: str, root: Node, around: Context) -> None:
        self.path, self.kind, self.text, self.root, self.around = path, kind, text, root, around
        self.looked_for = 0

    def near(self, typed: str, known: Iterable[str]) -> str:
        """The known words nearest to what was typed, as a question; after very many in one file they are not looked for."""
        self.looked_for += 1
        return did_you_mean(typed, known) if self.looked_for < MOST_MEANT else ""

    def meant(self, code: str) -> Sequence[str]:
        """Whom a code may mean; after very many in one file nobody is looked for."""
        self.looked_for += 1
        return self.around.meant(code) if self.looked_for < MOST_MEANT else ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.split("\n")

    @cached_property
    def values(self) -> list[tuple[str, Scalar]]:
        """Every text that stands as a value, with the nearest key above it, in the order of the file."""
        found: list[tuple[str, Scalar]] = []
        stack: list[tuple[str, Node]] = [("", self.root)]
        while stack:
            key, node = stack.pop()
            if isinstance(node, Scalar):
                found.append((key, node))
            elif isinstance(node, Mapping):
                stack += [(name.value, value) for name, value in reversed(node.entries)]
            else:
                stack += [(key, item) for item in reversed(node.items)]
        return found

    @cached_property
    def mappings(self) -> dict[tuple[int, int], Mapping]:
        """Every mapping by the line and column where it begins."""
        found, stack = {}, [self.root]
        while stack:
            node = stack.pop()
            if isinstance(node, Mapping):
                found[node.line, node.column] = node
                stack += [value for _, value in node.entries]
            elif isinstance(node, Items):
                stack += node.items
        return found

    @cached_property
    def citations(self) -> list[Scalar]:
        """Every id of a source that the file names."""
        return [scalar for key, scalar in self.values if key in ("sources", "source") and scalar.value]

    def find(self, *keys: str) -> Node:
        """The value under these keys, one inside the other; the last one that is there."""
        node = self.root
        for key in keys:
            value = value_of(node, key)
            if value is None:
                return node
            node = value
        return node

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, node.line, node.column)

    def finding(
        self,
        where: Node | Place,
        sentence: str,
        remedy: str = "",
        *,
        width: int = 1,
        related: Node | Place | None = None,
        severity: str = "",
    ) -> Diagnostic:
        """What is wrong at a place; whoever runs the rule adds its name and how bad it is, unless `severity` says so here."""
        if isinstance(where, Scalar):
            width = max(1, len(where.value))
        place = where if isinstance(where, Place) else self.place(where)
        other = related if related is None or isinstance(related, Place) else self.place(related)
        return Diagnostic(place, "", sentence, remedy, severity, width, other)


class CheckedRecord(Sheet):
    """The record of a treaty that reads without an error, and all that follows from it."""

    def __init__(self, sheet: Sheet, treaty: Treaty, chronicle: Chronicle, before: "dict[str, Chronicle]") -> None:
        super().__init__(sheet.path, sheet.kind, sheet.text, sheet.root, sheet.around)
        self.treaty, self.chronicle, self.derived_first = treaty, chronicle, before

    def acts(self) -> Iterator[tuple[str, Action]]:
        """Every act with its participant's code, as it was written."""
        for who, entry in self.treaty.participants.items():
            for act in entry.actions:
                yield who, act

    def within(self, place: Place, key: str) -> Node | Place:
        """What stands under a key of the mapping at a place; the place where there is none."""
        mapping = self.mappings.get((place.line, place.column))
        return (value_of(mapping, key) if mapping is not None else None) or place

    def written(self, act: Action) -> Mapping:
        """The mapping in which an act stands."""
        return self.mappings[act.place.line, act.place.column]

    def at(self, act: Action, *keys: str) -> Node:
        """The value of the first of these keys that the act has; else the word for the act."""
        mapping = self.written(act)
        found = (value_of(mapping, key) for key in (*keys, "action"))
        return next((node for node in found if node is not None), mapping)

    def before(self, who: str, day: Day) -> set[str]:
        """The statuses that the participant may have had on the day before; "" where it did not exist."""
        eve = day.earliest - timedelta(1) if day.earliest > date.min else day.earliest
        return {step.status for step in self.chronicle.history(who).possible(eve.isoformat())}

    def around_day(self, who: str, day: Day) -> set[str]:
        """The statuses that the participant may have had on the day before, or have at the end of the day."""
        return self.before(who, day) | {step.status for step in self.chronicle.history(who).possible(day.latest.isoformat())}


def value_of(node: Node, key: str) -> Node | None:
    """What stands under a key; None where the node is no mapping or has no such key."""
    return next((value for name, value in node.entries if name.value == key), None) if isinstance(node, Mapping) else None


def spoken(act: Action) -> str:
    """An act in words: "notice of withdrawal 2021-06-18"."""
    return act.kind.replace("_", " ") + (f" {act.date}" if act.date is not None else "")
