from datetime import date, datetime, timedelta

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.settle_tenures import settle_tenures
from survey.clock import plain_day
from survey.errors import SurveyError
from survey.models import Holder
from survey.queries.tenures import Tenure


def count_under(
    session: Session, *, tenure: Tenure, first_day: date, actor: str, now: datetime
) -> None:
    """Count somebody with several seats under this one from a day on.

    Raises SurveyError where they do not hold it on that day.
    """
    if not tenure.on(first_day):
        raise SurveyError(
            f"{tenure.person.email} holds '{tenure.seat.role}' {tenure.days}, and not on "
            f"{plain_day(first_day)}; choose a day among those."
        )
    settle_tenures(
        session,
        person_ids=[tenure.holder.person_id],
        counted_under=from_day(session, tenure.holder, first_day),
    )
    record_event(
        session,
        actor=actor,
        action="counted under another seat",
        subject=f"seat {tenure.seat.ref}",
        now=now,
        email=tenure.person.email,
        first_day=first_day.isoformat(),
    )


def from_day(session: Session, holder: Holder, first_day: date) -> Holder:
    """The part of a tenure from a day on, cut off from what is before."""
    if first_day == holder.active_from:
        return holder
    later = Holder(
        seat_id=holder.seat_id,
        person_id=holder.person_id,
        contact=holder.contact,
        active_from=first_day,
        active_to=holder.active_to,
        is_primary=False,
    )
    holder.active_to = first_day - timedelta(days=1)
    session.add(later)
    return later
