from sqlmodel import Session, col, select

from survey.models import Aim, Theme


def themes_by_aim(session: Session) -> dict[str, str]:
    """{aim's ref: the ref of the theme that it belongs to}."""
    query = select(Aim.ref, Theme.ref).join(Theme, col(Theme.id) == Aim.theme_id)
    return dict(session.exec(query).all())
