import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from survey import create_app
from survey.actions.close_round import close_round
from survey.config import Settings
from survey.errors import Conflict
from survey.extensions import db
from survey.models import CALENDAR, MESSAGES, AuditEvent, OutboxItem, OutboxKind, OutboxState, Round
from survey.worker import Worker
from survey.worker.ending import MOST_ATTEMPTS, WAITS
from survey.worker.lease import LEASE, lease
from survey.worker.work import WORK
from tests.survey.mail.server import Mailbox, serving

# 29 invitations are in the outbox, due on 2 July 2018 at 09:00 UTC.
pytestmark = pytest.mark.holds("the sample's july")
RUN_WORKER = "from survey.cli import main; main(['worker', *__import__('sys').argv[1:]])"
LEADER = "leader@council.example"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mailing(app: Flask, mailbox: Mailbox, settings: Settings) -> Iterator[Flask]:
    """The application with a mail server that puts everything into `mailbox`."""
    with serving(mailbox) as url:
        app.extensions["settings"] = replace(settings, smtp_url=url)
        yield app


def items(app: Flask) -> list[OutboxItem]:
    with app.app_context():
        mail = select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))
        return list(db.session.exec(mail.order_by(col(OutboxItem.id))))


def stay_open(app: Flask) -> None:
    """A real clock runs long after the month should have closed."""
    with app.app_context():
        db.session.execute(update(Round).values(closes_at=datetime(2999, 1, 1, tzinfo=UTC)))
        db.session.execute(delete(OutboxItem).where(col(OutboxItem.kind).in_(CALENDAR)))
        db.session.commit()


def states(app: Flask) -> Counter[str]:
    return Counter(item.state.value for item in items(app))


def worker(app: Flask, moment: datetime) -> Worker:
    return Worker(app, clock=lambda: moment)


def started(settings: Settings, smtp_url: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
        "SMTP_URL": smtp_url,
    }
    command = [sys.executable, "-c", RUN_WORKER, *arguments]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def test_every_kind_of_work_has_somebody_who_does_it() -> None:
    assert set(WORK) | set(MESSAGES) == set(OutboxKind)
    assert not set(WORK) & set(MESSAGES)


def test_without_a_server_messages_are_files_and_tokens_are_wiped(
    app: Flask, settings: Settings, now: datetime
) -> None:
    assert worker(app, now).drain() == 29
    assert states(app) == {"done": 29}
    assert not any(item.sealed_token for item in items(app))
    names = sorted(path.name for path in settings.outbox_dir.iterdir())
    assert len(names) == 29
    assert names[0] == "20180702T090000Z-000001-leader@council.example.eml"
    assert worker(app, now).drain() == 0


def test_nothing_leaves_before_it_is_due(app: Flask, now: datetime) -> None:
    assert worker(app, now - timedelta(seconds=1)).drain() == 0


@pytest.mark.enable_socket
def test_every_message_reaches_the_server_once(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    worker(mailing, now).drain()
    assert states(mailing) == {"done": 29}
    assert len(mailbox.recipients) == len(set(mailbox.recipients)) == 29
    assert {message["Message-ID"] for message in mailbox.messages} == {
        f"<{item.key}@council.example>" for item in items(mailing)
    }


@pytest.mark.enable_socket
def test_a_busy_server_is_tried_again_with_longer_waits_and_in_the_end_given_up(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    mailbox.refusals[LEADER] = "451 Greylisted"
    moment = now
    for wait in WAITS:
        worker(mailing, moment).drain()
        (waiting,) = [item for item in items(mailing) if item.state is OutboxState.QUEUED]
        assert waiting.due_at == moment + wait
        assert waiting.sealed_token
        assert waiting.last_error == "The mail server answered 451 Greylisted"
        moment = waiting.due_at
    assert timedelta(hours=60) < moment - now < timedelta(hours=72)
    worker(mailing, moment).drain()
    assert states(mailing) == {"done": 28, "dead": 1}
    assert not items(mailing)[0].sealed_token
    assert items(mailing)[0].attempts == MOST_ATTEMPTS


@pytest.mark.enable_socket
def test_a_busy_server_that_recovers_gets_the_message(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    mailbox.answers[LEADER] = "451 Try later"
    worker(mailing, now).drain()
    mailbox.answers.clear()
    worker(mailing, now + timedelta(minutes=1)).drain()
    assert states(mailing) == {"done": 29}
    assert mailbox.recipients[-1] == LEADER
    assert items(mailing)[0].last_error == ""


@pytest.mark.enable_socket
def test_a_refusal_is_final_and_kept_for_the_manager(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    mailbox.refusals[LEADER] = "550 No such user"
    worker(mailing, now).drain()
    assert states(mailing) == {"done": 28, "dead": 1}
    dead = items(mailing)[0]
    assert (dead.last_error, dead.sealed_token) == (
        "The mail server answered 550 No such user",
        "",
    )


def test_mail_of_a_round_that_closed_is_dropped(
    app: Flask, settings: Settings, now: datetime
) -> None:
    with app.app_context():
        close_round(db.session, month="2018-07", actor="command", now=now)
        db.session.commit()
    worker(app, now).drain()
    assert states(app) == {"dropped": 29}
    assert not settings.outbox_dir.exists()
    assert {item.last_error for item in items(app)} == {
        "Round 2018-07 closed before this message could be sent."
    }
    assert not any(item.sealed_token for item in items(app))


@pytest.mark.enable_socket
def test_told_to_stop_it_finishes_the_row_in_hand(
    mailing: Flask, mailbox: Mailbox, settings: Settings
) -> None:
    stay_open(mailing)
    mailbox.holds = 0
    process = started(settings, mailing.extensions["settings"].smtp_url)
    assert mailbox.arrived.wait(30)
    process.send_signal(signal.SIGTERM)
    mailbox.release.set()
    assert process.wait(10) == 0
    assert states(mailing) == {"done": 1, "queued": 28}


@pytest.mark.enable_socket
def test_two_workers_share_an_outbox(mailing: Flask, mailbox: Mailbox, now: datetime) -> None:
    second = create_app(mailing.extensions["settings"])
    threads = [
        threading.Thread(target=worker(app, now).drain, name=f"worker {number}")
        for number, app in enumerate((mailing, second))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    second.extensions["engine"].dispose()
    assert states(mailing) == {"done": 29}
    assert len(mailbox.recipients) == len(set(mailbox.recipients)) == 29


@pytest.mark.parametrize("problem", [None, Conflict("Too late.")])
def test_a_worker_whose_lease_ran_out_marks_nothing(
    app: Flask, now: datetime, problem: Exception | None
) -> None:
    def slow(session: Session, item: OutboxItem, *_: object) -> None:
        session.get_one(OutboxItem, item.id).leased_until = now + 2 * LEASE
        session.commit()
        session.add(AuditEvent(at=now, actor="slow", action="a", subject="b"))
        if problem:
            raise problem

    assert Worker(app, clock=lambda: now, work={OutboxKind.INVITATION: slow}).step()
    first = items(app)[0]
    assert first.state is OutboxState.QUEUED
    assert first.leased_until == now + 2 * LEASE
    with app.app_context():
        assert not db.session.exec(select(AuditEvent).where(AuditEvent.actor == "slow")).all()


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (Conflict("This edition is drafted already."), "dead", "This edition is drafted already."),
        (ZeroDivisionError("leader@council.example"), "queued", "unexpected ZeroDivisionError at"),
    ],
)
def test_what_fails_is_undone_and_said(
    app: Flask, now: datetime, error: Exception, state: str, words: str
) -> None:
    def failing(session: Session, *_: object) -> None:
        session.add(AuditEvent(at=now, actor="failing", action="a", subject="b"))
        session.flush()
        raise error

    Worker(app, clock=lambda: now, work={OutboxKind.INVITATION: failing}).step()
    first = items(app)[0]
    assert first.state == state
    assert first.last_error.startswith(words)
    assert LEADER not in first.last_error
    with app.app_context():
        failed = select(AuditEvent).where(AuditEvent.actor == "failing")
        assert not db.session.exec(failed).all()


def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(
    app: Flask, now: datetime
) -> None:
    class Once(Worker):
        """Ends when nothing is due any more."""

        def step(self) -> bool:
            more = super().step()
            self.stopping = not more
            return more

    def clock() -> datetime:
        calls.append(now)
        if len(calls) == 1:
            raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        return now

    calls: list[datetime] = []
    Once(app, clock=clock, idle_seconds=0).run()
    assert states(app) == {"done": 29}


def test_a_row_that_ends_every_worker_is_dead_at_last(app: Flask, now: datetime) -> None:
    with app.app_context():
        poison = db.session.get_one(OutboxItem, 1)
        poison.attempts = MOST_ATTEMPTS
        poison.leased_until = now
        db.session.commit()
    worker(app, now).drain()
    assert states(app) == {"done": 28, "dead": 1}
    assert items(app)[0].last_error == "No worker came to the end of this row."


def test_an_edition_is_not_kept_waiting_by_mail(app: Flask, now: datetime) -> None:
    with app.app_context():
        db.session.add(
            OutboxItem(
                kind=OutboxKind.DRAFT_EDITION,
                subject_id=1,
                key="draft-1",
                due_at=now,
                created_at=now,
            )
        )
        db.session.commit()
        taken = lease(db.session, now)
    assert taken
    assert taken.kind is OutboxKind.DRAFT_EDITION
