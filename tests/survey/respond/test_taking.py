import pytest
from sqlmodel import select

from survey.models import Invitation, LinkToken
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.house import OPENS, House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
WORDS = "This link does not work"


def test_the_page_says_who_is_asked_by_whom_and_until_when(
    client: CheckingClient, tokens: list[str]
) -> None:
    page = client.get(f"/take/{tokens[1]}").get_data(as_text=True)
    for words in (
        "Sample City Council",
        "Cabinet Member for Finance",
        "July 2018",
        "Saturday 16 July 2118 at 17:00",
        "Score 2 themes",
        "We cannot promise that you will be anonymous",
    ):
        assert words in page
    assert "finance@council.example" not in page
    assert "Leader of the Council" not in page


def test_the_button_leads_to_an_address_without_the_token(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    before = house.count()
    response = begin(client, tokens[0])
    assert (response.status_code, response.location) == (303, "/respond/")
    page = client.get("/respond/")
    assert page.status_code == 200
    assert tokens[0] not in page.get_data(as_text=True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert house.count() == before


def test_the_session_starts_afresh(client: CheckingClient, tokens: list[str]) -> None:
    with client.session_transaction() as session:
        session["left over"] = "from somebody else"
    begin(client, tokens[0])
    with client.session_transaction() as session:
        assert "left over" not in session


def test_a_wrong_token_cannot_begin(client: CheckingClient, tokens: list[str]) -> None:
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    for typed in ({}, form):
        sent = client.post(f"/take/{tokens[0][:-1]}", data=typed)
        assert sent.status_code == 404
        assert WORDS in sent.text
    assert client.get("/respond/").status_code == 403


def test_a_replaced_link_has_ended_and_the_draft_is_kept(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="3")
    with house.session() as session:
        for link in session.exec(select(LinkToken)):
            link.revoked_at = OPENS
    for address in (f"/take/{tokens[0]}", "/respond/", "/respond/theme-1"):
        response = holder.get(address)
        assert response.status_code == 410
        assert "has been replaced" in response.get_data(as_text=True)
    assert house.count()["draft"] == 1


def test_a_button_pressed_after_the_close_begins_nothing(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    house.run_out()
    assert client.post(f"/take/{tokens[0]}", data=form).status_code == 410
    assert client.get("/respond/").status_code == 403


def test_a_link_pressed_without_its_token_of_the_form_asks_to_press_again(
    client: CheckingClient, tokens: list[str]
) -> None:
    response = client.post(f"/take/{tokens[0]}")
    assert response.status_code == 400
    assert "press the button again" in response.get_data(as_text=True)


def test_hostile_18_another_browser_goes_on_where_the_first_left_off(
    holder: CheckingClient, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="2", comment="Begun on the telephone")
    other = CheckingClient(holder.application)
    assert "What you saved is still there" in other.get(f"/take/{tokens[0]}").text
    begin(other, tokens[0])
    assert "Begun on the telephone" in other.get("/respond/theme-1").text


def test_the_first_press_of_the_button_opens_the_form(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    client.get(f"/take/{tokens[0]}")
    assert [row.opened_at for row in house.rows(Invitation)] == [None, None, None]
    begin(client, tokens[0])
    opened = house.rows(Invitation)[0].opened_at
    assert opened is not None
    begin(client, tokens[0])
    assert [row.opened_at for row in house.rows(Invitation)] == [opened, None, None]


def test_a_deputy_is_addressed_as_one(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).deputy_id = 2
    assert "Deputy for Leader of the Council" in client.get(f"/take/{tokens[0]}").text
    begin(client, tokens[0])
    assert "Deputy for Leader of the Council" in client.get("/respond/").text
