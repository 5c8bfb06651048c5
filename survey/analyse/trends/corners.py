from flask.typing import ResponseReturnValue

from analysis import wording
from analysis.cube import Cube
from analysis.quadrant import CALLED, Placed, quadrant
from analysis.trends import summing
from analysis.vega.quadrant import Spot
from analysis.vega.quadrant import quadrant as drawn
from survey.analyse.trends import shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.choosing import asked_period, periods
from survey.analyse.trends.history import History, figures_href, is_simulated, snapshot
from survey.analyse.trends.look import Look, look, theme_href
from survey.analyse.trends.paper import Chart, Paper, Section, answered, linked, table

HEADERS = ("Theme", "Progress, median", "Scored", "Maturity, median", "Scored", "Where it stands")


@trends.get("/quadrant")
def corners() -> ResponseReturnValue:
    """Progress against maturity in one period, the latest unless another is asked for."""
    asked = look("trends.corners", period=asked_period())
    found = snapshot(asked.kind, asked_period())
    cube = next(iter(found.cubes), None)
    return answered(
        Paper(
            "Progress against maturity",
            "Trends",
            found.lead,
            (("Periods", asked.kinds()), ("In", periods(found, asked))),
            (section(found, cube, asked),) if cube else (),
            is_simulated(),
        ),
        asked,
    )


def section(found: History, cube: Cube, asked: Look) -> Section:
    placed = [each for each in quadrant(cube) if each.item in found.themes]
    called = [found.spoken(each.item) for each in placed if each.corner == CALLED]
    caption = f"Progress against maturity, {cube.period.label}"
    chart = Chart(
        "quadrant",
        summing.called(called) if placed else "No theme was scored on both measures.",
        drawn([spot(found, each, asked) for each in placed], simulated=is_simulated()),
        "A place for each theme: progress to the right, maturity upwards, both at the median",
        table(caption, HEADERS, (told(found, each, cube) for each in placed)),
        "Themes at the same place share a mark; their numbers are those of the plan.",
    )
    return Section("", (), (chart,))


def spot(found: History, each: Placed, asked: Look) -> Spot:
    called = each.corner == CALLED
    href = theme_href(each.item, asked)
    progress, maturity = float(each.progress), float(each.maturity)
    return Spot(each.item, found.name(each.item), progress, maturity, called, href)


def told(found: History, each: Placed, cube: Cube) -> tuple[str, ...]:
    name = found.name(each.item)
    return (
        linked(figures_href(cube.period, each.item), name),
        shown.median(each.progress),
        str(each.scored_progress),
        shown.median(each.maturity),
        str(each.scored_maturity),
        wording.capitalised(each.corner),
    )
