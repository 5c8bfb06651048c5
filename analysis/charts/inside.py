"""Charts for analysts alone: the same bars, of every item and group, however few people scored."""

from collections.abc import Iterator

import altair as alt

from analysis.charts.bars import Row, drawn, span
from analysis.figures import Bands, Figures
from analysis.internal import Internal, InternalFigures, InternalItem
from analysis.rounding import whole_per_cents
from analysis.scale import Scale


def spread(found: Internal, measure: str, scale: Scale) -> alt.LayerChart:
    """Each item's spread of scores on `measure`; nothing is hidden."""
    rows = [
        Row(item.item, _figures(item.overall, scale))
        for item in found.items
        if item.measure == measure
    ]
    return _bars(rows, f"{measure.capitalize()} by item", scale)


def by_group(item: InternalItem, scale: Scale) -> alt.LayerChart:
    """One item's spread of scores, everybody's and each group's; nothing is hidden."""
    return _bars(list(_rows(item, scale)), f"{item.item}, {item.measure}, by group", scale)


def _rows(item: InternalItem, scale: Scale) -> Iterator[Row]:
    yield Row("Everybody", _figures(item.overall, scale))
    for each in item.groups:
        yield Row(each.segment.name, _figures(each.figures, scale), strong=False)


def _bars(rows: list[Row], about: str, scale: Scale) -> alt.LayerChart:
    reach = span(row.figures for row in rows)
    return drawn(rows, about, reach, scale.words(), simulated=False)


def _figures(found: InternalFigures, scale: Scale) -> Figures:
    """What a bar shows; these figures must never become part of a Summary."""
    bands = Bands(*whole_per_cents(scale.bands(found.counts))) if found.n else None
    return Figures(
        eligible=found.eligible, n=found.n, hidden=False, bands=bands, median=None, mean=None,
        net=None, agreement=None, no_view=None,
    )  # fmt: skip
