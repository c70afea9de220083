"""One sentence for one participant and one treaty, and how fresh an answer is. Written from a history's words, never read back.

Every sentence is true of the day it names, whenever it is read: "As of 17 December 2021, Russia is a party to …".
"""

from openskies_cli.dates import MONTHS
from openskies_cli.history import THE_BEGINNING, UNSEEN, Exit, History, Standing

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LONGEST_TITLE = 60
"""Characters of a title that a sentence can carry; of a longer one it says what people call the treaty."""
WITH_ARTICLE = (
    *("United ", "European ", "Soviet ", "Holy See", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Congo"),
    *(
        "Marshall ",
        "Solomon ",
        "Cook Islands",
        "Central African ",
        "Dominican Republic",
        "Democratic ",
        "German Democratic ",
        "Czech Republic",
    ),
    *("Ukrainian ", "Byelorussian ", "Republic of ", "Federal Republic ", "Socialist "),
)
"""How the names begin that take an article in a sentence."""

KINDS = frozenset({"Treaty", "Convention", "Protocol", "Agreement", "Statute", "Covenant", "Charter", "Amendment", "Constitution"})
"""Words by which a name takes an article in a sentence."""

INSTRUMENTS = {
    "ratification": "ratified it",
    "acceptance": "accepted it",
    "approval": "approved it",
    "accession": "acceded to it",
    "succession": "succeeded to it",
}


def sentence(title: str, short_title: str, name: str, on: str, history: History, standing: Standing) -> str:
    """Where a participant stands on a day, since when and by what, and up to when that was seen."""
    who, treaty = named(name), _titled(title, short_title)
    told = _TOLD[standing.status or ""](who, treaty, on, history, standing)
    fresh = freshness(history, standing, on)
    return f"{_capital(told)}{_doubted(standing)}{'; ' + fresh if fresh else ''}."


def _doubted(standing: Standing) -> str:
    """Who holds otherwise, where an act is contested."""
    if standing.certainty != "disputed":
        return ""
    others = [note for note in standing.alternatives if note["held_by"] and note["status"] != standing.status]
    held = [f"{' and '.join(list(note['held_by']))}: {note['status'] or 'gone'}" for note in others]  # type: ignore[call-overload]
    return f"; disputed ({'; '.join(held)})" if held else "; disputed"


def freshness(history: History, standing: Standing, on: str) -> str:
    """Up to when that was seen; the empty string where nothing can have changed unseen."""
    if standing.certainty not in UNSEEN:
        return ""
    if standing.certainty == "last-known":
        seen = history.seen_through
        return f"as last seen on {seen}; nothing later is known" if seen else "the record does not say up to when it is complete"
    if any(note["kind"] == "gap" for note in standing.qualifiers):
        return "not verified: something is known to be missing"
    start = history.covered[0]
    known = history.seen_through is not None and start > THE_BEGINNING
    return f"not verified: the list begins on {start}" if known and on < start else "the record does not say up to when it is complete"


def day(text: str | None) -> str:
    """A day in words: 18 December 2021, December 2021, between 30 June 1982 and 1 July 1982, 2021."""
    first, slash, last = (text or "").removesuffix("?").partition("/")
    if slash:
        return f"by {day(last)}" if first == ".." else f"after {day(first)}" if last == ".." else f"between {day(first)} and {day(last)}"
    parts = first.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return first


def span(first: str | None, last: str | None) -> str:
    """How long after one day another is, where both are days and that is a round number of months or years: "six months"."""
    one, other = (str(text).split("-") for text in (first, last))
    if len(one) != 3 or len(other) != 3 or one[2] != other[2]:
        return ""
    months = (int(other[0]) - int(one[0])) * 12 + int(other[1]) - int(one[1])
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{NUMBERS[number]} {unit}{'' if number == 1 else 's'}" if 0 < number < len(NUMBERS) else ""


def _on(text: str | None) -> str:
    told = day(text)
    return told if "/" in (text or "") else f"on {told}" if (text or "").count("-") == 2 else f"in {told}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def named(name: str) -> str:
    """A name as it stands in a sentence: the United States, France."""
    return f"the {name}" if name.startswith(WITH_ARTICLE) else name


def _titled(title: str, short_title: str) -> str:
    name = title if title and len(title) <= LONGEST_TITLE else short_title or title
    return name if KINDS.isdisjoint(name.split()) else f"the {name}"


def _latest_exit(history: History, standing: Standing) -> Exit | None:
    """The exit by which a former party went."""
    found = [one for one in history.exits if one.effective and not one.void and not one.revoked[0]]
    return next((one for one in found if standing.since in (one.effective, one.out[0])), found[-1] if found else None)


def _party(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:
    since = f", since {day(standing.since)}" if standing.since else ""
    ahead = ""
    if standing.next_status == "former-party" and standing.next_change:
        notice = next((one for one in history.exits if one.effective and one.state(on) == "pending"), None)
        by = f", by its notice of {day(notice.notified)}" if notice is not None and notice.notified else ""
        ahead = f", until it leaves {_on(standing.next_change)}{by}" if by else f", until {day(standing.next_change)}"
    return f"as of {day(on)}, {who} is a party to {treaty}{since}{ahead}"


def _former(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:  # noqa: ARG001 - as all of them
    if standing.ended_by in ("termination", "expiry"):
        ended = {"termination": "was terminated", "expiry": "expired"}[standing.ended_by]
        return f"{treaty} {ended} {_on(standing.since)}; {who} was a party until then"
    if standing.ended_by == "expulsion":
        return f"{who} was expelled from {treaty} {_on(standing.since)}"
    left = _latest_exit(history, standing)
    after = ""
    if left is not None and left.notified and left.kind == "withdrawal":
        length = span(left.notified, standing.since)
        after = f", {length} after its notice of {day(left.notified)}" if length else f", by its notice of {day(left.notified)}"
    if standing.ended_by == "deemed-withdrawal":
        after = " by leaving another treaty"
    return f"{who} left {treaty} {_on(standing.since)}{after}" if standing.since else f"{who} has left {treaty}"


def _contracting(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:
    spell = history.spell(on)
    how = INSTRUMENTS.get(spell.instrument or "", "consented to be bound") if spell is not None else "consented to be bound"
    when = f" {_on(standing.since)}" if standing.since else ""
    ahead = f"; it binds it from {day(standing.next_change)} on" if standing.next_status == "party" else ""
    return f"as of {day(on)}, {treaty} is not in force for {who}, which {how}{when}{ahead}"


def _signatory(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:
    back = next((note for note in standing.qualifiers if note["kind"] == "consent-withdrawn"), None)
    signed = history.spell(on)
    when = f" {_on(signed.signed)}" if signed is not None and signed.signed else ""
    taken = f"; it took its consent back {_on(str(back['since']))}" if back is not None and back["since"] else ""
    return f"as of {day(on)}, {who} is not bound by {treaty}, which it signed{when}{taken}"


def _none(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:  # noqa: ARG001 - as all of them
    acts = bool(history.timeline)
    return f"as of {day(on)}, {who} is not a party to {treaty}" + ("" if acts else ": no act of it is on record")


def _open(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:  # noqa: ARG001 - as all of them
    words = {
        "none": "not a party",
        "former-party": "former party",
        "contracting-state": "bound by consent that is not in force",
        "None": "gone",
    }
    either = [words.get(str(note["status"]), str(note["status"])) for note in standing.alternatives]
    return f"the records cannot decide what {who} is to {treaty} on {day(on)}: {' or '.join(dict.fromkeys(either))}"


def _nobody(who: str, treaty: str, on: str, history: History, standing: Standing) -> str:  # noqa: ARG001 - as all of them
    gone = any(note["kind"] == "extinct" for note in standing.qualifiers)
    return f"on {day(on)} {who} {'no longer existed' if gone else 'did not exist yet'}"


_TOLD = {
    "party": _party,
    "former-party": _former,
    "contracting-state": _contracting,
    "signatory": _signatory,
    "none": _none,
    "undetermined": _open,
    "": _nobody,
}
