from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice

# What has a lower revision is kept without counting.
FIRST_REVISION = 1


class Mode(StrEnum):
    FORM = "form"
    INTERVIEW = "interview"
    PAPER = "paper"
    TELEPHONE = "telephone"


class NoView(StrEnum):
    TOO_EARLY = "too-early"
    NOT_CLOSE = "not-close"


class Response(SQLModel, table=True):
    """What was submitted; never changed, only superseded by a later revision.

    The highest revision counts. What was kept without ever counting, because the person had been
    heard already, has a revision below 1; see `Clash`. `idempotency_key` makes a second click give
    the same receipt.
    """

    __table_args__ = (UniqueConstraint("invitation_id", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id")
    revision: int
    mode: Mode = Field(sa_type=choice(Mode))
    reference: str = Field(unique=True)
    idempotency_key: str = Field(unique=True)
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    simulated: bool = False


class Answer(SQLModel, table=True):
    """One score or one 'no view' on one item and measure.

    `round_id` and `group_id` are its invitation's and `mode` its response's: neither changes once
    somebody is heard. They stand here so that all of a round can be counted from one index, in its
    order, without a look at any table.
    """

    __table_args__ = (
        UniqueConstraint("response_id", "item", "measure"),
        CheckConstraint("(score IS NULL) <> (no_view IS NULL)", name="score_or_no_view"),
        Index(
            "ix_answer_counted",
            "round_id", "item", "measure", "group_id", "mode", "score", "no_view",
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id")
    item: str
    measure: str
    score: int | None = None
    no_view: NoView | None = Field(default=None, sa_type=choice(NoView))
    round_id: int
    group_id: int
    mode: Mode = Field(sa_type=choice(Mode))
