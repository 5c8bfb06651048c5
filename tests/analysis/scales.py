"""Scales of every length, and people scored along them, as lists for the slow oracles."""

from collections.abc import Sequence

from hypothesis import strategies as st

from analysis.cell import REASONS, Cell
from analysis.scale import Scale

SCALES = st.one_of(
    st.builds(
        lambda first, more: Scale(first, first + more), st.integers(0, 1), st.integers(1, 10)
    ),
    st.just(Scale(0, 10)),
    st.just(Scale(0, 10, outer=3)),
    st.just(Scale(1, 7, outer=1)),
)


@st.composite
def cells(draw: st.DrawFn, most: int = 6, silent: int = 4) -> tuple[Scale, Cell]:
    """A scale and up to `most` people at each of its points, `silent` of them without a score."""
    scale = draw(SCALES)
    counts = draw(st.lists(st.integers(0, most), min_size=scale.points, max_size=scale.points))
    return scale, cell(counts, draw(st.integers(0, silent)))


def cell(counts: Sequence[int], silent: int = 0) -> Cell:
    return Cell(sum(counts) + silent, tuple(counts), (0,) * len(REASONS))


def reversed_cell(given: Cell) -> Cell:
    return Cell(given.eligible, given.scores[::-1], given.no_views)


def listed(counts: Sequence[int], first: int = 1) -> list[int]:
    """One score a person."""
    return [score for score, people in enumerate(counts, first) for _ in range(people)]
