from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.keep_dates import keep_dates, refuse_overlap
from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict, SurveyError
from survey.models import PlannedRound, Schedule
from survey.queries.asked_questionnaire import refuse_strange_audiences
from survey.queries.definitions import shipped_definition
from survey.queries.planned_dates import MonthDates, dates_of
from survey.queries.planned_rounds import plan_to_change
from survey.queries.rounds import months_with_rounds


def plan_rounds(
    session: Session, *, schedule: Schedule, actor: str, now: datetime, replace: bool = False
) -> list[MonthDates]:
    """Plan the months of `schedule`, which is not stored yet; the dates of each.

    With `replace` the months that are planned and not open yet get the new dates, and those that
    were skipped are planned again. Conflict where a month has a round or is planned already, or
    where two rounds would overlap; a SurveyError where a date is past or cannot be kept.
    """
    planned = dates_of(schedule)
    refuse_strange_audiences(session, shipped_definition(schedule.definition))
    refuse_past(planned, now)
    refuse_opened(session, planned)
    schedule.made_at = now
    session.add(schedule)
    session.flush()
    for dates in planned:
        plan = plan_for(session, schedule, dates.month, replace=replace)
        keep_dates(session, plan, dates, now)
    for dates in planned:
        refuse_overlap(session, dates)
    record_event(
        session,
        actor=actor,
        action="months planned",
        subject="the calendar",
        now=now,
        months=[dates.month for dates in planned],
        first_opens_at=planned[0].opens_at.isoformat(),
        last_closes_at=planned[-1].closes_at.isoformat(),
        questionnaire=schedule.definition,
    )
    return planned


def refuse_past(planned: Sequence[MonthDates], now: datetime) -> None:
    for dates in planned:
        if dates.opens_at < now:
            raise SurveyError(
                f"{month_label(dates.month)} would have opened already, on "
                f"{london_moment(dates.opens_at)}: begin with a later month, and open this one by "
                "hand."
            )


def refuse_opened(session: Session, planned: Sequence[MonthDates]) -> None:
    opened = set(months_with_rounds(session))
    for dates in planned:
        if dates.month in opened:
            raise Conflict(f"Round {dates.month} exists already: each month has one round.")


def plan_for(session: Session, schedule: Schedule, month: str, *, replace: bool) -> PlannedRound:
    plan = plan_to_change(session, month) or PlannedRound(month=month, definition="", thanks=False)
    if plan.id is not None and not replace:
        raise Conflict(
            f"{month_label(month)} is in the calendar already: move it, or plan it anew in place "
            "of what stands."
        )
    plan.definition = schedule.definition
    plan.thanks = schedule.thanks
    plan.schedule_id = schedule.id
    plan.skipped_at = None
    plan.reason = ""
    session.add(plan)
    session.flush()
    return plan
