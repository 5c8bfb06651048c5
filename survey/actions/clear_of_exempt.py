from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.errors import Conflict
from survey.models import Comment


def clear_of_exempt(session: Session, *, comment: Comment, actor: str, now: datetime) -> Comment:
    """Note that `actor` found the comment not to concern an aim that goes to Cabinet in private."""
    if comment.clear_of_exempt_at is not None:
        raise Conflict(f"{comment.clear_of_exempt_by} has said so already.")
    comment.clear_of_exempt_by, comment.clear_of_exempt_at = actor, now
    session.add(comment)
    session.flush()
    record_event(
        session, actor=actor, action="found clear of exempt aims", now=now,
        subject=f"comment {comment.id}",
    )  # fmt: skip
    return comment
