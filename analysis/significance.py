"""How lopsided matched changes are, were up and down equally likely; not sampling error.

The panel is a census, so these tests say nothing about a population. `differences` maps points
moved to the people who moved so far; people who did not move play no part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

EXACT_UP_TO = 1000


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
    if observed == 0:
        return Lopsided(Fraction(1), exact=True)
    if sum(sizes.values()) <= EXACT_UP_TO:
        return Lopsided(exact_p(sizes, observed), exact=True)
    # Loaded here only: web processes test small panels and must not hold numpy.
    from analysis.convolution import convolved_p

    return Lopsided(convolved_p(sizes, observed), exact=False)


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


def exact_p(sizes: Mapping[int, int], observed: int) -> Fraction:
    """The two-sided p of a sum `observed` (1 or more) of `sizes`, people by points moved.

    Dynamic programming over all sign patterns by the points that go up, out of `total` in all:
    M. Pagano and D. Tritchler (1983), 'On obtaining permutation distributions in polynomial time',
    Journal of the American Statistical Association 78, 435-440. The counts stand side by side in
    one whole number, `width` bits for each, so that one addition moves them all.
    """
    people = sum(sizes.values())
    # Bits enough for all patterns together: no count, and no sum of counts, spills.
    width = people + 1
    ways = 1
    for size in sorted(sizes):
        for _ in range(sizes[size]):
            ways += ways << (size * width)
    total = sum(size * movers for size, movers in sizes.items())
    # A sum of `observed` or more has so many points going up; what is as far below is as likely.
    upper = ways >> ((total + observed) // 2 * width)
    # In any base the digits of a number add up to its remainder by the base less one.
    return Fraction(2 * (upper % ((1 << width) - 1)), 1 << people)
