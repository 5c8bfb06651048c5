"""A summary as one page of HTML: no script, no address of anywhere else, fit for paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from altair import LayerChart
from jinja2 import Environment, PackageLoader

from analysis.periods import Period
from analysis.pictures import svg
from analysis.tables import Table

# 'some agreement' may stand at the right with the figures around it, names may not.
LONGEST_FIGURE = 14


@dataclass(frozen=True, slots=True)
class Figure:
    """A table, the chart that shows the same where there is one, and what must be said of it."""

    table: Table
    chart: LayerChart | None = None
    note: str = ""

    @property
    def picture(self) -> str:
        """The chart as SVG; empty where there is none."""
        return "" if self.chart is None else svg(self.chart)

    @property
    def wordy(self) -> frozenset[int]:
        """The columns, from 0, that hold words and not figures: these are set from the left."""
        return frozenset(
            place
            for place, cells in enumerate(zip(*self.table.rows, strict=True))
            if place == 0 or any(len(cell) > LONGEST_FIGURE for cell in cells)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; figures without rows are left out."""

    heading: str
    figures: Sequence[Figure]

    @property
    def shown(self) -> list[Figure]:
        return [each for each in self.figures if each.table.rows]


@dataclass(frozen=True, slots=True)
class Page:
    """`notices` are what a reader has to know first, `closing` what explains the figures."""

    period: Period
    against: Period | None
    notices: Sequence[str]
    sections: Sequence[Section]
    closing: Sequence[str]

    @property
    def html(self) -> str:
        """The whole document."""
        ours = PackageLoader("survey.cli")
        house = Environment(loader=ours, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        return house.get_template("summary.html").render(page=self).rstrip()
