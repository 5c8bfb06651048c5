"""What is done for each kind of row."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from survey.config import Settings
from survey.mail.delivery import deliver
from survey.mail.invitation import invitation_message
from survey.models import OutboxItem, OutboxKind

Work = Callable[[Session, OutboxItem, Settings, datetime], None]


def send_invitation(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    message = invitation_message(session, item=item, settings=settings, now=now)
    session.commit()  # nobody waits for the database while a mail server takes its time
    deliver(item, message, settings)


def draft_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    # Loads pandas and the renderer of charts, which a worker that sends mail alone never needs.
    from survey.documents.publication import draft

    draft(session, item, settings, now)


def publish_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    from survey.documents.publication import publish

    publish(session, item, settings, now)


WORK: dict[OutboxKind, Work] = {
    OutboxKind.INVITATION: send_invitation,
    OutboxKind.DRAFT_EDITION: draft_edition,
    OutboxKind.PUBLISH_EDITION: publish_edition,
}
