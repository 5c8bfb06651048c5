"""Cubes of one item made from counts alone, for whoever needs many of them."""

from collections.abc import Sequence

from analysis.cell import Cell
from analysis.cube import Cube
from analysis.groups import Segment
from analysis.periods import parse_period
from analysis.scale import FIVE_POINTS, Scale
from analysis.tally import Item
from tests.analysis.scales import cell


def one_item(*groups: tuple[str, str | None, Cell], scale: Scale = FIVE_POINTS) -> Cube:
    """Progress of one theme: each group's ref, side and people; each is its own block."""
    ns = tuple(people.eligible for _, _, people in groups)
    return Cube(
        period=parse_period("2018-19-q2"),
        scale=scale,
        items=(Item("1", "progress"),),
        segments=tuple(Segment(ref, ref, ref, ref, side) for ref, side, _ in groups),
        cells=(tuple(people for _, _, people in groups),),
        asked=ns,
        answered=ns,
    )


def one_group(counts: Sequence[int], silent: int = 0) -> Cube:
    """A panel of one group, `silent` of whom gave no score."""
    return one_item(("audit", "assurance", cell(counts, silent)))
