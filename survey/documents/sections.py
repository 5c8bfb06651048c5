"""The parts of the page: each theme's feedback with the performance report beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analysis import charts, pictures, ratings, sentences, tables
from analysis.figures import Change, Figures
from analysis.reading import Reading
from analysis.tables import Table
from survey.documents.commitments import Commitment, commitments
from survey.documents.indicators import IndicatorRow, indicator_row, remarks
from survey.documents.payload import quotes, themes

BARS = (
    "Bars are centred on the score 3. Above each, on the right: how many people scored, "
    "of those asked."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the finding above it and the table below it."""

    heading: str
    sentence: str
    svg: Markup
    table: Table
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Charts that compare themes, one a measure; `instead` says why there are none."""

    heading: str
    pictures: tuple[Picture, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A theme on one measure; `figures` is None where the quarter did not ask it.

    `anew` says that its series begins anew, so that it has no change to show.
    """

    name: str
    figures: Figures | None
    change: Change | None
    changed: str
    anew: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The performance report on a theme or service block.

    `rag` counts aims by rating; `illustrative` says that no rating is the Council's own; `remarks`
    are sentences for below the figures.
    """

    ref: str
    name: str
    rating: str | None
    rag: tuple[tuple[str, int], ...]
    aims: tuple[dict[str, Any], ...]
    indicators: tuple[IndicatorRow, ...]
    remarks: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """A scored theme: what the panel said, the performance report, and what was done about it."""

    report: Report
    picture: Picture
    views: tuple[str, ...]
    measured: tuple[Measured, ...]
    compared: str | None
    did: tuple[Commitment, ...]
    quotes: tuple[dict[str, Any], ...]


def theme_sections(payload: dict[str, Any], read: Reading) -> tuple[ThemeSection, ...]:
    return tuple(_section(payload, theme, read) for theme in themes(payload, scored=True))


def service_blocks(payload: dict[str, Any]) -> tuple[Report, ...]:
    return tuple(report(theme) for theme in themes(payload, scored=False))


def report(theme: dict[str, Any]) -> Report:
    """The official side of a theme; ratings that no aim has are left out."""
    rows = tuple(indicator_row(each) for each in theme["indicators"])
    return Report(
        theme["ref"],
        theme["name"],
        ratings.official(theme["rag"]),
        tuple((rag, theme["rag"][rag]) for rag in reversed(ratings.ORDER) if theme["rag"][rag]),
        tuple(theme["aims"]),
        rows,
        remarks(rows),
        illustrative=bool(theme["aims"]) and all(aim["illustrative"] for aim in theme["aims"]),
    )


def comparisons(read: Reading) -> tuple[Comparison, ...]:
    """The parts that compare themes with each other and with earlier quarters."""
    found = [_compared("How scores are spread", _spread, read)]
    if read.summary.against is None:
        found.append(Comparison("What changed", instead=sentences.moved(read)))
    else:
        found.append(_compared("What changed", _change, read))
    if read.earlier:
        found.append(_compared("Quarter by quarter", _quarters, read))
    return tuple(found)


def _compared(heading: str, drawn: Callable[[Reading, str], Picture], read: Reading) -> Comparison:
    return Comparison(heading, tuple(drawn(read, measure) for measure in read.measures))


def _section(payload: dict[str, Any], theme: dict[str, Any], read: Reading) -> ThemeSection:
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
        tuple(each for each in commitments(payload) if each.item == ref),
        quotes(payload, ref),
    )


def _views(read: Reading, ref: str) -> tuple[str, ...]:
    said = (
        sentences.agreement(read, ref),
        sentences.not_close(read, ref),
        sentences.by_block(read, ref),
        sentences.voices(read, ref),
        sentences.unheard(read, ref),
    )
    return tuple(sentence for sentence in said if sentence)


def _measured(read: Reading, ref: str, measure: str) -> Measured:
    found = read.item(ref, measure)
    said = (
        sentences.change(found, read.summary.against),
        sentences.direction(read, ref, measure),
    )
    return Measured(
        read.measures[measure],
        found.overall if found else None,
        found.change if found else None,
        " ".join(filter(None, said)),
        anew=found is not None and found.begun is not None,
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
        f"The shade changes with every half point of the mean. {sentences.asked(read)}",
    )


def _picture(heading: str, sentence: str, chart: charts.Chart, table: Table, note: str) -> Picture:
    # Drawn by our own renderer from text that it escapes.
    svg = Markup(pictures.svg(chart))  # noqa: S704
    return Picture(heading, sentence, svg, table, note)
