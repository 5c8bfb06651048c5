from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.keep_dates import keep_dates, refuse_overlap
from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict, SurveyError
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.queries.planned_dates import MonthDates
from survey.queries.planned_rounds import planned


def move_round(
    session: Session, *, month: str, dates: MonthDates, actor: str, now: datetime
) -> MonthDates:
    """Give `month`, planned and not open yet, other `dates`; gives them back.

    Conflict where it has opened or was skipped, or where another round overlaps; a SurveyError
    where it would open in the past.
    """
    plan = planned(session, month)
    before = calendar_month(session, month)
    refuse_settled(before)
    dates.check()
    if dates.opens_at < now:
        raise SurveyError(
            f"{london_moment(dates.opens_at)} is past: choose a later opening, or open "
            f"{month_label(month)} by hand."
        )
    keep_dates(session, plan, dates, now)
    refuse_overlap(session, dates)
    record_event(
        session,
        actor=actor,
        action="round moved",
        subject=f"round {month}",
        now=now,
        opened_at_before=before.opens_at.isoformat(),
        opens_at=dates.opens_at.isoformat(),
        closes_at=dates.closes_at.isoformat(),
    )
    return dates


def refuse_settled(month: CalendarMonth) -> None:
    """Conflict unless it is planned and has not opened."""
    name = month_label(month.month)
    if month.state is CalendarState.SKIPPED:
        raise Conflict(f"{name} was skipped: plan it again first.")
    if month.state is not CalendarState.PLANNED:
        raise Conflict(
            f"{name} opened already, on {london_moment(month.opens_at)}: extend it or close it."
        )
