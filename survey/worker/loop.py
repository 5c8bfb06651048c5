"""The worker itself."""

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

from survey import clock
from survey.actions.queue_watch import queue_watch
from survey.config import Settings
from survey.extensions import db, reading
from survey.mail.delivery import Route
from survey.models import OutboxItem, OutboxKind
from survey.queries.watch_rows import night_waits
from survey.worker.ending import Ending, after, done, mark
from survey.worker.lease import TakenOver, lease
from survey.worker.returned import read_bounces
from survey.worker.sending import send
from survey.worker.work import WORK, Work

IDLE_SECONDS = 1.0
BETWEEN_LOOKS = timedelta(minutes=1)
MARKING_TRIES = 5

log = logging.getLogger(__name__)


@dataclass
class Worker:
    """One worker over the outbox of `app`'s installation; `clock` tells it the time.

    `work` holds what is done for each kind of row; a message without an entry is sent.
    """

    app: Flask
    clock: Callable[[], datetime] = clock.now
    work: dict[OutboxKind, Work] = field(default_factory=lambda: dict(WORK))
    idle_seconds: float = IDLE_SECONDS
    stopping: bool = False
    looks_at: datetime | None = None
    sees_to_it_at: datetime | None = None
    route: Route = field(init=False)

    def __post_init__(self) -> None:
        self.route = Route.of(self.settings)

    @property
    def settings(self) -> Settings:
        held: Settings = self.app.extensions["settings"]
        return held

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the row in hand, then end; also the handler of a signal."""
        self.stopping = True

    def run(self) -> None:
        """Do rows as they fall due until told to stop."""
        while not self.stopping:
            try:
                self.look_for_bounces()
                self.see_to_the_night()
                rest = not self.step()
            except OperationalError:
                log.warning("the database cannot be used just now; trying again")
                rest = True
            if rest:
                self.route.rest()
                time.sleep(self.idle_seconds)
        self.route.rest()

    def drain(self) -> int:
        """Do all that is due; how many rows that was, failed ones included."""
        rows = 0
        self.look_for_bounces()
        while not self.stopping and self.step():
            rows += 1
        self.route.rest()
        return rows

    def step(self) -> bool:
        """Do the next row; False where nothing is due, or only mail to domains that are full."""
        with self.app.app_context():
            # A folder takes any number of messages.
            most = self.settings.mail_per_minute if self.route.server else 0
            item = lease(db.session, self.clock(), most_a_minute=most)
            if item is None:
                return False
            self.attempt(item)
            return True

    def attempt(self, item: OutboxItem) -> None:
        try:
            ending = self.do(item)
        except TakenOver:
            db.session.rollback()
            log.warning("outbox row %s (%s) was taken over", item.id, item.kind)
            return
        except Exception as error:  # noqa: BLE001 - one row must not end the worker
            db.session.rollback()
            ending = after(error, handed=item.handed_at is not None)
        self.mark(item, ending)

    def do(self, item: OutboxItem) -> Ending:
        work = self.work.get(item.kind)
        if work:
            work(db.session, item, self.settings, self.clock())
            return done()
        said = send(db.session, item, settings=self.settings, route=self.route, clock=self.clock)
        return done(said)

    def mark(self, item: OutboxItem, ending: Ending) -> None:
        """Keep `ending`; once the text was handed over, even a locked database is waited for.

        Work of another kind is undone with a mark that fails, and done again later.
        """
        for _ in range(MARKING_TRIES if item.handed_at else 0):
            try:
                mark(db.session, item, ending, self.clock())
            except OperationalError:
                db.session.rollback()
                time.sleep(self.idle_seconds)
            else:
                return
        mark(db.session, item, ending, self.clock())

    def look_for_bounces(self) -> None:
        """Read what came back, once a minute."""
        folder, now = self.settings.bounces_dir, self.clock()
        if folder is None or (self.looks_at and now < self.looks_at):
            return
        self.looks_at = now + BETWEEN_LOOKS
        with self.app.app_context():
            read_bounces(db.session, folder, now)

    def see_to_the_night(self) -> None:
        """Queue the watch of the next night where none waits, looked at once a minute.

        Each night queues the next, so this begins them: in a new installation, in one from before
        there was a watch, and after a night that failed for good.
        """
        now = self.clock()
        if self.sees_to_it_at and now < self.sees_to_it_at:
            return
        self.sees_to_it_at = now + BETWEEN_LOOKS
        with self.app.app_context():
            with reading(db.session) as reader:
                if night_waits(reader):
                    return
            queue_watch(db.session, now=now)
            db.session.commit()


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
