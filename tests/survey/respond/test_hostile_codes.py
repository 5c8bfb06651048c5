"""Codes that the questionnaire does not have, on every page and in every room that takes them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from questionnaires.load import definition
from survey.actions.open_round import open_round
from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, words_in
from tests.survey.council import SECRET
from tests.survey.facilitate.talking import facilitator_of, save
from tests.survey.house import ANSWERS, CLOSES, OPENS, House, begin

pytestmark = pytest.mark.holds("a council's july")
CHOOSE = "Choose one of the answers that are offered"
STRANGE = "The page sent something that it does not ask for"
WRONG = (
    "0",
    "6",
    "03",
    "3 ",
    "3\n",
    "٣",
    "3,4",
    "None",
    "Too early to judge",
    "too-early\x00",
    "team",
)
WRONG_PERMISSIONS = ("3", "everybody", "Team", "team internal", "block\x00")
EXTRA = ("theme-9-progress", "theme-1-progress-2", "invitation_id", "")

Press = Callable[[dict[str, Any]], Any]


@pytest.fixture
def by_page(holder: CheckingClient) -> Press:
    """The page of the first theme, as one of several."""
    return lambda typed: holder.fill("/respond/theme-1", typed)


@pytest.fixture
def by_whole(client: CheckingClient, house: House) -> Press:
    """August's questionnaire on one page, sent to be submitted."""
    with house.session() as session:
        open_round(
            session,
            month="2118-08",
            definition=definition("governance-brief-2018"),
            opens_at=CLOSES,
            closes_at=CLOSES.replace(month=8),
            secret_key=SECRET,
            actor="command",
            now=OPENS,
        )
    begin(client, house.tokens("2118-08")[0])
    return lambda typed: client.fill(
        "/respond/", ANSWERS | {"then": "submit"} | typed, "/respond/form"
    )


@pytest.fixture
def by_interview(app: Flask) -> Press:
    facilitator = facilitator_of(app, 1)
    return lambda typed: save(facilitator, "theme-1", typed)


@pytest.fixture
def by_paper(app: Flask) -> Press:
    manager = browser(app, RoleName.MANAGER)
    beside = ANSWERS | {"received-on": "2018-07-09"}
    page = "/manage/rounds/2018-07/paper/1/enter"
    return lambda typed: manager.fill(page, beside | typed, page)


@pytest.fixture(params=["by_page", "by_whole", "by_interview", "by_paper"])
def press(request: pytest.FixtureRequest) -> Press:
    """Sends a form with what is `typed` beside what it holds; gives the answer."""
    found: Press = request.getfixturevalue(request.param)
    return found


def refused(house: House, response: Any, field: str, sentence: str) -> None:
    """The page again, with a summary that leads to the field, and nothing stored."""
    assert response.status_code == 400
    links = {
        link.get("href", ""): "".join(link.itertext())
        for link in parsed(response.text).iter("a")
        if link.get("href", "").startswith("#")
    }
    assert sentence in links[f"#{field}"]
    assert parsed(response.text).find(f".//*[@id='{field}']") is not None
    stored = house.count()
    assert (stored["draft"], stored["response"], stored["answer"], stored["comment"]) == (0,) * 4


def test_hostile_22_a_wrong_code_is_named_and_the_rest_is_kept(house: House, press: Press) -> None:
    kept = {"theme-1-comment": "My words", "theme-1-maturity": "2"}
    for wrong in WRONG:
        response = press(kept | {"theme-1-progress": wrong})
        refused(house, response, "theme-1-progress", CHOOSE)
        assert words_in(response.text, "theme-1-comment") == "My words"
        assert ("theme-1-maturity", "2") in chosen(response.text)
        assert "theme-1-progress" not in dict(chosen(response.text))


def test_hostile_22_a_wrong_permission_is_named_and_the_words_are_kept(
    house: House, press: Press
) -> None:
    for wrong in WRONG_PERMISSIONS:
        response = press({"theme-1-comment": "My words", "theme-1-comment-permission": wrong})
        refused(house, response, "theme-1-comment-permission", CHOOSE)
        assert words_in(response.text, "theme-1-comment") == "My words"


def test_hostile_22_an_extra_code_is_refused(house: House, press: Press) -> None:
    for extra in EXTRA:
        response = press({"theme-1-comment": "My words", extra: "3"})
        refused(house, response, "main", STRANGE)
        assert words_in(response.text, "theme-1-comment") == "My words"


@pytest.mark.parametrize("twice", [["1", "2"], ["3", "3"], ["2", ""], ["", "too-early"]])
def test_hostile_22_a_code_that_is_sent_twice_is_refused(
    house: House, press: Press, twice: list[str]
) -> None:
    refused(house, press({"theme-1-progress": twice}), "theme-1-progress", CHOOSE)


def test_hostile_22_words_that_are_sent_twice_are_both_kept(house: House, press: Press) -> None:
    response = press({"theme-1-comment": ["One text", "another"]})
    refused(house, response, "theme-1-comment", "This was sent twice; both texts are below")
    assert words_in(response.text, "theme-1-comment") == "One text\nanother"
    permissions = ["team", "block"]
    response = press({"theme-1-comment": "x", "theme-1-comment-permission": permissions})
    refused(house, response, "theme-1-comment-permission", CHOOSE)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"theme-1-progress": "6"}, "theme-1-progress", CHOOSE),
        ({"theme-1-progress": ["1", "2"]}, "theme-1-progress", CHOOSE),
        ({"theme-1-comment-permission": "all"}, "theme-1-comment-permission", CHOOSE),
        ({"theme-2-progress": "3"}, "main", STRANGE),
        ({"theme-1-comment": "x" * 4001}, "theme-1-comment", "Shorten your text to 4,000"),
        ({"theme-1-comment": "a\x00b"}, "theme-1-comment", "characters that cannot be stored"),
    ],
)
def test_hostile_22_the_script_of_a_page_hears_what_is_wrong(
    holder: CheckingClient, house: House, typed: dict[str, Any], field: str, sentence: str
) -> None:
    form = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    told = holder.post(
        "/respond/theme-1", data=form | typed, headers={"Accept": "application/json"}
    )
    assert (told.status_code, told.mimetype) == (400, "application/json")
    answer = json.loads(told.text)
    assert sentence in answer["errors"][field]
    assert answer["title"]
    assert house.count()["draft"] == 0
