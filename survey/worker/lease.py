"""Taking a row, marking it, and trying again later."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from survey.models import OutboxItem, OutboxState
from survey.queries.outbox import held, next_due

LEASE = timedelta(minutes=5)
# 1, 2, 4... minutes, then every six hours, 69 hours in all. Attempts are counted, not the row's
# age, so that a worker that was away for days gives a message its chances all the same.
WAITS = tuple(timedelta(minutes=min(2**attempt, 360)) for attempt in range(19))
MOST_ATTEMPTS = len(WAITS) + 1

log = logging.getLogger(__name__)


def lease(session: Session, now: datetime) -> OutboxItem | None:
    """Take the next due row for LEASE and count the attempt, committed before anything is done.

    What is given back is apart from the session, so that it still says what this worker took
    when the row has changed. A row that ended every worker that tried it is dead.
    """
    item = next_due(session, now)
    if item is None:
        session.rollback()
        return None
    item.attempts += 1
    if item.attempts > MOST_ATTEMPTS:
        item.last_error = item.last_error or "No worker came to the end of this row."
        settle(item, OutboxState.DEAD)
        session.commit()
        return lease(session, now)
    item.leased_until = now + LEASE
    session.commit()
    session.expunge(item)
    return item


def finish(session: Session, item: OutboxItem, now: datetime, note: str = "") -> None:
    """Mark `item` done, with whatever its work changed, unless another worker has taken it over."""
    mine = held(session, item)
    if mine is None:
        session.rollback()
        log.warning("outbox row %s (%s) was taken over", item.id, item.kind)
        return
    mine.done_at = now
    mine.last_error = note
    settle(mine, OutboxState.DONE)
    session.commit()


def fail(session: Session, item: OutboxItem, problem: str, now: datetime, *, final: bool) -> None:
    """Undo what the work changed, keep `problem`, and try again later or never."""
    session.rollback()
    mine = held(session, item)
    if mine is None:
        session.rollback()
        return
    wait = None if final else wait_after(mine.attempts)
    mine.last_error = problem
    if wait is None:
        settle(mine, OutboxState.DEAD)
    else:
        mine.due_at = now + wait
        mine.leased_until = None
    session.commit()
    log.warning("outbox row %s (%s) %s", mine.id, mine.kind, "waits" if wait else "is dead")


def settle(item: OutboxItem, state: OutboxState) -> None:
    item.state = state
    item.sealed_token = ""
    item.leased_until = None


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts, from 1, doubling; None after the last."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def unexpected(error: Exception) -> str:
    """What and where, without the error's own words: they may hold an address or a token."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown place"
    problem = f"unexpected {type(error).__name__} at {where}"
    log.error("%s", problem)
    return problem
