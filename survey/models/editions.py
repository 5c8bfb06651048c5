from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class EditionState(StrEnum):
    DRAFTING = "drafting"
    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"


class Edition(SQLModel, table=True):
    """A summary as published: one frozen JSON payload, numbered within its period, hashed.

    The payload and its hash are empty until the worker has drafted it.
    """

    __table_args__ = (UniqueConstraint("period", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    period: str
    number: int
    state: EditionState = Field(sa_type=choice(EditionState))
    payload: str = ""
    sha256: str = ""
    drafted_by: str
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: str = ""
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class EditionFile(SQLModel, table=True):
    """One file of a published edition, kept in the editions folder, known by its hash."""

    __tablename__ = "edition_file"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    name: str
    media_type: str
    sha256: str
    size: int


class PreElectionDecision(SQLModel, table=True):
    """The monitoring officer's recorded decision that an edition may appear before an election."""

    __tablename__ = "pre_election_decision"

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    election_id: int = Field(foreign_key="election.id")
    decided_by: str
    decided_on: date
    words: str
    recorded_by: str
    recorded_at: datetime = Field(sa_type=UtcDateTime)
