"""How many people spoke of something, as analysts coded what they said.

A person counts once for a code, however often they came back to it. What a code of a family was
merged into or split from is not followed here: codings move with the codes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, distinct, func
from sqlmodel import Session, col, select

from survey.models import Coding, Comment, Invitation, Response, Round
from survey.queries.counting import counts, speaker


@dataclass(frozen=True, slots=True)
class Spoke:
    """That somebody spoke of a code in `month`, in a `field` about `item`.

    `asked` is the hash of the questionnaire that the field belongs to.
    """

    person_id: int
    month: str
    asked: str
    item: str
    field: str


def people_by_code(session: Session, months: Collection[str] | None = None) -> dict[int, int]:
    """{code id: people} over the rounds of `months`, or over all; codes of nobody are left out."""
    query = _spoken(col(Coding.code_id), func.count(distinct(speaker())), months=months)
    return dict(session.execute(query.group_by(col(Coding.code_id))).all())


def speakers(session: Session, code_ids: Iterable[int]) -> set[int]:
    """The ids of the people who spoke of any of the codes: for the panel team alone."""
    query = _spoken(speaker(), months=None).where(col(Coding.code_id).in_(set(code_ids)))
    return set(session.scalars(query))


def spoken_of(session: Session, code_id: int) -> list[Spoke]:
    """Who spoke of the code, when and about what, each once: for the panel team alone."""
    query = (
        _spoken(
            speaker(),
            col(Round.month),
            col(Round.questionnaire_sha256),
            col(Comment.item),
            func.min(Comment.field),
            months=None,
        )
        .where(col(Coding.code_id) == code_id)
        .group_by(speaker(), col(Round.month), col(Round.questionnaire_sha256), col(Comment.item))
    )
    return [Spoke(*row) for row in session.execute(query)]


def _spoken(*columns: object, months: Collection[str] | None) -> Select[tuple[int, int]]:
    """`columns` over the codings of all words that count, in the rounds of `months` or in all."""
    query = (
        select(*columns)  # type: ignore[call-overload]  # columns of several kinds
        .select_from(Coding)
        .join(Comment, col(Comment.id) == Coding.comment_id)
        .join(Response, col(Response.id) == Comment.response_id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(counts())
    )
    spoken: Select[tuple[int, int]] = (
        query if months is None else query.where(col(Round.month).in_(months))
    )
    return spoken
