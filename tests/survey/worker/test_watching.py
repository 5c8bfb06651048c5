"""The watch by workers: each night and each close once, whatever becomes of a worker."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session

from survey.actions.queue_watch import queue_watch
from survey.extensions import db
from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.worker import Worker, watching
from survey.worker.lease import LEASE, lease
from survey.worker.work import WORK
from tests.survey.almanac import london
from tests.survey.watching import FALLEN, NIGHT, council, fallen, kinds, rows, told

FIRST = london("2018-09-02 03:00")
Kept = Callable[[Session, OutboxItem, object, datetime], None]


@pytest.fixture
def closed(app: Flask) -> Flask:
    """The council after two closes, whose watches wait."""
    with app.app_context():
        fallen(db.session)
    return app


def worker(app: Flask, at: datetime) -> Worker:
    return Worker(app, clock=lambda: at)


def states(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.key.removeprefix("watch-"), row.state.value) for row in rows(db.session)]


def found(app: Flask) -> list[tuple[str, str, bool]]:
    with app.app_context():
        return kinds(db.session)


def test_closes_that_wait_together_are_counted_once(closed: Flask) -> None:
    assert worker(closed, NIGHT).drain() == 1
    assert states(closed) == [("close-2018-07", "done"), ("close-2018-08", "done")]
    assert found(closed) == [(FALLEN, "2018-08", True)]


def test_a_night_that_is_missing_is_begun_and_each_night_queues_the_next(app: Flask) -> None:
    with app.app_context():
        council(db.session)
    begun = worker(app, NIGHT)
    begun.see_to_the_night()
    begun.see_to_the_night()  # within the minute it does not even look
    worker(app, NIGHT).see_to_the_night()
    assert states(app) == [("night-2018-09-02", "queued")]
    assert worker(app, FIRST - timedelta(seconds=1)).drain() == 0
    assert worker(app, FIRST).drain() == 1
    assert worker(app, FIRST).drain() == 0
    worker(app, FIRST).see_to_the_night()
    assert states(app) == [("night-2018-09-02", "done"), ("night-2018-09-03", "queued")]
    # After days in which nothing ran it is done once, and the next night is the next.
    away = FIRST + timedelta(days=5, hours=9)
    assert worker(app, away).drain() == 1
    assert states(app)[1:] == [("night-2018-09-03", "done"), ("night-2018-09-08", "queued")]


def test_a_running_worker_begins_the_nights(app: Flask) -> None:
    running = Worker(app, clock=lambda: NIGHT, idle_seconds=0)

    def stop_after_a_look() -> bool:
        running.stop()
        return False

    running.step = stop_after_a_look  # type: ignore[method-assign]  # one turn of the loop
    running.run()
    assert states(app) == [("night-2018-09-02", "queued")]


def test_a_night_counts_the_closes_that_wait(closed: Flask) -> None:
    with closed.app_context():
        queue_watch(db.session, now=NIGHT - timedelta(days=3))
        for row in rows(db.session)[:2]:
            row.attempts = 1  # so that the night comes first
        db.session.commit()
    assert worker(closed, NIGHT).drain() == 1
    assert [state for _, state in states(closed)] == ["done", "done", "done", "queued"]
    assert found(closed) == [(FALLEN, "2018-08", True)]


def test_a_worker_that_dies_leaves_nothing_and_another_does_it(
    closed: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler of errors catches."""

    with closed.app_context():
        queue_watch(db.session, now=NIGHT - timedelta(days=3))
        for row in rows(db.session)[:2]:
            row.state = OutboxState.DONE
        db.session.commit()

    def die(*_: object, **__: object) -> None:
        raise Killed

    # Everything is written by then: the warnings and the next night.
    monkeypatch.setattr("survey.worker.loop.mark", die)
    with pytest.raises(Killed):
        worker(closed, NIGHT).drain()
    monkeypatch.undo()
    assert found(closed) == []
    assert states(closed)[2:] == [("night-2018-08-30", "queued")]
    assert worker(closed, NIGHT).drain() == 0  # its lease holds
    assert worker(closed, NIGHT + LEASE).drain() == 1
    assert found(closed) == [(FALLEN, "2018-08", True)]
    assert states(closed)[2:] == [("night-2018-08-30", "done"), ("night-2018-09-02", "queued")]


def test_a_worker_that_lost_its_lease_writes_nothing(closed: Flask) -> None:
    slow = worker(closed, NIGHT)

    def dawdle(session: Session, item: OutboxItem, settings: object, now: datetime) -> None:
        assert worker(closed, NIGHT + LEASE).drain() == 1  # another takes it over
        WORK[OutboxKind.WATCH](session, item, settings, now)  # type: ignore[arg-type]

    slow.work[OutboxKind.WATCH] = dawdle
    assert slow.step()
    assert found(closed) == [(FALLEN, "2018-08", True)]
    with closed.app_context():
        assert len(told(db.session, "early warnings changed")) == 1


def test_two_workers_do_not_count_at_once(closed: Flask) -> None:
    with closed.app_context():
        held = lease(db.session, NIGHT)
        assert held is not None
    assert worker(closed, NIGHT).drain() == 1  # the other close, put off
    with closed.app_context():
        _, waiting = rows(db.session)
        assert (waiting.state, waiting.attempts) == (OutboxState.QUEUED, 0)
        assert waiting.due_at == NIGHT + timedelta(minutes=10)
        assert waiting.last_error == watching.BESIDE
    assert found(closed) == []
