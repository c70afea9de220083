"""What people type -> a participant. Never a guess: a name that may mean several gives all of them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openskies_cli.model import Person, Territory

_APOSTROPHES = dict.fromkeys(map(ord, ".'`´‘’ʼʹ"))
"""Written in many ways, or left out: Côte d'Ivoire, U.K."""


def fold(text: str) -> str:
    """A name without what people type differently: case, accents, punctuation, a leading "the"."""
    bare = text.translate(_APOSTROPHES).casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare).casefold() if not unicodedata.combining(c)).translate(_APOSTROPHES)
    words = "".join(c if c.isalnum() else " " for c in bare.replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def index(named: Iterable[tuple[str, Iterable[str]]], ambiguous: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Folded name -> the codes it may mean. `ambiguous` words mean several whoever else claims them."""
    found: dict[str, tuple[str, ...]] = {}
    for code, names in named:
        for name in names:
            key = fold(name)
            codes = found.get(key, ())
            if key and code not in codes:
                found[key] = (*codes, code)
    for word, codes in ambiguous.items():
        found[fold(word)] = codes
    return found


def near(typed: str, known: Mapping[str, tuple[str, ...]], most: int = 4, *, words: bool = True) -> list[str]:
    """The codes whose names are nearest to what was typed, best first; none where nothing is but a slip away.

    With `words`, names of which it is one word also count, or nearly one.
    """
    from difflib import SequenceMatcher, get_close_matches

    folded = fold(typed)
    if not 3 < len(folded) < 80:  # a code has no neighbours, and no name is longer
        return []
    slips = {key: slip for key in get_close_matches(folded, known, n=24, cutoff=0.7) if len(key) > 3 and (slip := _slip(folded, key)) < 9}
    if words:
        slips |= {word: 1 for word in folded.split() if len(word) > 3 and word in known}
    if words and " " not in folded:
        every = {word for key in known if " " in key for word in key.split() if len(word) > 3}
        alike = {word for word in get_close_matches(folded, every, n=4, cutoff=0.85) if _slip(folded, word) < 2}
        slips |= {key: 5 for key in known if key not in slips and not alike.isdisjoint(key.split())}
    nearest = min(slips.values(), default=0)
    close = sorted(
        (key for key in slips if slips[key] <= nearest + 1), key=lambda key: (slips[key], -SequenceMatcher(None, folded, key).ratio())
    )
    return list(dict.fromkeys(code for key in close for code in known[key]))[:most]


def _slip(typed: str, name: str) -> int:
    """How many letters are wrong, missing, too many or turned; 9 where that is more than a slip in a word of this length."""
    most = 1 if len(name) < 7 else 2 if len(name) < 11 else 3
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(name, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == name[j - 2] and typed[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] if row[-1] <= most else 9


def known(code: str, person: "Person") -> Iterator[tuple[str, str | None, str | None, str]]:
    """Everything that means this participant, what is used first first.

    Each with its kind (code, name, official, alias, former-name), its language, and the last day under that name.
    """
    for text in (code, person.alpha2, person.alpha3, person.m49):
        if text:
            yield "code", None, None, text
    yield "name", "en", None, person.name
    if person.official:
        yield "official", "en", None, person.official
    for language, text in person.names.items():
        yield "name", language, None, text
    for text in person.aliases:
        yield "alias", None, None, text
    for former in person.continues:
        until = str(former.to) if former.to else None
        for text in (former.code, former.alpha2, former.alpha3, former.m49):
            if text:
                yield "code", None, until, text
        for text in (former.name, *former.aliases):
            yield "former-name", None, until, text


def of_territory(code: str, territory: "Territory") -> Iterator[tuple[str, str | None, str | None, str]]:
    """Everything that means this territory, as `known` gives it."""
    for text in (code, territory.alpha3, territory.m49):
        if text:
            yield "code", None, None, text
    yield "name", "en", None, territory.name
    for language, text in territory.names.items():
        yield "name", language, None, text
    for text in territory.aliases:
        yield "alias", None, None, text
