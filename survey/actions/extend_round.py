from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.adopt_round import adopt_round
from survey.actions.keep_dates import dates_held, put_off, refuse_overlap
from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict, SurveyError
from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.queries.planned_rounds import round_to_change
from survey.working_days import later


def extend_round(session: Session, *, month: str, days: int, actor: str, now: datetime) -> datetime:
    """Let `month`, planned, open or paused, close `days` working days later; gives the moment.

    A reminder for the last day that has not gone yet goes on the new one. NotFound where there is
    no such month; Conflict where it is closed or skipped, or where the next round would overlap.
    """
    if days < 1:
        raise SurveyError("A round is extended by one working day or more.")
    plan = adopt_round(session, month, now)
    before = calendar_month(session, month)
    refuse_ended(before)
    dates = replace(before.dates, closes_at=later(before.closes_at, days))
    if dates.closes_at <= now:
        raise SurveyError(
            f"{month_label(month)} would close on {london_moment(dates.closes_at)}, which is past: "
            "extend it by more days."
        )
    refuse_overlap(session, dates)
    for row in dates_held(session, plan):
        if row.kind in (OutboxKind.REMIND_LAST_DAY, OutboxKind.CLOSE_ROUND):
            put_off_if_due(row, days)
    set_closing(session, month, dates.closes_at)
    record_event(
        session,
        actor=actor,
        action="round extended",
        subject=f"round {month}",
        now=now,
        working_days=days,
        closed_at_before=before.closes_at.isoformat(),
        closes_at=dates.closes_at.isoformat(),
    )
    return dates.closes_at


def refuse_ended(month: CalendarMonth) -> None:
    """Conflict where it is closed or was skipped."""
    name = month_label(month.month)
    if month.closed_at is not None:
        raise Conflict(f"{name} was closed already, on {london_moment(month.closed_at)}.")
    if month.state is CalendarState.SKIPPED:
        raise Conflict(f"{name} was skipped: plan it again first.")


def put_off_if_due(row: OutboxItem, days: int) -> None:
    """Put off what has not happened yet."""
    if row.state in (OutboxState.QUEUED, OutboxState.DEAD):
        put_off(row, days)


def set_closing(session: Session, month: str, closes_at: datetime) -> None:
    """Let the round of `month`, if it has one yet, close at `closes_at`."""
    round_ = round_to_change(session, month)
    if round_ is not None:
        round_.closes_at = closes_at
        session.add(round_)
