"""How a row ends: done, given up, resting, or waiting for another attempt."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from survey.actions.note_read_back import note_read_back
from survey.errors import ConfigError, SurveyError
from survey.mail.outcomes import Dropped, NotDelivered, NotYet, Postponed, Rejected, Uncertain
from survey.models import MESSAGES, MailAttempt, MailOutcome, OutboxItem, OutboxState
from survey.queries.outbox import held

# 1, 2, 4... minutes, then every two hours, 70 hours in all. Attempts are counted, not the row's
# age, so that a worker that was away for days gives a message its chances all the same.
WAITS = tuple(timedelta(minutes=min(2**attempt, 120)) for attempt in range(41))
MOST_ATTEMPTS = len(WAITS) + 1
NOT_YET = timedelta(minutes=10)
SETTLED = {OutboxState.DONE, OutboxState.DROPPED, OutboxState.DEAD}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ending:
    """`state` QUEUED asks for another attempt; an `outcome` of None leaves no line of history."""

    state: OutboxState
    outcome: MailOutcome | None
    said: str = ""


EXHAUSTED = Ending(OutboxState.DEAD, MailOutcome.REJECTED, "No worker came to the end of this row.")
INTERRUPTED = Ending(
    OutboxState.UNCERTAIN,
    MailOutcome.UNCERTAIN,
    "The worker was stopped while it handed the message to the mail server.",
)


def done(said: str = "") -> Ending:
    return Ending(OutboxState.DONE, MailOutcome.DELIVERED, said)


def after(error: Exception, *, handed: bool = False) -> Ending:
    """What follows from `error`, which ended the work on a row.

    Once its text was `handed` over, only what the mail server said may lead to another attempt.
    """
    if handed and not isinstance(error, NotDelivered):
        return Ending(OutboxState.UNCERTAIN, MailOutcome.UNCERTAIN, unexpected(error))
    match error:
        case Dropped():
            return Ending(OutboxState.DROPPED, MailOutcome.DROPPED, str(error))
        case Uncertain():
            return Ending(OutboxState.UNCERTAIN, MailOutcome.UNCERTAIN, str(error))
        case NotYet():
            return Ending(OutboxState.QUEUED, None, str(error))
        case Postponed() | ConfigError():
            return Ending(OutboxState.QUEUED, MailOutcome.POSTPONED, str(error))
        case Rejected() | SurveyError():
            return Ending(OutboxState.DEAD, MailOutcome.REJECTED, str(error))
        case _:
            return Ending(OutboxState.QUEUED, MailOutcome.POSTPONED, unexpected(error))


def mark(session: Session, item: OutboxItem, ending: Ending, now: datetime) -> None:
    """Commit how `item` ended, with whatever its work changed.

    Where its lease ran out and another worker has it, both are undone.
    """
    mine = held(session, item)
    if mine is None:
        session.rollback()
        log.warning("outbox row %s (%s) was taken over", item.id, item.kind)
        return
    mine.domain, mine.detail = item.domain, item.detail
    keep(session, mine, ending, now)
    session.commit()
    if mine.state is not OutboxState.DONE:
        log.warning("outbox row %s (%s) is %s", mine.id, mine.kind, mine.state)


def keep(session: Session, item: OutboxItem, ending: Ending, now: datetime) -> None:
    """Write `ending` into `item` and into its history."""
    if ending.outcome and item.kind in MESSAGES:
        line = MailAttempt(
            item_id=item.id or 0,
            at=now,
            domain=item.domain,
            outcome=ending.outcome,
            said=ending.said,
        )
        session.add(line)
    item.state = ending.state
    item.leased_until = None
    item.last_error = "" if ending.state is OutboxState.DONE else ending.said
    if ending.state is OutboxState.QUEUED:
        wait(item, now, tried=ending.outcome is not None)
    if item.state is OutboxState.DONE:
        item.done_at = now
        note_read_back(session, item=item, at=now)
    if item.state in SETTLED:
        item.sealed_token = ""  # an uncertain message may yet be sent again


def wait(item: OutboxItem, now: datetime, *, tried: bool) -> None:
    """Put `item` off, doubling the time, or give it up after the last attempt."""
    item.handed_at = None
    if not tried:
        item.attempts -= 1
        item.due_at = now + NOT_YET
    elif item.attempts <= len(WAITS):
        item.due_at = now + WAITS[item.attempts - 1]
    else:
        item.state = OutboxState.DEAD


def unexpected(error: Exception) -> str:
    """What and where, without the error's own words: they may hold an address or a token."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown place"
    problem = f"unexpected {type(error).__name__} at {where}"
    log.error("%s", problem)
    return problem
