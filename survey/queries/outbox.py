from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session, col, or_, select

from survey.models import OutboxItem, OutboxKind, OutboxState


def next_due(session: Session, now: datetime) -> OutboxItem | None:
    """The row to do next that no worker holds, locked for this transaction.

    Somebody waits at a screen for an edition, so it goes before mail; what was never tried goes
    before what has failed.
    """
    query = (
        select(OutboxItem)
        .where(
            OutboxItem.state == OutboxState.QUEUED,
            OutboxItem.due_at <= now,
            or_(col(OutboxItem.leased_until).is_(None), col(OutboxItem.leased_until) <= now),
        )
        .order_by(
            case((col(OutboxItem.kind) == OutboxKind.INVITATION, 1), else_=0),
            col(OutboxItem.attempts),
            col(OutboxItem.due_at),
            col(OutboxItem.id),
        )
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite locks the whole database instead
    )
    return session.exec(query).first()


def held(session: Session, item: OutboxItem) -> OutboxItem | None:
    """`item` as it stands, locked, or None where its lease ran out and another worker took it."""
    query = (
        select(OutboxItem)
        .where(
            OutboxItem.id == item.id,
            OutboxItem.state == OutboxState.QUEUED,
            OutboxItem.leased_until == item.leased_until,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.exec(query).first()
