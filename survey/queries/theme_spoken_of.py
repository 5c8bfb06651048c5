"""Which part of the plan most people spoke about when they said what a code stands for."""

from collections import Counter
from collections.abc import Iterable

from sqlmodel import Session, col, select

from survey.models import Coding, Comment, Invitation, Response
from survey.queries.counting import counts, speaker


def theme_spoken_of(session: Session, code_ids: Iterable[int]) -> str:
    """The ref of the theme or aim about which most people spoke of the codes, or ''.

    Of several with as many people the first by ref, so that the same is told each time.
    """
    query = (
        select(Comment.item, speaker())
        .select_from(Coding)
        .join(Comment, col(Comment.id) == Coding.comment_id)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .where(counts(), col(Coding.code_id).in_(set(code_ids)), Comment.item != "")
        .distinct()
    )
    people = Counter(item for item, _ in session.execute(query))
    return min(people, key=lambda item: (-people[item], item), default="")
