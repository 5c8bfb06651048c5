"""Sentences from exact figures: for the panel team, who may see answers, and for nobody else."""

from fractions import Fraction

from analysis import wording
from analysis.bounds import establishes_direction
from analysis.commentary.sentence import Sentence, Told
from analysis.internal import InternalChange

MOVED = {"improved", "declined"}


def movers(told: Told) -> Sentence | None:
    """How many of those who scored in both quarters moved which way."""
    change = told.exact.change
    if change is None or not change.matched_n:
        return None
    if change.matched_n == 1:
        did = "moved up" if change.up else "moved down" if change.down else "stayed the same"
        return _inside(
            "movers", f"The one person who scored {told.measure} in both quarters {did}."
        )
    return _inside(
        "movers",
        f"Of the {change.matched_n} people who scored {told.measure} in both quarters, {change.up} "
        f"moved up, {change.down} moved down and {change.same} stayed the same.",
    )


def turnover(told: Told) -> Sentence | None:
    """The change of the mean, taken apart into who moved and who came or went."""
    parts = told.exact.change.decomposition if told.exact.change else None
    if parts is None:
        return None
    came, went = parts.joined + parts.returned, parts.left + parts.lapsed
    if not came and not went:
        return None
    return _inside(
        "turnover",
        f"The mean of {told.measure} {_moved(parts.total)}: {_points(parts.matched)} by those who "
        f"scored in both quarters, {_points(came)} by who joined or returned, and {_points(went)} "
        "by who left or lapsed.",
    )


def undecided(told: Told) -> Sentence | None:
    """Where those who scored moved and those who did not might have moved the other way."""
    change: InternalChange | None = told.exact.change
    if change is None or change.verdict not in MOVED or establishes_direction(change.bounds):
        return None
    return _inside(
        "undecided",
        f"Those who scored {told.measure} moved; the direction of the whole panel is not "
        "established.",
    )


def bounds(told: Told) -> Sentence | None:
    """Between what means the whole panel lies, whatever the silent would have said."""
    overall = told.exact.overall
    if overall.mean_bounds is None or overall.n == overall.eligible:
        return None
    low, high = overall.mean_bounds
    return _inside(
        "bounds",
        f"Had everybody scored, the mean of {told.measure} would lie between {float(low):.2f} "
        f"and {float(high):.2f}.",
    )


def sides(told: Told) -> Sentence | None:
    """Executive against external voices."""
    gap = told.exact.gap
    if gap is None:
        return None
    delta = f"Cliff's delta {wording.signed(float(gap.delta), 2)}"
    if not gap.large:
        return _inside(
            "sides", f"Executive and external voices are not far apart on {told.measure} ({delta})."
        )
    than = "higher" if gap.delta > 0 else "lower"
    return _inside(
        "sides", f"Executive voices scored {told.measure} much {than} than external ones ({delta})."
    )


def _moved(total: Fraction) -> str:
    points = f"{abs(float(total)):.2f}"
    if points == "0.00":
        return "did not move"
    return f"{'rose' if total > 0 else 'fell'} by {points} points"


def _points(part: Fraction) -> str:
    return wording.signed(float(part), 2)


def _inside(rule: str, text: str) -> Sentence:
    return Sentence(rule, text, publishable=False)


RULES = (movers, turnover, undecided, bounds, sides)
