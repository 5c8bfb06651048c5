from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import InsightPack
from survey.queries.insight import READ, subject


def read_pack(session: Session, *, pack: InsightPack, actor: str, now: datetime) -> None:
    """Write down that `actor` has opened the pack, and which of its wordings it was."""
    record_event(
        session, actor=actor, action=READ, subject=subject(pack), now=now, sha256=pack.sha256
    )
