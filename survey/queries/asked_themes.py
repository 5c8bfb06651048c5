from sqlmodel import Session

from analysis.periods import month_label
from questionnaires.expand import Theme
from survey.models import Aim, ThemeKind
from survey.queries.plan import open_aims, themes


def asked_themes(session: Session) -> tuple[Theme, ...]:
    """The governance themes, each with what was promised about it; exempt aims are left out."""
    promised: dict[int, list[str]] = {}
    for aim in open_aims(session):
        promised.setdefault(aim.theme_id, []).append(promise(aim))
    return tuple(
        Theme(theme.ref, theme.name, tuple(promised.get(theme.id or 0, ())))
        for theme in themes(session, ThemeKind.GOVERNANCE)
    )


def promise(aim: Aim) -> str:
    """'Tackling defensiveness: Workforce plan with a culture dashboard (September 2018)'."""
    words = f"{aim.aim}: {aim.output}" if aim.output else aim.aim
    return f"{words} ({month_label(aim.due)})" if aim.due else words
