"""What somebody raised, what was done about it, and whether they are asked if it worked.

For that person alone, and for whoever talks with them for the panel team.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session, col

from survey.models import Commitment, CommitmentStatus, CommitmentVoice, Round
from survey.queries.plan_items import plan_items
from survey.queries.tellable import why_untold

# Built once, because building a statement costs as much as running it.
SAID = (
    select(Commitment, CommitmentVoice)
    .join(CommitmentVoice, col(CommitmentVoice.commitment_id) == col(Commitment.id))
    .where(col(CommitmentVoice.person_id) == bindparam("person_id"))
    .order_by(col(Commitment.id))
)
ASKED = SAID.where(
    or_(
        and_(
            col(Commitment.status) == CommitmentStatus.DONE,
            col(Commitment.done_month) < bindparam("month"),
            col(CommitmentVoice.about_month) != col(Commitment.done_month),
        ),
        and_(
            col(CommitmentVoice.answered_in) == bindparam("month"),
            or_(
                col(Commitment.done_month) == "",
                col(Commitment.done_month) == col(CommitmentVoice.about_month),
            ),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A commitment that answers what somebody raised, with their voice in it."""

    commitment: Commitment
    voice: CommitmentVoice

    @property
    def about_month(self) -> str:
        """The month in which it was called done that they are asked, or have answered, about."""
        return self.commitment.done_month or self.voice.about_month

    @property
    def is_answered(self) -> bool:
        return self.voice.about_month == self.about_month


def said_of(session: Session, person_id: int) -> list[Raised]:
    """Every commitment that answers what the person raised, whatever has become of it."""
    return told(session, session.execute(SAID, {"person_id": person_id}).all())


def asked_whether_it_worked(session: Session, person_id: int, round_: Round) -> list[Raised]:
    """What the person is asked about in `round_`, and what they have answered in it.

    They are asked in the month after something was called done, and later until they have answered.
    """
    asked = {"person_id": person_id, "month": round_.month}
    return told(session, session.execute(ASKED, asked).all())


def told(session: Session, rows: Iterable[Any]) -> list[Raised]:
    """`rows` without what is not told outside the panel team; the plan is read where there are any.

    Their words may be about what goes to Cabinet in private, which a member of the panel need not
    know.
    """
    found = [Raised(commitment, voice) for commitment, voice in rows]
    if not found:
        return []
    items = plan_items(session)
    return [each for each in found if not why_untold(items, each.commitment)]
