"""What stakeholders send, on a real PostgreSQL: it refuses a NUL in any text, SQLite does not."""

import pytest
from flask import Flask

from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, words_in
from tests.survey.forms.test_sent import spoilt
from tests.survey.house import House, answer_all, begin
from tests.survey.respond.parameters import walk
from tests.survey.respond.test_hostile_sql import SQL, others
from tests.survey.respond.test_postgresql import app
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["app", "migrated", "settings"]
WORDS = "🌡️ \u202eעברת\u202c a\u200bb \U0001f469\u200d\U0001f4bb {{ 7*7 }} '; --"


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


def test_no_room_breaks_at_an_address_that_nothing_can_have(app: Flask) -> None:
    everybody = browser(app, *RoleName)
    for address in spoilt(app):
        assert everybody.get(address).status_code == 404, address
