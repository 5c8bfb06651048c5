"""Files that were brought in."""

from sqlmodel import Session, col, select

from survey.models import AuditEvent


def latest_import(session: Session, noun: str) -> AuditEvent | None:
    """The event of the latest file of panel, groups or plan that changed something."""
    query = (
        select(AuditEvent)
        .where(AuditEvent.action == f"{noun} imported")
        .order_by(col(AuditEvent.id).desc())
        .limit(1)
    )
    return session.exec(query).first()
