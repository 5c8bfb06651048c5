import json
from datetime import datetime, timedelta

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.queue_messages import UNTIL_RESUMED
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import OutboxItem, OutboxKind, OutboxState, PlannedRound
from survey.queries.calendar import (
    REMINDING,
    CalendarMonth,
    calendar_rows,
    grace_of,
    overlapping,
    planned_at,
)
from survey.queries.planned_dates import MonthDates
from survey.working_days import later


def keep_dates(
    session: Session,
    plan: PlannedRound,
    dates: MonthDates,
    now: datetime,
    *,
    opening: bool = True,
) -> None:
    """Let the outbox hold `dates` for `plan`, flushed: its rows are made, moved and taken away.

    The month is not open, whatever became of its rows before. Without `opening` nobody waits for
    the date on which it opens: somebody opens it now.
    """
    wanted = {key: (kind, at) for kind, key, at in dates.rows()}
    if not opening:
        del wanted[f"open-{dates.month}"]
    standing = {row.key: row for row in dates_held(session, plan)}
    for key in standing.keys() - wanted.keys():
        if standing[key].kind in REMINDING:
            session.delete(standing[key])  # nothing ever came of it
        else:
            drop_date(standing[key], "The month was opened by hand.", now)
    for key, (kind, at) in wanted.items():
        row = standing.get(key) or OutboxItem(
            kind=kind, subject_id=plan.id or 0, key=key, due_at=at, created_at=now
        )
        row.leased_until = row.done_at = None
        set_date(row, at, dates.grace_minutes if kind is OutboxKind.CLOSE_ROUND else 0)
        session.add(row)
    session.flush()


def dates_held(session: Session, plan: PlannedRound) -> list[OutboxItem]:
    return calendar_rows(session, plan.id)[plan.id or 0]


def put_off(row: OutboxItem, days: int) -> datetime:
    """Let `row`, not done yet, be done `days` working days later than planned; gives the moment."""
    at = later(planned_at(row), days)
    set_date(row, at, grace_of(row))
    return at


def set_date(row: OutboxItem, at: datetime, grace_minutes: int = 0) -> None:
    """Let `row` be done at `at`, or when the grace after it is over, by nobody who holds it now."""
    row.due_at = at + timedelta(minutes=grace_minutes)
    row.detail = json.dumps(
        {"planned": at.isoformat()} | ({"grace": grace_minutes} if grace_minutes else {})
    )
    row.state = OutboxState.QUEUED
    row.leased_until = row.leased_until if row.leased_until == UNTIL_RESUMED else None
    row.attempts = 0
    row.last_error = ""


def drop_date(row: OutboxItem, why: str, now: datetime) -> None:
    if row.state in (OutboxState.QUEUED, OutboxState.DEAD):
        row.state = OutboxState.DROPPED
        row.leased_until = None
        row.done_at = now
        row.last_error = why


def drop_dates(
    session: Session, plan: PlannedRound, why: str, now: datetime, *, but: int | None = None
) -> None:
    """Drop what still waits, except the row with the id `but`, which is being done."""
    for row in dates_held(session, plan):
        if row.id != but:
            drop_date(row, why, now)


def refuse_overlap(session: Session, dates: MonthDates) -> None:
    """Conflict where another month's round would be open at the same time; names both."""
    other = overlapping(session, dates.month, dates.opens_at, dates.closes_at)
    if other is not None:
        raise Conflict(
            f"The round of {spell(dates)} would overlap that of {spell(other)}: "
            "move, skip or close one of them first."
        )


def spell(dates: MonthDates | CalendarMonth) -> str:
    """'July 2018 (Monday 2 July 2018 at 09:00 to Friday 13 July 2018 at 17:00)'."""
    opens_at, closes_at = london_moment(dates.opens_at), london_moment(dates.closes_at)
    return f"{month_label(dates.month)} ({opens_at} to {closes_at})"
