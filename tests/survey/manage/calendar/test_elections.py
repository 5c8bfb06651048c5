from datetime import date, timedelta

import pytest
from flask import Flask

from survey.clock import london_day, now
from survey.models import Election, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient
from tests.survey.house import House

ALL = "/manage/calendar/elections"
TYPED = {"name": "City Council election", "notice-on": "2019-03-26", "polling-on": "2 May 2019"}


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_an_election_is_entered_changed_and_taken_out(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert "None is entered yet" in manager.get(ALL).get_data(as_text=True)
    assert manager.fill(ALL, TYPED, to=ALL).location == ALL
    page = manager.get(ALL).get_data(as_text=True)
    assert "Notice Tuesday 26 March 2019, polling Thursday 2 May 2019." in page
    (found,) = house.rows(Election)
    one = f"{ALL}/{found.id}"
    assert 'value="2019-05-02"' in manager.get(one).get_data(as_text=True)
    assert manager.fill(one, TYPED | {"polling-on": "2019-05-09"}, to=one).location == ALL
    assert house.rows(Election)[0].polling_on == date(2019, 5, 9)
    assert manager.fill(one, {}, to=f"{one}/remove").location == ALL
    assert house.rows(Election) == []
    assert manager.get(one).status_code == 404
    assert [event.action for event in events(app)] == [
        "election entered",
        "election changed",
        "election removed",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": " \n"}, "name", "Enter a name"),
        ({"name": "x" * 121}, "name", "Shorten the name"),
        ({"notice-on": "spring"}, "notice-on", "Enter the day of the notice of election, such as"),
        ({"polling-on": ""}, "polling-on", "Enter polling day, such as"),
        ({"polling-on": "2019-03-25"}, "polling-on", "is before the notice of election"),
        ({"polling-on": "2020-05-02"}, "polling-on", "more than 100 days: check the years"),
    ],
)
def test_what_is_wrong_is_named_and_kept_entered_or_changed(
    manager: CheckingClient, house: House, typed: dict[str, str], field: str, words: str
) -> None:
    sent = TYPED | typed
    manager.fill(ALL, TYPED | {"name": "Another"}, to=ALL)
    (standing,) = house.rows(Election)
    for address in (ALL, f"{ALL}/{standing.id}"):
        answer = manager.fill(address, sent, to=address)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400
        assert f'<a href="#{field}">' in page
        assert words in page
        assert f'value="{sent["notice-on"]}"' in page
    (kept,) = house.rows(Election)
    assert (kept.name, kept.polling_on) == ("Another", date(2019, 5, 2))


def test_the_calendar_opens_with_the_pre_election_period_that_it_is(
    manager: CheckingClient,
) -> None:
    today = london_day(now())
    polling = today + timedelta(days=9)
    sent = TYPED | {"notice-on": today.isoformat(), "polling-on": polling.isoformat()}
    manager.fill(ALL, sent, to=ALL)
    page = manager.get("/manage/calendar/").get_data(as_text=True)
    assert "Pre-election period: City Council election" in page
    assert "Nothing is planned: no month opens by itself." in page
