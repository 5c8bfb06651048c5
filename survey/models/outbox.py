from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class OutboxKind(StrEnum):
    INVITATION = "invitation"
    DRAFT_EDITION = "draft-edition"
    PUBLISH_EDITION = "publish-edition"


class OutboxState(StrEnum):
    QUEUED = "queued"
    DONE = "done"
    DEAD = "dead"


class OutboxItem(SQLModel, table=True):
    """A message or a slow piece of work, written in the transaction that causes it.

    `subject_id` is the invitation or the edition that it is about. `sealed_token` holds a
    personal link's token, encrypted, and is wiped once the item is done or dead. `key` is its
    stable identity: a message's Message-ID. A worker owns it until `leased_until`.
    """

    __tablename__ = "outbox_item"

    id: int | None = Field(default=None, primary_key=True)
    kind: OutboxKind = Field(sa_type=choice(OutboxKind))
    subject_id: int
    key: str = Field(unique=True)
    sealed_token: str = ""
    state: OutboxState = Field(sa_type=choice(OutboxState), default=OutboxState.QUEUED, index=True)
    due_at: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    last_error: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
