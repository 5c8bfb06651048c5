"""The six-digit codes that were mailed."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from survey.models import OutboxItem, OutboxKind


def codes_since(session: Session, invitation_id: int, since: datetime) -> Sequence[OutboxItem]:
    """The rows of the codes that an invitation was sent after `since`, the latest first."""
    query = select(OutboxItem).where(
        OutboxItem.kind == OutboxKind.CODE,
        OutboxItem.subject_id == invitation_id,
        OutboxItem.created_at > since,
    )
    return session.exec(query.order_by(col(OutboxItem.id).desc())).all()
