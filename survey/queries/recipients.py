"""To whom the messages of invitations go."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from survey.models import (
    MESSAGES,
    Holder,
    Invitation,
    OutboxItem,
    OutboxState,
    Person,
    Response,
    Round,
)
from survey.queries.absences import away_on


def domains(session: Session, people: Iterable[int]) -> dict[int, str]:
    """The domain of each person's address, in lower case, by the person's id."""
    query = select(Person.id, Person.email).where(col(Person.id).in_(set(people)))
    return {
        person_id: email.rpartition("@")[2].lower()
        for person_id, email in session.exec(query)
        if person_id is not None
    }


def paused_rounds(session: Session, rounds: Iterable[int]) -> set[int]:
    """Those of the `rounds`, by id, that are paused."""
    query = select(Round.id).where(
        col(Round.id).in_(set(rounds)), col(Round.paused_at).is_not(None)
    )
    return {found for found in session.exec(query) if found is not None}


def invitations_of(session: Session, round_: Round) -> list[Invitation]:
    """Those of `round_`, in the order in which they were made."""
    query = select(Invitation).where(Invitation.round_id == round_.id)
    return list(session.exec(query.order_by(col(Invitation.id))))


def silent_invitations(session: Session, round_: Round, day: date) -> list[Invitation]:
    """Those of `round_` to be reminded on `day`, in the order in which they were asked.

    Nobody has answered them, declined the month or asked to talk instead; who is written to is not
    away, and who was asked holds the seat still.
    """
    answered = select(Response.id).where(col(Response.invitation_id) == Invitation.id).exists()
    query = select(Invitation).where(
        Invitation.round_id == round_.id,
        ~answered,
        col(Invitation.declined_at).is_(None),
        col(Invitation.talk_asked_at).is_(None),
    )
    away = away_on(session, day)
    seated = seated_on(session, max(day, date.fromisoformat(f"{round_.month}-01")))
    return [
        invitation
        for invitation in session.exec(query.order_by(col(Invitation.id)))
        if recipient(invitation) not in away
        and (invitation.seat_id, invitation.person_id) in seated
    ]


def seated_on(session: Session, day: date) -> set[tuple[int, int]]:
    """Every (seat's id, person's id) of who holds a seat on `day`."""
    query = select(Holder.seat_id, Holder.person_id).where(
        Holder.active_from <= day,
        or_(col(Holder.active_to).is_(None), col(Holder.active_to) >= day),
    )
    return set(session.exec(query))


def recipient(invitation: Invitation) -> int:
    """The id of the person who is written to."""
    return invitation.deputy_id or invitation.person_id


def written_to(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition of the invitations whose `recipient` is that person, each by an index."""
    own = and_(col(Invitation.person_id) == person_id, col(Invitation.deputy_id).is_(None))
    return or_(own, col(Invitation.deputy_id) == person_id)


def about_round(round_: Round, state: OutboxState = OutboxState.QUEUED) -> ColumnElement[bool]:
    """The condition of the rows in `state` that are messages about `round_`."""
    asked = select(Invitation.id).where(Invitation.round_id == round_.id)
    return and_(
        col(OutboxItem.state) == state,
        col(OutboxItem.kind).in_(MESSAGES),
        col(OutboxItem.subject_id).in_(asked),
    )
