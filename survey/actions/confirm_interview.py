from datetime import datetime

from sqlmodel import Session

from survey.actions.queue_read_back import drop_read_backs
from survey.actions.record_event import record_event
from survey.actions.standing_interview import standing_interview
from survey.models import Interview, Invitation


def confirm_interview(
    session: Session, *, invitation: Invitation, seen: str, now: datetime
) -> Interview:
    """Note that its speaker says the record is right; a second time changes nothing.

    `seen` is the reference of the record that they have read. Raises NotFound where no interview
    stands, Conflict where another record has taken its place since.
    """
    _, interview = standing_interview(session, invitation, seen)
    if interview.confirmed_at is not None:
        return interview
    interview.confirmed_at = now
    session.add(interview)
    drop_read_backs(session, invitation, now)
    record_event(
        session,
        actor=f"invitation {invitation.id}",
        action="interview confirmed",
        subject=f"invitation {invitation.id}",
        now=now,
    )
    session.flush()
    return interview
