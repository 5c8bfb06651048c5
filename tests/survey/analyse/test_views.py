import pytest
from flask import Flask

from survey.models import RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
COMMENTS = "/analyse/rounds/2018-07/comments"


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST)


def test_comments_are_read_by_theme_with_group_and_permission(
    house: House, analyst: CheckingClient
) -> None:
    house.hear(1, theme_2_comment="A word <b>", theme_2_comment_permission="unattributed")
    house.hear(3, overall_comment="On the whole")
    page = analyst.get(COMMENTS)
    words = page.get_data(as_text=True)
    assert texts(page, "article") == [
        "A word <b> Cabinet · Publish unattributed Code it: Culture & protocol, Cabinet",
        "On the whole Audit · The panel team only Code it: Overall, Audit",
    ]
    assert words.index("Culture") < words.index("A word &lt;b&gt;") < words.index("On the whole")
    assert "Leader of the Council" not in words
    assert "leader@" not in words


def test_a_comment_that_was_taken_back_is_not_read(house: House, analyst: CheckingClient) -> None:
    house.hear(1, theme_2_comment="First thought")
    house.hear(1, theme_2_comment="Second thought")
    assert texts(analyst.get(COMMENTS), "article") == [
        "Second thought Cabinet · The panel team only Code it: Culture & protocol, Cabinet"
    ]
    assert "July 2018 Open 1 comment 1 to read" not in texts(analyst.get("/analyse/"), "tr")
    assert "July 2018 Open 1 comment All read" in texts(analyst.get("/analyse/"), "tr")


def test_looking_is_recorded_and_leaves_nothing_to_read(
    app: Flask, house: House, analyst: CheckingClient
) -> None:
    house.hear(1, theme_2_comment="A word")
    assert "1 comment is left for you to read" in analyst.get("/analyse/").get_data(as_text=True)
    analyst.get(COMMENTS)
    last = events(app)[-1]
    assert (last.action, last.subject) == ("comments read", "round 2018-07")
    assert "@staff.example" in last.actor
    assert "A word" not in last.detail
    assert "You have read every comment" in analyst.get("/analyse/").get_data(as_text=True)
    other = browser(app, RoleName.ANALYST)
    assert "1 comment is left" in other.get("/analyse/").get_data(as_text=True)


def test_open_and_closed_months_are_told_apart(house: House, analyst: CheckingClient) -> None:
    assert texts(analyst.get("/analyse/"), "tr")[1] == "July 2018 Open 0 comments"
    house.close()
    assert "Closed 2 July 2018" in texts(analyst.get("/analyse/"), "tr")[1]


@pytest.mark.holds("no council")
def test_before_the_first_month_there_is_nothing(app: Flask) -> None:
    page = browser(app, RoleName.ANALYST).get("/analyse/").get_data(as_text=True)
    assert "No month has been opened yet" in page


def test_a_month_without_a_round_is_not_found_and_not_recorded(
    app: Flask, analyst: CheckingClient
) -> None:
    before = len(events(app))
    assert analyst.get("/analyse/rounds/2018-08/comments").status_code == 404
    assert len(events(app)) == before
