"""How those who answered in both periods moved, beside how the mean of everybody changed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.vega.frame import EDGE, HIGH, INK, LOW, PAPER, Board, Row, Spec, told

SURFACE = "#f4f5f5"
# A verdict has a shape of its own, so that it is told without its colour.
SHAPES = {
    "improved": ("triangle-up", HIGH),
    "declined": ("triangle-down", LOW),
    "no reliable change": ("circle", PAPER),
    "too few changes to call": ("diamond", PAPER),
}
NOT_COMPARED = "Nobody scored it in both."
LEAST_REACH = 0.5


@dataclass(frozen=True, slots=True)
class Shift:
    """A row's change in points: `matched` of those in both periods, `total` of the mean.

    Both are None where nobody is matched; `facts` are told of the row when it is pointed at.
    """

    row: Row
    verdict: str
    matched: float | None
    total: float | None
    facts: dict[str, str]


def reach(changes: Iterable[float]) -> float:
    """How far to either side a chart of these changes goes, in quarters of a point."""
    return math.ceil(max([LEAST_REACH, *map(abs, changes)]) * 4 + 0.4) / 4


def shift(shifts: Sequence[Shift], far: float | None = None, *, simulated: bool) -> Spec:
    """A strip a row: a mark for the matched change by its verdict, an upright line for all.

    `far` is the `reach` of others too, beside which they are seen; by default of these.
    """
    board = Board([each.row for each in shifts])
    values = [_drawn(each) | board.span(place) for place, each in enumerate(shifts)]
    moved = [value for value in values if "matched" in value]
    far = far or reach(value[name] for value in moved for name in ("matched", "total"))
    tips = told(about="Of", **{name: name for each in shifts for name in each.facts})
    silent = [place for place, each in enumerate(shifts) if each.matched is None]
    drawn: Spec = {"data": {"values": moved}, "layer": _marks(board, far, tips)}
    return board.spec(
        [_ground(board, values), drawn, board.notes(dict.fromkeys(silent, NOT_COMPARED))],
        simulated=simulated,
    )


def _drawn(each: Shift) -> Spec:
    told_of = {"about": each.row.label, **each.facts}
    if each.matched is None or each.total is None:
        return told_of
    shape, fill = SHAPES[each.verdict]
    return {
        **told_of,
        "matched": round(each.matched, 5),
        "total": round(each.total, 5),
        "none": 0,
        "shape": shape,
        "fill": fill,
    }


def _ground(board: Board, values: Sequence[Spec]) -> Spec:
    return {
        "data": {"values": [{"y": value["y"], "y2": value["y2"]} for value in values]},
        "mark": {"type": "rect", "fill": SURFACE, "tooltip": None},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "y": board.down("y"),
            "y2": {"field": "y2"},
        },
    }


def _marks(board: Board, far: float, tips: list[Spec]) -> list[Spec]:
    """The line of no change, the way of the matched, the mean's change and the verdict's mark."""

    def across(field: str) -> Spec:
        axis = {
            "title": "Change in points, to the right for higher",
            "grid": False,
            "tickCount": 5,
            "format": "+.2~f",
            "labelExpr": "datum.value ? datum.label : '0'",
        }
        scale = {"domain": [-far, far], "nice": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    upright = {"y": board.down("y"), "y2": {"field": "y2"}}
    middle = {"y": board.down("middle")}
    return [
        {
            "mark": {"type": "rule", "stroke": EDGE, "tooltip": None},
            "encoding": {"x": across("none"), **upright},
        },
        {
            "mark": {"type": "rule", "stroke": INK, "strokeWidth": 2},
            "encoding": {"x": across("none"), "x2": {"field": "matched"}, **middle},
        },
        {
            "mark": {"type": "rule", "stroke": INK, "strokeWidth": 1.5, "strokeDash": [3, 2]},
            "encoding": {"x": across("total"), **upright, "tooltip": tips},
        },
        {
            "mark": {"type": "point", "size": 130, "stroke": INK, "strokeWidth": 2, "opacity": 1},
            "encoding": {
                "x": across("matched"),
                **middle,
                "shape": {"field": "shape", "type": "nominal", "scale": None},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "tooltip": tips,
            },
        },
    ]
