from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime, choice


class CommitmentStatus(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


class Worked(StrEnum):
    """What somebody who had raised a thing says of what was done about it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    CANNOT_SAY = "cannot-say"


class Commitment(SQLModel, table=True):
    """'You said, we did': what came of what people said.

    `said` tells it in the organisation's words, `people` how many had said it when this was made.
    `item` is the ref of the aim or theme of the plan, or empty; `due_month` is '2018-09'.
    `clear_of_exempt_by` names the analyst who found that it does not concern an exempt aim near it.
    `outcome` says what came of it. `done_month` is when it was called done, and empty again once
    somebody's 'no' has reopened it at `reopened_at`; `dropped_month` is when it was dropped.
    """

    id: int | None = Field(default=None, primary_key=True)
    said: str
    people: int
    promise: str
    lead: str
    item: str = ""
    clear_of_exempt_by: str = ""
    due_month: str
    status: CommitmentStatus = Field(sa_type=choice(CommitmentStatus))
    outcome: str = ""
    done_month: str = ""
    dropped_month: str = ""
    reopened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    made_by: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class CommitmentCode(SQLModel, table=True):
    """A code that a commitment answers."""

    __tablename__ = "commitment_code"

    commitment_id: int = Field(primary_key=True, foreign_key="commitment.id")
    code_id: int = Field(primary_key=True, foreign_key="code.id", index=True)


class CommitmentVoice(SQLModel, table=True):
    """Somebody who raised what a commitment answers, and whether they say that it worked.

    Nobody but the panel team and they themselves learn of it. An answer is about what was called
    done in `about_month`, and given in the round of the month `answered_in`; when that is done anew
    they are asked again.
    """

    __tablename__ = "commitment_voice"

    commitment_id: int = Field(primary_key=True, foreign_key="commitment.id")
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    worked: Worked | None = Field(default=None, sa_type=choice(Worked))
    about_month: str = ""
    answered_in: str = ""
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
