"""Series as tracks to draw, and as tables to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from analysis.internal import InternalFigures
from analysis.tables import Table
from analysis.tally import Item
from analysis.trends.series import Point, Series
from analysis.trends.telling import broke
from analysis.trends.throughout import Cumulative
from analysis.vega.frame import Row, Spec
from analysis.vega.tracks import Dot, Track, tracks
from survey.analyse.trends import shown
from survey.analyse.trends.history import History, figures_href, is_simulated
from survey.analyse.trends.paper import linked, table

LIMITS = {"mean": (1.0, 5.0), "median": (1.0, 5.0), "net": (-100.0, 100.0)}
FIGURES = ("Scored", "Median", "Net", "Mean", "Agreement (A)")
CHANGE = ("Change since the one before", "Mean change", "People who scored in both")
THROUGHOUT = "Over all periods, those present throughout"
NOT_ASKED = "Not asked"


def drawn(found: History, rows: Iterable[tuple[str, Series]], show: str) -> Spec:
    """The figure `show` of each series under its name."""
    made = [track(name, each, show) for name, each in rows]
    return tracks(made, found.columns, simulated=is_simulated())


def track(name: str, series: Series, show: str) -> Track:
    low, high = LIMITS[show]
    last = series.asked[-1].figures if series.asked else None
    row = Row(name, "" if last is None else shown.base(last))
    breaks = {
        place: point.breaks[-1].kind
        for place, point in enumerate(series.points)
        if point.breaks and place
    }
    return Track(row, low, high, tuple(_dots(series, show)), breaks)


def figure(figures: InternalFigures, show: str) -> Fraction | None:
    """The mean, the median or the net."""
    found: Fraction | None = getattr(figures, show)
    return found


def written(value: Fraction | None, show: str) -> str:
    """A figure as short as it can stand in a picture."""
    return shown.signed(value, 0) if show == "net" else shown.decimal(value, 1)


def by_period(caption: str, rows: Sequence[tuple[str, Series]]) -> Table:
    """Every period of every series, the newest first; a name stands before the periods of each."""
    named = len(rows) > 1
    headers = ("Of", "Period") if named else ("Period",)
    return table(
        caption,
        (*headers, *FIGURES, *CHANGE, "Series"),
        (((name, *cells) if named else cells) for name, each in rows for cells in _cells(each)),
    )


def latest(
    caption: str, rows: Iterable[tuple[str, str, Series]], whole: Mapping[Item, Cumulative]
) -> Table:
    """Where each series stands now: its address and name, its figures and its changes."""
    return table(
        caption,
        (
            "Theme",
            "Last scored in",
            *FIGURES,
            *CHANGE,
            "Over all periods, those present throughout",
        ),
        (
            (linked(href, name) if href else name, *_now(each, whole.get(each.item)))
            for href, name, each in rows
        ),
    )


def over_all(found: Cumulative | None) -> str:
    """'+0.30 (14 in 5 periods)'."""
    if found is None:
        return shown.NONE
    return f"{shown.signed(found.moved.mean)} ({found.moved.matched_n} in {found.periods} periods)"


def _dots(series: Series, show: str) -> Iterator[Dot]:
    part = 0
    for place, point in enumerate(series.points):
        value = None if point.figures is None else figure(point.figures, show)
        if point.figures is None or value is None:
            part += 1
            continue
        part += bool(point.breaks)
        verdict, mean, _ = shown.moved(point.moved)
        change = verdict if point.moved is None else f"{verdict}, {mean}"
        href = figures_href(point.period, series.item.ref)
        facts = shown.facts(point.figures) | {"Change": change}
        yield Dot(place, float(value), part, written(value, show), facts, href)


def _cells(series: Series) -> Iterator[tuple[str, ...]]:
    for point in reversed(series.points):
        yield (_period(point, series), *_figures(point), *shown.moved(point.moved), _broke(point))


def _period(point: Point, series: Series) -> str:
    if point.figures is None:
        return point.period.label
    return linked(figures_href(point.period, series.item.ref), point.period.label)


def _figures(point: Point) -> tuple[str, ...]:
    if point.figures is None:
        return (NOT_ASKED, *[shown.NONE] * (len(FIGURES) - 1))
    told = shown.facts(point.figures)
    return tuple(told[name] for name in FIGURES)


def _broke(point: Point) -> str:
    return "; ".join(broke(each) for each in point.breaks)


def _now(series: Series, whole: Cumulative | None) -> tuple[str, ...]:
    point = series.asked[-1]
    return (
        point.period.label,
        *_figures(point),
        *shown.moved(point.moved),
        over_all(whole),
    )
