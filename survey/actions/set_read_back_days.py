from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.errors import SurveyError
from survey.models import Organisation

FEWEST, MOST = 1, 60


def set_read_back_days(
    session: Session, *, organisation: Organisation, days: int, actor: str, now: datetime
) -> None:
    """Let a record count as not contradicted so many days after it was read back.

    Raises SurveyError for fewer than one day or more than sixty.
    """
    refuse_days(days)
    if days == organisation.read_back_days:
        return
    record_event(
        session,
        actor=actor,
        action="days of read-back changed",
        subject="organisation",
        now=now,
        before=organisation.read_back_days,
        after=days,
    )
    organisation.read_back_days = days
    session.add(organisation)
    session.flush()


def refuse_days(days: int) -> None:
    if not FEWEST <= days <= MOST:
        raise SurveyError(f"A record can be contradicted for {FEWEST} to {MOST} days; choose one.")
