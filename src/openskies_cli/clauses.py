"""The final clauses as data: conditions, delays, and the words that explain them. Knows no actions.

A condition looks at a `Tally`: who holds which instruments on a day, and what the treaty says of them. It answers with
what is still missing; nothing missing means met. Conditions only ever gain by an instrument, so an uncertain date may be
carried end by end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from openskies_cli.dates import DELAYS, Day

T = TypeVar("T")


class Delay(NamedTuple):
    """A way of counting from an act to its effect: a word of `dates.DELAYS`, its numbers, and the month-end rule."""

    word: str = "same_day"
    args: tuple[int | str, ...] = ()
    roll: bool = False

    def after(self, start: Day) -> Day:
        """The day this delay makes of `start`."""
        how = DELAYS[self.word].after
        if self.roll:
            return start.map(lambda d: how(d, *self.args, roll=True))
        return start.map(lambda d: how(d, *self.args))

    def before(self, effect: Day) -> Day | None:
        """The days from which this delay gives some day of `effect`, an interval of a few years at most; None: from none.

        Every delay is monotone, so both ends are found by halving.
        """
        low = _first(lambda d: self.after(Day(d, d)).earliest >= effect.earliest, effect.earliest)
        high = _first(lambda d: self.after(Day(d, d)).earliest > effect.latest, effect.latest) - timedelta(1)
        return Day(low, high, effect.doubtful) if low <= high else None

    def __str__(self) -> str:
        return DELAYS[self.word].words(*self.args) + (", a missing day rolling over" if self.roll else "")


def _first(holds: Callable[[date], bool], near: date) -> date:
    """The first day on which `holds`, which once true stays true, not more than sixty years before the day after `near`."""
    low, high = max(1, near.toordinal() - 60 * 366), near.toordinal() + 1
    while low < high:
        middle = (low + high) // 2
        if holds(date.fromordinal(middle)):
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


class Listing(NamedTuple):
    """Some participants: codes, or a role that says who they are.

    `role` is "" (then `codes`), depositaries, signatories, parties_of (then `name` is a treaty), or lists (then `name`
    is a name under the treaty's `lists:`).
    """

    role: str = ""
    name: str = ""
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return {"": ", ".join(self.codes), "parties_of": f"parties to {self.name}", "lists": self.name}.get(self.role, self.role)


class Tally(NamedTuple):
    """All a condition may look at on one day."""

    held: Mapping[str, frozenset[str]]  # who -> kinds of the instruments held that day
    resolve: Callable[[Listing], frozenset[str]]
    attributes: Mapping[str, Mapping[str, float]]  # attribute -> who -> figure, a joint figure standing at every member
    totals: Callable[[str, frozenset[str] | None], float]  # the whole a share is measured against
    organizations: frozenset[str]
    changes: Sequence[str] | None = None  # where days are gone through one by one: whose instruments changed so far, in order
    memo: dict[int, Any] | None = None  # and what conditions remember from one day to the next


class Condition(NamedTuple):
    """One requirement, or several (`all`, `any`)."""

    kind: str
    n: float = 0
    attribute: str = ""
    of: Listing | None = None
    kinds: tuple[str, ...] = ()
    organizations: str = ""
    parts: tuple["Condition", ...] = ()

    def missing(self, tally: Tally) -> tuple[str, ...]:
        """What is still wanted: codes of States, or phrases such as "3 more instruments". Empty: the condition is met."""
        return CONDITIONS[self.kind].missing(self, tally)

    def holds(self, tally: Tally) -> bool:
        """Whether it is met, without working out by what it is not."""
        holds = CONDITIONS[self.kind].holds
        return holds(self, tally) if holds is not None else not self.missing(tally)

    def leaves(self) -> tuple["Condition", ...]:
        """The single requirements, in the order of the clause."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) or (self,)

    def __str__(self) -> str:
        return CONDITIONS[self.kind].words(self)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _all(c: Condition, tally: Tally) -> tuple[str, ...]:
    return _unique(word for part in c.parts for word in part.missing(tally))


def _any(c: Condition, tally: Tally) -> tuple[str, ...]:
    return min((part.missing(tally) for part in c.parts), key=len, default=())


def _instruments(c: Condition, tally: Tally) -> tuple[str, ...]:
    have = {who for who, kinds in tally.held.items() if not c.kinds or kinds & set(c.kinds)}
    if c.of is not None:
        have &= tally.resolve(c.of)
    if c.organizations == "exclude":
        have -= tally.organizations
    short = int(c.n) - len(have)
    return (f"{short} more instrument{'' if short == 1 else 's'}",) if short > 0 else ()


def _wanted(c: Condition, tally: Tally) -> frozenset[str]:
    """Who is wanted. Nobody yet (no signatory so far, a treaty without parties) is no list that is complete."""
    return tally.resolve(c.of) if c.of else frozenset()


def _includes(c: Condition, tally: Tally) -> tuple[str, ...]:
    wanted = _wanted(c, tally)
    return tuple(sorted(wanted - tally.held.keys())) if wanted else (str(c.of),)


def _all_wanted(c: Condition, tally: Tally) -> bool:
    wanted = _wanted(c, tally)
    return bool(wanted) and wanted <= tally.held.keys()


def _remembered(c: Condition, tally: Tally, make: Callable[[], T]) -> T:
    """What does not change from day to day, made once where days are gone through."""
    if tally.memo is None:
        return make()
    if id(c) not in tally.memo:
        tally.memo[id(c)] = make()
    made: T = tally.memo[id(c)]
    return made


def _carriers(c: Condition, tally: Tally) -> set[str]:
    """Whose figure is large enough."""
    return _remembered(c, tally, lambda: {who for who, figure in tally.attributes.get(c.attribute, {}).items() if figure >= c.n})


def _every(c: Condition, tally: Tally) -> tuple[str, ...]:
    return tuple(sorted(_carriers(c, tally) - tally.held.keys()))


class _Running:
    """A share, brought from one day to the next by what changed between them."""

    def __init__(self, weighed: Mapping[str, float], total: float) -> None:
        self.weighed, self.total = weighed, total
        self.seen, self.counted = 0, set[str]()
        self.sum = 0.0

    def share(self, tally: Tally) -> float:
        """The share of those who hold instruments that day."""
        assert tally.changes is not None
        for who in tally.changes[self.seen :]:
            if who in self.weighed and (who in tally.held) is not (who in self.counted):
                self.counted ^= {who}
                self.sum += self.weighed[who] if who in self.counted else -self.weighed[who]
        self.seen = len(tally.changes)
        return self.sum / self.total if self.total else 0.0


def _share(c: Condition, tally: Tally) -> tuple[str, ...]:
    short = c.n - (
        _share_held(c, tally) if c.of or tally.changes is None else _remembered(c, tally, lambda: _running(c, tally)).share(tally)
    )
    return (f"{short * 100:.4g} % more of {c.attribute.replace('_', ' ')}",) if short > 1e-9 else ()


def _running(c: Condition, tally: Tally) -> _Running:
    figures = tally.attributes.get(c.attribute, {})
    weighed = {who: figure for who, figure in figures.items() if c.organizations == "additional" or who not in tally.organizations}
    return _Running(weighed, tally.totals(c.attribute, None))


def _share_held(c: Condition, tally: Tally) -> float:
    among = tally.resolve(c.of) if c.of else None
    weighed = {
        who: figure
        for who, figure in tally.attributes.get(c.attribute, {}).items()
        if (among is None or who in among) and (c.organizations == "additional" or who not in tally.organizations)
    }
    total = tally.totals(c.attribute, among)
    return sum(figure for who, figure in weighed.items() if who in tally.held) / total if total else 0.0


def _exchange(c: Condition, tally: Tally) -> tuple[str, ...]:
    wanted = _wanted(c, tally)
    exchanged = {who for who, kinds in tally.held.items() if "exchange_of_instruments" in kinds}
    return tuple(sorted(wanted - exchanged)) if wanted else (str(c.of),)


class Requirement(NamedTuple):
    """One kind of condition: what is still missing on a day, and its words for people."""

    missing: Callable[[Condition, Tally], tuple[str, ...]]
    words: Callable[[Condition], str]
    holds: Callable[[Condition, Tally], bool] | None = None  # where that is quicker than to work out what is missing


def _whose(c: Condition) -> str:
    return f" of {c.of}" if c.of else ""


def _attribute(c: Condition) -> str:
    return c.attribute.replace("_", " ")


CONDITIONS: dict[str, Requirement] = {
    "all": Requirement(_all, lambda c: "; and ".join(map(str, c.parts)), lambda c, tally: all(part.holds(tally) for part in c.parts)),
    "any": Requirement(_any, lambda c: "; or ".join(map(str, c.parts)), lambda c, tally: any(part.holds(tally) for part in c.parts)),
    "instruments": Requirement(
        _instruments, lambda c: f"instrument no. {c.n:g}" + (f" of {' or '.join(c.kinds)}" if c.kinds else "") + _whose(c)
    ),
    "includes": Requirement(_includes, lambda c: f"instruments of all: {c.of}", _all_wanted),
    "every": Requirement(
        _every,
        lambda c: f"instruments of every State whose {_attribute(c)} is at least {c.n:g}",
        lambda c, tally: _carriers(c, tally) <= tally.held.keys(),
    ),
    "share": Requirement(_share, lambda c: f"{c.n * 100:g} % of {_attribute(c)}{_whose(c)}"),
    "exchange": Requirement(_exchange, lambda c: f"exchange of instruments between {c.of}"),
}
"""The word for a condition -> its row, which the reader and the schema follow."""


class Anchor(NamedTuple):
    """So long after something: `after` is opening, adoption, own_entry_into_force or treaty_entry_into_force."""

    after: str
    delay: Delay


class EntryIntoForce(NamedTuple):
    """How the treaty itself enters into force. `published` is what the depositary announced; the clause must give it."""

    article: str = ""
    when: Condition | None = None
    delay: Delay = Delay()
    not_before: Day | Anchor | None = None
    published: Day | None = None


class ForState(NamedTuple):
    """When later consent binds. `counts_after` says which deposits are "later": after the threshold was met, or after the
    treaty's entry into force. `needs`: acts that consent waits for; `protocols`: how many protocols it must cover.
    """

    article: str = ""
    delay: Delay = Delay()
    counts_after: str = "treaty_entry_into_force"
    needs: tuple[str, ...] = ()
    protocols: int = 0


NOT_SAID = ForState()
"""Stands where a record leaves the clause out: it was not read."""


class Withdrawal(NamedTuple):
    """How a party leaves. `minimum`: "at least", the notice names the day and the computed one is the earliest."""

    article: str = ""
    delay: Delay = Delay()
    anchor: str = "received"
    minimum: bool = False
    effect_at: str = "start_of_day"
    not_before: Anchor | None = None
    later_date_in_notice: bool = False
    held_by: str = ""
    domino: Delay | None = None
    with_: tuple[str, ...] = ()
    ends_treaty: bool = False


class Duration(NamedTuple):
    """How long the treaty lasts: `years` None is unlimited; `extension` is years an extension adds, `times` how often."""

    article: str = ""
    years: int | None = None
    extension: int | None = None
    times: int | None = None


class Provisional(NamedTuple):
    """Provisional application by signatories (VCLT 25): `term` from opening for signature, unless extended `until`."""

    article: str = ""
    scope: tuple[str, ...] = ()
    since: Day | str = "signature"
    until: Day | str = "entry_into_force"
    term: Delay | None = None
    extensions: tuple[Day, ...] = ()


class Territories(NamedTuple):
    """To which territories the treaty extends: those declared, or `all`. `later`: when an application made after the State's own
    consent works; `end`: when its withdrawal does (None: after the period of `withdrawal`).
    """

    article: str = ""
    extends: str = "declared"
    later: Delay = Delay()
    end: Delay | None = None


class Declarations(NamedTuple):
    """When a declaration made after the State's own entry into force works, and when its withdrawal does."""

    article: str = ""
    delay: Delay = Delay()
    withdrawal: Delay = Delay()


class Reservations(NamedTuple):
    """How long others may object to a reservation (VCLT 20(5)), and when its withdrawal works (VCLT 22(3))."""

    article: str = ""
    within: Delay = Delay("months", (12,))
    withdrawal: Delay = Delay()


class Derogation(NamedTuple):
    """From what a party may derogate: from all but `except_`."""

    article: str = ""
    except_: tuple[str, ...] = ()


class Deadline(NamedTuple):
    """Something due between two delays after an act, such as a conference of the parties after a notice."""

    what: str
    article: str
    after: str
    from_: Delay
    to: Delay


class Clauses(NamedTuple):
    """The final clauses of one treaty. A clause that is left out was not read; `not_there`: read, and the treaty has none, so
    that the general rules hold (VCLT 24(2), 24(3), 56); `not_read`: said to be unread.
    """

    entry_into_force: EntryIntoForce = EntryIntoForce()
    for_state: ForState = NOT_SAID
    withdrawal: Withdrawal | None = None
    duration: Duration = Duration()
    provisional: Provisional | None = None
    deadlines: tuple[Deadline, ...] = ()
    territories: Territories | None = None
    declarations: Declarations | None = None
    reservations: Reservations | None = None
    derogation: Derogation | None = None
    not_read: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()

    def unread(self, clause: str) -> bool:
        """Whether a clause was not read: said so, or left out though it is wanted. `not_there`: read, and there is none."""
        if clause in self.not_there:
            return False
        missing = {
            "withdrawal": self.withdrawal is None,
            "entry_into_force_for_state": self.for_state is NOT_SAID,
            "entry_into_force": self.entry_into_force.when is None and self.entry_into_force.published is None,
        }
        return clause in self.not_read or missing.get(clause, False)
