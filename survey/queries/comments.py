"""Comments of the responses that count, as the analyst reads them: without the speaker's role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from survey.models import Comment, CommentKind, Group, Invitation, Permission, Response, Round


@dataclass(frozen=True, slots=True)
class Said:
    """A comment on the `field` of its round's questionnaire, from the group of this name."""

    field: str
    group: str
    permission: Permission
    text: str


def comments_of_round(session: Session, round_: Round) -> list[Said]:
    """The comments of `round_`, one group after another in the order of the comments' arrival."""
    statement = (
        _standing(Comment, Group.name)
        .join(Group, col(Group.id) == Invitation.group_id)
        .where(col(Invitation.round_id) == round_.id, col(Comment.kind) == CommentKind.COMMENT)
        .order_by(col(Group.name), col(Comment.id))
    )
    return [
        Said(comment.field, group, comment.permission, comment.text)
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
    """`columns` of comments in the last revision of their invitation's responses."""
    last = (
        select(
            col(Response.invitation_id).label("invitation_id"),
            func.max(Response.revision).label("revision"),
        )
        .group_by(col(Response.invitation_id))
        .subquery()
    )
    return (
        select(*columns)
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(
            last,
            (last.c.invitation_id == Response.invitation_id)
            & (last.c.revision == Response.revision),
        )
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
    )
