import re
from collections import Counter

import pytest
from flask import Flask
from sqlmodel import select

from survey.clock import LONDON, london_day
from survey.models import OutboxItem, OutboxKind, RoleName, Round, RoundState
from survey.working_days import working_days_between
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

OPEN, CLOSE = "/manage/rounds/open", "/manage/rounds/2018-07/close"
TYPED = {
    "month": "2018-07",
    "days": "10",
    "questionnaire": "governance-2018",
    "remind": "yes",
    "thanks": "yes",
}


JULY = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def test_before_the_first_month_the_next_step_is_named(manager: CheckingClient) -> None:
    page = manager.get("/manage/").get_data(as_text=True)
    assert "No month has been opened yet" in page
    assert f'href="{OPEN}"' in page


@JULY
def test_closing_asks_first_and_then_closes(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    assert "Close July 2018 now?" in manager.get(CLOSE).get_data(as_text=True)
    assert manager.fill(CLOSE, {}, to=CLOSE).location == "/manage/calendar/2018-07"
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
        days = working_days_between(london_day(opened.opens_at), london_day(opened.closes_at))
        assert days == 9, "the tenth working day, be today one or not"
        assert f"{opened.closes_at.astimezone(LONDON):%H:%M}" == "17:00"
        assert opened.thanks
        kinds = Counter(item.kind for item in session.exec(select(OutboxItem)))
    assert kinds == {
        OutboxKind.INVITATION: 3,
        OutboxKind.REMIND: 2,
        OutboxKind.REMIND_LAST_DAY: 1,
        OutboxKind.CLOSE_ROUND: 1,
    }
    assert events(app)[-1].action == "round opened"


@pytest.mark.holds("a council")
def test_opening_says_when_it_closes_and_how_many_people_get_mail(
    manager: CheckingClient,
) -> None:
    words = " ".join(manager.get(OPEN).get_data(as_text=True).split())
    assert re.search(r"As it stands here, \w+ \d{4} opens \w+ .+; closes .+ at 17:00; ", words)
    assert "; 3 people get mail." in words


@JULY
def test_opening_names_the_round_that_is_open(manager: CheckingClient) -> None:
    words = manager.get(OPEN).get_data(as_text=True)
    assert "Two rounds cannot be open at once: July 2018 is open from Monday 2 July 2018" in words


@pytest.mark.holds("a council")
def test_the_month_after_the_last_is_proposed(manager: CheckingClient, house: House) -> None:
    house.open_month("2018-12")
    assert 'name="month" type="text" value="2019-01"' in manager.get(OPEN).get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"month": "July"}, "month", "July"),
        ({"month": ""}, "month", ""),
        ({"days": "0"}, "days", "Enter a whole number of days from 1 to 42"),
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
    assert f'name="month" type="text" value="{sent["month"]}"' in page


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
def test_a_month_whose_time_ran_out_says_so_before_it_is_closed(
    manager: CheckingClient, house: House
) -> None:
    house.run_out()
    assert "Its time ran out on Monday 2 July 2018 at 09:00" in manager.get(CLOSE).get_data(
        as_text=True
    )


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
