from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.queue_thanks import Thanks
from survey.actions.record_event import record_event
from survey.actions.record_said import record_said
from survey.models import Invitation, Mode, Response

DEEDS = {Mode.PAPER: "paper form entered", Mode.TELEPHONE: "answers by telephone entered"}


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
    mode: Mode = Mode.PAPER,
) -> Response:
    """Store `document` as what came back on paper on `received_on`, as `record_said` does.

    With the `mode` telephone it is what was said when they were rung, or rang, on that day.
    """
    response, new = record_said(
        session,
        invitation=invitation,
        expanded=expanded,
        document=document,
        mode=mode,
        idempotency_key=idempotency_key,
        now=now,
        thanks=thanks,
    )
    if new:
        record_event(
            session,
            actor=actor,
            action=DEEDS[mode],
            subject=f"invitation {invitation.id}",
            now=now,
            received_on=received_on.isoformat(),
        )
    return response
