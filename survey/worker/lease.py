"""Taking a row, and keeping that its text is about to leave the house."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from survey.models import OutboxItem
from survey.queries.outbox import full_domains, held, next_due
from survey.worker.ending import EXHAUSTED, INTERRUPTED, MOST_ATTEMPTS, Ending, keep

LEASE = timedelta(minutes=5)

log = logging.getLogger(__name__)


class TakenOver(Exception):
    """The lease ran out and another worker has the row; nothing of it is ours any more."""


def lease(session: Session, now: datetime, *, most_a_minute: int = 0) -> OutboxItem | None:
    """Take the next due row for LEASE and count the attempt, committed before anything is done.

    `most_a_minute` messages go to one domain, whoever sends them; 0 is any number. What is given
    back is apart from the session, so that it still says what this worker took when the row has
    changed. A row that ended every worker that tried it is dead; one whose text was being handed
    over when its worker ended is uncertain.
    """
    while item := next_row(session, now, most_a_minute):
        ending = abandoned(item)
        if ending is None:
            item.attempts += 1
            item.leased_until = now + LEASE
            session.commit()
            session.expunge(item)
            return item
        keep(session, item, ending, now)
        session.commit()
        log.warning("outbox row %s (%s) is %s", item.id, item.kind, item.state)
    session.rollback()
    return None


def next_row(session: Session, now: datetime, most_a_minute: int) -> OutboxItem | None:
    full = full_domains(session, now, most_a_minute) if most_a_minute else ()
    return next_due(session, now, full=full)


def abandoned(item: OutboxItem) -> Ending | None:
    """How a row ended whose workers did not live to say so; None where it is to be done."""
    if item.handed_at:
        return INTERRUPTED
    return EXHAUSTED if item.attempts >= MOST_ATTEMPTS else None


def hand(session: Session, item: OutboxItem, now: datetime) -> None:
    """Commit that the text of `item` is about to go to the mail server, with a fresh lease.

    From here on no other worker sends it. Raises TakenOver where one has it already.
    """
    mine = held(session, item)
    if mine is None:
        session.rollback()
        raise TakenOver
    mine.handed_at = now
    mine.leased_until = now + LEASE
    mine.domain, mine.detail = item.domain, item.detail
    session.commit()
    item.handed_at, item.leased_until = mine.handed_at, mine.leased_until
