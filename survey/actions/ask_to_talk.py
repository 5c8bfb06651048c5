from datetime import datetime

from sqlmodel import Session

from survey.actions.decline_month import refuse_answered
from survey.actions.record_event import record_event
from survey.models import Invitation


def ask_to_talk(session: Session, *, invitation: Invitation, actor: str, now: datetime) -> None:
    """Note that the invited person would rather talk; the last wish counts, so nothing is declined.

    A second time changes nothing. Raises AlreadyAnswered where a response stands.
    """
    refuse_answered(session, invitation)
    if invitation.talk_asked_at is not None:
        return
    invitation.talk_asked_at = now
    invitation.declined_at = None
    record_event(
        session,
        actor=actor,
        action="conversation asked for",
        subject=f"invitation {invitation.id}",
        now=now,
    )
    session.flush()
