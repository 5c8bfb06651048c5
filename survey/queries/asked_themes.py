from sqlmodel import Session

from analysis.periods import month_label
from questionnaires.expand import Aim, Theme
from survey.models import ThemeKind
from survey.queries.plan_in_force import (
    AimInForce,
    ThemeInForce,
    open_aims_in_force,
    themes_in_force,
)


def asked_themes(session: Session, month: str) -> tuple[Theme, ...]:
    """The governance themes of `month`, each with what was promised; exempt aims are left out."""
    aims: dict[str, list[AimInForce]] = {}
    for aim in open_aims_in_force(session, month):
        aims.setdefault(aim.theme_ref, []).append(aim)
    return tuple(
        asked_theme(theme, aims.get(theme.ref, []))
        for theme in themes_in_force(session, month, ThemeKind.GOVERNANCE)
    )


def asked_theme(theme: ThemeInForce, aims: list[AimInForce]) -> Theme:
    return Theme(
        ref=theme.ref,
        name=theme.name,
        promises=tuple(map(promise, aims)),
        aims=tuple(Aim(aim.ref, aim.aim) for aim in aims),
    )


def promise(aim: AimInForce) -> str:
    """'Tackling defensiveness: Workforce plan with a culture dashboard (September 2018)'."""
    words = f"{aim.aim}: {aim.output}" if aim.output else aim.aim
    return f"{words} ({month_label(aim.due)})" if aim.due else words
