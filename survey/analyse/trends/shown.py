"""Figures as an analyst reads them; an en dash for what nobody can compute."""

from fractions import Fraction

from analysis import wording
from analysis.internal import InternalFigures
from analysis.trends.series import Moved
from analysis.trends.telling import ways

NONE = wording.EN_DASH
Number = Fraction | float | None


def decimal(value: Number, places: int = 2) -> str:
    return NONE if value is None else f"{float(value):.{places}f}".replace("-", wording.MINUS)


def plain(value: Number) -> str:
    """'3', '3.5'."""
    return NONE if value is None else f"{float(value):g}"


def signed(value: Number, places: int = 2) -> str:
    return NONE if value is None else wording.signed(float(value), places)


def share(value: Number) -> str:
    return NONE if value is None else f"{float(value):.0%}"


def base(figures: InternalFigures) -> str:
    return f"{figures.n} of {figures.eligible}"


def facts(figures: InternalFigures) -> dict[str, str]:
    """What is told of a figure that is pointed at."""
    return {
        "Median": plain(figures.median),
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
