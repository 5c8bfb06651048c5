"""The plan and the performance report as an edition shows them: nothing of an exempt aim."""

from collections import Counter
from typing import Any

from sqlmodel import Session

from analysis.periods import PeriodError, parse_period
from survey.models import AimRag, Indicator, Rag, ThemeKind
from survey.queries.plan import official_rag, open_indicators
from survey.queries.plan_in_force import (
    AimInForce,
    ThemeInForce,
    open_aims_in_force,
    themes_in_force,
)

SHOWN = (
    "ref", "measure", "unit", "period", "value", "target", "comparator", "rag", "source", "note",
    "simulated",
)  # fmt: skip


def reported_plan(session: Session, month: str) -> dict[str, Any]:
    """Themes with their aims, official RAG and indicators as they stood in `month`."""
    ratings = official_rag(session, month)
    reported = newest(open_indicators(session), month)
    aims = open_aims_in_force(session, month)
    known = themes_in_force(session, month)
    return {
        "rag_as_at": max((rating.month for rating in ratings.values()), default=None),
        "themes": [
            reported_theme(
                theme,
                [aim for aim in aims if aim.theme_ref == theme.ref],
                ratings,
                [figure for figure in reported if figure.theme_ref == theme.ref],
            )
            for theme in known
            if is_open(theme, aims)
        ],
        "indicators": [
            as_printed(figure)
            for figure in reported
            if figure.theme_ref not in {theme.ref for theme in known}
        ],
    }


def is_open(theme: ThemeInForce, aims: list[AimInForce]) -> bool:
    """Whether the theme may be named: a service block is no more than its aims."""
    return theme.kind is ThemeKind.GOVERNANCE or any(aim.theme_ref == theme.ref for aim in aims)


def reported_theme(
    theme: ThemeInForce,
    aims: list[AimInForce],
    ratings: dict[int, AimRag],
    figures: list[Indicator],
) -> dict[str, Any]:
    rated = [ratings[aim.id].rag for aim in aims if aim.id in ratings]
    counted = Counter(rated)
    return {
        "ref": theme.ref,
        "name": theme.name,
        "kind": theme.kind.value,
        "rag": {colour.value: counted[colour] for colour in Rag},
        "aims": [reported_aim(aim, ratings) for aim in aims],
        "indicators": [as_printed(figure) for figure in figures],
    }


def reported_aim(aim: AimInForce, ratings: dict[int, AimRag]) -> dict[str, Any]:
    rating = ratings.get(aim.id)
    return {
        "ref": aim.ref,
        "aim": aim.aim,
        "rag": rating.rag.value if rating else None,
        "illustrative": aim.illustrative,
    }


def as_printed(figure: Indicator) -> dict[str, Any]:
    return figure.model_dump(include=set(SHOWN))


def newest(figures: list[Indicator], month: str) -> list[Indicator]:
    """Of each indicator the figure of its latest period that had begun by `month`."""
    begun = [figure for figure in figures if first_month(figure.period) <= month]
    latest: dict[str, Indicator] = {}
    for figure in sorted(begun, key=lambda each: first_month(each.period)):
        latest[figure.ref] = figure
    return sorted(latest.values(), key=lambda each: each.id or 0)


def first_month(period: str) -> str:
    """The month in which an indicator's period begins; '2016' is a calendar year."""
    if len(period) == len("2016") and period.isdecimal():
        return f"{period}-01"
    try:
        return parse_period(period).months[0]
    except PeriodError:
        return period
