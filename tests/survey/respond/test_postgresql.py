"""What stakeholders send, on a real PostgreSQL: it refuses a NUL in any text, SQLite does not."""

from collections.abc import Iterator

import pytest
from flask import Flask

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from tests.survey.client import CheckingClient, words_in
from tests.survey.house import House, add_council, answer_all, begin, open_july
from tests.survey.respond.parameters import walk
from tests.survey.respond.test_hostile_sql import SQL, others
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
WORDS = "🌡️ \u202eעברת\u202c a\u200bb \U0001f469\u200d\U0001f4bb {{ 7*7 }} '; --"


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    made.testing = True
    with made.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    yield made
    made.extensions["engine"].dispose()


def test_words_of_every_script_are_submitted_and_read_back(holder: CheckingClient) -> None:
    answer_all(holder, WORDS)
    holder.fill("/respond/check", {}, "/respond/submit")
    holder.fill("/respond/receipt", {}, "/respond/change")
    assert words_in(holder.get("/respond/theme-1").text, "theme-1-comment") == WORDS


@pytest.mark.parametrize("hostile", [SQL, "a\x00b"])
def test_hostile_27_no_parameter_changes_what_is_not_its_own(
    client: CheckingClient, house: House, tokens: list[str], hostile: str
) -> None:
    house.hear(2, theme_1_comment="Of somebody else")
    begin(client, tokens[0])
    answer_all(client, "Words of mine")
    client.fill("/respond/check", {}, "/respond/submit")
    client.fill("/respond/receipt", {}, "/respond/change")
    before = others(house)
    answers = walk(house.app, tokens[0], hostile)
    assert {about: found for about, found in answers.items() if found >= 500} == {}
    assert others(house) == before
