from flask.typing import ResponseReturnValue

from analysis import wording
from analysis.cube import Cube
from analysis.modes import FORM, INTERVIEW, ModeCheck, mode_check
from analysis.tally import Item, Tally
from analysis.vega.frame import Row
from analysis.vega.spread import spread
from survey.analyse.trends import shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.choosing import asked_period, periods
from survey.analyse.trends.history import History, figures_href, is_simulated, snapshot
from survey.analyse.trends.look import look
from survey.analyse.trends.paper import Chart, Paper, Section, answered, linked, table
from survey.extensions import db
from survey.queries.scored import scored
from survey.queries.tallies import tally

HEADERS = ("Theme", "By form", "By interview", "Cliff's delta", "p", "What it says")
NOTE = (
    "On paper it is the form; by telephone somebody asks, as in an interview. Every other figure "
    "pools the two. p: how often the means would lie as far apart, were the scores dealt to the "
    "two by chance; not sampling error."
)


@trends.get("/modes")
def modes() -> ResponseReturnValue:
    """Form against interview in one period, the latest unless another is asked for."""
    asked = look("trends.modes", period=asked_period())
    found = snapshot(asked.kind, asked_period())
    cube = next(iter(found.cubes), None)
    return answered(
        Paper(
            "Form and interview",
            "Trends",
            found.lead,
            (("Periods", asked.kinds()), ("In", periods(found, asked))),
            tuple(sections(found, cube)) if cube else (),
            is_simulated(),
        ),
        asked,
    )


def sections(found: History, cube: Cube) -> list[Section]:
    whole = tally(db.session, cube.period, scored(db.session, cube.period.months))
    checks = {(each.item, each.measure): each for each in mode_check(whole, cube.scale)}
    return [
        Section(wording.capitalised(measure), (), (compared(found, cube, whole, rows),))
        for measure in found.measures
        if (rows := [checks[ref, measure] for ref in found.themes if (ref, measure) in checks])
    ]


def compared(found: History, cube: Cube, whole: Tally, checks: list[ModeCheck]) -> Chart:
    measure = checks[0].measure
    rows = [
        (Row(f"{found.name(each.item)}, {name}", f"n {sum(counts)}"), counts)
        for each in checks
        for name, modes in (("form", FORM), ("interview", INTERVIEW))
        for counts in [counts_of(whole.by_mode(modes), Item(each.item, measure), cube)]
    ]
    return Chart(
        f"modes-{measure}",
        sentence(found, checks),
        spread(rows, cube.scale, simulated=is_simulated()),
        f"How {measure} is scored by form and by interview, theme by theme",
        table(
            f"{wording.capitalised(measure)} by form and by interview, {cube.period.label}",
            HEADERS,
            (told(found, each, cube) for each in checks),
        ),
        NOTE,
    )


def sentence(found: History, checks: list[ModeCheck]) -> str:
    """On which themes the two differ by much."""
    judged = [each for each in checks if each.gap is not None]
    large = [found.spoken(each.item) for each in judged if each.gap and each.gap.large]
    if not judged:
        return "Too few people scored by form or by interview to compare the two on any theme."
    if not large:
        one = len(judged) == 1
        many = "the one theme" if one else f"any of the {wording.in_words(len(judged))} themes"
        return f"Form and interview show no large difference on {many} compared."
    return f"Form and interview differ by much on {wording.named(large)}."


def told(found: History, each: ModeCheck, cube: Cube) -> tuple[str, ...]:
    gap = each.gap
    return (
        linked(figures_href(cube.period, each.item), found.name(each.item)),
        str(each.form),
        str(each.interview),
        shown.signed(gap.delta if gap else None),
        shown.chance(gap.p if gap else None),
        each.sentence,
    )


def counts_of(part: Tally, item: Item, cube: Cube) -> tuple[int, ...]:
    """Scores of `item` along the scale."""
    counts = [0] * cube.scale.points
    for said, people in part.said.items():
        if said.item == item and said.score is not None:
            counts[said.score - cube.scale.first] += people
    return tuple(counts)
