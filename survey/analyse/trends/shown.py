"""Figures as an analyst reads them; an en dash for what nobody can compute."""

from analysis import wording
from analysis.internal import InternalFigures
from analysis.trends.series import Moved
from analysis.trends.telling import ways
from survey.analyse.figures.shown import NONE, chance, decimal, median, share, signed

__all__ = ["NONE", "base", "chance", "decimal", "facts", "median", "moved", "share", "signed"]


def base(figures: InternalFigures) -> str:
    return f"{figures.n} of {figures.eligible}"


def facts(figures: InternalFigures) -> dict[str, str]:
    """What is told of a figure that is pointed at."""
    return {
        "Median": median(figures.median),
        "Net": signed(figures.net, 0),
        "Mean": decimal(figures.mean),
        "Agreement (A)": decimal(figures.agreement),
        "Scored": base(figures),
    }


def moved(found: Moved | None) -> tuple[str, str, str]:
    """Verdict, mean change and who moved, of those who scored in both periods."""
    if found is None:
        return NONE, NONE, NONE
    strength = f" ({found.strength})" if found.strength else ""
    return (
        f"{wording.capitalised(found.verdict)}{strength}",
        signed(found.mean),
        f"{found.matched_n} matched: {ways(found)}",
    )
