from sqlmodel import Session, col, select

from survey.models import Booking, User


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
