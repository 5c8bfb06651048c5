from sqlmodel import Session, select

from survey.models import Organisation


def organisation(session: Session) -> Organisation | None:
    return session.exec(select(Organisation)).first()
