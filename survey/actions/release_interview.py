from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import Assignment, Invitation, User
from survey.queries.bookings import standing_booking
from survey.queries.invitations import invitation_by_id


def release_interview(
    session: Session, *, invitation: Invitation, facilitator: User, actor: str, now: datetime
) -> None:
    """Take this interview from `facilitator`; what was typed stays for whoever has it next.

    Where they do not have it, nothing changes. Conflict where a conversation with them is booked,
    for its speaker expects them.
    """
    invitation_by_id(session, invitation.id or 0)
    found = session.get(Assignment, (invitation.id, facilitator.id))
    if found is None:
        return
    booking = standing_booking(session, invitation.id or 0)
    if booking is not None and booking.facilitator_id == facilitator.id and booking.starts_at > now:
        raise Conflict(
            f"A conversation with {facilitator.name} is booked for "
            f"{london_moment(booking.starts_at)}: move it to somebody else or cancel it first."
        )
    session.delete(found)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="interview given back",
        subject=f"invitation {invitation.id}",
        now=now,
        facilitator=facilitator.email,
    )
