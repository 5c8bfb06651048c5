"""An item's figures in every period, where its series begins anew, and where it was not asked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.change import Strength, Verdict, matched_mean, strength, verdict
from analysis.cube import Cube
from analysis.internal import InternalFigures, figures
from analysis.lineage import Lineage
from analysis.periods import Period
from analysis.significance import holm, sign_flip
from analysis.tally import Item
from analysis.trends.breaks import Break, breaks
from analysis.trends.spans import spans

_NO_STEPS = Lineage()


@dataclass(frozen=True, slots=True)
class Moved:
    """What those did who scored in two periods: `mean` in points, None where nobody did.

    `verdict` is that of rule 9; `strength` is what Holm's adjustment, over all items that were
    compared at once, leaves of it.
    """

    matched_n: int
    mean: Fraction | None
    up: int
    down: int
    same: int
    verdict: Verdict
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series; `figures` is None where it was not asked.

    `moved` is None without a neighbour to compare with, which a break takes away too. `breaks` lie
    between the last period that was asked and this one.
    """

    period: Period
    figures: InternalFigures | None
    moved: Moved | None
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One item and measure over all periods, the oldest first."""

    item: Item
    points: tuple[Point, ...]

    @property
    def asked(self) -> tuple[Point, ...]:
        """The points at which it was asked."""
        return tuple(point for point in self.points if point.figures is not None)

    @property
    def stretch(self) -> tuple[Point, ...]:
        """The points at which it was asked since its last break; a gap does not end a stretch."""
        asked = self.asked
        begins = max((place for place, point in enumerate(asked) if point.breaks), default=0)
        return asked[begins:]


def series(
    cubes: Sequence[Cube],
    lineage: Lineage = _NO_STEPS,
    reworded: Mapping[Item, Collection[str]] | None = None,
) -> tuple[Series, ...]:
    """A series for every item and measure of `cubes`, which are of one kind, the oldest first.

    A period between the first and the last that has no cube stands as a gap. `reworded` has the
    months from which an item was asked in other words. Items of the latest cube come first.
    """
    every = {cube.period: cube for cube in cubes}
    moved = {period: moves_of(cube) for period, cube in every.items()}
    items = dict.fromkeys(item for cube in reversed(cubes) for item in cube.items)
    held = tuple((period, every.get(period)) for period in periods_of(cubes))

    def points(item: Item) -> Iterator[Point]:
        before: Cube | None = None
        asked = False
        for period, cube in held:
            if cube is None or item not in cube.items:
                asked = False
                yield Point(period, None, None, ())
                continue
            cell = cube.overall(cube.items.index(item))
            found = breaks(item.ref, before, cube, lineage, (reworded or {}).get(item, ()))
            change = moved[period].get(item) if asked and not found else None
            yield Point(period, figures(cell, cube.scale), change, found)
            before, asked = cube, True

    return tuple(Series(item, tuple(points(item))) for item in items)


def periods_of(cubes: Sequence[Cube]) -> tuple[Period, ...]:
    """Every period from the first of `cubes` to the last, those between that have none too."""
    if not cubes:
        return ()
    first, last = cubes[0].period, cubes[-1].period
    return spans((first.months[0], last.months[0]), last.kind, last.financial_year)


def moves_of(cube: Cube) -> Mapping[Item, Moved]:
    """What the matched did on each item since the period that `cube` is compared with."""
    found: dict[Item, Moved] = {}
    ps: list[Fraction | float] = []
    for place, item in enumerate(cube.items):
        moves = cube.moves(place)
        if moves is not None:
            differences = moves.differences()
            found[item] = moved(differences, cube.overall(place).eligible, matched_mean(moves))
            ps.append(sign_flip(differences).p)
    return {
        item: replace(each, strength=strength(each.verdict, p))
        for (item, each), p in zip(found.items(), holm(ps), strict=True)
    }


def moved(differences: Mapping[int, int], eligible: int, mean: Fraction | None) -> Moved:
    """People by points moved as a `Moved` whose p is not adjusted; `eligible` in the later one."""
    return Moved(
        matched_n=sum(differences.values()),
        mean=mean,
        up=sum(people for points, people in differences.items() if points > 0),
        down=sum(people for points, people in differences.items() if points < 0),
        same=differences.get(0, 0),
        verdict=verdict(differences, eligible),
    )
