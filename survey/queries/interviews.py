from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from survey.models import Interview, Invitation, Response, Round, Seat


@dataclass(frozen=True, slots=True)
class InterviewReceipt:
    """What a facilitator may keep of an interview that was recorded; no answer."""

    reference: str
    role: str
    month: str
    held_on: date


def interview_receipt(
    session: Session, *, reference: str, facilitator_id: int
) -> InterviewReceipt | None:
    """The receipt of an interview that this facilitator has recorded."""
    row = session.exec(
        select(Response.reference, Seat.role, Round.month, col(Interview.held_on))
        .join(Interview, col(Interview.response_id) == Response.id)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(Response.reference == reference, Interview.facilitator_id == facilitator_id)
    ).first()
    return InterviewReceipt(*row) if row else None
