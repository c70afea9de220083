"""All records together: where they are, loading, who is who, and every history. What cannot be read is refused.

Reading and deriving are imported only inside the functions that load, so that a compiled register can answer without.
"""

import os
from _thread import RLock  # what threading hands out, without importing threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from openskies_cli import files, names
from openskies_cli.diagnostics import ERROR, Diagnostic, Refused, unknown

if TYPE_CHECKING:
    from openskies_cli.derive import Chronicle
    from openskies_cli.history import History, Standing
    from openskies_cli.model import Life, People, Source, Treaty
    from openskies_cli.reading import Citation

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

    The desk hands in two ways back to it: `understand` takes a question as typed and the day it is asked on, and gives its
    name, what its words mean, and a function that answers it with a Table; `tell` says what is being done, where that takes
    long and somebody looks.
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
        return own if not files.missing(own) else os.path.join(bundled(), *(parts if parts[0] == "seeds" else ("data", *parts)))

    def treaty_ids(self) -> list[str]:
        """Every treaty with a record, in the order of the alphabet."""
        folder = os.path.join(self.data, "treaties")
        found = _names(folder)
        if found:
            return found
        if not os.path.isdir(self.folder):
            raise Refused(2, f"there is no folder {self.folder}", (f"({self.why}; a records folder holds data/treaties/*.yaml)",))
        raise Refused(
            3,
            f"no treaty records in {folder}",
            (f"({self.folder} {self.why}; a records folder holds data/treaties/*.yaml and may hold seeds/)",),
        )

    def treaties(self, asked: Sequence[str] = ()) -> list[str]:
        """The treaties asked for: ids, `all`, or the default. One that cannot be read is refused, or left out with a remark
        where others can answer.
        """
        ids = self.named(asked or [_default(self.treaty_ids())])
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

    def named(self, asked: Sequence[str]) -> list[str]:
        """The treaties asked for by ids or `all`, whether or not their records can be read."""
        known = self.treaty_ids()
        return known if "all" in asked else list(dict.fromkeys(_known(name, known) for name in asked))

    # who -----------------------------------------------------------------------------------------

    @property
    def people(self) -> "People":
        """participants.yaml."""
        if self._people is None:
            self._people = self._shelf.once(self._read_people, "people")
        return self._people

    def _read_people(self) -> "People":
        from openskies_cli.reading import read_people

        path = self.path("participants.yaml")
        people, findings = read_people(_bytes(path), path)
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

    def participant(self, name: str, on: str) -> str:
        """The code of the participant that `name` means on the day `on`."""
        how, codes = self.meant(name)
        if how in ("code", "name"):
            return codes[0]
        meant = (
            f"did you mean {' or '.join(self._called(code, on) for code in codes)}?"
            if codes
            else "type a code such as RU, or a name such as Russia"
        )
        raise Refused(2, f"'{name}' {'is not clear' if how == 'ambiguous' else 'is no participant'}; {meant}")

    def meant(self, name: str) -> tuple[str, tuple[str, ...]]:
        """How a name is understood, and the codes it may mean: one by its `code` or `name`, several where it is `ambiguous`,
        those with a name `near` to it, none where it is `unknown`.
        """
        if name in self.people.participants:
            return "code", (name,)
        folded = names.fold(name)
        codes = self.known_names.get(folded, ())
        if len(codes) == 1 and folded not in self._asked_back:
            return "name", codes
        if any(name in self._derived(treaty).chronicle.histories for treaty in self._opened):  # a code only a record knows
            return "code", (name,)
        near = codes or tuple(names.near(name, self.known_names))
        return "ambiguous" if codes else "near" if near else "unknown", near

    @property
    def _asked_back(self) -> set[str]:
        """Words that are never taken for an answer: they may mean several, or a slip of one and the name of another."""
        return {names.fold(word) for word in self.people.ambiguous}

    def names_of(self, code: str) -> tuple[str, ...]:
        """Every code and name that means this participant and nobody else, in whatever language."""
        ambiguous = self._asked_back
        return tuple(name for name in dict.fromkeys(_all_names(self.people, code)) if names.fold(name) not in ambiguous)

    def _called(self, code: str, on: str) -> str:
        return f"{self.name(code, on)} ({code})"

    def name(self, code: str, on: str) -> str:
        """The common English name on that day; the code itself where participants.yaml has none."""
        person = self.people.participants.get(code)
        if person is None:
            return code
        earlier = [(former.to.latest, former.name) for former in person.continues if former.to and on <= former.to.latest.isoformat()]
        return min(earlier)[1] if earlier else person.name

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
        """The treaty's own status on a day: not-in-force, in-force, terminated, expired, superseded."""
        return self.chronicle(treaty).standing.on(on)

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
        return _names(folder)

    def source(self, name: str) -> "Source":
        """One document of seeds/. Refused where it is not there or cannot be read."""
        return self._shelf.once(lambda: self.source_file(self.path("seeds", f"{name}.yaml"), name), "source", name)

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


def _known(name: str, known: Sequence[str]) -> str:
    """The id that was meant: its spelling may differ in case, spaces and underscores."""
    folded = name.casefold().replace(" ", "-").replace("_", "-")
    if folded in known:
        return folded
    raise unknown(f"no record of a treaty '{name}'", folded, known, details=(_listed(known),))


def _listed(known: Sequence[str]) -> str:
    return f"known: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}"


def _all_names(people: "People", code: str) -> Iterator[str]:
    person = people.participants[code]
    yield code
    yield person.name
    yield from (text for text in (person.official, person.alpha2, person.alpha3) if text)
    yield from person.names.values()
    yield from person.aliases
    for former in person.continues:
        yield from (text for text in (former.code, former.alpha2, former.alpha3, former.name) if text)
        yield from former.aliases


def _bytes(path: str, *, named: bool = False) -> bytes:
    """A file of a folder of records; links lead anywhere only where the user named the file, or where it came with the program."""
    home = files.home(path)
    try:
        return files.contents(path, () if named or home == bundled() else (home,))
    except files.Unreadable as unreadable:
        raise Refused(3, f"cannot read {path}: {unreadable.why}", (f"({unreadable.remedy})",)) from None


def _names(folder: str) -> list[str]:
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
