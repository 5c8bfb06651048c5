"""What is kept of figures: counts of closed rounds, early warnings, and the analyst's words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class FrozenTally(SQLModel, table=True):
    """A period counted once, with what it is compared with, as canonical JSON.

    It holds while `fingerprint` is that of the rows it was counted from. `against` is empty where
    it is compared with nothing. What is `inside` has all that was scored, else what is published.
    """

    __tablename__ = "frozen_tally"

    period: str = Field(primary_key=True)
    against: str = Field(primary_key=True, default="")
    inside: bool = Field(primary_key=True)
    fingerprint: str
    document: str
    counted_at: datetime = Field(sa_type=UtcDateTime)


class WarningKind(StrEnum):
    """Rule 14: what makes the panel team look closer."""

    LOW_SHARE = "low-share"
    AGREEMENT = "agreement"
    APART = "apart"
    DOWNWARDS = "downwards"
    NOT_CLOSE = "not-close"
    RESPONSE = "response"
    BLOCK_LOW = "block-low"


class EarlyWarning(SQLModel, table=True):
    """Something in a period's figures that the panel team should look at; never published.

    `detail` is a JSON object of the figures that raised it. It ends when a later count raises it no
    more. Whoever acknowledges it says in `words` what comes of it.
    """

    __tablename__ = "early_warning"
    __table_args__ = (UniqueConstraint("kind", "period", "item", "measure", "block"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: WarningKind = Field(sa_type=choice(WarningKind))
    period: str
    item: str = ""
    measure: str = ""
    block: str = ""
    detail: str
    raised_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    words: str = ""


class Commentary(SQLModel, table=True):
    """What the analyst writes about a theme in a quarter; `theme` is empty for the plan as a whole.

    `version` counts how often it was saved, so that two analysts see each other.
    """

    __table_args__ = (UniqueConstraint("period", "theme"),)

    id: int | None = Field(default=None, primary_key=True)
    period: str
    theme: str = ""
    words: str
    version: int = 1
    changed_by: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
