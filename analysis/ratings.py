"""The Council's own rating of a theme, beside where the panel's median falls."""

from collections.abc import Mapping

from analysis import wording
from analysis.figures import Figures, Shown

# From worst to best, as the plan's colours are ordered.
ORDER = ("red", "amber", "green")
MIXED = "mixed"


def official(counts: Mapping[str, int]) -> str | None:
    """The commonest rating among a theme's aims, 'mixed' on a tie, None without any rating.

    Colours are never averaged.
    """
    most = max((counts.get(rag, 0) for rag in ORDER), default=0)
    if most == 0:
        return None
    commonest = [rag for rag in ORDER if counts.get(rag, 0) == most]
    return commonest[0] if len(commonest) == 1 else MIXED


def band(median: Shown) -> str:
    """The colour a median on five points falls in: up to 2 red, from 4 green, between amber."""
    if median.value <= 2:
        return "red"
    return "green" if median.value >= 4 else "amber"


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
    panel = band(progress.median)
    steps = ORDER.index(panel) - ORDER.index(str(rating))
    beside = (
        f"Our own rating is {rating}; the panel's median for progress, {progress.median} "
        f"({wording.base(progress)} scored it), falls"
    )
    if steps == 0:
        return f"{beside} in {panel} too."
    return f"{beside} in {panel}, which is {'higher' if steps > 0 else 'lower'}."
