"""The watch on a real PostgreSQL, where workers take rows side by side."""

import threading
from datetime import timedelta

from flask import Flask
from sqlmodel import col, select

from survey.actions.acknowledge_warning import acknowledge_warning
from survey.extensions import db
from survey.models import EarlyWarning
from survey.queries.warnings import ended_count, standing_warnings
from survey.worker import Worker
from tests.survey.watching import FALLEN, NIGHT, WORDS, fallen, kinds, look, nothing, rows, told
from tests.survey.worker.test_postgresql import apps, migrated, settings

__all__ = ["apps", "migrated", "settings"]
AFTER = NIGHT + timedelta(minutes=11)


def test_workers_side_by_side_raise_each_warning_once(apps: list[Flask]) -> None:
    with apps[0].app_context():
        fallen(db.session)
    together = threading.Barrier(len(apps))

    def work(app: Flask) -> None:
        worker = Worker(app, clock=lambda: NIGHT)
        together.wait(10)
        worker.see_to_the_night()
        worker.drain()

    threads = [threading.Thread(target=work, args=(app,)) for app in apps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    Worker(apps[0], clock=lambda: AFTER).drain()  # what gave way to another
    with apps[0].app_context():
        assert kinds(db.session) == [(FALLEN, "2018-08", True)]
        assert [(row.key, row.state.value) for row in rows(db.session)] == [
            ("watch-close-2018-07", "done"),
            ("watch-close-2018-08", "done"),
            ("watch-night-2018-09-02", "queued"),
        ]
        assert len(told(db.session, "early warnings changed")) == 1


def test_a_warning_is_acknowledged_ends_and_comes_back(apps: list[Flask]) -> None:
    with apps[0].app_context():
        fallen(db.session)
        look(db.session)
        (standing,) = standing_warnings(db.session)
        acknowledge_warning(
            db.session,
            warning_id=standing.id or 0,
            words=WORDS,
            seen=standing.raised_at,
            actor="mira@council.example",
            now=AFTER,
        )
        db.session.commit()
        nothing(db.session, "2018-08")
        assert ended_count(db.session) == 1
        look(db.session, AFTER)
        query = select(EarlyWarning).where(col(EarlyWarning.acknowledged_at).is_(None))
        assert [each.raised_at for each in db.session.exec(query)] == [AFTER]
