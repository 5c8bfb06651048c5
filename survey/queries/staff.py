"""Members of staff, and whether one of them sits on the panel."""

from datetime import date

from sqlalchemy import bindparam, func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from survey.models import (
    Absence,
    Holder,
    Invitation,
    Role,
    RoleName,
    Round,
    RoundState,
    Seat,
    User,
)
from survey.queries.persons import person_by_email

# Built once: it is asked at every request of staff.
BY_UNIQUIFIER = (
    select(User)
    .options(joinedload(User.roles))  # type: ignore[arg-type]  # SQLModel types it as its value
    .where(col(User.fs_uniquifier) == bindparam("uniquifier"))
)


def user_by_email(session: Session, email: str) -> User | None:
    """The account of `email`, however it is capitalised."""
    return session.exec(select(User).where(func.lower(User.email) == email.lower())).first()


def user_of_session(session: Session, uniquifier: str) -> User | None:
    """The account whose sessions hold `uniquifier`, with its roles."""
    return session.scalars(BY_UNIQUIFIER, {"uniquifier": uniquifier}).unique().first()


def users(session: Session) -> list[User]:
    return list(session.exec(select(User).order_by(col(User.email))))


def facilitators(session: Session, day: date) -> list[User]:
    """Whoever may hold a conversation on `day`: no member of the panel hears what others answer."""
    return [
        user
        for user in users(session)
        if user.active
        and RoleName.FACILITATOR in {role.name for role in user.roles}
        and seat_held(session, user.email, day) is None
    ]


def role_by_name(session: Session, name: str) -> Role | None:
    return session.exec(select(Role).where(Role.name == name)).first()


def seat_held(session: Session, email: str, day: date) -> str | None:
    """The office that the person of `email` holds on `day` or will hold later, or is deputy for.

    None where that person holds no seat, or has left every one before that day.
    """
    person = person_by_email(session, email.lower())
    if person is None or person.id is None:
        return None
    held = (
        select(Seat.role)
        .join(Holder, col(Holder.seat_id) == Seat.id)
        .where(
            Holder.person_id == person.id,
            col(Holder.active_to).is_(None) | (col(Holder.active_to) >= day),
        )
        .order_by(col(Seat.position))
    )
    return session.exec(held).first() or stood_in_for(session, person.id, day)


def stood_in_for(session: Session, deputy_id: int, day: date) -> str | None:
    """'deputy for Leader of the Council', for as long as the absence lasts or the round is open."""
    asked = (
        select(Seat.role)
        .join(Invitation, col(Invitation.seat_id) == Seat.id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(Invitation.deputy_id == deputy_id, Round.state == RoundState.OPEN)
    )
    named = (
        select(Seat.role)
        .join(Holder, col(Holder.seat_id) == Seat.id)
        .join(Absence, col(Absence.person_id) == Holder.person_id)
        .where(Absence.deputy_id == deputy_id, Absence.last_day >= day)
    )
    role = session.exec(asked).first() or session.exec(named).first()
    return f"deputy for {role}" if role else None


def names_by_email(session: Session) -> dict[str, str]:
    """{address: name} of every account."""
    return dict(session.exec(select(User.email, User.name)).all())
