"""Executive and external voices, in the only words that may be published of their distance."""

from analysis import wording
from analysis.reading import Reading


def voices(reading: Reading, theme: str) -> str:
    """Whether the two sides lie far apart on a theme; empty where no measure may say."""
    alike: dict[str, list[str]] = {}
    for measure in reading.measures:
        found = reading.item(theme, measure)
        if found is not None and found.gap is not None:
            alike.setdefault(found.gap.words, []).append(reading.spoken(measure))
    if not alike:
        return ""
    said = [f"{words} on {wording.enumerated(measures)}" for words, measures in alike.items()]
    return f"Between executive and external voices there is {' and '.join(said)}."
