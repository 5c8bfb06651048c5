"""What was submitted."""

from sqlalchemy import bindparam, func, or_
from sqlmodel import Session, col, select

from questionnaires.expanded import ExpandedQuestionnaire
from survey.models import FIRST_REVISION, Answer, Comment, Invitation, Response
from survey.queries.recipients import recipient, written_to

# Built once, because building a statement costs as much as running it.
SENT_ALREADY = select(Response).where(
    or_(
        col(Response.invitation_id) == bindparam("invitation_id"),
        col(Response.idempotency_key) == bindparam("idempotency_key"),
    )
)
ELSEWHERE = (
    select(Response.id)
    .join(Invitation, col(Invitation.id) == col(Response.invitation_id))
    .where(
        written_to(bindparam("person_id")),
        col(Invitation.id) != bindparam("invitation_id"),
    )
    .limit(1)
)
GIVEN = select(Answer.item, Answer.measure, Answer.no_view, Answer.score).where(
    col(Answer.response_id) == bindparam("response_id")
)
SAID = select(Comment.field, Comment.text, Comment.permission).where(
    col(Comment.response_id) == bindparam("response_id")
)


def sent_already(
    session: Session, invitation_id: int, idempotency_key: str
) -> tuple[Response | None, Response | None]:
    """The response that an earlier try with this key has made, and the one that counts now."""
    parameters = {"invitation_id": invitation_id, "idempotency_key": idempotency_key}
    found = session.scalars(SENT_ALREADY, parameters).all()
    same = next((each for each in found if each.idempotency_key == idempotency_key), None)
    own = [
        each
        for each in found
        if each.invitation_id == invitation_id and each.revision >= FIRST_REVISION
    ]
    return same, max(own, key=lambda each: each.revision, default=None)


def standing_response(session: Session, invitation_id: int) -> Response | None:
    """The response that counts for this invitation: its last revision."""
    return session.exec(
        select(Response)
        .where(Response.invitation_id == invitation_id, Response.revision >= FIRST_REVISION)
        .order_by(col(Response.revision).desc())
    ).first()


def kept_revision(session: Session, invitation_id: int) -> int:
    """A revision for what is kept without counting: below 1, and below all that was kept before."""
    lowest = session.scalar(
        select(func.min(Response.revision)).where(Response.invitation_id == invitation_id)
    )
    return min(FIRST_REVISION if lowest is None else lowest, FIRST_REVISION) - 1


def response_by_key(session: Session, idempotency_key: str) -> Response | None:
    """The response that an earlier try with this key has made."""
    statement = select(Response).where(Response.idempotency_key == idempotency_key)
    return session.exec(statement).first()


def comment_in(session: Session, response_id: int, field: str) -> Comment | None:
    """What the response said in the comment `field`; None where that was left out."""
    statement = select(Comment).where(Comment.response_id == response_id, Comment.field == field)
    return session.exec(statement).first()


def document_of(
    session: Session, response_id: int, expanded: ExpandedQuestionnaire
) -> dict[str, str]:
    """What the response said, in the shape of a draft document.

    A comment that was left out is there as empty text, so that its section counts as seen.
    """
    of_it = {"response_id": response_id}
    given = {
        (item, measure): no_view.value if no_view else str(score)
        for item, measure, no_view, score in session.execute(GIVEN, of_it)
    }
    said = {field: rest for field, *rest in session.execute(SAID, of_it)}
    document = {}
    for field in expanded.fields:
        about = (field.item or "", field.question.measure or "")
        if field.question.kind == "comment":
            text, permission = said.get(field.name, ("", None))
            document[field.name] = text
            if permission is not None:
                document[field.permission_name] = permission.value
        elif about in given:
            document[field.name] = given[about]
    return document


def answered_before(session: Session, invitation: Invitation) -> bool:
    """Whether the invited person, or the deputy, has answered for themself in another round."""
    parameters = {"person_id": recipient(invitation), "invitation_id": invitation.id}
    return session.scalars(ELSEWHERE, parameters).first() is not None
