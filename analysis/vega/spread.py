"""How scores are spread: a bar a row, point by point, centred on the middle of the scale."""

from collections.abc import Iterable, Iterator, Sequence

from analysis.scale import Scale
from analysis.vega.frame import EDGE, HIGH, INK, LOW, MIDDLE, PAPER, Board, Row, Spec, told

# From the outermost point of a band inwards; an inner point is paler, and its number stands in it.
LOWS, HIGHS = (LOW, "#e8a96b"), (HIGH, "#3f6fa5")
INKS = {HIGH: PAPER, HIGHS[1]: PAPER}
PICKED = "picked"
NOBODY = "Nobody gave a score."
# Narrower shares than this cannot hold a number on a phone.
FITS = 0.05


def reach(rows: Iterable[Sequence[int]], scale: Scale) -> float:
    """How far the bars of these counts go to either side, so that charts can be drawn alike."""
    parts = (part for counts in rows for part in _parts(counts, scale))
    return max((max(-part["from"], part["to"]) for part in parts), default=0.5)


def spread(
    rows: Sequence[tuple[Row, Sequence[int]]],
    scale: Scale,
    far: float | None = None,
    *,
    simulated: bool,
) -> Spec:
    """`rows` have the people at each point of `scale`, lowest first; nobody draws no bar.

    `far` is the `reach` of others too, beside which they are seen; by default of these counts.
    """
    far = far or reach((counts for _, counts in rows), scale)
    board = Board([row for row, _ in rows])
    values = [
        part | board.span(place) | {"about": row.label}
        for place, (row, counts) in enumerate(rows)
        for part in _parts(counts, scale)
    ]
    across = {"domain": [-far, far], "nice": False, "zero": False}
    points = list(range(scale.first, scale.last + 1))
    bars: Spec = {
        # Pressing a point of the key leaves that point alone in colour; once more, all of them.
        "params": [
            {"name": PICKED, "select": {"type": "point", "fields": ["score"]}, "bind": "legend"}
        ],
        "mark": {"type": "rect", "stroke": EDGE, "strokeWidth": 0.5},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "axis": None, "scale": across},
            "x2": {"field": "to"},
            "y": board.down("y"),
            "y2": {"field": "y2"},
            "fill": {
                "field": "score",
                "type": "ordinal",
                "scale": {"domain": points, "range": list(fills(scale))},
                "legend": {"title": "Score", "orient": "top", "columns": scale.points},
            },
            "opacity": {"condition": {"param": PICKED, "value": 1}, "value": 0.15},
            "tooltip": told(about="Of", score="Score", people="People", share="Share"),
        },
    }
    numbers: Spec = {
        "transform": [{"filter": f"datum.to - datum.from >= {2 * far * FITS}"}],
        "mark": {"type": "text", "tooltip": None},
        "encoding": {
            "x": {"field": "centre", "type": "quantitative", "axis": None, "scale": across},
            "y": board.down("middle"),
            "text": {"field": "people"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
    drawn: Spec = {"data": {"values": values}, "layer": [bars, numbers]}
    silent = [place for place, (_, counts) in enumerate(rows) if not sum(counts)]
    return board.spec([drawn, board.notes(dict.fromkeys(silent, NOBODY))], simulated=simulated)


def fills(scale: Scale) -> tuple[str, ...]:
    """The colour of each point, lowest first."""
    middle = scale.points - 2 * scale.outer
    low = [LOWS[min(place, 1)] for place in range(scale.outer)]
    high = [HIGHS[min(place, 1)] for place in range(scale.outer)]
    return (*low, *[MIDDLE] * middle, *reversed(high))


def _parts(counts: Sequence[int], scale: Scale) -> Iterator[Spec]:
    n = sum(counts)
    if not n:
        return
    low, middle, _ = scale.bands(tuple(counts))
    start = -(low + middle / 2) / n
    for score, (people, fill) in enumerate(zip(counts, fills(scale), strict=True), scale.first):
        end = start + people / n
        if people:
            yield {
                "from": round(start, 5),
                "to": round(end, 5),
                "centre": round((start + end) / 2, 5),
                "score": score,
                "people": people,
                "share": f"{people / n:.0%}",
                "ink": INKS.get(fill, INK),
            }
        start = end
