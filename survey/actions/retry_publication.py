from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.refuse_before_election import refuse_before_election
from survey.actions.request_draft import queue, subject, waits
from survey.errors import Conflict
from survey.models import Edition, EditionState, OutboxKind


def retry_publication(session: Session, *, edition: Edition, actor: str, now: datetime) -> None:
    """Let the worker publish a signed-off edition once more, after it has given up.

    Refused before an election without the monitoring officer's decision.
    """
    kind = OutboxKind.PUBLISH_EDITION
    if edition.state is not EditionState.APPROVED or waits(session, edition, kind):
        raise Conflict("This edition does not wait to be published again.")
    refuse_before_election(session, edition=edition, now=now)
    queue(session, edition, kind, now)
    record_event(
        session, actor=actor, action="publication retried", subject=subject(edition), now=now
    )
