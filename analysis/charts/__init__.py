"""Altair charts of a Reading: pure functions that return a specification.

`distribution` and `of_theme` show how scores are spread, `heatmap` the means by quarter and
`movement` the matched change. Each has the accessible table of the same name in `analysis.tables`.
"""

from altair import LayerChart as Chart

from analysis.charts.bars import distribution, of_theme
from analysis.charts.cells import heatmap
from analysis.charts.strips import movement

__all__ = ["Chart", "distribution", "heatmap", "movement", "of_theme"]
