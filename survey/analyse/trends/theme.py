from collections.abc import Iterator

from flask.typing import ResponseReturnValue

from analysis import wording
from analysis.trends import summing, telling
from analysis.trends.series import Series
from survey.analyse.trends import drawing, shown
from survey.analyse.trends.blueprint import trends
from survey.analyse.trends.constant import constant
from survey.analyse.trends.history import History, history, is_simulated, theme_of
from survey.analyse.trends.look import SHOWN, Look, look
from survey.analyse.trends.own import own
from survey.analyse.trends.paper import Chart, Paper, Section, answered, table
from survey.analyse.trends.standings import stood


@trends.get("/<theme>")
def theme(theme: str) -> ResponseReturnValue:
    """One theme: every measure and aim, what lasted, its official rating, its leads."""
    asked = look("trends.theme", theme=theme)
    found = history(asked.kind)
    ref = theme_of(found, theme)
    return answered(
        Paper(
            found.name(ref),
            "Trends",
            found.lead,
            (("Periods", asked.kinds()), ("Figure", asked.figures())),
            tuple(sections(found, ref, asked)),
            is_simulated(),
        ),
        asked,
    )


def sections(found: History, ref: str, asked: Look) -> Iterator[Section]:
    for measure in found.measures:
        each = found.of(ref, measure)
        if each is not None:
            yield over_time(found, ref, each, asked)
    yield lasting(found, ref)
    if (progress := found.of(ref, "progress")) is not None:
        yield Section(
            "Beside the official rating", (), (stood(found, [(ref, progress)], named=False),)
        )
    yield own(found, ref)


def over_time(found: History, ref: str, series: Series, asked: Look) -> Section:
    """The theme on one measure, and its aims."""
    measure = series.item.measure
    charts = [lines(found, f"lines-{measure}", [(found.name(ref), series)], asked)]
    aims = [(found.name(aim), each) for aim in found.aims(ref) if (each := found.of(aim, measure))]
    if aims:
        charts.append(lines(found, f"aims-{measure}", aims, asked))
    return Section(wording.capitalised(measure), telling.breaks(series), tuple(charts))


def lines(found: History, id: str, rows: list[tuple[str, Series]], asked: Look) -> Chart:  # noqa: A002 - the macro's word
    series = rows[0][1]
    measure = series.item.measure
    one = len(rows) == 1 and id.startswith("lines")
    return Chart(
        id,
        telling.latest(series, measure) if one else summing.since(rows, f"{measure} by aim"),
        drawing.drawn(found, rows, asked.show),
        f"{SHOWN[asked.show]} of {measure} by {asked.unit}",
        drawing.by_period(f"{wording.capitalised(measure)} by {asked.unit}", rows),
    )


def lasting(found: History, ref: str) -> Section:
    """What those did who were present throughout."""
    every = [each for measure in found.measures if (each := found.of(ref, measure))]
    every += [
        each
        for aim in found.aims(ref)
        for measure in found.measures
        if (each := found.of(aim, measure))
    ]
    whole = constant(every)
    kind = found.periods[-1].kind
    rows = []
    for each in every:
        change = whole.get(each.item)
        if change is None:
            continue
        verdict, mean, ways = shown.moved(change.moved)
        name = "" if each.item.ref == ref else f", {found.name(each.item.ref)}"
        rows.append(
            (
                f"{wording.capitalised(each.item.measure)}{name}",
                f"{change.first.label} to {change.last.label}",
                str(change.periods),
                mean,
                ways,
                verdict,
            )
        )
    sentences = tuple(
        telling.throughout(whole.get(each.item), each.item.measure, kind)
        for each in every
        if each.item.ref == ref
    )
    headers = ("Of", "From first to last", "Periods", "Mean change", "People", "Verdict")
    caption = "Change of those who scored in every period since the last break"
    chart = Chart("throughout", caption, None, "", table(caption, headers, rows))
    return Section("Those present throughout", sentences, (chart,) if rows else ())
