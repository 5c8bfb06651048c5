"""The mean of those who scored, and what it could be had everybody done so."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.scale import Scale
from analysis.vega.frame import EDGE, HIGH, INK, Board, Row, Spec, told

LIGHT = "#b9c7d8"
NOBODY = "Nobody could answer."


@dataclass(frozen=True, slots=True)
class Range:
    """A row's mean, None where nobody scored, between the least and the most it could be.

    `low` and `high` are None where nobody could answer.
    """

    row: Row
    mean: float | None
    low: float | None
    high: float | None


def ranges(rows: Sequence[Range], scale: Scale, *, simulated: bool) -> Spec:
    """A bar a row from the least to the most, with a dot for the mean, along `scale`."""
    board = Board([each.row for each in rows])
    values = [_drawn(each) | board.span(place) for place, each in enumerate(rows) if _bounded(each)]
    silent = [place for place, each in enumerate(rows) if not _bounded(each)]
    axis = {
        "title": f"Score, {scale.first} to {scale.last}",
        "values": list(range(scale.first, scale.last + 1)),
        "format": "d",
    }
    across: Spec = {"domain": [scale.first, scale.last], "nice": False, "zero": False}
    tips = told(about="Of", told="Mean of those who scored", least="At least", most="At most")

    def at(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": across, "axis": axis}

    bar: Spec = {
        "mark": {"type": "rule", "stroke": LIGHT, "strokeWidth": 12, "strokeCap": "butt"},
        "encoding": {
            "x": at("low"),
            "x2": {"field": "high"},
            "y": board.down("middle"),
            "tooltip": tips,
        },
    }
    ends: Spec = {
        "mark": {"type": "rule", "stroke": EDGE, "tooltip": None},
        "encoding": {"x": at("low"), "x2": {"field": "high"}, "y": board.down("middle")},
    }
    dot: Spec = {
        "transform": [{"filter": "isValid(datum.mean)"}],
        "mark": {"type": "point", "size": 110, "fill": HIGH, "stroke": INK, "opacity": 1},
        "encoding": {"x": at("mean"), "y": board.down("middle"), "tooltip": tips},
    }
    drawn: Spec = {"data": {"values": values}, "layer": [bar, ends, dot]}
    return board.spec([drawn, board.notes(dict.fromkeys(silent, NOBODY))], simulated=simulated)


def _bounded(each: Range) -> bool:
    return each.low is not None and each.high is not None


def _drawn(each: Range) -> Spec:
    return {
        "about": each.row.label,
        "low": each.low,
        "high": each.high,
        "mean": each.mean,
        "told": "nobody scored" if each.mean is None else f"{each.mean:.2f}",
        "least": f"{each.low:.2f}",
        "most": f"{each.high:.2f}",
    }
