import pytest
from flask import Flask
from sqlmodel import select

from survey.models import OutboxItem, RoleName, Round, RoundState
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

OPEN, CLOSE = "/manage/rounds/open", "/manage/rounds/2018-07/close"
TYPED = {"month": "2018-07", "days": "14", "questionnaire": "governance-2018"}


JULY = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


@JULY
def test_this_month_says_who_was_heard_and_never_what_they_said(
    manager: CheckingClient, house: House
) -> None:
    house.hear(1, theme_1_comment="Between us")
    page = manager.get("/manage/")
    words = page.get_data(as_text=True)
    assert "1 of 3 heard (1 form, 0 interviews); 0 half-way; closes 16 July 2118" in words
    assert "Between us" not in words
    assert texts(page, "tr")[1:] == [
        "Cabinet Member for Finance Cabinet finance@council.example Not heard yet",
        "Chair, Audit Committee Audit audit@council.example Not heard yet",
        "Leader of the Council Cabinet leader@council.example Heard by form, 2 July 2018",
    ]


def test_before_the_first_month_the_next_step_is_named(manager: CheckingClient) -> None:
    page = manager.get("/manage/").get_data(as_text=True)
    assert "No month has been opened yet" in page
    assert f'href="{OPEN}"' in page


@JULY
def test_closing_asks_first_and_then_closes(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert "Close July 2018?" in manager.get(CLOSE).get_data(as_text=True)
    assert manager.fill(CLOSE, {}, to=CLOSE).location == "/manage/"
    with house.session() as session:
        assert session.exec(select(Round)).one().state is RoundState.CLOSED
    last = events(app)[-1]
    assert (last.action, last.subject) == ("round closed", "round 2018-07")
    assert "@staff.example" in last.actor
    assert "closed" in manager.get("/manage/").get_data(as_text=True)
    assert manager.get(CLOSE).status_code == 409


def test_a_month_that_was_never_opened_is_not_found(manager: CheckingClient) -> None:
    assert manager.get("/manage/rounds/2018-08/close").status_code == 404


@pytest.mark.holds("a council")
def test_a_month_is_opened_and_the_links_are_queued(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert manager.fill(OPEN, TYPED, to=OPEN).location == "/manage/"
    with house.session() as session:
        opened = session.exec(select(Round)).one()
        assert (opened.closes_at - opened.opens_at).days == 14
        assert len(session.exec(select(OutboxItem)).all()) == 3
    assert events(app)[-1].action == "round opened"


@pytest.mark.holds("a council")
def test_the_month_after_the_last_is_proposed(manager: CheckingClient, house: House) -> None:
    house.open_month("2018-12")
    assert 'name="month" value="2019-01"' in manager.get(OPEN).get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"month": "July"}, "month", "July"),
        ({"month": ""}, "month", ""),
        ({"days": "0"}, "days", "Enter a whole number of days from 1 to 62"),
        ({"days": "1.5"}, "days", "Enter a whole number"),
        ({"days": "9" * 40}, "days", "Enter a whole number"),
        ({"questionnaire": "../x"}, "questionnaire", "Choose one of the questionnaires"),
    ],
)
def test_bad_input_is_named_and_kept(
    manager: CheckingClient, typed: dict[str, str], field: str, words: str
) -> None:
    sent = TYPED | typed
    answer = manager.fill(OPEN, sent, to=OPEN)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'<a href="#{field}">' in page
    assert words in page
    assert f'name="month" value="{sent["month"]}"' in page


def test_an_empty_panel_is_refused(manager: CheckingClient) -> None:
    assert "import" in manager.fill(OPEN, TYPED, to=OPEN).get_data(as_text=True)


@JULY
def test_the_same_month_twice_is_refused(manager: CheckingClient, house: House) -> None:
    answer = manager.fill(OPEN, TYPED, to=OPEN)
    assert answer.status_code == 409
    assert "exists already" in answer.get_data(as_text=True)
    with house.session() as session:
        assert len(session.exec(select(Round)).all()) == 1


@JULY
def test_what_was_done_is_read_the_last_first(manager: CheckingClient, house: House) -> None:
    house.close()
    lines = texts(manager.get("/manage/events"), "tr")[1:]
    assert lines[0].startswith("2 July 2018, 09:00 command round ")
    assert any("asked 3, closes at Saturday 16 July 2118 at 17:00" in line for line in lines)


def test_an_administrator_reads_what_was_done_and_nothing_else(app: Flask) -> None:
    client = browser(app, RoleName.ADMINISTRATOR)
    assert client.get("/manage/events").status_code == 200
    assert client.get("/manage/").status_code == 403


@JULY
@pytest.mark.parametrize("address", [OPEN, CLOSE])
def test_a_form_from_elsewhere_is_refused(
    manager: CheckingClient, house: House, address: str
) -> None:
    assert manager.post(address).status_code == 400
    with house.session() as session:
        assert session.exec(select(Round)).one().state is RoundState.OPEN
