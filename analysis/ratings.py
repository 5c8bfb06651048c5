"""The Council's own rating of a theme, beside where the panel's scores of progress fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis import derived, wording
from analysis.cell import Cell
from analysis.change import Strength
from analysis.figures import Bands, Figures
from analysis.measures import median
from analysis.scale import FIVE_POINTS, Scale

# From worst to best, as the plan's colours are ordered.
ORDER = ("red", "amber", "green")
MIXED = "mixed"
# The panel's band from the official one, by the sign of the gap.
_WORDS = {-1: "lower", 0: "the same", 1: "higher"}
_CARRIED: dict[Strength, str] = {
    "firm": "more than half of everybody asked are on that side",
    "indicative": "more than half of those who scored are on that side, though not of all asked",
}


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


@dataclass(frozen=True, slots=True)
class ShownPerception:
    """The same from published figures: `index` from the bands in whole per cent.

    `words` say where the panel's band lies from the official one. `strength` is None too where the
    rounded figures leave it open.
    """

    official: str
    panel_band: str
    index: int | None
    strength: Strength | None
    words: str | None


def comparable(measure: str, scale: Scale) -> bool:
    """Whether scores can be set beside colours: of progress, on five points from 1."""
    return measure == "progress" and scale == FIVE_POINTS


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
    strength = _strength(gap, above if gap > 0 else below, cell.eligible, cell.n)
    return Perception(rating, panel, gap, index, strength)


def shown(counts: Mapping[str, int], progress: Figures) -> ShownPerception | None:
    """Published figures of progress beside the ratings `counts` of the theme's aims.

    None where no aim is rated, or too few scored for the spread of their scores to be shown.
    """
    rating, bands, n = official(counts), progress.bands, progress.n
    if rating is None or bands is None or progress.median is None or n is None:
        return None
    panel = band(progress.median.value)
    if rating == MIXED:
        return ShownPerception(rating, panel, None, None, None)
    above, below = beside(bands, rating)
    gap = ORDER.index(panel) - ORDER.index(rating)
    asked = progress.eligible or n
    possible = {
        _strength(gap, count, asked, n) for count in derived.people(above if gap > 0 else below, n)
    }
    strength = possible.pop() if len(possible) == 1 else None
    return ShownPerception(rating, panel, above - below, strength, _WORDS[(gap > 0) - (gap < 0)])


def beside(bands: Bands, rating: str) -> tuple[int, int]:
    """Whole per cent of the scores above and below the rating's colour."""
    return _beside((bands.low, bands.middle, bands.high), rating)


def compared(counts: Mapping[str, int], progress: Figures | None) -> str | None:
    """What is to be said of the panel's scores of progress beside the official rating.

    None unless ten people or more scored it, which is when the spread of scores may be shown, and
    the theme's aims have one commonest rating.
    """
    found = shown(counts, progress) if progress else None
    if found is None or found.index is None or progress is None or progress.bands is None:
        return None
    told = (
        f"Our own rating is {found.official}; the panel's median for progress, {progress.median} "
        f"({wording.base(progress)} scored it), falls in {found.panel_band}"
    )
    told += " too" if found.words == _WORDS[0] else f", which is {found.words}"
    carried = f"; {_CARRIED[found.strength]}" if found.strength else ""
    return f"{told}. {_spread(progress.bands, found)}{carried}."


def _spread(bands: Bands, found: ShownPerception) -> str:
    """Shares above and below the rating's colour; nothing is below red and nothing above green."""
    above, below = beside(bands, found.official)
    told = {
        "red": f"{above}% scored above that rating",
        "amber": f"{above}% scored above that rating and {below}% below it",
        "green": f"{below}% scored below that rating",
    }[found.official]
    return f"{told} (index {wording.signed(above - below)})"


def _beside(bands: Sequence[int], rating: str) -> tuple[int, int]:
    """What of three bands, red to green, lies above and below the rating."""
    place = ORDER.index(rating)
    return sum(bands[place + 1 :]), sum(bands[:place])


def _strength(gap: int, people: int, asked: int, n: int) -> Strength | None:
    """Whether those on the side of the gap are over half of all asked, or of those who scored."""
    if gap == 0:
        return None
    if 2 * people > asked:
        return "firm"
    return "indicative" if 2 * people > n else None
