"""Files in, findings out: reading, deriving, every rule, and the comments that silence some of what was found.

Pure but for the `Home` it is handed, which reads what stands around the files. A file that is broken does not stop the others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from openskies_cli import reading
from openskies_cli.derive import Chronicle, derive, named_treaties
from openskies_cli.diagnostics import ERROR, Diagnostic
from openskies_cli.files import Unreadable
from openskies_cli.lint.rules import NAMES, READING, RULES, rule
from openskies_cli.lint.rules.ignore_comment import COMMENT
from openskies_cli.lint.sheet import CheckedRecord, Context, Sheet
from openskies_cli.model import Life, Place, Treaty
from openskies_cli.reading import nodes
from openskies_cli.reading.nodes import Mapping as Keys
from openskies_cli.reading.participants import PEOPLE
from openskies_cli.reading.sources import SOURCE
from openskies_cli.reading.treaty import TREATY

KINDS = ("participants", "treaty", "source")
"""The kinds of files, in the order in which they are looked at: sources last, when it is known who names them."""

MOST_OF_A_KIND = 1000
"""Findings of one rule in one file that are told one by one."""


class File(NamedTuple):
    """A file to look at: where it is, as people should read it. `data` gives its bytes, or why it cannot.

    `kind` is one of `KINDS`, or "" where the contents must tell; `name` is the id that the file's name promises.
    """

    path: str
    kind: str
    name: str
    data: "Data"


class Data(Protocol):
    """Gives the contents of a file."""

    def __call__(self) -> bytes | Unreadable:
        """Its bytes, or why they cannot be read."""


class Around(Protocol):
    """What stands around the files: the folder of records that they belong to."""

    @property
    def lives(self) -> Mapping[str, Life]:
        """Who may be a participant."""

    @property
    def former(self) -> frozenset[str]:
        """Codes that a participant had and has no more."""

    @property
    def treaties(self) -> frozenset[str]:
        """The ids of all records."""

    @property
    def own(self) -> frozenset[str]:
        """The ids of the records that belong to the folder itself."""

    @property
    def cited(self) -> frozenset[str]:
        """Sources that count as named, whoever names them."""

    @property
    def sources(self) -> frozenset[str]:
        """The ids of all sources."""

    @property
    def has_participants(self) -> bool:
        """Whether it has its own participants.yaml."""

    def record(self, treaty: str) -> Treaty | None:
        """A record of this folder, if it reads without an error."""

    def meant(self, word: str) -> Sequence[str]:
        """Whom a word may mean, as "GB (United Kingdom)"."""


def inspect(files: Iterable[File], home: Around, today: date, asked: Iterable[str] = RULES) -> Iterator[tuple[list[Diagnostic], str]]:
    """What is found in each file, in the order of its lines, and the file's text; for files without a finding nothing.

    `asked` are the names of the rules that run. Sources come last.
    """
    ordered = sorted(files, key=lambda file: (KINDS.index(file.kind or "treaty"), file.path))
    looked_at = frozenset(file.name for file in ordered if file.kind == "treaty")
    whole = looked_at >= home.own and (any(file.kind == "participants" for file in ordered) or not home.has_participants)
    cited: set[str] = set(home.cited)
    inspector = _Inspector(home, today, frozenset(asked))
    for file in ordered:
        findings, text, citations = inspector.look(file, frozenset(cited) if whole else None)
        cited.update(citations)
        if findings:
            yield list(_at_most(sorted(findings, key=lambda found: (found.place.line, found.place.column)))), text


class _Inspector:
    def __init__(self, home: Around, today: date, asked: frozenset[str]) -> None:
        self.home, self.today, self.asked = home, today, asked
        self.rules = [rule(name) for name in RULES if name in asked]
        self.chronicles: dict[str, Chronicle | None] = {}

    def look(self, file: File, cited: frozenset[str] | None) -> tuple[list[Diagnostic], str, Iterable[str]]:
        """What is found in a file, its text, and the sources that it names."""
        data = file.data()
        if isinstance(data, Unreadable):
            rule = "file-too-large" if data.large else "unreadable"
            sentence = data.why if data.large else f"this {data.what} cannot be read: {data.why}"
            return [Diagnostic(Place(file.path, 1, 1), rule, sentence, data.remedy)], "", ()
        root, findings = nodes.read(data, file.path)
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
        if root is None:
            return findings, text, ()
        kind = file.kind or _kind(root)
        around = Context(
            self.today,
            participants=frozenset(self.home.lives),
            former=self.home.former,
            sources=self.home.sources,
            treaties=self.home.treaties,
            cited=cited,
            meant=self.home.meant,
            circle=self._circle,
        )
        sheet = Sheet(file.path, kind, text, root, around)
        treaty = None
        if kind == "treaty":
            treaty, findings = reading.treaty_in(root, findings, file.path, file.name)
        elif kind == "participants":
            _, findings = reading.people_in(root, findings, file.path)
        else:
            _, findings = reading.source_in(root, findings, file.path, file.name)
        broken = any(finding.severity == ERROR for finding in findings)
        if treaty is not None and not broken:
            sheet = self._record(sheet, treaty)
        found = [*findings, *self._run(sheet)]
        return _silenced(sheet, found, looked_for_all=self.asked >= frozenset(RULES)), text, {scalar.value for scalar in sheet.citations}

    def _run(self, sheet: Sheet) -> Iterator[Diagnostic]:
        wanted = {"text", "record" if isinstance(sheet, CheckedRecord) else "", sheet.kind}
        for module in self.rules:
            if module.READS in wanted:
                for finding in module.check(sheet):
                    yield finding._replace(rule=module.ID, severity=finding.severity or module.SEVERITY)

    # deriving ------------------------------------------------------------------------------------

    def _record(self, sheet: Sheet, treaty: Treaty) -> CheckedRecord:
        treaty = treaty._replace(lives=self.home.lives)
        before = self._before(treaty, (treaty.id,))
        return CheckedRecord(sheet, treaty, derive(treaty, before), before)

    def _before(self, treaty: Treaty, trail: tuple[str, ...]) -> dict[str, Chronicle]:
        found = {name: self._chronicle(name, trail) for name in named_treaties(treaty) if name not in trail}
        return {name: chronicle for name, chronicle in found.items() if chronicle is not None}

    def _chronicle(self, name: str, trail: tuple[str, ...]) -> Chronicle | None:
        if name not in self.chronicles:
            treaty = self.home.record(name)
            self.chronicles[name] = None if treaty is None else derive(treaty, self._before(treaty, (*trail, name)))
        return self.chronicles[name]

    def _circle(self, treaty: Treaty) -> tuple[str, ...]:
        """The shortest way along named treaties that leads back to this one."""
        ways: list[tuple[str, ...]] = [(treaty.id,)]
        seen: set[str] = set()
        while ways:
            way = ways.pop(0)
            named = named_treaties(treaty) if len(way) == 1 else _named(self.home.record(way[-1]))
            for name in named:
                if name == treaty.id:
                    return (*way, name)
                if name not in seen:
                    seen.add(name)
                    ways.append((*way, name))
        return ()


def _named(treaty: Treaty | None) -> tuple[str, ...]:
    return () if treaty is None else named_treaties(treaty)


def _kind(root: nodes.Node) -> str:
    """What a file is whose name does not tell: the kind that most of its keys belong to."""
    keys = root.keys.keys() if isinstance(root, Keys) else set()
    shapes = {"treaty": TREATY, "participants": PEOPLE, "source": SOURCE}
    return max(shapes, key=lambda kind: len(shapes[kind].fields.keys() & keys))


# what is not said -------------------------------------------------------------------------------------


def _silenced(sheet: Sheet, findings: Sequence[Diagnostic], *, looked_for_all: bool) -> list[Diagnostic]:
    """The findings without those that a comment on their line, or on a line of its own above, silences."""
    comments = dict(_comments(sheet))
    if not comments:
        return list(findings)
    used: set[tuple[int, str]] = set()
    kept = []
    for finding in findings:
        at = comments.get(finding.place.line, {}).get(finding.rule)
        if at is None or finding.rule in READING:
            kept.append(finding)
        else:
            used.add((at[0], finding.rule))
    if looked_for_all:
        module = rule("unused-ignore")
        for line in comments.values():
            for name, (number, column) in line.items():
                if name in RULES and (number, name) not in used:
                    used.add((number, name))
                    sentence = f"'{name}' finds nothing here"
                    kept.append(Diagnostic(Place(sheet.path, number, column), module.ID, sentence, "remove the comment", module.SEVERITY))
    return kept


def _comments(sheet: Sheet) -> Iterator[tuple[int, dict[str, tuple[int, int]]]]:
    """The line that a comment speaks of -> the rules that it names -> where the comment stands."""
    if "openskies:" not in sheet.text:
        return
    for number, line in enumerate(sheet.lines, 1):
        match = COMMENT.search(line)
        if match is not None and match[1] and match[2].strip():
            start = line.index("#", match.start())
            own = not line[:start].strip()
            names = {name.strip(): (number, start + 1) for name in match[1].split(",")}
            yield number + own, names


def _at_most(findings: Iterable[Diagnostic], most: int = MOST_OF_A_KIND) -> Iterator[Diagnostic]:
    """The first of each rule, and one that says how many more there are."""
    seen: Counter[str] = Counter()
    further: dict[str, Diagnostic] = {}
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= most:
            yield finding
        else:
            further.setdefault(finding.rule, finding)
    for name, finding in further.items():
        sentence = f"from here on {seen[name] - most:,} more findings of this rule in this file"
        yield finding._replace(sentence=sentence, remedy="", related=None)


def beyond(findings: Iterable[Diagnostic], known: Iterable[tuple[str, str, str]]) -> tuple[list[Diagnostic], int]:
    """The findings that a baseline does not hold, each (path, rule, sentence) answering for one; and how many are gone."""
    left = Counter(known)
    new = []
    for finding in findings:
        key = (finding.place.path, finding.rule, finding.sentence)
        if left[key]:
            left[key] -= 1
        else:
            new.append(finding)
    return new, left.total()


__all__ = ["NAMES", "Around", "File", "beyond", "inspect"]
