from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class MessageKind(StrEnum):
    """What a message is about, and so which words it has."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    HALF_WAY = "half-way"
    LAST_DAY = "last-day"
    THANKS = "thanks"
    INTERVIEW = "interview"
    READ_BACK = "read-back"


class MessageTemplate(SQLModel, table=True):
    """The words of a kind of message as edited here; the latest version counts.

    `words` is plain text with merge fields. Without a row the shipped words are sent.
    """

    __tablename__ = "message_template"
    __table_args__ = (UniqueConstraint("kind", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: MessageKind = Field(sa_type=choice(MessageKind))
    version: int
    subject: str
    words: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
    saved_by: str


class MailOutcome(StrEnum):
    """How one attempt at a message ended, or what came back afterwards."""

    DELIVERED = "delivered"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"
    BOUNCED = "bounced"


class MailAttempt(SQLModel, table=True):
    """One line of a message's history; `said` is the mail server's answer or the reason."""

    __tablename__ = "mail_attempt"

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="outbox_item.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    domain: str
    outcome: MailOutcome = Field(sa_type=choice(MailOutcome))
    said: str = ""
