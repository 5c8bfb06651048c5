from fractions import Fraction
from itertools import product
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import bounds
from analysis.bounds import Bounds
from analysis.cell import Cell
from analysis.scale import FIVE_POINTS, Scale
from tests.analysis.scales import cell, cells, listed, reversed_cell

# 20 scores of 25 people: they add up to 71, and 11 of them are 4 or 5.
WORKED = cell([2, 3, 4, 4, 7], silent=5)
FEW = cells(most=2, silent=3).filter(lambda pair: pair[0].points <= 5 or pair[1].n < 12)


def test_the_worked_bounds() -> None:
    assert (WORKED.n, sum(listed(WORKED.scores)), WORKED.eligible) == (20, 71, 25)
    assert bounds.mean_bounds(WORKED, FIVE_POINTS) == (Fraction(304, 100), Fraction(384, 100))
    assert bounds.favourable_bounds(WORKED, FIVE_POINTS) == (Fraction(44, 100), Fraction(64, 100))
    assert bounds.median_bounds(WORKED, FIVE_POINTS) == within(3, 4)


def test_nobody_could_answer() -> None:
    nobody = cell([0] * 5)
    for found in (bounds.mean_bounds, bounds.favourable_bounds, bounds.median_bounds):
        assert found(nobody, FIVE_POINTS) is None


def test_nobody_scored_of_those_who_could() -> None:
    silent = cell([0] * 11, silent=12)
    assert bounds.mean_bounds(silent, Scale(0, 10)) == within(0, 10)
    assert bounds.favourable_bounds(silent, Scale(0, 10)) == within(0, 1)
    assert bounds.median_bounds(silent, Scale(0, 10)) == within(0, 10)


@pytest.mark.parametrize("counts", [[0, 1, 0, 0, 0], [0, 1, 0, 1, 0]])
def test_where_everybody_scored_nothing_is_open(counts: list[int]) -> None:
    centre = Fraction(sum(listed(counts)), sum(counts))
    assert bounds.mean_bounds(cell(counts), FIVE_POINTS) == (centre, centre)
    assert bounds.median_bounds(cell(counts), FIVE_POINTS) == (centre, centre)


@settings(max_examples=60)
@given(FEW)
def test_bounds_are_the_ends_of_all_completions(pair: tuple[Scale, Cell]) -> None:
    scale, given_cell = pair
    if not given_cell.eligible:
        return
    whole = [
        [*listed(given_cell.scores, scale.first), *added]
        for added in product(
            range(scale.first, scale.last + 1), repeat=given_cell.eligible - given_cell.n
        )
    ]
    means = [Fraction(sum(scores), len(scores)) for scores in whole]
    shares = [mean([Fraction(score >= scale.high) for score in scores]) for scores in whole]
    medians = [Fraction(median(map(Fraction, scores))) for scores in whole]
    for found, every in (
        (bounds.mean_bounds, means),
        (bounds.favourable_bounds, shares),
        (bounds.median_bounds, medians),
    ):
        assert found(given_cell, scale) == (min(every), max(every))


@given(cells())
def test_a_reversed_scale_mirrors_the_bounds(pair: tuple[Scale, Cell]) -> None:
    scale, given_cell = pair
    turned = reversed_cell(given_cell)
    for found in (bounds.mean_bounds, bounds.median_bounds):
        there, back = found(given_cell, scale), found(turned, scale)
        if there is not None and back is not None:
            ends = scale.first + scale.last
            assert back == (ends - there.high, ends - there.low)


def test_a_change_is_bounded_by_the_ends_of_both_periods() -> None:
    before, after = Bounds(Fraction(2), Fraction(3)), Bounds(Fraction(5, 2), Fraction(4))
    assert bounds.change_bounds(before, after) == within(Fraction(-1, 2), 2)
    assert bounds.change_bounds(None, after) is None
    assert bounds.change_bounds(before, None) is None


@settings(max_examples=40)
@given(FEW, st.integers(0, 2), st.data())
def test_any_change_of_completions_lies_within(
    pair: tuple[Scale, Cell], silent: int, data: st.DataObject
) -> None:
    scale, after = pair
    counts = data.draw(
        st.lists(st.integers(0, 2), min_size=scale.points, max_size=scale.points).filter(any)
    )
    before = cell(counts, silent)
    found = bounds.change_bounds(
        bounds.mean_bounds(before, scale), bounds.mean_bounds(after, scale)
    )
    if found is None:
        return
    points = st.integers(scale.first, scale.last)
    old, new = (
        Fraction(
            sum(listed(each.scores, scale.first))
            + sum(data.draw(points) for _ in range(each.eligible - each.n)),
            each.eligible,
        )
        for each in (before, after)
    )
    assert found.low <= new - old <= found.high


@pytest.mark.parametrize(
    ("low", "high", "established"),
    [(1, 2, True), (-2, -1, True), (0, 1, False), (-1, 0, False), (-1, 1, False)],
)
def test_a_direction_is_established_where_nought_is_out_of_reach(
    low: int, high: int, *, established: bool
) -> None:
    assert bounds.establishes_direction(Bounds(Fraction(low), Fraction(high))) is established


def test_unknown_bounds_establish_nothing() -> None:
    assert not bounds.establishes_direction(None)


def within(low: Fraction | int, high: Fraction | int) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))
