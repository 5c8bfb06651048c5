"""The analyst's figures: unrounded and unprotected, so that they stay with the panel team."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from analysis import measures
from analysis.answers import Segment
from analysis.change import (
    Decomposition,
    GroupEffect,
    Strength,
    Verdict,
    by_group,
    decompose,
    strength,
    verdict,
)
from analysis.cube import Counts, Cube, whole
from analysis.periods import Period
from analysis.significance import Lopsided, holm, sign, sign_flip


@dataclass(frozen=True, slots=True)
class InternalFigures:
    """All that can be said of one distribution; measures are None where nobody scored.

    `counts` runs along the scale, lowest point first; `rate` is the share of `eligible` who scored.
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


@dataclass(frozen=True, slots=True)
class InternalChange:
    """Everything about the change of one item; `decomposition` None where nobody is matched.

    `adjusted_p` is the sign-flip p after Holm's adjustment over all items compared.
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


@dataclass(frozen=True, slots=True)
class InternalItem:
    """One item and measure: the whole panel, each segment of the cube, the change if compared."""

    item: str
    measure: str
    overall: InternalFigures
    groups: tuple[tuple[Segment, InternalFigures], ...]
    change: InternalChange | None


@dataclass(frozen=True, slots=True)
class Internal:
    """A period as the workbench sees it."""

    period: Period
    against: Period | None
    eligible: int
    answered: int
    items: tuple[InternalItem, ...]


def internal(cube: Cube) -> Internal:
    """Every figure of the cube, for those who may see answers; nothing here is safe to publish."""
    return Internal(
        period=cube.period,
        against=None if cube.earlier is None else cube.earlier.period,
        eligible=int(cube.asked.sum()),
        answered=int(cube.answered.sum()),
        items=_adjusted([_item(cube, place) for place in range(len(cube.items))]),
    )


def _item(cube: Cube, place: int) -> InternalItem:
    first, cells = cube.scale.first, (cube.eligible, cube.scores, cube.no_views)
    eligible, scores, no_views = (np.sum(cell[place], axis=0) for cell in cells)
    return InternalItem(
        item=cube.items[place].ref,
        measure=cube.items[place].measure,
        overall=_figures(int(eligible), scores, no_views, first),
        groups=tuple(
            (segment, _figures(int(eligible), scores, no_views, first))
            for segment, eligible, scores, no_views in zip(
                cube.segments, *(cell[place] for cell in cells), strict=True
            )
        ),
        change=_change(cube, place, int(eligible)),
    )


def _figures(eligible: int, scores: Counts, no_views: Counts, first: int) -> InternalFigures:
    counts = whole(scores)
    agreement = measures.agreement(counts)
    return InternalFigures(
        eligible=eligible,
        n=sum(counts),
        counts=counts,
        rate=Fraction(sum(counts), eligible) if eligible else None,
        median=measures.median(counts, first),
        mean=measures.mean(counts, first),
        net=measures.net(counts),
        agreement=agreement,
        agreement_word=None if agreement is None else measures.agreement_word(agreement),
        consensus=measures.consensus(counts),
        no_view=measures.no_view(sum(counts), *whole(no_views)),
    )


def _change(cube: Cube, place: int, eligible: int) -> InternalChange | None:
    moves, earlier = cube.moves(place), cube.earlier
    if moves is None or earlier is None:
        return None
    differences = moves.differences()
    flipped = sign_flip(differences)
    return InternalChange(
        matched_n=moves.matched,
        up=sum(people for points, people in differences.items() if points > 0),
        down=sum(people for points, people in differences.items() if points < 0),
        same=differences.get(0, 0),
        decomposition=decompose(moves),
        groups=by_group(_by_segment(earlier, place), _by_segment(cube, place)),
        sign_flip=flipped,
        sign=sign(differences),
        adjusted_p=flipped.p,
        verdict=verdict(differences, eligible),
        strength=None,
    )


def _by_segment(cube: Cube, place: int) -> dict[str, tuple[int, ...]]:
    return {
        segment.ref: whole(counts)
        for segment, counts in zip(cube.segments, cube.scores[place], strict=True)
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
