"""What was typed is kept, whatever comes between."""

import hashlib

import pytest

from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts, words_in
from tests.survey.house import House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"


def test_a_stale_save_shows_both_texts_and_then_lets_one_choose(
    holder: CheckingClient, house: House
) -> None:
    stale = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-1", progress="5", maturity="2", comment="Of the other window")
    mine = {"theme-1-progress": "1", "theme-1-maturity": "2", "theme-1-comment": "Of this window"}
    response = holder.post(THEME, data=stale | mine)
    assert response.status_code == 409
    assert "Choose what to keep" in texts(response, "h1")[0]
    assert words_in(response.text, "theme-1-comment") == "Of this window"
    beside = pairs(response.text)
    assert beside.keys() == {"theme-1-progress", "theme-1-comment"}
    assert "5 Complete and evaluated" in beside["theme-1-progress"]
    assert "Of the other window" in beside["theme-1-comment"]
    assert house.drafted()["theme-1-comment"] == "Of the other window"
    chosen_now = {"theme-1-progress": "4", "theme-1-comment": "Of both windows"}
    again = hidden_fields(parsed(response.text)) | chosen_now
    assert holder.post(THEME, data=again).status_code == 303
    assert house.drafted().items() >= {**chosen_now, "theme-1-maturity": "2"}.items()


def pairs(page: str) -> dict[str, str]:
    """What the other window said, by field."""
    return {
        element.get("data-take-other", ""): " ".join("".join(element.itertext()).split())
        for element in parsed(page).iter("div")
        if "data-take-other" in element.attrib
    }


def test_who_may_see_a_comment_differs_where_there_is_one_only(
    holder: CheckingClient, house: House
) -> None:
    stale = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-1", progress="5", comment_permission="internal")
    mine = {"theme-1-progress": "5", "theme-1-comment-permission": "block"}
    assert holder.post(THEME, data=stale | mine).status_code == 303
    assert house.drafted()["theme-1-comment-permission"] == "block"
    stale = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-1", progress="5", comment="Words", comment_permission="internal")
    response = holder.post(THEME, data=stale | mine | {"theme-1-comment": "Words"})
    assert response.status_code == 409
    assert pairs(response.text).keys() == {"theme-1-comment"}


def test_a_third_save_while_one_chooses_shows_both_once_more(
    holder: CheckingClient, house: House
) -> None:
    stale = hidden_fields(parsed(holder.get(THEME).text))
    answer(holder, "theme-1", comment="First")
    mine = {"theme-1-comment": "Mine"}
    choosing = hidden_fields(parsed(holder.post(THEME, data=stale | mine).text)) | mine
    answer(holder, "theme-1", comment="Second")
    response = holder.post(THEME, data=choosing)
    assert response.status_code == 409
    assert "Second" in pairs(response.text)["theme-1-comment"]
    assert house.drafted()["theme-1-comment"] == "Second"


def test_a_window_that_never_heard_back_knows_what_it_may_have_saved(
    holder: CheckingClient, house: House
) -> None:
    opened = hidden_fields(parsed(holder.get(THEME).text))
    first = {"theme-1-comment": "Begun", "theme-1-comment-permission": "team"}
    holder.post(THEME, data=opened | first)  # and the answer was lost on its way
    second = first | {"theme-1-comment": "Begun, and gone on"}
    versions = {"version": f"{opened['version']} {version_of(first)}"}
    assert holder.post(THEME, data=opened | versions | second).status_code == 303
    assert house.drafted()["theme-1-comment"] == "Begun, and gone on"


def version_of(values: dict[str, str]) -> str:
    """As keeping.js tells it."""
    text = "".join(f"{name}\0{values[name]}\0" for name in sorted(values))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_what_another_person_typed_in_this_browser_is_not_taken_for_ones_own(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    earlier = hidden_fields(parsed(holder.get(THEME).text))
    begin(holder, tokens[1])
    response = holder.post(THEME, data=earlier | {"theme-1-comment": "The Leader's words"})
    assert response.status_code == 409
    assert "This page was opened for another link" in texts(response, "h1")
    assert words_in(response.text, "kept-1") == "The Leader's words"
    own = hidden_fields(parsed(holder.get(THEME).text))
    response = holder.post(THEME, data=own | {"draft": earlier["draft"], "theme-1-comment": "?"})
    assert response.status_code == 409
    assert house.count()["draft"] == 0


def test_the_name_of_a_draft_tells_nothing_and_is_another_for_everybody(
    client: CheckingClient, tokens: list[str]
) -> None:
    names = set()
    for token in tokens:
        begin(client, token)
        names |= {
            hidden_fields(parsed(client.get(f"/respond/{page}").text))["draft"]
            for page in ("theme-1", "theme-2")
        }
    assert len(names) == 6
    assert len({name.partition(".")[0] for name in names}) == 3
    begin(client, tokens[0])
    assert hidden_fields(parsed(client.get(THEME).text))["draft"] in names


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
