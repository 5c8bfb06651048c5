import pytest

from analysis.periods import FinancialYear, Kind, parse_period
from analysis.trends.spans import short, spans


@pytest.mark.parametrize(
    ("kind", "refs"),
    [
        ("month", ["2018-11", "2018-12", "2019-01", "2019-02"]),
        ("quarter", ["2018-19-q3", "2018-19-q4"]),
        ("half", ["2018-19-h2"]),
        ("year", ["2018-19"]),
    ],
)
def test_every_period_between_the_first_month_and_the_last_has_a_place(
    kind: Kind, refs: list[str]
) -> None:
    assert [each.ref for each in spans(["2019-02", "2018-11"], kind)] == refs


def test_no_months_lie_in_no_period() -> None:
    assert spans([], "quarter") == ()


def test_the_financial_year_may_start_in_another_month() -> None:
    found = spans(["2018-09", "2018-10"], "year", FinancialYear(10))
    assert [each.ref for each in found] == ["2017-18", "2018-19"]


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("2018-07", "Jul 2018"),
        ("2018-19-q2", "Q2 2018-19"),
        ("2018-19-h1", "H1 2018-19"),
        ("2018-19", "2018-19"),
    ],
)
def test_a_narrow_place_has_a_short_name(ref: str, name: str) -> None:
    assert short(parse_period(ref)) == name
