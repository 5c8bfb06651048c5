"""Theme by quarter: the mean of a measure, printed in its cell."""

from collections.abc import Iterator

import altair as alt

from analysis import wording
from analysis.charts.board import (
    EDGE,
    INK,
    LABEL,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    Box,
    Mark,
    Words,
    chart,
    lines,
)
from analysis.periods import Period
from analysis.reading import Reading, item
from analysis.summary import Summary

# From light to dark in half points of the scale, so that grey paper keeps the order.
STEPS = (
    "#f7f2e9", "#e4eaf0", "#cbdcea", "#a9c8df",
    "#7fabce", "#3d74a6", "#265a8e", "#0f3a6b",
)  # fmt: skip
DARK_FROM = 5
LINE, CELL, GAP, TOP = 18, 32, 10, 42


def heatmap(reading: Reading, measure: str) -> alt.LayerChart:
    """The mean of `measure` by theme and quarter; '[c]' where hidden, a dash where not asked."""
    shown = reading.quarters
    wide = WIDTH / len(shown)
    marks: list[Mark] = [
        mark for place, each in enumerate(shown) for mark in _heading(each.period, place, wide)
    ]
    height: float = TOP
    for ref, name in reading.themes.items():
        label = lines(name)
        for place, text in enumerate(label):
            marks.append(Words(0, height + LINE * (place + 0.5), text, LABEL, weight="bold"))
        height += LINE * len(label) + 2
        for place, each in enumerate(shown):
            marks += _cell(cell(each, ref, measure), place, wide, height)
        height += CELL + GAP
    return chart(
        marks,
        height=height,
        description=_told(reading, measure),
        simulated=reading.simulated,
    )


def cell(summary: Summary, theme: str, measure: str) -> tuple[float | None, str]:
    """The mean, None where there is none to show, and what stands in the cell."""
    found = item(summary, theme, measure)
    if found is None:
        return None, wording.EN_DASH
    mean = found.overall.mean
    return (mean.value if mean else None), wording.mean(mean)


def short(period: Period) -> tuple[str, str]:
    """'Jul-Sep' and '2018': a quarter's name in two lines."""
    words = period.label.split()
    return f"{words[0][:3]}{wording.EN_DASH}{words[-2][:3]}", words[-1]


def _heading(period: Period, place: int, wide: float) -> Iterator[Mark]:
    for line, text in enumerate(short(period)):
        middle = wide * (place + 0.5)
        yield Words(middle, 9 + 16 * line, text, fill=QUIET, align="center")


def _cell(shown: tuple[float | None, str], place: int, wide: float, top: float) -> Iterator[Mark]:
    value, text = shown
    step = None if value is None else min(int((value - 1) * 2), len(STEPS) - 1)
    left, right = wide * place + 1, wide * (place + 1) - 1
    yield Box(left, right, top, top + CELL, PAPER if step is None else STEPS[step], EDGE)
    ink = PAPER if step is not None and step >= DARK_FROM else INK
    for line, part in enumerate(pair := _parts(text)):
        y = top + CELL / 2 + 13 * (line - (len(pair) - 1) / 2)
        size = SMALL if len(pair) > 1 else LABEL
        yield Words((left + right) / 2, y, part, size, ink, align="center")


def _parts(text: str) -> list[str]:
    """'4' above 'or higher': a cell is narrow."""
    return text.split(" ", 1)


def _told(reading: Reading, measure: str) -> str:
    rows = (
        f"{name} " + ", ".join(f"{cell(each, ref, measure)[1]}" for each in reading.quarters)
        for ref, name in reading.themes.items()
    )
    periods = ", ".join(each.period.label for each in reading.quarters)
    return f"Table of colours. Mean of {reading.measures[measure].lower()} in {periods}. " + (
        "; ".join(rows) + "."
    )
