"""Diverging bars: how scores are spread, centred on the middle band."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    Rule,
    Weight,
    Words,
    chart,
    fits,
    lines,
)
from analysis.figures import Bands, Figures
from analysis.reading import Reading

# Orange, paper, blue: told apart with any colour vision, and each 3:1 from the others in grey.
LOW, MIDDLE, HIGH = "#cc6f1e", "#f4ecdf", "#0f3a6b"
FILLS = (LOW, MIDDLE, HIGH)
INKS = (INK, INK, PAPER)
PLACES = ("lower", "middle", "higher")
LINE, BAR, GAP, TOP = 18, 26, 14, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what stands above it and the figures it shows."""

    label: str
    figures: Figures
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """How far bars reach to either side of the centre, in per cent of the scores."""

    left: float
    right: float

    def place(self, share: float) -> float:
        """Pixels from the left of a share, negative to the left of the centre."""
        return WIDTH * (share + self.left) / (self.left + self.right)


def span(figures: Iterable[Figures]) -> Span:
    """One span for every bar of a publication, so that their lengths can be compared."""
    shown = [each.bands for each in figures if each.bands is not None]
    return Span(
        max((bands.low + bands.middle / 2 for bands in shown), default=50),
        max((bands.high + bands.middle / 2 for bands in shown), default=50),
    )


def distribution(reading: Reading, measure: str) -> alt.LayerChart:
    """Each theme's spread of scores on `measure`, a bar a theme."""
    rows = [Row(name, item.overall) for name, item in reading.of_measure(measure)]
    return _bars(reading, rows, f"{reading.measures[measure]} by theme")


def of_theme(reading: Reading, theme: str) -> alt.LayerChart:
    """One theme's spread on each measure: everybody, then the blocks if any block can be shown."""
    rows = [row for measure in reading.measures for row in _rows(reading, theme, measure)]
    return _bars(reading, rows, reading.themes[theme])


def _rows(reading: Reading, theme: str, measure: str) -> Iterator[Row]:
    item = reading.item(theme, measure)
    if item is None:
        return
    yield Row(f"{reading.measures[measure]}, everybody", item.overall)
    if any(block.figures.bands for block in item.blocks):
        for block in item.blocks:
            yield Row(f"{reading.measures[measure]}, {block.name}", block.figures, strong=False)


def _bars(reading: Reading, rows: Sequence[Row], about: str) -> alt.LayerChart:
    reach, bands = span(reading.figures()), reading.summary.scale.words()
    return drawn(rows, about, reach, bands, simulated=reading.simulated)


def drawn(
    rows: Sequence[Row], about: str, reach: Span, bands: Sequence[str | None], *, simulated: bool
) -> alt.LayerChart:
    """The rows as bars within `reach`; `bands` says which scores each of the three bands holds."""
    marks: list[Mark] = list(_key(bands))
    height: float = TOP
    for row in rows:
        made, height = _row(row, reach, height)
        marks += made
    description = f"Bar chart. {about}: {'; '.join(_told(row, bands) for row in rows)}."
    return chart(marks, height=height, description=description, simulated=simulated)


def _key(bands: Sequence[str | None]) -> Iterator[Mark]:
    x: float = 1
    for fill, band, place in zip(FILLS, bands, PLACES, strict=True):
        if band is None:
            continue
        text = f"{band}, {place}"
        yield Box(x, x + 14, 4, 18, fill)
        yield Words(x + 20, 11.5, text, fill=QUIET)
        x += 46 + len(text) * SMALL * 0.5


def _row(row: Row, reach: Span, top: float) -> tuple[list[Mark], float]:
    """The marks of a row that begins at `top`, and where the next one begins."""
    base = wording.base(row.figures)
    label = lines(row.label, width=WIDTH - 72)
    weight: Weight = "bold" if row.strong else "normal"
    marks: list[Mark] = [
        Words(0, top + LINE * (place + 0.5), text, LABEL, weight=weight)
        for place, text in enumerate(label)
    ]
    marks.append(Words(WIDTH, top + LINE * (len(label) - 0.5), base, fill=QUIET, align="right"))
    below = top + LINE * len(label) + 2
    if row.figures.bands is None:
        marks.append(Words(0, below + BAR / 2, _hidden(row.figures), fill=QUIET))
    else:
        marks += _segments(row.figures.bands, reach, below)
    return marks, below + BAR + GAP


def _segments(bands: Bands, reach: Span, top: float) -> Iterator[Mark]:
    shares = (bands.low, bands.middle, bands.high)
    share = -bands.low - bands.middle / 2
    centre = reach.place(0)
    yield Rule(centre, centre, top - 4, top, EDGE)
    yield Rule(centre, centre, top + BAR, top + BAR + 4, EDGE)
    for value, fill, ink in zip(shares, FILLS, INKS, strict=True):
        left, right = reach.place(share), reach.place(share + value)
        share += value
        if value:
            yield Box(left, right, top, top + BAR, fill)
        text = next((t for t in (f"{value}%", str(value)) if fits(t, right - left)), "")
        if value and text:
            yield Words((left + right) / 2, top + BAR / 2, text, fill=ink, align="center")


def _hidden(figures: Figures) -> str:
    if figures.n == 0:
        return "nobody gave a score"
    if figures.median is None:
        return wording.HIDDEN_IN_WORDS
    return f"{wording.HIDDEN_IN_WORDS}; median {figures.median}"


def _told(row: Row, bands: Sequence[str | None]) -> str:
    shown = row.figures.bands
    if shown is None:
        return f"{row.label} {_hidden(row.figures)}"
    shares = zip((shown.low, shown.middle, shown.high), bands, strict=True)
    told = ", ".join(f"{share}% {band}" for share, band in shares if band is not None)
    return f"{row.label} {told.replace('% ', '% scored ', 1)} ({wording.base(row.figures)})"
