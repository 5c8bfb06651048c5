from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, or_

from analysis.periods import month_label
from survey.actions.adopt_round import adopt_round
from survey.actions.keep_dates import dates_held
from survey.actions.queue_messages import UNTIL_RESUMED
from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict, SurveyError
from survey.models import OutboxItem, OutboxState, Round
from survey.queries.planned_rounds import round_to_change
from survey.queries.recipients import about_round
from survey.queries.rounds import round_by_month


def pause_round(session: Session, *, month: str, reason: str, actor: str, now: datetime) -> Round:
    """Stop the open round of `month`: nothing is sent and nothing falls due until it is resumed.

    What a worker holds at this moment still leaves. NotFound where there is no round, Conflict
    where it is closed or paused already.
    """
    if not reason.strip():
        raise SurveyError("Say why the round is paused: the reason stays in its history.")
    plan = adopt_round(session, month, now)
    round_ = round_to_change(session, month) or round_by_month(session, month)
    refuse_not_running(round_)
    round_.paused_at = now
    session.add(round_)
    for row in dates_held(session, plan):
        if row.state is OutboxState.QUEUED:
            row.leased_until = UNTIL_RESUMED
    hold_messages(session, round_, now)
    record_event(
        session,
        actor=actor,
        action="round paused",
        subject=f"round {month}",
        now=now,
        reason=reason.strip(),
    )
    return round_


def refuse_not_running(round_: Round) -> None:
    name = month_label(round_.month)
    if round_.closed_at is not None:
        raise Conflict(f"{name} was closed already, on {london_moment(round_.closed_at)}.")
    if round_.paused_at is not None:
        raise Conflict(f"{name} is paused already, since {london_moment(round_.paused_at)}.")


def hold_messages(session: Session, round_: Round, now: datetime) -> None:
    free = or_(col(OutboxItem.leased_until).is_(None), col(OutboxItem.leased_until) <= now)
    session.execute(
        update(OutboxItem).where(about_round(round_), free).values(leased_until=UNTIL_RESUMED)
    )
