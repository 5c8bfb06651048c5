from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from survey.models import Invitation, LinkToken, OutboxItem, OutboxKind
from survey.tokens import new_token, seal, token_hash


def queue_invitation(
    session: Session, invitation: Invitation, *, due_at: datetime, secret_key: str, now: datetime
) -> None:
    """Give `invitation` one more personal link and queue the message that carries it."""
    if invitation.id is None:
        raise ValueError("An invitation is queued after it was flushed.")
    token = new_token()
    session.add(
        LinkToken(invitation_id=invitation.id, token_sha256=token_hash(token), created_at=now)
    )
    session.add(
        OutboxItem(
            kind=OutboxKind.INVITATION,
            subject_id=invitation.id,
            key=f"invitation-{uuid4().hex}",
            sealed_token=seal(token, secret_key),
            due_at=due_at,
            created_at=now,
        )
    )
