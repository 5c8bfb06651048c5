"""The words that wait for an analyst, and one comment as it is coded.

Every query of the queue goes through the index of what waits, never through all comments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, col

from survey.models import (
    WAITING,
    Code,
    Coding,
    Comment,
    CommentKind,
    Group,
    Invitation,
    Permission,
    Response,
    Round,
)
from survey.queries.counting import counts


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the queue: a month, and the items of a theme. Nothing is no condition."""

    month: str = ""
    items: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ToCode:
    """A comment with what an analyst sees beside its words; `counts` is false once replaced.

    `asked` is the hash of the questionnaire that its `field` belongs to, `group` a name.
    """

    id: int
    field: str
    item: str
    text: str
    permission: Permission
    kind: CommentKind
    waits: bool
    group: str
    month: str
    asked: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """How many words about `item` of `month` wait."""

    month: str
    asked: str
    item: str
    field: str
    number: int


ALL = Part()
# What was kept without ever counting, see `survey.models.Clash`.
NOT_ASIDE = col(Response.revision) >= 1
SHOWN = (
    Comment.id,
    Comment.field,
    Comment.item,
    Comment.text,
    Comment.permission,
    Comment.kind,
    Comment.to_code,
    Group.name,
    Round.month,
    Round.questionnaire_sha256,
)


def _placed(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Round, col(Round.id) == Invitation.round_id)
    )


# Built once, because building a statement costs as much as running it.
NEXT = (
    _placed(*SHOWN)
    .where(WAITING, NOT_ASIDE, col(Comment.id) > bindparam("after"))
    .order_by(col(Comment.id))
    .limit(1)
)
ONE = _placed(*SHOWN, counts()).where(col(Comment.id) == bindparam("comment_id"))
NUMBER_LEFT = select(func.count()).select_from(Comment).where(WAITING)
CODINGS = (
    select(col(Coding.comment_id), Code)
    .join(Code, col(Code.id) == Coding.code_id)
    .where(col(Coding.comment_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(Code.id))
)


def next_to_code(session: Session, part: Part = ALL, *, after: int = 0) -> ToCode | None:
    """The first comment after number `after` that waits; where none does, the first of all."""
    query = _of_part(NEXT, part)
    row = session.execute(query, {"after": after}).first()
    if row is None and after:
        row = session.execute(query, {"after": 0}).first()
    return ToCode(*row) if row else None


def before_in_queue(session: Session, part: Part, comment_id: int) -> int | None:
    """The comment just before this one, coded or not, as one leafs back."""
    query = _of_part(_placed(Comment.id).where(counts(), col(Comment.text) != ""), part)
    query = query.where(col(Comment.id) < comment_id)
    return session.scalars(query.order_by(col(Comment.id).desc()).limit(1)).first()


def comment_to_code(session: Session, comment_id: int) -> ToCode | None:
    """The comment, whether it waits or not."""
    row = session.execute(ONE, {"comment_id": comment_id}).first()
    return ToCode(*row) if row else None


def number_left(session: Session) -> int:
    """How many comments wait in all months."""
    return session.scalars(NUMBER_LEFT).one()


def left_by_place(session: Session) -> list[Left]:
    """What waits by month, the latest first, and by what it is about."""
    query = (
        _placed(
            Round.month,
            Round.questionnaire_sha256,
            Comment.item,
            func.min(Comment.field),
            func.count(),
        )
        .where(WAITING, NOT_ASIDE)
        .group_by(col(Round.month), col(Round.questionnaire_sha256), col(Comment.item))
        .order_by(col(Round.month).desc(), col(Comment.item))
    )
    return [Left(*row) for row in session.execute(query)]


def codings_of(session: Session, comment_ids: Iterable[int]) -> dict[int, list[Code]]:
    """{comment's id: the codes that it has, left ones among them}."""
    found: dict[int, list[Code]] = {}
    for comment_id, code in session.execute(CODINGS, {"ids": sorted(set(comment_ids))}):
        found.setdefault(comment_id, []).append(code)
    return found


def _of_part(query: Select[Any], part: Part) -> Select[Any]:
    if part.month:
        query = query.where(col(Round.month) == part.month)
    if part.items is not None:
        query = query.where(col(Comment.item).in_(sorted(part.items)))
    return query
