"""The manager's side of people who were heard twice, and of records that are read back."""

from datetime import timedelta

import pytest
from flask import Flask

from survey.clock import now
from survey.models import Clash, Interview, OutboxItem, OutboxKind, Response, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.conversation import SAID, record
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
CLASHES, DECIDE, PERSON = "/manage/clashes/", "/manage/clashes/1", "/manage/rounds/2018-07/people/1"


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


@pytest.fixture
def clash(house: House) -> None:
    house.hear(1, theme_1_comment="A secret of mine", theme_2_progress="4")
    record(house, said={"theme-2-progress": "2"})


@pytest.mark.usefixtures("clash")
def test_the_manager_sees_that_and_where_they_differ_and_no_answer(
    manager: CheckingClient,
) -> None:
    assert "1 person was</strong>" not in manager.get("/manage/").text
    month = manager.get("/manage/").text
    assert "1 person was heard twice." in month
    assert CLASHES in month
    page = manager.get(CLASHES).text
    assert "They differ on Political leadership; Culture &amp; protocol." in page
    for words in ("by form", "by interview", "recorded by Sam Staff", "Leader of the Council"):
        assert words in page
    for hidden in ("A secret of mine", SAID, "On track", "4 "):
        assert hidden not in parsed_main(page)
    person = manager.get(PERSON).text
    assert "Decide which counts" in person


def parsed_main(page: str) -> str:
    """The words of the main part alone."""
    main = parsed(page).find(".//main")
    assert main is not None
    return " ".join("".join(main.itertext()).split())


@pytest.mark.usefixtures("clash")
def test_the_manager_decides_with_a_reason(
    app: Flask, house: House, manager: CheckingClient
) -> None:
    refused = manager.fill(CLASHES, {"which": "kept", "reason": ""}, to=DECIDE)
    assert refused.status_code == 400
    assert '<a href="#clash-1-reason">Give a reason' in refused.text
    form = hidden_fields(parsed(manager.get(CLASHES).text), DECIDE)
    decided = {"which": "kept", "reason": "She asked for it."}
    assert manager.post(DECIDE, data=form | decided).location == CLASHES
    assert manager.post(DECIDE, data=form | decided).status_code == 409
    assert {each.mode: each.revision for each in house.rows(Response)} == {
        "form": 1,
        "interview": 2,
    }
    assert house.rows(Clash)[0].reason == "She asked for it."
    assert events(app)[-1].action == "heard twice, decided"
    page = manager.get(CLASHES).text
    assert "She asked for it." in page
    assert "heard twice.</strong>" not in manager.get("/manage/").text
    assert "Which was decided to count" in manager.get(PERSON).text
    assert manager.post("/manage/clashes/99", data=form | decided).status_code == 404


def test_nobody_was_heard_twice(manager: CheckingClient) -> None:
    assert "Nobody was heard twice" in manager.get(CLASHES).text
    assert "heard twice.</strong>" not in manager.get("/manage/").text


def test_a_persons_page_sends_the_link_again_after_the_month_too(
    app: Flask, house: House, manager: CheckingClient
) -> None:
    record(house)
    house.close()
    again = f"{PERSON}/read-back"
    assert manager.fill(PERSON, {}, to=again).location == "/manage/?done=read-back"
    mails = [row.state for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]
    assert mails == ["dropped", "queued"]
    last = events(app)[-1]
    assert (last.action, last.subject) == ("record read back again", "invitation 1")
    assert "<strong>Read-back</strong> Not sent" in manager.get(PERSON).text
    form = hidden_fields(parsed(manager.get(PERSON).text), again)
    other = manager.post("/manage/rounds/2018-07/people/2/read-back", data=form)
    assert other.status_code == 404


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({}, "Not read back yet"),
        ({"read_back_at": timedelta(days=1)}, "Awaited read back on"),
        ({"read_back_at": timedelta(days=7)}, "Not contradicted since it was read back"),
        ({"confirmed_at": timedelta()}, "Confirmed"),
        ({"confirmed_at": timedelta(), "corrects_id": 1}, "Corrected by its speaker"),
    ],
)
def test_each_record_is_marked_by_its_state(
    house: House, manager: CheckingClient, what: dict[str, timedelta | int], words: str
) -> None:
    record(house)
    with house.session() as session:
        found = session.get_one(Interview, 1)
        for name, value in what.items():
            setattr(found, name, now() - value if isinstance(value, timedelta) else value)
    for address in (PERSON, "/manage/rounds/2018-07/people", "/manage/panel/people/1"):
        assert words in parsed_main(manager.get(address).text)
