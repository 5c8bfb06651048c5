"""What the calendar does next."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from analysis.periods import month_label
from survey.models import CALENDAR, OutboxItem, OutboxKind, OutboxState, PlannedRound, Round

DEEDS = {
    OutboxKind.OPEN_ROUND: "{} opens and the invitations are sent",
    OutboxKind.REMIND: "Whoever is not heard for {} is reminded",
    OutboxKind.REMIND_LAST_DAY: "Whoever is not heard for {} is told that it is the last day",
    OutboxKind.CLOSE_ROUND: "{} closes",
}
# Built once, because building a statement costs as much as running it.
NEXT = (
    select(
        col(OutboxItem.kind),
        col(OutboxItem.due_at),
        col(OutboxItem.detail),
        col(PlannedRound.month),
    )
    .join(PlannedRound, col(PlannedRound.id) == col(OutboxItem.subject_id))
    .outerjoin(Round, col(Round.month) == col(PlannedRound.month))
    .where(
        # The dates of a paused round wait, and move when it is resumed.
        col(Round.paused_at).is_(None),
        col(OutboxItem.state) == OutboxState.QUEUED,
        col(OutboxItem.kind).in_(sorted(CALENDAR)),
    )
    .order_by(col(OutboxItem.due_at), col(OutboxItem.id))
    .limit(bindparam("count"))
)


@dataclass(frozen=True, slots=True)
class NextDate:
    at: datetime
    sentence: str


def next_dates(session: Session, count: int) -> list[NextDate]:
    """The next `count` dates that the worker will keep, 'August 2018 closes'."""
    return [
        NextDate(due_at - grace(detail), DEEDS[kind].format(month_label(month)))
        for kind, due_at, detail, month in session.execute(NEXT, {"count": count})
    ]


def grace(detail: str) -> timedelta:
    """How long after its date a row with this `detail` waits for whoever has begun."""
    return timedelta(minutes=json.loads(detail).get("grace", 0))
