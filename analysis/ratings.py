"""The Council's own rating of a theme, beside where the panel's scores of progress fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis import wording
from analysis.change import Strength
from analysis.cube import Cell
from analysis.figures import Bands, Figures
from analysis.measures import median
from analysis.scale import FIVE_POINTS

# From worst to best, as the plan's colours are ordered.
ORDER = ("red", "amber", "green")
MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Perception:
    """The panel's view of progress beside the official rating.

    `gap` is the panel's band less the official one in steps, above 0 where the panel is kinder;
    `index` is 100 times the share of scores above the official band less the share below. `gap`,
    `index` and `strength` are None where the official rating is 'mixed'; `strength` also where no
    more than half of those who scored stand on the side of the gap.
    """

    official: str
    panel_band: str
    gap: int | None
    index: Fraction | None
    strength: Strength | None


def official(counts: Mapping[str, int]) -> str | None:
    """The commonest rating among a theme's aims, 'mixed' on a tie, None without any rating.

    Colours are never averaged.
    """
    most = max((counts.get(rag, 0) for rag in ORDER), default=0)
    if most == 0:
        return None
    commonest = [rag for rag in ORDER if counts.get(rag, 0) == most]
    return commonest[0] if len(commonest) == 1 else MIXED


def band(median: float | Fraction) -> str:
    """The colour a median on five points falls in: up to 2 red, from 4 green, between amber."""
    if median <= 2:
        return "red"
    return "green" if median >= 4 else "amber"


def perception(counts: Mapping[str, int], cell: Cell) -> Perception | None:
    """The scores of progress, on five points, beside the ratings `counts` of the theme's aims.

    None where nobody scored or no aim is rated.
    """
    rating, middle = official(counts), median(cell.scores)
    if rating is None or middle is None:
        return None
    panel = band(middle)
    if rating == MIXED:
        return Perception(rating, panel, None, None, None)
    above, below = _beside(FIVE_POINTS.bands(cell.scores), rating)
    gap = ORDER.index(panel) - ORDER.index(rating)
    index = Fraction(100 * (above - below), cell.n)
    return Perception(rating, panel, gap, index, _strength(gap, (below, above), cell))


def index_of(bands: Bands, rating: str) -> int:
    """The index in percentage points, from the bands as shown in whole per cent."""
    above, below = _beside((bands.low, bands.middle, bands.high), rating)
    return above - below


def compared(counts: Mapping[str, int], progress: Figures | None) -> str | None:
    """One sentence on the panel's median of progress beside the official rating.

    None unless ten people or more scored it, which is when the spread of scores may be shown, and
    the theme's aims have one commonest rating.
    """
    rating = official(counts)
    if rating in {None, MIXED} or progress is None:
        return None
    if progress.bands is None or progress.median is None:
        return None
    panel = band(progress.median.value)
    steps = ORDER.index(panel) - ORDER.index(str(rating))
    beside = (
        f"Our own rating is {rating}; the panel's median for progress, {progress.median} "
        f"({wording.base(progress)} scored it), falls"
    )
    if steps == 0:
        return f"{beside} in {panel} too."
    return f"{beside} in {panel}, which is {'higher' if steps > 0 else 'lower'}."


def _beside(bands: Sequence[int], rating: str) -> tuple[int, int]:
    """What of three bands, red to green, lies above and below the rating."""
    place = ORDER.index(rating)
    return sum(bands[place + 1 :]), sum(bands[:place])


def _strength(gap: int, beside: tuple[int, int], cell: Cell) -> Strength | None:
    """Whether those on the side of the gap are over half of all asked, or of those who scored."""
    if gap == 0:
        return None
    people = beside[gap > 0]
    if 2 * people > cell.eligible:
        return "firm"
    return "indicative" if 2 * people > cell.n else None
