"""What one person has said for themself over the months, in whichever seat or as a deputy."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from survey.models import Answer, Invitation, Response, Round
from survey.queries.recipients import written_to

# Built once, because building a statement costs as much as running it.
ANY = (
    select(col(Response.id))
    .join(Invitation, col(Invitation.id) == col(Response.invitation_id))
    .where(written_to(bindparam("person_id")))
    .limit(1)
)

OWN = (
    select(Round, Invitation, Response)
    .join(Invitation, col(Invitation.round_id) == col(Round.id))
    .join(Response, col(Response.invitation_id) == col(Invitation.id))
    .where(written_to(bindparam("person_id")))
    .order_by(col(Round.month).desc(), col(Response.revision))
)


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """One month in which they answered: `standing` is the last revision."""

    round: Round
    invitation: Invitation
    standing: Response


def has_answered(session: Session, person_id: int) -> bool:
    """Whether the person has answered for themself in any round."""
    return session.scalars(ANY, {"person_id": person_id}).first() is not None


def own_months(session: Session, person_id: int) -> list[OwnMonth]:
    """Every month in which the person has answered for themself, the latest first."""
    # Of several revisions the last replaces the others.
    found = {row[0].month: OwnMonth(*row) for row in session.execute(OWN, {"person_id": person_id})}
    return list(found.values())


def own_answers(session: Session, months: list[OwnMonth]) -> dict[int, dict[tuple[str, str], str]]:
    """{response's id: {(item, measure): option id}} of `months`, in one statement."""
    ids = [month.standing.id or 0 for month in months]
    given: dict[int, dict[tuple[str, str], str]] = {response_id: {} for response_id in ids}
    for answer in session.scalars(select(Answer).where(col(Answer.response_id).in_(ids))):
        value = answer.no_view.value if answer.no_view else str(answer.score)
        given[answer.response_id][answer.item, answer.measure] = value
    return given
