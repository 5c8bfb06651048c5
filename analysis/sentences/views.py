"""How views are spread within a theme, and whether its blocks see it alike."""

from collections.abc import Sequence

from analysis import wording
from analysis.contrasts import Contrast, widest
from analysis.figures import Bands, Figures
from analysis.reading import Reading
from analysis.scale import Scale
from analysis.sentences.levels import extremes

_AGREEMENT = {
    "agreed": "views of {} agree",
    "some agreement": "there is some agreement on {}",
    "mixed": "views of {} are mixed",
    "split": "views of {} are split",
}
_HALF = 50


def differ(reading: Reading) -> str:
    """Where blocks are a point apart at the median, else where views are highest and lowest.

    It speaks of the first measure alone; a questionnaire that asks for comments only has none.
    """
    measure = next(iter(reading.measures), None)
    if measure is None:
        return "No theme was scored in this quarter."
    contrasts = [
        (name, found)
        for name, each in reading.of_measure(measure)
        if (found := widest(each.blocks, reading.summary.scale)) is not None
    ]
    if not contrasts:
        return extremes(reading, measure)
    return _apart(reading, measure, contrasts)


def spread(reading: Reading, theme: str) -> str:
    """The finding above a theme's bars: a clause for each measure."""
    said = [
        _spread(reading.spoken(measure), found.overall, reading.summary.scale)
        for measure in reading.measures
        if (found := reading.item(theme, measure)) is not None
    ]
    if not said:
        return "This theme was not scored in this quarter."
    return wording.capitalised(f"{'; '.join(said)}.")


def agreement(reading: Reading, theme: str) -> str:
    """How far those who scored a theme agree, in words; empty where no measure can say."""
    said = []
    for word, words in _AGREEMENT.items():
        measures = [
            reading.spoken(measure)
            for measure in reading.measures
            if (found := reading.item(theme, measure)) and found.overall.agreement == word
        ]
        if measures:
            said.append(words.format(wording.listed(measures)))
    return wording.capitalised(f"{'; '.join(said)}.") if said else ""


def not_close(reading: Reading, theme: str) -> str:
    """Where many who answered were not close enough to judge; empty where no measure is flagged."""
    said = [
        f"{share.not_close}% of those who answered on {reading.spoken(measure)} "
        "were not close enough to judge"
        for measure in reading.measures
        if (found := reading.item(theme, measure))
        and (share := found.overall.no_view) is not None
        and share.flagged
    ]
    return f"{'; '.join(said)}." if said else ""


def by_block(reading: Reading, theme: str) -> str:
    """Whether the medians of a theme's blocks are a point or more apart."""
    alike: dict[str, list[str]] = {}
    for measure in reading.measures:
        found = reading.item(theme, measure)
        if found and (contrast := widest(found.blocks, reading.summary.scale)):
            alike.setdefault(_medians(contrast), []).append(reading.spoken(measure))
    said = [f"{_have(measures)} a median of {medians}" for medians, measures in alike.items()]
    if said:
        return wording.capitalised(f"{'; '.join(said)}.")
    return "No two blocks can be shown to be a point or more apart at the median."


def _spread(measure: str, shown: Figures, scale: Scale) -> str:
    if shown.bands is not None:
        return _balance(measure, shown.bands, scale)
    if shown.median is None:
        return f"{measure} is hidden to protect individuals"
    return f"too few people scored {measure} to show how scores are spread (median {shown.median})"


def _balance(measure: str, bands: Bands, scale: Scale) -> str:
    worst, middle, best = scale.words()
    if middle is not None and bands.middle >= _HALF:
        return f"{bands.middle}% gave {measure} {'a ' if middle.isdecimal() else ''}{middle}"
    if bands.high == bands.low:
        return f"as many gave {measure} {best} as {worst} ({bands.low}% each)"
    ends = [(best, bands.high), (worst, bands.low)]
    (more, most), (less, least) = sorted(ends, key=lambda end: -end[1])
    if not least:
        return f"{most}% gave {measure} {more} and 0% gave it {less}"
    return f"more gave {measure} {more} ({most}%) than {less} ({least}%)"


def _apart(reading: Reading, measure: str, contrasts: Sequence[tuple[str, Contrast]]) -> str:
    name, found = max(contrasts, key=lambda pair: pair[1].apart)
    told, medians = reading.spoken(measure), _medians(found)
    if len(contrasts) == 1:
        return f"Views of {told} differ on {name}, where the median is {medians}."
    if sum(each.apart == found.apart for _, each in contrasts) > 1:
        themes = f"{wording.in_words(len(contrasts))} of {_themes(reading, measure)}"
        return (
            f"Blocks are a point or more apart on {told} in {themes}: "
            f"on {name}, for one, the median is {medians}."
        )
    others = wording.counted(len(contrasts) - 1, "other theme", "other themes")
    return (
        f"Views of {told} differ most on {name}, where the median is {medians}; "
        f"blocks are a point or more apart on {others} too."
    )


def _themes(reading: Reading, measure: str) -> str:
    return wording.counted(sum(1 for _ in reading.of_measure(measure)), "theme", "themes")


def _medians(found: Contrast) -> str:
    """'4 for Cabinet and 2 or lower for Scrutiny and audit'."""
    above, below = wording.enumerated(found.above), wording.enumerated(found.below)
    return f"{found.high} for {above} and {found.low} for {below}"


def _have(measures: Sequence[str]) -> str:
    return f"{wording.enumerated(measures)} {'both have' if len(measures) > 1 else 'has'}"
