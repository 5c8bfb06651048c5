from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime


class InsightPack(SQLModel, table=True):
    """What observers read of one month: one frozen JSON payload, numbered within it, hashed.

    It is a release: until somebody else has signed it off at `released_at`, only the panel team
    sees it.
    """

    __tablename__ = "insight_pack"
    __table_args__ = (UniqueConstraint("month", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    month: str
    number: int
    payload: str
    sha256: str
    made_by: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    released_by: str = ""
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
