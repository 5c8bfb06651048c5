from datetime import date, datetime

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime


class Interview(SQLModel, table=True):
    """The conversation behind a response of mode `interview`."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", unique=True)
    facilitator_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    held_on: date
    notes: str = ""


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
