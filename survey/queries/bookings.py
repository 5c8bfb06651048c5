from datetime import datetime

from sqlmodel import Session, col, select

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
    heard = select(col(Response.id)).where(col(Response.invitation_id) == col(Invitation.id))
    query = (
        select(Booking, Seat.role)
        .join(Invitation, col(Invitation.id) == Booking.invitation_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(
            Booking.facilitator_id == facilitator_id,
            col(Booking.cancelled_at).is_(None),
            Round.state == RoundState.OPEN,
            ~heard.exists(),
        )
        .order_by(col(Booking.starts_at))
    )
    return list(session.exec(query))
