"""What was submitted."""

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from questionnaires.expanded import ExpandedQuestionnaire
from survey.models import Answer, Comment, Invitation, Response
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


def sent_already(
    session: Session, invitation_id: int, idempotency_key: str
) -> tuple[Response | None, Response | None]:
    """The response that an earlier try with this key has made, and the one that counts now."""
    parameters = {"invitation_id": invitation_id, "idempotency_key": idempotency_key}
    found = session.scalars(SENT_ALREADY, parameters).all()
    same = next((each for each in found if each.idempotency_key == idempotency_key), None)
    own = [each for each in found if each.invitation_id == invitation_id]
    return same, max(own, key=lambda each: each.revision, default=None)


def standing_response(session: Session, invitation_id: int) -> Response | None:
    """The response that counts for this invitation: its last revision."""
    return session.exec(
        select(Response)
        .where(Response.invitation_id == invitation_id)
        .order_by(col(Response.revision).desc())
    ).first()


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
    answers = session.exec(select(Answer).where(Answer.response_id == response_id))
    given = {(a.item, a.measure): a.no_view.value if a.no_view else str(a.score) for a in answers}
    comments = session.exec(select(Comment).where(Comment.response_id == response_id))
    said = {comment.field: comment for comment in comments}
    document = {}
    for field in expanded.fields:
        if field.question.kind == "comment":
            comment = said.get(field.name)
            document[field.name] = comment.text if comment else ""
            if comment:
                document[field.permission_name] = comment.permission.value
        elif (field.item or "", field.question.measure or "") in given:
            document[field.name] = given[field.item or "", field.question.measure or ""]
    return document


def answered_before(session: Session, invitation: Invitation) -> bool:
    """Whether the invited person, or the deputy, has answered for themself in another round."""
    parameters = {"person_id": recipient(invitation), "invitation_id": invitation.id}
    return session.scalars(ELSEWHERE, parameters).first() is not None
