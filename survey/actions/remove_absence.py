from datetime import datetime

from sqlmodel import Session

from survey.actions.record_absence import between
from survey.actions.record_event import record_event
from survey.models import Absence, Person


def remove_absence(session: Session, *, absence: Absence, actor: str, now: datetime) -> None:
    """Forget an absence; whoever is asked in an open round stays asked."""
    person = session.get_one(Person, absence.person_id)
    session.delete(absence)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="absence removed",
        subject=f"person {person.id}",
        now=now,
        email=person.email,
        days=between(absence),
    )
