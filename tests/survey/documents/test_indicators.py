import pytest

from survey.documents.indicators import (
    IndicatorRow,
    indicator_row,
    period_label,
    remarks,
    with_unit,
)
from tests.survey.documents.payloads import indicator

REPORT = "Improvement Stock-take Report, June 2018"


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        ("63.1", "£m", ("£63.1m", "")),
        ("-5", "£m", ("-£5m", "")),
        ("21.6", "%", ("21.6%", "")),
        ("101.3", "% of budget, forecast", ("101.3%", "of budget, forecast")),
        ("12", "days", ("12", "days")),
        ("12", "", ("12", "")),
        ("2430", "households", ("2,430", "households")),
        ("-1234567.8901", "£", ("-£1,234,567.8901", "")),
        ("about 12000", "", ("about 12000", "")),
        ("", "£m", ("", "")),
    ],
)
def test_a_figure_has_its_unit(figure: str, unit: str, said: tuple[str, str]) -> None:
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


def test_a_note_is_left_out_where_the_figure_s_place_says_it() -> None:
    row = indicator_row(indicator("a", "Waste", value="", note="not supplied in the source"))
    assert (row.value, row.target, row.comparator, row.note) == ("", "", "", "")
    assert indicator_row(indicator("a", "Waste", note="simulated")).note == ""
    assert indicator_row(indicator("a", "Waste", note="provisional")).note == "provisional"


def real(name: str, **changed: str) -> IndicatorRow:
    return indicator_row(indicator("a", name, simulated=False, **changed))


def tracer(name: str, **changed: str) -> IndicatorRow:
    return indicator_row(indicator("t", name, **changed))


def test_nothing_is_remarked_of_no_figure() -> None:
    assert remarks([]) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([real("A")], ("No target or comparator was supplied for this figure.",)),
        (
            [real("A"), real("B")],
            ("No target or comparator was supplied for any of these figures.",),
        ),
        (
            [real("A", target="2"), real("B")],
            (
                "No comparator was supplied for any of these figures.",
                "Where no target is shown, none was supplied.",
            ),
        ),
        (
            [real("A", target="2"), real("B", comparator="3")],
            ("Where no target or comparator is shown, none was supplied.",),
        ),
        ([real("A", target="2", comparator="3")], ()),
    ],
)
def test_what_was_not_supplied_is_said_once(
    rows: list[IndicatorRow], said: tuple[str, ...]
) -> None:
    assert remarks(rows) == (*said, f"Source: {REPORT}.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [real("A"), real("B", source="Letter"), real("A", source="Letter")],
            (f"Source of A: {REPORT}.", "Source of B and A: Letter."),
        ),
        ([real("A", source="")], ("Source: not supplied.",)),
        (
            [real("A"), tracer("B")],
            (
                f"Source of the figures that are not simulated: {REPORT}.",
                f"B: named as a tracer in {REPORT}; the figure is simulated.",
            ),
        ),
        (
            [tracer("A", source=""), tracer("B", source="")],
            ("A and B: named as tracers; the figures are simulated.",),
        ),
    ],
)
def test_sources_are_said_once_and_a_simulated_figure_has_none(
    rows: list[IndicatorRow], said: tuple[str, ...]
) -> None:
    assert remarks(rows)[1:] == said
