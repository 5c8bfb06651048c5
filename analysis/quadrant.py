"""Progress against maturity: are the actions done, and does the quality follow?"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analysis.cube import Cube
from analysis.measures import median
from analysis.scale import FIVE_POINTS

DONE, NOT_FOLLOWING = 4, 3
Corner = Literal[
    "actions done, quality not following",
    "actions done, quality following",
    "quality ahead of the actions",
    "neither yet",
]
CALLED: Corner = "actions done, quality not following"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item stands: its two medians on five points, and how many scored each."""

    item: str
    progress: Fraction
    maturity: Fraction
    scored_progress: int
    scored_maturity: int

    @property
    def corner(self) -> Corner:
        """The corner of the quadrant that the medians fall in."""
        return corner(self.progress, self.maturity)


def corner(progress: float | Fraction, maturity: float | Fraction) -> Corner:
    """Where medians on five points fall: actions are done from 4, quality follows above 3."""
    if progress >= DONE:
        return CALLED if maturity <= NOT_FOLLOWING else "actions done, quality following"
    return "neither yet" if maturity <= NOT_FOLLOWING else "quality ahead of the actions"


def quadrant(cube: Cube) -> tuple[Placed, ...]:
    """Every item that somebody scored on both measures, in the cube's order.

    Empty on other scales than five points, on which no corner is defined.
    """
    return tuple(_placed(cube)) if cube.scale == FIVE_POINTS else ()


def _placed(cube: Cube) -> Iterator[Placed]:
    cells = {item: cube.overall(place) for place, item in enumerate(cube.items)}
    for item, cell in cells.items():
        other = cells.get(item._replace(measure="maturity"))
        if item.measure != "progress" or other is None:
            continue
        progress, maturity = median(cell.scores), median(other.scores)
        if progress is not None and maturity is not None:
            yield Placed(item.ref, progress, maturity, cell.n, other.n)
