"""How lopsided matched changes are, were up and down equally likely; not sampling error.

The panel is a census, so these tests say nothing about a population. `differences` maps points
moved to the people who moved so far; people who did not move play no part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

EXACT_UP_TO = 1000
# Beyond nine standard deviations a binomial holds less than 3e-18 of its probability.
_DEVIATIONS = 9


@dataclass(frozen=True, slots=True)
class Lopsided:
    """A two-sided p, an exact fraction or, where not `exact`, within 1e-12 of it."""

    p: Fraction | float
    exact: bool


def sign_flip(differences: Mapping[int, int]) -> Lopsided:
    """Chance of a sum at least as far from 0, were every mover's sign a fair coin.

    R. A. Fisher (1935), 'The Design of Experiments', section 21. Up to 1,000 movers by dynamic
    programming over all sign patterns, above that by convolution of binomials in floating point.
    """
    sizes: dict[int, int] = {}
    for points, people in differences.items():
        if points and people:
            sizes[abs(points)] = sizes.get(abs(points), 0) + people
    observed = abs(sum(points * people for points, people in differences.items()))
    if sum(sizes.values()) <= EXACT_UP_TO:
        return Lopsided(_exact(sizes, observed), exact=True)
    return Lopsided(_convolved(sizes, observed), exact=False)


def sign(differences: Mapping[int, int]) -> Lopsided:
    """The sign test: as `sign_flip`, every move counted as one point.

    J. Arbuthnott (1710), Philosophical Transactions 27, 186-190; two-sided.
    """
    up = sum(people for points, people in differences.items() if points > 0)
    down = sum(people for points, people in differences.items() if points < 0)
    return sign_flip({1: up, -1: down})


def holm(ps: Sequence[Fraction | float]) -> tuple[Fraction | float, ...]:
    """The p-values adjusted for how many there are, in their order, each at most 1.

    S. Holm (1979), 'A simple sequentially rejective multiple test procedure', Scandinavian Journal
    of Statistics 6, 65-70.
    """
    adjusted: list[Fraction | float] = [Fraction(1)] * len(ps)
    highest: Fraction | float = Fraction(0)
    for rank, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        scaled = (len(ps) - rank) * ps[place]
        if scaled > highest:
            highest = scaled if scaled < 1 else Fraction(1)
        adjusted[place] = highest
    return tuple(adjusted)


def _exact(sizes: Mapping[int, int], observed: int) -> Fraction:
    """Count the sign patterns by the points that go up, out of `reach` points moved in all."""
    movers = [size for size, people in sizes.items() for _ in range(people)]
    total = sum(movers)
    ways = np.zeros(total + 1, dtype=object)
    ways[0], reach = 1, 0
    for size in movers:
        reach += size
        ways[size : reach + 1] = ways[size : reach + 1] + ways[: reach + 1 - size]
    far = sum(int(way) for up, way in enumerate(ways) if abs(2 * up - total) >= observed)
    return Fraction(far, 2 ** len(movers))


def _convolved(sizes: Mapping[int, int], observed: int) -> float:
    """Spread one binomial for each size over the points that go up, and convolve them.

    Every term is positive, so that nothing cancels: the error is what the binomials' cut tails
    hold (under 1e-16) and rounding (a few hundred units in the last place).
    """
    chances, start = np.ones(1), 0
    for size, people in sizes.items():
        lowest, binomial = _binomial(people)
        spaced = np.zeros((len(binomial) - 1) * size + 1)
        spaced[::size] = binomial
        chances, start = np.convolve(chances, spaced), start + lowest * size
    total = sum(size * people for size, people in sizes.items())
    up = np.arange(start, start + len(chances))
    return min(1.0, float(chances[np.abs(2 * up - total) >= observed].sum()))


def _binomial(trials: int) -> tuple[int, NDArray[np.float64]]:
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
