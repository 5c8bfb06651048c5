from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from survey.clock import london_day
from survey.models import Contact, Holder, Person, Seat


@dataclass(frozen=True, slots=True)
class EligibleHolder:
    """A person who holds a seat, under the one seat and group that count them."""

    person_id: int
    email: str
    contact: Contact
    seat_id: int
    role: str
    group_id: int


def asked_on(month: str, opens_at: datetime) -> date:
    """The day whose holders are asked about `month`: that of opening, within the month."""
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return min(max(london_day(opens_at), first), last)


def eligible_holders(session: Session, day: date) -> list[EligibleHolder]:
    """Everybody who holds a seat on `day`, once each, in the order of the seats.

    Whoever holds several seats is counted under the primary one, or else under the first.
    """
    query = (
        select(Holder, Seat, Person)
        .join(Seat, col(Seat.id) == Holder.seat_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(
            Holder.active_from <= day,
            or_(col(Holder.active_to).is_(None), col(Holder.active_to) >= day),
        )
        .order_by(col(Holder.is_primary).desc(), col(Seat.position), col(Holder.id))
    )
    counted: dict[int | None, tuple[int, EligibleHolder]] = {}
    for holder, seat, person in session.exec(query):
        counted.setdefault(person.id, (seat.position, eligible(holder, seat, person)))
    return [holder for _, holder in sorted(counted.values(), key=lambda entry: entry[0])]


def eligible(holder: Holder, seat: Seat, person: Person) -> EligibleHolder:
    return EligibleHolder(
        person_id=holder.person_id,
        email=person.email,
        contact=holder.contact,
        seat_id=holder.seat_id,
        role=seat.role,
        group_id=seat.group_id,
    )
