from datetime import datetime

from sqlmodel import Session

from survey.actions.queue_interview import queue_interview
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import Booking


def cancel_interview(session: Session, *, booking: Booking, actor: str, now: datetime) -> Booking:
    """Cancel a booked conversation and take it out of the other's calendar by mail.

    Conflict where it is cancelled already.
    """
    standing(booking)
    booking.cancelled_at = now
    booking.sequence += 1
    session.add(booking)
    queue_interview(session, booking, change="cancelled", actor=actor, now=now)
    return booking


def standing(booking: Booking) -> Booking:
    """`booking` unless it is cancelled: Conflict."""
    if booking.cancelled_at is not None:
        raise Conflict(
            f"This conversation was cancelled on {london_moment(booking.cancelled_at)}: "
            "book a new one."
        )
    return booking
