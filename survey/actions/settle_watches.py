from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.queries.outbox import waits
from survey.queries.watch_rows import EVERY_NIGHT

KEPT = timedelta(days=31)


def settle_watches(session: Session, *, closes: Collection[int], now: datetime) -> None:
    """Call the watches of `closes` done, whose rounds were counted in another's; forget old nights.

    Those that a worker has taken meanwhile are left to it.
    """
    session.execute(
        update(OutboxItem)
        .where(col(OutboxItem.id).in_(closes), *waits(now))
        .values(state=OutboxState.DONE, done_at=now, leased_until=None)
    )
    session.execute(
        delete(OutboxItem).where(
            col(OutboxItem.kind) == OutboxKind.WATCH,
            col(OutboxItem.subject_id) == EVERY_NIGHT,
            col(OutboxItem.state) == OutboxState.DONE,
            col(OutboxItem.done_at) < now - KEPT,
        )
    )
