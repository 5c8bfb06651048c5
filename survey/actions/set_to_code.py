from sqlalchemy import exists, update
from sqlmodel import Session, col

from survey.models import Coding, Comment, Response


def set_to_code(session: Session, response: Response, *, to_code: bool) -> None:
    """Put what was said in `response` before the analysts, or take it away from them.

    What they have coded already is not put before them again.
    """
    coded = exists().where(col(Coding.comment_id) == col(Comment.id))
    words = update(Comment).where(
        col(Comment.response_id) == response.id, col(Comment.to_code).is_(not to_code)
    )
    session.execute((words.where(~coded) if to_code else words).values(to_code=to_code))
