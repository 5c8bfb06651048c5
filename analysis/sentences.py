"""Findings in plain words, made by rule from a Reading; nothing hidden is ever said."""

from collections.abc import Callable, Sequence

from analysis import wording
from analysis.contrasts import Contrast, widest
from analysis.figures import Bands, Change, Figures
from analysis.periods import Period
from analysis.reading import Reading
from analysis.summary import ItemSummary, Summary

MOVED = ("improved", "declined")
SAME = "no reliable change"
# More names than this in one sentence are a list, which the page has already.
MOST_NAMES = 3

Rated = tuple[str, ItemSummary]


def headline(reading: Reading) -> tuple[str, str, str]:
    """Who was asked and answered; what moved; where views differ or stand highest and lowest."""
    return who(reading), moved(reading), differ(reading)


def who(reading: Reading) -> str:
    """'In July to September 2018 we asked 29 office-holders …, and 26 of them answered (90%).'"""
    response = reading.summary.response
    asked = f"{response.eligible} named office-{_plural(response.eligible, 'holder')}"
    answered = f"{response.answered} of them answered ({response.rate:.0%})"
    if response.answered == response.eligible:
        answered = "all of them answered"
    if response.answered == 0:
        answered = "none of them answered"
    period = reading.summary.period.label
    return f"For {period} we asked {asked} how the improvement plan is going; {answered}."


def moved(reading: Reading) -> str:
    """What improved or declined since the quarter compared with, on any measure."""
    against = reading.summary.against
    if against is None:
        return "This is the first quarter, so there is nothing yet to compare it with."
    changes = {
        measure: [(name, each.change) for name, each in reading.of_measure(measure)]
        for measure in reading.measures
    }
    every = [change for pairs in changes.values() for _, change in pairs]
    movers = sum(each is not None and each.verdict in MOVED for each in every)
    if not movers:
        return _unmoved(len(reading.themes), every, against.label)
    said = [
        f"{_measure(reading, measure)} {_movers(pairs, named=movers <= MOST_NAMES)}"
        for measure, pairs in changes.items()
        if any(each is not None and each.verdict in MOVED for _, each in pairs)
    ]
    return f"Since {against.label}, {', while '.join(said)}; nothing else changed reliably."


def moved_on(reading: Reading, measure: str) -> str:
    """The same for one measure: the finding above its chart of change."""
    narrowed = Reading(
        reading.summary,
        reading.themes,
        {measure: reading.measures[measure]},
        simulated=reading.simulated,
    )
    return moved(narrowed)


def differ(reading: Reading) -> str:
    """Where blocks are a point apart at the median, else where views are highest and lowest."""
    measure = next(iter(reading.measures))
    contrasts = [
        (name, found)
        for name, each in reading.of_measure(measure)
        if (found := widest(each.blocks)) is not None
    ]
    if not contrasts:
        return extremes(reading, measure)
    name, found = max(contrasts, key=lambda pair: pair[1].apart)
    sentence = (
        f"Views of {_measure(reading, measure)} differ most on {name}, where the median is "
        f"{found.high} among {found.above} and {found.low} among {found.below}"
    )
    others = len(contrasts) - 1
    if others:
        other = wording.counted(others, "other theme", "other themes")
        sentence += f"; blocks are a point or more apart on {other} too"
    return f"{sentence}."


def extremes(reading: Reading, measure: str) -> str:
    """The themes with the highest and the lowest mean, of those whose mean is shown exactly."""
    rated = [(name, each) for name, each in reading.of_measure(measure) if _exact(each) is not None]
    told = _measure(reading, measure)
    if not rated:
        return f"Too few people scored {told} for any theme's mean to be shown exactly."
    highest, lowest = _at(rated, max), _at(rated, min)
    top, bottom = _mean(highest), _mean(lowest)
    if top == bottom:
        themes = wording.counted(len(rated), "theme", "themes")
        return f"Views of {told} stand at a mean of {top} on each of {themes} that can be shown."
    return (
        f"Views of {told} are highest on {_names(highest)} (mean {top}) "
        f"and lowest on {_names(lowest)} (mean {bottom})."
    )


def spread(reading: Reading, theme: str) -> str:
    """The finding above a theme's bars: a sentence for each measure."""
    said = []
    for measure in reading.measures:
        found = reading.item(theme, measure)
        if found is not None:
            said.append(_spread(_measure(reading, measure), found.overall))
    return " ".join(said) or "This theme was not scored in this quarter."


def by_block(reading: Reading, theme: str) -> str:
    """Whether the medians of a theme's blocks are a point or more apart."""
    said = []
    for measure in reading.measures:
        found = reading.item(theme, measure)
        contrast = widest(found.blocks) if found else None
        if contrast is not None:
            said.append(_contrast(_measure(reading, measure), contrast))
    if said:
        return wording.capitalised(f"{'; '.join(said)}.")
    return "No two blocks can be shown to be a point or more apart at the median."


def over_quarters(reading: Reading, measure: str) -> str:
    """Between which means the themes lie in this quarter and in the first that is shown."""
    first, last = reading.quarters[0], reading.summary
    said = [f"In {last.period.label} {_range(reading, last, measure)}"]
    if first is not last:
        said.append(f"in {first.period.label} {_range(reading, first, measure)}")
    return f"{'; '.join(said)}."


def change(each: ItemSummary | None, against: Period | None) -> str:
    """What the people who scored one theme in both quarters did, with their number."""
    if against is None:
        return "There is no earlier quarter to compare with."
    found = each.change if each else None
    if found is None:
        return f"Change since {against.label}: {wording.HIDDEN_IN_WORDS}."
    base = f"among the {found.matched_n} who scored it in both quarters"
    if found.matched is None:
        return f"Since {against.label}, {base}; the mean change is {wording.HIDDEN_IN_WORDS}."
    return f"Mean change {wording.signed(found.matched, 1)} since {against.label}, {base}."


def _range(reading: Reading, summary: Summary, measure: str) -> str:
    then = Reading(summary, reading.themes, reading.measures, simulated=reading.simulated)
    means = [value for _, each in then.of_measure(measure) if (value := _exact(each)) is not None]
    told = _measure(reading, measure)
    if not means:
        return f"no theme's mean of {told} can be shown exactly"
    low, high = min(means), max(means)
    if low == high:
        return f"means of {told} stood at {low:.1f}"
    return f"means of {told} lay between {low:.1f} and {high:.1f}"


def _movers(pairs: Sequence[tuple[str, Change | None]], *, named: bool) -> str:
    """'improved on City partnerships and declined on two of seven themes', names where few."""
    said = []
    for verdict in MOVED:
        names = [name for name, each in pairs if each is not None and each.verdict == verdict]
        if names:
            many = f"{wording.in_words(len(names))} of {wording.in_words(len(pairs))} themes"
            said.append(f"{verdict} on {wording.listed(names) if named else many}")
    return " and ".join(said)


def _unmoved(themes: int, changes: Sequence[Change | None], since: str) -> str:
    every = f"any of the {wording.in_words(themes)} themes" if themes > 1 else "the one theme"
    if all(each is not None and each.verdict == SAME for each in changes):
        return f"No reliable change in {every} since {since}."
    few = sum(each is not None and each.verdict != SAME for each in changes)
    unseen = sum(each is None for each in changes)
    reasons = []
    if few:
        reasons.append(f"in {few} of {len(changes)} comparisons too few people changed to call")
    if unseen:
        reasons.append(f"{unseen} of {len(changes)} are hidden to protect individuals")
    return f"No reliable change can be shown in {every} since {since}; {' and '.join(reasons)}."


def _spread(measure: str, shown: Figures) -> str:
    base = f"({wording.base(shown)} scored it)"
    if shown.bands is None:
        if shown.median is None:
            return f"{wording.capitalised(measure)} is hidden to protect individuals."
        return (
            f"Too few people scored {measure} to show how their scores are spread; "
            f"the median is {shown.median} {base}."
        )
    agreement = _AGREEMENT.get(shown.agreement or "", "")
    return f"{_balance(measure, shown.bands)}{agreement} {base}."


_AGREEMENT = {
    "agreed": "; views agree",
    "some agreement": "; there is some agreement",
    "mixed": "; views are mixed",
    "split": "; views are split",
}


def _balance(measure: str, bands: Bands) -> str:
    if bands.middle >= 50:
        return f"{bands.middle}% gave {measure} a 3"
    if bands.high == bands.low:
        return f"As many gave {measure} 1 or 2 as 4 or 5 ({bands.low}% each)"
    if bands.high > bands.low:
        return f"More gave {measure} 4 or 5 ({bands.high}%) than 1 or 2 ({bands.low}%)"
    return f"More gave {measure} 1 or 2 ({bands.low}%) than 4 or 5 ({bands.high}%)"


def _contrast(measure: str, found: Contrast) -> str:
    return (
        f"{measure} has a median of {found.high} among {found.above} "
        f"and {found.low} among {found.below}"
    )


def _exact(each: ItemSummary) -> float | None:
    mean = each.overall.mean
    return mean.value if mean is not None and mean.relation == "exactly" else None


def _at(rated: Sequence[Rated], end: Callable[[Sequence[float]], float]) -> list[Rated]:
    values = [value for _, each in rated if (value := _exact(each)) is not None]
    wanted = end(values)
    return [(name, each) for name, each in rated if _exact(each) == wanted]


def _mean(rated: Sequence[Rated]) -> str:
    return wording.mean(rated[0][1].overall.mean)


def _names(rated: Sequence[Rated]) -> str:
    if len(rated) > MOST_NAMES:
        return f"{wording.in_words(len(rated))} themes"
    return wording.listed([name for name, _ in rated])


def _measure(reading: Reading, measure: str) -> str:
    return reading.measures[measure].lower()


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"
