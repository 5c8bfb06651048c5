"""What every chart in the browser has alike: as wide as its place, our inks, a line a phone fits.

A chart is a column of rows, each a label with its base above what is drawn, so that nothing needs
room at the side on a window of 320 pixels.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]

FONT = "system-ui, -apple-system, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif"
INK, QUIET, EDGE, PAPER = "#0b0c0c", "#484949", "#6b6f72", "#ffffff"
# Orange, paper, blue: told apart with any colour vision, and each 3:1 from the others in grey.
LOW, MIDDLE, HIGH = "#cc6f1e", "#f4ecdf", "#0f3a6b"
SIMULATED = "Simulated answers"
# Letters in a line beside 'n of N' on the narrowest phone.
LINE_LETTERS, BESIDE_LETTERS = 28, 12
LINE, ABOVE, BAR, GAP = 17, 4, 24, 16
LABEL, SMALL = 14, 12.5
CONFIG: Spec = {
    "font": FONT,
    "background": PAPER,
    "view": {"stroke": None},
    "aria": False,
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "gridColor": "#e3e5e6",
        "domainColor": EDGE,
        "tickColor": EDGE,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "labelLimit": 260,
        "offset": 8,
        "titleOrient": "left",
        "symbolStrokeColor": EDGE,
        "symbolStrokeWidth": 0.5,
        "symbolType": "square",
    },
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": SMALL,
        "fontWeight": "bold",
    },
}


def framed(spec: Mapping[str, Any], *, simulated: bool) -> Spec:
    """`spec` as wide as its place on the page; `simulated` ones say so in the picture itself."""
    made: Spec = {
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 1, "right": 1, "top": 4, "bottom": 4},
        **spec,
        "config": CONFIG,
    }
    return made | {"title": SIMULATED} if simulated else made


@dataclass(frozen=True, slots=True)
class Row:
    """What stands above a row: its label, and what it rests on or comes to.

    A short `base`, such as '26 of 29', stands beside the label, a longer one beneath it. Pressing
    what is drawn leads to `href`, an address on our own site, where there is one.
    """

    label: str
    base: str = ""
    href: str = ""


class Board:
    """Rows beneath each other: a label of as many lines as it needs, then room to draw in.

    Only what lies across depends on how wide the page is; down, everything is in pixels.
    """

    def __init__(self, rows: Sequence[Row], bar: float = BAR) -> None:
        self._rows, self._bar = rows, bar
        self.height = 0.0
        self._tops: list[float] = []
        self._words: list[Spec] = []
        for row in rows:
            for line in textwrap.wrap(row.label, LINE_LETTERS) or [""]:
                self._write(label=line)
            if len(row.base) > BESIDE_LETTERS:
                self._write(beneath=row.base)
            else:
                self._words[-1]["base"] = row.base
            self._tops.append(self.height + ABOVE)
            self.height += ABOVE + bar + GAP

    def _write(self, **words: str) -> None:
        self._words.append({"y": self.height + LINE / 2, **words})
        self.height += LINE

    def span(self, place: int) -> Spec:
        """The top `y`, bottom `y2` and `middle` of the row at `place`, and where it leads."""
        top, href = self._tops[place], self._rows[place].href
        return {
            "y": top,
            "y2": top + self._bar,
            "middle": top + self._bar / 2,
            "href": href,
        }

    def spec(self, layers: Iterable[Spec], *, simulated: bool) -> Spec:
        """The whole chart: `layers` over the labels; their data hold what `span` gives."""
        bold = {"align": "left", "fontSize": LABEL, "fontWeight": "bold"}
        words = [
            self._text("label", bold, 0),
            self._text("base", {"align": "right", "color": QUIET}, "width"),
            self._text("beneath", {"align": "left", "color": QUIET}, 0),
        ]
        written: Spec = {"data": {"values": self._words}, "layer": words}
        spec = {"height": self.height, "layer": [written, *layers]}
        return framed(spec, simulated=simulated)

    def _text(self, field: str, look: Spec, across: int | str) -> Spec:
        return {
            "transform": [{"filter": f"isValid(datum.{field})"}],
            "mark": {"type": "text", "fontSize": SMALL, "tooltip": None, **look},
            "encoding": {
                "text": {"field": field, "type": "nominal"},
                "x": {"value": across},
                "y": self.down("y"),
            },
        }

    def notes(self, said: Mapping[int, str]) -> Spec:
        """A layer of words where a row has nothing to draw, by the row's place."""
        return {
            "data": {"values": [{"note": words} | self.span(row) for row, words in said.items()]},
            "mark": {"type": "text", "align": "left", "fontSize": SMALL, "color": QUIET},
            "encoding": {
                "text": {"field": "note"},
                "x": {"value": 0},
                "y": self.down("middle"),
            },
        }

    def down(self, field: str) -> Spec:
        """The channel that places a datum by `field`, in pixels from the top."""
        scale = {"domain": [0, self.height], "range": [0, self.height], "nice": False}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def told(**fields: str) -> list[Spec]:
    """The channel of what a mark says when pointed at: its `fields` by their names, in order."""
    return [{"field": field, "title": title} for field, title in fields.items()]
