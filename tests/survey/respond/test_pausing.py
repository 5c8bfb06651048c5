import pytest

from tests.survey.client import CheckingClient, hidden_fields, parsed, texts, words_in
from tests.survey.house import OPENS, House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
PAUSED = ["July 2018 is paused"]


def test_a_paused_round_takes_nothing_and_keeps_everything(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="3", comment="Saved before")
    house.pause(OPENS)
    names = ("", "theme-1", "check", "receipt", "opening")
    for address in (f"/take/{tokens[0]}", *(f"/respond/{name}" for name in names)):
        response = holder.get(address)
        assert response.status_code == 409
        assert texts(response, "h1") == PAUSED
        assert "Saved before" not in response.text
    house.pause(None)
    assert "Saved before" in holder.get("/respond/theme-1").text


def test_what_is_sent_during_the_pause_is_shown_and_not_saved(
    holder: CheckingClient, house: House
) -> None:
    form = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    house.pause(OPENS)
    response = holder.post("/respond/theme-1", data=form | {"theme-1-comment": "Just now"})
    assert response.status_code == 409
    assert texts(response, "h1") == PAUSED
    assert words_in(response.text, "kept-1") == "Just now"
    assert house.count()["draft"] == 0


def test_nothing_begins_or_is_submitted_during_the_pause(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get("/respond/check").text), "/respond/submit")
    other = CheckingClient(holder.application)
    button = hidden_fields(parsed(other.get(f"/take/{tokens[1]}").text))
    house.pause(OPENS)
    assert holder.post("/respond/submit", data=form).status_code == 409
    assert other.post(f"/take/{tokens[1]}", data=button).status_code == 409
    assert other.get("/respond/").status_code == 403
    assert house.count()["response"] == 0
    house.pause(None)
    assert begin(other, tokens[1]).status_code == 303
    assert holder.post("/respond/submit", data=form).location == "/respond/receipt"
