from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from analysis.periods import month_label
from survey.actions.adopt_round import adopt_round
from survey.actions.keep_dates import dates_held, put_off, refuse_overlap
from survey.actions.queue_messages import UNTIL_RESUMED
from survey.actions.record_event import record_event
from survey.clock import london_day
from survey.errors import Conflict
from survey.models import OutboxItem, OutboxState, Round
from survey.queries.calendar import calendar_month
from survey.queries.planned_rounds import round_to_change
from survey.queries.recipients import about_round
from survey.queries.rounds import round_by_month
from survey.working_days import later, working_days_between


def resume_round(session: Session, *, month: str, actor: str, now: datetime) -> Round:
    """Go on with the paused round of `month`; it closes as many working days later as it stood.

    So do the reminders that were still to come, and messages that waited leave. Conflict where it
    is not paused, or where the next round would overlap.
    """
    plan = adopt_round(session, month, now)
    round_ = round_to_change(session, month) or round_by_month(session, month)
    if round_.paused_at is None:
        raise Conflict(f"{month_label(month)} is not paused.")
    days = days_lost(round_.paused_at, round_.closes_at, now)
    closes_at = later(round_.closes_at, days)
    refuse_overlap(session, replace(calendar_month(session, month).dates, closes_at=closes_at))
    for row in dates_held(session, plan):
        if row.state is OutboxState.QUEUED:
            row.leased_until = None
            put_off(row, days)
    release_messages(session, round_)
    round_.closes_at = closes_at
    round_.paused_at = None
    session.add(round_)
    record_event(
        session,
        actor=actor,
        action="round resumed",
        subject=f"round {month}",
        now=now,
        working_days_paused=days,
        closes_at=closes_at.isoformat(),
    )
    return round_


def days_lost(paused_at: datetime, closes_at: datetime, now: datetime) -> int:
    """The working days on which it stood still; one more where its time would be over by now."""
    days = working_days_between(london_day(paused_at), london_day(now))
    return days if later(closes_at, days) > now else days + 1


def release_messages(session: Session, round_: Round) -> None:
    session.execute(
        update(OutboxItem)
        .where(about_round(round_), col(OutboxItem.leased_until) == UNTIL_RESUMED)
        .values(leased_until=None)
    )
