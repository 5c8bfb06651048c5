from dataclasses import replace

import pytest
from hypothesis import given, settings

from analysis.trends import telling
from analysis.trends.throughout import Throughout, ThroughoutTally, cumulative
from tests.analysis.panels import Row
from tests.analysis.trends.rows import PROGRESS, along, mean, one, present, tallied
from tests.analysis.trends.test_series import panels

FOUR = {"2018-04": 2, "2018-07": 3, "2018-10": 3, "2019-01": 4}


@settings(max_examples=20)
@given(panels())
def test_those_present_throughout_are_counted_from_first_to_last(rows: list[Row]) -> None:
    series = one(rows)
    pairs = present(rows, PROGRESS, [point.period for point in series.stretch])
    found = cumulative(series, tallied(PROGRESS, pairs))
    if len(series.stretch) < 2:
        assert found is None
    else:
        assert found is not None
        assert found.periods == len(series.stretch)
        assert found.moved.matched_n == len(pairs)
        assert found.moved.mean == mean([last - first for first, last in pairs])


@settings(max_examples=20)
@given(panels())
def test_over_two_periods_it_is_the_matched_change(rows: list[Row]) -> None:
    series = one([row for row in rows if row[0] < "2018-10"] or along("a", {"2018-04": 3}))
    pairs = present(rows, PROGRESS, [point.period for point in series.stretch])
    found = cumulative(series, tallied(PROGRESS, pairs))
    if found is not None:
        moved = series.points[-1].moved
        assert moved is not None
        assert replace(moved, strength=None) == found.moved


def test_other_items_of_the_tally_play_no_part() -> None:
    tally = ThroughoutTally({Throughout(PROGRESS._replace(ref="2"), 1, 5): 7})
    found = cumulative(one(along("a", FOUR)), tally)
    assert found is not None
    assert (found.moved.matched_n, found.moved.mean) == (0, None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            along("a", FOUR),
            (
                "The one person who scored progress in all four quarters from April to June 2018 "
                "to January to March 2019 moved by +2.00 of a point on average: 1 up, 0 down, "
                "0 the same. Verdict: too few changes to call."
            ),
        ),
        (
            [*along("a", {"2018-04": 3, "2018-07": 3}), *along("b", {"2018-04": 3, "2018-07": 2})],
            (
                "The 2 people who scored progress in both April to June 2018 and July to September "
                "2018 moved by \N{MINUS SIGN}0.50 of a point on average: 0 up, 1 down, 1 the same. "
                "Verdict: too few changes to call."
            ),
        ),
        (
            [*along("a", {"2018-04": 3}), *along("b", {"2018-07": 2})],
            (
                "Nobody scored progress in both April to June 2018 and July to September 2018, so "
                "there is no change of those present throughout."
            ),
        ),
        (
            along("a", {"2018-04": 3}),
            (
                "Progress has been asked in one quarter only since its series began, so there is "
                "no change over time yet."
            ),
        ),
    ],
)
def test_it_is_told_in_numbers_and_grammar_that_fit(rows: list[Row], said: str) -> None:
    series = one(rows)
    pairs = present(rows, PROGRESS, [point.period for point in series.stretch])
    found = cumulative(series, tallied(PROGRESS, pairs))
    assert telling.throughout(found, "progress", "quarter") == said


def test_a_verdict_that_so_few_cannot_carry_says_so() -> None:
    rows = [row for n in range(7) for row in along(f"p{n}", {"2018-05": 3, "2018-07": 4})]
    rows += [row for n in range(9) for row in along(f"q{n}", {"2018-07": 4})]
    series = one(rows)
    pairs = present(rows, PROGRESS, [point.period for point in series.stretch])
    found = cumulative(series, tallied(PROGRESS, pairs))
    assert telling.throughout(found, "progress", "quarter").endswith(
        "Verdict: no reliable change, as they are fewer than half of the 16 who could score it at "
        "last."
    )
