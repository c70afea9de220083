"""How treaties count days, written a second time: nothing here is taken from the program but the names of the delays."""

from calendar import monthrange
from datetime import date, timedelta

from openskies_cli.clauses import Delay
from openskies_cli.dates import Day

NEVER = date.max
ONE = timedelta(1)


def months_on(d: date, n: int, roll: bool = False) -> date:
    """The same-numbered day `n` months on, else the last of that month, or with `roll` the first of the next."""
    number = d.year * 12 + d.month - 1 + n
    year, month = number // 12, number % 12 + 1
    length = monthrange(year, month)[1]
    if d.day <= length:
        return date(year, month, d.day)
    return date(year, month, length) + (ONE if roll else timedelta(0))


def first_after(d: date) -> date:
    """The first day of the month after that of `d`."""
    return (d.replace(day=28) + timedelta(4)).replace(day=1)


def _day_of_year(year: int, text: str) -> date:
    month, day = map(int, text.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def yearly(d: date, on: str, notice_by: str) -> date:
    """The first day `on` whose cut-off, the last `notice_by` up to it, had not passed on `d` (Whaling Convention XI)."""
    for year in range(d.year, d.year + 3):
        leaving = _day_of_year(year, on)
        cut = _day_of_year(year if notice_by <= on else year - 1, notice_by)
        if d <= cut:
            return leaving
    raise AssertionError


def counted(delay: Delay, d: date) -> date:
    """The day that a final clause makes of `d`. The day of the act itself is not counted."""
    if d == NEVER:
        return NEVER
    word, roll = delay.word, delay.roll
    if word == "same_day":
        return d
    if word == "yearly":
        return yearly(d, str(delay.args[0]), str(delay.args[1]))
    n = int(delay.args[0])
    return {
        "days": lambda: d + timedelta(n),
        "days_clear": lambda: d + timedelta(n) + ONE,
        "months": lambda: months_on(d, n, roll),
        "months_clear": lambda: months_on(d, n, roll) + ONE,
        "years": lambda: months_on(d, 12 * n, roll),
        "first_of_month_after_days": lambda: first_after(d + timedelta(n)),
        "first_of_month_nth": lambda: months_on(d.replace(day=1), n),
        "first_of_month_after_months": lambda: first_after(months_on(d, n)),
        "year_end": lambda: date(d.year + n, 12, 31),
    }[word]()


def exact(day: Day | None) -> date | None:
    """A day of a course: every one is known."""
    return None if day is None else day.earliest
