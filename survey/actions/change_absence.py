from datetime import date, datetime

from sqlmodel import Session

from survey.actions.record_absence import facts, settle_absence
from survey.actions.record_event import record_event
from survey.models import Absence, Person


def change_absence(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    absence: Absence,
    first_day: date,
    last_day: date,
    deputy_email: str,
    reason: str,
    actor: str,
    now: datetime,
) -> Absence:
    """Correct an absence; whoever is asked in an open round stays asked. Raises as recording."""
    person = session.get_one(Person, absence.person_id)
    absence.first_day, absence.last_day = first_day, last_day
    settle_absence(session, absence, person, deputy_email, reason)
    session.add(absence)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="absence changed",
        subject=f"person {person.id}",
        now=now,
        **facts(person, absence, deputy_email),
    )
    return absence
