"""Dates known in whole or in part, and every way of counting from one day to another, on real dates."""

from datetime import date

import pytest

from openskies_cli import dates
from openskies_cli.clauses import Delay
from openskies_cli.dates import OPEN_END, OPEN_START, SENTINELS, BadDate, Day


def day(text: str) -> date:
    return date.fromisoformat(text)


READ = [
    # written, earliest, latest, doubtful, printed
    ("1992-03-24", "1992-03-24", "1992-03-24", False, "1992-03-24"),
    ("1992-03", "1992-03-01", "1992-03-31", False, "1992-03"),
    ("1992", "1992-01-01", "1992-12-31", False, "1992"),
    ("1992-02", "1992-02-01", "1992-02-29", False, "1992-02"),
    ("1900-02", "1900-02-01", "1900-02-28", False, "1900-02"),
    ("2000-02-29", "2000-02-29", "2000-02-29", False, "2000-02-29"),
    ("1992-03-24?", "1992-03-24", "1992-03-24", True, "1992-03-24?"),
    ("1992-03?", "1992-03-01", "1992-03-31", True, "1992-03?"),
    ("1992-03/1992-05", "1992-03-01", "1992-05-31", False, "1992-03-01/1992-05-31"),
    ("1992-03-24/1992-05-02", "1992-03-24", "1992-05-02", False, "1992-03-24/1992-05-02"),
    ("2002/2005-06", "2002-01-01", "2005-06-30", False, "2002-01-01/2005-06-30"),
    ("1992-01/1992-12", "1992-01-01", "1992-12-31", False, "1992"),
    ("1992-03/1992-05?", "1992-03-01", "1992-05-31", True, "1992-03-01/1992-05-31?"),
    ("1992-03?/1992-05", "1992-03-01", "1992-05-31", True, "1992-03-01/1992-05-31?"),
    ("../1992-03", "0001-01-01", "1992-03-31", False, "../1992-03-31"),
    ("1992-03/..", "1992-03-01", "9999-12-31", False, "1992-03-01/.."),
    ("1992-03-24/1992-03-24", "1992-03-24", "1992-03-24", False, "1992-03-24"),
    ("0987", "0987-01-01", "0987-12-31", False, "0987"),
    ("0987-03", "0987-03-01", "0987-03-31", False, "0987-03"),
    ("1900", "1900-01-01", "1900-12-31", False, "1900"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "doubtful", "printed"), READ)
def test_a_date_is_one_day_within_an_interval(text: str, earliest: str, latest: str, doubtful: bool, printed: str) -> None:
    found = dates.parse(text)
    assert found == Day(day(earliest), day(latest), doubtful)
    assert str(found) == printed
    assert dates.parse(printed) == found


REFUSED = [
    # written, what the sentence must say
    ("1992-03~", "approximate dates are not read; write an interval"),
    ("1992%", "approximate dates are not read"),
    ("~1992", "approximate dates are not read"),
    ("24.3.1992", "is not a date; write YYYY-MM-DD, YYYY-MM or YYYY (year first"),
    ("03/24/1992", "is not a date; write YYYY-MM-DD (year first, then month, then day)"),
    ("3-24-1992", "(year first, then month, then day)"),
    ("24 March 1992", "is not a date"),
    ("", "is not a date"),
    ("?", "is not a date"),
    ("unknown", "is not a date"),
    ("1992-3-24", "is not a date"),
    ("92-03-24", "is not a date"),
    ("1992-03-24T00:00", "is not a date"),
    (" 1992-03-24", "is not a date"),
    ("١٩٩٢", "is not a date"),
    ("199X", "is not a date"),
    ("2021-13", "has no such month; months run from 01 to 12"),
    ("2021-00", "has no such month"),
    ("2021-13-01", "has no such month"),
    ("2021-02-30", "is not a day of the calendar; February 2021 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2021-04-31", "April 2021 has 30 days"),
    ("2021-04-00", "April 2021 has 30 days"),
    ("0000-01-01", "the year must lie between 0001 and 9998"),
    ("9999-06-01", "the year must lie between"),
    ("../..", "is not an interval; write two dates with one slash"),
    ("1992/1993/1994", "is not an interval"),
    ("1992-05/1992-03", "ends before it begins; write the earlier date first"),
    ("../1970-01-01", "is a stand-in"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_no_date_is_refused_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(BadDate, match=r"\A'") as caught:
        dates.parse(text, recorded=True)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", sorted(SENTINELS))
@pytest.mark.parametrize("form", ["{}", "{}?", "{}/1971", "1850/{}"])
def test_a_stand_in_for_an_unknown_date_is_never_a_date_on_record(text: str, form: str) -> None:
    with pytest.raises(BadDate, match=rf"'{text}' is a stand-in for a date that is not known; leave the date out"):
        dates.parse(form.format(text), recorded=True)


@pytest.mark.parametrize("text", sorted(SENTINELS))
def test_any_day_of_the_calendar_may_be_asked_about(text: str) -> None:
    assert dates.full(text) == day(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021", "is not one day; write it as YYYY-MM-DD"),
        ("2021-06", "is not one day"),
        ("2021-06-18?", "is not one day"),
        ("../2021", "is not one day"),
        ("2021-06-31", "June 2021 has 30 days"),
        ("yesterday", "is not a date"),
    ],
)
def test_on_the_command_line_a_date_is_one_day(text: str, said: str) -> None:
    assert dates.full("2021-06-18") == date(2021, 6, 18)
    with pytest.raises(BadDate) as caught:
        dates.full(text)
    assert said in str(caught.value)


COUNTED = [
    # delay, from, to, where it was published
    (Delay(), "1970-03-05", "1970-03-05", "NPT: the day itself"),
    (Delay("days", (60,)), "2001-11-02", "2002-01-01", "Open Skies"),
    (Delay("days", (60,)), "2002-12-12", "2003-02-10", "Open Skies, Finland"),
    (Delay("days", (90,)), "2015-01-30", "2015-04-30", "ATT"),
    (Delay("days", (30,)), "2020-02-18", "2020-03-19", "Paris, Kyrgyzstan: a leap year"),
    (Delay("days", (30,)), "2004-02-13", "2004-03-14", "CWC, Chad: a leap year"),
    (Delay("days", (180,)), "1996-10-31", "1997-04-29", "CWC"),
    (Delay("days", (10,)), "1992-10-30", "1992-11-09", "CFE"),
    (Delay("days_clear", (150,)), "2023-06-09", "2023-11-07", "CFE, Russia"),
    (Delay("days", (150,)), "2023-06-09", "2023-11-06", "CFE, Russia: the earliest day"),
    (Delay("months", (6,)), "2020-05-22", "2020-11-22", "Open Skies, United States"),
    (Delay("months", (6,)), "2021-06-18", "2021-12-18", "Open Skies, Russia"),
    (Delay("months", (6,)), "2001-12-13", "2002-06-13", "ABM"),
    (Delay("months", (6,)), "2025-06-27", "2025-12-27", "Ottawa, Estonia"),
    (Delay("months", (3,)), "2005-11-29", "2006-02-28", "Hague Protocol, Canada: clipped"),
    (Delay("months", (3,)), "2000-08-31", "2000-11-30", "SOLAS, Iran: clipped"),
    (Delay("months", (3,), roll=True), "2012-11-29", "2013-03-01", "STCW: rolled"),
    (Delay("months", (3,), roll=True), "1990-11-29", "1991-03-01", "STCW: rolled"),
    (Delay("months", (3,), roll=True), "2011-11-29", "2012-02-29", "nothing to roll in a leap year"),
    (Delay("months", (3,)), "2011-11-30", "2012-02-29", "clipped in a leap year"),
    (Delay("months", (12,)), "2016-02-29", "2017-02-28", "clipped"),
    (Delay("months_clear", (1,)), "1973-11-08", "1973-12-09", "ETS 068, Italy"),
    (Delay("months_clear", (1,)), "1988-08-11", "1988-09-12", "ETS 068, Spain"),
    (Delay("months_clear", (6,)), "2002-09-23", "2003-03-24", "ETS 068, Luxembourg leaves"),
    (Delay("months_clear", (6,)), "2024-11-27", "2025-05-28", "ETS 068, Norway leaves"),
    (Delay("years", (1,)), "2018-03-17", "2019-03-17", "Rome, Philippines leaves"),
    (Delay("years", (1,)), "2015-02-05", "2016-02-05", "Kampala, Costa Rica"),
    (Delay("years", (1,)), "2016-03-01", "2017-03-01", "Kampala, North Macedonia: across a leap day"),
    (Delay("years", (4,)), "2016-02-29", "2020-02-29", "from leap day to leap day"),
    (Delay("years", (1,)), "2016-02-29", "2017-02-28", "no leap day to land on"),
    (Delay("years", (1,), roll=True), "2016-02-29", "2017-03-01", "no leap day to land on, rolled"),
    (Delay("first_of_month_after_days", (60,)), "2003-01-31", "2003-05-01", "Rome, Albania: day 60 is the 1st"),
    (Delay("first_of_month_after_days", (60,)), "2012-04-02", "2012-07-01", "Rome, Guatemala: day 60 is the 1st"),
    (Delay("first_of_month_after_days", (60,)), "2002-12-03", "2003-03-01", "Rome, St Vincent: day 60 is the 1st"),
    (Delay("first_of_month_after_days", (60,)), "2011-12-02", "2012-02-01", "Rome, Vanuatu: day 60 is the last"),
    (Delay("first_of_month_after_days", (60,)), "2006-11-01", "2007-01-01", "Rome, Chad: day 60 is the last"),
    (Delay("first_of_month_nth", (6,)), "2015-10-01", "2016-04-01", "CCM, Mauritius: the first of a month"),
    (Delay("first_of_month_nth", (6,)), "2018-08-31", "2019-02-01", "CCM, Namibia: the last of a month"),
    (Delay("first_of_month_nth", (6,)), "1998-11-30", "1999-05-01", "Ottawa, Sweden"),
    (Delay("first_of_month_nth", (6,)), "1998-09-16", "1999-03-01", "Ottawa itself"),
    (Delay("first_of_month_after_months", (1,)), "1988-08-11", "1988-10-01", "first of the month after one month"),
    (Delay("first_of_month_after_months", (1,)), "1988-08-01", "1988-10-01", "the month ends on a first: the next first"),
    (Delay("first_of_month_after_months", (1,)), "1988-07-31", "1988-09-01", "the month ends on a last"),
    (Delay("yearly", ("06-30", "01-01")), "1981-06-24", "1982-06-30", "ICRW, Canada: 371 days"),
    (Delay("yearly", ("06-30", "01-01")), "2018-12-26", "2019-06-30", "ICRW, Japan: 186 days"),
    (Delay("yearly", ("06-30", "01-01")), "2019-01-01", "2019-06-30", "ICRW: on the last day for notices"),
    (Delay("yearly", ("06-30", "01-01")), "2019-01-02", "2020-06-30", "ICRW: a day late"),
    (Delay("yearly", ("02-29", "01-01")), "2019-01-01", "2019-02-28", "a day that year does not have"),
    (Delay("year_end", (1,)), "2017-10-12", "2018-12-31", "UNESCO, United States"),
    (Delay("year_end", (1,)), "1984-12-05", "1985-12-31", "UNESCO, United Kingdom"),
    (Delay("year_end", (1,)), "2017-01-01", "2018-12-31", "UNESCO: 730 days"),
    (Delay("year_end", (1,)), "2017-12-31", "2018-12-31", "UNESCO: 365 days"),
    (Delay("year_end", (0,)), "2017-12-31", "2017-12-31", "the end of the same year"),
]


@pytest.mark.parametrize(("delay", "start", "end", "where"), COUNTED)
def test_delays_as_they_were_published(delay: Delay, start: str, end: str, where: str) -> None:
    assert delay.after(dates.parse(start)) == dates.parse(end), where
    assert str(delay)


CARRIED = [
    (Delay("days", (60,)), "2002-12", "2003-01-30/2003-03-01"),
    (Delay("months", (6,)), "2001", "2001-07-01/2002-06-30"),
    (Delay("days", (60,)), "../2001-11-02", "../2002-01-01"),
    (Delay("days", (60,)), "2001-11-02/..", "2002-01-01/.."),
    (Delay("first_of_month_nth", (6,)), "2015-10", "2016-04-01"),
    (Delay("yearly", ("06-30", "01-01")), "2018", "2018-06-30/2019-06-30"),
    (Delay("years", (1,)), "2018-03-17?", "2019-03-17?"),
]


@pytest.mark.parametrize(("delay", "start", "end"), CARRIED)
def test_an_uncertain_day_is_carried_end_by_end(delay: Delay, start: str, end: str) -> None:
    assert str(delay.after(dates.parse(start))) == end


def test_what_runs_past_the_calendar_stays_open() -> None:
    assert Delay("years", (9000,)).after(dates.parse("1992")) == Day(OPEN_END, OPEN_END)
    assert Delay("days", (60,)).after(Day(OPEN_START, OPEN_END)) == Day(OPEN_START, OPEN_END)


@pytest.mark.parametrize(
    ("one", "floor", "later"),
    [
        ("2002", "2002-06-01", "2002-06-01/2002-12-31"),
        ("2002-01-01", "2001-11-02", "2002-01-01"),
        ("1995", "2002-01-01", "2002-01-01"),
        ("1995?", "2002-01-01", "2002-01-01"),
        ("2002?", "2002-06-01", "2002-06-01/2002-12-31?"),
    ],
)
def test_the_later_of_two_days(one: str, floor: str, later: str) -> None:
    assert str(dates.parse(one).no_earlier_than(dates.parse(floor))) == later


def test_between_two_days_whichever_way_round() -> None:
    for one, other in (("2003-02-10", "2003-02-01"), ("2003-02-01", "2003-02-10")):
        assert str(dates.parse(one).up_to(dates.parse(other))) == "2003-02-01/2003-02-10"
