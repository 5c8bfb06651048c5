from dataclasses import replace

import pytest

from analysis.trends import yearly
from analysis.trends.yearly import Reported

STAFF = Reported(
    ref="staff-visible",
    kind="survey",
    measure="Visible managers",
    unit="%",
    theme="3",
    period="2016",
    value="35.6",
    target="",
    source="Stock-take",
    note="",
    simulated=False,
)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2016", 2016),
        ("2016-17", 2016),
        ("2016-17-q4", 2016),
        ("2017-03", 2016),
        ("2017-04", 2017),
        ("some time", None),
    ],
)
def test_a_period_lies_in_a_year(period: str, year: int | None) -> None:
    assert yearly.year_of(period) == year


@pytest.mark.parametrize(
    ("value", "number"), [("35.6", 35.6), ("-2", -2.0), ("", None), ("1,000", None)]
)
def test_a_value_is_a_number_where_it_is_printed_as_one(value: str, number: float | None) -> None:
    assert replace(STAFF, value=value).number == number


def test_measures_are_gathered_by_ref_and_year() -> None:
    later = replace(STAFF, period="2018-19", value="40", measure="Visible leaders")
    other = replace(STAFF, ref="member-voice", period="2017")
    finance = replace(STAFF, ref="reserves", kind="finance")
    unread = replace(STAFF, period="soon")
    staff, member = yearly.yearly([later, STAFF, other, finance, unread])
    assert (staff.ref, staff.who, list(staff.figures)) == ("staff-visible", "Staff", [2016, 2018])
    assert staff.latest.measure == "Visible leaders"
    assert (member.who, member.supplied) == ("Members", (2017,))
    assert yearly.who("returns") == yearly.OTHERS


def test_no_year_between_is_left_out_and_none_is_filled_in() -> None:
    measures = yearly.yearly([STAFF, replace(STAFF, period="2019", value="")])
    assert yearly.years(measures, [2020]) == (2016, 2017, 2018, 2019, 2020)
    assert measures[0].supplied == (2016,)
    assert sorted(measures[0].figures) == [2016, 2019]
    assert yearly.years((), ()) == ()


def test_how_far_they_can_be_followed_is_told() -> None:
    one = yearly.yearly([STAFF])
    two = yearly.yearly([STAFF, replace(STAFF, ref="staff-b")])
    both = yearly.yearly([STAFF, replace(STAFF, period="2017"), replace(STAFF, ref="staff-b")])
    assert yearly.told(()) == "No figure about culture has been supplied."
    assert yearly.told(one) == (
        "The one measure of culture has a figure for one year at most, so none can be followed "
        "over time yet."
    )
    assert yearly.told(two).startswith("The two measures of culture have a figure")
    assert yearly.told(both) == (
        "One of two measures of culture can be followed over more than one year."
    )


def test_whoever_is_missing_is_named() -> None:
    assert yearly.by_whom(yearly.yearly([STAFF, replace(STAFF, ref="member-a", value="")])) == (
        "No figure of members has been supplied; nothing stands in its place.",
        "No figure of stakeholders has been supplied; nothing stands in its place.",
    )


def test_fact_and_simulation_are_told_apart() -> None:
    measures = yearly.yearly(
        [
            STAFF,
            replace(STAFF, ref="staff-b"),
            replace(STAFF, ref="staff-c", simulated=True),
            replace(STAFF, ref="staff-d", value=""),
        ]
    )
    assert yearly.standing(measures, simulated=True) == (
        "Two figures are as printed in the source named; one is simulated; one was named without a "
        "value; the take's answers are simulated."
    )
    assert yearly.standing((), simulated=False) == "The take's answers are real."
