from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnswersError
from analysis.scale import FIVE_POINTS, Scale, parse_scale
from tests.analysis.scales import SCALES, listed


def test_a_scale_counts_its_points() -> None:
    assert (FIVE_POINTS.points, Scale(0, 10).points, Scale(1, 2).points) == (5, 11, 2)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (0, 11), (5, 1)])
def test_a_scale_of_too_few_or_too_many_points_is_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="give it 2 to 11"):
        Scale(first, last)


@pytest.mark.parametrize(
    ("scale", "outer", "low", "high"),
    [
        (Scale(1, 2), 1, 1, 2),
        (Scale(1, 3), 1, 1, 3),
        (Scale(1, 4), 2, 2, 3),
        (FIVE_POINTS, 2, 2, 4),
        (Scale(0, 10), 2, 1, 9),
        (Scale(0, 10, outer=3), 3, 2, 8),
        (Scale(1, 7, outer=1), 1, 1, 7),
    ],
)
def test_outer_bands_are_two_points_wide_unless_the_scale_is_short_or_says_otherwise(
    scale: Scale, outer: int, low: int, high: int
) -> None:
    assert (scale.outer, scale.low, scale.high) == (outer, low, high)


@pytest.mark.parametrize(("points", "outer"), [(5, 3), (5, -1), (2, 2), (11, 6)])
def test_outer_bands_that_do_not_fit_are_refused(points: int, outer: int) -> None:
    with pytest.raises(ValueError, match=f"give them 1 to {points // 2}"):
        Scale(1, points, outer)


@given(SCALES, st.data())
def test_bands_hold_everybody_by_their_own_score(scale: Scale, data: st.DataObject) -> None:
    counts = tuple(
        data.draw(st.lists(st.integers(0, 9), min_size=scale.points, max_size=scale.points))
    )
    scores = listed(counts, scale.first)
    low, high = sum(s <= scale.low for s in scores), sum(s >= scale.high for s in scores)
    assert scale.bands(counts) == (low, len(scores) - low - high, high)
    assert scale.net(counts) == (Fraction(100 * (high - low), len(scores)) if scores else None)


@pytest.mark.parametrize("written", ["1-5", "0-10", "1-2", "0-1", "3-13"])
def test_a_written_scale_is_read_and_written_again(written: str) -> None:
    assert str(parse_scale(written)) == written


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("five", "Write its first and last point, as in '1-5' or '0-10'."),
        ("", "Write its first and last point"),
        ("1-5-", "Write its first and last point"),
        ("-1-5", "Write its first and last point"),
        ("5-1", "has -3 points: give it 2 to 11."),
        ("0-11", "has 12 points: give it 2 to 11."),
    ],
)
def test_what_is_no_scale_is_refused_in_a_sentence(written: str, why: str) -> None:
    with pytest.raises(AnswersError) as refused:
        parse_scale(written)
    assert str(refused.value).startswith(f"'{written}' is not a scale. ")
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (FIVE_POINTS, ("1 or 2", "3", "4 or 5")),
        (Scale(0, 10), ("0 or 1", "2 to 8", "9 or 10")),
        (Scale(0, 10, outer=3), ("0 to 2", "3 to 7", "8 to 10")),
        (Scale(1, 3), ("1", "2", "3")),
        (Scale(1, 4), ("1 or 2", None, "3 or 4")),
        (Scale(1, 6), ("1 or 2", "3 or 4", "5 or 6")),
    ],
)
def test_bands_in_the_scales_own_points(scale: Scale, words: tuple[str | None, ...]) -> None:
    assert scale.words() == words
