"""What somebody said in their own words in earlier months, and what came of it.

For the panel team alone: whoever reads it has it recorded.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from survey.models import (
    Comment,
    CommentKind,
    Commitment,
    CommitmentVoice,
    Invitation,
    Response,
    Round,
    Worked,
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


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment that answers something they had raised, and whether they say that it worked."""

    commitment: Commitment
    worked: Worked | None


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


def promised_to(session: Session, person_id: int) -> list[Promised]:
    """The commitments that answer what the person raised, the latest first."""
    query = (
        select(Commitment, CommitmentVoice.worked)  # type: ignore[call-overload]  # as SQLModel types
        .join(CommitmentVoice, col(CommitmentVoice.commitment_id) == col(Commitment.id))
        .where(col(CommitmentVoice.person_id) == person_id)
        .order_by(col(Commitment.made_at).desc(), col(Commitment.id).desc())
    )
    return [Promised(*row) for row in session.execute(query)]
