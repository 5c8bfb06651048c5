from sqlmodel import Session

from analysis.periods import month_label
from questionnaires.expand import Theme
from survey.models import ThemeKind
from survey.queries.plan_in_force import AimInForce, open_aims_in_force, themes_in_force


def asked_themes(session: Session, month: str) -> tuple[Theme, ...]:
    """The governance themes of `month`, each with what was promised; exempt aims are left out."""
    promised: dict[str, list[str]] = {}
    for aim in open_aims_in_force(session, month):
        promised.setdefault(aim.theme_ref, []).append(promise(aim))
    return tuple(
        Theme(theme.ref, theme.name, tuple(promised.get(theme.ref, ())))
        for theme in themes_in_force(session, month, ThemeKind.GOVERNANCE)
    )


def promise(aim: AimInForce) -> str:
    """'Tackling defensiveness: Workforce plan with a culture dashboard (September 2018)'."""
    words = f"{aim.aim}: {aim.output}" if aim.output else aim.aim
    return f"{words} ({month_label(aim.due)})" if aim.due else words
