"""What a figure could be at least and at most, had everybody answered who was asked.

C. F. Manski (2003), 'Partial Identification of Probability Distributions', chapter 1, for a finite
panel: nothing is assumed of those who gave no score but that they would have stood on the scale.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.cube import Cell
from analysis.measures import median
from analysis.scale import Scale


class Bounds(NamedTuple):
    """The least and the most that a figure can be, both included."""

    low: Fraction
    high: Fraction


def mean_bounds(cell: Cell, scale: Scale) -> Bounds | None:
    """Bounds of the mean in points; None where nobody could answer."""
    if not cell.eligible:
        return None
    total = sum(score * people for score, people in enumerate(cell.scores, scale.first))
    silent = cell.eligible - cell.n
    return Bounds(
        Fraction(total + scale.first * silent, cell.eligible),
        Fraction(total + scale.last * silent, cell.eligible),
    )


def favourable_bounds(cell: Cell, scale: Scale) -> Bounds | None:
    """Bounds of the favourable share, 0 to 1; None where nobody could answer."""
    if not cell.eligible:
        return None
    favourable = scale.bands(cell.scores)[2]
    silent = cell.eligible - cell.n
    return Bounds(Fraction(favourable, cell.eligible), Fraction(favourable + silent, cell.eligible))


def median_bounds(cell: Cell, scale: Scale) -> Bounds | None:
    """Bounds of the median in points; None where nobody could answer."""
    silent = cell.eligible - cell.n
    low = median(_with(cell.scores, 0, silent), scale.first)
    high = median(_with(cell.scores, -1, silent), scale.first)
    return None if low is None or high is None else Bounds(low, high)


def change_bounds(before: Bounds | None, after: Bounds | None) -> Bounds | None:
    """Bounds of the whole panel's change; None where either period has none."""
    if before is None or after is None:
        return None
    return Bounds(after.low - before.high, after.high - before.low)


def establishes_direction(bounds: Bounds | None) -> bool:
    """Whether a change with these bounds cannot be nought or of the other sign."""
    return bounds is not None and (bounds.low > 0 or bounds.high < 0)


def _with(counts: Sequence[int], place: int, people: int) -> list[int]:
    added = list(counts)
    added[place] += people
    return added
