"""The outbox's rows that ask for a watch over the figures: one for every night, one for a close."""

from datetime import datetime

from sqlmodel import Session, col, select

from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.queries.outbox import waits

# The subject of the row that comes every night; that of a close is its round.
EVERY_NIGHT = 0


def night_waits(session: Session) -> bool:
    """Whether the watch of a night is queued, perhaps being done just now."""
    query = select(OutboxItem.id).where(
        OutboxItem.kind == OutboxKind.WATCH,
        OutboxItem.subject_id == EVERY_NIGHT,
        OutboxItem.state == OutboxState.QUEUED,
    )
    return session.exec(query.limit(1)).first() is not None


def is_watched_by_another(session: Session, item: OutboxItem, now: datetime) -> bool:
    """Whether another row of the kind is held by a worker at `now`."""
    query = select(OutboxItem.id).where(
        OutboxItem.kind == OutboxKind.WATCH,
        OutboxItem.state == OutboxState.QUEUED,
        OutboxItem.id != item.id,
        col(OutboxItem.leased_until) > now,
    )
    return session.exec(query.limit(1)).first() is not None


def closes_waiting(session: Session, item: OutboxItem, now: datetime) -> list[int]:
    """The ids of the other closes that are due and that no worker holds."""
    query = select(OutboxItem.id).where(
        OutboxItem.kind == OutboxKind.WATCH,
        OutboxItem.subject_id != EVERY_NIGHT,
        OutboxItem.id != item.id,
        *waits(now),
    )
    return [each for each in session.exec(query) if each is not None]
