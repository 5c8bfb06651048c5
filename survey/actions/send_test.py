from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.wording.checking import refuse_unusable
from survey.actions.wording.trial import Trial
from survey.models import OutboxItem, OutboxKind


def send_test(
    session: Session, *, trial: Trial, recipient: str, actor: str, now: datetime
) -> OutboxItem:
    """Queue the words on trial for `recipient` alone, whether they are saved or not.

    Raises WordsRefused where a message could not be written from them.
    """
    refuse_unusable(trial.kind, trial.subject, trial.words)
    item = OutboxItem(
        kind=OutboxKind.TEST,
        subject_id=0,
        key=f"test-{uuid4().hex}",
        domain=recipient.rpartition("@")[2].lower(),
        due_at=now,
        created_at=now,
        detail=trial.to_detail(recipient),
    )
    session.add(item)
    record_event(
        session, actor=actor, action="test sent", subject=f"message {trial.kind.value}", now=now
    )
    return item
