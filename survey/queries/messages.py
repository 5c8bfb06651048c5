from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey.models import Invitation, Person, Round, Seat


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a message is for, under which seat, about which round."""

    round: Round
    person: Person
    seat: Seat


def invited(session: Session, invitation_id: int) -> Invited:
    query = (
        select(Round, Person, Seat)
        .select_from(Invitation)
        .join(Round, col(Round.id) == Invitation.round_id)
        .join(Person, col(Person.id) == Invitation.person_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .where(col(Invitation.id) == invitation_id)
    )
    return Invited(*session.exec(query).one())
