from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.actions.revoke_links import revoke_links
from survey.models import MESSAGES, Draft, Invitation, OutboxItem, OutboxState


def empty_invitation(session: Session, *, invitation: Invitation, now: datetime) -> bool:
    """Take from an open invitation all that belongs to whoever was asked, before another is.

    Its links are dead, messages that wait are dropped, its moments are forgotten, and a draft is
    thrown away, for it is its writer's alone. Gives whether there was one.
    """
    session.flush()
    withdraw_links(session, invitation.id or 0, now)
    invitation.opened_at = invitation.declined_at = invitation.talk_asked_at = None
    session.add(invitation)
    draft = session.get(Draft, invitation.id)
    if draft is not None:
        session.delete(draft)
    return draft is not None


def withdraw_links(session: Session, invitation_id: int, now: datetime) -> None:
    revoke_links(session, invitation_id, now)
    session.execute(
        update(OutboxItem)
        .where(
            col(OutboxItem.kind).in_(MESSAGES),
            col(OutboxItem.subject_id) == invitation_id,
            col(OutboxItem.state) == OutboxState.QUEUED,
        )
        .values(state=OutboxState.DROPPED, sealed_token="", done_at=now)
    )
