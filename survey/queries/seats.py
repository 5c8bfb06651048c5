from sqlmodel import Session, func, select

from survey.models import Seat


def seat_by_ref(session: Session, ref: str) -> Seat | None:
    return session.exec(select(Seat).where(Seat.ref == ref)).first()


def last_position(session: Session) -> int:
    """The place of the panel's last seat, 0 before the first."""
    return session.exec(select(func.max(Seat.position))).one() or 0
