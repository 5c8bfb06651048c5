import json
from datetime import datetime

from sqlmodel import Session

from survey.models import Booking, OutboxItem, OutboxKind
from survey.queries.messages import invited


def queue_interview(session: Session, booking: Booking, *, now: datetime) -> OutboxItem:
    """Queue the message, with its calendar entry, that says how `booking` stands now.

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
    return item
