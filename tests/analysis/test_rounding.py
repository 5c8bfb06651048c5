from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.rounding import nearest, whole_per_cents

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        (Fraction(10, 3), TENTH, 3.3),
        (Fraction(13, 4), TENTH, 3.2),
        (Fraction(27, 8), HALF, 3.5),
        (Fraction(9, 4), HALF, 2.0),
        (Fraction(15, 4), HALF, 4.0),
    ],
)
def test_the_nearest_step(value: Fraction, step: Fraction, rounded: float) -> None:
    assert float(nearest(value, step)) == rounded


@given(st.fractions(1, 5), st.sampled_from([HALF, TENTH]))
def test_reversing_the_scale_mirrors_the_rounded_figure(value: Fraction, step: Fraction) -> None:
    assert nearest(6 - value, step) == 6 - nearest(value, step)
    assert abs(nearest(value, step) - value) <= step / 2


@pytest.mark.parametrize(
    ("parts", "shares"),
    [
        ((3, 3, 6), (25, 25, 50)),
        ((1, 1, 1), (34, 33, 33)),
        ((1, 6, 1), (12, 75, 13)),
        ((2, 3, 2), (29, 43, 28)),
        ((0, 0, 5), (0, 0, 100)),
    ],
)
def test_whole_per_cents_of_known_parts(parts: tuple[int, ...], shares: tuple[int, ...]) -> None:
    assert sorted(whole_per_cents(parts)) == sorted(shares)
    assert sum(whole_per_cents(parts)) == 100


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5).filter(any))
def test_whole_per_cents_add_up_and_stay_within_one_of_the_exact_share(parts: list[int]) -> None:
    shares = whole_per_cents(parts)
    assert sum(shares) == 100
    for part, share in zip(parts, shares, strict=True):
        assert abs(share - Fraction(100 * part, sum(parts))) < 1
