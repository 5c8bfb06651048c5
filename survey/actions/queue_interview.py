import json
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Booking, OutboxItem, OutboxKind, User
from survey.queries.messages import invited


def queue_interview(
    session: Session, booking: Booking, *, change: str, actor: str, now: datetime
) -> OutboxItem:
    """Record `change` ('booked') and queue the message with its entry for the other's calendar.

    What was queued before about the same booking is not sent any more.
    """
    session.flush()
    recipient = invited(session, booking.invitation_id).person.email
    item = OutboxItem(
        kind=OutboxKind.INTERVIEW,
        subject_id=booking.invitation_id,
        key=f"interview-{booking.uid}-{booking.sequence}",
        domain=recipient.rpartition("@")[2].lower(),
        due_at=now,
        created_at=now,
        detail=json.dumps({"booking": booking.id, "sequence": booking.sequence}),
    )
    session.add(item)
    record_event(
        session,
        actor=actor,
        action=f"conversation {change}",
        subject=f"invitation {booking.invitation_id}",
        now=now,
        starts_at=booking.starts_at.isoformat(),
        facilitator=session.get_one(User, booking.facilitator_id).name,
    )
    return item
