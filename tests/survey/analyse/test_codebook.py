"""The codebook's pages, and a code's own."""

from typing import Any

import pytest
from flask import Flask

from survey.models import Code, CodebookVersion, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts
from tests.survey.coding import a_code, is_coded, says
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
BOOK = "/analyse/codebook/"
NEW = {"new-name": "Induction", "new-family": "suggestion", "new-meaning": "For members"}


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST)


@pytest.fixture
def book(house: House) -> dict[str, int]:
    """{name: id}; two people spoke of training, one of them twice, and one of them of pace."""
    with house.session() as session:
        training, pace = a_code(session, "Training", meaning="Too late"), a_code(session, "Pace")
        one, two = says(session, 1, theme_1_comment="Late", theme_2_comment="Later")
        (three,) = says(session, 3, overall_comment="Never")
        for comment in (one, two, three):
            is_coded(session, comment, training)
        is_coded(session, three, training, pace)
        return {"Training": training.id or 0, "Pace": pace.id or 0}


def codes(house: House) -> dict[str, int | None]:
    return {code.name: code.until for code in house.rows(Code)}


@pytest.mark.usefixtures("book")
def test_the_codebook_tells_what_each_code_means_and_who_spoke_of_it(
    analyst: CheckingClient,
) -> None:
    page = analyst.get(BOOK)
    assert texts(page, "caption") == ["Theme", "Concern", "Praise", "Suggestion"]
    rows = texts(page, "tr")
    assert any(row.startswith("Training Too late 2 people") for row in rows)
    assert any(row.startswith("Pace 1 person") for row in rows)
    assert "Version 3, 2 July 2018: 'Pace' was added under Concern." in " ".join(texts(page, "p"))


def test_a_code_is_added_and_what_is_wrong_is_kept(house: House, analyst: CheckingClient) -> None:
    assert analyst.fill(BOOK, NEW, to=f"{BOOK}add").status_code == 303
    assert codes(house)["Induction"] is None
    answer = analyst.fill(BOOK, NEW, to=f"{BOOK}add")
    assert answer.status_code == 400
    assert 'value="Induction"' in answer.text
    assert "For members</textarea>" in answer.text
    answer = analyst.fill(BOOK, NEW | {"new-family": "worry"}, to=f"{BOOK}add")
    assert answer.status_code == 400
    assert "Choose the family" in answer.text


def test_the_plans_themes_are_added_by_one_button(house: House, analyst: CheckingClient) -> None:
    assert analyst.fill(BOOK, {}, to=f"{BOOK}themes").status_code == 303
    assert {"Political leadership", "Culture & protocol"} <= set(codes(house))
    answer = analyst.fill(BOOK, {}, to=f"{BOOK}themes")
    assert answer.status_code == 400
    assert "in the codebook already" in answer.text


def test_codes_are_renamed_merged_split_and_closed(
    house: House, analyst: CheckingClient, book: dict[str, int]
) -> None:
    training = f"/analyse/codes/{book['Training']}"
    named = {"name": "Skills", "meaning": "Of everybody"}
    assert analyst.fill(f"{training}/rename", named).status_code == 303
    parts = {"name-1": "Of staff", "meaning-1": "", "name-2": "Of members", "meaning-2": "Theirs"}
    assert analyst.fill(f"{training}/split", parts).status_code == 303
    assert codes(house)["Skills"] == 5
    new = {code.name: code.id for code in house.rows(Code)}
    merged = {"code": [str(new["Of staff"])], "into": str(new["Pace"])}
    assert analyst.fill(f"{BOOK}merge", merged).status_code == 303
    assert analyst.fill(f"/analyse/codes/{new['Of members']}/retire", {}).status_code == 303
    page = analyst.get(f"{BOOK}versions")
    became = texts(page, "li")
    assert "Skills: now Of staff, Of members (version 5)" in became
    assert "Of staff: now Pace (version 6)" in became
    assert "Of members: closed for new words (version 7)" in became
    assert "7" in texts(page, "th")
    assert [each.number for each in house.rows(CodebookVersion)] == [1, 2, 3, 4, 5, 6, 7]
    assert "What became of it" in texts(analyst.get(training), "h2")


@pytest.mark.parametrize(
    ("way", "typed", "kept"),
    [
        ("codes/{}/rename", {"name": "Pace", "meaning": "<b>mine</b>"}, "&lt;b&gt;mine&lt;/b&gt;"),
        ("codes/{}/split", {"name-1": "Only one", "meaning-1": "mine"}, 'value="Only one"'),
        ("codebook/merge", {"code": ["{}"], "into": ""}, 'value="{}" checked'),
        ("codebook/merge", {"code": ["{}"], "into": "{}"}, 'value="{}" selected'),
    ],
)
def test_what_cannot_be_done_is_said_with_all_that_was_typed(
    house: House,
    analyst: CheckingClient,
    book: dict[str, int],
    way: str,
    typed: dict[str, Any],
    kept: str,
) -> None:
    def fill(text: str) -> str:
        return text.replace("{}", str(book["Training"]))

    values = {
        name: [fill(each) for each in value] if isinstance(value, list) else fill(value)
        for name, value in typed.items()
    }
    answer = analyst.fill(f"/analyse/{fill(way)}", values)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert fill(kept) in answer.text
    assert len(house.rows(CodebookVersion)) == 3


@pytest.mark.parametrize("way", ["codes/{}/rename", "codes/{}/split", "codes/{}/retire"])
def test_a_stale_change_is_refused_and_can_be_sent_again(
    house: House, analyst: CheckingClient, book: dict[str, int], way: str
) -> None:
    address = f"/analyse/{way.format(book['Training'])}"
    typed = {"name": "Mine", "meaning": "", "name-1": "One", "name-2": "Two"}
    form = hidden_fields(parsed(analyst.get(address).text))
    analyst.fill(BOOK, NEW, to=f"{BOOK}add")
    answer = analyst.post(address, data=form | typed)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert codes(house)["Training"] is None
    again = hidden_fields(parsed(answer.text)) | {"csrf_token": form["csrf_token"]}
    assert analyst.post(address, data=again | typed).status_code == 303


def test_a_stale_merger_keeps_its_choice(analyst: CheckingClient, book: dict[str, int]) -> None:
    form = hidden_fields(parsed(analyst.get(f"{BOOK}merge").text))
    analyst.fill(BOOK, NEW, to=f"{BOOK}add")
    wish = {"code": [str(book["Training"])], "into": str(book["Pace"])}
    answer = analyst.post(f"{BOOK}merge", data=form | wish)
    assert answer.status_code == 409
    assert chosen(answer.text) == {("code", str(book["Training"]))}


def test_a_code_tells_who_spoke_of_it_when_and_about_what(
    app: Flask, analyst: CheckingClient, book: dict[str, int]
) -> None:
    page = analyst.get(f"/analyse/codes/{book['Training']}")
    words = " ".join(texts(page, "p"))
    assert "2 people spoke of it." in words
    assert texts(page, "tr") == [
        "Month People",
        "July 2018 2",
        "Theme People",
        "Overall 1",
        "Political leadership 1",
        "Culture & protocol 1",
    ]
    assert [article.split()[0] for article in texts(page, "article")] == ["Never", "Later", "Late"]
    assert events(app)[-1].subject == "words of codes"
    assert "Nobody has spoken of it yet." in texts(analyst.get("/analyse/codes/1"), "p")


@pytest.mark.parametrize("code_id", ["999", str(2**31), "1/rename", "3/split", "999/retire"])
def test_what_is_no_code_or_a_familys_own_is_not_found(
    analyst: CheckingClient, code_id: str
) -> None:
    assert analyst.get(f"/analyse/codes/{code_id}").status_code == 404
