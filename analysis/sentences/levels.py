"""Where views stand: highest, lowest, and over the quarters."""

from collections.abc import Callable, Sequence

from analysis import wording
from analysis.reading import Reading, item
from analysis.summary import ItemSummary, Summary

# A theme and the figure by which it is ranked.
Ranked = tuple[str, float]


def extremes(reading: Reading, measure: str) -> str:
    """The themes with the highest and the lowest mean, of those whose mean is shown exactly."""
    ranked = [
        (name, mean)
        for name, each in reading.of_measure(measure)
        if (mean := _exact(each)) is not None
    ]
    told = reading.spoken(measure)
    if not ranked:
        return f"Too few people scored {told} for any theme's mean to be shown exactly."
    highest, lowest = _at(ranked, max), _at(ranked, min)
    if highest == lowest:
        themes = wording.counted(
            len(ranked), "theme that can be shown has", "themes that can be shown have"
        )
        return f"On {told}, {themes} a mean of {highest[0][1]:.1f}."
    return (
        f"Views of {told} are highest on {_names(highest)} (mean {highest[0][1]:.1f}) "
        f"and lowest on {_names(lowest)} (mean {lowest[0][1]:.1f})."
    )


def balance(reading: Reading, measure: str) -> str:
    """On how many themes high scores outnumber low ones, and where most and least."""
    ranked = [
        (name, float(each.overall.net))
        for name, each in reading.of_measure(measure)
        if each.overall.net is not None
    ]
    told = reading.spoken(measure)
    if not ranked:
        return f"Too few people scored {told} for the spread of any theme's scores to be shown."
    ahead = sum(net > 0 for _, net in ranked)
    worst, _, best = reading.summary.scale.words()
    first = f"More people scored {told} {best} than {worst} on {_share(ahead, len(ranked))}"
    highest, lowest = _at(ranked, max), _at(ranked, min)
    if highest == lowest:
        return f"{first}."
    return (
        f"{first}; the balance is highest on {_names(highest)} "
        f"(net {wording.signed(highest[0][1])}) and lowest on {_names(lowest)} "
        f"(net {wording.signed(lowest[0][1])})."
    )


def over_quarters(reading: Reading, measure: str) -> str:
    """Between which means the themes lie in this quarter and in the first that is shown."""
    first, last = reading.quarters[0], reading.summary
    told = f"Means of {reading.spoken(measure)} by theme {_range(reading, last, measure)}"
    if first is not last:
        told += f", and {_range(reading, first, measure)}"
    return f"{told}."


def _share(part: int, whole: int) -> str:
    if part in {0, whole}:
        return f"{'every' if part else 'no'} theme shown"
    return f"{wording.in_words(part)} of {wording.in_words(whole)} themes"


def _range(reading: Reading, summary: Summary, measure: str) -> str:
    """'ran from 2.5 to 4.0 in October to December 2018'."""
    found = (item(summary, theme, measure) for theme in reading.themes)
    means = [mean for each in found if each is not None and (mean := _exact(each)) is not None]
    if not means:
        return f"cannot be shown exactly in {summary.period.label}"
    low, high = min(means), max(means)
    if low == high:
        return f"stood at {low:.1f} in {summary.period.label}"
    return f"ran from {low:.1f} to {high:.1f} in {summary.period.label}"


def _exact(each: ItemSummary) -> float | None:
    mean = each.overall.mean
    return mean.value if mean is not None and mean.relation == "exactly" else None


def _at(ranked: Sequence[Ranked], end: Callable[..., float]) -> list[Ranked]:
    wanted = end(value for _, value in ranked)
    return [(name, value) for name, value in ranked if value == wanted]


def _names(ranked: Sequence[Ranked]) -> str:
    return wording.named([name for name, _ in ranked])
