from datetime import datetime

from sqlmodel import Session

from survey.actions.appointment import (
    Appointment,
    refuse_double_booking,
    refuse_impossible,
    refuse_outside_round,
)
from survey.actions.assign_interview import assigned
from survey.actions.cancel_interview import standing
from survey.actions.queue_interview import queue_interview
from survey.models import Booking, Invitation


def move_interview(
    session: Session, *, booking: Booking, appointment: Appointment, actor: str, now: datetime
) -> Booking:
    """Give a booked conversation another time, place or facilitator, and say so by mail.

    The same appointment again changes nothing. Another facilitator is assigned the interview, and
    the one before keeps it until they or the manager give it back. Conflict where it is cancelled
    or the facilitator is taken; a SurveyError that says what to mend where it cannot be held or
    would not count.
    """
    standing(booking)
    if is_as_it_stands(booking, appointment):
        return booking
    refuse_impossible(appointment, now)
    refuse_outside_round(session, session.get_one(Invitation, booking.invitation_id), appointment)
    refuse_double_booking(session, appointment, booking.id)
    booking.facilitator_id = appointment.facilitator.id or 0
    booking.starts_at = appointment.starts_at
    booking.minutes = appointment.minutes
    booking.place = appointment.place.strip()
    booking.sequence += 1
    session.add(booking)
    assigned(session, booking.invitation_id, appointment.facilitator, actor, now)
    queue_interview(session, booking, change="moved", actor=actor, now=now)
    return booking


def is_as_it_stands(booking: Booking, appointment: Appointment) -> bool:
    return (
        booking.facilitator_id == appointment.facilitator.id
        and booking.starts_at == appointment.starts_at
        and booking.minutes == appointment.minutes
        and booking.place == appointment.place.strip()
    )
