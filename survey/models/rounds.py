from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice

GRACE_MINUTES = 15


class RoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class FrozenQuestionnaire(SQLModel, table=True):
    """A questionnaire expanded over the plan, as canonical JSON, known by its hash for ever."""

    __tablename__ = "frozen_questionnaire"

    sha256: str = Field(primary_key=True)
    document: str


class Round(SQLModel, table=True):
    """One month; its month is a label, apart from when it opens and closes.

    While it is paused nobody is reminded and no answer is taken. `thanks` says whether everybody
    who has answered is thanked by mail. Whoever had begun before `closes_at` may finish in the
    `grace_minutes` after it.
    """

    id: int | None = Field(default=None, primary_key=True)
    month: str = Field(unique=True)
    state: RoundState = Field(sa_type=choice(RoundState))
    questionnaire_sha256: str = Field(foreign_key="frozen_questionnaire.sha256")
    opens_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    thanks: bool = False
    grace_minutes: int = GRACE_MINUTES


class Invitation(SQLModel, table=True):
    """One person in one round, under the seat and group that count them then.

    A deputy is asked in the person's stead and counted as themself. Without `scores` they talk
    and score nothing. The moments tell when they first opened the form, when they declined the
    month and when they asked to talk instead.
    """

    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    seat_id: int = Field(foreign_key="seat.id", index=True)
    group_id: int = Field(foreign_key="stakeholder_group.id")
    deputy_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    scores: bool = True
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    declined_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    talk_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LinkToken(SQLModel, table=True):
    """The hash of one personal link; the link itself is nowhere but in its message."""

    __tablename__ = "link_token"

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    token_sha256: str = Field(unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Draft(SQLModel, table=True):
    """What is typed so far: one JSON document {field name: string}, and how often it was saved."""

    invitation_id: int = Field(primary_key=True, foreign_key="invitation.id")
    version: int
    document: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
