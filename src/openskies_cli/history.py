"""Where one participant stands towards one treaty on any day, in plain words. All that questions see.

`derive` makes it; a compiled register may read it back. Days are ISO strings, which compare as days; texts are EDTF.
Imports nothing but `bisect`: answering must not cost what deriving costs.
"""

from bisect import bisect_right

THE_BEGINNING, THE_END = "0000-00-00", "9999-99-99"

TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from collections.abc import Callable

STATUSES = ("none", "signatory", "contracting-state", "party", "former-party", "undetermined")
CERTAINTIES = ("certain", "uncertain", "disputed", "last-known", "unverified")
UNSEEN = ("last-known", "unverified")
"""Nothing was seen of that day: it is later than what was seen of this participant, or before the list began, or in a known gap."""
TREATY_STATUSES = ("not-in-force", "in-force", "terminated", "expired", "superseded")

QUALIFIER = ("kind", "certainty", "since", "next_change", "scope", "towards", "asserted_by", "contested_by", "text")
WEIGHT = (
    *("extinct", "not-yet-existing", "withdrawal-pending", "consent-withdrawn", "consent-while-leaving", "signed-again"),
    *("notice-without-effect", "retroactive", "provisional-application", "application-for-accession", "intention-not-to-become-party"),
    *("doubtful-date", "gap", "suspension", "non-performance"),
)
"""Qualifiers by weight: what changes the status first, contested assertions last."""

ALTERNATIVE = ("status", "since", "held_by", "basis")


CARRIED = ("towards", "territory", "scope", "effect", "until", "by", "note")
"""What an act may carry: towards whom, for which territory, of which provisions, with effect from when until when, by whom, and a note."""
NOTHING_CARRIED: "tuple[object, ...]" = ((), (), (), None, None, (), None)


class Step:
    """From some day in [earliest, latest] on, the status is `status`; "" where the participant does not exist.

    `day` is that first day as EDTF text ("" at the beginning of time), `because` a sentence, `basis` one of
    depositary, computed, published, reported, recorded, conflict.
    """

    __slots__ = ("article", "basis", "because", "day", "earliest", "ended_by", "latest", "status")

    def __init__(
        self,
        earliest: str,
        latest: str,
        day: str,
        status: str,
        because: str,
        basis: str = "",
        article: str = "",
        ended_by: str = "",
    ) -> None:
        self.earliest, self.latest, self.day, self.status = earliest, latest, day, status
        self.because, self.basis, self.article, self.ended_by = because, basis, article, ended_by

    def __repr__(self) -> str:
        return f"{self.day or '..'} {self.status or 'null'} ({self.because}; {self.basis})"


TYPE_CHECKING = False
if TYPE_CHECKING:  # spelled out: importing typing takes as long as starting Python
    from typing import Self


class _Copied:
    """What can give a copy of itself with other values in some fields: nothing downstream writes into what stands above."""

    __slots__: "tuple[str, ...]" = ()

    def changed(self, **fields: object) -> "Self":
        """A copy with other values in these fields."""
        made = object.__new__(type(self))
        for name in type(self).__slots__:
            setattr(made, name, fields[name] if name in fields else getattr(self, name))
        return made


class Qualifier(_Copied):
    """What stands beside the status: it may hold in [since, until), and surely holds in [surely_since, surely_until).

    `first_day` and `next_change` are those days as EDTF text, None where open; `towards`, `asserted_by`, `contested_by` are
    codes with a space between, None for nobody; `text` is a sentence for people.
    """

    __slots__ = (
        "asserted_by",
        "contested_by",
        "first_day",
        "kind",
        "next_change",
        "scope",
        "since",
        "surely_since",
        "surely_until",
        "text",
        "towards",
        "until",
    )

    def __init__(
        self,
        kind: str,
        since: str,
        until: str,
        surely_since: str,
        surely_until: str,
        text: "str | None" = None,
        *,
        first_day: "str | None" = None,
        next_change: "str | None" = None,
        scope: "str | None" = None,
        towards: "str | None" = None,
        asserted_by: "str | None" = None,
        contested_by: "str | None" = None,
    ) -> None:
        self.kind, self.since, self.until, self.surely_since, self.surely_until = kind, since, until, surely_since, surely_until
        self.first_day, self.next_change, self.scope, self.towards = first_day, next_change, scope, towards
        self.asserted_by, self.contested_by, self.text = asserted_by, contested_by, text

    def on(self, day: str) -> str:
        """ "certain" or "uncertain" where it holds that day, else the empty string."""
        if not self.since <= day < self.until:
            return ""
        return "certain" if self.surely_since <= day < self.surely_until else "uncertain"

    def note(self, day: str) -> "dict[str, object]":
        """The qualifier as a flat object with the keys of `QUALIFIER`."""
        said = (self.first_day, self.next_change, self.scope, self.towards, self.asserted_by, self.contested_by, self.text)
        return dict(zip(QUALIFIER, (self.kind, self.on(day), *said), strict=True))


class Spell(_Copied):
    """A membership spell: from an act of consent to the exit that ended it. `number` is None before any consent."""

    __slots__ = (
        "deposited",
        "in_force",
        "in_force_basis",
        "instrument",
        "notice",
        "notified",
        "number",
        "opens",
        "predecessor",
        "signed",
        "withdrawal_effective",
    )

    def __init__(self, number: "int | None", opens: str, signed: "str | None") -> None:
        self.number, self.opens, self.signed = number, opens, signed
        self.instrument: str | None = None
        self.deposited: str | None = None
        self.in_force: str | None = None
        self.in_force_basis: str | None = None
        self.notice: str | None = None
        self.withdrawal_effective: str | None = None
        self.predecessor: str | None = None
        self.notified: str | None = None


class Exit(_Copied):
    """One notice of withdrawal, or one deemed withdrawal, and what became of it.

    `notified`, `effective`, `would_have` are EDTF texts or None. The pairs are [earliest, latest] bounds of the
    notice, of the effect as published, of the first day out (another where the clause says end of day), and of the
    revocation; ("", "") where there is none. `void`: without effect, from the day `lapsed` on where it lapsed later.
    `undetermined`: what becomes of it hangs on days or on a clause that are not known.
    """

    __slots__ = (
        "basis",
        "disputed",
        "effect",
        "effective",
        "given",
        "kind",
        "lapsed",
        "notified",
        "out",
        "revoked",
        "undetermined",
        "void",
        "would_have",
    )

    def __init__(
        self,
        kind: str,
        notified: "str | None",
        given: "tuple[str, str]",
        effective: "str | None" = None,
        effect: "tuple[str, str]" = ("", ""),
        basis: "str | None" = None,
        would_have: "str | None" = None,
        revoked: "tuple[str, str]" = ("", ""),
        disputed: bool = False,
        void: bool = False,
    ) -> None:
        self.kind, self.notified, self.given, self.effective, self.effect = kind, notified, given, effective, effect
        self.basis, self.would_have, self.revoked, self.disputed, self.void = basis, would_have, revoked, disputed, void
        self.out = ("", "")
        self.lapsed = ""
        self.undetermined = False

    def state(self, day: str) -> str:
        """What the notice is on that day: effective, pending, revoked, disputed, undetermined or without-effect."""
        if self.undetermined:
            return "undetermined"
        if self.revoked[1] and self.revoked[1] <= day and not self.disputed:
            return "revoked"
        if self.void and self.lapsed <= day:
            return "without-effect"
        if not self.effect[0] or day < self.effect[0]:
            return "pending"
        if self.disputed or day < self.effect[1]:
            return "disputed"
        return "pending" if day < self.out[1] else "effective"


class TimelineEntry:
    """One entry of a timeline: an act, a treaty-level event, or a derived first day. `carried`: what an act carries, by `CARRIED`."""

    __slots__ = (
        *("article", "basis", "carried", "contested", "date", "earliest", "event", "latest", "revoked", "sources", "status_after"),
        "undated",
    )

    def __init__(
        self,
        earliest: str,
        latest: str,
        date: "str | None",
        event: str,
        *,
        status_after: "str | None" = None,
        basis: "str | None" = None,
        article: "str | None" = None,
        sources: "tuple[str, ...]" = (),
        revoked: str = "",
        contested: bool = False,
        carried: "tuple[object, ...]" = NOTHING_CARRIED,
        undated: bool = False,
    ) -> None:
        self.carried, self.undated = carried, undated
        self.earliest, self.latest, self.date, self.event, self.status_after = earliest, latest, date, event, status_after
        self.basis, self.article, self.sources, self.revoked, self.contested = basis, article, sources, revoked, contested

    def state(self, day: str) -> str:
        """past, future, revoked or disputed, as of that day; an act of no day is past once the act above it is."""
        if self.revoked and self.revoked <= day:
            return "revoked"
        if self.contested:
            return "disputed"
        return "past" if (self.earliest if self.undated else self.latest) <= day else "future"


class Alternative:
    """The history that acts of a doubtful kind would give: `fact` is contested or reported; who holds it, and who denies it."""

    __slots__ = ("basis", "denied_by", "fact", "held_by", "history")

    def __init__(self, fact: str, held_by: "tuple[str, ...]", denied_by: "tuple[str, ...]", basis: str, history: "History") -> None:
        self.fact, self.held_by, self.denied_by, self.basis, self.history = fact, held_by, denied_by, basis, history


class Standing:
    """The answer for one day. `status` is None where the participant does not exist that day."""

    __slots__ = ("alternatives", "because", "certainty", "ended_by", "next_change", "next_status", "qualifiers", "since", "status")

    def __init__(
        self,
        status: "str | None",
        certainty: str,
        since: "str | None",
        next_change: "str | None",
        next_status: "str | None",
        ended_by: "str | None",
        because: str,
        qualifiers: "tuple[dict[str, object], ...]",
        alternatives: "tuple[dict[str, object], ...]",
    ) -> None:
        self.status, self.certainty, self.since, self.next_change = status, certainty, since, next_change
        self.next_status, self.ended_by, self.because = next_status, ended_by, because
        self.qualifiers, self.alternatives = qualifiers, alternatives


class History:
    """Steps whose two ends both rise, qualifiers, and views of them: membership spells, exits, the timeline.

    `covered` is the first and last day for which a complete list was seen, `seen` the last on which this participant was, `sure` the
    last on which nothing can have changed unseen (a treaty that ended goes on as it was), and `closed` whether nobody can have come
    to it since; `alternatives` are the histories that contested or only reported acts would give; `courses` other histories that the
    uncertain days of one and the same record allow: what all of them agree on is certain.
    """

    __slots__ = (
        *("_earliest", "_latest", "_timeline", "alternatives", "closed", "courses", "covered", "exits", "qualifiers", "seen", "spells"),
        *("steps", "sure"),
    )

    def __init__(
        self,
        steps: "tuple[Step, ...]",
        qualifiers: "tuple[Qualifier, ...]" = (),
        covered: "tuple[str, str]" = (THE_BEGINNING, THE_END),
        alternatives: "tuple[Alternative, ...]" = (),
        spells: "tuple[Spell, ...]" = (),
        exits: "tuple[Exit, ...]" = (),
        timeline: "tuple[TimelineEntry, ...]" = (),
        courses: "tuple[History, ...]" = (),
        seen: str = "",
        sure: str = "",
        closed: bool = False,
    ) -> None:
        self.seen = max(seen, covered[1])
        self.sure, self.closed = max(sure, self.seen), closed
        self.steps, self.qualifiers, self.covered, self.alternatives = steps, qualifiers, covered, alternatives
        self.spells, self.exits, self.courses = spells, exits, courses
        self._timeline: tuple[TimelineEntry, ...] | Callable[[], tuple[TimelineEntry, ...]] = timeline
        self._earliest = [step.earliest for step in steps]
        self._latest = [step.latest for step in steps]

    def tell(self, timeline: "Callable[[], tuple[TimelineEntry, ...]]") -> None:
        """The timeline is told when it is asked for: of all histories of a treaty, few are."""
        self._timeline = timeline

    @property
    def timeline(self) -> "tuple[TimelineEntry, ...]":
        """Every act on record and the first days that follow from them, in order."""
        if not isinstance(self._timeline, tuple):
            self._timeline = self._timeline()
        return self._timeline

    @property
    def coverage_through(self) -> "str | None":
        """The last day for which a complete list was seen, as text; None where there is none."""
        return None if self.covered[1] in (THE_BEGINNING, THE_END) else self.covered[1]

    @property
    def seen_through(self) -> "str | None":
        """The last day on which this participant was seen, as text; None where there is none."""
        return None if self.seen in (THE_BEGINNING, THE_END) else self.seen

    def possible(self, day: str) -> "tuple[Step, ...]":
        """The steps that may be the last one taken by `day`, in every course; of one status means the records decide."""
        own = self.steps[bisect_right(self._latest, day) - 1 : bisect_right(self._earliest, day)]
        return own + tuple(step for course in self.courses for step in course.possible(day)) if self.courses else own

    def spell(self, day: str) -> "Spell | None":
        """The membership spell that governs on `day`: the last one opened by then, else the first."""
        opened = [spell for spell in self.spells if spell.opens <= day]
        return opened[-1] if opened else self.spells[0] if self.spells else None

    def on(self, day: str) -> Standing:
        """The status on `day`, how sure it is, since when, until when, and what stands beside it."""
        standing = self._merged(day) if self.courses else self._plainly(day)
        others: list[dict[str, object]] = []
        for alternative in self.alternatives:
            reading = alternative.history
            other = reading._merged(day) if reading.courses else reading._plainly(day)
            standing.qualifiers += _doubted_notices(standing, other, alternative)
            if (other.status, other.ended_by) == (standing.status, standing.ended_by) and other.status != "undetermined":
                ahead = (standing.next_change, standing.next_status)
                if alternative.fact == "reported" and ahead != (other.next_change, other.next_status):
                    standing.next_change = min(filter(None, (standing.next_change, other.next_change)))
                    standing.next_status = "undetermined"
                continue
            if not others and standing.status != "undetermined" and (alternative.denied_by or alternative.fact == "reported"):
                others.append(_alternative_note(standing.status, standing.since, alternative.denied_by, "established"))
            theirs = other.alternatives or (_alternative_note(other.status, other.since, (), ""),)
            known = {note["status"] for note in (*standing.alternatives, *others)}
            held: dict[str, object] = {"held_by": list(alternative.held_by), "basis": alternative.basis}
            others += [{**note, **held} for note in theirs if note["status"] not in known]
            if alternative.fact == "reported":
                standing.status, standing.certainty, standing.ended_by = "undetermined", "uncertain", None
                standing.because = f"{standing.because}; {alternative.basis}"
            elif standing.certainty != "uncertain":
                standing.certainty = "disputed"
        standing.alternatives += tuple(others)
        return standing

    def _merged(self, day: str) -> Standing:
        """What every course makes of `day`: what they agree on, else undetermined with exactly the statuses they give."""
        each = [self._plainly(day), *(course._plainly(day) for course in self.courses)]
        standing = each[0]
        if len({one.ended_by for one in each}) > 1:
            standing.ended_by = None  # how it ended is not known
        if len({one.status for one in each}) > 1 or standing.status == "undetermined":
            notes = [note for one in each for note in one.alternatives or (_alternative_note(one.status, one.since, (), ""),)]
            order = ("None", *STATUSES, *TREATY_STATUSES)
            notes.sort(key=lambda note: (order.index(str(note["status"])), str(note["since"] or "")))
            told: dict[object, dict[str, object]] = {}
            for note in notes:
                told.setdefault(note["status"], note)
            because = "; or ".join(dict.fromkeys(one.because for one in each))
            since = self._onset(day)
            standing = Standing("undetermined", "uncertain", since, None, None, None, because, (), tuple(told.values()))
        elif len({one.since for one in each}) > 1:
            first = [step for step in self.possible(day) if (step.status or None) == standing.status]
            standing.since = f"{min(step.earliest for step in first)}/{max(step.latest for step in first)}"
        standing.next_change, standing.next_status = self._ahead(day, each)
        standing.qualifiers = _agreed([one.qualifiers for one in each])
        return standing

    def _turning(self) -> "list[str]":
        """The days on which the answer may change, in order."""
        return sorted({day for one in (self, *self.courses) for step in one.steps for day in (step.earliest, step.latest)})

    def _onset(self, day: str) -> "str | None":
        """The first day from which on the same statuses have been possible."""
        here, onset = _statuses(self.possible(day)), None
        for earlier in reversed([one for one in self._turning() if THE_BEGINNING < one <= day]):
            if _statuses(self.possible(earlier)) != here:
                break
            onset = earlier
        return onset

    def _ahead(self, day: str, each: "list[Standing]") -> "tuple[str | None, str | None]":
        """The first day after `day` on which the answer is another, and what it is then."""
        if len({(one.status, one.next_change, one.next_status) for one in each}) == 1:
            return each[0].next_change, each[0].next_status
        here = _statuses(self.possible(day))
        for later in self._turning():
            there = _statuses(self.possible(later)) if day < later < THE_END else here
            if there != here and (len(here) == 1 or len(there) == 1):
                return later, next(iter(there)) or None if len(there) == 1 else "undetermined"
        return None, None

    def _plainly(self, day: str) -> Standing:
        steps = self.steps[bisect_right(self._latest, day) - 1 : bisect_right(self._earliest, day)]
        notes = [qualifier.note(day) for qualifier in self.qualifiers if qualifier.on(day)]
        here = self.steps.index(steps[0])
        if len({(step.status, step.ended_by) for step in steps}) > 1:
            standing = self._undetermined(day, steps, here)
        else:
            standing = self._determined(day, steps, here, notes)
        notes.sort(key=_weight)
        standing.qualifiers = tuple(notes)
        return standing

    def _determined(self, day: str, steps: "tuple[Step, ...]", here: int, notes: "list[dict[str, object]]") -> Standing:
        step, first = steps[-1], here
        while first and self.steps[first - 1].status == step.status != "party" and self.steps[first - 1].ended_by == step.ended_by:
            first -= 1  # two spells as a party that touch are still two
        began = self.steps[first]
        ahead = next((s for s in self.steps[here + len(steps) :] if s.status != step.status), None)
        if "?" in began.day:
            text = f"the first day, {began.day}, comes from a date marked as doubtful"
            blank: dict[str, object] = dict.fromkeys(QUALIFIER)
            notes.append({**blank, "kind": "doubtful-date", "certainty": "certain", "since": began.day, "text": text})
        then = "" if ahead is None else ahead.status
        if ahead is not None and ahead.earliest == ahead.latest and len(_statuses(History(self.steps).possible(ahead.earliest))) > 1:
            then = "undetermined"  # what comes that day is not the last that may come that day
        return Standing(
            step.status or None,
            self._certainty(day, step.status, notes),
            began.day or None,
            ahead.day if ahead else None,
            then or None,
            step.ended_by or None,
            began.because,
            (),
            (),
        )

    def _certainty(self, day: str, status: str, notes: "list[dict[str, object]]") -> str:
        """How sure a status is that the acts on record decide: as sure as what was seen of that day."""
        if not status:
            return "certain"
        if day < self.covered[0] or any(note["kind"] == "gap" for note in notes):
            return "unverified"
        return "certain" if day <= self.sure or (self.closed and status == "none") else "last-known"

    def _undetermined(self, day: str, steps: "tuple[Step, ...]", here: int) -> Standing:
        settles = sorted(latest for latest in self._latest[here:] if day < latest < THE_END)
        own = History(self.steps)
        settled = next((d for d in settles if len(_statuses(own.possible(d))) == 1), None)
        return Standing(
            "undetermined",
            "uncertain",
            steps[1].earliest,
            settled,
            (own.possible(settled)[0].status or None) if settled else None,
            None,
            "; or ".join(dict.fromkeys(step.because for step in steps)),
            (),
            tuple(_alternative_note(step.status or None, step.day or None, (), step.basis) for step in steps),
        )


def _statuses(steps: "tuple[Step, ...]") -> "set[str]":
    return {step.status for step in steps}


def _weight(note: "dict[str, object]") -> "tuple[int, str, str]":
    """What changes the status first comes first, contested assertions last."""
    kind = str(note["kind"])
    place = WEIGHT.index(kind) if kind in WEIGHT else len(WEIGHT) - 2
    return place, str(note["since"] or ""), kind


def _agreed(each: "list[tuple[dict[str, object], ...]]") -> "tuple[dict[str, object], ...]":
    """The qualifiers of several courses: one is certain only where every course has it, and has it for certain."""
    found: dict[tuple[object, ...], list[dict[str, object]]] = {}
    for notes in each:
        for note in notes:
            found.setdefault((note["kind"], note["since"], note["towards"], note["asserted_by"]), []).append(note)
    sure = [len(notes) >= len(each) and all(note["certainty"] == "certain" for note in notes) for notes in found.values()]
    merged = [{**notes[0], "certainty": "certain" if certain else "uncertain"} for notes, certain in zip(found.values(), sure, strict=True)]
    return tuple(sorted(merged, key=_weight))


def _doubted_notices(standing: Standing, other: Standing, alternative: Alternative) -> "tuple[dict[str, object], ...]":
    """A notice of withdrawal that is contested, or only reported, and pending by those who hold it."""
    known = [(note["kind"], note["since"]) for note in standing.qualifiers]
    return tuple(
        {
            **note,
            "certainty": "disputed" if alternative.fact == "contested" else "uncertain",
            "contested_by": " ".join(alternative.denied_by) or None,
        }
        for note in other.qualifiers
        if note["kind"] == "withdrawal-pending" and (note["kind"], note["since"]) not in known
    )


def _alternative_note(status: "str | None", since: "str | None", held_by: "tuple[str, ...]", basis: str) -> "dict[str, object]":
    return {"status": status, "since": since, "held_by": list(held_by), "basis": basis}
