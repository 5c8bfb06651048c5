from datetime import datetime

from sqlmodel import Session

from survey.actions.add_person import refuse_staff, usable_address
from survey.actions.record_event import record_event
from survey.errors import Conflict, SurveyError
from survey.models import Person
from survey.queries.persons import person_by_email


def change_address(
    session: Session, *, person: Person, email: str, actor: str, now: datetime
) -> Person:
    """Correct a person's address; what they have said stays theirs.

    Raises SurveyError for an address that is none or the same, Conflict where it is somebody
    else's, Refused where it is that of a member of staff who sees answers.
    """
    address = usable_address(email)
    if address == person.email:
        raise SurveyError(f"The address is {address} already; write the right one.")
    if person_by_email(session, address) is not None:
        raise Conflict(f"{address} is the address of somebody else on the panel.")
    refuse_staff(session, address)
    former, person.email = person.email, address
    session.add(person)
    record_event(
        session,
        actor=actor,
        action="address corrected",
        subject=f"person {person.id}",
        now=now,
        email=f"{former} -> {address}",
    )
    return person
