"""The rounds in which a seat or a person was asked, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_

from survey.models import (
    Booking,
    Draft,
    Interview,
    Invitation,
    OutboxState,
    Person,
    Record,
    Response,
    Round,
    RoundState,
    Seat,
)
from survey.queries.history import Message, history
from survey.queries.organisation import read_back_days

SHOWN_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class AskedRound:
    """One invitation: whose it was, the response that counts, and its messages, oldest first.

    `email` is the holder's, `deputy` that of the deputy in their stead, None without one.
    """

    round: Round
    invitation: Invitation
    role: str
    email: str
    deputy: str | None
    response: Response | None
    half_way: bool
    interview: Interview | None
    booking: Booking | None
    messages: Sequence[Message]
    read_back_days: int

    def record(self, now: datetime) -> Record | None:
        """What the record of the conversation that counts is worth; None where none does."""
        return self.interview.record(self.read_back_days, now) if self.interview else None

    @property
    def returned(self) -> bool:
        """Whether the last message did not arrive: refused for good, or sent back."""
        last = next((each.item.state for each in reversed(self.messages)), None)
        return last in {OutboxState.DEAD, OutboxState.BOUNCED}

    @property
    def open(self) -> bool:
        return self.round.state is RoundState.OPEN


def rounds_of_seat(session: Session, seat_id: int) -> list[AskedRound]:
    """The latest rounds in which this seat was asked, the latest first."""
    return _rounds(session, col(Invitation.seat_id) == seat_id)


def rounds_of_person(session: Session, person_id: int) -> list[AskedRound]:
    """The latest rounds in which this person was asked, for themself or as a deputy."""
    own = col(Invitation.person_id) == person_id
    return _rounds(session, or_(own, col(Invitation.deputy_id) == person_id))


def _rounds(session: Session, which: ColumnElement[bool]) -> list[AskedRound]:
    days = read_back_days(session)
    query = _asked().where(which).order_by(col(Round.month).desc(), col(Invitation.id))
    return [
        AskedRound(
            round=round_,
            invitation=invitation,
            role=role,
            email=email,
            deputy=deputy,
            response=response,
            half_way=draft is not None and response is None,
            interview=interview,
            booking=booking,
            messages=history(session, invitation.id or 0),
            read_back_days=days,
        )
        for round_, invitation, role, email, deputy, response, draft, interview, booking in (
            session.execute(query.limit(SHOWN_ROUNDS)).all()
        )
    ]


def _asked() -> Select[Any]:
    """All of an `AskedRound` but its messages, in the order in which it is read."""
    deputy = aliased(Person)
    columns: tuple[Any, ...] = (
        Round,
        Invitation,
        Seat.role,
        Person.email,
        deputy.email,
        Response,
        Draft.invitation_id,
        Interview,
        Booking,
    )
    return (
        select(*columns)
        .join(Invitation, col(Invitation.round_id) == Round.id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Person, col(Person.id) == Invitation.person_id)
        .outerjoin(deputy, col(deputy.id) == Invitation.deputy_id)
        .outerjoin(Response, col(Response.id) == _standing_response())
        .outerjoin(Draft, col(Draft.invitation_id) == Invitation.id)
        .outerjoin(Interview, col(Interview.response_id) == Response.id)
        .outerjoin(Booking, col(Booking.id) == _standing_booking())
    )


def _standing_response() -> ScalarSelect[Any]:
    return (
        select(col(Response.id))
        .where(col(Response.invitation_id) == Invitation.id)
        .order_by(col(Response.revision).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )


def _standing_booking() -> ScalarSelect[Any]:
    return (
        select(col(Booking.id))
        .where(col(Booking.invitation_id) == Invitation.id, col(Booking.cancelled_at).is_(None))
        .order_by(col(Booking.id).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )
