"""The commentary's pages: sentences from the figures, edited and kept."""

import pytest
from flask import Flask

from survey.models import Commentary, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts, words_in
from tests.survey.house import House
from tests.survey.quarter import EXEMPT

pytestmark = pytest.mark.holds("a closed quarter")
QUARTER = "/analyse/commentary/2018-19-q2/"
THEME = f"{QUARTER}1"


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST)


def kept(house: House) -> list[tuple[str, str, int]]:
    return [(each.theme, each.words, each.version) for each in house.rows(Commentary)]


def test_the_latest_quarter_is_opened_and_told_by_theme(analyst: CheckingClient) -> None:
    answer = analyst.get("/analyse/commentary/")
    assert (answer.status_code, answer.location) == (302, QUARTER)
    page = analyst.get(QUARTER)
    assert texts(page, "h1") == ["Commentary on July to September 2018"]
    assert texts(page, "h2")[-2:] == ["The plan as a whole To write", "Culture To write"]
    said = " ".join(texts(page, "p"))
    assert "0 of 2 are written." in said
    assert "12 of 12 people scored progress: 42% gave it 4 or 5, 33% gave it a 3" in said


def test_a_theme_begins_with_what_may_be_published(analyst: CheckingClient) -> None:
    page = analyst.get(THEME)
    words = words_in(page.text, "words")
    assert words.splitlines()[0].startswith("12 of 12 people scored progress")
    assert "would lie between" not in words
    headings = texts(page, "h2")
    assert "What the figures say" in headings
    assert "For the panel team alone" not in headings  # everybody scored, and nobody before


def test_words_are_kept_and_counted(app: Flask, house: House, analyst: CheckingClient) -> None:
    answer = analyst.fill(THEME, {"words": "Views of culture are mixed.\r\nMore in October."})
    assert answer.status_code == 303
    assert kept(house) == [("1", "Views of culture are mixed.\nMore in October.", 1)]
    event = events(app)[-1]
    assert (event.action, event.subject) == ("commentary written", "quarter 2018-19-q2")
    assert "mixed" not in event.detail
    page = analyst.get(QUARTER)
    assert "1 of 2 are written." in " ".join(texts(page, "p"))
    assert "Views of culture are mixed." in page.text
    assert words_in(analyst.get(THEME).text, "words").startswith("Views of culture")


def test_the_plan_as_a_whole_has_words_of_its_own(house: House, analyst: CheckingClient) -> None:
    assert words_in(analyst.get(f"{QUARTER}-").text, "words").startswith(
        "We asked 12 office-holders"
    )
    analyst.fill(f"{QUARTER}-", {"words": "All in all."})
    assert kept(house) == [("", "All in all.", 1)]


def test_emptied_words_are_taken_back_and_stay_empty(house: House, analyst: CheckingClient) -> None:
    analyst.fill(THEME, {"words": "Something."})
    analyst.fill(THEME, {"words": ""})
    assert kept(house) == [("1", "", 2)]
    assert words_in(analyst.get(THEME).text, "words").strip() == ""


def test_of_two_analysts_the_second_sees_both(house: House, app: Flask) -> None:
    one, other = (browser(app, RoleName.ANALYST) for _ in range(2))
    shown = other.get(THEME).text
    one.fill(THEME, {"words": "The first."})
    token = shown.split('name="csrf_token" value="')[1].split('"')[0]
    answer = other.post(THEME, data={"csrf_token": token, "seen": "0", "words": "The second."})
    assert answer.status_code == 409
    assert words_in(answer.text, "words") == "The second."
    assert "The first." in answer.text
    assert "Somebody saved other words on this theme meanwhile" in answer.text
    assert kept(house) == [("1", "The first.", 1)]


@pytest.mark.parametrize(
    ("words", "said"),
    [("x" * 2_001, "Shorten it to 2,000 characters"), ("Seat 3 said so", "Seat 3")],
)
def test_what_is_wrong_is_said_and_kept(
    house: House, analyst: CheckingClient, words: str, said: str
) -> None:
    answer = analyst.fill(THEME, {"words": words})
    assert answer.status_code == 400
    assert said in answer.text
    assert words_in(answer.text, "words") == words
    assert kept(house) == []


@pytest.mark.parametrize("address", ["2018-19-q3/", "2018-19/", "soon/", "2018-19-q2/9"])
def test_what_there_is_not(analyst: CheckingClient, address: str) -> None:
    assert analyst.get(f"/analyse/commentary/{address}").status_code == 404


@pytest.mark.holds("a council's july")
def test_before_a_month_has_closed(analyst: CheckingClient) -> None:
    assert "No month has closed yet" in analyst.get("/analyse/commentary/").text


def test_only_analysts_write(app: Flask) -> None:
    assert browser(app, RoleName.MANAGER).get(QUARTER).status_code == 403


def test_nothing_of_a_private_aim_is_said(analyst: CheckingClient) -> None:
    assert EXEMPT not in analyst.get(THEME).text
