"""Who is away, and who answers in their stead."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from survey.models import Absence, Person

DAY = timedelta(days=1)


def away_on(session: Session, day: date) -> set[int]:
    """The ids of all persons who are away on `day`."""
    query = select(Absence.person_id).where(Absence.first_day <= day, Absence.last_day >= day)
    return set(session.exec(query))


def is_away(session: Session, person_id: int, day: date) -> bool:
    return person_id in away_on(session, day)


def absences_of(session: Session, person_id: int) -> list[Absence]:
    """Every absence of one person, the earliest first."""
    query = select(Absence).where(Absence.person_id == person_id)
    return list(session.exec(query.order_by(col(Absence.first_day))))


def absences_with_deputies(session: Session, person_id: int) -> list[tuple[Absence, str]]:
    """Every absence of one person with the address of the deputy, '' without; the latest first."""
    query = (
        select(Absence, Person.email)
        .outerjoin(Person, col(Person.id) == Absence.deputy_id)
        .where(Absence.person_id == person_id)
        .order_by(col(Absence.first_day).desc())
    )
    return [(absence, deputy or "") for absence, deputy in session.exec(query)]


def deputies_on(session: Session, person_id: int, day: date) -> list[str]:
    """The addresses of the deputies who are named for this person on `day`."""
    return [
        deputy
        for absence, deputy in absences_with_deputies(session, person_id)
        if deputy and absence.first_day <= day <= absence.last_day
    ]


def deputies_of_absent(session: Session, first: date, last: date) -> dict[int, list[int]]:
    """Whoever is away on every day from `first` to `last`, with their deputies, if any.

    The days may be those of several absences that follow each other without a gap; the deputy
    named for the earlier days stands first.
    """
    query = (
        select(Absence)
        .where(Absence.first_day <= last, Absence.last_day >= first)
        .order_by(col(Absence.first_day), col(Absence.id))
    )
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in session.exec(query):
        absences[absence.person_id].append(absence)
    return {
        person_id: [each.deputy_id for each in own if each.deputy_id is not None]
        for person_id, own in absences.items()
        if cover(own, first, last)
    }


def cover(absences: Sequence[Absence], first: date, last: date) -> bool:
    """Whether the `absences`, the earliest first, leave no day from `first` to `last` free."""
    free = first
    for absence in absences:
        if absence.first_day > free:
            break
        free = max(free, absence.last_day + DAY)
    return free > last
