"""The official rating above, the panel's band beneath, period by period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.vega.across import MOST_WRITTEN, across
from analysis.vega.frame import INK, PAPER, Board, Row, Spec, told

TALL = 46
# A colour always comes with its letter, and with its word in the table.
FILLS = {
    "red": ("#b3261e", PAPER, "R"),
    "amber": ("#ffc740", INK, "A"),
    "green": ("#1d6b3c", PAPER, "G"),
    "mixed": ("#d9dcde", INK, "M"),
}
NONE = ("#fafafa", INK, "\N{EN DASH}")


@dataclass(frozen=True, slots=True)
class Pair:
    """One period: two colours, each None where there is none; `facts` are told when pointed at."""

    official: str | None
    panel: str | None
    broken: bool
    facts: Mapping[str, str]
    href: str = ""


def bands(
    rows: Sequence[tuple[Row, Sequence[Pair]]], names: Sequence[str], *, simulated: bool
) -> Spec:
    """`rows` of as many pairs as there are columns `names`, the oldest on the left."""
    board = Board([row for row, _ in rows], TALL)
    values = [
        part | {"about": row.label}
        for number, (row, pairs) in enumerate(rows)
        for place, pair in enumerate(pairs)
        for part in _parts(pair, place, names, board.span(number))
    ]
    facts = dict.fromkeys(name for _, pairs in rows for pair in pairs for name in pair.facts)
    left = across(names, "left")
    box: Spec = {
        "mark": {"type": "rect", "stroke": PAPER, "cursor": "pointer"},
        "encoding": {
            "x": left,
            "x2": {"field": "right"},
            "y": board.down("top"),
            "y2": {"field": "bottom"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "tooltip": told(about="Of", period="In", **{name: name for name in facts}),
        },
    }
    edge: Spec = {
        "transform": [{"filter": "datum.broken"}],
        "mark": {"type": "rule", "stroke": INK, "strokeWidth": 3, "tooltip": None},
        "encoding": {"x": left, "y": board.down("top"), "y2": {"field": "bottom"}},
    }
    letter: Spec = {
        "mark": {"type": "text", "fontWeight": "bold", "tooltip": None},
        "encoding": {
            "x": across(names),
            "y": board.down("centre"),
            "text": {"field": "letter"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
    # A letter is half as wide as a figure.
    layers = [box, edge, *([letter] if len(names) <= 2 * MOST_WRITTEN else [])]
    drawn: Spec = {"data": {"values": values}, "layer": layers}
    return board.spec([drawn], simulated=simulated)


def _parts(pair: Pair, place: int, names: Sequence[str], span: Spec) -> Iterator[Spec]:
    half = (span["y2"] - span["y"]) / 2
    for line, colour in enumerate((pair.official, pair.panel)):
        fill, ink, letter = NONE if colour is None else FILLS[colour]
        top = span["y"] + line * half
        yield {
            **pair.facts,
            "place": place,
            "left": place - 0.5,
            "right": place + 0.5,
            "period": names[place],
            "top": top,
            "bottom": top + half,
            "centre": top + half / 2,
            "fill": fill,
            "ink": ink,
            "letter": letter,
            "broken": pair.broken,
            "href": pair.href,
        }
