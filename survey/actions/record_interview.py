from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from questionnaires.expand import ExpandedQuestionnaire
from survey.actions.queue_thanks import Thanks
from survey.actions.record_event import record_event
from survey.actions.submit_response import submit_response
from survey.clock import london_moment
from survey.errors import AlreadyAnswered
from survey.models import Interview, Invitation, Mode, Response, User
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import response_by_key, standing_response

WAYS = {
    Mode.FORM: "answered the form",
    Mode.INTERVIEW: "was interviewed",
    Mode.PAPER: "answered on paper",
}


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a facilitator writes down beside the answers."""

    held_on: date
    notes: str


def record_interview(  # noqa: PLR0913  # each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    conversation: Conversation,
    facilitator: User,
    idempotency_key: str,
    now: datetime,
    thanks: Thanks | None = None,
) -> Response:
    """Store `document` as what was said in `conversation`.

    The same `idempotency_key` again gives the response of the first time. Raises `AlreadyAnswered`
    where the holder has been heard this month, and whatever `submit_response` raises.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever submits meanwhile waits for us
    repeated = response_by_key(session, idempotency_key) is not None
    if not repeated:
        refuse_heard(session, invitation)
    response = submit_response(
        session,
        invitation=invitation,
        expanded=expanded,
        document=document,
        mode=Mode.INTERVIEW,
        idempotency_key=idempotency_key,
        now=now,
        thanks=thanks,
    )
    if not repeated:
        write_down(session, response, conversation, facilitator)
        record_event(
            session,
            actor=facilitator.email,
            action="interview recorded",
            subject=f"invitation {invitation.id}",
            now=now,
            held_on=conversation.held_on.isoformat(),
        )
    return response


def refuse_heard(session: Session, invitation: Invitation) -> None:
    standing = standing_response(session, invitation.id or 0)
    if standing is not None:
        raise AlreadyAnswered(heard_sentence(standing.mode, standing.submitted_at))


def heard_sentence(mode: Mode, heard_at: datetime) -> str:
    return (
        f"This person {WAYS[mode]} this month, on {london_moment(heard_at)}. "
        "A person is heard once a month, so nothing else can be recorded."
    )


def write_down(
    session: Session, response: Response, conversation: Conversation, facilitator: User
) -> None:
    if response.id is None:
        raise ValueError("The database gave the response no id.")
    session.add(
        Interview(
            response_id=response.id,
            facilitator_id=facilitator.id,
            held_on=conversation.held_on,
            notes=conversation.notes,
        )
    )
    session.flush()
