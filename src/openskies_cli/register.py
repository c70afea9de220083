"""All records together: where they are, loading, who is who, and every history. What cannot be read is refused.

Reading and deriving are imported only inside the functions that load, so that a compiled register can answer without.
"""

import os
from _thread import RLock  # what threading hands out, without importing threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from openskies_cli import names
from openskies_cli.diagnostics import ERROR, Diagnostic, NoSuchTreaty, Refused

if TYPE_CHECKING:
    from openskies_cli.derive import Chronicle
    from openskies_cli.history import History, Standing
    from openskies_cli.model import Life, People, Source, Territory, Treaty
    from openskies_cli.people import Book, Meaning
    from openskies_cli.reading import Citation
    from openskies_cli.titles import Index, Named

DEFAULT_TREATY = "open-skies"

MOST_CUT = 256
"""So many records cut to a day are kept; of more the oldest ones go, so that asking about every day fills no memory."""

T = TypeVar("T")
HERE = os.path.dirname(os.path.abspath(__file__))


def bundled() -> str:
    """The records that came with the program: inside the wheel, or the checkout's own two folders."""
    inside = os.path.join(HERE, "bundled")
    return inside if os.path.isdir(inside) else os.path.dirname(os.path.dirname(HERE))


def find(data: str | None, env: Mapping[str, str], cwd: str) -> tuple[str, str]:
    """The records folder and why it is that one: --data, OPENSKIES_DATA, the nearest openskies.toml above, the bundled one."""
    if data:
        return os.path.join(cwd, data), "named by --data"
    if env.get("OPENSKIES_DATA"):
        return os.path.join(cwd, env["OPENSKIES_DATA"]), "named by OPENSKIES_DATA"
    folder = cwd
    while True:
        if os.path.isfile(os.path.join(folder, "openskies.toml")):
            return folder, "openskies.toml stands there"
        above = os.path.dirname(folder)
        if above == folder:
            return bundled(), "came with the program"
        folder = above


def _nobody(*said: str) -> Any:
    raise LookupError(f"no desk stands behind this register: {said}")


class Shelf:
    """What was read and derived from one folder. Each thing is made once, also where several threads ask for it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._made: dict[tuple[str, ...], Any] = {}

    def once(self, make: Callable[[], T], kind: str, *of: str, most: int = 0) -> T:
        """What `make` makes (never None), made where nobody has done so yet. Of a kind of which there are too many the oldest go."""
        key = (kind, *of)
        found: T | None = self._made.get(key)
        if found is None:
            with self._lock:
                found = self._made.get(key)
                if found is None:
                    found = self._made[key] = make()
                    if most:
                        same = [other for other in self._made if other[0] == kind]
                        for oldest in same[: max(0, len(same) - most)]:
                            del self._made[oldest]
        return found


class Derived:
    """A chronicle, the treaties that had to be opened for it, and what must be said about what they lack."""

    __slots__ = ("chronicle", "opened", "remarks")

    def __init__(self, chronicle: "Chronicle", opened: tuple[str, ...], remarks: tuple[str, ...]) -> None:
        self.chronicle, self.opened, self.remarks = chronicle, opened, remarks


class Register:
    """The records of one folder, read when they are needed and not before.

    One register hears one question: its `remarks` are about that. What was read and derived stands on a `Shelf`, which
    the registers `again` gives share.

    The desk hands in ways back to it: `understand` takes a question as typed and the day it is asked on, and gives its
    name, what its words mean, and a function that answers it with a Table; `tell` says what is being done, where that takes
    long and somebody looks. A third, `leave_out`, is handed in where part of an answer will do: it is told of each name that is
    not understood while others are; without it such a name refuses the question.
    """

    def __init__(self, data: str | None = None, env: Mapping[str, str] | None = None, cwd: str | None = None) -> None:
        self.folder, self.why = find(data, env or {}, cwd or os.getcwd())
        self.folder = os.path.normpath(self.folder)
        self._shelf = Shelf()
        self._begin()

    def again(self, *, fresh: bool = False) -> "Register":
        """A register of the same records for another question: nothing is read or derived twice, unless it is to be `fresh`."""
        other = object.__new__(Register)
        other.folder, other.why, other._shelf = self.folder, self.why, Shelf() if fresh else self._shelf
        other._begin()
        return other

    def _begin(self) -> None:
        self.remarks: list[str] = []
        self.understand: Callable[[str, str], tuple[str, Mapping[str, Any], Callable[[], Any]]] = _nobody
        self.tell: Callable[[str], None] = lambda _: None
        self.leave_out: Callable[[str], None] | None = None
        self._people: People | None = None
        self._opened: dict[str, None] = {}
        self._loading: list[str] = []

    # where ---------------------------------------------------------------------------------------

    @property
    def is_bundled(self) -> bool:
        """Whether these are the records that came with the program."""
        return os.path.realpath(self.folder) == os.path.realpath(bundled())

    @property
    def data(self) -> str:
        """The folder with treaties/ in it."""
        inner = os.path.join(self.folder, "data")
        return (
            inner
            if os.path.isdir(os.path.join(inner, "treaties")) or not os.path.isdir(os.path.join(self.folder, "treaties"))
            else self.folder
        )

    def own(self, *parts: str) -> str:
        """Where a file of this folder stands, or would: seeds beside data/, everything else in it."""
        base = self.folder if parts[0] == "seeds" else self.data
        return os.path.join(base, *parts)

    def path(self, *parts: str) -> str:
        """A file of this folder, or the bundled one of the same name where this folder has none (participants, seeds)."""
        own = self.own(*parts)
        return own if os.path.exists(own) else os.path.join(bundled(), *(parts if parts[0] == "seeds" else ("data", *parts)))

    def treaty_ids(self) -> list[str]:
        """Every treaty with a record, in the order of the alphabet."""
        folder = os.path.join(self.data, "treaties")
        try:
            found = sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml") and not name.startswith("."))
        except OSError:
            found = []
        if found:
            return found
        if not os.path.isdir(self.folder):
            raise Refused(2, f"there is no folder {self.folder}", (f"({self.why}; a records folder holds data/treaties/*.yaml)",))
        raise Refused(
            3,
            f"no treaty records in {folder}",
            (f"({self.folder} {self.why}; a records folder holds data/treaties/*.yaml and may hold seeds/)",),
        )

    def treaties(self, asked: Sequence[str] = (), *, joined: bool = False) -> list[str]:
        """The treaties asked for: names, `all`, or the default. One that cannot be read is refused, or left out with a remark
        where others can answer.
        """
        ids = self.named(asked or [_default(self.treaty_ids())], joined=joined)
        readable, refused = [], None
        for treaty in ids:
            try:
                self.chronicle(treaty)
                readable.append(treaty)
            except Refused as error:
                refused = refused or error
                self.remarks.append(error.sentence + (f": {error.details[0]}" if error.details else ""))
        if refused is not None and not readable:
            self.remarks.clear()
            raise refused
        return readable

    def named(self, asked: Sequence[str], *, joined: bool = False) -> list[str]:
        """The treaties asked for by names or `all`, whether or not their records can be read. `joined`: words of which several
        may be one name. Nothing is read where all are ids.
        """
        known = self.treaty_ids()
        if "all" in asked:
            return known
        said = asked if not joined or all(_id(name) in known for name in asked) else self.titles.parts(asked)
        return list(dict.fromkeys(_id(name) if _id(name) in known else self._meant(name) for name in said))

    def holding(self, words: Sequence[str]) -> list[str]:
        """The treaties whose names hold all these words; else those that the words name. Refused where there is none."""
        if "all" in words:
            return self.treaty_ids()
        typed = " ".join(words)
        found = self.titles.holding(typed)
        if found:
            return found
        if len(words) > 1:
            try:
                return self.named(words, joined=True)
            except Refused:
                pass  # said of all the words together
        return [self._meant(typed)]

    def _meant(self, name: str) -> str:
        """The id of the one treaty of that name."""
        from openskies_cli.titles import MOST

        ids, sure = self.titles.find(name)
        if sure:
            return ids[0]
        what = f"no record of a treaty '{name}'"
        if not ids:
            raise NoSuchTreaty(what, "'openskies treaties' lists them", ids)
        titles = [(one, self.titles.called[one]) for one in ids[:MOST]]
        called = " or ".join(f"'{title}' ({one})" if title != one else f"'{one}'" for one, title in titles)
        more = f"{len(ids)} treaties have such names; 'openskies treaties {name}' lists them"
        raise NoSuchTreaty(what, f"did you mean {called}?", ids, (more,) if len(ids) > MOST else ())

    @property
    def titles(self) -> "Index":
        """The names of all treaties, from the heads of their records."""
        return self._shelf.once(self._read_titles, "titles")

    def _read_titles(self) -> "Index":
        from openskies_cli.titles import Index

        return Index(self._names_of(treaty) for treaty in self.treaty_ids())

    def _names_of(self, treaty: str) -> "Named":
        from openskies_cli.reading import names_in
        from openskies_cli.titles import Named

        path = os.path.join(self.data, "treaties", f"{treaty}.yaml")
        try:
            said = names_in(_bytes(path), path)
        except Refused:  # a record that cannot be opened is found by its id, and refused when it is asked
            said = {}
        first = {key: texts[0] for key, texts in said.items() if texts}
        years = tuple(first[key][:4] for key in ("adopted", "opened") if key in first)
        return Named(treaty, first.get("title", ""), first.get("short_title", ""), said.get("aliases", ()), first.get("place", ""), years)

    # who -----------------------------------------------------------------------------------------

    @property
    def people(self) -> "People":
        """participants.yaml."""
        if self._people is None:
            self._people = self._shelf.once(self._read_people, "people")
        return self._people

    def _read_people(self) -> "People":
        return self._part_of_people(0)

    @property
    def territories(self) -> "Mapping[str, Territory]":
        """The territories of participants.yaml: read only where somebody may mean one."""
        return self._shelf.once(lambda: {**self.people.territories, **self._part_of_people(1).territories}, "territories")

    def _part_of_people(self, part: int) -> "People":
        from openskies_cli.reading import in_two, read_people

        path = self.path("participants.yaml")
        text = in_two(_bytes(path))[part] or b"participants: {}"
        people, findings = read_people(text, path)
        _refuse(findings, "participants.yaml")
        assert people is not None
        return people

    @property
    def _lives(self) -> "dict[str, Life]":
        from openskies_cli.reading import lives

        return self._shelf.once(lambda: lives(self.people), "lives")

    @property
    def known_names(self) -> dict[str, tuple[str, ...]]:
        """Folded name -> codes."""
        people = self.people
        return self._shelf.once(
            lambda: names.index(((code, _all_names(people, code)) for code in people.participants), people.ambiguous), "names"
        )

    def codes(self, who: Sequence[str], on: str) -> list[str]:
        """The codes of those whom the words of a WHO mean on the day `on`, each once. Refused where one is not understood."""
        if all(word in self.people.participants for word in who):
            return list(dict.fromkeys(who))
        said = {meaning: self.why_not(meaning, on) for meaning in self.meanings(who, on)}
        found = list(dict.fromkeys(code for meaning, wrong in said.items() if not wrong for code in meaning.codes))
        self.not_met([wrong for wrong in said.values() if wrong], some=bool(found))
        return found

    def why_not(self, meaning: "Meaning", on: str) -> str:
        """Why some of the words of a WHO mean no participant, and what to do; empty where they do."""
        from openskies_cli.people import sentence

        return sentence(self.book, meaning, on, lambda code: self.name(code, on), self._no_who)

    def not_met(self, sentences: Sequence[str], *, some: bool) -> None:
        """Leaves out names that are not understood where `some` others are and a part will do; else refuses the question."""
        from openskies_cli import people

        if sentences and (self.leave_out is None or not some):
            raise people.refusal(sentences)
        for sentence in sentences:
            assert self.leave_out is not None
            self.leave_out(sentence)

    def participant(self, name: str, on: str) -> str:
        """The code of the one participant that `name` means on the day `on`."""
        codes = self.codes([name], on)
        if len(codes) != 1:
            raise Refused(2, f"'{name}' means {len(codes)} participants; name one of them, such as {codes[0]}")
        return codes[0]

    def meanings(self, who: Sequence[str], on: str) -> "list[Meaning]":
        """How the words of a WHO are understood on a day."""
        return self.book.understood(who, on, self._only_on_record)

    @property
    def book(self) -> "Book":
        """Every name that may be typed."""
        from openskies_cli.people import Book

        return self._shelf.once(lambda: Book(self.people, self.territories), "book")

    def _only_on_record(self, code: str) -> bool:
        return any(code in self._derived(treaty).chronicle.histories for treaty in self._opened)

    def _no_who(self, word: str) -> str:
        """What to type for a word that names no participant, but something else."""
        if word.casefold().replace(" ", "-").replace("_", "-") in self.treaty_ids():
            return "a treaty is named with --treaty"
        return "a day is named with --on, a year of withdrawals with --year" if word[:4].isdigit() and len(word) > 3 else ""

    @property
    def _asked_back(self) -> set[str]:
        """Words that are never taken for an answer: they may mean several, or a slip of one and the name of another."""
        return {names.fold(word) for word in self.people.ambiguous}

    def names_of(self, code: str) -> tuple[str, ...]:
        """Every code and name that means this participant and nobody else on every day, in whatever language; or this territory."""
        ambiguous = self._asked_back
        if code not in self.people.participants:
            index = self.book.index
            return tuple(text for *_, text in names.of_territory(code, self.territories[code]) if len(index[names.fold(text)]) == 1)
        return tuple(name for name in dict.fromkeys(_all_names(self.people, code)) if names.fold(name) not in ambiguous)

    def name(self, code: str, on: str) -> str:
        """The common English name on that day, today's before any is known; the code itself where participants.yaml has none."""
        person = self.people.participants.get(code)
        if person is None:
            return self._other_name(code)
        began = min((first.earliest.isoformat() for first, _ in person.existed if first), default="")
        earlier = [
            (former.to.latest, former.name)
            for former in person.continues
            if former.to and (former.since.earliest.isoformat() if former.since else began) <= on <= former.to.latest.isoformat()
        ]
        return min(earlier)[1] if earlier else person.name

    def alpha3(self, code: str) -> str | None:
        """The three letters of ISO 3166 for a participant, which people join tables by; None where it has none."""
        person = self.people.participants.get(code)
        return (person.alpha3 if person is not None else "") or None

    def _other_name(self, code: str) -> str:
        """The name of a territory or a group; else the code itself."""
        group = self.people.groups.get(code)
        if group is not None:
            return str(group.get("name") or code)
        return self.territories[code].name if code in self.territories else code

    # what ----------------------------------------------------------------------------------------

    def chronicle(self, treaty: str) -> "Chronicle":
        """Everything that follows from one record. Refused where the record has an error."""
        derived = self._derived(treaty)
        if treaty not in self._opened:
            self._opened.update(dict.fromkeys(derived.opened))
            self.remarks += derived.remarks
        return derived.chronicle

    def _derived(self, treaty: str) -> Derived:
        return self._shelf.once(lambda: self._derive(treaty), "chronicle", treaty)

    def _derive(self, treaty: str) -> Derived:
        from openskies_cli.derive import derive, named_treaties

        if treaty in self._loading:
            circle = " -> ".join([*self._loading[self._loading.index(treaty) :], treaty])
            raise Refused(3, f"the clauses of these treaties name each other in a circle: {circle}")
        self._loading.append(treaty)
        before: dict[str, Derived] = {}
        remarks: list[str] = []
        try:
            record = self.record(treaty)
            for name in named_treaties(record):
                if os.path.isfile(os.path.join(self.data, "treaties", f"{name}.yaml")):
                    before[name] = self._derived(name)
                    remarks += before[name].remarks
                else:
                    remarks.append(
                        f"{treaty} depends on the treaty '{name}', of which there is no record; what follows from it is left out"
                    )
            chronicle = derive(record, {name: derived.chronicle for name, derived in before.items()})
        finally:
            self._loading.pop()
        opened = dict.fromkeys([treaty, *(name for derived in before.values() for name in derived.opened)])
        return Derived(chronicle, tuple(opened), tuple(dict.fromkeys(remarks)))

    def record(self, treaty: str) -> "Treaty":
        """One record as it was written, with what participants.yaml says of its participants."""
        return self._shelf.once(lambda: self._read_record(treaty), "record", treaty)

    def _read_record(self, treaty: str) -> "Treaty":
        from openskies_cli.reading import read_treaty

        path = os.path.join(self.data, "treaties", f"{treaty}.yaml")
        read, findings = read_treaty(_bytes(path), path, treaty)
        _refuse(findings, f"the record {treaty}")
        assert read is not None
        return read._replace(lives=self._lives)

    def as_notified(self, treaty: str, on: str) -> "Chronicle":
        """What followed from the record cut to the acts dated up to `on`."""
        return self._shelf.once(lambda: self._derive_cut(treaty, on), "as_notified", treaty, on, most=MOST_CUT)

    def _derive_cut(self, treaty: str, on: str) -> "Chronicle":
        from openskies_cli.dates import full
        from openskies_cli.derive import as_notified, derive

        record = as_notified(self.record(treaty), full(on))
        return derive(record, {name: self.as_notified(name, on) for name in self.upstream(treaty)})

    def upstream(self, treaty: str) -> list[str]:
        """The treaties that had to be derived before this one, as far as there are records of them."""
        from openskies_cli.derive import named_treaties

        return [name for name in named_treaties(self.record(treaty)) if name in self._derived(treaty).opened]

    def history(self, treaty: str, code: str, *, notified: str = "") -> "History":
        """One participant's history under one treaty; with `notified`, as notified by that day."""
        chronicle = self.as_notified(treaty, notified) if notified else self.chronicle(treaty)
        return chronicle.history(code)

    def histories(self, treaty: str, *, notified: str = "") -> "Mapping[str, History]":
        """The histories of everybody the record names."""
        return (self.as_notified(treaty, notified) if notified else self.chronicle(treaty)).histories

    def standing(self, treaty: str, on: str) -> "Standing":
        """The treaty's own status on a day: not-in-force, in-force, terminated, expired, superseded; none before it was made."""
        chronicle = self.chronicle(treaty)
        standing, (made, day) = chronicle.standing.on(on), chronicle.treaty.made()
        if day is not None and on < day.earliest.isoformat() and standing.status == "not-in-force":
            standing.status, standing.because = None, f"not yet {made}"
        return standing

    def title(self, treaty: str) -> str:
        """What people call the treaty."""
        record = self.record(treaty)
        return record.short_title or record.title or treaty

    def citations(self, treaty: str = "") -> "list[Citation]":
        """What the record of a treaty cites; without one, what participants.yaml cites."""
        from openskies_cli.reading import citations

        path = os.path.join(self.data, "treaties", f"{treaty}.yaml") if treaty else self.path("participants.yaml")
        return self._shelf.once(lambda: citations(_bytes(path), path), "citations", treaty)

    def claiming(self) -> list[str]:
        """The documents in seeds/ that make claims."""
        return self._shelf.once(
            lambda: [name for name in self.source_ids() if b"\nclaims:" in _bytes(self.path("seeds", f"{name}.yaml"))], "claiming"
        )

    def source_ids(self) -> list[str]:
        """The documents in seeds/ (the bundled ones where the folder has none of its own)."""
        folder = self.path("seeds")
        return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml")) if os.path.isdir(folder) else []

    def source(self, name: str) -> "Source":
        """One document of seeds/. Refused where it is not there or cannot be read."""
        return self._shelf.once(lambda: self.source_file(self.path("seeds", f"{name}.yaml"), name), "source", name)

    def address(self, name: str) -> str:
        """Where a document of seeds/ can be read: its first address on the web; "" where it has none, or cannot be read itself."""
        try:
            addresses = self.source(name).addresses
        except Refused:
            return ""
        return next((address for address in addresses if address.lower().startswith(("http://", "https://"))), "")

    def source_file(self, path: str, name: str = "") -> "Source":
        """One document from any file. Refused where it is not there or cannot be read."""
        from openskies_cli.reading import read_source

        found, findings = read_source(_bytes(path), path, name)
        _refuse(findings, f"the source {name or path}")
        assert found is not None
        return found


def _default(known: Sequence[str]) -> str:
    """The treaty of a question that names none."""
    if DEFAULT_TREATY in known or len(known) == 1:
        return DEFAULT_TREATY if DEFAULT_TREATY in known else known[0]
    raise Refused(2, "there are several treaties here; say which one, or all, with --treaty", (_listed(known),))


def _id(name: str) -> str:
    """A name as an id would be written: it may differ in case, spaces and underscores."""
    return name.casefold().replace(" ", "-").replace("_", "-")


def _listed(known: Sequence[str]) -> str:
    return f"known: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}"


def _all_names(people: "People", code: str) -> Iterator[str]:
    return (text for *_, text in names.known(code, people.participants[code]))


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(3, f"cannot read {path}: {error.strerror}") from error


def _refuse(findings: Sequence[Diagnostic], what: str) -> None:
    """Refuse to answer from a record with an error, naming the first place."""
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise Refused(3, f"{what} has {count}, so nothing is answered from it", tuple(str(error) for error in errors[:5]))
