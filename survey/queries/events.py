"""What was done, by whom, and when."""

from datetime import datetime

from sqlmodel import Session, col, select

from survey.models import AuditEvent


def latest_events(session: Session, count: int) -> list[AuditEvent]:
    """The last `count` audit events, the latest first."""
    statement = select(AuditEvent).order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
    return list(session.exec(statement.limit(count)))


def last_done(session: Session, *, actor: str, action: str) -> dict[str, datetime]:
    """{subject: when `actor` last did `action` to it}."""
    statement = (
        select(AuditEvent)
        .where(AuditEvent.actor == actor, AuditEvent.action == action)
        .order_by(col(AuditEvent.at))
    )
    return {event.subject: event.at for event in session.exec(statement)}
