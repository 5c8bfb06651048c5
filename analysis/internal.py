"""The analyst's figures: unrounded and unprotected, so that they stay with the panel team."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis import bounds, gaps, measures
from analysis.bounds import Bounds
from analysis.change import (
    Decomposition,
    GroupEffect,
    Moves,
    Strength,
    Verdict,
    by_group,
    decompose,
    strength,
    verdict,
)
from analysis.cube import Cell, Cube
from analysis.gaps import Gap
from analysis.groups import Segment
from analysis.periods import Period
from analysis.ratings import Perception, comparable, perception
from analysis.scale import Scale
from analysis.significance import Lopsided, holm, sign, sign_flip
from analysis.tally import Item
from analysis.weights import EqualGroups, equal_groups


@dataclass(frozen=True, slots=True)
class InternalFigures:
    """All that can be said of one distribution; measures are None where nobody scored.

    `counts` runs along the scale, lowest point first; `rate` is the share of `eligible` who scored.
    The bounds are those of the whole of `eligible`, had everybody scored.
    """

    eligible: int
    n: int
    counts: tuple[int, ...]
    rate: Fraction | None
    median: Fraction | None
    mean: Fraction | None
    net: Fraction | None
    agreement: Fraction | None
    agreement_word: str | None
    consensus: float | None
    no_view: measures.NoViewShares | None
    mean_bounds: Bounds | None
    favourable_bounds: Bounds | None
    median_bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class InternalChange:
    """Everything about the change of one item; `decomposition` None where nobody is matched.

    `adjusted_p` is the sign-flip p after Holm's adjustment over all items compared. `bounds` are
    those of the whole panel's change: where they span nought its direction is not established.
    """

    matched_n: int
    up: int
    down: int
    same: int
    decomposition: Decomposition | None
    groups: tuple[GroupEffect, ...]
    sign_flip: Lopsided
    sign: Lopsided
    adjusted_p: Fraction | float
    verdict: Verdict
    strength: Strength | None
    bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class InternalGroup:
    """One segment's figures on an item, and how its people moved if that was compared."""

    segment: Segment
    figures: InternalFigures
    change: InternalChange | None


@dataclass(frozen=True, slots=True)
class InternalItem:
    """One item and measure: the whole panel, each segment of the cube, and what lies between."""

    item: str
    measure: str
    overall: InternalFigures
    groups: tuple[InternalGroup, ...]
    change: InternalChange | None
    gap: Gap | None
    pairs: tuple[Gap, ...]
    equal_groups: EqualGroups | None
    rag: Perception | None


@dataclass(frozen=True, slots=True)
class Internal:
    """A period as the workbench sees it; `response` has asked and answered of each segment."""

    period: Period
    against: Period | None
    eligible: int
    answered: int
    response: tuple[tuple[Segment, int, int], ...]
    items: tuple[InternalItem, ...]

    def item(self, ref: str, measure: str) -> InternalItem | None:
        """The figures of one item; None where nobody was asked or said anything about it."""
        return next((i for i in self.items if (i.item, i.measure) == (ref, measure)), None)


def internal(cube: Cube) -> Internal:
    """Every figure of the cube, for those who may see answers; nothing here is safe to publish."""
    return Internal(
        period=cube.period,
        against=None if cube.earlier is None else cube.earlier.period,
        eligible=sum(cube.asked),
        answered=sum(cube.answered),
        response=tuple(zip(cube.segments, cube.asked, cube.answered, strict=True)),
        items=_adjusted([_item(cube, place) for place in range(len(cube.items))]),
    )


def figures(cell: Cell, scale: Scale) -> InternalFigures:
    """Every measure of one distribution."""
    counts = cell.scores
    agreement = measures.agreement(counts)
    return InternalFigures(
        eligible=cell.eligible,
        n=cell.n,
        counts=counts,
        rate=Fraction(cell.n, cell.eligible) if cell.eligible else None,
        median=measures.median(counts, scale.first),
        mean=measures.mean(counts, scale.first),
        net=scale.net(counts),
        agreement=agreement,
        agreement_word=None if agreement is None else measures.agreement_word(agreement),
        consensus=measures.consensus(counts),
        no_view=measures.no_view(cell.n, *cell.no_views),
        mean_bounds=bounds.mean_bounds(cell, scale),
        favourable_bounds=bounds.favourable_bounds(cell, scale),
        median_bounds=bounds.median_bounds(cell, scale),
    )


def _item(cube: Cube, place: int) -> InternalItem:
    item, cell = cube.items[place], cube.overall(place)
    return InternalItem(
        item=item.ref,
        measure=item.measure,
        overall=figures(cell, cube.scale),
        groups=tuple(
            InternalGroup(segment, figures(each, cube.scale), _group_change(cube, place, segment))
            for segment, each in zip(cube.segments, cube.cells[place], strict=True)
        ),
        change=_change(cube, place),
        gap=gaps.headline(cube, place),
        pairs=gaps.pairs(cube, place),
        equal_groups=equal_groups(cube.cells[place], cube.scale),
        rag=_rag(cube, item, cell),
    )


def _rag(cube: Cube, item: Item, cell: Cell) -> Perception | None:
    """Progress on five points beside the official rating; nothing else can be set beside it."""
    ratings = cube.official.get(item.ref)
    if ratings is None or not comparable(item.measure, cube.scale):
        return None
    return perception(ratings, cell)


def _change(cube: Cube, place: int) -> InternalChange | None:
    moves, earlier = cube.moves(place), cube.earlier
    if moves is None or earlier is None:
        return None
    return _moved(
        moves,
        cube.overall(place),
        earlier.overall(place),
        cube.scale,
        by_group(_by_segment(earlier, place), _by_segment(cube, place)),
    )


def _group_change(cube: Cube, place: int, segment: Segment) -> InternalChange | None:
    """How the people who count under this segment later moved; those who are gone, earlier."""
    moves, earlier = cube.moves(place, segment.ref), cube.earlier
    if moves is None or earlier is None:
        return None
    cells = dict(zip((each.ref for each in cube.segments), cube.cells[place], strict=True))
    before = dict(zip((each.ref for each in earlier.segments), earlier.cells[place], strict=True))
    old = before.get(segment.ref)
    return _moved(moves, cells[segment.ref], old, cube.scale, ())


def _moved(
    moves: Moves,
    cell: Cell,
    before: Cell | None,
    scale: Scale,
    groups: tuple[GroupEffect, ...],
) -> InternalChange:
    differences = moves.differences()
    flipped = sign_flip(differences)
    return InternalChange(
        matched_n=moves.matched,
        up=sum(people for points, people in differences.items() if points > 0),
        down=sum(people for points, people in differences.items() if points < 0),
        same=differences.get(0, 0),
        decomposition=decompose(moves),
        groups=groups,
        sign_flip=flipped,
        sign=sign(differences),
        adjusted_p=flipped.p,
        verdict=verdict(differences, cell.eligible),
        strength=None,
        bounds=bounds.change_bounds(
            None if before is None else bounds.mean_bounds(before, scale),
            bounds.mean_bounds(cell, scale),
        ),
    )


def _by_segment(cube: Cube, place: int) -> dict[str, tuple[int, ...]]:
    return {
        segment.ref: cell.scores
        for segment, cell in zip(cube.segments, cube.cells[place], strict=True)
    }


def _adjusted(items: Sequence[InternalItem]) -> tuple[InternalItem, ...]:
    """Adjust the p-values for how many items were compared, and say how firm each verdict is."""
    ps = iter(holm([item.change.sign_flip.p for item in items if item.change is not None]))
    return tuple(
        item if item.change is None else replace(item, change=_weighed(item.change, next(ps)))
        for item in items
    )


def _weighed(change: InternalChange, adjusted: Fraction | float) -> InternalChange:
    return replace(change, adjusted_p=adjusted, strength=strength(change.verdict, adjusted))
