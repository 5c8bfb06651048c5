"""The plan as its keeper sees it in a month: exempt aims too, with dates and ratings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey.models import Aim, AimRag, LineageLevel, Rag, Theme
from survey.queries.lineage import Descent, descent
from survey.queries.plan_in_force import ThemeInForce, themes_in_force


@dataclass(frozen=True, slots=True)
class KeptAim:
    """An aim with its rating of the month; `rated_in` is the month in which it was given.

    `overdue` says that its due month is past and it is not green.
    """

    aim: Aim
    name: str
    rag: Rag | None
    rated_in: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class KeptTheme:
    theme: ThemeInForce
    aims: tuple[KeptAim, ...]


def kept_plan(session: Session, month: str) -> list[KeptTheme]:
    """The themes of `month`, each with all of its aims."""
    ratings = ratings_of(session, month)
    of_themes, of_aims = descent(session, LineageLevel.THEME), descent(session, LineageLevel.AIM)
    filed: dict[str, list[KeptAim]] = {}
    query = (
        select(Aim, Theme.ref)
        .join(Theme, col(Theme.id) == Aim.theme_id)
        .order_by(col(Aim.position), col(Aim.id))
    )
    for aim, theme_ref in session.exec(query):
        if of_aims.in_force(month, aim.ref):
            kept = kept_aim(aim, ratings, month, of_aims)
            filed.setdefault(of_themes.place_in(month, theme_ref), []).append(kept)
    return [
        KeptTheme(theme, tuple(filed.get(theme.ref, ())))
        for theme in themes_in_force(session, month)
    ]


def kept_aim(aim: Aim, ratings: Mapping[int, AimRag], month: str, lineage: Descent) -> KeptAim:
    rating = ratings.get(aim.id or 0)
    rag = rating.rag if rating else None
    return KeptAim(
        aim=aim,
        name=lineage.name_in(month, aim.ref, aim.aim),
        rag=rag,
        rated_in=rating.month if rating else "",
        overdue=bool(aim.due) and aim.due < month and rag is not Rag.GREEN,
    )


def ratings_of(session: Session, month: str) -> dict[int, AimRag]:
    """The rating in force in `month`, by the aim's id."""
    query = select(AimRag).where(AimRag.month <= month).order_by(col(AimRag.month))
    return {rating.aim_id: rating for rating in session.exec(query)}


def all_illustrative(kept: Iterable[KeptTheme]) -> bool:
    """Whether no rating among them is the Council's own."""
    rated = [each.aim for entry in kept for each in entry.aims if each.rag]
    return bool(rated) and all("rag" in aim.illustrative.split() for aim in rated)
