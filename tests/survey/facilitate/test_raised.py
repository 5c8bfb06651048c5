"""A facilitator asks whether it worked, what was done about what this person had raised."""

import pytest
from flask import Flask

from survey.models import Commitment, CommitmentStatus, CommitmentVoice, Worked
from survey.queries.rounds import round_by_month
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.council import invitations
from tests.survey.facilitate.talking import facilitator_of
from tests.survey.house import House
from tests.survey.spoken import OUTCOME, PROMISE, SAID, add_code, let_say, promised, settle

pytestmark = pytest.mark.holds("a closed quarter")
OCTOBER = "2018-10"


@pytest.fixture
def asked(house: House) -> list[int]:
    """Invitations of October; the first person alone raised what was done in September."""
    with house.session() as session:
        code = add_code(session)
        let_say(session, code, 1)
        settle(session, promised(session, code))
    house.open_month(OCTOBER)
    with house.session() as session:
        round_ = round_by_month(session, OCTOBER)
        return [each.id or 0 for each in invitations(session, round_)]


@pytest.fixture
def facilitator(app: Flask, asked: list[int]) -> CheckingClient:
    return facilitator_of(app, *asked[:2])


def page(asked: list[int], place: int = 0) -> str:
    return f"/facilitate/people/{asked[place]}/raised"


def test_the_guide_leads_to_the_question(facilitator: CheckingClient, asked: list[int]) -> None:
    screen = facilitator.get(f"/facilitate/people/{asked[0]}").text
    assert page(asked) in screen
    text = facilitator.get(page(asked)).text
    assert all(words in text for words in (SAID, PROMISE, OUTCOME, "Did it work?"))
    assert page(asked, 1) not in facilitator.get(f"/facilitate/people/{asked[1]}").text
    assert "There is nothing to ask them" in facilitator.get(page(asked, 1)).text


def test_a_no_in_a_conversation_reopens_what_was_promised(
    facilitator: CheckingClient, house: House, asked: list[int]
) -> None:
    said = facilitator.fill(page(asked), {"worked": "no"}, to=f"{page(asked)}/1")
    assert said.status_code == 303
    assert "Their answer is saved" in facilitator.get(said.location).text
    assert [each.status for each in house.rows(Commitment)] == [CommitmentStatus.UNDER_WAY]
    assert [each.worked for each in house.rows(CommitmentVoice)] == [Worked.NO]
    assert page(asked) not in facilitator.get(f"/facilitate/people/{asked[0]}").text


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"worked": ""}, 400, "Choose whether it worked"),
        ({"worked": "maybe"}, 400, "Choose whether it worked"),
        ({"worked": "yes", "about": "2018-01"}, 409, "Work on this has gone on"),
    ],
)
def test_what_cannot_be_kept_is_said(
    facilitator: CheckingClient,
    house: House,
    asked: list[int],
    typed: dict[str, str],
    status: int,
    words: str,
) -> None:
    answer = facilitator.fill(page(asked), typed, to=f"{page(asked)}/1")
    assert (answer.status_code, words in answer.text) == (status, True)
    assert [each.worked for each in house.rows(CommitmentVoice)] == [None]


def test_hostile_30_nobody_elses_question_is_there(
    app: Flask, facilitator: CheckingClient, asked: list[int]
) -> None:
    other = facilitator_of(app, asked[2], email="fay@staff.example")
    form = hidden_fields(parsed(facilitator.get(page(asked)).text), f"{page(asked)}/1")
    assert other.get(page(asked)).status_code == 404
    token = hidden_fields(parsed(other.get("/facilitate/").text))
    assert other.post(f"{page(asked)}/1", data=form | token).status_code == 404
    # The question of somebody else, under the address of one's own.
    wrong = facilitator.post(f"{page(asked, 1)}/1", data=form | {"worked": "yes"})
    assert wrong.status_code == 404
