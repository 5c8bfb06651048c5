from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import OutboxItem, OutboxState
from survey.queries.outbox import uncertain_messages


def resend_uncertain(
    session: Session, *, month: str, actor: str, now: datetime, only: int | None = None
) -> int:
    """Queue again every uncertain message of the round of `month`; how many that were.

    `only` is the one invitation whose messages are meant. Each keeps its Message-ID, so that a
    mail program that has the first copy can tell that the second is the same.
    """
    again = [
        item
        for item in uncertain_messages(session, month)
        if only is None or item.subject_id == only
    ]
    for item in again:
        queue_again(item, now)
    if again:
        invitations = sorted({item.subject_id for item in again})
        record_event(
            session,
            actor=actor,
            action="uncertain mail sent again",
            subject=f"round {month}",
            now=now,
            messages=len(again),
            invitations=invitations,
        )
    return len(again)


def queue_again(item: OutboxItem, now: datetime) -> None:
    item.state = OutboxState.QUEUED
    item.due_at = now
    item.handed_at = None
    item.leased_until = None
    item.attempts = 0
