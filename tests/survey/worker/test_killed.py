"""A worker that is killed again and again while it delivers."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pytest
from flask import Flask
from sqlmodel import col, select

from survey.actions.resend_uncertain import resend_uncertain
from survey.config import Settings
from survey.extensions import db
from survey.models import MESSAGES, MailOutcome, OutboxItem, OutboxState
from survey.queries.history import history
from survey.worker import Worker
from survey.worker.lease import LEASE
from tests.survey.mail.server import ACCEPTED, Mailbox, serving
from tests.survey.worker.many import invite_many

pytestmark = pytest.mark.enable_socket
ROOT = Path(__file__).parents[3]
MESSAGES_IN_ALL, KILLS = 2000, 50


@dataclass
class Tray(Mailbox):
    """A mailbox that reads no more of a message than which it is."""

    keys: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        (key,) = re.findall(rb"^Message-ID: <(.+)@", envelope.original_content, re.MULTILINE)
        self.keys.append(key.decode())
        return ACCEPTED


@contextmanager
def forking(settings: Settings, now: datetime) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
        "SMTP_URL": settings.smtp_url,
    }
    command = [sys.executable, "-m", "tests.survey.worker.forked", now.isoformat()]
    with subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        yield process


def killed_at_work(process: subprocess.Popen[str], tray: Tray, turn: int) -> None:
    """Start a worker and kill it somewhere, each turn elsewhere, in its work on a message."""
    orders, answers = pipes(process)
    orders.write("go\n")
    orders.flush()
    worker = int(answers.readline())
    enough = len(tray.keys) + 20 + turn * 7 % 19
    while len(tray.keys) < enough:
        time.sleep(0.001)
    time.sleep(turn * 13 % 20 / 1000)
    os.kill(worker, signal.SIGKILL)
    assert answers.readline() == "\n"


def pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin
    assert process.stdout
    return process.stdin, process.stdout


def messages(app: Flask) -> list[OutboxItem]:
    with app.app_context():
        mail = select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))
        return list(db.session.exec(mail.order_by(col(OutboxItem.id))))


def test_killed_fifty_times_over_two_thousand_messages(
    app: Flask, settings: Settings, now: datetime
) -> None:
    """Every one is delivered, and none twice but those marked uncertain."""
    tray = Tray()
    with app.app_context():
        invite_many(db.session, now, MESSAGES_IN_ALL)
    with serving(tray) as url:
        app.extensions["settings"] = with_server = replace(settings, smtp_url=url)
        with forking(with_server, now) as process:
            for turn in range(KILLS):
                killed_at_work(process, tray, turn)
        # Another worker comes when the leases of the killed have run out.
        Worker(app, clock=lambda: now + LEASE).drain()
        unsure = {item.key for item in messages(app) if item.state is OutboxState.UNCERTAIN}
        before = Counter(tray.keys)
        sure = {item.key for item in messages(app) if item.state is OutboxState.DONE}
        with app.app_context():
            again = resend_uncertain(db.session, month="2018-07", actor="m", now=now + LEASE)
            db.session.commit()
        Worker(app, clock=lambda: now + LEASE).drain()
    assert len(sure) + len(unsure) == MESSAGES_IN_ALL
    assert {before[key] for key in sure} == {1}
    assert {before[key] for key in unsure} <= {0, 1}
    assert 0 < again == len(unsure) <= KILLS
    assert {item.state for item in messages(app)} == {OutboxState.DONE}
    assert set(tray.keys) == sure | unsure
    assert {key for key, times in Counter(tray.keys).items() if times > 1} <= unsure


def test_the_history_of_a_message_whose_worker_was_killed(
    app: Flask, settings: Settings, now: datetime
) -> None:
    mailbox = Mailbox(holds=0)
    with app.app_context():
        invite_many(db.session, now, 1)
    with serving(mailbox) as url:
        app.extensions["settings"] = with_server = replace(settings, smtp_url=url)
        with forking(with_server, now) as process:
            orders, answers = pipes(process)
            orders.write("go\n")
            orders.flush()
            worker = int(answers.readline())
            assert mailbox.arrived.wait(30)
            os.kill(worker, signal.SIGKILL)
        Worker(app, clock=lambda: now).drain()
        (held,) = messages(app)
        assert (held.state, held.handed_at) == (OutboxState.QUEUED, now)
        Worker(app, clock=lambda: now + LEASE).drain()
    (item,) = messages(app)
    assert item.state is OutboxState.UNCERTAIN
    assert item.sealed_token
    assert len(mailbox.messages) == 1
    with app.app_context():
        (message,) = history(db.session, item.subject_id)
    assert [line.outcome for line in message.attempts] == [MailOutcome.UNCERTAIN]
    assert "was stopped while it handed" in message.attempts[0].said
