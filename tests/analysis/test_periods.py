import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.periods import (
    FinancialYear,
    Kind,
    Period,
    PeriodError,
    month_label,
    parse_month,
    parse_period,
    quarter_of,
)

MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1990, 2120), st.integers(1, 12))
YEARS = st.builds(FinancialYear, st.integers(1, 12))
LENGTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


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
    assert parse_period("2011-12-q1").months == ("2011-04", "2011-05", "2011-06")


def test_a_year_that_reads_like_a_month_is_written_in_full() -> None:
    year = parse_period("2012-13").previous()
    assert (year.ref, year.months[0], year.months[-1]) == ("2011-2012", "2011-04", "2012-03")
    assert parse_period("2011-2012") == year
    assert year.previous().ref == "2010-2011"
    assert parse_period("2000-2001").previous().ref == "1999-00"


@pytest.mark.parametrize(
    ("first_month", "ref", "kind", "first", "last", "before"),
    [
        (1, "2018", "year", "2018-01", "2018-12", "2017"),
        (1, "2018-h2", "half", "2018-07", "2018-12", "2018-h1"),
        (1, "2018-q1", "quarter", "2018-01", "2018-03", "2017-q4"),
        (1, "2018-07", "month", "2018-07", "2018-07", "2018-06"),
        (7, "2018-19", "year", "2018-07", "2019-06", "2017-18"),
        (7, "2018-19-q3", "quarter", "2019-01", "2019-03", "2018-19-q2"),
        (10, "2018-19-h1", "half", "2018-10", "2019-03", "2017-18-h2"),
        (2, "2018-19-q4", "quarter", "2018-11", "2019-01", "2018-19-q3"),
        (12, "2018-19-q1", "quarter", "2018-12", "2019-02", "2017-18-q4"),
        (9, "2009-2010", "year", "2009-09", "2010-08", "2008-2009"),
    ],
)
def test_a_financial_year_may_start_in_any_month(
    first_month: int, ref: str, kind: str, first: str, last: str, before: str
) -> None:
    year = FinancialYear(first_month)
    period = parse_period(ref, financial_year=year)
    assert (period.ref, period.kind) == (ref, kind)
    assert (period.months[0], period.months[-1]) == (first, last)
    assert period.previous() == year.parse(before)
    assert period.previous().financial_year == year


def test_a_month_lies_in_the_quarter_of_its_own_financial_year() -> None:
    assert quarter_of("2018-07").ref == "2018-19-q2"
    assert quarter_of("2018-07", financial_year=FinancialYear(1)).ref == "2018-q3"
    assert quarter_of("2018-07", FinancialYear(8)).ref == "2017-18-q4"
    month = parse_period("2018-07", FinancialYear(8))
    assert month == parse_period("2018-07")
    assert month.financial_year.quarter_of(month.ref).ref == "2017-18-q4"


@pytest.mark.parametrize("first_month", [0, 13, -4])
def test_a_year_starts_in_one_of_twelve_months(first_month: int) -> None:
    with pytest.raises(PeriodError, match=r"cannot start in month .*from 1 for January"):
        FinancialYear(first_month)


@pytest.mark.parametrize(
    ("first_month", "year", "name"),
    [(1, "2018", "January"), (4, "2018-19", "April"), (12, "2018-19", "December")],
)
def test_every_example_in_an_error_is_valid_for_its_financial_year(
    first_month: int, year: str, name: str
) -> None:
    calendar = FinancialYear(first_month)
    with pytest.raises(PeriodError) as error:
        calendar.parse("autumn")
    text = str(error.value)
    examples = re.findall(r"'([^']+)'", text)[1:]
    assert examples == [f"{year}-q2", f"{year}-h1", year, "2018-07"]
    assert [calendar.parse(each).kind for each in examples] == ["quarter", "half", "year", "month"]
    assert text.endswith(f"The financial year starts in {name}.")


@pytest.mark.parametrize(
    ("first_month", "text"),
    [(1, "2018-19"), (1, "2018-19-q2"), (1, "0000-q1"), (1, "0000"), (1, "2018-2019"),
     (4, "2018"), (4, "2018-q2"), (4, "2018-2019"), (4, "2011-2012-q1"), (4, "2011-2013"),
     (7, "2018"), (7, "2018-19-q2-q2"), (7, "2018-19-"), (7, "9999-2000"), (7, "-q1")],
)  # fmt: skip
def test_a_name_of_another_financial_year_is_none_of_this_one(first_month: int, text: str) -> None:
    with pytest.raises(PeriodError, match="is not a period"):
        FinancialYear(first_month).parse(text)


@given(YEARS, MONTHS)
def test_every_month_lies_in_one_quarter_half_and_year_of_every_start(
    year: FinancialYear, month: str
) -> None:
    for kind, length in LENGTHS.items():
        period = year.holding(month, kind)
        assert month in period.months
        assert len(period.months) == length
        assert {year.holding(each, kind) for each in period.months} == {period}
        assert [place for place in around(period, kind) if month in place.months] == [period]


@given(YEARS, MONTHS)
def test_every_period_of_every_start_is_read_back_from_its_reference(
    year: FinancialYear, month: str
) -> None:
    for kind in LENGTHS:
        period = year.holding(month, kind)
        assert year.parse(period.ref) == period
        assert period.label.startswith(month_label(period.months[0]).split()[0])


@given(YEARS, MONTHS)
def test_periods_follow_each_other_without_a_gap(year: FinancialYear, month: str) -> None:
    for kind in LENGTHS:
        period = year.holding(month, kind)
        before = period.previous()
        assert before.kind == kind
        assert ordinal(before.months[-1]) + 1 == ordinal(period.months[0])


def around(period: Period, kind: Kind) -> list[Period]:
    """The periods of this kind from two before on, found by counting months by hand."""
    first = ordinal(period.months[0])
    starts = range(first - 2 * LENGTHS[kind], first + 3 * LENGTHS[kind], LENGTHS[kind])
    return [
        period.financial_year.holding(f"{start // 12:04d}-{start % 12 + 1:02d}", kind)
        for start in starts
    ]


def ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


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
