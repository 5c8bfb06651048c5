"""The sign-flip test of a great many movers, in floating point."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]

# Beyond nine standard deviations such a sum holds less than 6e-18 of its probability, by
# W. Hoeffding (1963), Journal of the American Statistical Association 58, 13-30.
_DEVIATIONS = 9


def convolved_p(sizes: Mapping[int, int], observed: int) -> float:
    """The two-sided p of a sum `observed` (1 or more) of `sizes`, people by points moved.

    Spreads one binomial for each size over the points that go up, and convolves them. Every term
    is positive, so that nothing cancels: the error is what cut tails hold (under 1e-15) and
    rounding (a few hundred units in the last place), together far below 1e-12.
    """
    chances, start, total, variance = np.ones(1), 0, 0, 0
    for size, people in sorted(sizes.items()):
        lowest, binomial = _binomial(people)
        chances, start = _spread(chances, binomial, size), start + lowest * size
        total, variance = total + size * people, variance + size * size * people
        reach = int(_DEVIATIONS * variance**0.5 / 2) + 1
        below = max(total // 2 - reach - start, 0)
        chances, start = chances[below : total // 2 + reach + 2 - start], start + below
    up = np.arange(start, start + len(chances))
    return min(1.0, float(chances[np.abs(2 * up - total) >= observed].sum()))


def _spread(chances: Chances, binomial: Chances, size: int) -> Chances:
    """Convolve `chances` with a binomial whose outcomes stand `size` points apart.

    Places that are a multiple of `size` apart meet only each other, so each such set is convolved
    by itself and no time goes into the zeros between.
    """
    spread = np.zeros(len(chances) + (len(binomial) - 1) * size)
    for first in range(min(size, len(chances))):
        own = np.convolve(chances[first::size], binomial)
        spread[first::size][: len(own)] = own
    return spread


def _binomial(trials: int) -> tuple[int, Chances]:
    """Chances of each number of heads of a fair coin, from the first that counts, outer tails cut.

    Ratios are multiplied outwards from the middle, which keeps errors where little weight is.
    """
    middle = trials // 2
    spread = int(_DEVIATIONS * trials**0.5 / 2) + 1
    rising = np.arange(middle, min(trials, middle + spread))
    falling = np.arange(middle, max(0, middle - spread), -1)
    upwards = np.cumprod((trials - rising) / (rising + 1))
    downwards = np.cumprod(falling / (trials - falling + 1))
    weights = np.concatenate([downwards[::-1], np.ones(1), upwards])
    return middle - len(falling), weights / weights.sum()
