"""A Summary together with the words in which people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.figures import Figures
from analysis.scale import FIVE_POINTS, Scale
from analysis.summary import ItemSummary, Summary

# A year and the same quarter of the year before.
MOST = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What charts, tables and sentences are made from.

    `themes` names the scored themes by ref and `measures` the measures by id, both in the order in
    which they are read; `earlier` holds the Summaries of earlier quarters, oldest first.
    `simulated` says that no real person gave the answers; `scale` is what they were given on.
    """

    summary: Summary
    themes: Mapping[str, str]
    measures: Mapping[str, str]
    simulated: bool
    earlier: tuple[Summary, ...] = ()
    scale: Scale = FIVE_POINTS

    @property
    def quarters(self) -> tuple[Summary, ...]:
        """The quarters to show together, oldest first, at most five."""
        return (*self.earlier, self.summary)[-MOST:]

    def spoken(self, measure: str) -> str:
        """The measure's name within a sentence: 'progress'."""
        return self.measures[measure].lower()

    def item(self, theme: str, measure: str) -> ItemSummary | None:
        """The theme on the measure, or None where the quarter's questionnaire did not ask it."""
        return item(self.summary, theme, measure)

    def of_measure(self, measure: str) -> Iterator[tuple[str, ItemSummary]]:
        """Name and item of each theme that was asked for the measure, in reading order."""
        for ref, name in self.themes.items():
            found = self.item(ref, measure)
            if found is not None:
                yield name, found

    def figures(self) -> Iterator[Figures]:
        """Every set of figures, of the whole panel and of the blocks."""
        for each in self.summary.items:
            yield each.overall
            yield from (block.figures for block in each.blocks)


def item(summary: Summary, theme: str, measure: str) -> ItemSummary | None:
    """The theme on the measure in `summary`, or None where it was not asked."""
    return next(
        (each for each in summary.items if (each.item, each.measure) == (theme, measure)), None
    )
