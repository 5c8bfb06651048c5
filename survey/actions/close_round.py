from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict
from survey.models import Round, RoundState
from survey.queries.rounds import round_by_month


def close_round(session: Session, *, month: str, actor: str, now: datetime) -> Round:
    """Close the round of `month`: from now on its links are gone and its answers are counted.

    NotFound where the month has no round, Conflict where it is closed already.
    """
    round_ = round_by_month(session, month)
    if round_.closed_at is not None:
        raise Conflict(f"Round {month} was closed already, on {london_moment(round_.closed_at)}.")
    round_.state = RoundState.CLOSED
    round_.closed_at = now
    session.add(round_)
    record_event(session, actor=actor, action="round closed", subject=f"round {month}", now=now)
    return round_
