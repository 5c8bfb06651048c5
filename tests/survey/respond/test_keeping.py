"""What was typed is kept, whatever comes between."""

import pytest

from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts, words_in
from tests.survey.house import House, answer

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"


def test_a_stale_save_shows_both_texts_and_then_lets_one_choose(
    holder: CheckingClient, house: House
) -> None:
    stale = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-1", progress="5", comment="Of the other window")
    mine = {"theme-1-progress": "1", "theme-1-comment": "Of this window"}
    response = holder.post(THEME, data=stale | mine)
    assert response.status_code == 409
    assert words_in(response.text, "theme-1-comment") == "Of this window"
    assert "Of the other window" in response.text
    assert "Saved in the other window: 5 Complete and evaluated" in texts(response, "div")
    assert house.drafted()["theme-1-comment"] == "Of the other window"
    again = hidden_fields(parsed(response.text)) | mine
    assert holder.post(THEME, data=again).status_code == 303
    assert house.drafted()["theme-1-comment"] == "Of this window"


def test_two_windows_on_two_themes_do_not_disturb_each_other(
    holder: CheckingClient, house: House
) -> None:
    earlier = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-2", progress="5")
    assert holder.post(THEME, data=earlier | {"theme-1-progress": "1"}).status_code == 303
    assert house.drafted().keys() >= {"theme-1-progress", "theme-2-progress"}


def test_the_same_save_twice_is_no_conflict(holder: CheckingClient) -> None:
    once = hidden_fields(parsed(holder.get(THEME).text)) | {"theme-1-comment": "Twice"}
    assert [holder.post(THEME, data=once).status_code for _ in range(2)] == [303, 303]


@pytest.mark.parametrize("forged", ["", "nonsense"])
def test_a_foreign_form_saves_nothing_and_keeps_the_text(
    holder: CheckingClient, house: House, forged: str
) -> None:
    fields = hidden_fields(parsed(holder.get(THEME).text)) | {"csrf_token": forged}
    typed = {"theme-1-comment": "Typed for an hour", "theme-1-progress": "4"}
    response = holder.post(THEME, data=fields | typed)
    assert response.status_code == 400
    assert words_in(response.text, "theme-1-comment") == "Typed for an hour"
    assert ("theme-1-progress", "4") in chosen(response.text)
    assert house.count()["draft"] == 0
    again = holder.post(THEME, data=hidden_fields(parsed(response.text)) | typed)
    assert again.status_code == 303
    assert house.drafted()["theme-1-comment"] == "Typed for an hour"


def test_a_lost_session_shows_what_was_typed(holder: CheckingClient) -> None:
    fields = hidden_fields(parsed(holder.get(THEME).text))
    holder.delete_cookie("take")
    typed = {"theme-1-comment": "Typed for an hour", "theme-1-progress": "4"}
    response = holder.post(THEME, data=fields | typed)
    assert response.status_code == 403
    assert "Open your personal link again" in texts(response, "h1")
    assert words_in(response.text, "kept-1") == "Typed for an hour"
    assert texts(response, "textarea") == ["Typed for an hour"]


def test_a_round_that_closes_meanwhile_shows_the_text_and_does_not_count_it(
    holder: CheckingClient, house: House
) -> None:
    fields = hidden_fields(parsed(holder.get(THEME).text))
    house.run_out()
    response = holder.post(THEME, data=fields | {"theme-1-comment": "Too late"})
    assert response.status_code == 409
    assert "it is not counted" in response.text
    assert words_in(response.text, "kept-1") == "Too late"
    assert house.count()["draft"] == 0
