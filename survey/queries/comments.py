"""Comments of the responses that count, as the analyst reads them: without the speaker's role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlmodel import Session, col

from survey.models import Comment, CommentKind, Group, Invitation, Permission, Response, Round
from survey.models.columns import UtcDateTime
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


@dataclass(frozen=True, slots=True)
class Month:
    """A round, how many comments it has, and how many came since an analyst last read them."""

    round: Round
    comments: int
    left: int


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


def arrivals(session: Session, last_read: Mapping[str, datetime]) -> list[Month]:
    """Every round, the latest month first, with its comments counted.

    `last_read` holds when an analyst last read a month.
    """
    unread: ColumnElement[bool] = col(Round.month).not_in(last_read)
    if last_read:
        moments = {month: bindparam(None, at, UtcDateTime) for month, at in last_read.items()}
        unread |= col(Response.submitted_at) > case(moments, value=col(Round.month))
    query = (
        _standing(Invitation.round_id, func.count(), func.count(case((unread, 1))))
        .join(Round, col(Round.id) == Invitation.round_id)
        .group_by(col(Invitation.round_id))
    )
    counted = {round_id: numbers for round_id, *numbers in session.execute(query)}
    rounds = session.scalars(select(Round).order_by(col(Round.month).desc()))
    return [Month(round_, *counted.get(round_.id, (0, 0))) for round_ in rounds]


def _standing(*columns: Any) -> Select[Any]:
    """`columns` of comments in the responses that count."""
    return (
        select(*columns)
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .where(counts())
    )
