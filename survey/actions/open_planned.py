from datetime import datetime

from sqlmodel import Session

from survey.actions.begin_round import begin_round
from survey.actions.keep_dates import refuse_overlap
from survey.actions.skip_round import skip
from survey.clock import london_moment
from survey.models import PlannedRound, Round
from survey.queries.calendar import calendar_month
from survey.queries.definitions import shipped_definition

ACTOR = "worker"


def open_planned(
    session: Session, *, plan: PlannedRound, by: int, secret_key: str, now: datetime
) -> Round | None:
    """Open the planned month for the calendar's row with the id `by`, which is due.

    Late, it closes when it would have closed; where that is past already the month is skipped,
    and None comes back. Raises a SurveyError where it cannot be opened until something is mended.
    """
    dates = calendar_month(session, plan.month).dates
    if dates.closes_at <= now:
        reason = (
            f"Nothing was running on {london_moment(dates.opens_at)} to open it, nor until its "
            f"closing time, {london_moment(dates.closes_at)}."
        )
        skip(session, plan, reason=reason, actor=ACTOR, now=now, but=by)
        return None
    refuse_overlap(session, dates)
    return begin_round(
        session,
        plan=plan,
        dates=dates,
        definition=shipped_definition(plan.definition),
        secret_key=secret_key,
        actor=ACTOR,
        now=now,
        cause=by,
    )
