import json
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.actions.queue_messages import queue_messages
from survey.models import Invitation, OutboxItem, OutboxKind, OutboxState, Response

OUTDATED = "A later record or a second message took its place before it could be sent."


def queue_read_back(
    session: Session, *, invitation: Invitation, response: Response, secret_key: str, now: datetime
) -> None:
    """Queue the message by which its speaker reads the interview `response`, which is flushed.

    Whatever still waits to be sent of the same kind is dropped.
    """
    drop_read_backs(session, invitation, now)
    queue_messages(
        session,
        kind=OutboxKind.READ_BACK,
        invitations=[invitation],
        cause=None,
        due_at=now,
        secret_key=secret_key,
        now=now,
        detail=json.dumps({"response_id": response.id}),
    )


def drop_read_backs(session: Session, invitation: Invitation, now: datetime) -> None:
    """Send none of those that wait: what they would read back stands no more, or is confirmed."""
    session.execute(
        update(OutboxItem)
        .where(
            col(OutboxItem.kind) == OutboxKind.READ_BACK,
            col(OutboxItem.subject_id) == invitation.id,
            col(OutboxItem.state) == OutboxState.QUEUED,
        )
        .values(state=OutboxState.DROPPED, sealed_token="", last_error=OUTDATED, done_at=now)
    )
