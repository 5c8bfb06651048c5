"""What was promised, and what is to be reviewed, by a month."""

from collections.abc import Collection

from sqlmodel import Session, col, or_, select

from survey.models import Assurance, Commitment, CommitmentStatus

SETTLED = (CommitmentStatus.DONE, CommitmentStatus.DROPPED)


def commitments_due(session: Session, month: str, following: str) -> list[Commitment]:
    """Those due in `month` or the `following`, and those that should have been done before."""
    query = select(Commitment).where(
        or_(
            col(Commitment.due_month).in_([month, following]),
            (col(Commitment.due_month) < month) & col(Commitment.status).not_in(SETTLED),
        )
    )
    return list(session.exec(query.order_by(Commitment.due_month, col(Commitment.id))))


def reviews_due(session: Session, months: Collection[str]) -> list[Assurance]:
    """The third parties' reviews that are due in one of `months`."""
    query = select(Assurance).where(col(Assurance.due).in_(months))
    return list(session.exec(query.order_by(Assurance.due, Assurance.ref)))
