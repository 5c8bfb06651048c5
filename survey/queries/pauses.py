import json

from sqlmodel import Session, col, select

from survey.models import AuditEvent


def why_paused(session: Session, month: str) -> str:
    """The reason that was given when the round of `month` was paused last; empty if it never was.

    It is in the history of what was done, and nowhere else.
    """
    query = (
        select(AuditEvent.detail)
        .where(AuditEvent.action == "round paused", AuditEvent.subject == f"round {month}")
        .order_by(col(AuditEvent.id).desc())
    )
    found = session.exec(query.limit(1)).first()
    return str(json.loads(found)["reason"]) if found else ""
