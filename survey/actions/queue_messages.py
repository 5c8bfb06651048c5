from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert
from sqlmodel import Session

from survey.models import Invitation, LinkToken, OutboxItem, OutboxKind, OutboxState
from survey.queries.recipients import domains, paused_rounds, recipient
from survey.tokens import new_token, seal, token_hash

Row = dict[str, Any]
# No worker takes a row that is leased, so what belongs to a paused round waits.
UNTIL_RESUMED = datetime(9000, 1, 1, tzinfo=UTC)


def queue_messages(  # noqa: PLR0913 - who, what, why and when of a wave, each given by name
    session: Session,
    *,
    kind: OutboxKind,
    invitations: Sequence[Invitation],
    cause: int | None,
    due_at: datetime,
    secret_key: str,
    now: datetime,
    detail: str = "{}",
) -> int:
    """Queue a message of `kind` about each of the flushed `invitations`; how many those are.

    Each has a personal link of its own, sealed under `secret_key`. `cause` is the id of the row
    of the calendar that asks for them, None where a person does; `detail` is a JSON object for
    whoever writes them. Those of a paused round wait until it is resumed.
    """
    if not invitations:
        return 0
    domain = domains(session, map(recipient, invitations))
    paused = paused_rounds(session, (invitation.round_id for invitation in invitations))
    wave = {
        "kind": kind,
        "state": OutboxState.QUEUED,
        "due_at": due_at,
        "created_at": now,
        "cause_id": cause,
        "detail": detail,
    }
    links: list[Row] = []
    items: list[Row] = []
    for invitation in invitations:
        token = new_token()
        links.append(link(invitation, token, now))
        own = {
            "subject_id": invitation.id,
            "key": f"{kind}-{uuid4().hex}",
            "sealed_token": seal(token, secret_key),
            "leased_until": UNTIL_RESUMED if invitation.round_id in paused else None,
            "domain": domain[recipient(invitation)],
        }
        items.append(wave | own)
    session.execute(insert(LinkToken), links)
    session.execute(insert(OutboxItem), items)
    return len(items)


def link(invitation: Invitation, token: str, now: datetime) -> Row:
    return {"invitation_id": invitation.id, "token_sha256": token_hash(token), "created_at": now}
