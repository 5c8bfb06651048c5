import json
from datetime import datetime

from sqlmodel import Session

from survey.models import AuditEvent


def record_event(
    session: Session, *, actor: str, action: str, subject: str, now: datetime, **detail: object
) -> AuditEvent:
    """Add an audit event; `detail` is plain facts, never the words of a comment or a token."""
    event = AuditEvent(
        at=now,
        actor=actor,
        action=action,
        subject=subject,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
    )
    session.add(event)
    return event
