"""A day, or a span of time, as people say it -> one plain text. Asked only about what is not written YYYY-MM-DD.

Nothing is guessed: what may be two days is asked back with both, what is a month or a year with its first and last day.
Pure: `today` is handed in.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from openskies_cli.dates import MONTHS, BadDate, month_end

EXAMPLE = "write it as YYYY-MM-DD, such as 2021-12-17"

OTHER_MONTHS = (  # by month: French, German, Spanish, Russian (as after a number, and alone)
    "janvier januar jänner enero января январь",
    "février februar feber febrero февраля февраль",
    "mars märz marzo марта март",
    "avril april abril апреля апрель",
    "mai mayo мая май",
    "juin juni junio июня июнь",
    "juillet juli julio июля июль",
    "août august agosto августа август",
    "septembre september septiembre setiembre сентября сентябрь",
    "octobre oktober octubre октября октябрь",
    "novembre november noviembre ноября ноябрь",
    "décembre dezember diciembre декабря декабрь",
)


def _fold(text: str) -> str:
    """Without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


MONTH = {_fold(name): i for i, names in enumerate(OTHER_MONTHS, 1) for name in names.split()}
MONTH |= {said: i for i, name in enumerate(MONTHS, 1) for said in (name.casefold(), name[:3].casefold())} | {"sept": 9}
"""The name of a month, folded -> its number."""

BETWEEN = frozenset(["of", "the", "de", "del", "du", "le", "el", "den", "г", "года"])
"""Words that stand in a day and say nothing: 18 de junio de 2021, the 18th of June 2021."""

RELATIVE = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NoDay(BadDate):
    """Nothing in it reads as a day."""


class SeveralDays(BadDate):
    """What is said is longer than a day: `said` lasts from `first` to `last`."""

    def __init__(self, said: str, first: date, last: date) -> None:
        super().__init__(f"'{said}' is not one day; write {first} for its beginning or {last} for its end")
        self.said, self.first, self.last = said, first.isoformat(), last.isoformat()


def day(typed: str, today: Callable[[], str] | None = None) -> str:
    """The day that is meant, as YYYY-MM-DD; without `today` it is none that counts from today. Raises BadDate with the remedy."""
    text = _plain(typed)
    if text.casefold() in RELATIVE and today is not None:
        try:
            return (date.fromisoformat(today()) + timedelta(RELATIVE[text.casefold()])).isoformat()
        except OverflowError:
            raise BadDate(f"'{typed}': the calendar ends there; {EXAMPLE}") from None
    if any(c.isdigit() and not c.isascii() for c in text):  # the years of other scripts are often those of another calendar
        raise BadDate(f"'{typed}' is not written with the digits 0 to 9; {EXAMPLE}")
    for form, read in FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return read(typed, *match.groups()).isoformat()
    return _with_a_name(typed, text).isoformat()


def _plain(typed: str) -> str:
    """The text with one space where there are several, plain hyphens, and none of them at its ends or beside a separator."""
    text = " ".join(re.sub("[\u2010-\u2015\u2212\u00ad]", "-", typed).split())
    return re.sub(r"(?<=[0-9]) ?([./-]) ?(?=[0-9])", r"\1", text)


def _one(typed: str, year: str, month: int, number: int) -> date:
    """That day, if the calendar has it."""
    if not 1 <= int(year) <= 9999:
        raise BadDate(f"'{typed}': years run from 0001 to 9999; {EXAMPLE}")
    if not 1 <= month <= 12:
        raise BadDate(f"'{typed}' has no such month; months run from 01 to 12")
    last = month_end(date(int(year), month, 1)).day
    if not 1 <= number <= last:
        raise BadDate(f"'{typed}' is not a day of the calendar; {MONTHS[month - 1]} {year} has {last} days")
    return date(int(year), month, number)


def _year_first(typed: str, year: str, _: str, month: str, number: str) -> date:
    return _one(typed, year, int(month), int(number))


def _compact(typed: str, year: str, month: str, number: str) -> date:
    return _one(typed, year, int(month), int(number))


def _year_last(typed: str, one: str, _: str, other: str, year: str) -> date:
    """Day and month in either order, where only one of them can be a day of the calendar or both are the same."""
    first, second = int(one), int(other)
    if first != second and max(first, second) <= 12 and min(first, second) >= 1:
        raise BadDate(f"'{typed}' may be two days; write {_one(typed, year, second, first)} or {_one(typed, year, first, second)}")
    return _one(typed, year, first, second) if second > 12 and first <= 12 else _one(typed, year, second, first)


def _short_year(typed: str, *_: str) -> date:
    raise BadDate(f"'{typed}' has a year of two digits; {EXAMPLE}")


def _week(typed: str, year: str, week: str, weekday: str | None) -> date:
    if weekday is not None and not 1 <= int(weekday) <= 7:
        raise BadDate(f"'{typed}' has no such day of the week; they run from 1 (Monday) to 7 (Sunday)")
    try:
        found = date.fromisocalendar(int(year), int(week), int(weekday or 1))
    except ValueError:
        raise BadDate(f"'{typed}' has no such week, or no such day in it; {EXAMPLE}") from None
    if weekday is None:
        raise SeveralDays(typed, found, date.fromordinal(min(found.toordinal() + 6, date.max.toordinal())))
    return found


def _of_the_year(typed: str, year: str, number: str) -> date:
    first = _one(typed, year, 1, 1)
    if not 1 <= int(number) <= _one(typed, year, 12, 31).timetuple().tm_yday:
        raise BadDate(f"'{typed}' has no such day; {EXAMPLE}")
    return first + timedelta(int(number) - 1)


def _month(typed: str, year: str, _: str, month: str) -> date:
    first = _one(typed, year, int(month), 1)
    raise SeveralDays(typed, first, month_end(first))


def _month_first(typed: str, month: str, separator: str, year: str) -> date:
    return _month(typed, year, separator, month)


def _year(typed: str, year: str) -> date:
    raise SeveralDays(typed, _one(typed, year, 1, 1), _one(typed, year, 12, 31))


CLOCK = r"(?:[T ](?:[01]?[0-9]|2[0-4]):?[0-5][0-9](?::?[0-6][0-9](?:[.,][0-9]+)?)? ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
"""The hour of a timestamp: it is taken as its day."""

FORMS: tuple[tuple[re.Pattern[str], Callable[..., date]], ...] = tuple(
    (re.compile(form, re.IGNORECASE), read)
    for form, read in (
        (rf"([0-9]{{4}})([-/. ])([0-9]{{1,2}})\2([0-9]{{1,2}}){CLOCK}", _year_first),
        (rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}}){CLOCK}", _compact),
        (r"([0-9]{4})-?W([0-9]{2})(?:-?([0-9]))?", _week),
        (r"([0-9]{4})-([0-9]{3})", _of_the_year),
        (r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})", _year_last),
        (r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})", _short_year),
        (r"([0-9]{4})([-/.])([0-9]{1,2})", _month),
        (r"([0-9]{1,2})([-/.])([0-9]{4})", _month_first),
        (r"([0-9]{4})", _year),
    )
)
"""How a day is written in digits -> what it means."""


def _with_a_name(typed: str, text: str) -> date:
    """A day whose month is named, in whatever order: 18 June 2021, June 18th, 2021, 18-Jun-2021, 2021 June 18."""
    apart = re.sub(r"(?<=[0-9])(?=[^\W0-9])(?!(?:st|nd|rd|th|er)\b)|(?<=[^\W0-9])(?=[0-9])", " ", _fold(text))  # 18Jun2021
    words = [word for word in re.split(r"[\s,./-]+", apart) if word and word not in BETWEEN]
    weekdays = {_fold(name[:length]): i for i, name in enumerate(WEEKDAYS) for length in (3, len(name))}
    said = [weekdays[word] for word in words if word in weekdays]
    months = [MONTH[word] for word in words if word in MONTH]
    numbers = [word for word in words if word not in MONTH and word not in weekdays]
    years = [word for word in numbers if re.fullmatch("[0-9]{4}", word)]
    days = [match[1] for word in numbers if (match := re.fullmatch("([0-9]{1,2})(?:st|nd|rd|th|er)?", word))]
    if len(months) != 1 or len(years) + len(days) != len(numbers) or len(said) > 1 or not numbers:
        raise NoDay(f"'{typed}' is not a day; {EXAMPLE}")
    if not years and len(days) == 2:
        return _short_year(typed)
    if len(years) != 1 or len(days) > 1:
        raise BadDate(f"'{typed}' names no year; {EXAMPLE}") if not years else NoDay(f"'{typed}' is not a day; {EXAMPLE}")
    if not days:
        first = _one(typed, years[0], months[0], 1)
        raise SeveralDays(typed, first, month_end(first))
    found = _one(typed, years[0], months[0], int(days[0]))
    if said and found.weekday() != said[0]:
        raise BadDate(f"'{typed}': {found} is a {WEEKDAYS[found.weekday()]}; write the day as {found}, or the one you mean")
    return found


# Spans --------------------------------------------------------------------------------------------

UNITS = {"day": ("d", 1), "week": ("d", 7), "month": ("m", 1), "year": ("y", 1)}
"""A unit -> the one that a span is counted in, and how many of it."""

SHORT = {"d": "day", "w": "week", "wk": "week", "m": "month", "mo": "month", "mon": "month", "mth": "month", "y": "year", "yr": "year"}


def span(typed: str) -> str | None:
    """A span as 14d, 6m or 1y; None where it is none. Nothing of a unit is no span."""
    match = re.fullmatch(r"0*([1-9][0-9]{0,4}) ?-?([a-z]+)\.?", " ".join(typed.casefold().split()))
    if match is None:
        return None
    word = match[2] if match[2] in SHORT else match[2].removesuffix("s")
    unit = SHORT.get(word, word)
    if unit not in UNITS:
        return None
    counted, each = UNITS[unit]
    return f"{int(match[1]) * each}{counted}"
