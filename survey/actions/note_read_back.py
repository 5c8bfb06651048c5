import json
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.models import Interview, OutboxItem, OutboxKind


def note_read_back(session: Session, *, item: OutboxItem, at: datetime | None) -> None:
    """Note when the link to a record has left, None where it came back; other mail is nothing here.

    Nobody has left uncontradicted what they were never sent.
    """
    if item.kind is not OutboxKind.READ_BACK:
        return
    response_id = json.loads(item.detail)["response_id"]
    session.execute(
        update(Interview).where(col(Interview.response_id) == response_id).values(read_back_at=at)
    )
