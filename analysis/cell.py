"""The people behind one figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.scale import Scale

REASONS = ("too-early", "not-close", "unsaid")
UNSAID = REASONS[-1]


class MisalignedError(ValueError):
    """Counts whose shape does not fit the labels they stand under."""


@dataclass(frozen=True, slots=True)
class Cell:
    """People behind one figure: who could answer, scores by point, 'no view' by `REASONS`."""

    eligible: int
    scores: tuple[int, ...]
    no_views: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many gave a score."""
        return sum(self.scores)

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.eligible + other.eligible,
            tuple(map(sum, zip(self.scores, other.scores, strict=True))),
            tuple(map(sum, zip(self.no_views, other.no_views, strict=True))),
        )


def total(cells: Iterable[Cell], scale: Scale) -> Cell:
    """The sum of `cells` on `scale`; nobody where there is none."""
    return sum(cells, Cell(0, (0,) * scale.points, (0,) * len(REASONS)))
