"""What published figures leave open, against everything that could be behind them."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import bounds, derived
from analysis.cell import Cell
from analysis.disclosure.rules import protect
from analysis.figures import Ends, Figures, Shown
from analysis.rounding import nearest, whole_per_cents
from analysis.scale import FIVE_POINTS, Scale
from analysis.summary import summarise
from tests.analysis.cubes import one_group
from tests.analysis.published import few, hidden
from tests.analysis.scales import SCALES

COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5)


def published(counts: list[int], silent: int) -> Figures:
    """The figures of a panel, `silent` of whom gave no score."""
    return summarise(protect(one_group(counts, silent))).items[0].overall


def test_the_worked_bounds_from_published_figures() -> None:
    """Scores add up to 71: a mean of 3.6 is published, which sums of 71 to 73 all give."""
    figures = published([2, 3, 4, 4, 7], silent=5)
    assert (figures.n, figures.eligible, str(figures.mean)) == (20, 25, "3.6")
    assert figures.mean_bounds == Ends(3.0, 4.0), "3.04 and, for 73, 3.92, outwards"
    assert figures.favourable_bounds == Ends(44, 64)


def test_where_everybody_scored_the_figures_stand_for_themselves() -> None:
    figures = published([1, 2, 3, 4, 2], silent=0)
    assert (figures.mean_bounds, figures.favourable_bounds) == (Ends(3.3, 3.3), Ends(50, 50))


@pytest.mark.parametrize("figures", [few(7, 13), hidden(13), hidden(None)])
def test_what_is_not_shown_in_full_has_no_bounds(figures: Figures) -> None:
    assert derived.mean_bounds(figures, FIVE_POINTS) is None
    assert derived.favourable_bounds(figures) is None


@pytest.mark.parametrize("n", [1, 2, 3, 10, 26, 101])
def test_every_count_is_among_those_that_its_share_may_come_from(n: int) -> None:
    splits = [(a, b, n - a - b) for a in range(n + 1) for b in range(n + 1 - a)]
    for split in splits if n < 30 else splits[::97]:
        for count, share in zip(split, whole_per_cents(split), strict=True):
            assert count in derived.people(share, n)


@pytest.mark.parametrize("n", [1, 2, 10, 26])
def test_no_count_is_named_that_could_not_be_shown_so(n: int) -> None:
    for share in range(101):
        for count in derived.people(share, n):
            assert abs(Fraction(100 * count, n) - share) < 1


@given(SCALES, st.integers(1, 40), st.data())
def test_every_sum_is_among_those_that_its_mean_may_come_from(
    scale: Scale, n: int, data: st.DataObject
) -> None:
    total = data.draw(st.integers(scale.first * n, scale.last * n))
    shown = Shown(float(nearest(Fraction(total, n), Fraction(1, 10))))
    found = derived.sums(shown, n, scale)
    assert total in found
    assert scale.first * n <= found[0]
    assert found[-1] <= scale.last * n
    for possible in found:
        assert abs(Fraction(possible, n) - Fraction(str(shown.value))) <= Fraction(1, 20)


@settings(max_examples=60)
@given(COUNTS.filter(lambda counts: sum(counts) >= 10), st.integers(0, 12))
def test_published_bounds_hold_every_completion(counts: list[int], silent: int) -> None:
    figures = published(counts, silent)
    cell = Cell(sum(counts) + silent, tuple(counts), (0, 0, silent))
    exact, share = (
        bounds.mean_bounds(cell, FIVE_POINTS),
        bounds.favourable_bounds(cell, FIVE_POINTS),
    )
    means, shares = figures.mean_bounds, figures.favourable_bounds
    assert exact is not None
    assert share is not None
    assert means is not None
    assert shares is not None
    if silent:
        low, high = (Fraction(str(end)) for end in means)
        assert low <= exact.low
        assert exact.high <= high
        assert shares.low <= 100 * share.low
        assert 100 * share.high <= shares.high
        assert exact.low - low < Fraction(1, 5), "and are no wider than need be"
        assert high - exact.high < Fraction(1, 5)


def test_bounds_say_no_more_than_the_figures_beside_them() -> None:
    """Panels whose figures are published alike have bounds alike."""
    seen: dict[object, set[object]] = {}
    for spread in product(range(0, 7, 3), repeat=5):
        if sum(spread) >= 10:
            figures = published(list(spread), 3)
            key = (figures.eligible, figures.n, figures.mean, figures.bands)
            seen.setdefault(key, set()).add((figures.mean_bounds, figures.favourable_bounds))
    assert all(len(found) == 1 for found in seen.values())
