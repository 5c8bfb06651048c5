from datetime import datetime

from sqlmodel import Session

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.move_interview import move_interview
from survey.models import Booking, Invitation


def agree_interview(
    session: Session,
    *,
    invitation: Invitation,
    booking: Booking | None,
    appointment: Appointment,
    actor: str,
    now: datetime,
) -> Booking:
    """Move what is booked to `appointment`, or book it where nothing is; raises as both do."""
    if booking is not None:
        return move_interview(
            session, booking=booking, appointment=appointment, actor=actor, now=now
        )
    return book_interview(
        session, invitation=invitation, appointment=appointment, actor=actor, now=now
    )
