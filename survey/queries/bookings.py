from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from survey.models import Booking, Invitation, Response, Round, RoundState, Seat, User


def booking_with_facilitator(session: Session, booking_id: int) -> tuple[Booking, User] | None:
    query = select(Booking, User).where(
        col(Booking.id) == booking_id, col(User.id) == Booking.facilitator_id
    )
    return session.exec(query).first()


def standing_booking(session: Session, invitation_id: int) -> Booking | None:
    """The conversation that is booked for an invitation and not cancelled."""
    return session.exec(
        select(Booking)
        .where(Booking.invitation_id == invitation_id, col(Booking.cancelled_at).is_(None))
        .order_by(col(Booking.id).desc())
    ).first()


def bookings_between(
    session: Session, facilitator_id: int, begin: datetime, end: datetime
) -> list[Booking]:
    """A facilitator's conversations that begin at or after `begin` and before `end`."""
    query = select(Booking).where(
        Booking.facilitator_id == facilitator_id,
        col(Booking.cancelled_at).is_(None),
        Booking.starts_at >= begin,
        Booking.starts_at < end,
    )
    return list(session.exec(query))


def booked_with(session: Session, facilitator_id: int) -> list[tuple[Booking, str]]:
    """A facilitator's conversations still to be recorded, the next first, each with its role.

    Those of rounds that are open, with people who have not been heard.
    """
    query = to_be_recorded().where(
        col(Booking.facilitator_id) == facilitator_id, col(Round.state) == RoundState.OPEN
    )
    return [(booking, role) for booking, role in session.exec(query)]


def booked_in(session: Session, round_: Round) -> list[tuple[Booking, str]]:
    """The conversations of one round that are still to be recorded, the next first."""
    query = to_be_recorded().where(col(Round.id) == round_.id)
    return [(booking, role) for booking, role in session.exec(query)]


def to_be_recorded() -> Select[Booking, str]:
    heard = select(col(Response.id)).where(col(Response.invitation_id) == col(Invitation.id))
    return (
        select(Booking, col(Seat.role))
        .join(Invitation, col(Invitation.id) == Booking.invitation_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(col(Booking.cancelled_at).is_(None), ~heard.exists())
        .order_by(col(Booking.starts_at))
    )
