from flask.typing import ResponseReturnValue

from analysis import wording
from analysis.cube import Cube
from analysis.trends import summing
from analysis.trends.profiles import Beside, Profile
from analysis.trends.profiles import profiles as of_groups
from analysis.vega.frame import Row
from analysis.vega.groups import Line, Mark, groups
from survey.analyse.trends import shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.choosing import asked_period, periods
from survey.analyse.trends.history import History, figures_href, is_simulated, snapshot
from survey.analyse.trends.look import look
from survey.analyse.trends.paper import Chart, Paper, Section, answered, linked, table

RESPONSE = ("Group", "Published in", "Side", "Answered", "Asked", "Share")
HEADERS = ("Theme", "Group", "Scored", "Median", "Net", "Mean", "Mean less the panel's")


@trends.get("/groups")
def profiles() -> ResponseReturnValue:
    """Each group beside the whole panel in one period, the latest unless another is asked for."""
    asked = look("trends.profiles", period=asked_period())
    found = snapshot(asked.kind, asked_period())
    cube = next(iter(found.cubes), None)
    return answered(
        Paper(
            "Groups",
            "Trends",
            found.lead,
            (("Periods", asked.kinds()), ("In", periods(found, asked))),
            tuple(sections(found, cube)) if cube else (),
            is_simulated(),
        ),
        asked,
    )


def sections(found: History, cube: Cube) -> list[Section]:
    every = of_groups(cube)
    return [
        Section("", (), (response(every, cube),)),
        *(
            Section(wording.capitalised(measure), (), (beside(found, every, cube, measure),))
            for measure in found.measures
            if any(item.measure == measure for item in cube.items)
        ),
    ]


def response(every: tuple[Profile, ...], cube: Cube) -> Chart:
    asked, answered = sum(each.asked for each in every), sum(each.answered for each in every)
    rows = [
        (
            each.segment.name,
            each.segment.block_name,
            each.segment.side or shown.NONE,
            str(each.answered),
            str(each.asked),
            shown.share(each.rate),
        )
        for each in every
    ]
    caption = f"Who answered, {cube.period.label}"
    sentence = f"{answered} of {asked} people answered in {cube.period.label}."
    return Chart("response", sentence, None, "", table(caption, RESPONSE, rows))


def beside(found: History, every: tuple[Profile, ...], cube: Cube, measure: str) -> Chart:
    refs = [ref for ref in found.themes if (ref, measure) in cube.items]
    names = {ref: found.name(ref) for ref in refs}
    cells = {
        ref: [
            (profile, each)
            for profile in every
            for each in profile.items
            if each.item == (ref, measure)
        ]
        for ref in refs
    }
    caption = f"{wording.capitalised(measure)} by theme and group, {cube.period.label}"
    return Chart(
        f"groups-{measure}",
        summing.furthest(
            [only(each, measure) for each in every], {ref: found.spoken(ref) for ref in refs}
        ),
        groups(
            [line(names[ref], cells[ref]) for ref in refs],
            [each.segment.name for each in every],
            cube.scale,
            simulated=is_simulated(),
        ),
        f"Means of {measure}: a mark for each group, an upright line for the whole panel",
        table(
            caption,
            HEADERS,
            (row for ref in refs for row in told(cube, names[ref], ref, cells[ref])),
        ),
        "The upright line is the mean of the whole panel, the group itself among it.",
    )


def only(profile: Profile, measure: str) -> Profile:
    kept = tuple(each for each in profile.items if each.item.measure == measure)
    return Profile(profile.segment, profile.asked, profile.answered, kept)


def line(name: str, cells: list[tuple[Profile, Beside]]) -> Line:
    marks = tuple(
        Mark(profile.segment.name, float(each.group.mean), shown.facts(each.group))
        for profile, each in cells
        if each.group.mean is not None
    )
    whole = cells[0][1].everybody if cells else None
    mean = None if whole is None or whole.mean is None else float(whole.mean)
    base = "" if whole is None else shown.base(whole)
    return Line(Row(name, base), mean, marks)


def told(cube: Cube, name: str, ref: str, cells: list[tuple[Profile, Beside]]) -> list[list[str]]:
    """A row for everybody and one for each group."""
    first = linked(figures_href(cube.period, ref), name)
    rows = [[first, "Everybody", *figures(cells[0][1], whole=True)]] if cells else []
    return rows + [[first, profile.segment.name, *figures(each)] for profile, each in cells]


def figures(each: Beside, *, whole: bool = False) -> list[str]:
    found = each.everybody if whole else each.group
    return [
        shown.base(found),
        shown.median(found.median),
        shown.signed(found.net, 0),
        shown.decimal(found.mean),
        shown.NONE if whole else shown.signed(each.apart),
    ]
