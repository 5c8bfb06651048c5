"""Figures invented for tests, as a quarter would publish them."""

from dataclasses import replace

from analysis import derived
from analysis.figures import (
    Bands,
    BlockFigures,
    Change,
    Ends,
    Figures,
    NoViewShare,
    Shown,
    ShownGap,
)
from analysis.periods import parse_period
from analysis.ratings import shown as beside_rating
from analysis.reading import Reading
from analysis.scale import FIVE_POINTS
from analysis.summary import BlockResponse, ItemSummary, Response, Summary

THEMES = {
    "1": "Political leadership",
    "2": "A modern and progressive organisational culture",
    "3": "Managerial leadership",
    "4": "Strategic planning, financial and performance management",
    "5": "Key corporate policies",
    "6": "City partnerships",
    "7": "Communications and transparency",
}
MEASURES = {"progress": "Progress", "maturity": "Maturity"}


def hidden(eligible: int | None = 4) -> Figures:
    return Figures(eligible, None, True, None, None, None, None, None, None)  # noqa: FBT003


def few(n: int = 7, eligible: int = 13, median: float = 3) -> Figures:
    """Below ten: a median and a coarse mean."""
    return Figures(
        eligible,
        n,
        hidden=False,
        bands=None,
        median=Shown(median),
        mean=Shown(median),
        net=None,
        agreement=None,
        no_view=None,
    )


def many(
    low: int, middle: int, high: int, *, mean: float = 3.1, median: float = 3, n: int = 26,
    eligible: int | None = 29, no_view: NoViewShare | None = None,
) -> Figures:  # fmt: skip
    figures = Figures(
        eligible,
        n,
        hidden=False,
        bands=Bands(low, middle, high),
        median=Shown(median),
        mean=Shown(mean),
        net=high - low,
        agreement="some agreement",
        no_view=no_view or NoViewShare(12, 4, 8, flagged=False),
    )
    whole = n if eligible is None else eligible
    silent = 100 * (whole - n)
    return replace(
        figures,
        mean_bounds=derived.mean_bounds(figures, FIVE_POINTS),
        # These shares are invented and need not be those of any count.
        favourable_bounds=Ends(*(share // whole for share in (high * n, high * n + silent))),
    )


def without_bounds(figures: Figures) -> Figures:
    """As editions showed figures before there were bounds."""
    return replace(figures, mean_bounds=None, favourable_bounds=None)


def item(
    theme: str, measure: str, overall: Figures, *blocks: Figures, change: Change | None = None
) -> ItemSummary:
    names = (("executive", "Executive"), ("independent", "Independent"))
    return ItemSummary(
        theme,
        measure,
        overall,
        tuple(BlockFigures(*name, each) for name, each in zip(names, blocks, strict=False)),
        change,
    )


RESPONSE = Response(
    29,
    26,
    0.9,
    (
        BlockResponse("executive", "Executive", 16, 15, 0.94),
        BlockResponse("independent", "Independent", 13, 11, 0.85),
    ),
)


def summary(
    *items: ItemSummary, period: str = "2018-19-q2", against: str | None = "2018-19-q1"
) -> Summary:
    return Summary(
        parse_period(period),
        parse_period(against) if against else None,
        "A person's score for a quarter is the latest one that they gave in it.",
        RESPONSE,
        items,
    )


def quarter(
    shift: int = 0, period: str = "2018-19-q2", against: str | None = "2018-19-q1"
) -> Summary:
    """Seven themes on both measures with every kind of figure there is."""
    verdicts = ("improved", "no reliable change", "declined", "too few changes to call")
    items = []
    for place, theme in enumerate(THEMES):
        for offset, measure in enumerate(MEASURES):
            low = 12 + 6 * ((place + offset + shift) % 5)
            high = 44 - 5 * ((place + 2 * offset) % 6)
            mean = round(3 + (high - low) / 60, 1)
            overall = many(low, 100 - low - high, high, mean=mean, median=round(mean * 2) / 2)
            executive = many(
                low - 8, 100 - low - high - 4, high + 12, mean=mean + 0.3, n=14, eligible=16
            )
            verdict = verdicts[(place + offset) % 4]
            points = {"improved": 0.4, "declined": -0.3}.get(verdict, 0.1 * offset)
            change = Change(24, points, verdict) if against else None
            made = item(theme, measure, overall, executive, few(), change=change)
            gap = ShownGap("a large difference" if place % 3 == 0 else "no large difference")
            rag = beside_rating({"amber": 1}, overall) if measure == "progress" else None
            items.append(replace(made, gap=gap, rag=rag))
    items[-1] = item("7", "maturity", few(8, 29), hidden(16), hidden(13))
    return summary(*items, period=period, against=against)


def reading(
    shown: Summary | None = None, *, simulated: bool = False, earlier: tuple[Summary, ...] = ()
) -> Reading:
    return Reading(shown or quarter(), THEMES, MEASURES, simulated, earlier)
