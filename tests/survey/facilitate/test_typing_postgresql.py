"""Two facilitators who save at the same moment, on a real PostgreSQL: no theme is lost."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import Comment
from tests.survey.client import CheckingClient
from tests.survey.facilitate.talking import (
    PAGE,
    drafted,
    facilitator_of,
    interviewed,
    section,
    standing,
)
from tests.survey.house import ANSWERS, House, add_council, open_july
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
TURNS = 15


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    with made.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    yield made
    made.extensions["engine"].dispose()


def test_two_themes_saved_at_once_are_both_kept(app: Flask) -> None:
    house, together = House(app), threading.Barrier(2)
    found: list[int] = []

    def type_into(client: CheckingClient, name: str) -> None:
        form = standing(client.get(PAGE), section(name))
        for turn in range(TURNS):
            form[f"{name}-notes"] = f"{name} {turn}"
            together.wait(30)
            answer = client.post(section(name), data=form, headers={"Accept": "application/json"})
            found.append(answer.status_code)
            form["version"] = answer.get_json()["version"]

    typing = [
        threading.Thread(target=type_into, args=(facilitator_of(app, 1, email=email), name))
        for email, name in (("sam@staff.example", "theme-1"), ("ada@staff.example", "theme-2"))
    ]
    for thread in typing:
        thread.start()
    for thread in typing:
        thread.join(60)
    assert found == [200] * 2 * TURNS
    kept = drafted(house)
    assert (kept["theme-1-notes"], kept["theme-2-notes"]) == (
        f"theme-1 {TURNS - 1}",
        f"theme-2 {TURNS - 1}",
    )


def test_an_interview_is_listed_typed_and_recorded(app: Flask) -> None:
    sam = facilitator_of(app, 1)
    assert interviewed(sam, ANSWERS | {"theme-1-notes": "> Said\nNoted"}).status_code == 303
    assert "Recorded, awaiting the speaker" in sam.get("/facilitate/").get_data(as_text=True)
    assert len(House(app).rows(Comment)) == 2
