"""Each group beside the whole panel, in one period."""

from dataclasses import dataclass
from fractions import Fraction

from analysis.cube import Cell, Cube
from analysis.groups import Segment
from analysis.internal import InternalFigures, figures
from analysis.tally import Item


@dataclass(frozen=True, slots=True)
class Beside:
    """A group's figures on one item, and everybody's, the group among them.

    `apart` is the group's mean less that of everybody, None where nobody of the group scored.
    """

    item: Item
    group: InternalFigures
    everybody: InternalFigures
    apart: Fraction | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A group: how many were asked and answered anything, and what they said on each item.

    An item that the group was not asked about is left out.
    """

    segment: Segment
    asked: int
    answered: int
    items: tuple[Beside, ...]

    @property
    def rate(self) -> Fraction | None:
        """Share of those asked who answered; None where nobody was asked."""
        return Fraction(self.answered, self.asked) if self.asked else None


def profiles(cube: Cube) -> tuple[Profile, ...]:
    """The profile of every segment of `cube`, in its order."""
    return tuple(
        Profile(
            segment,
            cube.asked[place],
            cube.answered[place],
            tuple(
                _beside(cube, item, row[place], number)
                for number, (item, row) in enumerate(zip(cube.items, cube.cells, strict=True))
                if row[place].eligible
            ),
        )
        for place, segment in enumerate(cube.segments)
    )


def _beside(cube: Cube, item: Item, cell: Cell, number: int) -> Beside:
    group, everybody = figures(cell, cube.scale), figures(cube.overall(number), cube.scale)
    apart = None
    if group.mean is not None and everybody.mean is not None:
        apart = group.mean - everybody.mean
    return Beside(item, group, everybody, apart)
