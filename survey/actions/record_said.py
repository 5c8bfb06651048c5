from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.queue_thanks import Thanks
from survey.actions.submit_response import submit_response
from survey.clock import london_moment
from survey.errors import AlreadyAnswered
from survey.models import Invitation, Mode, Response
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import response_by_key, standing_response

WAYS = {
    Mode.FORM: "answered the form",
    Mode.INTERVIEW: "was interviewed",
    Mode.PAPER: "answered on paper",
    Mode.TELEPHONE: "answered by telephone",
}


def record_said(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    mode: Mode,
    idempotency_key: str,
    now: datetime,
    thanks: Thanks | None = None,
) -> tuple[Response, bool]:
    """Store `document`, which somebody else typed for the person; and whether it is new.

    The same `idempotency_key` again gives the response of the first time. Raises `AlreadyAnswered`
    where the person has been heard this month, but for an interview, which is kept all the same;
    and whatever `submit_response` raises.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever submits meanwhile waits for us
    new = response_by_key(session, idempotency_key) is None
    if new and mode is not Mode.INTERVIEW:
        refuse_heard(session, invitation)
    response = submit_response(
        session,
        invitation=invitation,
        expanded=expanded,
        document=document,
        mode=mode,
        idempotency_key=idempotency_key,
        now=now,
        thanks=thanks,
    )
    return response, new


def refuse_heard(session: Session, invitation: Invitation) -> None:
    standing = standing_response(session, invitation.id or 0)
    if standing is not None:
        raise AlreadyAnswered(heard_sentence(standing.mode, standing.submitted_at))


def heard_sentence(mode: Mode, heard_at: datetime) -> str:
    return (
        f"{heard_already(mode, heard_at)} "
        "A person is heard once a month, so nothing else can be recorded."
    )


def heard_already(mode: Mode, heard_at: datetime) -> str:
    return f"This person {WAYS[mode]} this month, on {london_moment(heard_at)}."
