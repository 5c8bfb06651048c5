import pytest

from survey.documents.indicators import indicator_row, period_label, with_unit
from tests.survey.documents.payloads import indicator


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        ("63.1", "£m", "£63.1m"),
        ("-5", "£m", "-£5m"),
        ("21.6", "%", "21.6%"),
        ("100.7", "% of budget", "100.7% of budget"),
        ("12", "days", "12 days"),
        ("12", "", "12"),
        ("", "£m", "not supplied"),
    ],
)
def test_a_figure_has_its_unit(figure: str, unit: str, said: str) -> None:
    assert with_unit(figure, unit) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2018-19-q2", "July to September 2018"),
        ("2018-05", "May 2018"),
        ("2017-18", "2017-18"),
        ("2016", "2016"),
    ],
)
def test_a_period_is_in_words_but_for_years(period: str, said: str) -> None:
    assert period_label(period) == said


def test_what_is_missing_is_said_once() -> None:
    row = indicator_row(indicator("a", "Waste", value="", note="not supplied in the source"))
    assert (row.value, row.target, row.comparator, row.note) == ("not supplied",) * 3 + ("",)
    assert indicator_row(indicator("a", "Waste", note="simulated")).note == ""
    assert indicator_row(indicator("a", "Waste", note="provisional")).note == "provisional"
