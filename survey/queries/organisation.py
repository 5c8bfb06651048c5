from sqlmodel import Session, select

from survey.models import READ_BACK_DAYS, Organisation


def organisation(session: Session) -> Organisation | None:
    return session.exec(select(Organisation)).first()


def read_back_days(session: Session) -> int:
    """For how many days a record can be contradicted once it was read back to its speaker."""
    found = session.exec(select(Organisation.read_back_days)).first()
    return READ_BACK_DAYS if found is None else found
