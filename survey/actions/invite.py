from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from survey.actions.queue_messages import queue_messages
from survey.models import Invitation, OutboxKind, Round


def invite(
    session: Session,
    *,
    round_: Round,
    invitations: Sequence[Invitation],
    secret_key: str,
    now: datetime,
    cause: int | None = None,
) -> None:
    """Send each of the flushed `invitations` of `round_` a personal link, sealed by `secret_key`.

    Nothing goes out before the round opens. `cause` is the id of the calendar's row that asks for
    it, None where a person does.
    """
    queue_messages(
        session,
        kind=OutboxKind.INVITATION,
        invitations=invitations,
        cause=cause,
        due_at=max(now, round_.opens_at),
        secret_key=secret_key,
        now=now,
    )
