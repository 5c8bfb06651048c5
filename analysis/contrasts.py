"""What published medians alone establish about the distance between blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from analysis.figures import BlockFigures, Shown
from analysis.scale import FIVE_POINTS, Scale

APART = 1.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """Medians that are at least `apart` points from each other, and the blocks that have them."""

    above: tuple[str, ...]
    high: Shown
    below: tuple[str, ...]
    low: Shown
    apart: float


def widest(blocks: Sequence[BlockFigures], scale: Scale = FIVE_POINTS) -> Contrast | None:
    """The blocks furthest apart on `scale`, or None where no two are surely a point apart.

    '2 or lower' may be 2 and '4 or higher' may be 4: only the distance that is certain counts.
    """
    having: dict[Shown, tuple[str, ...]] = {}
    for each in blocks:
        if each.figures.median is not None:
            median = each.figures.median
            having[median] = (*having.get(median, ()), each.name)
    found = [
        Contrast(having[high], high, having[low], low, _least(high, scale) - _most(low, scale))
        for high, low in permutations(having, 2)
        if _least(high, scale) - _most(low, scale) >= APART
    ]
    return max(found, key=lambda each: each.apart, default=None)


def _least(shown: Shown, scale: Scale) -> float:
    return scale.first if shown.relation == "or-lower" else shown.value


def _most(shown: Shown, scale: Scale) -> float:
    return scale.last if shown.relation == "or-higher" else shown.value
