"""What goes to Cabinet in private, so that no word about it is published."""

from sqlmodel import Session, col, select

from survey.models import Aim, Theme


def exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the exempt aims: nothing said about one is ever quoted or published."""
    return frozenset(session.exec(select(Aim.ref).where(col(Aim.exempt))))


def themes_with_exempt_aims(session: Session) -> frozenset[str]:
    """The refs of the themes that hold an exempt aim.

    What was said about such a theme may be about that aim until an analyst has found otherwise.
    """
    query = select(Theme.ref).join(Aim, col(Aim.theme_id) == Theme.id).where(col(Aim.exempt))
    return frozenset(session.exec(query))


def exempt_names(session: Session) -> frozenset[str]:
    """The names of the exempt aims, casefolded, to keep them out of what others read."""
    names = session.exec(select(Aim.aim).where(col(Aim.exempt)))
    return frozenset(name.casefold() for name in names if name.strip())
