from sqlmodel import Session, select

from survey.models import Person


def person_by_email(session: Session, email: str) -> Person | None:
    """The person known by this address, in small letters."""
    return session.exec(select(Person).where(Person.email == email)).first()
