"""What the calendar asks for: months open, remind and close by it, each date once.

A row is looked at anew before it is done, with its month locked: whoever has moved, paused or
closed the month meanwhile, or another worker that took the row over, has the last word.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.close_round import close_round
from survey.actions.open_planned import ACTOR, open_planned
from survey.actions.remind_round import queue_wave
from survey.clock import london_moment
from survey.config import Settings
from survey.errors import SurveyError
from survey.mail.outcomes import Dropped, NotYet, Postponed
from survey.models import OutboxItem, OutboxState, PlannedRound, Round
from survey.queries.calendar import REMINDING, calendar_rows, planned_at
from survey.queries.planned_rounds import (
    as_it_stands,
    database_time,
    plan_by_id,
    round_to_change,
)
from survey.worker.lease import TakenOver

Work = Callable[[Session, OutboxItem, Settings, datetime], None]
Date = Callable[[Session, PlannedRound, OutboxItem, Settings, datetime], None]


def once(date: Date) -> Work:
    """`date` as the worker's work; TakenOver where the row is another's by now, or was put off."""

    @wraps(date)
    def work(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
        plan = plan_by_id(session, item.subject_id)
        row = as_it_stands(session, item)
        mine = row.state is OutboxState.QUEUED and row.leased_until == item.leased_until
        if not mine or row.due_at > now:
            session.rollback()
            raise TakenOver
        refuse_early(session, row)
        date(session, plan, row, settings, now)

    return work


def refuse_early(session: Session, row: OutboxItem) -> None:
    """NotYet where the database's clock disagrees: this machine's may be fast, by an hour say."""
    there = database_time(session)
    if there is not None and there < row.due_at:
        raise NotYet(
            f"The database's clock says {london_moment(there)}, before this is due: "
            "set the clocks of both machines right."
        )


@once
def open_month(
    session: Session, plan: PlannedRound, row: OutboxItem, settings: Settings, now: datetime
) -> None:
    if round_to_change(session, plan.month) is not None:
        raise Dropped(f"{month_label(plan.month)} was opened by hand.")
    try:
        open_planned(session, plan=plan, by=row.id or 0, secret_key=settings.secret_key, now=now)
    except SurveyError as error:
        # Somebody can mend it while its time lasts: a plan to import, a month to close.
        raise Postponed(str(error)) from error


@once
def remind(
    session: Session, plan: PlannedRound, row: OutboxItem, settings: Settings, now: datetime
) -> None:
    round_ = open_round_of(session, plan)
    refuse_useless(session, plan, round_, row, now)
    queue_wave(
        session, round_=round_, wave=row, secret_key=settings.secret_key, actor=ACTOR, now=now
    )


@once
def close_month(
    session: Session, plan: PlannedRound, row: OutboxItem, _settings: Settings, now: datetime
) -> None:
    open_round_of(session, plan)
    close_round(session, month=plan.month, actor=ACTOR, now=now, by=row.id)


def open_round_of(session: Session, plan: PlannedRound) -> Round:
    """The round of `plan`, locked; NotYet until it opens, Dropped once it is closed."""
    round_ = round_to_change(session, plan.month)
    if round_ is None:
        raise NotYet(f"{month_label(plan.month)} has not opened yet.")
    if round_.closed_at is not None:
        raise Dropped(f"{month_label(plan.month)} closed first.")
    return round_


def refuse_useless(
    session: Session, plan: PlannedRound, round_: Round, row: OutboxItem, now: datetime
) -> None:
    """Dropped where a worker that was away would remind right after inviting, or twice at once."""
    if round_.closes_at <= now:
        raise Dropped(f"Its time was over, on {london_moment(round_.closes_at)}.")
    if planned_at(row) <= round_.opens_at:
        raise Dropped(f"The month opened late, on {london_moment(round_.opens_at)}, after it.")
    for other in calendar_rows(session, plan.id)[plan.id or 0]:
        waits = other.kind in REMINDING and other.state is OutboxState.QUEUED
        if waits and row.due_at < other.due_at <= now:
            raise Dropped(f"The reminder of {london_moment(other.due_at)} is due as well.")
