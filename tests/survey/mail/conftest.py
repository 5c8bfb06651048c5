from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

import pytest
from sqlmodel import Session, col, select

from survey.config import Settings
from survey.mail.writing import message
from survey.models import OutboxItem, OutboxKind
from survey.tokens import new_token, seal
from tests.survey.mail.reading import received

Write = Callable[..., EmailMessage]
Queue = Callable[..., OutboxItem]


@pytest.fixture
def item(session: Session) -> OutboxItem:
    """The first invitation that is queued."""
    query = select(OutboxItem).where(OutboxItem.kind == OutboxKind.INVITATION)
    return session.exec(query.order_by(col(OutboxItem.id))).all()[0]


@pytest.fixture
def write(session: Session, settings: Settings, now: datetime) -> Write:
    """The message of a row as it is received; `settings` and `now` may be others."""

    def written(item: OutboxItem, **others: object) -> EmailMessage:
        facts: dict[str, object] = {"settings": settings, "now": now} | others
        return received(message(session, item=item, **facts))  # type: ignore[arg-type]

    return written


@pytest.fixture
def queued(session: Session, settings: Settings, now: datetime, item: OutboxItem) -> Queue:
    """One more row about the same invitation, of another kind."""

    def row(kind: OutboxKind, detail: str = "{}") -> OutboxItem:
        made = OutboxItem(
            kind=kind,
            subject_id=item.subject_id,
            key=f"{kind.value}-1",
            sealed_token=seal(new_token(), settings.secret_key),
            due_at=now,
            created_at=now,
            detail=detail,
        )
        session.add(made)
        session.flush()
        return made

    return row
