"""The words of a WHO -> participants on a day: codes, names, groups, and what is no participant. Never a guess.

as typed                                    is read as
RU, RUS, 643, Russia, Россия                one participant
RU,US or North Korea, without quotes        the longest runs of words that are names
Korea, Rep. of · Iran (Islamic Rep. of)     the words of one name, in any order, abbreviated
Myanmar (formerly Burma)                    two names, where both are one participant's
Germany*, Albania 1                         a name with the mark of a footnote
NATO, EU members, P5                        a group: its members that day
Hong Kong                                   a territory: no participant
Yugoslavia                                  several bore it: decided by the day, else asked back
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openskies_cli import names
from openskies_cli.dates import full
from openskies_cli.diagnostics import Refused
from openskies_cli.sentences import named

if TYPE_CHECKING:
    from openskies_cli.dates import Day
    from openskies_cli.model import People, Tenure, Territory

SURE = ("code", "name", "group", "territory")
"""How words are understood that mean one thing; the others are `ambiguous`, `near` to a name, and `unknown`."""

LONGEST_RUN = 10
"""So many pieces may make one name."""

LONGEST_NAME = 150
"""No name has so many letters, with all that may stand behind it."""

MOST_NEAR = 8
"""For so many unknown names in one question what is near is looked for."""

SMALL = frozenset({"the", "of", "and"})
"""Words that tell no two names apart."""

KNOWN = frozenset({"member", "members", "countries"})
"""Words that stand in no name on file and may be part of one as it is typed."""

MARKS = frozenset("()[]/*")
"""What stands between two names of one participant."""

JOINING = frozenset({"and", "&", "et", "und", "or"})
"""Words between two names of a list. In small letters: AND is Andorra."""

FORMER = frozenset({"former", "formerly", "ex"})
"""Words before or behind a name that is borne no more."""

SAME: dict[str, str] = {
    short: long
    for long, shorts in {
        "republic": "rep repub r",
        "democratic": "dem democ d",
        "federal": "fed federated federation",
        "peoples": "people p",
        "socialist": "soc",
        "saint": "st ste",
        "islands": "is isl isls island isles",
        "states": "sts",
        "south": "s southern",
        "north": "n northern",
        "united": "utd",
        "equatorial": "eq equat",
        "central": "cent cen",
        "peoples democratic republic": "pdr",
        "democratic peoples republic": "dpr",
        "herzegovina": "herz",
        "grenadines": "gren",
        "african": "afr",
        "territory": "terr territories",
        "plurinational": "plurin plur",
    }.items()
    for short in shorts.split()
}
"""A word of a name -> what it is written for. The right side stands for all of them."""

QUALIFYING = frozenset(
    {*SMALL, *FORMER, *" ".join(SAME.values()).split()}
    | {
        "kingdom",
        "state",
        "union",
        "commonwealth",
        "principality",
        "islamic",
        "arab",
        "bolivarian",
        "revolutionary",
        "metropolitan",
        "province",
    }
) - {"saint", "islands", "african", "herzegovina", "grenadines"}
"""Words that go with a name behind a comma, and are none."""

ELIDED = re.compile(r"\b([dl]) (?=[aeiouh])")
"""What stands before an apostrophe that became a space: Cote d Ivoire."""

FOOTNOTE = re.compile(
    r"(?:\s*[*†‡§#°⁰¹²³⁴-⁹]|\s*[(\[]\s*(?:\d{1,3}|[a-z]|\*+)(?:\s*[,;]\s*(?:\d{1,3}|[a-z]))*\s*[)\]]|\s+\d{1,2}(?:\s*,\s*\d{1,2})*)+\s*$"
)
"""What tables put behind a name."""

TWO_NAMES = re.compile(
    r"(?P<one>.+?)\s*(?:[(\[/]|\s[-–—]\s|,?\s(?=(?:formerly|fmr|aka|previously|ex|or)\b))\s*(?P<other>.+?)[\s)\]]*$", re.IGNORECASE
)
FORMERLY = re.compile(r"(?:formerly(?: known as| called)?|former(?:ly)?|fmr\.?|previously|ex|until \d{4}|was)[\s:,-]+", re.IGNORECASE)
ALSO = re.compile(r"(?:aka|a\.k\.a\.|also(?: known as| called)?|or|i\.e\.|now|since \d{4})[\s:,]+", re.IGNORECASE)

_SAID = r"(?:member states|members?|member countries|states|countries)"
MEMBERS = (re.compile(rf"{_SAID} of (?:the )?(.+)"), re.compile(rf"(.+?) {_SAID}"))
"""Ways to say the members of a group, folded."""


class Meaning(NamedTuple):
    """How some of the words were understood: what was typed, how, and the codes it means or may mean; of a group its key."""

    typed: str
    how: str
    codes: tuple[str, ...] = ()
    group: str = ""


class Piece(NamedTuple):
    """A part of what was typed: which word of the command line, whether it is all of it, and what stood before it."""

    text: str
    word: int
    whole: bool
    glue: str


class Book:
    """All names that may be typed, folded; made once for one participants.yaml."""

    def __init__(self, people: "People", territories: "Mapping[str, Territory]") -> None:
        self.people, self.territories = people, territories
        named = [(code, [text for *_, text in names.known(code, person)]) for code, person in people.participants.items()]
        named += [(code, [text for *_, text in names.of_territory(code, one)]) for code, one in territories.items()]
        self.index = names.index(named, people.ambiguous)
        self.asked_back = {names.fold(word) for word in people.ambiguous}
        self.borne = {names.fold(word): told for word, told in people.borne.items()}
        self.groups: dict[str, str] = {}
        for key, group in people.groups.items():
            for text in (key, group.get("name", ""), *group.get("aliases", ())):
                self.groups.setdefault(names.fold(text), key)
        self._bags: dict[str, tuple[str, ...]] = {}
        self._parts: set[str] = set()

    # One phrase ----------------------------------------------------------------------------------

    def find(self, text: str, on: str, *, typed_apart: bool = False) -> Meaning | None:
        """What a phrase means as a whole; None where it is no name. Words `typed_apart` must be a name as it is written."""
        if text in self.people.participants:
            return Meaning(text, "code", (text,))
        folded = names.fold(text)
        found = self._named(folded, text, on)
        if found is None and (not typed_apart or (MARKS | {","}) & set(text)):
            found = self._odd(text, on)
        return found

    def _named(self, folded: str, text: str, on: str) -> Meaning | None:
        codes = self.index.get(folded)
        if codes:
            return self._decided(codes, folded, text, on)
        for key in (folded, *(match[1] for form in MEMBERS if (match := form.fullmatch(folded)))):
            if key in self.groups:
                group = self.groups[key]
                return Meaning(text, "group", self.members(group, on), group)
        return None

    def _odd(self, text: str, on: str) -> Meaning | None:
        """Numbers without their zeros, marks of footnotes, inverted and abbreviated names, two names for one."""
        plain = text.strip()
        if len(plain) > LONGEST_NAME:
            return None
        if plain.isascii() and plain.isdigit() and len(plain) < 3:
            return self._named(plain.zfill(3), text, on)
        bare = FOOTNOTE.sub("", plain)
        if bare and bare != plain:
            found = self._named(names.fold(bare), text, on) or self._odd(bare, on)
            return found and found._replace(typed=text)
        first, *rest = names.fold(text).split() or [""]
        for word, others in ((first, rest), (rest[-1] if rest else "", [first, *rest[:-1]])):
            if word in FORMER and (found := self._named(" ".join(others), text, on)):
                return found
        elided = ELIDED.sub(r"\1", names.fold(text))
        codes = self.index.get(elided) or self.bags.get(_bag(names.fold(text)), ())
        return self._decided(codes, "", text, on) if codes else self._two(text, on)

    def _two(self, text: str, on: str) -> Meaning | None:
        """X (Y), X / Y, X formerly Y: where both are names of one; else both are candidates."""
        match = TWO_NAMES.fullmatch(text.strip())
        if match is None:
            return None
        other = match["other"]
        was = FORMERLY.match(other)
        also = was or ALSO.match(other)
        one, two = self._may_mean(match["one"]), self._may_mean(other[also.end() :] if also else other)
        both = tuple(code for code in one if code in two)
        if not both and was:
            both = tuple(code for code in one if code in self.people.participants and set(two) & self._before(code))
        if not both:
            both = tuple(code for code in one if code in self.territories and set(two) & {told[0] for told in self.territories[code].of})
        if both:
            return self._decided(both, "", text, on)
        return (
            Meaning(text, "ambiguous" if one and two else "near", (*one, *(code for code in two if code not in one)))
            if one or two
            else None
        )

    def _may_mean(self, text: str) -> tuple[str, ...]:
        folded = names.fold(FOOTNOTE.sub("", text))
        return self.index.get(folded) or self.bags.get(_bag(folded), ())

    def _before(self, code: str) -> set[str]:
        """Whom a participant follows as another one."""
        person = self.people.participants.get(code)
        return set() if person is None else {former for one in person.succeeds for former in (one, *self._before(one))}

    @property
    def bags(self) -> Mapping[str, tuple[str, ...]]:
        """The words of every name, in no order, the small ones left out -> the codes. Codes are no words."""
        if not self._bags:
            found: dict[str, tuple[str, ...]] = {}
            for folded, codes in self.index.items():
                if " " in folded or (len(folded) > 3 and folded not in SAME):  # Island is Iceland, Islands is nobody
                    key = _bag(folded)
                    found[key] = (*found.get(key, ()), *(code for code in codes if code not in found.get(key, ())))
            self._bags = found
        return self._bags

    def _decided(self, codes: tuple[str, ...], folded: str, text: str, on: str) -> Meaning:
        """One of those who bear a name: the only one; the only one that bore it that day; a territory while it was one."""
        if folded in self.borne:
            bore = tuple(dict.fromkeys(told[0] for told in self.borne[folded] if within(told, on)))
            codes = bore or codes
            if len(codes) > 1 or not bore:
                return Meaning(text, "ambiguous", codes)
        elif folded in self.asked_back:
            return Meaning(text, "ambiguous", codes)
        elif len(codes) > 1:
            standing = [code for code in codes if code not in self.people.participants and self.existed(code, on)]
            became = {self.territories[code].became for code in standing}
            left = tuple(code for code in codes if code in standing or (code in self.people.participants and code not in became))
            codes = left or codes
        if len(codes) > 1:
            return Meaning(text, "ambiguous", codes)
        return Meaning(text, "name" if codes[0] in self.people.participants else "territory", codes)

    def existed(self, code: str, on: str) -> bool:
        """Whether there was such a territory on a day, as far as is known."""
        day = full(on)
        spans = self.territories[code].existed
        return not spans or any((first is None or day >= first.earliest) and (gone is None or day < gone.latest) for first, gone in spans)

    def members(self, group: str, on: str) -> tuple[str, ...]:
        """Who belongs to a group that day; both ends of a membership are included."""
        return tuple(told[0] for told in self.people.groups[group]["members"] if within(told, on))

    def near(self, typed: str) -> Meaning:
        """What is near to something that means nothing; of a territory never a State."""
        if (QUALIFYING | {"islands", "saint"}).issuperset(_bag(names.fold(typed)).split()):
            return Meaning(typed, "unknown")
        codes = names.near(typed, self.index) or names.near(typed, {key: (group,) for key, group in self.groups.items()}, words=False)
        return Meaning(typed, "near" if codes else "unknown", tuple(codes))

    def _open(self, text: str) -> Meaning:
        """A name with something behind the comma that no name has: all names with its words are candidates."""
        folded = f" {names.fold(text.partition(',')[0])} "
        codes = dict.fromkeys(code for key, several in self.index.items() if folded in f" {key} " for code in several)
        return Meaning(text, "ambiguous", tuple(codes)[:4])

    # All the words -------------------------------------------------------------------------------

    def understood(self, words: Sequence[str], on: str, only_on_record: Callable[[str], bool]) -> list[Meaning]:
        """What the words mean, in their order: everywhere the longest run of pieces that is a name."""
        pieces = list(_pieces(words))
        found: list[Meaning] = []
        looked_for = at = 0
        while at < len(pieces):
            meaning, to = self._longest(pieces, at, on)
            if meaning is None:
                text = pieces[at].text
                if text in JOINING and len(pieces) > 1:
                    at = to
                    continue
                listed = [self.find(part, on) for part in re.split(r" (?:and|&|et|und) ", text)]
                if len(listed) > 1 and all(one is not None and one.how in SURE for one in listed):
                    found += [one for one in listed if one is not None]
                    at = to
                    continue
                if found and pieces[at].glue[:1] == "," and QUALIFYING.issuperset(_bag(names.fold(text)).split()):
                    found.append(self._open(f"{found.pop().typed}, {text}"))
                elif only_on_record(text):
                    found.append(Meaning(text, "code", (text,)))
                else:
                    looked_for += 1
                    found.append(self.near(text) if looked_for <= MOST_NEAR else Meaning(text, "unknown"))
            else:
                found.append(meaning)
            at = to
        return found

    def _longest(self, pieces: Sequence[Piece], at: int, on: str) -> tuple[Meaning | None, int]:
        for to in range(min(len(pieces), at + LONGEST_RUN), at + 1, -1):
            run = pieces[at:to]
            one_word = run[0].word == run[-1].word
            if one_word or all(piece.whole and " " not in piece.text for piece in run):
                if not (any(MARKS & set(piece.text) for piece in run) or all(self._may_be_part(piece.text) for piece in run)):
                    continue
                text = run[0].text + "".join(piece.glue + piece.text for piece in run[1:])
                meaning = self.find(text, on, typed_apart=not one_word)
                if meaning is not None and meaning.how != "near" and not self._side_by_side(meaning, run, on):
                    return meaning, to
        text = pieces[at].text
        return None if text in JOINING and len(pieces) > 1 else self.find(text, on), at + 1

    def _may_be_part(self, text: str) -> bool:
        """Whether all words of a piece are words of names that have several."""
        if not self._parts:
            several = [key for key in self.index if " " in key] + list(self.groups)
            self._parts = {*KNOWN, *SMALL, *SAME, *(word for key in several for word in (*key.split(), *_bag(key).split()))}
        return self._parts.issuperset(names.fold(text).split())

    def _side_by_side(self, meaning: Meaning, run: Sequence[Piece], on: str) -> bool:
        """Whether what may be one name ("Taiwan, China") was typed as a list: each a name by itself, no ", " between."""
        if any(piece.glue == ", " for piece in run[1:]) and run[0].word == run[-1].word:
            return False
        alone = [self.find(piece.text, on) for piece in run]
        if any(one is None or one.how not in SURE for one in alone):
            return False
        folded = names.fold(meaning.typed)
        return all("," in text for code in meaning.codes for text in self._texts(code) if names.fold(text) == folded)

    def _texts(self, code: str) -> Iterator[str]:
        if code in self.people.participants:
            yield from (text for *_, text in names.known(code, self.people.participants[code]))
        if code in self.territories:
            yield from (text for *_, text in names.of_territory(code, self.territories[code]))


def _bag(folded: str) -> str:
    return " ".join(sorted(part for word in folded.split() if word not in SMALL for part in SAME.get(word, word).split()))


def _pieces(words: Sequence[str]) -> Iterator[Piece]:
    """The words cut at commas, semicolons and the ends of lines."""
    glue = ""
    for number, word in enumerate(words):
        parts = re.split(r"([,;\n]\s*)", word)
        texts = [part.strip() for part in parts[::2]]
        whole = sum(map(bool, texts)) < 2
        if not any(texts):
            yield Piece(word, number, True, " ")
            continue
        for text, mark in zip(texts, [*parts[1::2], ""], strict=True):
            if text:
                yield Piece(text, number, whole, glue)
            glue = (", " if mark[1:] else ",") if mark else ", " if texts[-1] == "" else " "


def within(told: "Tenure", on: str) -> bool:
    """Whether a day lies in what is told of somebody; where an end is not known well, it may."""
    day, (_, first, last) = full(on), told
    return (first is None or first.earliest <= day) and (last is None or day <= last.latest)


# What is said of what is not understood -----------------------------------------------------------------


def sentence(book: Book, meaning: Meaning, on: str, name: Callable[[str], str], meant_otherwise: Callable[[str], str]) -> str:
    """Why words mean no participant, and what to do; empty where they do. `name` names a code on the day."""
    typed = meaning.typed
    if meaning.how == "territory":
        return _territory(book, meaning.codes[0], on, name)
    if meaning.how == "group" and not meaning.codes:
        return f"'{meaning.group}' is a group that has no members on {on}; name another day with --on"
    if meaning.how in SURE:
        return ""
    candidates = " or ".join(f"{name(code)} ({code})" for code in meaning.codes)
    remedy = meant_otherwise(typed) or (f"did you mean {candidates}?" if candidates else "type a code such as RU, or a name such as Russia")
    return f"'{typed}' {'is not clear' if meaning.how == 'ambiguous' else 'is no participant'}; {remedy}"


def _territory(book: Book, code: str, on: str, name: Callable[[str], str]) -> str:
    territory = book.territories[code]
    title, ask = territory.name, f"ask for {_ask(territory, on, name)}"
    if not book.existed(code, on):
        return f"{title} {_not_there(territory, on, name)}"
    owners = [told for told in territory.of if within(told, on)]
    if not owners:
        return f"{title} is a territory, not a participant; no record says of which State on {on}; ask for a State by its name or code"
    spans = ", ".join(f"of {named(name(owner))}{_span(first, last)}" for owner, first, last in owners)
    others = [
        f"of {named(name(told[0]))} {'before' if told[2] is not None and told[2].latest.isoformat() < on else 'after'}"
        for told in territory.of
        if told not in owners
    ]
    beside = f" ({', '.join(others)})" if others else ""
    return f"{title} is a territory {spans}{beside}, not a participant; {ask}"


def _not_there(territory: "Territory", on: str, name: Callable[[str], str]) -> str:
    """What is said of a territory that is no more, or not yet."""
    whole = [told[0] for told in territory.part_of if within(told, on)]
    if whole:
        listed = f"{name(whole[0])} ({whole[0]})"
        return f"was part of the territory {listed} on {on}, and is no participant; ask for {_ask(territory, on, name)}"
    heirs = [part for part in (*territory.divided_into, territory.merged_into, territory.became) if part]
    gone = [last for _, last in territory.existed if last is not None and last.latest.isoformat() <= on]
    if gone and heirs:
        how = "divided into" if territory.divided_into else "part of" if territory.merged_into else "the State"
        after = ", ".join(f"{name(part)} ({part})" for part in heirs)
        ask = "that" if territory.became or territory.merged_into else _ask(territory, on, name)
        return f"was a territory, not a participant; from {gone[-1]} on it is {how} {after}; ask for {ask}"
    return f"was no territory on {on}, and is no participant; ask for {_ask(territory, on, name)}, or for another day with --on"


def _ask(territory: "Territory", on: str, name: Callable[[str], str]) -> str:
    owners = [told[0] for told in territory.of if within(told, on)] or [told[0] for told in territory.of]
    return " or ".join(f"{named(name(owner))}: {owner}" for owner in dict.fromkeys(owners)) or "a State by its name or code"


def _span(first: "Day | None", last: "Day | None") -> str:
    return (f" since {first}" if first else "") + (f" until {last}" if last else "")


def refusal(sentences: Sequence[str]) -> Refused:
    """All that was not understood, at once."""
    if len(sentences) == 1:
        return Refused(2, sentences[0])
    return Refused(2, f"{len(sentences)} names are not understood", sentences)
