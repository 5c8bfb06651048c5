"""A deputy who speaks in the holder's stead."""

import pytest
from flask import Flask

from survey.models import Draft, Invitation, Person
from tests.survey.accounts import events
from tests.survey.client import CheckingClient
from tests.survey.facilitate.talking import PAGE, drafted, facilitator_of, interviewed, save, sent
from tests.survey.house import ANSWERS, House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
DEPUTY = f"{PAGE}/deputy"


@pytest.fixture
def sam(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


def test_a_deputy_speaks_and_is_a_person_of_their_own(
    app: Flask, house: House, sam: CheckingClient, client: CheckingClient
) -> None:
    begin(client, house.tokens()[0])
    answer(client, "theme-1", progress="3")
    save(sam, "theme-1", {"theme-1-notes": "Typed before"})
    done = sent(sam, DEPUTY, {"email": "Deputy@council.example"}, DEPUTY)
    assert (done.status_code, done.location) == (302, PAGE)
    with house.session() as session:
        deputy = session.get_one(Person, session.get_one(Invitation, 1).deputy_id)
        assert deputy.email == "deputy@council.example"
    assert not house.rows(Draft)
    assert drafted(house)["theme-1-notes"] == "Typed before"
    page = sam.get(PAGE).get_data(as_text=True)
    assert "You are talking to the deputy, deputy@council.example" in page
    assert "Deputy for Leader of the Council" in page
    handed = [each for each in events(app) if each.action == "handed to a deputy"]
    assert [each.actor for each in handed] == ["sam@staff.example"]
    assert interviewed(sam, ANSWERS).status_code == 303
    listed = sam.get("/facilitate/").get_data(as_text=True)
    assert "Deputy for Leader of the Council" in listed
    assert "deputy@council.example" in listed


@pytest.mark.parametrize(
    ("email", "status", "words"),
    [
        ("nobody", 400, "nobody"),
        ("leader@council.example", 400, "Nobody can be their own deputy"),
        ("finance@council.example", 409, "is asked in July 2018 already"),
        ("sam@staff.example", 403, "has an account here as facilitator"),
    ],
)
def test_who_cannot_be_a_deputy_is_refused_with_what_was_typed(
    house: House, sam: CheckingClient, email: str, status: int, words: str
) -> None:
    done = sent(sam, DEPUTY, {"email": email}, DEPUTY)
    assert done.status_code == status
    page = done.get_data(as_text=True)
    assert words in page
    assert f'value="{email}"' in page
    with house.session() as session:
        assert session.get_one(Invitation, 1).deputy_id is None


def test_after_the_interview_nobody_else_can_be_asked(sam: CheckingClient) -> None:
    interviewed(sam, ANSWERS)
    done = sent(sam, DEPUTY, {"email": "deputy@council.example"}, DEPUTY)
    assert done.status_code == 409
    assert "has been heard in July 2018" in done.get_data(as_text=True)


def test_a_deputy_whom_nobody_has_taken_is_named_as_one(house: House, sam: CheckingClient) -> None:
    with house.session() as session:
        session.get_one(Invitation, 2).deputy_id = session.get_one(Invitation, 1).person_id
    assert "Deputy leader@council.example" in sam.get("/facilitate/").get_data(as_text=True)
