"""Groups on one line a theme, each with a shape of its own, and the whole panel's mean upright."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.scale import Scale
from analysis.vega.frame import INK, Board, Row, Spec, told

SURFACE = "#f4f5f5"
# Each group has a lane of its own in a row, so that none stands on another.
LANE = 7
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
FILLS = ("#0f3a6b", "#cc6f1e", "#1d6b3c", "#7a3e9d", "#5a6b00", "#a3195b", "#484949")


@dataclass(frozen=True, slots=True)
class Mark:
    """A group's mean on one row; `facts` are told when it is pointed at."""

    group: str
    mean: float
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the marks of the groups that scored it, and everybody's mean, None of nobody."""

    row: Row
    whole: float | None
    marks: tuple[Mark, ...]


def groups(lines: Sequence[Line], names: Sequence[str], scale: Scale, *, simulated: bool) -> Spec:
    """`names` are all the groups, in the order in which they get their shapes."""
    board = Board([line.row for line in lines], LANE * max(len(names), 4))
    look = list(names)
    values = [
        {**mark.facts, "group": mark.group, "mean": mark.mean, "about": line.row.label}
        | {"lane": _lane(look.index(mark.group), len(look), board.span(number))}
        for number, line in enumerate(lines)
        for mark in line.marks
    ]
    wholes = [
        {"mean": line.whole} | board.span(number)
        for number, line in enumerate(lines)
        if line.whole is not None
    ]
    facts = dict.fromkeys(name for line in lines for mark in line.marks for name in mark.facts)
    at: Spec = {
        "field": "mean",
        "type": "quantitative",
        "scale": {"domain": [scale.first, scale.last], "nice": False, "zero": False},
        "axis": {
            "title": f"Mean, {scale.first} to {scale.last}",
            "values": list(range(scale.first, scale.last + 1)),
            "format": "d",
        },
    }
    legend = {"orient": "bottom", "columns": 1, "title": None}

    def channel(kept: Sequence[str]) -> Spec:
        turns = [kept[place % len(kept)] for place in range(len(look))]
        return {
            "field": "group",
            "type": "nominal",
            "scale": {"domain": look, "range": turns},
            "legend": legend,
        }

    surface: Spec = {
        "data": {"values": [board.span(number) for number in range(len(lines))]},
        "mark": {"type": "rect", "fill": SURFACE, "tooltip": None},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "y": board.down("y"),
            "y2": {"field": "y2"},
        },
    }
    whole: Spec = {
        "data": {"values": wholes},
        "mark": {"type": "rule", "stroke": INK, "strokeWidth": 3, "tooltip": None},
        "encoding": {"x": at, "y": board.down("y"), "y2": {"field": "y2"}},
    }
    marks: Spec = {
        "data": {"values": values},
        "mark": {"type": "point", "size": 90, "opacity": 1, "filled": True},
        "encoding": {
            "x": at,
            "y": board.down("lane"),
            "shape": channel(SHAPES),
            "color": channel(FILLS),
            "tooltip": told(about="Of", group="Group", **{name: name for name in facts}),
        },
    }
    return board.spec([surface, whole, marks], simulated=simulated)


def _lane(place: int, count: int, span: Spec) -> float:
    share = (place + 0.5) / count
    return round(float(span["y"] + share * (span["y2"] - span["y"])), 2)
