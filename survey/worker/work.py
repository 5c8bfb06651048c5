"""What is done for each kind of row that is no message.

It runs in the transaction that marks the row done, and so is done once or not at all.
"""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from survey.config import Settings
from survey.models import OutboxItem, OutboxKind
from survey.worker.calendar import close_month, open_month, remind

Work = Callable[[Session, OutboxItem, Settings, datetime], None]


def draft_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    # Loads pandas and the renderer of charts, which a worker that sends mail alone never needs.
    from survey.documents.publication import draft

    draft(session, item, settings, now)


def publish_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    from survey.documents.publication import publish

    publish(session, item, settings, now)


def redraw_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    from survey.documents.publication import redraw

    redraw(session, item, settings, now)


def watch(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    # Loads whatever counts.
    from survey.worker.watching import watch_over

    watch_over(session, item, settings, now)


WORK: dict[OutboxKind, Work] = {
    OutboxKind.OPEN_ROUND: open_month,
    OutboxKind.REMIND: remind,
    OutboxKind.REMIND_LAST_DAY: remind,
    OutboxKind.CLOSE_ROUND: close_month,
    OutboxKind.WATCH: watch,
    OutboxKind.DRAFT_EDITION: draft_edition,
    OutboxKind.PUBLISH_EDITION: publish_edition,
    OutboxKind.REDRAW_EDITION: redraw_edition,
}
