import json
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from survey.models import AuditEvent

EVENTS = insert(AuditEvent)


def record_event(
    session: Session, *, actor: str, action: str, subject: str, now: datetime, **detail: object
) -> None:
    """Write an audit event; `detail` is plain facts, never the words of a comment or a token.

    It goes to the database by itself: nobody needs it as an object afterwards.
    """
    event = {
        "at": now,
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
    }
    session.connection().execute(EVENTS, event)
