"""What people type -> a participant. Never a guess: a name that may mean several gives all of them."""

import unicodedata
from collections.abc import Iterable, Mapping

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
