"""How far two groups' scores of one item lie apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from analysis.cell import Cell, total
from analysis.cube import Cube
from analysis.groups import Segment

LARGE = Fraction(474, 1000)
FEWEST = 5
EXACT_UP_TO = 150
SIDES = ("executive", "external")


@dataclass(frozen=True, slots=True)
class Gap:
    """The distance of the first of `sides` from the second.

    `delta` is Cliff's, -1 to 1, positive where the first scores higher. `p` is the exact
    permutation p, None for more than `EXACT_UP_TO` people.
    """

    sides: tuple[str, str]
    delta: Fraction
    p: Fraction | None

    @property
    def large(self) -> bool:
        """Whether the distance is large by the customary mark of .474."""
        return is_large(self.delta)


def cliffs_delta(one: Sequence[int], other: Sequence[int]) -> Fraction | None:
    """P(x > y) - P(x < y) over all pairs of a person of `one` and one of `other`, as counts.

    N. Cliff (1993), 'Dominance statistics: ordinal analyses to answer ordinal questions',
    Psychological Bulletin 114, 494-509; .474 is 'large' after J. Romano et al. (2006). None where
    either is empty.
    """
    pairs = sum(one) * sum(other)
    if not pairs:
        return None
    ahead = behind = 0
    for place, people in enumerate(one):
        ahead += people * sum(other[:place])
        behind += people * sum(other[place + 1 :])
    return Fraction(ahead - behind, pairs)


def permutation_p(one: Sequence[int], other: Sequence[int]) -> Fraction | None:
    """Chance of a difference of means at least as large, were scores dealt to the groups anew.

    R. A. Fisher (1935), 'The Design of Experiments', section 21; two-sided, exact. None where a
    group is empty or both together hold more than `EXACT_UP_TO` people: so many take 5 ms on five
    points and 15 ms on eleven, 43 people 0.2 and 0.5 ms.
    """
    size, n = sum(one), sum(one) + sum(other)
    if not 0 < size < n or n > EXACT_UP_TO:
        return None
    pooled = [mine + theirs for mine, theirs in zip(one, other, strict=True)]
    whole = sum(place * people for place, people in enumerate(pooled))
    # As far from the mean of all: |sum - size * whole / n|, kept in whole numbers.
    far = abs(n * sum(place * people for place, people in enumerate(one)) - size * whole)
    # Whoever is not dealt to the one group is in the other, so the smaller says it all.
    smaller = min(size, n - size)
    as_far = sum(
        ways for points, ways in _ways(pooled, smaller) if abs(n * points - smaller * whole) >= far
    )
    return Fraction(as_far, comb(n, size))


def is_large(delta: Fraction) -> bool:
    """Whether a distance, of either sign, is large by the customary mark of .474."""
    return abs(delta) >= LARGE


def sides(cube: Cube, place: int) -> tuple[Cell, Cell]:
    """Everybody of the executive and of the external side, on the item at this place."""
    executive, external = (
        total(
            (
                cell
                for segment, cell in zip(cube.segments, cube.cells[place], strict=True)
                if segment.side == side
            ),
            cube.scale,
        )
        for side in SIDES
    )
    return executive, external


def headline(cube: Cube, place: int) -> Gap | None:
    """Executive against external voices on an item; None below five scores on either side."""
    executive, external = sides(cube, place)
    if min(executive.n, external.n) < FEWEST:
        return None
    return between(SIDES, executive.scores, external.scores)


def pairs(cube: Cube, place: int) -> tuple[Gap, ...]:
    """Every pair of segments that both scored the item, in the cube's order."""
    scored = [
        (segment, cell.scores)
        for segment, cell in zip(cube.segments, cube.cells[place], strict=True)
        if cell.n
    ]
    found = (_pair(*one, *other) for one, other in combinations(scored, 2))
    return tuple(gap for gap in found if gap is not None)


def between(sides: tuple[str, str], one: Sequence[int], other: Sequence[int]) -> Gap | None:
    """The gap between two distributions of counts; None where either is empty."""
    delta = cliffs_delta(one, other)
    return None if delta is None else Gap(sides, delta, permutation_p(one, other))


def _pair(one: Segment, scores: Sequence[int], other: Segment, others: Sequence[int]) -> Gap | None:
    return between((one.ref, other.ref), scores, others)


def _ways(pooled: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """Numbers of points that `size` people of `pooled` can add up to, and in how many ways.

    The coefficients of x^size in the product of (1 + x y^place)^people. Each power of x is one
    whole number, which holds the coefficients of y side by side in `width` bytes each; powers
    from which `size` can no longer be reached are left out.
    """
    width = sum(pooled) // 8 + 1
    rows, left = {0: 1}, sum(pooled)
    for place, people in enumerate(pooled):
        left -= people
        wider: dict[int, int] = {}
        for have, row in rows.items():
            for more in range(max(0, size - have - left), min(people, size - have) + 1):
                shifted = row * comb(people, more) << 8 * width * place * more
                wider[have + more] = wider.get(have + more, 0) + shifted
        rows = wider
    packed = rows[size].to_bytes(width * (size * (len(pooled) - 1) + 1), "little")
    for points, start in enumerate(range(0, len(packed), width)):
        yield points, int.from_bytes(packed[start : start + width], "little")
