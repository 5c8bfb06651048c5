from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from survey.models import Assignment, Interview, Invitation, Response, Round, Seat


@dataclass(frozen=True, slots=True)
class InterviewReceipt:
    """What a facilitator may keep of an interview that was recorded; no answer."""

    invitation_id: int
    reference: str
    role: str
    month: str
    held_on: date


def interview_receipt(
    session: Session, *, reference: str, facilitator_id: int
) -> InterviewReceipt | None:
    """The receipt of an interview that this facilitator has recorded or shares."""
    shared = (
        select(col(Assignment.invitation_id))
        .where(
            col(Assignment.invitation_id) == col(Invitation.id),
            col(Assignment.facilitator_id) == facilitator_id,
        )
        .exists()
    )
    row = session.execute(
        select(
            col(Response.invitation_id),
            col(Response.reference),
            col(Seat.role),
            col(Round.month),
            col(Interview.held_on),
        )
        .join(Interview, col(Interview.response_id) == Response.id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(
            col(Response.reference) == reference,
            or_(col(Interview.facilitator_id) == facilitator_id, shared),
        )
    ).first()
    return InterviewReceipt(*row) if row else None
