"""Words and days as people bring them along, and what a record writes in their place. It is only said, never taken as meant."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from openskies_cli.dates import MONTHS, SENTINELS

_LEAVES = "write notice_of_withdrawal"
_DENOUNCES = "write notice_of_withdrawal, with called: denunciation"
_JOINS = "write what it did: signature, ratification, acceptance, approval, accession or succession"
_FOLLOWS = "leave it out: what follows from acts and clauses is derived; a day that a source gives is effect: beside the act"
_REVOKES = "write revocation_of_notice"

ACTIONS: Mapping[str, str] = {
    **dict.fromkeys(("denunciation", "denounce", "denounced", "denounces"), _DENOUNCES),
    **dict.fromkeys(("withdrawal", "withdraw", "withdrew", "withdrawn", "withdraws", "notice", "left", "leave", "exit", "exited"), _LEAVES),
    **dict.fromkeys(
        ("termination", "terminated"), f"{_LEAVES}, with called: termination; the end of the treaty itself stands under events:"
    ),
    **dict.fromkeys(("join", "joined", "joins", "joining", "member", "membership", "party", "entered", "adherence"), _JOINS),
    **dict.fromkeys(("consent", "deposit", "deposited", "instrument", "bound"), _JOINS),
    **dict.fromkeys(("entry_into_force", "in_force", "enters_into_force", "entered_into_force", "former_party", "expired"), _FOLLOWS),
    **dict.fromkeys(("signed", "sign", "signs", "signatory", "signing"), "write signature"),
    **dict.fromkeys(("ratified", "ratify", "ratifies", "ratification_deposited"), "write ratification"),
    **dict.fromkeys(("acceded", "accede", "accedes", "adhesion"), "write accession"),
    **dict.fromkeys(("accepted", "accept", "accepts"), "write acceptance"),
    **dict.fromkeys(("approved", "approve", "approves"), "write approval; a vote at home is parliament_approval or government_approval"),
    **dict.fromkeys(("succeeded", "succeed", "succeeds"), "write succession"),
    **dict.fromkeys(("suspended", "suspend", "suspends"), "write suspension"),
    **dict.fromkeys(("resumed", "resume", "resumes"), "write resumption"),
    **dict.fromkeys(("revocation", "revoked", "revoke", "rescinded", "withdrawal_revoked", "notice_withdrawn"), _REVOKES),
    **dict.fromkeys(("unsigned", "unsign", "intention_not_to_ratify"), "write intention_not_to_become_party"),
    **dict.fromkeys(("expelled", "expel"), "write expulsion"),
    **dict.fromkeys(("reserved", "reserve"), "write reservation"),
    **dict.fromkeys(("declared", "declare", "statement"), "write declaration, or communication"),
    **dict.fromkeys(("objected", "object"), "write objection"),
    **dict.fromkeys(("announced", "announce"), "write announcement"),
    **dict.fromkeys(("applied", "application"), "write application_for_accession, provisional_application or territorial_application"),
}
"""A word for what a State did -> what the record writes."""

EVENTS: Mapping[str, str] = {
    **dict.fromkeys(("adopted", "concluded", "conclusion", "signed", "signature", "signing"), "write adoption, or opening_for_signature"),
    **dict.fromkeys(("opened", "opening"), "write opening_for_signature"),
    **dict.fromkeys(("closed", "closing"), "write closing_for_signature"),
    **dict.fromkeys(("in_force", "force", "entered_into_force", "enters_into_force", "effective"), "write entry_into_force"),
    **dict.fromkeys(("extended", "extend", "renewal", "renewed", "prolongation"), "write extension"),
    **dict.fromkeys(("amended", "amend"), "write amendment"),
    **dict.fromkeys(("terminated", "terminate", "ended", "end"), "write termination"),
    **dict.fromkeys(("expired", "expires", "expire"), "write expiry"),
    **dict.fromkeys(("superseded", "replaced", "replacement"), "write supersession"),
    **dict.fromkeys(("proposed",), "write proposal"),
    **dict.fromkeys(("review", "review_conference", "meeting"), "write conference"),
}
"""A word for what happened to a treaty -> what the record writes."""

SOURCE_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("news", "newspaper", "article", "agency", "journalism", "media"), "write press"),
    **dict.fromkeys(("un", "untc", "treaty_collection", "depositary_notification"), "write depositary-list"),
    **dict.fromkeys(("treaty", "text", "convention"), "write treaty-text"),
    **dict.fromkeys(("law", "statute", "official_journal", "bulletin"), "write gazette"),
    **dict.fromkeys(("government", "statement", "letter", "speech", "ministry"), "write government-statement"),
    **dict.fromkeys(("book", "paper", "journal", "academic", "study"), "write scholarly"),
    **dict.fromkeys(("website", "web", "encyclopedia", "wikipedia", "url"), "write reference, or what the document on that page is"),
    **dict.fromkeys(("table", "list"), "write official-table, or depositary-list"),
    **dict.fromkeys(("csv", "data", "database"), "write dataset"),
}
"""A word for a document -> its kind."""

_ADDRESSES = "write addresses: [https://…]"
_SOURCES = "write sources: [ID], and the document itself in seeds/ID.yaml"
_DERIVED = "what somebody is follows from acts: write actions: [{action: ratification, date: YYYY-MM-DD}]"
_CLAUSE = "write it under clauses:, and a day that the depositary gives as published:"

SOURCE_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("url", "urls", "uri", "link", "links", "href", "website", "web", "address", "doi"), _ADDRESSES),
    **dict.fromkeys(("author", "authors", "by", "organisation", "organization", "site"), "write publisher:"),
    **dict.fromkeys(("accessed", "access_date", "retrieved", "seen", "read_on", "checked"), "write read: YYYY-MM-DD"),
    **dict.fromkeys(("published", "year", "day", "on"), "write date:"),
    **dict.fromkeys(("license", "rights", "copyright"), "write licence:"),
    **dict.fromkeys(("name", "headline"), "write title:"),
    **dict.fromkeys(("type", "category"), "write kind:"),
    **dict.fromkeys(("comment", "comments", "description", "remarks"), "write notes:"),
}
TREATY_KEYS: Mapping[str, str] = {
    **dict.fromkeys(
        ("parties", "members", "states", "countries", "member_states", "signatories"), "write participants:, with a code for each"
    ),
    **dict.fromkeys(("name", "official_name"), "write title:"),
    **dict.fromkeys(("short", "short_name", "abbreviation", "acronym"), "write short_title:, or aliases:"),
    **dict.fromkeys(("signed", "concluded", "date", "done"), "write adopted:, or opened: for the day it was opened for signature"),
    **dict.fromkeys(("depository", "depositories"), "write depositaries:"),
    **dict.fromkeys(("entry_into_force", "in_force", "withdrawal", "denunciation", "duration"), _CLAUSE),
    **dict.fromkeys(("url", "link", "website", "source", "references"), _SOURCES),
    **dict.fromkeys(("history", "timeline"), "write events:"),
    **dict.fromkeys(("comment", "comments", "description"), "write notes:"),
}
ENTRY_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("status", "state", "member", "party", "membership", "since", "in_force", "until"), _DERIVED),
    **dict.fromkeys(
        ("joined", "signed", "signature", "ratified", "ratification", "acceded", "accession", "accepted", "approved"), _DERIVED
    ),
    **dict.fromkeys(
        ("withdrawn", "withdrew", "withdrawal", "left", "denounced", "denunciation"), _DERIVED.replace("ratification", _LEAVES[6:])
    ),
    **dict.fromkeys(("acts", "act", "events", "action"), "write actions: with a list of acts"),
    **dict.fromkeys(("name", "country"), "the code says who it is; names stand in participants.yaml"),
    **dict.fromkeys(("comment", "comments", "note"), "write notes:"),
    **dict.fromkeys(("source", "sources", "url"), "sources stand in each act: {action: …, date: …, sources: [ID]}"),
}
ACTION_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("type", "kind", "act", "event", "what"), "write action:"),
    **dict.fromkeys(("day", "on", "when", "deposited", "signed", "notified"), "write date:"),
    **dict.fromkeys(("effective", "effective_date", "in_force", "entry_into_force", "takes_effect", "since", "from_date"), "write effect:"),
    **dict.fromkeys(("source", "url", "link", "ref", "reference"), _SOURCES),
    **dict.fromkeys(("comment", "comments", "note", "text", "remarks"), "write notes:"),
    **dict.fromkeys(("name", "title"), "write called: for the instrument's own word"),
}
"""A key that is none here -> what the record writes."""


def instead(word: str, known: Mapping[str, str]) -> str:
    """What to write in place of a word, however it is spelled; "" where nobody brings it along."""
    return known.get("_".join(re.split(r"[\s_-]+", word.strip().casefold())), "")


# Days ---------------------------------------------------------------------------------------------

_SEPARATED = re.compile(r"(\d{1,4})\s*[./\s-]\s*(\d{1,2})\s*[./\s-]\s*(\d{1,4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+([^\W\d_]{3,})\.?,?[\s-]+(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"([^\W\d_]{3,})\.?,?\s+(\d{4})", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}.*")


def days(text: str) -> str:
    """How a record writes the day that a text of another notation may mean, with the order in which it is then read; "" where none."""
    found: dict[str, str] = {}
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\??", text):  # of this notation, and wrong for another reason
        return ""
    for iso, order in _days(text.strip(" []()'\"?")):
        found[iso] = "" if iso in found else order  # two orders, one day
    if not found and "/" in text and _SEPARATED.fullmatch(text.strip()):
        return "write YYYY-MM-DD, the year first and with four digits"
    return f"write {' or '.join(iso + (f' ({order}?)' if order else '') for iso, order in found.items())}" if found else ""


def _days(text: str) -> Iterator[tuple[str, str]]:
    if len(text) > 40:
        return
    if match := _SEPARATED.fullmatch(text):
        a, b, c = match.groups()
        orders = {"year/month/day": (a, b, c), "year/day/month": (a, c, b)} if len(a) == 4 else {}
        if len(a) < 3 and len(c) == 4:
            orders = {"day/month/year": (c, b, a), "month/day/year": (c, a, b)}
        valid = {order: iso for order, parts in orders.items() if (iso := _iso(*parts))}
        if "year/month/day" in valid:
            yield valid["year/month/day"], ""
        else:
            yield from ((iso, order) for order, iso in valid.items())
    elif match := _COMPACT.fullmatch(text) or _MOMENT.fullmatch(text):
        yield from _one(*match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        yield from _one(match[3], _month(match[2]), match[1])
    elif match := _MONTH_FIRST.fullmatch(text):
        yield from _one(match[3], _month(match[1]), match[2])
    elif (match := _MONTH.fullmatch(text)) and _month(match[1]):
        yield f"{match[2]}-{_month(match[1]):0>2}", ""


def _one(year: str, month: str, day: str) -> Iterator[tuple[str, str]]:
    if iso := _iso(year, month, day):
        yield iso, ""


def _iso(year: str, month: str, day: str) -> str:
    """The day; "" where there is none such, and where it only stands for "not known"."""
    try:
        iso = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    return "" if iso in SENTINELS else iso


def _month(name: str) -> str:
    """The number of an English month, by its name or the beginning of it."""
    found = [number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.casefold().removesuffix("t"))]
    return str(found[0]) if len(found) == 1 else ""
