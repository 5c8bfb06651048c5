from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.models import MESSAGES, LinkToken, OutboxItem, OutboxState


def withdraw_links(session: Session, *, invitation_id: int, now: datetime) -> None:
    """Kill every personal link of an invitation, and drop the messages that were to carry one."""
    session.flush()
    session.execute(
        update(LinkToken)
        .where(col(LinkToken.invitation_id) == invitation_id, col(LinkToken.revoked_at).is_(None))
        .values(revoked_at=now)
    )
    session.execute(
        update(OutboxItem)
        .where(
            col(OutboxItem.kind).in_(MESSAGES),
            col(OutboxItem.subject_id) == invitation_id,
            col(OutboxItem.state) == OutboxState.QUEUED,
        )
        .values(state=OutboxState.DROPPED, sealed_token="", done_at=now)
    )
