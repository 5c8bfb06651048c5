"""Looking for words in all that was said and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from survey.models import (
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
from survey.queries.words_index import asked_of_index, holds, marked, pieces

MOST = 1000
SHOWN: tuple[Any, ...] = (
    Comment.id,
    Comment.field,
    Comment.item,
    Comment.permission,
    Comment.kind,
    Group.name,
    Round.month,
    Round.questionnaire_sha256,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or None is no condition.

    `items` are the refs of a theme and of its aims, or the empty ref of words about no theme.
    """

    words: str = ""
    month: str = ""
    items: frozenset[str] | None = None
    code_id: int | None = None
    kind: CommentKind | None = None
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A comment that was found; `pieces` are its words, each with whether it was looked for."""

    id: int
    field: str
    item: str
    permission: Permission
    kind: CommentKind
    group: str
    month: str
    asked: str
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the latest that were found, MOST at most; `more` where there are others."""

    ids: tuple[int, ...] = field(default=())
    more: bool = False


def found(session: Session, wanted: Wanted) -> Found:
    """What counts and is `wanted`, the newest first."""
    query = _matching(session, select(col(Comment.id)).select_from(Comment), wanted)
    ids = session.scalars(query.order_by(col(Comment.id).desc()).limit(MOST + 1)).all()
    return Found(tuple(each or 0 for each in ids[:MOST]), len(ids) > MOST)


def hits(session: Session, wanted: Wanted, ids: Sequence[int]) -> list[Hit]:
    """The comments `ids` in their order, what was looked for in them told apart."""
    if not ids:
        return []
    asked = asked_of_index(wanted.words)
    words = marked(session, asked, ids) if asked else {}
    query = (
        select(*SHOWN, col(Comment.text))
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(col(Comment.id).in_(ids))
    )
    rows: dict[int, Any] = {row[0]: row for row in session.execute(query)}
    return [hit(rows[each], words.get(each)) for each in ids if each in rows]


def hit(row: Any, marked_words: str | None) -> Hit:
    *facts, words = row
    told = words if marked_words is None else marked_words
    return replace(Hit(*facts), pieces=tuple(pieces(told)))


def _matching(session: Session, query: Select[Any], wanted: Wanted) -> Select[Any]:
    query = query.join(Response, col(Response.id) == Comment.response_id).where(counts())
    asked = asked_of_index(wanted.words)
    if asked:
        query = query.where(holds(session, asked))
    if wanted.month:
        asked_then = (
            select(col(Invitation.id))
            .join(Round, col(Round.id) == Invitation.round_id)
            .where(col(Round.month) == wanted.month)
        )
        query = query.where(col(Response.invitation_id).in_(asked_then))
    if wanted.items is not None:
        query = query.where(col(Comment.item).in_(sorted(wanted.items)))
    if wanted.code_id is not None:
        coded = select(col(Coding.comment_id)).where(col(Coding.code_id) == wanted.code_id)
        query = query.where(col(Comment.id).in_(coded))
    if wanted.kind is not None:
        query = query.where(col(Comment.kind) == wanted.kind)
    if wanted.permission is not None:
        query = query.where(col(Comment.permission) == wanted.permission)
    return query
