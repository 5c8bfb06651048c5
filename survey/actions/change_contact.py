from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Contact, Holder
from survey.queries.tenures import Tenure


def change_contact(
    session: Session, *, tenure: Tenure, contact: Contact, actor: str, now: datetime
) -> Holder:
    """Hear a holder in another way, from the next round on."""
    former, tenure.holder.contact = tenure.holder.contact, contact
    session.add(tenure.holder)
    record_event(
        session,
        actor=actor,
        action="way of hearing changed",
        subject=f"seat {tenure.seat.ref}",
        now=now,
        email=tenure.person.email,
        contact=f"{former.value} -> {contact.value}",
    )
    return tenure.holder
