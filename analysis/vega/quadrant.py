"""Progress against maturity: a place for each theme, and the corner that rule 13 calls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.vega.frame import EDGE, HIGH, INK, PAPER, QUIET, Spec, framed, told

HEIGHT, LINE = 340, 15
# No more than these fit beside each other between two marks on a phone.
REFS = 3
CORNER = "#fbe3cf"
SAID = ("Actions done,", "quality not following")


@dataclass(frozen=True, slots=True)
class Spot:
    """A theme by its ref, at its medians; `called` in the corner."""

    ref: str
    name: str
    progress: float
    maturity: float
    called: bool
    href: str = ""


def quadrant(spots: Sequence[Spot], *, simulated: bool) -> Spec:
    """Themes at the same place share one mark, whose label has all their refs."""
    corner = [{"x": 4, "x2": 5.25, "y": 0.75, "y2": 3}]
    words = [{"x": 5.2, "y": 0.92 + 0.24 * line, "said": said} for line, said in _lines()]
    region: Spec = {
        "data": {"values": corner},
        "mark": {"type": "rect", "fill": CORNER, "tooltip": None},
        "encoding": {
            "x": _at("x", "Progress, median"),
            "x2": {"field": "x2"},
            "y": _at("y", "Maturity, median"),
            "y2": {"field": "y2"},
        },
    }
    note: Spec = {
        "data": {"values": words},
        "mark": {"type": "text", "align": "right", "color": QUIET, "tooltip": None},
        "encoding": {
            "x": _at("x", "Progress, median"),
            "y": _at("y", "Maturity, median"),
            "text": {"field": "said"},
        },
    }
    values = list(_together(spots))
    both = {"x": _at("progress", "Progress, median"), "y": _at("maturity", "Maturity, median")}
    point: Spec = {
        "mark": {"type": "point", "size": 260, "stroke": INK, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            **both,
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "tooltip": told(names="Theme", progress="Progress", maturity="Maturity"),
        },
    }
    labels = [_label(both, lines) for lines in sorted({each["lines"] for each in values})]
    drawn: Spec = {"data": {"values": values}, "layer": [point, *labels]}
    spec = {"height": HEIGHT, "layer": [region, note, drawn]}
    return framed(spec, simulated=simulated)


def _label(both: Spec, lines: int) -> Spec:
    """The labels of so many lines, which grow upwards from their marks."""
    return {
        "transform": [{"filter": f"datum.lines == {lines}"}],
        "mark": {
            "type": "text",
            "baseline": "bottom",
            "dy": -12 - LINE * (lines - 1),
            "lineBreak": "\n",
            "lineHeight": LINE,
            "fontWeight": "bold",
            "fontSize": 13,
            "tooltip": None,
        },
        "encoding": {**both, "text": {"field": "refs"}},
    }


def _lines_of(refs: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(refs), REFS):
        yield ", ".join(refs[start : start + REFS])


def _lines() -> Sequence[tuple[int, str]]:
    return tuple(enumerate(reversed(SAID)))


def _at(field: str, title: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0.75, 5.25], "nice": False, "zero": False},
        "axis": {"title": title, "values": [1, 2, 3, 4, 5], "format": "d", "domainColor": EDGE},
    }


def _together(spots: Sequence[Spot]) -> Sequence[Mapping[str, Any]]:
    places: dict[tuple[float, float], list[Spot]] = {}
    for spot in spots:
        places.setdefault((spot.progress, spot.maturity), []).append(spot)
    return [
        {
            "progress": progress,
            "maturity": maturity,
            "refs": "\n".join(_lines_of([spot.ref for spot in found])),
            "lines": -(-len(found) // REFS),
            "names": "; ".join(spot.name for spot in found),
            "fill": HIGH if found[0].called else PAPER,
            # A mark of several themes leads nowhere: the table has a link for each.
            "href": found[0].href if len(found) == 1 else "",
        }
        for (progress, maturity), found in places.items()
    ]
