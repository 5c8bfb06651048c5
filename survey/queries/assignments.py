"""Who is to talk with whom this month, and how far they have come."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from survey.models import (
    Assignment,
    Booking,
    Interview,
    InterviewDraft,
    Invitation,
    Mode,
    Response,
    Round,
    Seat,
    User,
)


@dataclass(frozen=True, slots=True)
class Held:
    """One interview of a facilitator's own, as every request on it needs it.

    `draft` is what is typed so far; `standing` is the response that counts, whoever typed it, and
    `recorded` says that an interview was recorded already.
    """

    invitation: Invitation
    round: Round
    seat: str
    draft: InterviewDraft | None
    standing: Response | None
    recorded: bool

    @property
    def invitation_id(self) -> int:
        return self.invitation.id or 0

    @property
    def role(self) -> str:
        """Who speaks: the seat, or its deputy."""
        return self.seat if self.invitation.deputy_id is None else f"Deputy for {self.seat}"


def _held() -> Select[Any]:
    """All of a `Held` in one statement: it is read at every save."""
    latest = (
        select(col(Response.id))
        .where(col(Response.invitation_id) == col(Invitation.id))
        .order_by(col(Response.revision).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )
    recorded = (
        select(col(Response.id))
        .where(
            col(Response.invitation_id) == col(Invitation.id),
            col(Response.mode) == Mode.INTERVIEW,
        )
        .correlate(Invitation)
        .exists()
    )
    columns: tuple[Any, ...] = (
        Invitation, Round, col(Seat.role), InterviewDraft, Response, recorded,
    )  # fmt: skip
    return (
        select(*columns)
        .join(Assignment, col(Assignment.invitation_id) == col(Invitation.id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .outerjoin(InterviewDraft, col(InterviewDraft.invitation_id) == col(Invitation.id))
        .outerjoin(Response, col(Response.id) == latest)
        .where(
            col(Invitation.id) == bindparam("invitation_id"),
            col(Assignment.facilitator_id) == bindparam("facilitator_id"),
        )
    )


# Built once, because building a statement costs as much as running it.
HELD = _held()
LOCK = select(col(Invitation.id)).where(col(Invitation.id) == bindparam("id")).with_for_update()


def held_interview(
    session: Session, invitation_id: int, facilitator_id: int, *, to_write: bool = False
) -> Held | None:
    """This facilitator's interview with whoever is invited so; `to_write` makes others wait."""
    if to_write and session.get_bind().dialect.name != "sqlite":
        # By itself: whoever had to wait would read the draft as it was before, for of all that a
        # statement joins only the locked row is read anew. SQLite's transactions lock anyway.
        session.execute(LOCK, {"id": invitation_id})
    known = {"invitation_id": invitation_id, "facilitator_id": facilitator_id}
    row = session.execute(HELD, known).first()
    return Held(*row) if row else None


def facilitators_of(session: Session, invitation_id: int) -> list[User]:
    """Whoever is assigned this interview, the first first."""
    return list(
        session.scalars(
            select(User)
            .join(Assignment, col(Assignment.facilitator_id) == col(User.id))
            .where(col(Assignment.invitation_id) == invitation_id)
            .order_by(col(Assignment.assigned_at), col(User.id))
        )
    )


def assigned_in(session: Session, round_: Round) -> dict[int, list[User]]:
    """{invitation id: whoever is assigned}, the first first, of one round."""
    query = (
        select(Assignment.invitation_id, User)  # type: ignore[call-overload]  # as SQLModel types
        .join(User, col(User.id) == col(Assignment.facilitator_id))
        .join(Invitation, col(Invitation.id) == col(Assignment.invitation_id))
        .where(col(Invitation.round_id) == round_.id)
        .order_by(col(Assignment.assigned_at), col(User.id))
    )
    found: dict[int, list[User]] = {}
    for invitation_id, user in session.execute(query):
        found.setdefault(invitation_id, []).append(user)
    return found


def begun_interviews(session: Session, round_: Round) -> set[int]:
    """The invitations of one round for which facilitators have typed something."""
    query = (
        select(col(InterviewDraft.invitation_id))
        .join(Invitation, col(Invitation.id) == col(InterviewDraft.invitation_id))
        .where(col(Invitation.round_id) == round_.id)
    )
    return set(session.scalars(query))


def recorded_interviews(session: Session, round_: Round) -> dict[int, tuple[Interview, str]]:
    """{invitation id: (the latest record, its reference)} of one round, counting or not."""
    query = (
        select(Response.invitation_id, Interview, Response.reference)  # type: ignore[call-overload]
        .join(Response, col(Response.id) == col(Interview.response_id))
        .join(Invitation, col(Invitation.id) == col(Response.invitation_id))
        .where(col(Invitation.round_id) == round_.id)
        .order_by(col(Interview.id))
    )
    return {
        invitation_id: (interview, reference)
        for invitation_id, interview, reference in session.execute(query)
    }


def bookings_in(session: Session, round_: Round) -> dict[int, Booking]:
    """{invitation id: the conversation that is booked and not cancelled} of one round."""
    query = (
        select(Booking)
        .join(Invitation, col(Invitation.id) == col(Booking.invitation_id))
        .where(col(Invitation.round_id) == round_.id, col(Booking.cancelled_at).is_(None))
        .order_by(col(Booking.id))
    )
    return {booking.invitation_id: booking for booking in session.scalars(query)}
