from datetime import datetime

from sqlmodel import Session

from survey.actions.queue_read_back import queue_read_back
from survey.actions.record_event import record_event
from survey.errors import Conflict, NotFound
from survey.models import Invitation, Mode
from survey.queries.invitations import invitation_by_id
from survey.queries.records import interview_of
from survey.queries.responses import standing_response


def read_back_again(
    session: Session, *, invitation: Invitation, secret_key: str, actor: str, now: datetime
) -> None:
    """Send the speaker of the interview that counts another link to its record.

    Raises NotFound where no interview counts, Conflict where they have said that it is right.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever confirms meanwhile comes first
    standing = standing_response(session, invitation.id or 0)
    interview = interview_of(session, standing.id or 0) if standing else None
    if standing is None or interview is None or standing.mode is not Mode.INTERVIEW:
        raise NotFound("No conversation with this person counts, so there is nothing to read back.")
    if interview.confirmed_at is not None:
        raise Conflict("This person has said that the record is right, so it is not sent again.")
    queue_read_back(
        session, invitation=invitation, response=standing, secret_key=secret_key, now=now
    )
    record_event(
        session,
        actor=actor,
        action="record read back again",
        subject=f"invitation {invitation.id}",
        now=now,
    )
