"""The seats of the panel as they stand on a day."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, func, or_, select

from survey.models import Absence, Contact, Group, Person, Seat
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


def seats_on(session: Session, day: date) -> list[SeatToday]:
    """Every seat that has not ended by `day`, in the order of the panel."""
    query = (
        select(Seat, Group)
        .join(Group, col(Group.id) == Seat.group_id)
        .where(or_(col(Seat.ended_on).is_(None), col(Seat.ended_on) >= day))
        .order_by(col(Seat.position), col(Seat.id))
    )
    return seats_today(session, session.exec(query).all(), day)


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
    absences = absences_after(session, day)
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


def absences_after(
    session: Session, day: date, persons: Collection[int] | None = None
) -> dict[int, list[Away]]:
    """The absences not over by `day`, of these persons or of all, by the person's id, in order."""
    query = (
        select(Absence, Person.email)
        .outerjoin(Person, col(Person.id) == Absence.deputy_id)
        .where(Absence.last_day >= day)
        .order_by(col(Absence.first_day))
    )
    if persons is not None:
        query = query.where(col(Absence.person_id).in_(persons))
    found: dict[int, list[Away]] = defaultdict(list)
    for absence, deputy in session.exec(query):
        found[absence.person_id].append(Away(absence, deputy or ""))
    return found
