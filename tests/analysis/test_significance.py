from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import significance
from analysis.significance import Lopsided, holm, sign, sign_flip

MOVES = st.lists(st.integers(-4, 4), max_size=9)


@pytest.mark.parametrize(
    ("moves", "flip", "signs"),
    [
        ([1, 1, 1, 1, 1, 0, 0], 0.0625, 0.0625),
        ([1] * 6, 0.03125, 0.03125),
        ([2, 1, 1, 1, 1, 1, 1, -1, 0, 0], 0.0625, 0.0703125),
    ],
)
def test_the_worked_tests(moves: list[int], flip: float, signs: float) -> None:
    assert sign_flip(Counter(moves)) == Lopsided(Fraction(flip), exact=True)
    assert sign(Counter(moves)) == Lopsided(Fraction(signs), exact=True)


@pytest.mark.parametrize("differences", [{}, {0: 5}, {1: 0}, {1: 2, -2: 1}])
def test_nothing_lopsided_is_certain_to_happen(differences: dict[int, int]) -> None:
    assert sign_flip(differences).p == 1


@given(MOVES)
def test_every_sign_pattern_is_as_likely_as_any_other(moves: list[int]) -> None:
    assert sign_flip(Counter(moves)).p == slow_sign_flip(moves)
    assert sign(Counter(moves)).p == slow_sign_flip([(each > 0) - (each < 0) for each in moves])


@given(MOVES)
def test_reversing_the_scale_changes_nothing(moves: list[int]) -> None:
    assert sign_flip(Counter(moves)) == sign_flip(Counter(-each for each in moves))


@settings(max_examples=20)
@given(st.dictionaries(st.integers(-10, 10), st.integers(0, 40), max_size=6))
def test_convolution_agrees_with_the_exact_count(differences: dict[int, int]) -> None:
    sizes = Counter[int]()
    for points, people in differences.items():
        sizes[abs(points)] += people if points else 0
    movers = {size: people for size, people in sizes.items() if people}
    observed = abs(sum(points * people for points, people in differences.items()))
    assert significance._convolved(movers, observed) == pytest.approx(
        float(significance._exact(movers, observed)), abs=1e-12
    )


def test_a_thousand_movers_are_counted_exactly_and_more_within_a_billionth_of_a_thousandth() -> (
    None
):
    assert sign_flip({1: 520, -1: 480}).exact
    many = sign_flip({1: 1600, -1: 1480})
    assert not many.exact
    exact = Fraction(2 * sum(comb(3080, heads) for heads in range(1481)), 2**3080)
    assert float(many.p) == pytest.approx(float(exact), abs=1e-12)


def test_a_great_many_movers_of_every_size_stay_within_the_error() -> None:
    way = tail = 1
    for heads in range(9_800):
        way = way * (20_000 - heads) // (heads + 1)
        tail += way
    exact = Fraction(2 * tail, 2**20_000)
    assert float(sign_flip({3: 10_200, -3: 9_800}).p) == pytest.approx(float(exact), abs=1e-12)
    assert sign_flip({4: 9000, -4: 9000, 1: 700, -1: 700}).p == 1


def test_the_worked_adjustment() -> None:
    ps = [Fraction(1, 100), Fraction(4, 100), Fraction(3, 100), Fraction(5, 1000)]
    assert holm(ps) == (Fraction(3, 100), Fraction(6, 100), Fraction(6, 100), Fraction(2, 100))
    assert holm([]) == ()


@given(st.lists(st.fractions(0, 1), max_size=8))
def test_holm_steps_down_as_its_definition_says(ps: list[Fraction]) -> None:
    assert list(holm(ps)) == slow_holm(ps)


def slow_sign_flip(moves: Sequence[int]) -> Fraction:
    sums = [
        sum(s * move for s, move in zip(signs, moves, strict=True))
        for signs in product((1, -1), repeat=len(moves))
    ]
    return Fraction(sum(abs(each) >= abs(sum(moves)) for each in sums), len(sums))


def slow_holm(ps: Sequence[Fraction]) -> list[Fraction]:
    ordered = sorted(ps)
    return [
        min(
            Fraction(1),
            max((len(ps) - rank) * each for rank, each in enumerate(ordered) if each <= p),
        )
        for p in ps
    ]
