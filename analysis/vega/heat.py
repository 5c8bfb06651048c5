"""Theme by period: a cell each, darker where the figure is higher, and a link to what is behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.vega.across import MOST_WRITTEN, across
from analysis.vega.frame import EDGE, INK, PAPER, Board, Row, Spec, told

# From light to dark in equal steps of the figure's range, so that grey paper keeps the order.
STEPS = (
    "#f7f2e9", "#e4eaf0", "#cbdcea", "#a9c8df",
    "#7fabce", "#3d74a6", "#265a8e", "#0f3a6b",
)  # fmt: skip
DARK_FROM = 5
EMPTY = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a `share` of its range, None where there is none, and as it is written.

    `broken` draws the edge at which a series begins anew. `facts` are told when it is pointed at,
    and a click leads to `href`.
    """

    share: float | None
    text: str
    broken: bool
    facts: Mapping[str, str]
    href: str = ""


def heat(
    rows: Sequence[tuple[Row, Sequence[Cell]]], names: Sequence[str], *, simulated: bool
) -> Spec:
    """`rows` of as many cells as there are columns `names`, the oldest on the left."""
    board = Board([row for row, _ in rows])
    values = [
        board.span(number) | _drawn(cell, place, names) | {"about": row.label}
        for number, (row, cells) in enumerate(rows)
        for place, cell in enumerate(cells)
    ]
    facts = dict.fromkeys(name for _, cells in rows for cell in cells for name in cell.facts)
    left, right = across(names, "left"), {"field": "right"}
    box: Spec = {
        "mark": {"type": "rect", "stroke": PAPER, "cursor": "pointer"},
        "encoding": {
            "x": left,
            "x2": right,
            "y": board.down("y"),
            "y2": {"field": "y2"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "tooltip": told(about="Of", period="In", **{name: name for name in facts}),
        },
    }
    edge: Spec = {
        "transform": [{"filter": "datum.broken"}],
        "mark": {"type": "rule", "stroke": INK, "strokeWidth": 3, "tooltip": None},
        "encoding": {"x": left, "y": board.down("y"), "y2": {"field": "y2"}},
    }
    written: Spec = {
        "mark": {"type": "text", "tooltip": None, "cursor": "pointer"},
        "encoding": {
            "x": across(names),
            "y": board.down("middle"),
            "text": {"field": "text"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
    layers = [box, edge, *([written] if len(names) <= MOST_WRITTEN else [])]
    drawn: Spec = {"data": {"values": values}, "layer": layers}
    return board.spec([drawn], simulated=simulated)


def _drawn(cell: Cell, place: int, names: Sequence[str]) -> Spec:
    step = None if cell.share is None else min(int(cell.share * len(STEPS)), len(STEPS) - 1)
    return {
        **cell.facts,
        "place": place,
        "left": place - 0.5,
        "right": place + 0.5,
        "period": names[place],
        "text": cell.text or EMPTY,
        "fill": "#fafafa" if step is None else STEPS[step],
        "ink": EDGE if step is None else PAPER if step >= DARK_FROM else INK,
        "broken": cell.broken,
        "href": cell.href,
    }
