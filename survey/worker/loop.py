"""The worker itself."""

import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

from flask import Flask
from sqlalchemy.exc import OperationalError

from survey import clock
from survey.errors import ConfigError, SurveyError
from survey.extensions import db
from survey.mail.outcomes import Dropped, Postponed, Rejected
from survey.models import OutboxItem, OutboxKind
from survey.worker.lease import fail, finish, lease, unexpected
from survey.worker.work import WORK, Work

IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)


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
