from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime


class Record(StrEnum):
    """How sure it is that a record says what its speaker said, the least first."""

    AWAITED = "awaited"
    NOT_CONTRADICTED = "not-contradicted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Interview(SQLModel, table=True):
    """The conversation behind a response of mode `interview`.

    `read_back_at` is when its speaker was sent the link to the record, `confirmed_at` when they
    said that it is right. A correction is a response of its own, with an interview that names the
    one it `corrects_id`, and is confirmed as it is sent.
    """

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", unique=True)
    facilitator_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    held_on: date
    attendees: str = ""
    place: str = ""
    read_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    corrects_id: int | None = Field(default=None, foreign_key="interview.id")

    def record(self, days: int, now: datetime) -> Record:
        """What the record is worth at `now`; it is contradicted within `days` or not at all."""
        if self.corrects_id is not None:
            return Record.CORRECTED
        if self.confirmed_at is not None:
            return Record.CONFIRMED
        if self.read_back_at is not None and self.read_back_at + timedelta(days=days) <= now:
            return Record.NOT_CONTRADICTED
        return Record.AWAITED


class InterviewDraft(SQLModel, table=True):
    """What facilitators have typed of a conversation so far, until they record it.

    One JSON document {field name: string} as a `Draft` has, with the notes of each theme and what
    stands beside the answers. It is apart from the holder's own draft, which only they see.
    """

    __tablename__ = "interview_draft"

    invitation_id: int = Field(primary_key=True, foreign_key="invitation.id")
    version: int
    document: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
    saved_by: str


class Assignment(SQLModel, table=True):
    """A facilitator who is to talk with somebody this month; two may do so together."""

    invitation_id: int = Field(primary_key=True, foreign_key="invitation.id")
    facilitator_id: int = Field(primary_key=True, foreign_key="user.id", index=True)
    assigned_by: str
    assigned_at: datetime = Field(sa_type=UtcDateTime)


class Booking(SQLModel, table=True):
    """A conversation agreed upon; `uid` and `sequence` identify it in people's calendars."""

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    facilitator_id: int = Field(foreign_key="user.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    minutes: int
    place: str
    uid: str = Field(unique=True)
    sequence: int = 0
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Clash(SQLModel, table=True):
    """Somebody was heard twice in one month: one response counts, the other is kept.

    `reason` and who gave it are empty until the facilitator or the manager has decided, with a
    reason, which of the two is to count.
    """

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    counted_id: int = Field(foreign_key="response.id")
    kept_id: int = Field(foreign_key="response.id")
    found_at: datetime = Field(sa_type=UtcDateTime)
    reason: str = ""
    resolved_by: str = ""
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
