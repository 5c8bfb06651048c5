from datetime import datetime

from sqlmodel import Session

from survey.actions.keep_dates import drop_dates
from survey.actions.move_round import refuse_settled
from survey.actions.record_event import record_event
from survey.errors import SurveyError
from survey.models import PlannedRound
from survey.queries.calendar import calendar_month
from survey.queries.planned_rounds import planned


def skip_round(
    session: Session, *, month: str, reason: str, actor: str, now: datetime
) -> PlannedRound:
    """Ask nobody about `month`, which is planned and not open yet, and keep the `reason`.

    Conflict where it has opened or was skipped already.
    """
    if not reason.strip():
        raise SurveyError("Say why the month is skipped: the reason stays in the calendar.")
    plan = planned(session, month)
    refuse_settled(calendar_month(session, month))
    skip(session, plan, reason=reason.strip(), actor=actor, now=now)
    return plan


def skip(
    session: Session,
    plan: PlannedRound,
    *,
    reason: str,
    actor: str,
    now: datetime,
    but: int | None = None,
) -> None:
    """Mark it, and drop its dates except the row with the id `but`, which is being done."""
    plan.skipped_at = now
    plan.reason = reason
    session.add(plan)
    drop_dates(session, plan, "The month was skipped.", now, but=but)
    record_event(
        session,
        actor=actor,
        action="round skipped",
        subject=f"round {plan.month}",
        now=now,
        reason=reason,
    )
