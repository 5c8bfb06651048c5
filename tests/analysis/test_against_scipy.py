"""Every measure beside independent software, on generated data."""

from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from analysis import measures
from analysis.bounds import mean_bounds
from analysis.gaps import cliffs_delta, permutation_p
from analysis.scale import FIVE_POINTS
from analysis.significance import sign, sign_flip
from tests.analysis.scales import cell, listed

SEEDS = range(8)
# Of an exact p SciPy gives the nearest floating point number, and counts ties within 1e-14.
CLOSE = 1e-9


def counts(seed: int, most: int = 5, points: int = 5) -> list[int]:
    made = np.random.default_rng(seed).integers(0, most + 1, points)
    made[seed % points] += 1
    return [int(people) for people in made]


def differences(seed: int, people: int) -> list[int]:
    made = np.random.default_rng(seed).integers(-3, 4, people)
    return [int(points) for points in made]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sign_test_is_a_binomial_test(seed: int) -> None:
    moved = differences(seed, 5 + 9 * seed)
    up, down = sum(each > 0 for each in moved), sum(each < 0 for each in moved)
    assert float(sign(Counter(moved)).p) == pytest.approx(
        stats.binomtest(up, up + down, 0.5).pvalue, abs=CLOSE
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_sign_flip_is_a_permutation_test_of_paired_samples(seed: int) -> None:
    moved = [each for each in differences(seed, 6 + seed) if each]
    found = stats.permutation_test(
        (np.array(moved, dtype=float),), np.sum, permutation_type="samples", n_resamples=np.inf
    )
    assert float(sign_flip(Counter(moved)).p) == pytest.approx(found.pvalue, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_permutation_is_one_of_independent_samples(seed: int) -> None:
    one, other = counts(seed, 1), counts(seed + 100, 1)
    mine, theirs = np.array(listed(one)), np.array(listed(other))

    def apart(x: np.ndarray, y: np.ndarray) -> float:
        # In whole numbers, so that ties are ties; the sum says as much as the difference.
        return float(abs((len(x) + len(y)) * x.sum() - len(x) * (x.sum() + y.sum())))

    found = stats.permutation_test(
        (mine, theirs), apart, alternative="greater", n_resamples=np.inf, vectorized=False
    )
    assert float(permutation_p(one, other) or 0) == pytest.approx(found.pvalue, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_delta_follows_from_the_statistic_of_mann_and_whitney(seed: int) -> None:
    one, other = counts(seed), counts(seed + 100)
    pairs = sum(one) * sum(other)
    u = stats.mannwhitneyu(listed(one), listed(other)).statistic
    assert float(cliffs_delta(one, other) or 0) == pytest.approx(2 * u / pairs - 1, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_mean_and_median_are_those_of_numpy(seed: int) -> None:
    along = counts(seed, points=7)
    scores = listed(along)
    assert float(measures.mean(along) or 0) == pytest.approx(np.mean(scores), abs=CLOSE)
    assert float(measures.median(along) or 0) == np.median(scores)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_means_of_arrays_filled_with_either_end(seed: int) -> None:
    found = mean_bounds(cell(counts(seed), silent=seed), FIVE_POINTS)
    assert found is not None
    for end, bound in zip((1, 5), found, strict=True):
        filled = np.pad(listed(counts(seed)), (0, seed), constant_values=end)
        assert float(bound) == pytest.approx(filled.mean(), abs=CLOSE)


@pytest.mark.parametrize("movers", [1200, 5000])
def test_many_movers_are_near_the_normal_approximation(movers: int) -> None:
    """Not exact itself, but a different road: within 2% of p, where p is not tiny."""
    up = movers // 2 + int(movers**0.5)
    p = float(sign_flip({1: up, -1: movers - up}).p)
    z = (2 * up - movers - 1) / movers**0.5  # with a correction for whole numbers
    assert p == pytest.approx(2 * (1 - NormalDist().cdf(z)), rel=0.02)
    assert p == pytest.approx(stats.binomtest(up, movers).pvalue, abs=1e-12)


def test_the_published_example_on_seven_points() -> None:
    """C. van der Eijk (2001), as printed."""
    published: Sequence[int] = (30, 40, 210, 130, 530, 50, 10)
    assert float(measures.agreement(published) or 0) == pytest.approx(0.6113333, abs=5e-8)
    assert measures.consensus(published) == pytest.approx(0.7256876, abs=5e-8)
