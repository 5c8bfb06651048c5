"""Matched change: how those who answered in both quarters moved, with the verdict in words."""

import math
from collections.abc import Iterator

import altair as alt

from analysis import wording
from analysis.charts.bars import HIGH, LOW
from analysis.charts.board import (
    EDGE,
    INK,
    LABEL,
    PAPER,
    QUIET,
    Box,
    Mark,
    Point,
    Rule,
    Words,
    chart,
    lines,
)
from analysis.figures import Change
from analysis.reading import Reading
from analysis.summary import ItemSummary

LINE, STRIP, GAP, TOP = 18, 36, 12, 28
# The strip takes the left part, the words the rest.
PLOT, MARGIN = 176, 14
SHAPES = {
    "improved": ("triangle-up", HIGH),
    "declined": ("triangle-down", LOW),
    "no reliable change": ("circle", PAPER),
    "too few changes to call": ("diamond", PAPER),
}


def movement(reading: Reading, measure: str) -> alt.LayerChart:
    """Each theme's matched mean change on `measure` since the quarter compared with."""
    rows = list(reading.of_measure(measure))
    reach = farthest([item.change for _, item in rows])
    marks: list[Mark] = list(_heading(reach))
    height: float = TOP
    for name, item in rows:
        label = lines(name)
        for place, text in enumerate(label):
            marks.append(Words(0, height + LINE * (place + 0.5), text, LABEL, weight="bold"))
        height += LINE * len(label) + 2
        marks += _strip(item, reach, height)
        height += STRIP + GAP
    said = "; ".join(f"{name} {', '.join(told(item)).lower()}" for name, item in rows)
    about = f"Change in {reading.measures[measure].lower()} by theme"
    return chart(
        marks,
        height=height,
        description=f"Dot chart. {about}: {said}.",
        simulated=reading.simulated,
    )


def farthest(changes: list[Change | None]) -> int:
    """Whole points to either side of no change, at least one."""
    moved = (abs(each.matched) for each in changes if each and each.matched is not None)
    return max(1, math.ceil(max(moved, default=0)))


def _across(matched: float, reach: int) -> float:
    return PLOT / 2 + matched / reach * (PLOT / 2 - MARGIN)


def _heading(reach: int) -> Iterator[Mark]:
    for text, at in (
        (f"{wording.MINUS}{reach}", -reach),
        ("no change", 0),
        (f"+{reach}", reach),
    ):
        yield Words(_across(at, reach), 11, text, fill=QUIET, align="center")


def _strip(item: ItemSummary, reach: int, top: float) -> Iterator[Mark]:
    change = item.change
    middle, zero = top + STRIP / 2, _across(0, reach)
    yield Box(0, PLOT, top, top + STRIP, "#f4f5f5", "#f4f5f5")
    yield Rule(zero, zero, top, top + STRIP, EDGE)
    if change is not None and change.matched is not None:
        at = _across(change.matched, reach)
        yield Rule(zero, at, middle, middle, INK, 2)
        yield _point(change, at, middle)
    first, second = told(item)
    yield Words(PLOT + 12, middle - 8.5, first, weight="bold")
    yield Words(PLOT + 12, middle + 9, second, fill=QUIET)


def _point(change: Change, at: float, middle: float) -> Point:
    shape, fill = SHAPES[change.verdict]
    return Point(at, middle, shape, fill, INK)


def told(item: ItemSummary) -> tuple[str, str]:
    """The verdict, and the figures it rests on, in words short enough for a phone."""
    change = item.change
    if item.begun is not None:
        return "Asked anew", "not compared"
    if change is None:
        return wording.HIDDEN, "hidden"
    matched = wording.HIDDEN if change.matched is None else wording.signed(change.matched, 1)
    return _SHORT.get(change.verdict, wording.capitalised(change.verdict)), (
        f"{matched}, {change.matched_n} matched"
    )


_SHORT = {"too few changes to call": "Too few to call"}
