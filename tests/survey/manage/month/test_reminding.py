import pytest
from flask import Flask
from sqlmodel import select

from survey.clock import now
from survey.models import Draft, Invitation, OutboxItem, OutboxKind, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.house import OPENS, House

REMIND = "/manage/rounds/2018-07/remind"
pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


@pytest.fixture
def half_way(house: House) -> None:
    with house.session() as session:
        session.add(Draft(invitation_id=3, version=1, document="{}", saved_at=OPENS))


def reminded(house: House) -> list[int]:
    with house.session() as session:
        query = select(OutboxItem.subject_id).where(OutboxItem.kind == OutboxKind.REMINDER)
        return sorted(session.exec(query))


@pytest.mark.usefixtures("half_way")
def test_each_choice_says_how_many_people_get_mail(manager: CheckingClient) -> None:
    assert texts(manager.get(REMIND), "label") == [
        "Everybody who has not answered: 3 people get mail",
        "Those who have not started: 2 people get mail",
        "Those who are half-way: 1 person gets mail",
    ]


@pytest.mark.usefixtures("half_way")
@pytest.mark.parametrize(
    ("who", "people"), [("all", [1, 2, 3]), ("not-started", [1, 2]), ("half-way", [3])]
)
def test_those_who_were_chosen_get_one_message(
    app: Flask, manager: CheckingClient, house: House, who: str, people: list[int]
) -> None:
    assert manager.fill(REMIND, {"who": who}, to=REMIND).location == "/manage/?done=reminded"
    assert reminded(house) == people
    last = events(app)[-1]
    assert (last.action, last.subject) == ("reminders queued", "round 2018-07")


def test_who_declined_or_answered_gets_none(manager: CheckingClient, house: House) -> None:
    house.hear(1)
    with house.session() as session:
        session.get_one(Invitation, 2).declined_at = now()
    manager.fill(REMIND, {"who": "all"}, to=REMIND)
    assert reminded(house) == [3]


def test_a_second_click_sends_nothing_more(manager: CheckingClient, house: House) -> None:
    manager.fill(REMIND, {"who": "all"}, to=REMIND)
    answer = manager.fill(REMIND, {"who": "all"}, to=REMIND)
    assert answer.status_code == 409
    assert "already today" in answer.get_data(as_text=True)
    assert reminded(house) == [1, 2, 3]


@pytest.mark.parametrize("who", ["", "everybody", "half-way"])
def test_a_choice_that_reaches_nobody_is_named(
    manager: CheckingClient, house: House, who: str
) -> None:
    answer = manager.fill(REMIND, {"who": who}, to=REMIND)
    assert answer.status_code == 400
    assert 'href="#who"' in answer.get_data(as_text=True)
    assert reminded(house) == []


def test_only_a_manager_reminds(app: Flask) -> None:
    assert browser(app, RoleName.ANALYST).get(REMIND).status_code == 403
