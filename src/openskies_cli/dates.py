"""A day known in whole or in part, and the ways treaties count from one day to another.

A `Day` is the closed interval [earliest, latest]. Every delay is monotone, so it may be applied to both ends;
that is the whole theory of uncertain dates here.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

OPEN_START, OPEN_END = date.min, date.max

SENTINELS = frozenset({"0001-01-01", "1900-01-01", "1970-01-01", "2699-01-01", "2899-01-01", "2999-01-01", "9999-01-01", "9999-12-31"})
"""Days that published tables print for "unknown", "still" or "never"."""


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class BadDate(ValueError):
    """A text that is no date we read; the message says why and what to write instead."""


class Day(NamedTuple):
    """One day within [earliest, latest], both ends included. `doubtful` is the source's own "?"."""

    earliest: date
    latest: date
    doubtful: bool = False

    @property
    def exact(self) -> bool:
        """Whether the day is known to the day."""
        return self.earliest == self.latest

    @property
    def ends(self) -> tuple[date, date]:
        """Both ends, without the doubt."""
        return self.earliest, self.latest

    def map(self, step: Callable[[date], date]) -> "Day":
        """The day that `step`, a function that never goes backwards, makes of this one."""
        return Day(_kept(self.earliest, step), _kept(self.latest, step), self.doubtful)

    def no_earlier_than(self, floor: "Day") -> "Day":
        """This day or `floor`, whichever is later."""
        if floor.latest < self.earliest:
            return self
        doubtful = (self.doubtful and self.latest >= floor.earliest) or (floor.doubtful and floor.latest >= self.earliest)
        return Day(max(self.earliest, floor.earliest), max(self.latest, floor.latest), doubtful)

    def up_to(self, other: "Day") -> "Day":
        """Some day between this one and `other`, whichever way round they stand."""
        return Day(min(self.earliest, other.earliest), max(self.latest, other.latest), self.doubtful or other.doubtful)

    def __str__(self) -> str:
        return edtf(self.earliest, self.latest) + "?" * self.doubtful


def edtf(earliest: date, latest: date) -> str:
    """The shortest EDTF text for "one day within": 1992-03-24, 1992-03, 1992, ../1992-03-31, 1992-03-24/1992-05-01."""
    if earliest == latest:
        return earliest.isoformat()
    if earliest != OPEN_START and latest != OPEN_END and earliest.day == 1 and earliest.year == latest.year:
        if earliest.month == latest.month and latest == month_end(latest):
            return earliest.isoformat()[:7]
        if (earliest.month, latest.month, latest.day) == (1, 12, 31):
            return earliest.isoformat()[:4]
    left = ".." if earliest == OPEN_START else earliest.isoformat()
    if left in SENTINELS:
        left = left[:4]  # the year begins on that day, and reads as a date
    right = ".." if latest == OPEN_END else latest.isoformat()
    return f"{left}/{right}"


def parse(text: str, *, recorded: bool = False) -> Day:
    """EDTF (ISO 8601-2) levels 0 and 1 as "one day within". Raises BadDate with the remedy.

    1992-03-24   1992-03   1992   1992-03-24?   ../1992-03   1992-03/..   1992-03/1992-05

    A stand-in for an unknown date is refused only where it is `recorded`: it may be asked about as any other day.
    """
    if "~" in text or "%" in text:
        raise BadDate(f"'{text}': approximate dates are not read; write an interval such as 1992-03/1992-05")
    if "/" not in text:
        bare = text.removesuffix("?")
        earliest, latest = _whole(bare, recorded)
        return Day(earliest, latest, bare != text)
    if re.fullmatch("[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", text):
        raise BadDate(f"'{text}' is not a date; write YYYY-MM-DD{_guess(text)}")
    left, _, right = text.removesuffix("?").partition("/")
    if "/" in right or (left == ".." and right == ".."):
        raise BadDate(f"'{text}' is not an interval; write two dates with one slash, such as 1992-03/1992-05")
    earliest = OPEN_START if left == ".." else _whole(left.removesuffix("?"), recorded)[0]
    latest = OPEN_END if right == ".." else _whole(right.removesuffix("?"), recorded)[1]
    if earliest > latest:
        raise BadDate(f"'{text}' ends before it begins; write the earlier date first")
    return Day(earliest, latest, "?" in text)


def full(text: str) -> date:
    """A day that is asked about, YYYY-MM-DD: any day of the calendar. Raises BadDate with the remedy."""
    day = parse(text)
    if not day.exact or day.doubtful:
        raise BadDate(f"'{text}' is not one day; write it as YYYY-MM-DD")
    return day.earliest


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _whole(text: str, recorded: bool) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise BadDate(f"'{text}' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY{_guess(text)}")
    if recorded and text in SENTINELS:
        raise BadDate(f"'{text}' is a stand-in for a date that is not known; leave the date out, or write what is known of it")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= year <= 9999 - recorded:
        raise BadDate(f"'{text}': the year must lie between 0001 and {9999 - recorded}")
    if match[2] and not 1 <= month <= 12:
        raise BadDate(f"'{text}' has no such month; months run from 01 to 12")
    if match[3]:
        last = month_end(date(year, month, 1)).day
        if not 1 <= day <= last:
            raise BadDate(f"'{text}' is not a day of the calendar; {MONTHS[month - 1]} {year} has {last} days")
        return date(year, month, day), date(year, month, day)
    if match[2]:
        return date(year, month, 1), month_end(date(year, month, 1))
    return date(year, 1, 1), date(year, 12, 31)


def _guess(text: str) -> str:
    """Never guesses the order of day and month; only says what would be accepted."""
    parts = re.split(r"[./\- ]", text)
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return " (year first, then month, then day)"
    return ""


# Delays -----------------------------------------------------------------------------------------


def tomorrow(d: date) -> date:
    """The day after."""
    return d + timedelta(1)


def yesterday(d: date) -> date:
    """The day before."""
    return d - timedelta(1)


def month_end(d: date) -> date:
    """The last day of the month of `d`."""
    short = 28 if d.year % 4 or (d.year % 100 == 0 and d.year % 400) else 29
    return d.replace(day=(31, short, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[d.month - 1])


def months(d: date, n: int, *, roll: bool = False) -> date:
    """The same-numbered day `n` months on; where the month has none, its last day, or with `roll` the next first.

    31 August + 3 months: 30 November, rolled 1 December.
    """
    year, month = divmod(d.year * 12 + d.month - 1 + n, 12)
    first = date(year, month + 1, 1)
    last = month_end(first)
    if d.day <= last.day:
        return first.replace(day=d.day)
    return last + timedelta(1) if roll else last


def first_of_next_month(d: date) -> date:
    """The first day of the month after the month of `d`."""
    return months(d.replace(day=1), 1)


def yearly(d: date, on: str, notice_by: str) -> date:
    """The next `on` (MM-DD) after the cut-off `notice_by` of the year for what arrives by it, else a year later (ICRW XI).

    30 June with notice by 1 January is of the same year; 1 January with notice by 30 June is of the next.
    """
    month, day = int(on[:2]), int(on[3:])
    first = date(d.year + (f"{d:%m-%d}" > notice_by) + (on < notice_by), month, 1)
    return first.replace(day=min(day, month_end(first).day))


def _kept(d: date, step: Callable[[date], date]) -> date:
    """`step(d)`, but an open end stays open, and what runs past the calendar is open."""
    if d in (OPEN_START, OPEN_END):
        return d
    try:
        return step(d)
    except (OverflowError, ValueError):
        return OPEN_END


class Counting(NamedTuple):
    """One way of counting: its arithmetic, its words for people, and whether a record writes it as a plain number (`days: 30`),
    beside which the month-end rule may stand where it `rolls`.
    """

    after: Callable[..., date]
    words: Callable[..., str]
    plain: bool = False
    rolls: bool = False


def _number(unit: str) -> Callable[[int], str]:
    return lambda n: f"{n} {unit}{'' if n == 1 else 's'}"


DELAYS: dict[str, Counting] = {
    "same_day": Counting(lambda d: d, lambda: "the same day"),
    "days": Counting(lambda d, n: d + timedelta(n), _number("day"), plain=True),
    "days_clear": Counting(lambda d, n: d + timedelta(n + 1), _number("clear day"), plain=True),
    "months": Counting(lambda d, n, roll=False: months(d, n, roll=roll), _number("month"), plain=True, rolls=True),
    "months_clear": Counting(
        lambda d, n, roll=False: months(d, n, roll=roll) + timedelta(1), _number("clear month"), plain=True, rolls=True
    ),
    "years": Counting(lambda d, n, roll=False: months(d, 12 * n, roll=roll), _number("year"), plain=True, rolls=True),
    "first_of_month_after_days": Counting(
        lambda d, n: first_of_next_month(d + timedelta(n)), lambda n: f"the first day of the month after {n} days"
    ),
    "first_of_month_nth": Counting(
        lambda d, n: months(d.replace(day=1), n), lambda n: f"the first day of month {n} after the month of the act"
    ),
    "first_of_month_after_months": Counting(
        lambda d, n: first_of_next_month(months(d, n)), lambda n: f"the first day of the month after {n} months"
    ),
    "yearly": Counting(yearly, lambda on, notice_by: f"{on} of the year, notice by {notice_by}"),
    "year_end": Counting(
        lambda d, n: date(d.year + n, 12, 31),
        lambda n: "31 December of the year of the act" if n == 0 else f"31 December, {n} year{'' if n == 1 else 's'} on",
    ),
}
"""The word for a delay -> its row, which the reader, the schema and the words for people follow. Every one is monotone in `d`; a
property test holds that.
"""


def span(first: Day | None, gone: Day | None) -> str:
    """A time in words, from its first day and the first day after it."""
    if gone is None:
        return f"since {first}" if first else ""
    last = gone.map(lambda day: day.fromordinal(day.toordinal() - 1))
    return f"{first} to {last}" if first else f"to {last}"
