"""Which concerns people spoke of in a month, leaving out what may touch on an exempt aim."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct
from sqlmodel import Session, col, func, or_, select

from survey.models import (
    Code,
    CodeFamily,
    CodeLineage,
    Coding,
    Comment,
    CommentKind,
    Invitation,
    Response,
    Round,
)
from survey.queries.counting import counts, speaker


def people_by_concern(
    session: Session, month: str, private: Iterable[str]
) -> list[tuple[Code, int]]:
    """The concerns of `month` and how many people spoke of each, in the order of their names.

    What counts is people's own words: not a facilitator's notes, and of what was said about one of
    the `private` items only what an analyst has found to be clear of them. The family's own code
    says no more than that it was a concern, so it is not one.
    """
    open_words = or_(col(Comment.item).not_in(list(private)), col(Comment.clear_of_exempt_by) != "")
    people = func.count(distinct(speaker()))
    query = (
        _words(col(Coding.code_id), people, month=month)
        .join(Coding, col(Coding.comment_id) == Comment.id)
        .where(open_words)
        .group_by(col(Coding.code_id))
    )
    found: dict[int, int] = dict(session.execute(query).all())
    codes = select(Code).where(
        col(Code.id).in_(found),
        Code.family == CodeFamily.CONCERN,
        col(Code.parent_id).is_not(None),
    )
    named = session.exec(codes.order_by(Code.name, col(Code.id)))
    return [(code, found[code.id or 0]) for code in named]


def words_to_code(session: Session, month: str) -> int:
    """How many of the words that people said in `month` no analyst has coded yet."""
    query = _words(func.count(), month=month).where(col(Comment.to_code))
    waiting: int = session.execute(query).scalar_one()
    return waiting


def _words(*columns: ColumnElement[Any] | Any, month: str) -> Select[Any]:
    """`columns` over the words that count of `month`."""
    query: Select[Any] = (
        select(*columns)
        .select_from(Comment)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(counts(), Round.month == month, Comment.kind != CommentKind.NOTES)
    )
    return query


def forebears(session: Session) -> dict[int, set[int]]:
    """The codes from which a code has come by splits and mergers, by its id; itself among them."""
    query = select(CodeLineage.new_id, CodeLineage.old_id).order_by(col(CodeLineage.id))
    found: dict[int, set[int]] = {}
    for new, old in session.exec(query):
        found.setdefault(new, {new}).update(found.get(old, {old}))
    return found
