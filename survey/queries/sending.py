"""How far the mail that is on its way has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, col

from survey.models import OutboxItem, OutboxState
from survey.queries.failed_mail import ABOUT_PEOPLE, FAILED

LONGEST_LEASE = timedelta(hours=1)  # what is leased for longer waits for a paused round
SETTLED = (OutboxState.DONE, OutboxState.UNCERTAIN, *FAILED)


@dataclass(frozen=True, slots=True)
class Sending:
    """Messages of the wave that is under way: `sent` and `failed` ones, and those that wait.

    Of those that wait `retried` were tried in vain before, and `later` are not due yet.
    """

    sent: int
    failed: int
    waiting: int
    retried: int
    later: int

    @property
    def due(self) -> int:
        return self.waiting - self.later

    @property
    def total(self) -> int:
        return self.sent + self.failed + self.due

    def sentence(self) -> str:
        """'1,200 of 2,000 messages sent; 800 wait; 3 of them are being tried again.'"""
        parts = [f"{self.sent:,} of {self.total:,} messages sent"]
        if self.due:
            parts.append(f"{self.due:,} to go")
        if self.retried:
            parts.append(f"{self.retried:,} tried again, because the mail server refused them")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return "; ".join(parts) + "."


def sending(session: Session, now: datetime) -> Sending | None:
    """The wave that is under way at `now`, None where no message is due."""
    began, waiting, retried, later = session.execute(
        WAITING, {"now": now, "soon": now + LONGEST_LEASE}
    ).one()
    if waiting == later:
        return None
    sent, failed = session.execute(GONE, {"began": began}).one()
    return Sending(sent, failed, waiting, retried, later)


def _waiting() -> Select[*tuple[Any, ...]]:
    """Those that no pause holds back, and when the first of the due ones was queued."""
    due = col(OutboxItem.due_at) <= bindparam("now")
    return select(
        func.min(OutboxItem.created_at).filter(due | (col(OutboxItem.attempts) > 0)),
        func.count(),
        func.count().filter(col(OutboxItem.attempts) > 1),
        func.count().filter(~due & (col(OutboxItem.attempts) == 0)),
    ).where(
        col(OutboxItem.state) == OutboxState.QUEUED,
        col(OutboxItem.kind).in_(ABOUT_PEOPLE),
        col(OutboxItem.leased_until).is_(None) | (col(OutboxItem.leased_until) < bindparam("soon")),
    )


def _gone() -> Select[*tuple[Any, ...]]:
    """Since the wave began: what went out, and what failed. `due_at` is what the index knows."""
    return select(
        func.count().filter(col(OutboxItem.state).in_([OutboxState.DONE, OutboxState.UNCERTAIN])),
        func.count().filter(col(OutboxItem.state).in_(FAILED)),
    ).where(
        col(OutboxItem.state).in_(SETTLED),
        col(OutboxItem.due_at) >= bindparam("began"),
        col(OutboxItem.kind).in_(ABOUT_PEOPLE),
    )


# Built once, because building a statement costs as much as running it.
WAITING, GONE = _waiting(), _gone()
