"""A board of marks at computed positions, from which an Altair chart is made.

Positions are pixels of a picture as wide as a small phone, so that the layout is the same whatever
fonts the drawing machine has, and labels can stand above their bars instead of beside them.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import altair as alt

WIDTH = 340
FONT = "system-ui, -apple-system, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif"
INK, QUIET, EDGE, PAPER = "#0b0c0c", "#484949", "#6b6f72", "#ffffff"
# A quarter more than the mean width of a letter, as no reader's font is known here.
LETTER = 0.58
LABEL, SMALL = 14, 12.5
Weight = Literal["normal", "bold"]
SIMULATED = "Simulated answers"
NOTE = 26


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    x2: float
    y: float
    y2: float
    fill: str
    stroke: str = EDGE


@dataclass(frozen=True, slots=True)
class Rule:
    x: float
    x2: float
    y: float
    y2: float
    stroke: str = EDGE
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    shape: str
    fill: str
    stroke: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its middle."""

    x: float
    y: float
    text: str
    size: float = SMALL
    fill: str = INK
    weight: Weight = "normal"
    align: Literal["left", "center", "right"] = "left"


Mark = Box | Rule | Point | Words


def lines(text: str, size: float = LABEL, width: float = WIDTH) -> list[str]:
    """`text` broken so that each line fits `width` pixels at `size` in any usual font."""
    return textwrap.wrap(text, max(1, int(width / (size * LETTER)))) or [""]


def fits(text: str, width: float, size: float = SMALL) -> bool:
    """Whether `text` and a little air fit `width` pixels at `size`."""
    return len(text) * size * LETTER + 3 <= width


def chart(
    marks: Sequence[Mark], *, height: float, description: str, simulated: bool
) -> alt.LayerChart:
    """The marks as one picture; `description` is its text alternative.

    Where `simulated`, the picture itself says so, for whoever copies it from its page.
    """
    if simulated:
        marks = [*marks, *_note(height)]
        height += NOTE
    layers = [_layer(marks, kind, height) for kind in (Box, Rule, Point, Words)]
    picture: alt.LayerChart = (
        alt.layer(*[layer for layer in layers if layer is not None])
        .properties(width=WIDTH, height=height, description=description, padding=0)
        .properties(autosize=alt.AutoSizeParams(type="none"))
        .configure(background=PAPER, font=FONT)
        .configure_view(stroke=None)
    )
    return picture


def _note(height: float) -> list[Mark]:
    return [
        Box(0.5, WIDTH - 0.5, height + 3, height + NOTE - 1, "#fff4c2", "#b38600"),
        Words(8, height + 14.5, SIMULATED, weight="bold"),
    ]


def _layer(marks: Iterable[Mark], kind: type[Mark], height: float) -> alt.Chart | None:
    records: list[dict[str, Any]] = [asdict(mark) for mark in marks if isinstance(mark, kind)]
    if not records:
        return None
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    drawn = alt.Chart(alt.InlineData(values=records)).encode(x=across, y=down)
    if kind is Box:
        return _box(drawn)
    if kind is Rule:
        return _rule(drawn)
    return _point(drawn) if kind is Point else _words(drawn)


def _box(drawn: alt.Chart) -> alt.Chart:
    made: alt.Chart = drawn.mark_rect(strokeWidth=1).encode(
        x2="x2:Q",
        y2="y2:Q",
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )
    return made


def _rule(drawn: alt.Chart) -> alt.Chart:
    made: alt.Chart = drawn.mark_rule().encode(
        x2="x2:Q",
        y2="y2:Q",
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeWidth=alt.StrokeWidth("weight:Q", scale=None),
    )
    return made


def _point(drawn: alt.Chart) -> alt.Chart:
    made: alt.Chart = drawn.mark_point(size=130, strokeWidth=2, opacity=1).encode(
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )
    return made


def _words(drawn: alt.Chart) -> alt.Chart:
    made: alt.Chart = drawn.mark_text(
        baseline="middle",
        align=alt.expr("datum.align"),
        fontWeight=alt.expr("datum.weight"),
    ).encode(
        text="text:N",
        size=alt.Size("size:Q", scale=None),
        color=alt.Color("fill:N", scale=None),
    )
    return made
