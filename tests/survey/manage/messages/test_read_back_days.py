import pytest
from flask import Flask

from survey.models import Organisation, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
DAYS = "/manage/messages/read-back/days"


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_the_days_are_changed_and_that_is_recorded(
    app: Flask, house: House, manager: CheckingClient
) -> None:
    assert DAYS in manager.get("/manage/messages/").text
    assert DAYS in manager.get("/manage/messages/read-back").text
    assert 'value="7"' in manager.get(DAYS).text
    answer = manager.fill(DAYS, {"days": " 14 "})
    assert answer.location == "/manage/messages/read-back?done=days"
    assert "The days of read-back are saved" in manager.get(answer.location).text
    assert house.rows(Organisation)[0].read_back_days == 14
    last = events(app)[-1]
    assert (last.action, last.detail) == ("days of read-back changed", '{"after": 14, "before": 7}')
    manager.fill(DAYS, {"days": "14"})
    assert len([each for each in events(app) if each.action == last.action]) == 1


@pytest.mark.parametrize("days", ["", "0", "61", "7.5", "-1", "²", "999999999999", "seven"])
def test_other_than_one_to_sixty_days_are_refused(
    house: House, manager: CheckingClient, days: str
) -> None:
    answer = manager.fill(DAYS, {"days": days})
    assert answer.status_code == 400
    assert '<a href="#days">' in answer.text
    assert f'value="{days}"' in answer.text
    assert house.rows(Organisation)[0].read_back_days == 7
