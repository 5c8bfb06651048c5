from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from survey.actions.appointment import (
    Appointment,
    refuse_double_booking,
    refuse_impossible,
    refuse_outside_round,
)
from survey.actions.assign_interview import assigned
from survey.actions.queue_interview import queue_interview
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import Booking, Invitation
from survey.queries.bookings import standing_booking
from survey.queries.invitations import invitation_by_id


def book_interview(
    session: Session,
    *,
    invitation: Invitation,
    appointment: Appointment,
    actor: str,
    now: datetime,
) -> Booking:
    """Book a conversation and queue the message that puts it into the other's calendar.

    Whoever holds it is assigned the interview.

    Conflict where one is booked already or the facilitator is taken; a SurveyError that says what
    to mend where it cannot be held or would not count.
    """
    refuse_impossible(appointment, now)
    invitation_by_id(session, invitation.id or 0)  # two who book at once come one after the other
    refuse_outside_round(session, invitation, appointment)
    standing = standing_booking(session, invitation.id or 0)
    if standing is not None:
        raise Conflict(
            f"A conversation is booked already, for {london_moment(standing.starts_at)}: "
            "move or cancel that one."
        )
    refuse_double_booking(session, appointment)
    booking = Booking(
        invitation_id=invitation.id or 0,
        facilitator_id=appointment.facilitator.id or 0,
        starts_at=appointment.starts_at,
        minutes=appointment.minutes,
        place=appointment.place.strip(),
        uid=str(uuid4()),
    )
    session.add(booking)
    assigned(session, booking.invitation_id, appointment.facilitator, actor, now)
    queue_interview(session, booking, change="booked", actor=actor, now=now)
    return booking
