from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.periods import PeriodError, month_label, parse_month, parse_period, quarter_of

MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1990, 2090), st.integers(1, 12))


@pytest.mark.parametrize(
    ("ref", "kind", "first", "last", "label"),
    [
        ("2018-07", "month", "2018-07", "2018-07", "July 2018"),
        ("2018-19-q1", "quarter", "2018-04", "2018-06", "April to June 2018"),
        ("2018-19-q2", "quarter", "2018-07", "2018-09", "July to September 2018"),
        ("2018-19-q4", "quarter", "2019-01", "2019-03", "January to March 2019"),
        ("2018-19-h1", "half", "2018-04", "2018-09", "April to September 2018"),
        ("2018-19-h2", "half", "2018-10", "2019-03", "October 2018 to March 2019"),
        ("2018-19", "year", "2018-04", "2019-03", "April 2018 to March 2019"),
        ("1999-00-q3", "quarter", "1999-10", "1999-12", "October to December 1999"),
    ],
)
def test_a_period_knows_its_months_and_its_label(
    ref: str, kind: str, first: str, last: str, label: str
) -> None:
    period = parse_period(ref)
    assert (period.ref, period.kind) == (ref, kind)
    assert (period.months[0], period.months[-1], period.label) == (first, last, label)


@pytest.mark.parametrize(
    ("ref", "before"),
    [
        ("2018-07", "2018-06"),
        ("2019-01", "2018-12"),
        ("2018-19-q1", "2017-18-q4"),
        ("2018-19-q4", "2018-19-q3"),
        ("2018-19-h1", "2017-18-h2"),
        ("2018-19", "2017-18"),
        ("2000-01-q1", "1999-00-q4"),
    ],
)
def test_the_previous_period_ends_where_this_one_starts(ref: str, before: str) -> None:
    assert parse_period(ref).previous() == parse_period(before)


def test_what_could_be_a_month_or_a_year_is_the_month() -> None:
    assert parse_period("2011-12").kind == "month"


@pytest.mark.parametrize(
    "text",
    ["2018-7", "2018-13", "2018-20-q1", "2018-19-q5", "2018-19-q0", "2018-19-h3", "q2", "",
     "\u0662018-07", "2018-19-q2 ", "2018-07\n", "0000-01-q1", "0000-07"],
)  # fmt: skip
def test_a_bad_period_is_answered_with_valid_examples(text: str) -> None:
    with pytest.raises(PeriodError, match=r"as in '2018-07'") as error:
        parse_period(text)
    assert repr(text)[1:-1] in repr(str(error.value))


@pytest.mark.parametrize(
    "text", ["2018-7", "2018-00", "2018-13", "18-07", "July 2018", "2018-19-q2"]
)
def test_a_bad_month_is_answered_with_a_valid_example(text: str) -> None:
    with pytest.raises(PeriodError, match=r"not a month.*as in '2018-07'"):
        parse_month(text)
    with pytest.raises(PeriodError):
        month_label(text)
    with pytest.raises(PeriodError):
        quarter_of(text)


def test_nothing_comes_before_the_first_year() -> None:
    with pytest.raises(PeriodError):
        parse_period("0001-01").previous()


@given(MONTHS)
def test_a_period_is_read_back_from_its_own_reference(month: str) -> None:
    quarter = quarter_of(month)
    assert month in quarter.months
    assert parse_period(quarter.ref) == quarter
    assert quarter.previous().months[-1] < quarter.months[0]


def test_the_year_s_turning_days_fall_in_one_month_quarter_and_half_year() -> None:
    turning = {
        date(2018, 6, 30): ("2018-06", "2018-19-q1", "2018-19-h1", "2018-19"),
        date(2018, 7, 1): ("2018-07", "2018-19-q2", "2018-19-h1", "2018-19"),
        date(2020, 2, 29): ("2020-02", "2019-20-q4", "2019-20-h2", "2019-20"),
        date(2019, 3, 31): ("2019-03", "2018-19-q4", "2018-19-h2", "2018-19"),
        date(2019, 4, 1): ("2019-04", "2019-20-q1", "2019-20-h1", "2019-20"),
    }
    for day, refs in turning.items():
        assert tuple(periods_with(day)) == refs


def test_every_day_falls_in_exactly_one_period_of_each_kind() -> None:
    for step in range(366 * 2):
        assert len(periods_with(date(2019, 1, 1) + timedelta(days=step))) == 4


def periods_with(day: date) -> list[str]:
    years = ("2017-18", "2018-19", "2019-20", "2020-21")
    parts = [f"{year}-{part}" for part in ("q1", "q2", "q3", "q4", "h1", "h2") for year in years]
    refs = [f"{day:%Y-%m}", *parts, *years]
    return [ref for ref in refs if f"{day:%Y-%m}" in parse_period(ref).months]
