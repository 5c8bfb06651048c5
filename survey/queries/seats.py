"""The seats of the panel as they stand on a day."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, func, or_, select

from survey.models import Absence, Contact, Group, Holder, Person, Seat
from survey.queries.tenures import Tenure, tenures_of_seats

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that is not over, and the address of the deputy, '' without one."""

    absence: Absence
    deputy: str

    def on(self, day: date) -> bool:
        return self.absence.first_day <= day <= self.absence.last_day


@dataclass(frozen=True, slots=True)
class SeatToday:
    """A seat with whoever holds it on `day`, held it last and holds it next; None for nobody.

    `absences` are those of its holder that are not over.
    """

    day: date
    seat: Seat
    group: Group
    holder: Tenure | None
    former: Tenure | None
    coming: Tenure | None
    absences: tuple[Away, ...] = ()

    @property
    def vacant_since(self) -> date | None:
        """The first day without a holder, None where there is one or never was."""
        if self.holder is not None or self.former is None:
            return None
        return self.former.last + DAY

    @property
    def away(self) -> Away | None:
        """The absence in which the day falls."""
        return next((each for each in self.absences if each.on(self.day)), None)

    @property
    def scores(self) -> bool:
        return self.holder is None or self.holder.holder.contact is not Contact.TALK


def seat_by_ref(session: Session, ref: str) -> Seat | None:
    return session.exec(select(Seat).where(Seat.ref == ref)).first()


def last_position(session: Session) -> int:
    """The place of the panel's last seat, 0 before the first."""
    return session.exec(select(func.max(Seat.position))).one() or 0


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """A group's seats on a day: how many, how many of them held, and of those how many away."""

    ref: str
    name: str
    seats: int
    held: int
    away: int


def counts_on(session: Session, day: date) -> list[GroupCounts]:
    """The groups that have a seat on `day`, in the order of their first seats."""
    away = (
        select(Absence.id)
        .where(
            Absence.person_id == Holder.person_id,
            Absence.first_day <= day,
            Absence.last_day >= day,
        )
        .correlate(Holder)
        .exists()
    )
    columns: tuple[Any, ...] = (
        Group.ref,
        Group.name,
        func.count(func.distinct(Seat.id)),
        func.count(func.distinct(Holder.seat_id)),
        func.count(func.distinct(case((away, Holder.seat_id)))),
    )
    query = (
        select(*columns)
        .join(Seat, col(Seat.group_id) == Group.id)
        .outerjoin(
            Holder,
            (col(Holder.seat_id) == Seat.id)
            & (col(Holder.active_from) <= day)
            & or_(col(Holder.active_to).is_(None), col(Holder.active_to) >= day),
        )
        .where(not_ended(day))
        .group_by(col(Group.id), col(Group.ref), col(Group.name))
        .order_by(func.min(Seat.position))
    )
    return [GroupCounts(*row) for row in session.execute(query)]


def seats_on(session: Session, day: date, *, group: str = "") -> list[SeatToday]:
    """Every seat that has not ended by `day`, of the group called so or of all, in order."""
    query = (
        select(Seat, Group)
        .join(Group, col(Group.id) == Seat.group_id)
        .where(not_ended(day))
        .order_by(col(Seat.position), col(Seat.id))
    )
    if group:
        query = query.where(Group.ref == group)
    return seats_today(session, session.exec(query).all(), day)


def not_ended(day: date) -> ColumnElement[bool]:
    return or_(col(Seat.ended_on).is_(None), col(Seat.ended_on) >= day)


def seat_on(session: Session, seat: Seat, day: date) -> SeatToday:
    """One seat, ended or not."""
    group = session.get_one(Group, seat.group_id)
    return seats_today(session, [(seat, group)], day)[0]


def seats_today(
    session: Session, seats: Sequence[tuple[Seat, Group]], day: date
) -> list[SeatToday]:
    held: dict[int | None, list[Tenure]] = defaultdict(list)
    for each in tenures_of_seats(session, [seat.id or 0 for seat, _ in seats]):
        held[each.seat.id].append(each)
    persons = {each.holder.person_id for tenures in held.values() for each in tenures}
    absences = absences_after(session, day, persons)
    return [standing(day, seat, group, held[seat.id], absences) for seat, group in seats]


def standing(
    day: date,
    seat: Seat,
    group: Group,
    held: Sequence[Tenure],
    absences: dict[int, list[Away]],
) -> SeatToday:
    holder = next((each for each in held if each.on(day)), None)
    return SeatToday(
        day=day,
        seat=seat,
        group=group,
        holder=holder,
        former=max((t for t in held if t.last < day), key=lambda t: t.last, default=None),
        coming=next((each for each in held if each.first > day), None),
        absences=tuple(absences.get(holder.holder.person_id, ())) if holder else (),
    )


def absences_after(session: Session, day: date, persons: Collection[int]) -> dict[int, list[Away]]:
    """The absences of these persons that are not over by `day`, by the person's id, in order."""
    query = (
        select(Absence, Person.email)
        .outerjoin(Person, col(Person.id) == Absence.deputy_id)
        .where(Absence.last_day >= day, col(Absence.person_id).in_(persons))
        .order_by(col(Absence.first_day))
    )
    found: dict[int, list[Away]] = defaultdict(list)
    for absence, deputy in session.exec(query):
        found[absence.person_id].append(Away(absence, deputy or ""))
    return found
