from collections.abc import Iterator
from dataclasses import replace

from flask.typing import ResponseReturnValue

from analysis.trends import yearly
from analysis.trends.series import Series
from analysis.trends.yearly import Reported, Yearly
from analysis.vega.frame import Row
from analysis.vega.tracks import Dot, Track, tracks
from survey.analyse.trends import drawing, shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.history import History, figures_href, history, is_simulated
from survey.analyse.trends.look import Look
from survey.analyse.trends.paper import Chart, Paper, Section, answered, linked, table
from survey.extensions import db
from survey.models import Indicator
from survey.queries.plan import open_indicators

CRITERION = "vision-and-culture"
MISSING = "missing"
NOTE = (
    "A column has the figures of the calendar year and those of the financial year that begins in "
    "it; each says its own period. No missing year is filled in."
)


@trends.get("/culture")
def culture() -> ResponseReturnValue:
    """The measures of staff, members and stakeholders by year, beside the take."""
    asked = Look("trends.culture", "year", "mean", {})
    found = history("year")
    measures = yearly.yearly(map(reported, open_indicators(db.session)))
    return answered(
        Paper(
            "Culture by year",
            "Trends",
            (yearly.standing(measures, simulated=is_simulated()), *yearly.by_whom(measures)),
            (),
            (Section("", (), (chart(found, measures),)),),
            is_simulated(),
        ),
        asked,
    )


def reported(figure: Indicator) -> Reported:
    return Reported(
        ref=figure.ref,
        kind=figure.kind,
        measure=figure.measure,
        unit=figure.unit,
        theme=figure.theme_ref,
        period=figure.period,
        value=figure.value,
        target=figure.target,
        source=figure.source,
        note=figure.note,
        simulated=figure.simulated,
    )


def chart(found: History, measures: tuple[Yearly, ...]) -> Chart:
    takes = list(beside(found, measures))
    known = [int(period.months[0][:4]) for period in found.periods] if takes else []
    years = yearly.years(measures, known)
    drawn = [track(each, years) for each in measures]
    drawn += [take_track(found, each, years) for each in takes]
    headers = ("Whose", "Measure", *map(str, years), "Source", "Fact or simulated")
    rows = [row(each, years) for each in measures]
    rows += [take_row(found, each, years) for each in takes]
    return Chart(
        "culture",
        yearly.told(measures),
        tracks(drawn, [str(year) for year in years], simulated=is_simulated()),
        "A line for each measure of culture and for the take's mean, year by year",
        table("Measures of culture by year, beside the take", headers, rows),
        NOTE,
    )


def beside(found: History, measures: tuple[Yearly, ...]) -> Iterator[Series]:
    """The take's series of the themes that the measures name, those of culture first.

    Where they name none, of the themes that answer for culture.
    """
    first = sorted(measures, key=lambda each: each.latest.kind != "culture")
    named = dict.fromkeys(each.latest.theme for each in first)
    plan = found.plan.themes
    refs = [ref for ref in named if ref in found.themes] or [
        ref for ref in found.themes if ref in plan and plan[ref].lga_criterion == CRITERION
    ]
    for ref in refs:
        for measure in found.measures:
            if (each := found.of(ref, measure)) is not None:
                yield each


def track(each: Yearly, years: tuple[int, ...]) -> Track:
    """A percentage runs from 0 to 100, anything else between its own ends."""
    dots, part = [], 0
    for place, year in enumerate(years):
        numbers = [one for one in each.figures.get(year, ()) if one.number is not None]
        if not numbers:
            part += 1
            continue
        last = numbers[-1]
        dots.append(Dot(place, last.number or 0.0, part, last.value, {"Value": value(last)}))
    numbers_ = [dot.value for dot in dots] or [0.0]
    low, high = (0.0, 100.0) if each.latest.unit == "%" else (min(numbers_), max(numbers_))
    return Track(Row(name(each), each.who), low, high, tuple(dots), {})


def take_track(found: History, each: Series, years: tuple[int, ...]) -> Track:
    made = drawing.track(take_name(found, each), each, "mean")
    shift = int(each.points[0].period.months[0][:4]) - years[0]
    dots = tuple(replace(dot, place=dot.place + shift) for dot in made.dots)
    breaks = {place + shift: word for place, word in made.breaks.items()}
    row = Row(made.row.label, "mean")
    return Track(row, made.low, made.high, dots, breaks)


def row(each: Yearly, years: tuple[int, ...]) -> list[str]:
    every = [one for of_year in each.figures.values() for one in of_year]
    sources = dict.fromkeys(one.source for one in every if one.source)
    kinds = {one.simulated for one in every if one.value}
    fact = {frozenset({True}): "Simulated", frozenset({False}): "Fact, as printed"}
    return [
        each.who,
        name(each),
        *("; ".join(map(value, each.figures.get(year, ()))) or MISSING for year in years),
        "; ".join(sources) or shown.NONE,
        fact.get(frozenset(kinds), "Some simulated" if kinds else "Not supplied"),
    ]


def take_row(found: History, each: Series, years: tuple[int, ...]) -> list[str]:
    of_year = {int(point.period.months[0][:4]): point for point in each.points}
    cells = []
    for year in years:
        point = of_year.get(year)
        if point is None or point.figures is None:
            cells.append(MISSING)
            continue
        told = f"{point.period.ref}: median {shown.median(point.figures.median)}, mean "
        told += f"{shown.decimal(point.figures.mean)} ({shown.base(point.figures)})"
        cells.append(linked(figures_href(point.period, each.item.ref), told))
    fact = "Simulated" if is_simulated() else "Fact: the panel's own answers"
    return ["The panel", take_name(found, each), *cells, "The take, closed rounds", fact]


def name(each: Yearly) -> str:
    unit = f" ({each.latest.unit})" if each.latest.unit else ""
    return f"{each.latest.measure}{unit}"


def take_name(found: History, each: Series) -> str:
    return f"Take: {each.item.measure} on {found.name(each.item.ref)}"


def value(one: Reported) -> str:
    """'21.6% (2016, target 30)', 'not supplied (2018-19-q2)'."""
    unit = one.unit if one.unit == "%" else f" {one.unit}" if one.unit else ""
    printed = f"{one.value}{unit}" if one.value else "not supplied"
    more = [one.period, *([f"target {one.target}"] if one.target else [])]
    more += [one.note] if one.note else []
    more += ["simulated"] if one.simulated else []
    return f"{printed} ({', '.join(more)})"
