from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from questionnaires.expand import ExpandedQuestionnaire
from survey.actions.queue_thanks import Thanks
from survey.actions.record_event import record_event
from survey.actions.record_interview import refuse_heard
from survey.actions.submit_response import submit_response
from survey.models import Invitation, Mode, Response
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import response_by_key


def record_paper(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    received_on: date,
    idempotency_key: str,
    actor: str,
    now: datetime,
    thanks: Thanks | None = None,
) -> Response:
    """Store `document` as what came back on a paper form on `received_on`.

    The same `idempotency_key` again gives the response of the first time. Raises `AlreadyAnswered`
    where the person has been heard this month, and whatever `submit_response` raises.
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
        mode=Mode.PAPER,
        idempotency_key=idempotency_key,
        now=now,
        thanks=thanks,
    )
    if not repeated:
        record_event(
            session,
            actor=actor,
            action="paper form entered",
            subject=f"invitation {invitation.id}",
            now=now,
            received_on=received_on.isoformat(),
        )
    return response
