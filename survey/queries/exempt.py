"""What goes to Cabinet in private, so that no word about it is published."""

from sqlmodel import Session, col, select

from survey.models import Aim, LineageLevel, Theme
from survey.queries.lineage import descent, relatives


def exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the exempt aims, and of all that they came from and became.

    Nothing said about one is ever quoted or published.
    """
    refs = set(session.exec(select(Aim.ref).where(col(Aim.exempt))))
    return relatives(descent(session, LineageLevel.AIM), refs) if refs else frozenset()


def themes_with_exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the themes that hold an exempt aim, and of all that they came from and became.

    What was said about such a theme may be about that aim until an analyst has found otherwise.
    """
    query = select(Theme.ref).join(Aim, col(Aim.theme_id) == Theme.id).where(col(Aim.exempt))
    refs = set(session.exec(query))
    return relatives(descent(session, LineageLevel.THEME), refs) if refs else frozenset()


def exempt_places(session: Session) -> frozenset[tuple[str, str]]:
    """The refs of every exempt aim and of its theme."""
    query = select(Aim.ref, Theme.ref).join(Theme, col(Theme.id) == Aim.theme_id)
    return frozenset(session.exec(query.where(col(Aim.exempt))))
