"""The rules of what may leave: thresholds, coarser figures, complementary suppression."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis import gaps, measures
from analysis.change import matched_mean, verdict
from analysis.cube import Cell, Cube
from analysis.disclosure.safe import (
    SafeBlock,
    SafeChange,
    SafeCube,
    SafeFigures,
    SafeItem,
    SafeNoView,
)
from analysis.disclosure.suppression import hidden
from analysis.disclosure.thresholds import LOWEST_BLOCK, LOWEST_DISTRIBUTION
from analysis.figures import Bands, Begun, Shown, ShownGap
from analysis.periods import Period, PeriodError
from analysis.ratings import comparable
from analysis.rounding import nearest, whole_per_cents
from analysis.scale import Scale

_HALF, _TENTH = Fraction(1, 2), Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Policy:
    """How many scores an item needs before its summary, and its distribution, may leave.

    Raises ValueError below 5 and 10, or where distributions need fewer than summaries.
    """

    block: int = LOWEST_BLOCK
    distribution: int = LOWEST_DISTRIBUTION

    def __post_init__(self) -> None:
        if self.block < LOWEST_BLOCK or self.distribution < max(LOWEST_DISTRIBUTION, self.block):
            raise ValueError(
                f"Thresholds of {self.block} for a block and {self.distribution} for a "
                f"distribution protect too little: use at least {LOWEST_BLOCK} and "
                f"{LOWEST_DISTRIBUTION}, and for a distribution no fewer than for a block."
            )


def protect(cube: Cube, policy: Policy | None = None) -> SafeCube:
    """Keep what may leave of the cube's blocks and of the whole panel, under `policy`.

    Exempt aims must not be in the cube. Differencing over several releases is not looked at here.
    Raises PeriodError for a month, which beside its quarter would give single answers away.
    """
    policy = policy or Policy()
    blocks = cube.by_block()
    against = None if blocks.earlier is None else blocks.earlier.period
    _refuse_months(blocks.period, against)
    return SafeCube(
        period=blocks.period,
        against=against,
        blocks=tuple(
            SafeBlock(block.ref, block.name, asked, answered)
            for block, asked, answered in zip(
                blocks.segments, blocks.asked, blocks.answered, strict=True
            )
        ),
        items=tuple(
            replace(_safe_item(blocks, place, policy), gap=_gap(cube, place, policy))
            for place in range(len(blocks.items))
        ),
        scale=cube.scale,
    )


def _refuse_months(*periods: Period | None) -> None:
    for period in periods:
        if period is not None and period.kind == "month":
            raise PeriodError(
                f"Figures of {period.label} alone stay inside; ask for "
                f"'{period.financial_year.quarter_of(period.ref).ref}', the quarter that holds it."
            )


def _safe_item(cube: Cube, place: int, policy: Policy) -> SafeItem:
    item, cells, overall = cube.items[place], cube.cells[place], cube.overall(place)
    step = cube.broken.get(item.ref) if cube.earlier else None
    kept_back = hidden([cell.n for cell in cells], policy.block)
    return SafeItem(
        ref=item.ref,
        measure=item.measure,
        overall=_figures(overall, cube.scale, policy),
        blocks=tuple(_blocks(cells, kept_back, cube.scale, policy)),
        change=_change(cube, place, overall.eligible, policy),
        begun=Begun(step.begins, step.kind) if step else None,
        official=cube.official.get(item.ref) if comparable(item.measure, cube.scale) else None,
    )


def _blocks(
    cells: Sequence[Cell], kept_back: frozenset[int], scale: Scale, policy: Policy
) -> Iterable[SafeFigures]:
    for place, cell in enumerate(cells):
        yield SafeFigures(cell.eligible) if place in kept_back else _figures(cell, scale, policy)


def _figures(cell: Cell, scale: Scale, policy: Policy) -> SafeFigures:
    mean, median = (
        measures.mean(cell.scores, scale.first),
        measures.median(cell.scores, scale.first),
    )
    agreement = measures.agreement(cell.scores)
    if cell.n < policy.block or mean is None or median is None or agreement is None:
        return SafeFigures(cell.eligible)
    if cell.n < policy.distribution:
        shown_mean = None if cell.n == policy.block else _coded(nearest(mean, _HALF), scale)
        return SafeFigures(cell.eligible, cell.n, median=_coded(median, scale), mean=shown_mean)
    return SafeFigures(
        eligible=cell.eligible,
        n=cell.n,
        bands=Bands(*whole_per_cents(scale.bands(cell.scores))),
        median=Shown(float(median)),
        mean=Shown(float(nearest(mean, _TENTH))),
        agreement=measures.agreement_word(agreement),
        no_view=SafeNoView(*whole_per_cents((*cell.no_views, cell.n))[:-1]),
    )


def _coded(value: Fraction, scale: Scale) -> Shown:
    """Top- and bottom-coded: a figure within an outer band says no more than that."""
    if value <= scale.low:
        return Shown(scale.low, "or-lower")
    return Shown(scale.high, "or-higher") if value >= scale.high else Shown(float(value))


def _gap(cube: Cube, place: int, policy: Policy) -> ShownGap | None:
    """Whether the two sides, of groups and not of blocks, lie far apart; both need many scores."""
    executive, external = gaps.sides(cube, place)
    delta = gaps.cliffs_delta(executive.scores, external.scores)
    if delta is None or min(executive.n, external.n) < policy.distribution:
        return None
    return ShownGap("a large difference" if gaps.is_large(delta) else "no large difference")


def _change(cube: Cube, place: int, eligible: int, policy: Policy) -> SafeChange | None:
    """The matched change, where enough people are matched for a mean to 0.1."""
    moves = cube.moves(place)
    mean = matched_mean(moves) if moves else None
    if moves is None or mean is None or moves.matched < policy.distribution:
        return None
    return SafeChange(
        moves.matched,
        float(nearest(mean, _TENTH)),
        verdict(moves.differences(), eligible),
    )
