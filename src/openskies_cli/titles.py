"""What people type -> a treaty. Never a guess: what fits several, or only nearly, gives candidates.

A treaty is meant by one of its names, or by words that together fit only its names. Words are compared without case, accents,
punctuation and little words; `IV` is `4`; a word for the kind of instrument (treaty, convention, in whatever language) may be left
out, and added where that makes it no other instrument: a Geneva Convention is not the Geneva Protocol.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from openskies_cli import names

_KINDS = {
    "treaty": """treaty treaties traite traites tratado tratados trattato vertrag vertrags verdrag traktat traktaat ubereinkommen
        договор договора договір""",
    "convention": "convention conventions konvention convencion convencao convenzione conventie konwencja конвенция конвенции конвенція",
    "agreement": "agreement agreements accord accords pact abkommen acuerdo acuerdos acordo accordo akkoord соглашение соглашения угода",
    "protocol": "protocol protocols protocole protocolo protokoll protokol protocollo протокол",
}
KINDS = {word: kind for kind, several in _KINDS.items() for word in several.split()}
"""A word for the kind of an instrument, folded -> the kind. `treaty` goes for all of them."""

_LITTLE = """a an and at by for from in its of on or the their to with de der die das des dem den du d l la las le les el los del
    della di da do dos el en et e y o os sobre sur pour contre und uber von vom zur zum im van het op о об по и в на та 的"""
LITTLE = frozenset(_LITTLE.split())
"""Words that are said or left out: they tell no treaty from another."""

_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_SPELLED = "one two three four five six"
NUMERALS = {numeral: str(number) for row in (_NUMERALS, _SPELLED) for number, numeral in enumerate(row.split(), start=1)}

_WEAK = "united states america american usa us ussr soviet union socialist republics russian russia federation between"
WEAK = frozenset(_WEAK.split())
"""Who made a treaty: never enough to mean one."""

ELISION = re.compile(r"\b(?:d|l|s|n|qu|dell|nell|sull|all)['’ʼ´`]", re.IGNORECASE)
SEAM = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Between a letter and a figure: START1."""

LONG = 72
"""A title of more letters is called by a shorter name where the treaty has one."""
MOST = 4
"""So many candidates are named."""
LONGEST = 100
"""No name has so many words."""
JOINED = 12
"""So many words may be one name."""


class Named(NamedTuple):
    """What the head of a record says of its names. `others` are its aliases, `years` those of its adoption and opening."""

    id: str
    title: str = ""
    short: str = ""
    others: tuple[str, ...] = ()
    place: str = ""
    years: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name by which people will know it: its title, or a shorter one where that is long."""
        known = [name for name in (self.title, *self.others, self.short) if name]
        return next((name for name in known if " " in name and len(name) <= LONG), self.short or self.title or self.id)


class Meant(NamedTuple):
    """What was found: one treaty where it is `sure`; else those that may be meant, the likeliest first."""

    ids: tuple[str, ...] = ()
    sure: bool = False


def raw(text: str) -> list[str]:
    """The words as they are typed, folded."""
    return names.fold(SEAM.sub(" ", ELISION.sub(" ", text))).split()


def words(text: str) -> tuple[str, ...]:
    """The words that tell treaties apart, kinds and numerals in one form; all of them where only little ones are left."""
    return _telling(raw(text))


def _telling(typed: Sequence[str]) -> tuple[str, ...]:
    said = [NUMERALS.get(word, KINDS.get(word, word)) for word in typed]
    return tuple(word for word in said if word not in LITTLE) or tuple(said)


ALL_KINDS = frozenset(KINDS.values())


def _told(said: Iterable[str]) -> frozenset[str]:
    """The words without those for a kind."""
    return frozenset(said) - ALL_KINDS


class _Names:
    """The names of one treaty, as they are compared."""

    __slots__ = ("glued", "id", "named", "place", "sets", "spellings", "told", "words", "years")

    def __init__(self, named: Named) -> None:
        self.named, self.id = named, named.id
        typed = [raw(text) for text in (named.id, named.title, named.short, *named.others) if text]
        sequences = [_telling(one) for one in typed]
        self.sets = [frozenset(sequence) for sequence in sequences]
        self.spellings = {" ".join(sequence) for sequence in sequences} | {"".join(one) for one in typed}
        self.words = frozenset().union(*self.sets)
        self.glued = frozenset(glued for one in typed for glued in _glued(one))
        self.told = frozenset("".join(word for word in sequence if word not in ALL_KINDS) for sequence in sequences)
        self.place, self.years = _told(words(named.place)), frozenset(named.years)

    def has(self, word: str) -> bool:
        return word in self.words or word in self.glued

    def begins(self, word: str) -> bool:
        """Whether a word of its names begins so; an s at the end may be too much."""
        stems = (word, word[:-1]) if len(word) > 4 and word[-1] == "s" else (word,)
        return self.has(word) or any(known.startswith(stem) for stem in stems if len(stem) > 2 for known in (*self.words, *self.glued))

    def spelled_like(self, glued: str) -> float:
        """How like the whole of a name this is, 0 where it is not very."""
        best = max((_ratio(glued, known) for known in self.spellings if " " not in known), default=0.0) if len(glued) > 4 else 0.0
        return best if best >= VERY else 0.0


def _glued(typed: Sequence[str]) -> Iterator[str]:
    """Neighbours as one word: landmines, nonproliferation."""
    for many in (2, 3):
        for at in range(len(typed) - many + 1):
            yield "".join(typed[at : at + many])


def _covered(said: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Whether every word fits, alone or as one with the next."""
    before, here = False, True  # whether all up to the word before the last, and up to the last, do
    for at, word in enumerate(said):
        before, here = here, (here and fits(word)) or (before and fits(said[at - 1] + word))
    return here


class Index:
    """The names of all treaties of a folder."""

    def __init__(self, named: Iterable[Named]) -> None:
        self.all = [_Names(one) for one in named]
        self.called = {one.id: one.named.called for one in self.all}
        self._often: dict[str, int] = {}
        for one in self.all:
            for word in one.words | one.glued:
                self._often[word] = self._often.get(word, 0) + 1

    # One name -------------------------------------------------------------------------------------

    def find(self, typed: str) -> Meant:
        """The treaty that is meant, or those that may be."""
        said = words(typed)
        if not said or len(said) > LONGEST:
            return Meant()
        by_name = (self._by_name, self._by_name_without_kind) if _told(said) == {*said} else (self._by_name,)  # a kind was left out
        for tier in (
            *by_name,
            self._by_words,
            self._by_name_without_kind,
            self._by_words_without_kind,
            self._by_beginnings,
            self._by_number,
        ):
            fitting, surely = tier(typed, said)
            if len(fitting) == 1 and surely(fitting[0]):
                return Meant((fitting[0].id,), sure=True)
            if fitting:
                return Meant(tuple(one.id for one in sorted(fitting, key=lambda one: (-_alike(said, one), one.id))))
        return Meant(self._near(typed, said))

    def exact(self, typed: str) -> bool:
        """Whether this is the whole of a name that only one treaty has."""
        return len(self._by_name(typed, words(typed))[0]) == 1

    def _by_name(self, typed: str, said: tuple[str, ...]) -> "Tier":
        """The whole of a name; the same words in another order."""
        if not _told(said):
            return [], _surely
        spelled, glued = " ".join(said), "".join(raw(typed))
        found = [one for one in self.all if spelled in one.spellings or glued in one.spellings]
        return found or [one for one in self.all if frozenset(said) in one.sets], _surely

    def _by_words(self, _typed: str, said: tuple[str, ...]) -> "Tier":
        return self._fitting(said, said, _Names.has), lambda one: self._same_kind(one, said, _told(said))

    def _by_name_without_kind(self, _typed: str, said: tuple[str, ...]) -> "Tier":
        """The same name but for the word for its kind."""
        told = _told(said)
        glued = "".join(word for word in said if word in told)
        if not _strong(told):
            return [], _surely
        found = [one for one in self.all if told in map(_told, one.sets) or glued in one.told]
        return found, lambda one: self._same_kind(one, said, told, glued)

    def _by_words_without_kind(self, _typed: str, said: tuple[str, ...]) -> "Tier":
        return self._without_kind(said, _Names.has)

    def _by_beginnings(self, _typed: str, said: tuple[str, ...]) -> "Tier":
        if len("".join(said)) < 4:
            return [], _surely
        found = self._fitting(said, said, _Names.begins)
        return (found, lambda one: self._same_kind(one, said, _told(said))) if found else self._without_kind(said, _Names.begins)

    def _by_number(self, _typed: str, said: tuple[str, ...]) -> "Tier":
        """A kind and a number are never enough: Protocol IV."""
        numbered = len({word.isdigit() for word in said}) == 2 and all(word.isdigit() or word in ALL_KINDS for word in said)
        return [one for one in self.all if numbered and any(a.issuperset(said) for a in one.sets)], lambda _: False

    def _without_kind(self, said: tuple[str, ...], fits: Callable[[_Names, str], bool]) -> "Tier":
        told = tuple(word for word in said if word not in ALL_KINDS)
        return self._fitting(said, told, fits) if told else [], lambda one: self._same_kind(one, said, frozenset(told))

    def _fitting(self, said: tuple[str, ...], told: Sequence[str], fits: Callable[[_Names, str], bool]) -> list[_Names]:
        """Those whose names hold all these words, of which one must be its own."""
        if not _strong(said):
            return []
        found = [one for one in self.all if self._holds(one, told, fits)]
        return [one for one in found if any(not _weak(word, one) for word in _told(told))]

    def _holds(self, one: _Names, told: Sequence[str], fits: Callable[[_Names, str], bool]) -> bool:
        """Whether its names hold all these words; a number in one name with another of them, or it is its year."""
        spoken = [word for word in told if word not in one.years]
        numbers = {word for word in spoken if word.isdigit()}
        about = _told(word for word in spoken if not word.isdigit())
        return (
            _strong(spoken)
            and _covered(spoken, partial(fits, one))
            and (not numbers or any(numbers <= a and not about.isdisjoint(a) for a in one.sets))
        )

    def _same_kind(self, one: _Names, said: Sequence[str], told: frozenset[str], glued: str = "") -> bool:
        """Whether the kinds that were said make it no other instrument."""
        kinds = ALL_KINDS.intersection(said)
        if told <= one.place:  # a city has many treaties
            return not kinds or any(kinds | told <= a for a in one.sets)
        added = kinds - one.words
        if "protocol" in added:  # the protocol to a treaty is another one
            return False
        if added <= {"treaty"} or (len(told) > 1 and told in map(_told, one.sets)):
            return True
        return any(ALL_KINDS.isdisjoint(a) and (a == told or "".join(a) == glued) for a in one.sets)

    # Nearly ---------------------------------------------------------------------------------------

    def _near(self, typed: str, said: tuple[str, ...]) -> tuple[str, ...]:
        """Those with more than half of the words, rare ones counting most, or a spelling close to it; the likeliest first."""
        told = [word for word in said if not (word in ALL_KINDS or word in WEAK or word in LITTLE)]
        glued = "".join(raw(typed))
        scores = {one.id: self._score(told, one) or one.spelled_like(glued) for one in self.all}
        best = max(scores.values(), default=0.0)
        alike = {one.id: scores[one.id] + 0.1 * _alike(said, one) for one in self.all if scores[one.id] > max(NEAR, 0.75 * best)}
        return tuple(sorted(alike, key=lambda treaty: (-alike[treaty], treaty))[:MOST])

    def _score(self, told: Sequence[str], one: _Names) -> float:
        hit = missed = about = 0.0
        for word in told:
            likeness, known = self._likest(word, one)
            weight = max(0.6, self._often[known] ** -0.5) if known else 0.5 if word.isdigit() else 1.0
            weight *= 1.5 if likeness == 1 and known in one.told else 1.0  # a whole name, with something beside it
            hit, missed = hit + weight * likeness, missed + weight * (1 - likeness)
            about += likeness if not word.isdigit() else 0
        if not about:
            return 0.0
        glued = "".join(told)
        by_letters = max((_ratio(glued, known) for known in one.told if known), default=0.0) if len(glued) > 4 else 0.0
        return max(hit / (hit + missed), by_letters)

    def _likest(self, word: str, one: _Names) -> tuple[float, str]:
        """How like the likest word of its names is, and which that is."""
        if one.has(word):
            return 1.0, word
        if word.isdigit():
            return 0.0, ""
        known = [a for a in (*one.words, *one.glued) if a not in ALL_KINDS and not a.isdigit()]
        stem = word[:-1] + {"s": "", "y": "i"}.get(word[-1], word[-1])  # sky, skies
        begun = min((a for a in known if len(word) > 2 and a.startswith(stem)), key=len, default="")
        if begun:
            return 0.9, begun
        if word in self._often:  # a word that others have is no slip
            return 0.0, ""
        return max(((_ratio(word, a), a) for a in known), default=(0.0, ""))

    # Several --------------------------------------------------------------------------------------

    def holding(self, typed: str) -> list[str]:
        """The treaties whose names hold all these words or their beginnings; a word for a kind may be left out."""
        said = words(typed)
        told = [word for word in said if word not in ALL_KINDS]
        for looked_for in (said, told) if len(said) <= LONGEST else ():
            found = [one.id for one in self.all if looked_for and _covered(looked_for, one.begins)]
            if found:
                return found
        return []

    def begun(self, typed: str) -> Iterator[tuple[str, str]]:
        """Every name that begins so and means one treaty, and what that is called."""
        for one in self.all:
            for name in (one.named.title, one.named.short, *one.named.others):
                if name.lower().startswith(typed.lower()) and self.exact(name):
                    yield name, one.named.called

    def parts(self, typed: Sequence[str]) -> list[str]:
        """Words as names: neighbours that name one treaty together are one name, and what is a treaty by itself stays that.

        What names nothing stays together, so that it can be asked back as it was typed.
        """
        exact = {word: self.exact(word) for word in dict.fromkeys(typed)}
        alone = [exact[word] for word in typed]
        best: list[tuple[int, list[str]] | None] = [(0, [])]  # to each word: how many exact names inside others, and the names
        for end in range(1, len(typed) + 1):
            ways = []
            for start in range(max(0, end - JOINED), end):
                so_far, name = best[start], " ".join(typed[start:end])
                if so_far is not None and self.find(name).sure:
                    ways.append((so_far[0] + (sum(alone[start:end]) if end - start > 1 else 0), [*so_far[1], name]))
            best.append(min(ways, key=lambda way: (way[0], len(way[1])), default=None))
        if best[-1] is not None:
            return best[-1][1]
        said: list[str] = []
        for word, by_itself, after in zip(typed, alone, [True, *alone], strict=False):
            if by_itself or after:
                said.append(word)
            else:
                said[-1] += f" {word}"
        return said


Tier = tuple[list[_Names], Callable[[_Names], bool]]
"""Those that fit, and whether the only one of them is surely meant."""

NEAR, ALIKE, VERY = 0.5, 0.8, 0.88
"""The least of a likeness by words, by letters, and by the letters of everything that was typed."""


def _surely(_: _Names) -> bool:
    return True


def _strong(said: Iterable[str]) -> bool:
    """Whether one of the words may mean a treaty by itself."""
    return any(not (word.isdigit() or word in WEAK or word in LITTLE) for word in _told(said))


def _weak(word: str, one: _Names) -> bool:
    """Whether a word is no more than a number, or the beginning of one that tells nothing."""
    return word.isdigit() or word in WEAK or (not one.has(word) and all(known in WEAK for known in one.words if known.startswith(word)))


def _alike(said: Sequence[str], one: _Names) -> float:
    """How much of one of its names was said, from 0 to 1."""
    ways = [frozenset(said), *(frozenset((*said[:at], said[at] + said[at + 1], *said[at + 2 :])) for at in range(len(said) - 1))]
    return max(len(these & a) / len(these | a) for a in one.sets for these in ways)


def _ratio(typed: str, known: str) -> float:
    """How alike two spellings are, 0 where they are not: of short words only a slip or two letters that changed places."""
    if abs(len(typed) - len(known)) > 3:
        return 0.0
    same = typed[:1] == known[:1]
    if min(len(typed), len(known)) < 5:
        slip = len(typed) > 2 and same and (sorted(typed) == sorted(known) or (len(typed) > 3 and _one_off(typed, known)))
        return ALIKE if slip else 0.0
    from difflib import SequenceMatcher

    matcher, least = SequenceMatcher(None, known, typed), ALIKE if same else 0.85
    return matcher.ratio() if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least else 0.0


def _one_off(typed: str, known: str) -> bool:
    """Whether one letter is another."""
    return len(typed) == len(known) and sum(a != b for a, b in zip(typed, known, strict=True)) == 1
