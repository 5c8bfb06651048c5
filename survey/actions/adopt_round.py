from datetime import datetime

from sqlmodel import Session

from survey.actions.keep_dates import keep_dates
from survey.errors import NotFound
from survey.models import PlannedRound
from survey.queries.planned_dates import MonthDates
from survey.queries.planned_rounds import plan_to_change, round_to_change
from survey.queries.rounds import questionnaire


def adopt_round(session: Session, month: str, now: datetime) -> PlannedRound:
    """The plan of `month`, locked; a round that was opened before there was a calendar gets one.

    NotFound where there is neither.
    """
    plan = plan_to_change(session, month)
    if plan is not None:
        return plan
    round_ = round_to_change(session, month)
    if round_ is None:
        raise NotFound(f"'{month}' is not in the calendar: plan it, or open it by hand.")
    asked = questionnaire(session, round_.questionnaire_sha256)
    plan = PlannedRound(month=month, definition=asked.questionnaire_id, thanks=round_.thanks)
    session.add(plan)
    session.flush()
    dates = MonthDates(month, round_.opens_at, (), None, round_.closes_at, round_.grace_minutes)
    keep_dates(session, plan, dates, now, opening=False)
    return plan
