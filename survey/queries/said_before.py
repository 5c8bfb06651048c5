"""What somebody said in earlier rounds, for their own eyes."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session, col

from survey.models import Answer, Invitation, NoView, Response, Round
from survey.queries.recipients import written_to


class Said(NamedTuple):
    """One answer as it stood when its round ended, and the hash of what was asked in it."""

    month: str
    questionnaire_sha256: str
    item: str
    measure: str
    score: int | None
    no_view: NoView | None


# Of every invitation the last revision counts; of every question the latest earlier month.
LAST_REVISION = (
    select(func.max(Response.revision))
    .where(col(Response.invitation_id) == col(Invitation.id))
    .correlate(Invitation)
    .scalar_subquery()
)
LATEST_FIRST = func.row_number().over(
    partition_by=(col(Answer.item), col(Answer.measure)), order_by=col(Round.month).desc()
)
EARLIER = (
    select(
        col(Round.month),
        col(Round.questionnaire_sha256),
        col(Answer.item),
        col(Answer.measure),
        col(Answer.score),
        col(Answer.no_view),
        LATEST_FIRST.label("place"),
    )
    .join(Response, col(Response.id) == col(Answer.response_id))
    .join(
        Invitation,
        and_(
            col(Invitation.id) == col(Response.invitation_id),
            col(Response.revision) == LAST_REVISION,
        ),
    )
    .join(Round, col(Round.id) == col(Invitation.round_id))
    .where(
        written_to(bindparam("person_id")),
        col(Round.month) < bindparam("month"),
        col(Answer.item).in_(bindparam("items", expanding=True)),
    )
    .subquery()
)
LATEST = select(*list(EARLIER.c)[:-1]).where(EARLIER.c.place == 1)


def said_before(session: Session, person_id: int, month: str, items: Iterable[str]) -> list[Said]:
    """The last answer that the person gave, for themself, to each question on one of `items`.

    Only rounds before `month` count; a deputy has spoken for themself, not for whom they stood in.
    """
    parameters = {"person_id": person_id, "month": month, "items": list(items)}
    return [Said(*row) for row in session.execute(LATEST, parameters)]
