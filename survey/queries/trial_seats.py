"""Seats as somebody whom a message is tried on."""

from sqlmodel import Session, col, select

from survey.errors import NotFound
from survey.models import Contact, Holder, Seat


def seats_to_try(session: Session) -> list[tuple[str, str]]:
    """Ref and role of every seat that has not ended, in the panel's order."""
    query = select(Seat.ref, Seat.role).where(col(Seat.ended_on).is_(None))
    return list(session.exec(query.order_by(col(Seat.position))))


def trial_seat(session: Session, ref: str) -> tuple[str, Contact]:
    """The role of the seat and how its latest holder is heard."""
    seat = session.exec(select(Seat).where(Seat.ref == ref)).first()
    if seat is None:
        raise NotFound(f"There is no seat '{ref}': choose one of the panel's.")
    contact = session.exec(
        select(Holder.contact)
        .where(Holder.seat_id == seat.id)
        .order_by(col(Holder.active_from).desc())
    ).first()
    return seat.role, Contact(contact or Contact.FORM)
