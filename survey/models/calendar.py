from datetime import date, datetime

from sqlmodel import Field, SQLModel

from survey.models.columns import UtcDateTime
from survey.models.rounds import GRACE_MINUTES

SUMMARY_DAY = 15


class Schedule(SQLModel, table=True):
    """A rule that has planned `months` rounds from `first_month` on.

    Days are working days of the month in England, the first being 1; times are London's, '09:00'.
    `reminder_days` is separated by blanks. With `last_day` there is one more reminder on the
    closing day; with `thanks` everybody who has answered is thanked. Whoever has begun may finish
    in the `grace_minutes` after closing. A quarter's summary is expected on the `summary_day`th
    working day after the quarter's end.
    """

    id: int | None = Field(default=None, primary_key=True)
    definition: str
    first_month: str
    months: int
    opening_day: int
    opening_time: str
    reminder_days: str
    reminder_time: str
    closing_day: int
    closing_time: str
    last_day: bool
    thanks: bool
    grace_minutes: int = GRACE_MINUTES
    summary_day: int = SUMMARY_DAY
    made_at: datetime = Field(sa_type=UtcDateTime)


class PlannedRound(SQLModel, table=True):
    """A month of the calendar, opened or yet to open.

    When it opens, reminds and closes stands in the outbox alone, as rows whose subject it is. A
    month that is skipped has its reason.
    """

    __tablename__ = "planned_round"

    id: int | None = Field(default=None, primary_key=True)
    month: str = Field(unique=True)
    definition: str
    thanks: bool
    schedule_id: int | None = Field(default=None, foreign_key="schedule.id")
    skipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = ""


class Election(SQLModel, table=True):
    """A poll; the pre-election period runs from the notice to polling day, both included."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    notice_on: date
    polling_on: date
