from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import Conflict
from survey.models import Comment


def doubt_clear_of_exempt(
    session: Session, *, comment: Comment, actor: str, now: datetime
) -> Comment:
    """Take back what `clear_of_exempt` noted: the comment may not be quoted any more."""
    if comment.clear_of_exempt_at is None:
        raise Conflict("Nobody says that this comment does not concern an exempt aim.")
    comment.clear_of_exempt_by, comment.clear_of_exempt_at = "", None
    session.add(comment)
    session.flush()
    record_event(
        session, actor=actor, action="no longer found clear of exempt aims", now=now,
        subject=f"comment {comment.id}",
    )  # fmt: skip
    take_out_quotes(session, now=now)
    return comment
