from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.errors import AlreadyAnswered
from survey.language import gettext
from survey.models import Invitation
from survey.queries.responses import standing_response


def decline_month(session: Session, *, invitation: Invitation, actor: str, now: datetime) -> None:
    """Leave the invited person out of this month; the last wish counts, so it is no talk either.

    A second time changes nothing. Raises AlreadyAnswered where a response stands.
    """
    refuse_answered(session, invitation)
    if invitation.declined_at is not None:
        return
    invitation.declined_at = now
    invitation.talk_asked_at = None
    record_event(
        session,
        actor=actor,
        action="month declined",
        subject=f"invitation {invitation.id}",
        now=now,
    )
    session.flush()


def refuse_answered(session: Session, invitation: Invitation) -> None:
    if standing_response(session, invitation.id or 0) is not None:
        raise AlreadyAnswered(gettext("This person's answers for this month are there already."))
