import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import comb
from random import Random
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.convolution import convolved_p
from analysis.significance import EXACT_UP_TO, Lopsided, exact_p, holm, sign, sign_flip

# A crowded machine takes its time; the benchmark holds the limit itself.
SLOWER = 4
MOVES = st.lists(st.integers(-10, 10), max_size=9)


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


@given(st.lists(st.sampled_from([*range(-10, 0), *range(1, 11)]), min_size=10, max_size=12))
@settings(max_examples=25)
def test_a_dozen_movers_agree_with_every_one_of_their_sign_patterns(moves: list[int]) -> None:
    assert sign_flip(Counter(moves)).p == slow_sign_flip(moves)


@given(MOVES, st.randoms(use_true_random=False))
def test_neither_the_order_nor_how_people_are_put_together_matters(
    moves: list[int], random: Random
) -> None:
    shuffled = Counter(random.sample(moves, len(moves)))
    zeros = {**shuffled, 0: 99, 11: 0}
    assert sign_flip(Counter(moves)) == sign_flip(shuffled) == sign_flip(zeros)


@given(MOVES, st.integers(1, 10))
def test_only_the_proportion_of_the_moves_matters(moves: list[int], times: int) -> None:
    assert sign_flip(Counter(each * times for each in moves)) == sign_flip(Counter(moves))


@settings(max_examples=20)
@given(st.dictionaries(st.integers(-10, 10), st.integers(0, 40), max_size=6))
def test_convolution_agrees_with_the_exact_count(differences: dict[int, int]) -> None:
    sizes, observed = sizes_of(differences)
    assume(observed)
    assert convolved_p(sizes, observed) == pytest.approx(
        float(exact_p(sizes, observed)), rel=0, abs=1e-12
    )


@pytest.mark.parametrize(
    "differences",
    [
        {1: 1040, -1: 960},
        {points: 75 + points * (1 if points > 0 else -1) for points in (1, -1, 2, -2, 9, -10)},
        {10: 530, -10: 500, 1: 20},
        {**dict.fromkeys(range(1, 11), 52), **{-points: 51 for points in range(1, 11)}},
        {4: 650, -4: 640, 1: 110, -1: 100},
    ],
)
def test_above_a_thousand_movers_convolution_errs_by_less_than_a_millionth_of_a_millionth(
    differences: dict[int, int],
) -> None:
    sizes, observed = sizes_of(differences)
    for each in (
        observed,
        observed % 2 + 2,
        observed % 2 + 400,
        sum(size * people for size, people in sizes.items()),
    ):
        assert convolved_p(sizes, each) == pytest.approx(
            float(exact_p(sizes, each)), rel=0, abs=1e-12
        )


def test_a_thousand_movers_are_counted_exactly_and_one_more_is_not() -> None:
    assert sign_flip({1: 520, -1: 480}).exact
    many = sign_flip({1: 521, -1: 480})
    assert not many.exact
    way = sum(comb(EXACT_UP_TO + 1, heads) for heads in range(481))
    exact = Fraction(2 * way, 2 ** (EXACT_UP_TO + 1))
    assert float(many.p) == pytest.approx(float(exact), rel=0, abs=1e-12)


@pytest.mark.parametrize(
    "differences",
    [
        {10: 510, -10: 489, 9: 1},
        {points: 5_000 + points * 3 for points in range(-10, 11) if points},
    ],
)
def test_a_great_many_movers_are_tested_within_the_time_that_a_page_has(
    differences: dict[int, int],
) -> None:
    sign_flip(differences)
    began = process_time()
    sign_flip(differences)
    assert process_time() - began < 0.5 * SLOWER


def test_a_small_panel_is_tested_without_numpy() -> None:
    program = (
        "import sys; from analysis.change import verdict; print(verdict({1: 9, 0: 9}, 18));"
        "print('numpy' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.split("\n")[:2] == ["improved", "False"]


def test_a_great_many_movers_of_every_size_stay_within_the_error() -> None:
    way = tail = 1
    for heads in range(9_800):
        way = way * (20_000 - heads) // (heads + 1)
        tail += way
    exact = Fraction(2 * tail, 2**20_000)
    assert float(sign_flip({3: 10_200, -3: 9_800}).p) == pytest.approx(
        float(exact), rel=0, abs=1e-12
    )
    assert sign_flip({4: 9000, -4: 9000, 1: 700, -1: 700}).p == 1


def test_the_worked_adjustment() -> None:
    ps = [Fraction(1, 100), Fraction(4, 100), Fraction(3, 100), Fraction(5, 1000)]
    assert holm(ps) == (Fraction(3, 100), Fraction(6, 100), Fraction(6, 100), Fraction(2, 100))
    assert holm([]) == ()


@given(st.lists(st.fractions(0, 1), max_size=8))
def test_holm_steps_down_as_its_definition_says(ps: list[Fraction]) -> None:
    assert list(holm(ps)) == slow_holm(ps)


def sizes_of(differences: Mapping[int, int]) -> tuple[dict[int, int], int]:
    """People by how far they moved, and how far all of them did together."""
    sizes = Counter[int]()
    for points, people in differences.items():
        sizes[abs(points)] += people if points else 0
    observed = abs(sum(points * people for points, people in differences.items()))
    return {size: people for size, people in sizes.items() if people}, observed


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
