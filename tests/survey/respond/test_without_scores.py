"""Somebody who talks without scoring and leaves words in the form."""

import pytest

from survey.models import Answer, Comment, Invitation
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
SUBMIT = "/respond/submit"


@pytest.fixture
def speaker(client: CheckingClient, house: House, tokens: list[str]) -> CheckingClient:
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    begin(client, tokens[0])
    return client


def test_they_are_asked_for_words_alone(speaker: CheckingClient, tokens: list[str]) -> None:
    landing = CheckingClient(speaker.application).get(f"/take/{tokens[0]}").text
    assert "You are asked for no scores" in landing
    assert "Score 2 themes" not in landing
    page = speaker.get("/respond/theme-1")
    names = {control.get("name") for control in parsed(page.text).iter("input")}
    assert "theme-1-progress" not in names
    assert "theme-1-comment-permission" in names
    assert "Progress" not in texts(speaker.get("/respond/check"), "dt")


def test_whoever_scores_is_still_asked_for_scores(
    speaker: CheckingClient, tokens: list[str]
) -> None:
    speaker.get("/respond/theme-1")
    other = CheckingClient(speaker.application)
    begin(other, tokens[1])
    page = parsed(other.get("/respond/theme-1").text)
    assert "theme-1-progress" in {control.get("name") for control in page.iter("input")}


def test_a_score_that_is_sent_all_the_same_is_refused(
    speaker: CheckingClient, house: House
) -> None:
    response = answer(speaker, "theme-1", progress="3", comment="Words")
    assert response.status_code == 400
    assert house.count()["draft"] == 0


def test_their_words_are_submitted_without_any_score(speaker: CheckingClient, house: House) -> None:
    answer(speaker, "theme-1", comment="Words")
    assert speaker.fill("/respond/check", {}, SUBMIT).location == "/respond/receipt"
    assert [comment.text for comment in house.rows(Comment)] == ["Words"]
    assert house.rows(Answer) == []
    receipt = speaker.get("/respond/receipt").text
    assert "Your words go into the summary only as you have allowed" in receipt
    assert "Your scores" not in receipt


def test_their_wish_to_talk_stands_beside_their_words(
    speaker: CheckingClient, house: House, tokens: list[str]
) -> None:
    speaker.fill(f"/take/{tokens[0]}/talk", {})
    answer(speaker, "theme-1", comment="Words")
    form = hidden_fields(parsed(speaker.get("/respond/check").text), SUBMIT)
    speaker.post(SUBMIT, data=form)
    assert house.rows(Invitation)[0].talk_asked_at is not None


def test_who_has_written_nothing_has_nothing_to_submit(
    speaker: CheckingClient, house: House
) -> None:
    page = speaker.get("/respond/check")
    assert "Nothing is written yet" in page.text
    assert "Submit my answers" not in texts(page, "button")
    form = hidden_fields(parsed(speaker.get("/respond/theme-1").text))
    assert speaker.post(SUBMIT, data=form).status_code == 400
    assert house.count()["response"] == 0
    answer(speaker, "theme-1", comment="Words")
    assert "Submit my answers" in texts(speaker.get("/respond/check"), "button")
