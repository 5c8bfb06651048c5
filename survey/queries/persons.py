from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from survey.models import Person

# Built once: it is asked at every request of staff who may see answers.
BY_EMAIL = select(Person).where(col(Person.email) == bindparam("email"))


def person_by_email(session: Session, email: str) -> Person | None:
    """The person known by this address, in small letters."""
    return session.scalars(BY_EMAIL, {"email": email}).first()
