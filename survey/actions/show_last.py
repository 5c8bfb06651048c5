from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Invitation, Person
from survey.queries.recipients import recipient


def show_last(session: Session, *, invitation: Invitation, wanted: bool, now: datetime) -> Person:
    """Keep whether whoever answers wants to see, beside each score, what they said before.

    It is the wish of the person, so it lasts from month to month until they change it.
    """
    person = session.get_one(Person, recipient(invitation))
    if person.shows_last != wanted:
        person.shows_last = wanted
        record_event(
            session,
            actor=f"invitation {invitation.id}",
            action="last month shown" if wanted else "last month hidden",
            subject=f"person {person.id}",
            now=now,
        )
    session.flush()
    return person
