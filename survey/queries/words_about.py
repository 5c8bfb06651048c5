"""Which words are about a theme: those on itself, and those on its aims."""

from sqlmodel import Session, col, select

from survey.models import Aim, Theme


def items_about(session: Session, ref: str) -> frozenset[str]:
    """The ref of the theme and those of its aims, as they are filed now."""
    aims = select(Aim.ref).join(Theme, col(Theme.id) == Aim.theme_id).where(Theme.ref == ref)
    return frozenset({ref, *session.exec(aims)})
