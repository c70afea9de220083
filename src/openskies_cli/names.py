"""What people type -> a participant. Never a guess: a name that may mean several gives all of them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openskies_cli.model import Person

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


def near(typed: str, known: Mapping[str, tuple[str, ...]], most: int = 4) -> list[str]:
    """The codes whose names are nearest to what was typed, best first."""
    from difflib import SequenceMatcher, get_close_matches

    folded = fold(typed)
    close = get_close_matches(folded, known, n=24, cutoff=0.66)
    close += [key for key in known if len(folded) > 3 and folded in key.split() and key not in close]
    close.sort(key=lambda key: -SequenceMatcher(None, folded, key).ratio())
    return list(dict.fromkeys(code for key in close for code in known[key]))[:most]


def known(code: str, person: "Person") -> Iterator[tuple[str, str | None, str | None, str]]:
    """Everything that means this participant, what is used first first.

    Each with its kind (code, name, official, alias, former-name), its language, and the last day under that name.
    """
    for text in (code, person.alpha2, person.alpha3):
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
        for text in (former.code, former.alpha2, former.alpha3):
            if text:
                yield "code", None, until, text
        for text in (former.name, *former.aliases):
            yield "former-name", None, until, text
