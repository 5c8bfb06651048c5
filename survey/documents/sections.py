"""The parts of the page: each theme's feedback with the performance report beside it."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analysis import charts, pictures, ratings, sentences, tables
from analysis.figures import Change, Figures
from analysis.reading import Reading
from analysis.tables import Table
from survey.documents.indicators import IndicatorRow, indicator_row
from survey.documents.payload import themes

BARS = "Bars are centred on the score 3, with 'n of N' people who scored, of those asked."


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the finding above it and the table below it."""

    heading: str
    sentence: str
    svg: Markup
    alternative: str
    table: Table
    note: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A theme on one measure; `figures` is None where the quarter did not ask it."""

    name: str
    figures: Figures | None
    change: Change | None
    changed: str


@dataclass(frozen=True, slots=True)
class Report:
    """The performance report on a theme or service block; `rag` counts aims by rating."""

    ref: str
    name: str
    rating: str | None
    rag: tuple[tuple[str, int], ...]
    aims: tuple[dict[str, Any], ...]
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """A scored theme: what the panel said, and the performance report."""

    report: Report
    picture: Picture
    views: tuple[str, ...]
    measured: tuple[Measured, ...]
    compared: str | None


def theme_sections(payload: dict[str, Any], read: Reading) -> tuple[ThemeSection, ...]:
    return tuple(_section(theme, read) for theme in themes(payload, scored=True))


def service_blocks(payload: dict[str, Any]) -> tuple[Report, ...]:
    return tuple(report(theme) for theme in themes(payload, scored=False))


def report(theme: dict[str, Any]) -> Report:
    """The official side of a theme; ratings that no aim has are left out."""
    return Report(
        theme["ref"],
        theme["name"],
        ratings.official(theme["rag"]),
        tuple((rag, theme["rag"][rag]) for rag in reversed(ratings.ORDER) if theme["rag"][rag]),
        tuple(theme["aims"]),
        tuple(indicator_row(each) for each in theme["indicators"]),
    )


def pairs(read: Reading) -> tuple[tuple[str, tuple[Picture, ...]], ...]:
    """The charts that compare themes, by heading, a picture a measure."""
    found = [("How scores are spread", tuple(_spread(read, measure) for measure in read.measures))]
    if read.summary.against is not None:
        found.append(("What changed", tuple(_change(read, measure) for measure in read.measures)))
    if read.earlier:
        found.append(("Quarter by quarter", tuple(_quarters(read, each) for each in read.measures)))
    return tuple(found)


def _section(theme: dict[str, Any], read: Reading) -> ThemeSection:
    ref = theme["ref"]
    progress = read.item(ref, "progress")
    return ThemeSection(
        report(theme),
        _picture(
            theme["name"],
            sentences.spread(read, ref),
            charts.of_theme(read, ref),
            tables.of_theme(read, ref),
            BARS,
        ),
        _views(read, ref),
        tuple(_measured(read, ref, measure) for measure in read.measures),
        ratings.compared(theme["rag"], progress.overall if progress else None),
    )


def _views(read: Reading, ref: str) -> tuple[str, ...]:
    said = (
        sentences.agreement(read, ref),
        sentences.not_close(read, ref),
        sentences.by_block(read, ref),
    )
    return tuple(sentence for sentence in said if sentence)


def _measured(read: Reading, ref: str, measure: str) -> Measured:
    found = read.item(ref, measure)
    return Measured(
        read.measures[measure],
        found.overall if found else None,
        found.change if found else None,
        sentences.change(found, read.summary.against),
    )


def _spread(read: Reading, measure: str) -> Picture:
    return _picture(
        read.measures[measure],
        sentences.balance(read, measure),
        charts.distribution(read, measure),
        tables.distribution(read, measure),
        BARS,
    )


def _change(read: Reading, measure: str) -> Picture:
    return _picture(
        read.measures[measure],
        sentences.moved_on(read, measure),
        charts.movement(read, measure),
        tables.movement(read, measure),
        "Matched: people who scored the theme in both quarters.",
    )


def _quarters(read: Reading, measure: str) -> Picture:
    return _picture(
        read.measures[measure],
        sentences.over_quarters(read, measure),
        charts.heatmap(read, measure),
        tables.heatmap(read, measure),
        "The shade changes with every half point of the mean.",
    )


def _picture(heading: str, sentence: str, chart: charts.Chart, table: Table, note: str) -> Picture:
    # Drawn by our own renderer from text that it escapes.
    svg = Markup(pictures.svg(chart))  # noqa: S704
    return Picture(heading, sentence, svg, str(chart.description), table, note)
