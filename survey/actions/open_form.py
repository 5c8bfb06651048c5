from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Invitation


def open_form(session: Session, *, invitation: Invitation, now: datetime) -> None:
    """Keep when the form was first opened, by its button; whoever had declined takes that back.

    Opening alone is no audit event: the moment stands in the invitation.
    """
    if invitation.opened_at is None:
        invitation.opened_at = now
    if invitation.declined_at is not None:
        invitation.declined_at = None
        record_event(
            session,
            actor=f"invitation {invitation.id}",
            action="month taken up again",
            subject=f"invitation {invitation.id}",
            now=now,
        )
    session.flush()
