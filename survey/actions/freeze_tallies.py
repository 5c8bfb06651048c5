from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from survey.models import FrozenTally
from survey.queries.wanting_tallies import wanting_tallies


def freeze_tallies(
    session: Session, *, now: datetime, counted: Sequence[FrozenTally] | None = None
) -> int:
    """Keep every closed month and quarter that was `counted`, by default whatever is wanting now.

    Counting takes its time: let a session that only reads do it, before anything is locked. Returns
    how many were kept. Nothing is decided by it, so no event tells of it: figures are the same with
    it and without.
    """
    rows = wanting_tallies(session, now=now) if counted is None else counted
    for row in rows:
        session.merge(row)
    session.flush()
    return len(rows)
