"""The panel's band beside the official rating, drawn and in a table."""

from analysis.trends import summing, telling
from analysis.trends.series import Series
from analysis.trends.standing import Standing, standings
from analysis.vega.bands import Pair, bands
from analysis.vega.frame import Row
from survey.analyse.trends import shown
from survey.analyse.trends.history import History, figures_href, is_simulated, ratings_of
from survey.analyse.trends.paper import Chart, linked, table

HEADERS = (
    "Period", "Official rating", "Ratings of the aims", "The panel's band", "Gap in steps",
    "Strength", "Index", "Lasted",
)  # fmt: skip
NOTE = (
    "Above, the official rating that most of the aims have; beneath, the band that the panel's "
    "median for progress falls in. R red, A amber, G green, M mixed."
)
COLOURS = ("green", "amber", "red")


def stood(found: History, rows: list[tuple[str, Series]], *, named: bool = True) -> Chart:
    """How each theme stood in every period, the newest first in the table; `named` says which."""
    every = [(ref, standings_of(found, ref, each)) for ref, each in rows]
    drawn = [
        (Row(found.name(ref), briefly(each[-1])), pairs(each, series))
        for (ref, each), (_, series) in zip(every, rows, strict=True)
    ]
    cells = [
        ((found.name(ref), *told(one, ref)) if named else told(one, ref))
        for ref, each in every
        for one in reversed(each)
    ]
    ref, first = every[0]
    sentence = telling.stood(first, found.spoken(ref))
    if named:
        sentence = summing.apart([each[-1] for _, each in every])
    headers = ("Theme", *HEADERS) if named else HEADERS
    return Chart(
        "official",
        sentence,
        bands(drawn, found.columns, simulated=is_simulated()),
        "Official rating above, the panel's band beneath, for each period",
        table("The panel beside the official rating", headers, cells),
        NOTE,
    )


def standings_of(found: History, ref: str, progress: Series) -> tuple[Standing, ...]:
    return standings(progress, ratings_of(found, ref))


def briefly(now: Standing) -> str:
    """'3 below', for beside a row."""
    if not now.gap:
        return ""
    return f"{'below' if now.gap < 0 else 'above'}, {now.lasted} in a row"


def pairs(each: tuple[Standing, ...], series: Series) -> list[Pair]:
    return [
        pair(one, series.item.ref, broken=bool(place and point.breaks))
        for place, (one, point) in enumerate(zip(each, series.points, strict=True))
    ]


def pair(one: Standing, ref: str, *, broken: bool) -> Pair:
    seen = one.perception
    facts = {
        "Official": one.official or shown.NONE,
        "Panel": seen.panel_band if seen else shown.NONE,
        "Gap": shown.signed(one.gap, 0),
        "Lasted": lasted(one),
    }
    panel = seen.panel_band if seen else None
    return Pair(one.official, panel, broken, facts, figures_href(one.period, ref))


def told(one: Standing, ref: str) -> tuple[str, ...]:
    seen = one.perception
    return (
        linked(figures_href(one.period, ref), one.period.label),
        one.official or "not rated",
        ", ".join(f"{n} {rag}" for rag in COLOURS if (n := one.ratings.get(rag, 0))) or shown.NONE,
        seen.panel_band if seen else shown.NONE,
        shown.signed(one.gap, 0),
        (seen.strength if seen else None) or shown.NONE,
        shown.signed(seen.index if seen else None, 0),
        lasted(one),
    )


def lasted(one: Standing) -> str:
    if not one.lasted:
        return shown.NONE
    unit = telling.UNITS[one.period.kind]
    return f"{one.lasted} {unit[one.lasted > 1]}"
