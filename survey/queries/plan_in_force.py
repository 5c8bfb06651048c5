"""The plan as it stands in a month: its themes and aims under the names of then."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey.models import Aim, LineageLevel, Theme, ThemeKind
from survey.queries.lineage import Descent, descent


@dataclass(frozen=True, slots=True)
class ThemeInForce:
    id: int
    ref: str
    name: str
    kind: ThemeKind


@dataclass(frozen=True, slots=True)
class AimInForce:
    """An aim of the theme `theme_ref`; `due` is a month or empty.

    `illustrative` says that its rating is nobody's judgement.
    """

    id: int
    ref: str
    theme_ref: str
    aim: str
    output: str
    due: str
    illustrative: bool


def themes_in_force(
    session: Session, month: str, kind: ThemeKind | None = None
) -> list[ThemeInForce]:
    """The themes of `month` ('2018-07') in the plan's order, of one kind or of both."""
    lineage = descent(session, LineageLevel.THEME)
    query = select(Theme).order_by(col(Theme.position), col(Theme.id))
    return [
        ThemeInForce(
            theme.id or 0, theme.ref, lineage.name_in(month, theme.ref, theme.name), theme.kind
        )
        for theme in session.exec(query if kind is None else query.where(Theme.kind == kind))
        if lineage.in_force(month, theme.ref)
    ]


def open_aims_in_force(session: Session, month: str) -> list[AimInForce]:
    """The aims of `month` but the exempt ones, in the plan's order, under its themes of then."""
    of_themes = descent(session, LineageLevel.THEME)
    of_aims = descent(session, LineageLevel.AIM)
    query = (
        select(Aim, Theme.ref)
        .join(Theme, col(Theme.id) == Aim.theme_id)
        .where(col(Aim.exempt).is_(False))
        .order_by(col(Aim.position), col(Aim.id))
    )
    return [
        in_force(aim, of_themes.place_in(month, theme_ref), month, of_aims)
        for aim, theme_ref in session.exec(query)
        if of_aims.in_force(month, aim.ref)
    ]


def in_force(aim: Aim, theme_ref: str, month: str, lineage: Descent) -> AimInForce:
    return AimInForce(
        id=aim.id or 0,
        ref=aim.ref,
        theme_ref=theme_ref,
        aim=lineage.name_in(month, aim.ref, aim.aim),
        output=aim.output,
        due=aim.due,
        illustrative="rag" in aim.illustrative.split(),
    )
