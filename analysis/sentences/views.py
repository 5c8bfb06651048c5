"""How views are spread within a theme, and whether its blocks see it alike."""

from analysis import wording
from analysis.contrasts import Contrast, widest
from analysis.figures import Bands, Figures
from analysis.reading import Reading
from analysis.sentences.levels import extremes

_AGREEMENT = {
    "agreed": "views of {} agree",
    "some agreement": "there is some agreement on {}",
    "mixed": "views of {} are mixed",
    "split": "views of {} are split",
}
_HALF = 50


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
    alone = sum(each.apart == found.apart for _, each in contrasts) == 1
    most = " most" if alone and len(contrasts) > 1 else ""
    sentence = (
        f"Views of {reading.spoken(measure)} differ{most} on {name}, where the median is "
        f"{found.high} among {found.above} and {found.low} among {found.below}"
    )
    if len(contrasts) > 1:
        others = wording.counted(len(contrasts) - 1, "other theme", "other themes")
        sentence += f"; blocks are a point or more apart on {others} too"
    return f"{sentence}."


def spread(reading: Reading, theme: str) -> str:
    """The finding above a theme's bars: a clause for each measure."""
    said = [
        _spread(reading.spoken(measure), found.overall)
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
    said = [
        _contrast(reading.spoken(measure), contrast)
        for measure in reading.measures
        if (found := reading.item(theme, measure)) and (contrast := widest(found.blocks))
    ]
    if said:
        return wording.capitalised(f"{'; '.join(said)}.")
    return "No two blocks can be shown to be a point or more apart at the median."


def _spread(measure: str, shown: Figures) -> str:
    if shown.bands is not None:
        return _balance(measure, shown.bands)
    if shown.median is None:
        return f"{measure} is hidden to protect individuals"
    return f"too few people scored {measure} to show how scores are spread (median {shown.median})"


def _balance(measure: str, bands: Bands) -> str:
    if bands.middle >= _HALF:
        return f"{bands.middle}% gave {measure} a 3"
    if bands.high == bands.low:
        return f"as many gave {measure} 4 or 5 as 1 or 2 ({bands.low}% each)"
    if bands.high > bands.low:
        return f"more gave {measure} 4 or 5 ({bands.high}%) than 1 or 2 ({bands.low}%)"
    return f"more gave {measure} 1 or 2 ({bands.low}%) than 4 or 5 ({bands.high}%)"


def _contrast(measure: str, found: Contrast) -> str:
    return (
        f"{measure} has a median of {found.high} among {found.above} "
        f"and {found.low} among {found.below}"
    )
