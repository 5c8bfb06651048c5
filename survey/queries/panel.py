from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col, or_

from survey.clock import london_day
from survey.models import Contact, Holder, Person, Seat
from survey.queries.absences import deputies_of_absent


@dataclass(frozen=True, slots=True)
class EligibleHolder:
    """A person who holds a seat, under the one seat and group that count them.

    `deputy_id` is the person who is asked in their stead, None where they are asked themselves;
    without `scores` whoever is asked talks and scores nothing.
    """

    person_id: int
    email: str
    contact: Contact
    seat_id: int
    role: str
    group_id: int
    deputy_id: int | None = None

    @property
    def scores(self) -> bool:
        return self.contact is not Contact.TALK


def asked_on(month: str, opens_at: datetime) -> date:
    """The day whose holders are asked about `month`: that of opening, within the month."""
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return min(max(london_day(opens_at), first), last)


def people_to_ask(
    session: Session, *, month: str, opens_at: datetime, closes_at: datetime
) -> list[EligibleHolder]:
    """Everybody to be asked in a round, once each, in the order of the seats.

    Whoever is away on every day from opening to closing is left out, unless a deputy of theirs is
    free: neither away for all that time, nor asked already for a seat of their own or of another.
    """
    holders = eligible_holders(session, asked_on(month, opens_at))
    absent = deputies_of_absent(session, london_day(opens_at), london_day(closes_at))
    taken = {holder.person_id for holder in holders} | absent.keys()
    found = []
    for holder in holders:
        if holder.person_id not in absent:
            found.append(holder)
            continue
        free = next((each for each in absent[holder.person_id] if each not in taken), None)
        if free is not None:
            taken.add(free)
            found.append(replace(holder, deputy_id=free))
    return found


def eligible_holders(session: Session, day: date) -> list[EligibleHolder]:
    """Everybody who holds a seat on `day`, once each, in the order of the seats.

    Whoever holds several seats is counted under the primary one, or else under the first.
    """
    columns: tuple[Any, ...] = (
        Holder.person_id,
        Person.email,
        Holder.contact,
        Holder.seat_id,
        Seat.role,
        Seat.group_id,
        Seat.position,
    )
    query = (
        select(*columns)
        .join(Seat, col(Seat.id) == Holder.seat_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(
            col(Holder.active_from) <= day,
            or_(col(Holder.active_to).is_(None), col(Holder.active_to) >= day),
        )
        .order_by(col(Holder.is_primary).desc(), col(Seat.position), col(Holder.id))
    )
    counted: dict[int, tuple[int, EligibleHolder]] = {}
    for *facts, position in session.execute(query):
        counted.setdefault(facts[0], (position, EligibleHolder(*facts)))
    return [holder for _, holder in sorted(counted.values(), key=lambda entry: entry[0])]
