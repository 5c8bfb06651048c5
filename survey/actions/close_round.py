from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session

from survey.actions.keep_dates import dates_held, drop_date, set_date
from survey.actions.queue_watch import queue_watch
from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import OutboxItem, OutboxKind, OutboxState, Round, RoundState
from survey.queries.calendar import LATE, in_words
from survey.queries.planned_rounds import plan_to_change, round_to_change
from survey.queries.recipients import about_round
from survey.queries.rounds import round_by_month


def close_round(
    session: Session, *, month: str, actor: str, now: datetime, by: int | None = None
) -> Round:
    """Close the round of `month`: from now on its links are gone and its answers are counted.

    Closed before its time, that time is now, and no reminder follows. `by` is the id of the
    calendar's row that asks for it. NotFound where the month has no round, Conflict where it is
    closed already.
    """
    plan = plan_to_change(session, month)
    round_ = round_to_change(session, month) or round_by_month(session, month)
    if round_.closed_at is not None:
        raise Conflict(f"Round {month} was closed already, on {london_moment(round_.closed_at)}.")
    facts = timing(round_, now)
    round_.state = RoundState.CLOSED
    round_.closed_at = now
    round_.closes_at = min(round_.closes_at, now)
    round_.paused_at = None
    session.add(round_)
    for row in dates_held(session, plan) if plan else ():
        if row.kind is OutboxKind.CLOSE_ROUND and row.id != by:
            set_date(row, round_.closes_at)
            row.state, row.done_at, row.leased_until = OutboxState.DONE, now, None
        elif row.id != by:
            drop_date(row, "The round closed first.", now)
    wipe_links(session, round_)
    queue_watch(session, now=now, closed=round_)
    record_event(
        session, actor=actor, action="round closed", subject=f"round {month}", now=now, **facts
    )
    return round_


def wipe_links(session: Session, round_: Round) -> None:
    """Nobody sends again what may have been delivered, now that its link is gone."""
    session.execute(
        update(OutboxItem).where(about_round(round_, OutboxState.UNCERTAIN)).values(sealed_token="")
    )


def timing(round_: Round, now: datetime) -> dict[str, str]:
    """What an event tells of a closing before or after its time."""
    if now < round_.closes_at:
        return {"closed_early_instead_of": round_.closes_at.isoformat()}
    late = now - round_.closes_at - timedelta(minutes=round_.grace_minutes)
    return {"late_by": in_words(late)} if late > LATE else {}
