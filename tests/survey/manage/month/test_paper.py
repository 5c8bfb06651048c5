import pytest
from flask import Flask
from sqlmodel import select

from survey.models import Answer, Comment, Invitation, Mode, Permission, Response, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient
from tests.survey.facilitate.talking import facilitator_of
from tests.survey.house import ANSWERS, House

PAPER = "/manage/rounds/2018-07/paper/3"
ENTER = f"{PAPER}/enter"
SENT = ANSWERS | {
    "theme-1-comment": "The dashboard is late",
    "theme-1-comment-permission": "internal",
    "received-on": "2018-07-09",
}
pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_the_paper_asks_what_the_screen_asks(manager: CheckingClient) -> None:
    page = manager.get(PAPER).get_data(as_text=True)
    for words in ("Political leadership", "Culture &amp; protocol", "Too early to judge", "Form 3"):
        assert words in page
    assert "Monday 16 July 2018" not in page  # it closes in 2118
    assert "16 July 2118" in page
    assert "<input" not in page


def test_what_came_back_is_recorded_as_paper(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert manager.fill(ENTER, SENT, to=ENTER).location == "/manage/?done=paper"
    with house.session() as session:
        response = session.exec(select(Response)).one()
        assert (response.invitation_id, response.mode) == (3, Mode.PAPER)
        assert len(session.exec(select(Answer)).all()) == 4
        comment = session.exec(select(Comment)).one()
        assert (comment.text, comment.permission) == ("The dashboard is late", Permission.INTERNAL)
    last = events(app)[-1]
    assert (last.action, last.subject) == ("paper form entered", "invitation 3")
    assert "@staff.example" in last.actor
    assert "2018-07-09" in last.detail
    assert "dashboard" not in last.detail
    page = manager.get("/manage/").get_data(as_text=True)
    assert "1 of 3 heard (0 forms, 0 interviews, 1 on paper)" in page


def test_what_was_said_by_telephone_is_a_mode_of_its_own(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    answer = manager.fill(ENTER, SENT | {"mode": "telephone"}, to=ENTER)
    assert answer.location == "/manage/?done=telephone"
    assert [each.mode for each in house.rows(Response)] == [Mode.TELEPHONE]
    assert events(app)[-1].action == "answers by telephone entered"
    page = manager.get(answer.location).get_data(as_text=True)
    assert "The answers by telephone are recorded" in page
    assert "1 of 3 heard (0 forms, 0 interviews, 1 by telephone)" in page
    assert "By telephone" in page
    assert "On paper" not in page
    for address in ("people", "people/3"):
        listed = manager.get(f"/manage/rounds/2018-07/{address}").get_data(as_text=True)
        assert "Heard by telephone" in listed
    assert "Heard by telephone" in manager.get("/manage/panel/people/3").get_data(as_text=True)
    assert "answered by telephone this month" in manager.get(ENTER).get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"theme-1-progress": ""}, "theme-1-progress", "Choose a score for progress"),
        ({"theme-1-progress": "9"}, "theme-1-progress", "Choose one of the answers"),
        ({"received-on": ""}, "received-on", "Enter the day on which the answers came"),
        ({"received-on": "2999-01-01"}, "received-on", "still to come"),
        ({"mode": "form"}, "mode", "Choose how the answers came"),
        ({"role": "administrator"}, "main", "something that it does not ask for"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    manager: CheckingClient, house: House, wrong: dict[str, str], field: str, words: str
) -> None:
    answer = manager.fill(ENTER, SENT | wrong, to=ENTER)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'href="#{field}"' in page
    assert words in page
    assert "The dashboard is late" in page
    assert not house.rows(Response)


def test_the_same_form_twice_counts_once(manager: CheckingClient, house: House) -> None:
    page = manager.get(ENTER).get_data(as_text=True)
    hidden = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("csrf_token", "key")
    }
    for _ in range(2):
        assert manager.post(ENTER, data=SENT | hidden).location == "/manage/?done=paper"
    assert len(house.rows(Response)) == 1


def test_whoever_is_heard_meanwhile_is_not_counted_twice(
    manager: CheckingClient, house: House
) -> None:
    page = manager.get(ENTER).get_data(as_text=True)
    hidden = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("csrf_token", "key")
    }
    house.hear(3)
    answer = manager.post(ENTER, data=SENT | hidden)
    assert answer.status_code == 409
    assert "The dashboard is late" in answer.get_data(as_text=True)
    assert [each.mode for each in house.rows(Response)] == [Mode.FORM]
    assert manager.get(ENTER).status_code == 409


def test_an_interview_after_a_paper_is_refused(app: Flask, manager: CheckingClient) -> None:
    manager.fill(ENTER, SENT, to=ENTER)
    facilitator = facilitator_of(app, 3)
    answer = facilitator.get("/facilitate/people/3")
    assert answer.status_code == 409
    assert "answered on paper this month" in answer.get_data(as_text=True)
    assert "Heard on paper" in facilitator.get("/facilitate/").get_data(as_text=True)


def test_whoever_talks_without_scoring_is_asked_for_comments_alone(
    manager: CheckingClient, house: House
) -> None:
    with house.session() as session:
        session.get_one(Invitation, 3).scores = False
    assert "Too early to judge" not in manager.get(PAPER).get_data(as_text=True)
    comments = {name: text for name, text in SENT.items() if name not in ANSWERS}
    assert manager.fill(ENTER, comments, to=ENTER).location == "/manage/?done=paper"
    assert not house.rows(Answer)


def test_a_closed_month_takes_no_paper(manager: CheckingClient, house: House) -> None:
    house.close()
    assert manager.get(ENTER).status_code == 410
    assert manager.get(PAPER).status_code == 200


def test_a_manager_who_holds_a_seat_sees_no_answers(app: Flask) -> None:
    seated = browser(app, RoleName.MANAGER, email="audit@council.example")
    answer = seated.get(ENTER)
    assert answer.status_code == 403
    assert "no member of the panel may see" in answer.get_data(as_text=True)
