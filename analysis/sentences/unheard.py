"""What those who gave no score could change: bounds, and the direction of the whole panel."""

from analysis import derived, wording
from analysis.figures import Ends, Figures
from analysis.reading import Reading, item
from analysis.sentences.changes import MOVED


def unheard(reading: Reading, theme: str) -> str:
    """Between what a theme's means would lie, had all scored; empty where all did or few."""
    said: list[str] = []
    for measure in reading.measures:
        found = reading.item(theme, measure)
        between = _open(found.overall) if found else None
        if between is not None:
            told = reading.spoken(measure)
            subject = f"that of {told}" if said else f"the mean of {told} would lie"
            said.append(f"{subject} between {wording.ends(between, 1)}")
    return f"Had everybody asked given a score, {wording.enumerated(said)}." if said else ""


def direction(reading: Reading, theme: str, measure: str) -> str:
    """Whether the whole panel moved as those did who scored it twice; empty where none did.

    From published figures of both quarters alone; empty too where either has none.
    """
    found, before = reading.item(theme, measure), _before(reading, theme, measure)
    if found is None or found.change is None or found.change.verdict not in MOVED:
        return ""
    after = found.overall.mean_bounds
    if before is None or after is None:
        return ""
    if after.low > before.high or after.high < before.low:
        way = "rose" if after.low > before.high else "fell"
        return f"However those without a score see it, the mean of the whole panel {way}."
    return "Those who answered moved; the direction of the whole panel is not established."


def _before(reading: Reading, theme: str, measure: str) -> Ends | None:
    """Bounds of the mean in the quarter compared with, as it was published."""
    for summary in reading.earlier:
        if summary.period == reading.summary.against:
            found = item(summary, theme, measure)
            return derived.mean_bounds(found.overall, summary.scale) if found else None
    return None


def _open(figures: Figures) -> Ends | None:
    """Bounds of the mean where there is somebody who could move it."""
    return None if figures.n == figures.eligible else figures.mean_bounds
