from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class OutboxKind(StrEnum):
    # Messages, about an invitation.
    INVITATION = "invitation"
    REMINDER = "reminder"
    LAST_DAY = "last-day"
    THANKS = "thanks"
    INTERVIEW = "interview"
    CODE = "code"
    READ_BACK = "read-back"
    TEST = "test"
    # The calendar, about a planned round.
    OPEN_ROUND = "open-round"
    REMIND = "remind"
    REMIND_LAST_DAY = "remind-last-day"
    CLOSE_ROUND = "close-round"
    # Every night and at each close: what the figures warn of.
    WATCH = "watch"
    # Slow work, about an edition.
    DRAFT_EDITION = "draft-edition"
    PUBLISH_EDITION = "publish-edition"
    REDRAW_EDITION = "redraw-edition"


MESSAGES = frozenset(
    {
        OutboxKind.INVITATION,
        OutboxKind.REMINDER,
        OutboxKind.LAST_DAY,
        OutboxKind.THANKS,
        OutboxKind.INTERVIEW,
        OutboxKind.CODE,
        OutboxKind.READ_BACK,
        OutboxKind.TEST,
    }
)
CALENDAR = frozenset(
    {
        OutboxKind.OPEN_ROUND,
        OutboxKind.REMIND,
        OutboxKind.REMIND_LAST_DAY,
        OutboxKind.CLOSE_ROUND,
    }
)


class OutboxState(StrEnum):
    """`dropped`: no longer wanted. `dead`: it failed for good. `bounced`: delivered, then returned.

    `uncertain`: handed to the mail server, which never said whether it took it; nobody sends it
    again but a manager.
    """

    QUEUED = "queued"
    DONE = "done"
    DROPPED = "dropped"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    BOUNCED = "bounced"


class OutboxItem(SQLModel, table=True):
    """A message, a date of the calendar or a slow piece of work, written by what causes it.

    `subject_id` is the invitation, the planned round or the edition that it is about; a test
    message has none. `cause_id` is the row of the calendar that queued it: each causes one
    message a subject. `sealed_token` holds a personal link's token, encrypted, and is wiped once
    the item is settled. `key` is its stable identity: a message's Message-ID. A worker owns it
    until `leased_until`; `handed_at` is when it began to hand the text to the mail server.
    `detail` is a JSON object of what only this kind needs.
    """

    __tablename__ = "outbox_item"
    __table_args__ = (
        UniqueConstraint("cause_id", "subject_id"),
        Index("ix_outbox_item_state_due_at", "state", "due_at"),
        Index("ix_outbox_item_kind_subject_id", "kind", "subject_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: OutboxKind = Field(sa_type=choice(OutboxKind))
    subject_id: int
    key: str = Field(unique=True)
    sealed_token: str = ""
    state: OutboxState = Field(sa_type=choice(OutboxState), default=OutboxState.QUEUED)
    due_at: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    last_error: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cause_id: int | None = Field(default=None, foreign_key="outbox_item.id")
    domain: str = ""
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    detail: str = "{}"
