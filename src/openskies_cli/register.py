"""All records together: where they are, loading, who is who, and every history. What cannot be read is refused.

Reading and deriving are imported only inside the functions that load, so that a compiled register can answer without.
"""

import os
from _thread import RLock  # what threading hands out, without importing threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from openskies_cli import files, names
from openskies_cli.diagnostics import ERROR, Diagnostic, NoSuchTreaty, Refused

if TYPE_CHECKING:
    from openskies_cli.derive import Chronicle
    from openskies_cli.history import History, Standing
    from openskies_cli.model import Life, People, Source, Territory, Treaty
    from openskies_cli.people import Book, Meaning
    from openskies_cli.reading import Citation
    from openskies_cli.settings import Settings
    from openskies_cli.titles import Index, Named

DEFAULT_TREATY = "open-skies"

ON_TOP = True
"""Records of one's own stand on top of the bundled ones, where nobody says that they are to answer alone."""

MOST_CUT = 256
"""So many records cut to a day are kept; of more the oldest ones go, so that asking about every day fills no memory."""

T = TypeVar("T")
HERE = os.path.dirname(os.path.abspath(__file__))


def bundled() -> str:
    """The records that came with the program: inside the wheel, or the checkout's own two folders."""
    inside = os.path.join(HERE, "bundled")
    return inside if os.path.isdir(inside) else os.path.dirname(os.path.dirname(HERE))


def defaults(cwd: str) -> "tuple[Settings | None, tuple[str, ...]]":
    """What the nearest openskies.toml above says, None without one; and why one that is nearer was not read."""
    folder, passed = cwd, tuple[str, ...]()
    while True:
        path = os.path.join(folder, "openskies.toml")
        if os.path.isfile(path):
            from openskies_cli.settings import read, unread

            why = unread(path)
            if not why:
                return read(path), passed
            passed = (*passed, why)
        above = os.path.dirname(folder)
        if above == folder:
            return None, passed
        folder = above


def find(data: str | None, env: Mapping[str, str], cwd: str) -> tuple[str, str]:
    """The records folder and why it is that one: --data, OPENSKIES_DATA, the nearest openskies.toml above, the bundled one."""
    return _found(data, env, cwd, defaults(cwd)[0])


def _found(data: str | None, env: Mapping[str, str], cwd: str, told: "Settings | None") -> tuple[str, str]:
    if data:
        return os.path.join(cwd, data), "named by --data"
    if env.get("OPENSKIES_DATA"):
        return os.path.join(cwd, env["OPENSKIES_DATA"]), "named by OPENSKIES_DATA"
    if told is not None and told.records:
        here = told.records == os.path.dirname(told.path)
        return told.records, "openskies.toml stands there" if here else f"named by {told.path}"
    return bundled(), "came with the program"


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

    def __init__(
        self, data: str | None = None, env: Mapping[str, str] | None = None, cwd: str | None = None, *, only: bool = False
    ) -> None:
        cwd = cwd or os.getcwd()
        self.settings, self.unread = defaults(cwd)
        self.folder, self.why = _found(data, env or {}, cwd, self.settings)
        self.folder = os.path.normpath(self.folder)
        self.only = only or not ON_TOP or (self.settings is not None and self.settings.only)
        self.on_top = self.why != "came with the program" and not self.only and not self.is_bundled
        self._shelf = Shelf()
        self._begin()

    def again(self, *, fresh: bool = False) -> "Register":
        """A register of the same records for another question: nothing is read or derived twice, unless it is to be `fresh`."""
        other = object.__new__(Register)
        other.folder, other.why, other._shelf = self.folder, self.why, Shelf() if fresh else self._shelf
        other.settings, other.unread, other.only, other.on_top = self.settings, self.unread, self.only, self.on_top
        other._begin()
        return other

    def _begin(self) -> None:
        self.remarks: list[str] = []
        self.understand: Callable[[str, str], tuple[str, Mapping[str, Any], Callable[[], Any]]] = _nobody
        self.tell: Callable[[str], None] = lambda _: None
        self.leave_out: Callable[[str], None] | None = None
        self._people: People | None = None
        self._opened: dict[str, None] = {}
        self._rests_on: dict[str, None] = {}
        self.unsaid: tuple[str, ...] | None = None  # what a text means that names no treaty, see `speaks`
        self._loading: list[str] = []

    # where ---------------------------------------------------------------------------------------

    @property
    def is_bundled(self) -> bool:
        """Whether these are the records that came with the program."""
        return os.path.realpath(self.folder) == os.path.realpath(bundled())

    @property
    def below(self) -> str:
        """The folder of the bundled records."""
        return bundled()

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
        return own if not files.missing(own) else os.path.join(bundled(), *(parts if parts[0] == "seeds" else ("data", *parts)))

    def record_path(self, treaty: str) -> str:
        """The file of a treaty's record: this folder's own, or the bundled one below it. It need not be there."""
        own = os.path.join(self.data, "treaties", f"{treaty}.yaml")
        return os.path.join(bundled(), "data", "treaties", f"{treaty}.yaml") if self.on_top and not os.path.lexists(own) else own

    def own_ids(self, *parts: str) -> list[str]:
        """The treaties with a record in this folder itself; of another kind of file those ids."""
        return _ids(self.own(*(parts or ("treaties",))))

    def replaced(self, *parts: str) -> list[str]:
        """The treaties (or files of another kind) whose bundled record one of this folder stands in place of."""
        below = ("seeds",) if parts == ("seeds",) else ("data", *(parts or ("treaties",)))
        return sorted({*self.own_ids(*parts)} & {*_ids(os.path.join(bundled(), *below))}) if self.on_top else []

    def in_place(self) -> str:
        """A sentence that names the records in place of bundled ones on which the answer so far rests; "" where there are none."""
        rests = sorted(self._rests_on) if self.on_top else []
        treaties = [name for name in rests if self.record_path(name) == self.own("treaties", f"{name}.yaml")]
        names = [name for name in treaties if os.path.exists(os.path.join(bundled(), "data", "treaties", f"{name}.yaml"))]
        if not names:
            return ""
        many = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        return f"{many} from {os.path.basename(self.folder)}, in place of the bundled record{'s' * (len(names) > 1)}."

    def treaty_ids(self) -> list[str]:
        """Every treaty with a record, in the order of the alphabet."""
        folder = os.path.join(self.data, "treaties")
        found = _ids(folder)
        if self.on_top and os.path.isdir(self.folder):
            begun = not self.why.startswith("named by") or os.path.exists(self.own("participants.yaml")) or self.own_ids("seeds")
            if found or begun:
                return sorted({*found, *_ids(os.path.join(bundled(), "data", "treaties"))})
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
        ids = self.named(asked, joined=joined) if asked else self._unsaid()
        readable, refused = [], None
        for n, treaty in enumerate(ids):
            if n:
                self.tell(f"reading {treaty}, {n + 1} of {len(ids)}")
            try:
                self.chronicle(treaty)
                readable.append(treaty)
            except Refused as error:
                refused = refused or error
                self.remarks.append(error.sentence + (f": {error.details[0]}" if error.details else ""))
        if len(ids) > 1:
            self.tell("")
        if refused is not None and not readable:
            self.remarks.clear()
            raise refused
        return readable

    def _unsaid(self) -> list[str]:
        """The treaties of a question that names none: what openskies.toml says, the only one of one's own, or open-skies."""
        if self.unsaid is None and self.settings is not None and self.settings.treaty:
            try:
                return self.named(self.settings.treaty)
            except Refused as wrong:
                raise Refused(wrong.code, f"{self.settings.at('treaty')}: {wrong.sentence}", wrong.details) from None
        if self.unsaid:
            return self.named(self.unsaid)
        known = self.treaty_ids()
        own = self.own_ids() if self.on_top else known
        if self.on_top and (not own or (len(own) > 1 and self.unsaid is None)):
            if own and DEFAULT_TREATY not in own:
                self.remarks.append(
                    f"no treaty was named, so this is about {DEFAULT_TREATY}; there are {len(own)} of your own in {self.folder}"
                    ' (say which with --treaty, or write treaty = "…" in an openskies.toml)'
                )
            own = [DEFAULT_TREATY]
        return [_default(own)]

    def speaks(self, seed: str = "") -> None:
        """From here on the questions are those of a text: a document of seeds/, or a file. Which treaty they mean without naming one
        is for the records beside the text to say, not for the settings of whoever reads it.
        """
        below = self.on_top and seed and not os.path.lexists(self.own("seeds", f"{seed}.yaml"))
        self.unsaid = (DEFAULT_TREATY,) if below else ()

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

        path = self.record_path(treaty)
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
        if self.on_top and path == self.own("participants.yaml"):
            path = os.path.join(bundled(), "data", "participants.yaml")
            below, _ = read_people(in_two(_bytes(path))[part] or b"participants: {}", path)
            assert below is not None
            people = people._replace(**{field: {**getattr(below, field), **getattr(people, field)} for field in people._fields})
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
            self._rests_on.update(self._opened)
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
                if os.path.isfile(self.record_path(name)):
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
        self._rests_on[treaty] = None
        return self._shelf.once(lambda: self._read_record(treaty), "record", treaty)

    def _read_record(self, treaty: str) -> "Treaty":
        from openskies_cli.reading import read_treaty

        path = self.record_path(treaty)
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

        path = self.record_path(treaty) if treaty else self.path("participants.yaml")
        self._rests_on.update({treaty: None} if treaty else {})
        return self._shelf.once(lambda: citations(_bytes(path), path), "citations", treaty)

    def claiming(self) -> list[str]:
        """The documents in seeds/ that make claims."""
        return self._shelf.once(
            lambda: [name for name in self.source_ids() if b"\nclaims:" in _bytes(self.path("seeds", f"{name}.yaml"))], "claiming"
        )

    def source_ids(self) -> list[str]:
        """The documents in seeds/ (the bundled ones where the folder has none of its own, and where it stands on top of them)."""
        own = self.own("seeds")
        below = _ids(os.path.join(bundled(), "seeds")) if self.on_top or not os.path.exists(own) else []
        return sorted({*_ids(own), *below})

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

        found, findings = read_source(_bytes(path, named=not name), path, name)
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


def _bytes(path: str, *, named: bool = False) -> bytes:
    """A file of a folder of records; links lead anywhere only where the user named the file, or where it came with the program."""
    home = files.home(path)
    try:
        return files.contents(path, () if named or home == bundled() else (home,))
    except files.Unreadable as unreadable:
        raise Refused(3, f"cannot read {path}: {unreadable.why}", (f"({unreadable.remedy})",)) from None


def _ids(folder: str) -> list[str]:
    """The records in a folder; none where there is no folder."""
    try:
        return files.names(folder)
    except files.Unreadable as unreadable:
        raise Refused(3, f"cannot read the folder {folder}: {unreadable.why}", (f"({unreadable.remedy})",)) from None


def _refuse(findings: Sequence[Diagnostic], what: str) -> None:
    """Refuse to answer from a record with an error, naming the first place."""
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise Refused(3, f"{what} has {count}, so nothing is answered from it", tuple(str(error) for error in errors[:5]))
