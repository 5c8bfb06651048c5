"""How long one worker takes to deliver a wave, beside the least that it can take."""

import os
import smtplib
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session, col, select

from benchmarks.installation import many_holders
from benchmarks.line import Line
from benchmarks.mailbox import mailbox
from benchmarks.measure import REQUESTS, TURN
from survey.cli.installation import installation
from survey.clock import now
from survey.config import Settings
from survey.extensions import prepare_sqlite
from survey.mail.smtp import on_the_wire
from survey.mail.writing import message
from survey.models import OutboxItem, OutboxKind, OutboxState
from survey.worker import Worker

ROOM = "mail"
MOST_SECONDS = 120
MOST_TIMES = 30


def lines() -> Iterator[Line]:
    with many_holders(REQUESTS) as ready, mailbox() as port:
        settings = Settings.from_env({**os.environ, **ready.environment})
        settings = replace(settings, smtp_url=f"smtp://127.0.0.1:{port}", mail_per_minute=0)
        with installation(settings) as here:
            text = sample_text(here.session, settings)
            worker = Worker(here.app)
            ours = floors = 0.0
            with Least(settings.data_dir / "floor.sqlite", port, text) as least:
                for _ in range(0, REQUESTS, TURN):
                    ours += spent(worker.step)
                    floors += spent(least.step)
            worker.route.rest()
            expect_delivered(here.session)
    yield Line(ROOM, f"{REQUESTS:,} queued messages, one worker", ours, "s", MOST_SECONDS)
    yield Line(ROOM, "one of them, written and delivered", ours / floors, "x bare loop", MOST_TIMES)


def sample_text(session: Session, settings: Settings) -> bytes:
    """An invitation as it goes over the wire; nothing of it is kept."""
    item = session.exec(select(OutboxItem).where(OutboxItem.kind == OutboxKind.INVITATION)).first()
    if item is None:
        raise RuntimeError("Nothing waits in the outbox.")
    text = on_the_wire(message(session, item=item, settings=settings, now=now()))
    session.rollback()
    return text


def spent(step: Callable[[], bool]) -> float:
    """Seconds for TURN steps, each of which must find something to do."""
    began = time.perf_counter()
    for _ in range(TURN):
        if not step():
            raise RuntimeError("There was less to do than expected.")
    return time.perf_counter() - began


class Least:
    """The floor: the same text by smtplib over one connection, and one durable commit each."""

    def __init__(self, file: Path, port: int, text: bytes) -> None:
        self.database = sqlite3.connect(file)
        prepare_sqlite(self.database, None)
        self.database.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, done INTEGER)")
        self.server = smtplib.SMTP("127.0.0.1", port)
        self.text = text

    def __enter__(self) -> "Least":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.quit()
        self.database.close()

    def step(self) -> bool:
        self.server.sendmail("take@council.example", "holder@council.example", self.text)
        self.database.execute("INSERT INTO message (done) VALUES (1)")
        return True


def expect_delivered(session: Session) -> None:
    query = select(OutboxItem.state).where(col(OutboxItem.kind) == OutboxKind.INVITATION)
    states = set(session.exec(query))
    if states != {OutboxState.DONE}:
        raise RuntimeError(f"Not every message was delivered: {states}.")
