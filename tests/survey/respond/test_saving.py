"""What the script of a page hears when it saves."""

from typing import Any

import pytest

from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.house import House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"
SCRIPT = {"Accept": "application/json"}


def send(client: CheckingClient, fields: dict[str, str], address: str = THEME) -> Any:
    return client.post(address, data=fields, headers=SCRIPT)


@pytest.fixture
def fields(holder: CheckingClient) -> dict[str, str]:
    return hidden_fields(parsed(holder.get(THEME).text))


def test_it_hears_when_it_was_saved_as_which_version_and_what_comes_next(
    holder: CheckingClient, house: House, fields: dict[str, str]
) -> None:
    first = send(holder, fields | {"theme-1-comment": "One"})
    assert first.status_code == 200
    assert first.json.keys() == {"saved", "version", "next"}
    assert len(first.json["saved"]) == len("21:04")
    assert first.json["next"] == "/respond/theme-2"
    on = fields | {"version": first.json["version"], "theme-1-comment": "One, two"}
    second = send(holder, on | {"then": "list"}, f"{THEME}?from=check")
    assert second.json["next"] == "/respond/"
    assert send(holder, on | {"then": "later"}).json["next"] == "/respond/later"
    assert house.drafted()["theme-1-comment"] == "One, two"
    assert holder.get(THEME).text.count(second.json["version"]) == 1


def test_it_hears_what_is_wrong_with_a_field(
    holder: CheckingClient, house: House, fields: dict[str, str]
) -> None:
    response = send(holder, fields | {"theme-1-progress": "9"})
    assert response.status_code == 400
    assert response.json["errors"].keys() == {"theme-1-progress"}
    assert response.json["sentence"].endswith(".")
    assert house.count()["draft"] == 0


def test_it_hears_that_another_window_has_saved(
    holder: CheckingClient, house: House, fields: dict[str, str]
) -> None:
    answer(holder, "theme-1", comment="Of the other window")
    response = send(holder, fields | {"theme-1-comment": "Of this window"})
    assert response.status_code == 409
    assert response.json["both"] is True
    assert "another window" in response.json["sentence"]
    assert house.drafted()["theme-1-comment"] == "Of the other window"


def test_it_hears_that_nobody_knows_who_is_answering(
    holder: CheckingClient, fields: dict[str, str]
) -> None:
    holder.delete_cookie("take")
    response = send(holder, fields | {"theme-1-comment": "Words"})
    assert response.status_code == 403
    assert response.json["title"] == "Open your personal link again"
    assert "Words" not in response.text


def test_opening_the_link_again_lets_a_page_that_was_open_save_by_itself(
    holder: CheckingClient, house: House, fields: dict[str, str], tokens: list[str]
) -> None:
    begin(holder, tokens[0])
    refused = send(holder, fields | {"theme-1-comment": "Words"})
    assert refused.status_code == 400
    again = fields | {"csrf_token": refused.json["token"], "theme-1-comment": "Words"}
    assert send(holder, again).status_code == 200
    assert house.drafted()["theme-1-comment"] == "Words"


@pytest.mark.parametrize(
    ("names", "status"),
    [(("version", "csrf_token"), 400), (("version", "csrf_token", "draft"), 409)],
)
def test_only_a_page_of_ones_own_is_given_a_token(
    holder: CheckingClient,
    house: House,
    tokens: list[str],
    fields: dict[str, str],
    names: tuple[str, ...],
    status: int,
) -> None:
    begin(holder, tokens[1])
    sent = {name: fields[name] for name in names}
    response = send(holder, sent | {"theme-1-comment": "Words"})
    assert response.status_code == status
    assert "token" not in response.json
    assert house.count()["draft"] == 0


def test_it_hears_that_everything_was_submitted_elsewhere(
    holder: CheckingClient, house: House, fields: dict[str, str]
) -> None:
    house.hear(1)
    response = send(holder, fields | {"theme-1-comment": "Words"})
    assert response.status_code == 409
    assert response.json["title"] == "You have submitted your answers already"


def test_it_hears_that_the_month_is_paused_or_closed(
    holder: CheckingClient, house: House, fields: dict[str, str]
) -> None:
    house.run_out()
    response = send(holder, fields | {"theme-1-comment": "Words"})
    assert (response.status_code, response.json["title"]) == (409, "July 2018 is closed")
    assert "it is not counted" in response.json["sentence"]


def test_a_browser_gets_pages(holder: CheckingClient, fields: dict[str, str]) -> None:
    accepts = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = holder.post(THEME, data=fields, headers={"Accept": accepts})
    assert response.status_code == 303
