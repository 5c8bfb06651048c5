from flask.typing import ResponseReturnValue

from analysis import wording
from analysis.trends import summing
from analysis.trends.series import Series
from analysis.vega.frame import Row
from analysis.vega.heat import Cell, heat
from survey.analyse.trends import drawing, shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.constant import constant
from survey.analyse.trends.history import History, figures_href, history, is_simulated
from survey.analyse.trends.look import SHOWN, Look, look, theme_href
from survey.analyse.trends.paper import Chart, Paper, Section, answered, linked, table

NOTE = (
    "Darker is higher. A thick edge tells where a series begins anew. Each cell leads to its "
    "figures."
)


@trends.get("/")
def overview() -> ResponseReturnValue:
    """All themes on each measure: a line each, and the heatmap of theme by period."""
    asked = look("trends.overview")
    found = history(asked.kind)
    return answered(
        Paper(
            "Trends",
            "",
            found.lead,
            (("Periods", asked.kinds()), ("Figure", asked.figures())),
            tuple(section(found, measure, asked) for measure in found.measures),
            is_simulated(),
        ),
        asked,
    )


def section(found: History, measure: str, asked: Look) -> Section:
    rows = [(ref, each) for ref in found.themes if (each := found.of(ref, measure)) is not None]
    return Section(
        wording.capitalised(measure), (), (lines(found, rows, asked), cells(found, rows, asked))
    )


def lines(found: History, rows: list[tuple[str, Series]], asked: Look) -> Chart:
    measure = rows[0][1].item.measure
    named = [(found.name(ref), each) for ref, each in rows]
    spoken = [(found.spoken(ref), each) for ref, each in rows]
    return Chart(
        f"lines-{measure}",
        summing.since(spoken, measure),
        drawing.drawn(found, named, asked.show),
        f"{SHOWN[asked.show]} of {measure} by {asked.unit}, a line for each theme",
        drawing.latest(
            f"{wording.capitalised(measure)} by theme, as it stands",
            [(theme_href(ref, asked), found.name(ref), each) for ref, each in rows],
            constant(each for _, each in rows),
        ),
    )


def cells(found: History, rows: list[tuple[str, Series]], asked: Look) -> Chart:
    measure = rows[0][1].item.measure
    drawn = [(Row(found.name(ref)), cells_of(each, asked)) for ref, each in rows]
    caption = f"{SHOWN[asked.show]} of {measure} by theme and {asked.unit} (people who scored)"
    return Chart(
        f"heat-{measure}",
        summing.ends([(found.spoken(ref), each) for ref, each in rows], measure),
        heat(drawn, found.columns, simulated=is_simulated()),
        f"{SHOWN[asked.show]} of {measure}: a cell for each theme and {asked.unit}",
        table(
            caption,
            ("Theme", *(period.label for period in found.periods)),
            ((found.name(ref), *told_of(each, asked)) for ref, each in rows),
        ),
        NOTE,
    )


def cells_of(series: Series, asked: Look) -> list[Cell]:
    return [cell(series, place, asked) for place in range(len(series.points))]


def told_of(series: Series, asked: Look) -> list[str]:
    return [told(series, place, asked) for place in range(len(series.points))]


def cell(series: Series, place: int, asked: Look) -> Cell:
    point = series.points[place]
    if point.figures is None:
        return Cell(None, "", bool(point.breaks), {"Scored": drawing.NOT_ASKED})
    value, (low, high) = drawing.figure(point.figures, asked.show), drawing.LIMITS[asked.show]
    share = None if value is None else (float(value) - low) / (high - low)
    facts = shown.facts(point.figures)
    href = figures_href(point.period, series.item.ref)
    return Cell(
        share, drawing.written(value, asked.show), bool(point.breaks and place), facts, href
    )


def told(series: Series, place: int, asked: Look) -> str:
    """A cell of the table: the figure with its base, as a link."""
    point = series.points[place]
    if point.figures is None:
        return drawing.NOT_ASKED
    written = shown.facts(point.figures)[SHOWN[asked.show]]
    href = figures_href(point.period, series.item.ref)
    return linked(href, f"{written} ({shown.base(point.figures)})")
