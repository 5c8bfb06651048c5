"""The loop that does what waits in the outbox: messages and slow pieces of work.

    lease, commit  ->  do  ->  mark, commit

A worker owns a row until its lease runs out, so one that is killed loses nothing: another does
the row again. A message that was done twice has one Message-ID, and one file in the folder. Mail
is sent with no transaction open; an edition changes in the transaction that marks it done.
Logs name rows by number and kind, never a person.
"""

import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import FrameType

from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from survey import clock
from survey.config import Settings
from survey.errors import ConfigError, SurveyError
from survey.extensions import db
from survey.mail.delivery import deliver
from survey.mail.invitation import invitation_message
from survey.mail.outcomes import Dropped, Postponed, Rejected
from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.queries.outbox import held, next_due

LEASE = timedelta(minutes=5)
# 1, 2, 4... minutes, then every six hours, 69 hours in all. Attempts are counted, not the row's
# age, so that a worker that was away for days gives a message its chances all the same.
WAITS = tuple(timedelta(minutes=min(2**attempt, 360)) for attempt in range(19))
MOST_ATTEMPTS = len(WAITS) + 1
IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)

Work = Callable[[Session, OutboxItem, Settings, datetime], None]


def send_invitation(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    message = invitation_message(session, item=item, settings=settings, now=now)
    session.commit()  # nobody waits for the database while a mail server takes its time
    deliver(item, message, settings)


def draft_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    # Loads pandas and the renderer of charts, which a worker that sends mail alone never needs.
    from survey.documents.publication import draft

    draft(session, item, settings, now)


def publish_edition(session: Session, item: OutboxItem, settings: Settings, now: datetime) -> None:
    from survey.documents.publication import publish

    publish(session, item, settings, now)


WORK: dict[OutboxKind, Work] = {
    OutboxKind.INVITATION: send_invitation,
    OutboxKind.DRAFT_EDITION: draft_edition,
    OutboxKind.PUBLISH_EDITION: publish_edition,
}


@dataclass
class Worker:
    """One worker over the outbox of `app`'s installation; `clock` tells it the time."""

    app: Flask
    clock: Callable[[], datetime] = clock.now
    work: dict[OutboxKind, Work] = field(default_factory=lambda: dict(WORK))
    idle_seconds: float = IDLE_SECONDS
    stopping: bool = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the row in hand, then end; also the handler of a signal."""
        self.stopping = True

    def run(self) -> None:
        """Do rows as they fall due until told to stop."""
        while not self.stopping:
            try:
                rest = not self.step()
            except OperationalError:
                log.warning("the database cannot be used just now; trying again")
                rest = True
            if rest:
                time.sleep(self.idle_seconds)

    def drain(self) -> int:
        """Do all that is due; how many rows that was, failed ones included."""
        done = 0
        while not self.stopping and self.step():
            done += 1
        return done

    def step(self) -> bool:
        """Do the next row; False where nothing is due."""
        with self.app.app_context():
            item = lease(db.session, self.clock())
            if item is None:
                return False
            self.attempt(item)
            return True

    def attempt(self, item: OutboxItem) -> None:
        session, settings = db.session, self.app.extensions["settings"]
        try:
            self.work[item.kind](session, item, settings, self.clock())
            finish(session, item, self.clock())
        except Dropped as error:
            finish(session, item, self.clock(), note=str(error))
        except (Postponed, ConfigError) as error:
            fail(session, item, str(error), self.clock(), final=False)
        except (Rejected, SurveyError) as error:
            fail(session, item, str(error), self.clock(), final=True)
        except Exception as error:  # noqa: BLE001 - one row must not end the worker
            fail(session, item, unexpected(error), self.clock(), final=False)


@contextmanager
def stopped_by_signals(worker: Worker) -> Iterator[Worker]:
    """Let SIGTERM and SIGINT end `worker` after the row in hand."""
    before = {
        number: signal.signal(number, worker.stop) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield worker
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
