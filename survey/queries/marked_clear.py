from collections.abc import Collection

from sqlmodel import Session, col, select

from survey.models import Comment


def marked_clear(session: Session, items: Collection[str]) -> list[Comment]:
    """The comments on `items` that somebody found not to concern an exempt aim."""
    query = select(Comment).where(
        col(Comment.item).in_(items), col(Comment.clear_of_exempt_at).is_not(None)
    )
    return list(session.exec(query))
