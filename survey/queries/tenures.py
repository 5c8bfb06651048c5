"""Who has held which seat, and who will."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from survey.clock import plain_day
from survey.models import Holder, Person, Seat

FOR_EVER = date.max


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one seat, first and last day included."""

    holder: Holder
    seat: Seat
    person: Person

    @property
    def first(self) -> date:
        return self.holder.active_from

    @property
    def last(self) -> date:
        """The last day, or the end of all days where none is known."""
        return self.holder.active_to or FOR_EVER

    @property
    def days(self) -> str:
        """'1 June 2018 to 31 October 2018', 'from 1 November 2018 on'."""
        if self.holder.active_to is None:
            return f"from {plain_day(self.first)} on"
        return f"{plain_day(self.first)} to {plain_day(self.last)}"

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, other: "Tenure") -> bool:
        return self.first <= other.last and other.first <= self.last


def tenures_of_seats(session: Session, seat_ids: Collection[int]) -> list[Tenure]:
    """Every holder that these seats ever have, the earliest first."""
    return _tenures(session, col(Holder.seat_id).in_(seat_ids))


def tenures_of_persons(session: Session, person_ids: Collection[int]) -> list[Tenure]:
    """Every seat that these persons ever hold, the earliest first."""
    return _tenures(session, col(Holder.person_id).in_(person_ids))


def tenure(session: Session, holder_id: int) -> Tenure | None:
    """The tenure of one row."""
    found = _tenures(session, col(Holder.id) == holder_id)
    return found[0] if found else None


def _tenures(session: Session, which: ColumnElement[bool]) -> list[Tenure]:
    query: Any = (
        select(Holder, Seat, Person)
        .join(Seat, col(Seat.id) == Holder.seat_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(which)
        .order_by(col(Holder.active_from), col(Seat.position), col(Holder.id))
    )
    return [Tenure(*row) for row in session.exec(query)]
