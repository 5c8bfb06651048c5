"""Comments of the responses that count, as the analyst reads them: without the speaker's role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from survey.models import Comment, CommentKind, Group, Invitation, Permission, Response, Round
from survey.queries.counting import counts


@dataclass(frozen=True, slots=True)
class Said:
    """Words on the `field` of its round's questionnaire, from the group of this name.

    What was said in a conversation, and notes of it, may have a field that no form has; `item` is
    then the theme that they are about, or empty. `waits` tells that nobody has coded them yet.
    """

    id: int
    field: str
    item: str
    group: str
    permission: Permission
    kind: CommentKind
    text: str
    waits: bool


def comments_of_round(session: Session, round_: Round) -> list[Said]:
    """The words of `round_`, one group after another in the order of their arrival."""
    statement = (
        _standing(Comment, Group.name)
        .join(Group, col(Group.id) == Invitation.group_id)
        .where(col(Invitation.round_id) == round_.id)
        .order_by(col(Group.name), col(Comment.id))
    )
    return [
        Said(
            comment.id,
            comment.field,
            comment.item,
            group,
            comment.permission,
            comment.kind,
            comment.text,
            comment.to_code,
        )
        for comment, group in session.execute(statement)
    ]


def arrivals(session: Session) -> list[tuple[Round, list[datetime]]]:
    """Every round, the latest month first, with when each of its comments was submitted."""
    came: dict[int, list[datetime]] = {}
    for round_id, moment in session.execute(_standing(Invitation.round_id, Response.submitted_at)):
        came.setdefault(round_id, []).append(moment)
    rounds = session.scalars(select(Round).order_by(col(Round.month).desc()))
    return [(round_, came.get(round_.id or 0, [])) for round_ in rounds]


def _standing(*columns: Any) -> Select[Any]:
    """`columns` of comments in the responses that count."""
    return (
        select(*columns)
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .where(counts())
    )
