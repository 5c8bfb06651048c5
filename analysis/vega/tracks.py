"""A figure over all periods: a line a row, broken where the series is, with a gap for a gap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.vega.across import MOST_WRITTEN, across
from analysis.vega.frame import EDGE, HIGH, INK, PAPER, QUIET, Board, Row, Spec, told

SURFACE = "#f4f5f5"
TALL = 64
EDGE_PIXELS = 13
NOTHING = "No figure yet."


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in the column `place`; `part` counts the stretches that no line may join.

    It is `written` above its mark where there is room. `facts` are told when it is pointed at, and
    a click leads to `href`.
    """

    place: int
    value: float
    part: int
    written: str
    facts: Mapping[str, str]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A row: its dots between `low` and `high`, its breaks by the column that they stand before.

    A break has one word that is written beside it.
    """

    row: Row
    low: float
    high: float
    dots: tuple[Dot, ...]
    breaks: Mapping[int, str]


def tracks(rows: Sequence[Track], names: Sequence[str], *, simulated: bool) -> Spec:
    """`rows` beneath each other over the columns `names`, the oldest on the left."""
    board = Board([each.row for each in rows], TALL)
    place = across(names)
    dots = [dot for number, each in enumerate(rows) for dot in _dots(each, board.span(number))]
    shapes = dict.fromkeys(name for each in rows for dot in each.dots for name in dot.facts)
    surface: Spec = {
        "data": {"values": [board.span(number) for number in range(len(rows))]},
        "mark": {"type": "rect", "fill": SURFACE, "tooltip": None},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "y": board.down("y"),
            "y2": {"field": "y2"},
        },
    }
    middle: Spec = {
        "data": {"values": [board.span(number) for number in range(len(rows))]},
        "mark": {"type": "rule", "stroke": "#d4d7d9", "tooltip": None},
        "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "y": board.down("middle")},
    }
    line: Spec = {
        "mark": {"type": "line", "stroke": HIGH, "strokeWidth": 2, "tooltip": None},
        "encoding": {"x": place, "y": board.down("at"), "detail": {"field": "part"}},
    }
    dot: Spec = {
        "mark": {
            "type": "point",
            "cursor": "pointer",
            "size": 46,
            "fill": HIGH,
            "stroke": PAPER,
            "opacity": 1,
        },
        "encoding": {
            "x": place,
            "y": board.down("at"),
            "tooltip": told(period="In", **{name: name for name in shapes}),
        },
    }
    number: Spec = {
        "mark": {"type": "text", "dy": -9, "fontSize": 11, "color": QUIET, "tooltip": None},
        "encoding": {"x": place, "y": board.down("at"), "text": {"field": "written"}},
    }
    drawn: Spec = {
        "data": {"values": [each | {"period": names[each["place"]]} for each in dots]},
        "layer": [line, dot, *([number] if len(names) <= MOST_WRITTEN else [])],
    }
    silent = {number: NOTHING for number, each in enumerate(rows) if not each.dots}
    layers = [surface, middle, *_breaks(rows, board, names), drawn, board.notes(silent)]
    return board.spec(layers, simulated=simulated)


def _dots(track: Track, span: Spec) -> Iterator[Spec]:
    reach = (track.high - track.low) or 1
    room = span["y2"] - span["y"] - 2 * EDGE_PIXELS
    for dot in track.dots:
        share = (dot.value - track.low) / reach
        yield {
            **dot.facts,
            "place": dot.place,
            "at": round(span["y2"] - EDGE_PIXELS - share * room, 2),
            # A stretch of another row is never joined to this one.
            "written": dot.written,
            "part": f"{span['y']:g}/{dot.part}",
            "href": dot.href,
        }


def _breaks(rows: Sequence[Track], board: Board, names: Sequence[str]) -> list[Spec]:
    found = [
        {"before": place - 0.5, "word": word, "late": place * 2 > len(names), **board.span(number)}
        for number, each in enumerate(rows)
        for place, word in each.breaks.items()
    ]
    rule: Spec = {
        "mark": {"type": "rule", "stroke": EDGE, "strokeDash": [4, 3], "strokeWidth": 1.5},
        "encoding": {
            "x": across(names, "before"),
            "y": board.down("y"),
            "y2": {"field": "y2"},
            "tooltip": told(word="Series begins anew"),
        },
    }
    words = [
        {
            "transform": [{"filter": f"datum.late == {str(late).lower()}"}],
            "mark": {
                "type": "text",
                "align": "right" if late else "left",
                "baseline": "top",
                "dx": -4 if late else 4,
                "dy": 3,
                "color": QUIET if late else INK,
                "tooltip": None,
            },
            "encoding": {
                "x": across(names, "before"),
                "y": board.down("y"),
                "text": {"field": "word"},
            },
        }
        for late in (False, True)
    ]
    return [{"data": {"values": found}, "layer": [rule, *words]}] if found else []
