import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.actions.queue_messages import queue_messages
from survey.models import Invitation, OutboxKind, Response, Round


@dataclass(frozen=True, slots=True)
class Thanks:
    """That somebody is thanked by mail, `copy`: with all that they have said.

    `secret_key` seals the personal link by which they can still change it.
    """

    copy: bool
    secret_key: str


def thanks_of(round_: Round, secret_key: str, *, copy: bool = False) -> Thanks | None:
    """How somebody is thanked in `round_`: with a copy if they want it, else if the round does."""
    return Thanks(copy, secret_key) if copy or round_.thanks else None


def queue_thanks(
    session: Session, *, invitation: Invitation, response: Response, thanks: Thanks, now: datetime
) -> None:
    """Queue the message that thanks for `response`, which is flushed."""
    queue_messages(
        session,
        kind=OutboxKind.THANKS,
        invitations=[invitation],
        cause=None,
        due_at=now,
        secret_key=thanks.secret_key,
        now=now,
        detail=json.dumps({"copy": thanks.copy, "response_id": response.id}),
    )
