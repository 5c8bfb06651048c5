from typing import Any

import pytest

from survey.models import AuditEvent, Invitation
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import OPENS, House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
DECLINED, TALKS = "You leave July 2018 out", "We will get in touch with you"


def wishes(house: House) -> tuple[bool, bool]:
    """Whether the Leader has declined, and whether they have asked to talk."""
    invitation: Any = house.rows(Invitation)[0]
    return invitation.declined_at is not None, invitation.talk_asked_at is not None


def actions(house: House) -> list[str]:
    events = [row for row in house.rows(AuditEvent) if row.actor == "invitation 1"]
    return [event.action for event in events]


@pytest.mark.parametrize(
    ("page", "heading", "wished"),
    [("decline", DECLINED, (True, False)), ("talk", TALKS, (False, True))],
)
def test_the_button_does_it_and_the_page_says_that_it_is_done(
    client: CheckingClient,
    house: House,
    tokens: list[str],
    page: str,
    heading: str,
    wished: tuple[bool, bool],
) -> None:
    address = f"/take/{tokens[0]}/{page}"
    assert heading not in texts(client.get(address), "h1")
    assert "Leader of the Council" in client.get(address).text
    for _ in range(2):
        form = hidden_fields(parsed(client.get(f"/take/{tokens[1]}").text))
        assert client.post(address, data=form).location == address
    assert texts(client.get(address), "h1") == [heading]
    assert wishes(house) == wished
    assert len(actions(house)) == 1
    assert client.get("/respond/").status_code == 403


def test_the_last_wish_counts(client: CheckingClient, house: House, tokens: list[str]) -> None:
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    for page, wished in (
        ("decline", (True, False)),
        ("talk", (False, True)),
        ("decline", (True, False)),
    ):
        client.post(f"/take/{tokens[0]}/{page}", data=form)
        assert wishes(house) == wished


def test_answering_after_all_takes_it_back(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    client.fill(f"/take/{tokens[0]}/decline", {})
    assert "that is taken back" in client.get(f"/take/{tokens[0]}").text
    begin(client, tokens[0])
    assert wishes(house) == (False, False)
    assert actions(house) == ["month declined", "month taken up again"]


def test_a_wish_to_talk_stands_until_the_form_is_submitted(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    client.fill(f"/take/{tokens[0]}/talk", {})
    assert "You have asked for a conversation" in client.get(f"/take/{tokens[0]}").text
    begin(client, tokens[0])
    answer_all(client)
    assert wishes(house) == (False, True)
    client.fill("/respond/check", {}, "/respond/submit")
    assert wishes(house) == (False, False)


def test_who_has_answered_has_nothing_to_decline(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder)
    holder.fill("/respond/check", {}, "/respond/submit")
    form = hidden_fields(parsed(holder.get("/respond/receipt").text))
    for page in ("decline", "talk"):
        address = f"/take/{tokens[0]}/{page}"
        for response in (holder.get(address), holder.post(address, data=form)):
            assert response.status_code == 409
            assert "We have your answers for July 2018" in texts(response, "h1")
    assert wishes(house) == (False, False)


def test_a_draft_is_kept(holder: CheckingClient, house: House, tokens: list[str]) -> None:
    answer(holder, "theme-1", comment="Kept")
    assert "What you have saved is kept" in holder.get(f"/take/{tokens[0]}/decline").text
    holder.fill(f"/take/{tokens[0]}/decline", {})
    assert house.drafted()["theme-1-comment"] == "Kept"


@pytest.mark.parametrize("page", ["decline", "talk"])
def test_a_press_without_its_token_of_the_form_asks_to_press_again(
    client: CheckingClient, house: House, tokens: list[str], page: str
) -> None:
    response = client.post(f"/take/{tokens[0]}/{page}")
    assert response.status_code == 400
    assert "press the button again" in response.text
    assert wishes(house) == (False, False)


@pytest.mark.parametrize("page", ["decline", "talk"])
def test_a_round_that_has_run_out_is_neither_declined_nor_talked_about(
    client: CheckingClient, house: House, tokens: list[str], page: str
) -> None:
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    house.run_out()
    assert client.post(f"/take/{tokens[0]}/{page}", data=form).status_code == 410
    assert wishes(house) == (False, False)


@pytest.mark.parametrize("page", ["decline", "talk"])
def test_a_pause_does_not_stand_in_the_way(
    client: CheckingClient, house: House, tokens: list[str], page: str
) -> None:
    house.pause(OPENS)
    assert client.fill(f"/take/{tokens[0]}/{page}", {}).status_code == 303
    assert any(wishes(house))
