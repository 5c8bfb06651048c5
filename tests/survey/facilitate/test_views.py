from datetime import date

import pytest
from flask import Flask
from sqlmodel import select

from survey.facilitate.conversation import MOST_NOTES
from survey.models import (
    Answer,
    Comment,
    CommentKind,
    Interview,
    Invitation,
    Mode,
    OutboxItem,
    OutboxKind,
    Permission,
    Response,
    RoleName,
    Round,
)
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import ANSWERS, House

pytestmark = pytest.mark.holds("a council's july")
PAGE = "/facilitate/people/1"
BESIDE = {"held-on": "2018-07-19", "notes": "She hopes\r\nfor more."}


@pytest.fixture
def facilitator(app: Flask) -> CheckingClient:
    return browser(app, RoleName.FACILITATOR)


def test_people_are_listed_with_what_they_prefer_and_how_far_they_are(
    house: House, facilitator: CheckingClient
) -> None:
    house.hear(2)
    page = facilitator.get("/facilitate/")
    assert texts(page, "tr")[1:] == [
        "Leader of the Council Cabinet An interview Not heard yet",
        "Cabinet Member for Finance Cabinet The form Heard by form, 2 July 2018",
        "Chair, Audit Committee Audit The form Not heard yet",
    ]
    assert "1 of 3 heard" in page.get_data(as_text=True)
    assert "/facilitate/people/2" not in page.get_data(as_text=True)


def test_a_conversation_is_stored_as_an_interview(
    app: Flask, house: House, facilitator: CheckingClient
) -> None:
    said = {"theme-1-comment": "Better", "theme-1-comment-permission": "block"}
    answer = facilitator.fill(PAGE, ANSWERS | said | BESIDE, to=PAGE)
    assert answer.status_code == 302
    with house.session() as session:
        response = session.exec(select(Response)).one()
        assert (response.invitation_id, response.mode) == (1, Mode.INTERVIEW)
        kept = session.exec(select(Interview)).one()
        assert kept.held_on == date(2018, 7, 19)
        scores = [(a.item, a.measure, a.score) for a in session.exec(select(Answer))]
        assert scores == [
            ("1", "progress", 3),
            ("1", "maturity", 2),
            ("2", "progress", None),
            ("2", "maturity", 5),
        ]
        words = [(each.kind, each.text, each.permission) for each in session.exec(select(Comment))]
        assert words == [
            (CommentKind.COMMENT, "Better", Permission.BLOCK),
            (CommentKind.NOTES, "She hopes\nfor more.", Permission.TEAM),
        ]
    last = events(app)[-1]
    assert (last.action, last.subject) == ("interview recorded", "invitation 1")
    assert "@staff.example" in last.actor
    receipt = facilitator.get(answer.location)
    assert texts(receipt, "h1") == ["Interview recorded"]
    assert "19 July 2018" in receipt.get_data(as_text=True)


def test_a_missing_score_is_linked_to_and_all_that_was_typed_is_kept(
    house: House, facilitator: CheckingClient
) -> None:
    typed = {"theme-1-progress": "4", "theme-2-comment": "مرحبا <b>", **BESIDE}
    answer = facilitator.fill(PAGE, typed, to=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    for missing in ("theme-1-maturity", "theme-2-progress", "theme-2-maturity"):
        assert f'<a href="#{missing}">Choose a score for' in page
    assert '<a href="#theme-1-progress">' not in page
    assert 'id="theme-1-progress-4" name="theme-1-progress" value="4" checked' in page
    assert "مرحبا &lt;b&gt;</textarea>" in page
    assert "She hopes\nfor more.</textarea>" in page
    assert 'value="2018-07-19"' in page
    with house.session() as session:
        assert not session.exec(select(Response)).all()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"held-on": "yesterday"}, "held-on", "Enter the day of the conversation"),
        ({"held-on": "2999-01-01"}, "held-on", "The day of the conversation is still to come"),
        ({"notes": "x" * (MOST_NOTES + 1)}, "notes", "Shorten the notes to 20,000"),
        ({"theme-1-progress": "6"}, "theme-1-progress", "Choose one of the answers"),
        ({"theme-1-comment": "x" * 4001}, "theme-1-comment", "Shorten your text to 4,000"),
        ({"theme-1-comment-permission": "all"}, "theme-1-comment-permission", "Choose one of"),
        ({"mode": "form"}, "main", "The page sent something that it does not ask for"),
        ({"round": "2"}, "main", "The page sent something that it does not ask for"),
    ],
)
def test_what_cannot_be_used_is_named_beside_its_field(
    facilitator: CheckingClient, typed: dict[str, str], field: str, words: str
) -> None:
    answer = facilitator.fill(PAGE, ANSWERS | BESIDE | typed, to=PAGE)
    assert answer.status_code == 400
    summary = answer.get_data(as_text=True).partition('class="govuk-error-summary"')[2]
    assert f'<a href="#{field}">{words}' in summary


def test_a_second_click_gives_the_same_receipt(house: House, facilitator: CheckingClient) -> None:
    typed = ANSWERS | BESIDE | {"key": "k"}
    first = facilitator.fill(PAGE, typed, to=PAGE)
    other = facilitator.fill("/facilitate/people/3", typed, to="/facilitate/people/3")
    assert other.status_code == 302
    assert other.location != first.location
    again = facilitator.post(PAGE, data=typed | {"csrf_token": fresh(facilitator)})
    assert again.location == first.location
    with house.session() as session:
        assert len(session.exec(select(Interview)).all()) == 2


def fresh(client: CheckingClient) -> str:
    page = client.get("/facilitate/people/2").get_data(as_text=True)
    return page.rpartition('name="csrf_token" value="')[2].partition('"')[0]


def test_whoever_was_heard_is_not_interviewed(house: House, facilitator: CheckingClient) -> None:
    house.hear(1)
    answer = facilitator.get(PAGE)
    assert answer.status_code == 409
    words = answer.get_data(as_text=True)
    assert "answered the form this month, on Monday 2 July 2018 at 09:00" in words


@pytest.mark.parametrize(
    "address",
    [
        "/facilitate/people/99",
        "/facilitate/people/0",
        "/facilitate/receipts/TT-AAAA-AAAA",
        "/facilitate/people/x",
    ],
)
def test_other_peoples_ids_lead_nowhere(facilitator: CheckingClient, address: str) -> None:
    assert facilitator.get(address).status_code == 404


def test_a_receipt_is_its_facilitators_alone(app: Flask, facilitator: CheckingClient) -> None:
    receipt = facilitator.fill(PAGE, ANSWERS | BESIDE, to=PAGE).location
    assert facilitator.get(receipt).status_code == 200
    assert browser(app, RoleName.FACILITATOR).get(receipt).status_code == 404


def test_the_receipt_of_a_form_is_not_shown(house: House, facilitator: CheckingClient) -> None:
    response = house.hear(1)
    assert facilitator.get(f"/facilitate/receipts/{response.reference}").status_code == 404


def test_a_closed_month_is_gone(house: House, facilitator: CheckingClient) -> None:
    token = fresh(facilitator)
    house.close()
    assert facilitator.get(PAGE).status_code == 410
    answer = facilitator.post(PAGE, data=ANSWERS | BESIDE | {"csrf_token": token})
    assert answer.status_code == 410
    assert "July 2018 is closed" in answer.get_data(as_text=True)
    assert "No month is open" in facilitator.get("/facilitate/").get_data(as_text=True)


def test_a_facilitator_who_was_given_a_seat_sees_nobody_any_more(app: Flask) -> None:
    client = browser(app, RoleName.FACILITATOR, email="audit@council.example")
    answer = client.get("/facilitate/")
    assert answer.status_code == 403
    assert "You hold a seat of the panel (Chair, Audit Committee)" in answer.get_data(as_text=True)


def test_whoever_talks_without_scoring_is_asked_for_no_score(
    house: House, facilitator: CheckingClient
) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    page = facilitator.get(PAGE).get_data(as_text=True)
    assert "talks without scoring" in page
    assert "theme-1-progress" not in page
    said = {"theme-1-comment": "Better", **BESIDE}
    refused = facilitator.fill(PAGE, said | {"theme-1-progress": "3"}, to=PAGE)
    assert refused.status_code == 400
    assert facilitator.fill(PAGE, said, to=PAGE).status_code == 302
    assert not house.rows(Answer)
    assert [comment.text for comment in house.rows(Comment)] == ["Better", "She hopes\nfor more."]
    listed = texts(facilitator.get("/facilitate/"), "tr")[1]
    assert "To talk without scoring Heard by interview" in listed
    assert "Not read back yet" in listed


def test_a_deputy_is_named_as_one(house: House, facilitator: CheckingClient) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).deputy_id = 3
    assert "the deputy, audit@council.example" in facilitator.get(PAGE).get_data(as_text=True)
    assert "Deputy audit@council.example" in facilitator.get("/facilitate/").get_data(as_text=True)


@pytest.mark.parametrize("thanks", [False, True])
def test_whoever_was_interviewed_gets_one_message_and_it_reads_the_record_back(
    house: House, facilitator: CheckingClient, *, thanks: bool
) -> None:
    with house.session() as session:
        session.exec(select(Round)).one().thanks = thanks
    form = hidden_fields(parsed(facilitator.get(PAGE).text), PAGE) | ANSWERS | BESIDE
    before = len(house.rows(OutboxItem))
    for _ in range(2):
        assert facilitator.post(PAGE, data=form).status_code == 302
    (sent,) = house.rows(OutboxItem)[before:]
    assert (sent.kind, sent.detail) == (OutboxKind.READ_BACK, '{"response_id": 1}')
    assert sent.sealed_token
