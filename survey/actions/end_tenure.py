from datetime import date, datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.settle_tenures import settle_tenures
from survey.errors import Conflict
from survey.models import Holder
from survey.queries.tenures import Tenure


def end_tenure(
    session: Session, *, tenure: Tenure, last_day: date | None, actor: str, now: datetime
) -> Holder:
    """Let a holder leave after `last_day`, or without a known day; the seat is vacant then.

    Raises SurveyError where that is before they join, Conflict where somebody else holds the seat
    by then, naming both.
    """
    holder = tenure.holder
    if holder.active_to == last_day:
        raise Conflict(f"{tenure.person.email} holds '{tenure.seat.role}' {tenure.days} already.")
    holder.active_to = last_day
    settle_tenures(session, seat_ids=[holder.seat_id], person_ids=[holder.person_id])
    record_event(
        session,
        actor=actor,
        action="holder leaves" if last_day else "holder stays",
        subject=f"seat {tenure.seat.ref}",
        now=now,
        email=tenure.person.email,
        **({"last_day": last_day.isoformat()} if last_day else {}),
    )
    return holder
