"""Days and spans as people say them."""

import pytest

from openskies_cli.dates import BadDate
from openskies_cli.days import SeveralDays, day, span

TODAY = "2021-06-18"

JUNE_18 = [
    "today", " Today ", "now", "20210618", "2021/06/18", "2021.06.18", "2021 06 18", "2021-6-18", "2021\u201106\u201118",
    "2021\u221206\u221218", "\u00a02021-06-18 ", "18 June 2021", "18\u00a0June\u00a02021", "June 18, 2021", "june 18 2021",
    "18 Jun 2021", "18-Jun-2021", "18Jun2021", "18/Jun/2021", "2021-Jun-18", "2021 June 18", "18th June 2021", "the 18th of June, 2021",
    "Friday, 18 June 2021", "Fri 18 Jun 2021", "18.6.2021", "18. 6. 2021", "18/06/2021", "06/18/2021", "6-18-2021", "2021-W24-5",
    "2021w245", "2021-169", "2021-06-18T00:00:00Z", "2021-06-18 23:59", "2021-06-18T10:00:00.123+02:00", "20210618T102233Z",
    "18 juin 2021", "18. Juni 2021", "18 de junio de 2021", "18 июня 2021 г.", "18 ИЮНЯ 2021",
]  # fmt: skip


@pytest.mark.parametrize("typed", JUNE_18)
def test_one_day_in_many_ways(typed: str) -> None:
    assert day(typed, lambda: TODAY) == "2021-06-18"


OTHERS = [
    ("yesterday", "2021-06-17"),
    ("TOMORROW", "2021-06-19"),
    ("2021-6-7", "2021-06-07"),
    ("06/06/2021", "2021-06-06"),
    ("12.12.2021", "2021-12-12"),
    ("1970-01-01", "1970-01-01"),
    ("1/1/1900", "1900-01-01"),
    ("0001-01-01", "0001-01-01"),
    ("31 December 9999", "9999-12-31"),
    ("9999-W52-5", "9999-12-31"),
    ("29 Feb 2020", "2020-02-29"),
    ("2020-366", "2020-12-31"),
    ("2020-W53-7", "2021-01-03"),
    ("1er mai 2021", "2021-05-01"),
    ("3 août 2021", "2021-08-03"),
    ("5 Sept 2021", "2021-09-05"),
    ("May 2nd 2021", "2021-05-02"),
    ("3. März 2021", "2021-03-03"),
    ("7 мая 1992", "1992-05-07"),
    ("6 de febrero de 1992", "1992-02-06"),
]


@pytest.mark.parametrize(("typed", "meant"), OTHERS)
def test_other_days(typed: str, meant: str) -> None:
    assert day(typed, lambda: TODAY) == meant


REFUSED = [  # typed -> what is said
    ("06/07/2021", "may be two days; write 2021-07-06 or 2021-06-07"),
    ("6.7.2021", "may be two days; write 2021-07-06 or 2021-06-07"),
    ("12-11-2021", "may be two days; write 2021-11-12 or 2021-12-11"),
    ("6 7 2021", "may be two days"),
    ("2021-02-30", "is not a day of the calendar; February 2021 has 28 days"),
    ("31 June 2021", "is not a day of the calendar; June 2021 has 30 days"),
    ("31/02/2021", "February 2021 has 28 days"),
    ("13/13/2021", "has no such month"),
    ("2021-13-01", "has no such month"),
    ("0/5/2021", "is not a day of the calendar"),
    ("2021-W54-1", "has no such week"),
    ("2021-W24-8", "has no such day of the week"),
    ("2021-366", "has no such day"),
    ("18/6/21", "has a year of two digits; write it as YYYY-MM-DD"),
    ("18 June 21", "has a year of two digits"),
    ("18 June", "names no year; write it as YYYY-MM-DD"),
    ("Monday 18 June 2021", "2021-06-18 is a Friday"),
    ("２０２１-06-18", "is not written with the digits 0 to 9"),
    ("๑๘ June ๒๕๖๔", "is not written with the digits 0 to 9"),
    ("0000-01-01", "years run from 0001 to 9999"),
    ("2021-06-18T25:00", "is not a day; write it as YYYY-MM-DD"),
    ("2021-06-18?", "is not a day"),
    ("2021-06/2021-07", "is not a day"),
    ("", "is not a day"),
    ("last week", "is not a day"),
    ("June", "is not a day"),
    ("18 Juny 2021", "is not a day"),
    ("18 June July 2021", "is not a day"),
    ("1 2 June 2021", "is not a day"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_is_no_day_or_may_be_two_is_asked_back(typed: str, said: str) -> None:
    with pytest.raises(BadDate, match=r"\A'") as caught:
        day(typed, lambda: TODAY)
    assert said in str(caught.value)
    assert not isinstance(caught.value, SeveralDays)


SEVERAL = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-06", "2021-06-01", "2021-06-30"),
    ("6/2021", "2021-06-01", "2021-06-30"),
    ("June 2021", "2021-06-01", "2021-06-30"),
    ("2020 février", "2020-02-01", "2020-02-29"),
    ("2021-W24", "2021-06-14", "2021-06-20"),
    ("9999-W52", "9999-12-27", "9999-12-31"),
]


@pytest.mark.parametrize(("typed", "first", "last"), SEVERAL)
def test_what_is_longer_than_a_day_has_two_ends(typed: str, first: str, last: str) -> None:
    with pytest.raises(SeveralDays) as caught:
        day(typed, lambda: TODAY)
    assert (caught.value.first, caught.value.last) == (first, last)
    assert {day(one) for one in (first, last)} == {first, last}  # what is offered is taken


@pytest.mark.parametrize(("today", "typed"), [("9999-12-31", "tomorrow"), ("0001-01-01", "yesterday")])
def test_the_calendar_ends(today: str, typed: str) -> None:
    with pytest.raises(BadDate, match="the calendar ends there"):
        day(typed, lambda: today)


@pytest.mark.parametrize("typed", ["today", "yesterday", "tomorrow"])
def test_without_a_today_no_day_counts_from_it(typed: str) -> None:
    with pytest.raises(BadDate, match="is not a day"):
        day(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6 months", "6m"), ("6 month", "6m"), ("6mo", "6m"), ("6M", "6m"), ("006m", "6m"), ("2w", "14d"), ("1 week", "7d"),
        ("12 Weeks", "84d"), ("90 days", "90d"), ("90-day", "90d"), ("1y", "1y"), ("1 year", "1y"), (" 2 yrs. ", "2y"),
        ("0d", None), ("0 months", None), ("", None), ("6", None), ("months", None), ("1.5y", None), ("-3d", None), ("6 moons", None),
        ("999999d", None), ("٦ months", None),
    ],
)  # fmt: skip
def test_spans(typed: str, meant: str | None) -> None:
    assert span(typed) == meant
