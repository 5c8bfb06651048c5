"""The panel's band beside the official rating, period by period, and how long a gap has lasted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.cube import REASONS, Cell
from analysis.internal import InternalFigures
from analysis.periods import Period
from analysis.ratings import Perception, official, perception
from analysis.scale import FIVE_POINTS
from analysis.trends.series import Series

Ratings = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """One period of a theme: `ratings` of its aims, the rating that stands for them, the panel.

    `official` is 'mixed' on a tie and None where no aim is rated; `perception` is None there too,
    and where nobody scored progress on five points. `lasted` counts the periods up to this one in
    which a gap of the same sign has stood without a break, `since` is the first of them; 0 and
    None without a gap.
    """

    period: Period
    ratings: Ratings
    official: str | None
    perception: Perception | None
    lasted: int
    since: Period | None

    @property
    def gap(self) -> int | None:
        """The panel's band less the official one, in steps."""
        return None if self.perception is None else self.perception.gap


def standings(progress: Series, ratings: Mapping[Period, Ratings]) -> tuple[Standing, ...]:
    """How the theme of the series `progress` stood in every period, `ratings` by period.

    A period without a gap of the same sign ends a run: no gap at all, the other sign, a mixed or
    missing rating, nobody who scored, a month without a round, a break of the series.
    """
    return tuple(_standings(progress, ratings))


def _standings(progress: Series, ratings: Mapping[Period, Ratings]) -> Iterator[Standing]:
    lasted, sign, since = 0, 0, None
    for point in progress.points:
        counts = ratings.get(point.period, {})
        seen = None if point.figures is None else _seen(point.figures, counts)
        gap = (seen.gap if seen else None) or 0
        goes_on = gap * sign > 0 and not point.breaks
        lasted = lasted + 1 if goes_on else int(gap != 0)
        since = since if goes_on else point.period if gap else None
        sign = gap
        yield Standing(point.period, counts, official(counts), seen, lasted, since)


def _seen(figures: InternalFigures, counts: Ratings) -> Perception | None:
    if len(figures.counts) != FIVE_POINTS.points:
        return None
    return perception(counts, Cell(figures.eligible, figures.counts, (0,) * len(REASONS)))
