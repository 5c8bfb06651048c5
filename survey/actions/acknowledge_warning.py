from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.clock import london_moment
from survey.errors import Conflict, SurveyError
from survey.models import EarlyWarning
from survey.queries.warnings import warning_by_id

MOST_WORDS = 500


def acknowledge_warning(
    session: Session,
    *,
    warning_id: int,
    words: str,
    seen: datetime | None,
    actor: str,
    now: datetime,
) -> EarlyWarning:
    """Keep that `actor` has taken note of a warning, with `words` of what comes of it.

    `seen` is when the warning that they read had been raised. Sent twice it is kept once. Raises
    NotFound, SurveyError for no words or too many, Conflict where it has ended, was raised again
    since, or was acknowledged by somebody else or in other words.
    """
    if not words or len(words) > MOST_WORDS:
        raise SurveyError(f"Say in up to {MOST_WORDS} characters what comes of the warning.")
    found = warning_by_id(session, warning_id)
    if found.acknowledged_at is not None:
        if (found.acknowledged_by, found.words) == (actor, words):
            return found
        at = london_moment(found.acknowledged_at)
        raise Conflict(f"{found.acknowledged_by} acknowledged this warning first, on {at}.")
    if found.ended_at is not None:
        raise Conflict("This warning has ended since you opened the page: its figures have moved.")
    if seen != found.raised_at:
        raise Conflict("This warning has been raised anew since you opened the page.")
    found.acknowledged_by, found.acknowledged_at, found.words = actor, now, words
    session.flush()
    record_event(
        session,
        actor=actor,
        action="early warning acknowledged",
        subject=f"early warning {warning_id}",
        now=now,
        kind=found.kind.value,
        period=found.period,
    )
    return found
