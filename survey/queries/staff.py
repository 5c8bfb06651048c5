"""Members of staff, and whether one of them sits on the panel."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from survey.models import Holder, Person, Role, Seat, User


def user_by_email(session: Session, email: str) -> User | None:
    """The account of `email`, however it is capitalised."""
    return session.exec(select(User).where(func.lower(User.email) == email.lower())).first()


def users(session: Session) -> list[User]:
    return list(session.exec(select(User).order_by(col(User.email))))


def role_by_name(session: Session, name: str) -> Role | None:
    return session.exec(select(Role).where(Role.name == name)).first()


def seat_held(session: Session, email: str, day: date) -> str | None:
    """The office that the person of `email` holds on `day` or will hold later.

    None where that person holds no seat, or has left every one before that day.
    """
    return session.exec(
        select(Seat.role)
        .join(Holder, col(Holder.seat_id) == Seat.id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(
            func.lower(Person.email) == email.lower(),
            col(Holder.active_to).is_(None) | (col(Holder.active_to) >= day),
        )
        .order_by(col(Seat.position))
    ).first()
