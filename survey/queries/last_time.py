"""What somebody said in their own words in earlier months, and what came of it.

For the panel team alone: whoever reads it has it recorded.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from survey.models import (
    Comment,
    CommentKind,
    Invitation,
    Response,
    Round,
)
from survey.queries.counting import counts
from survey.queries.recipients import written_to


@dataclass(frozen=True, slots=True)
class Words:
    """A comment or a passage of `month`; `item` is a theme's or an aim's ref, or empty."""

    month: str
    field: str
    item: str
    text: str


EARLIER = (
    select(col(Round.month), col(Comment.field), col(Comment.item), col(Comment.text))
    .join(Response, col(Response.id) == col(Comment.response_id))
    .join(Invitation, col(Invitation.id) == col(Response.invitation_id))
    .join(Round, col(Round.id) == col(Invitation.round_id))
    .where(
        written_to(bindparam("person_id")),
        counts(),
        col(Round.month) < bindparam("month"),
        col(Comment.kind) != CommentKind.NOTES,
    )
    .order_by(col(Round.month).desc(), col(Comment.id))
)


def earlier_words(session: Session, person_id: int, month: str) -> list[Words]:
    """All that the person said for themself before `month`, the latest month first.

    What facilitators noted beside it is theirs, and no word of the person.
    """
    known = {"person_id": person_id, "month": month}
    return [Words(*row) for row in session.execute(EARLIER, known)]
