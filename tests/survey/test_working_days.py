from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.working_days import (
    DAY,
    add_working_days,
    is_working_day,
    later,
    london,
    nth_working_day,
    working_days_between,
)

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        "2018-07-07",  # a Saturday
        "2018-07-08",
        "2018-03-30",  # Good Friday
        "2018-04-02",  # Easter Monday
        "2019-05-06",
        "2020-05-08",  # moved to Victory in Europe Day
        "2020-12-28",  # in place of Saturday 26 December
        "2022-06-03",  # the Platinum Jubilee
        "2022-09-19",  # the Queen's funeral
        "2023-05-08",  # the Coronation
        "2026-08-31",
    ],
)
def test_weekends_and_bank_holidays_of_england_are_no_working_days(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2018-07-06",
        "2020-05-04",  # the holiday was moved to the Friday
        "2026-01-02",  # a holiday in Scotland
        "2026-03-17",  # a holiday in Northern Ireland
        "2026-11-30",  # a holiday in Scotland
    ],
)
def test_holidays_elsewhere_are_worked_through(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("month", "number", "day"),
    [
        ("2018-07", 1, "2018-07-02"),
        ("2019-01", 1, "2019-01-02"),
        ("2018-04", 1, "2018-04-03"),  # Easter Monday is the 2nd
        ("2020-02", 20, "2020-02-28"),
        ("2026-12", 21, "2026-12-31"),
    ],
)
def test_working_days_of_a_month_are_counted_from_one(month: str, number: int, day: str) -> None:
    assert nth_working_day(month, number) == date.fromisoformat(day)


@pytest.mark.parametrize("number", [0, 22, 31])
def test_a_month_has_no_more_than_it_has(number: int) -> None:
    with pytest.raises(SurveyError, match="December 2026 has 21 working days"):
        nth_working_day("2026-12", number)


@given(DAYS, st.integers(-30, 30))
def test_counting_takes_back_what_adding_gave(day: date, days: int) -> None:
    there = add_working_days(day, days)
    assert days == 0 or is_working_day(there)
    if is_working_day(day):
        assert working_days_between(day, there) == days


@given(DAYS, DAYS)
def test_a_span_is_counted_day_by_day(first: date, last: date) -> None:
    slow, day = 0, first
    while day < last:
        slow += is_working_day(day)
        day += DAY
    assert working_days_between(first, last) == slow or last < first
    assert working_days_between(last, first) == -working_days_between(first, last)


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        ("2018-07-02", "09:00", "2018-07-02T08:00"),
        ("2018-12-03", "09:00", "2018-12-03T09:00"),
        ("2026-03-29", "00:30", "2026-03-29T00:30"),
        ("2026-03-29", "01:30", "2026-03-29T01:30"),  # left out: the clocks show 02:30
        ("2026-10-25", "01:30", "2026-10-25T00:30"),  # shown twice: the first
        ("2026-10-25", "02:30", "2026-10-25T02:30"),
    ],
)
def test_a_time_on_londons_clocks_is_one_moment(day: str, at: str, moment: str) -> None:
    found = london(date.fromisoformat(day), time.fromisoformat(at))
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_what_is_put_off_keeps_its_time_on_londons_clocks() -> None:
    friday = london(date(2026, 10, 23), time(17))
    assert later(friday, 1) == london(date(2026, 10, 26), time(17))
    assert (later(friday, 1) - friday).total_seconds() == (3 * 24 + 1) * 3600
