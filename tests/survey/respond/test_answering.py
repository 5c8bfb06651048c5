from typing import Any

import pytest

from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts, words_in
from tests.survey.house import House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"


def test_the_list_shows_each_theme_and_the_opening_words_before_the_first(
    holder: CheckingClient,
) -> None:
    page = holder.get("/respond/")
    assert texts(page, "li")[:3] == [
        "Political leadership Not started",
        "Culture & protocol Not started",
        "Overall Not started",
    ]
    assert "We cannot promise that you will be anonymous" in page.text


def test_the_opening_words_are_one_click_away_once_begun(holder: CheckingClient) -> None:
    answer(holder, "theme-1", progress="3")
    page = holder.get("/respond/").text
    assert "We cannot promise" not in page
    assert '"/respond/opening"' in page
    folded = parsed(holder.get(THEME).text).findall(".//form/../details")
    assert "We cannot promise" in "".join(folded[-1].itertext())
    assert "We cannot promise" in holder.get("/respond/opening").text


def test_the_opening_words_stand_aside_in_the_second_round(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder)
    holder.fill("/respond/check", {}, "/respond/submit")
    house.open_month("2018-08")
    begin(holder, house.tokens("2018-08")[0])
    page = holder.get("/respond/").text
    assert "August 2018" in page
    assert "We cannot promise" not in page


def test_a_theme_shows_what_was_promised_and_both_scales(holder: CheckingClient) -> None:
    page = holder.get(THEME)
    labels = texts(page, "label")
    assert "A culture dashboard" in page.text
    assert labels[:7] == [
        "1 Off track, no recovery visible",
        "2 Off track, but recovering",
        "3 On track",
        "4 Complete, or very nearly",
        "5 Complete and evaluated",
        "Too early to judge",
        "Not close enough to judge",
    ]
    assert "1 of 3" in texts(page, "span")
    assert chosen(page.text) == {("theme-1-comment-permission", "team")}


def test_a_score_and_no_view_are_one_choice(holder: CheckingClient) -> None:
    controls = parsed(holder.get(THEME).text).iter("input")
    values = [c.get("value") for c in controls if c.get("name") == "theme-1-progress"]
    assert values == ["1", "2", "3", "4", "5", "too-early", "not-close"]


def test_saving_leads_on_and_shows_what_was_saved(holder: CheckingClient, house: House) -> None:
    saved = answer(
        holder,
        "theme-1",
        progress="4",
        maturity="too-early",
        comment="Good,\r\nmostly",
        comment_permission="block",
    )
    assert (saved.status_code, saved.location) == (303, "/respond/theme-2")
    assert house.drafted() == {
        "theme-1-progress": "4",
        "theme-1-maturity": "too-early",
        "theme-1-comment": "Good,\nmostly",
        "theme-1-comment-permission": "block",
    }
    page = holder.get(THEME).text
    assert words_in(page, "theme-1-comment") == "Good,\nmostly"
    assert chosen(page) == {
        ("theme-1-progress", "4"),
        ("theme-1-maturity", "too-early"),
        ("theme-1-comment-permission", "block"),
    }


def test_going_back_to_the_list_saves_too(holder: CheckingClient, house: House) -> None:
    saved = holder.fill(THEME, {"theme-1-progress": "2", "then": "list"})
    assert saved.location == "/respond/"
    assert house.drafted()["theme-1-progress"] == "2"


@pytest.mark.parametrize(
    ("address", "onward"),
    [
        ("/respond/overall", "/respond/check"),
        ("/respond/theme-1?from=check", "/respond/check"),
        ("/respond/theme-1?from=https://evil.example", "/respond/theme-2"),
    ],
)
def test_where_saving_leads(holder: CheckingClient, address: str, onward: str) -> None:
    assert holder.fill(address, {}).location == onward


def test_a_theme_without_its_scores_is_saved_and_not_finished(
    holder: CheckingClient, house: House
) -> None:
    assert answer(holder, "theme-1", comment="Only words").status_code == 303
    assert answer(holder, "theme-2", progress="1", maturity="2").status_code == 303
    rows = texts(holder.get("/respond/"), "li")
    assert "Political leadership Not finished" in rows
    assert "Culture & protocol Done" in rows
    assert "Overall Not started" in rows
    assert house.drafted()["theme-1-comment"] == "Only words"


@pytest.mark.parametrize(
    "typed",
    [
        {"theme-1-progress": "9"},
        {"theme-1-progress": ["1", "2"]},
        {"theme-1-progress": "3'; DROP TABLE draft; --"},
        {"theme-1-comment-permission": "everybody"},
        {"theme-1-comment": ["one", "two"]},
        {"theme-2-progress": "3"},
        {"invitation_id": "2"},
    ],
)
def test_what_the_page_does_not_offer_is_refused_and_the_text_kept(
    holder: CheckingClient, house: House, typed: dict[str, Any]
) -> None:
    response = holder.fill(THEME, {"theme-1-comment": "My words", "theme-1-maturity": "2"} | typed)
    assert response.status_code == 400
    assert "There is a problem" in texts(response, "h2")
    assert texts(response, "title")[0].startswith("Error: ")
    assert words_in(response.text, "theme-1-comment") in {"My words", "one\ntwo"}
    assert ("theme-1-maturity", "2") in chosen(response.text)
    assert house.count()["draft"] == 0


def test_a_comment_over_its_limit_is_refused_and_kept(holder: CheckingClient, house: House) -> None:
    text = "word " * 801
    response = answer(holder, "theme-1", progress="3", comment=text)
    assert response.status_code == 400
    assert "Shorten your text to 4,000 characters; it has 4,005" in response.text
    assert words_in(response.text, "theme-1-comment") == text
    assert ("theme-1-progress", "3") in chosen(response.text)
    assert house.count()["draft"] == 0


def test_line_ends_count_once_towards_the_limit(holder: CheckingClient) -> None:
    assert answer(holder, "theme-1", comment="a\r\n" * 2000).status_code == 303


def test_a_body_beyond_the_limit_is_refused(holder: CheckingClient, house: House) -> None:
    token = hidden_fields(parsed(holder.get(THEME).text))["csrf_token"]
    data = {"csrf_token": token, "theme-1-comment": "x" * 10_000_000}
    assert holder.post(THEME, data=data).status_code == 413
    assert house.count()["draft"] == 0


@pytest.mark.parametrize("address", ["/respond/theme-9", "/respond/theme-1'--", "/respond/null"])
def test_an_unknown_theme_is_not_found(holder: CheckingClient, address: str) -> None:
    assert holder.get(address).status_code == 404


def test_whoever_has_no_link_is_asked_to_open_it(client: CheckingClient) -> None:
    for address in ("/respond/", THEME, "/respond/check", "/respond/receipt"):
        assert client.get(address).status_code == 403


@pytest.mark.holds("no council")
@pytest.mark.parametrize("link", [0, -1, 999, None, "1"])
def test_a_session_with_another_link_than_was_given_leads_nowhere(
    client: CheckingClient, link: object
) -> None:
    with client.session_transaction() as session:
        session["link"] = link
    assert client.get("/respond/").status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "🌡️ 👩‍👩‍👧‍👦 emoji",
        "שלום \u202eabc\u202c עולם",
        "a\u200bb\ufeffc",
        "{{ 7*7 }} {% raw %} <script>alert(1)</script> &amp; </textarea>",
        "'; DROP TABLE response; --",
        "\n\nstarts with empty lines\n",
        "\ttab and  spaces ",
    ],
)
def test_words_of_every_script_come_back_as_they_were(
    holder: CheckingClient, house: House, text: str
) -> None:
    assert answer(holder, "theme-1", comment=text).status_code == 303
    assert house.drafted()["theme-1-comment"] == text
    page = holder.get(THEME).text
    assert words_in(page, "theme-1-comment") == text
    assert "<script>alert" not in page
    assert 'dir="auto"' in page


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x85b", "a\ufffeb"])
def test_characters_that_no_document_can_carry_are_refused_with_a_sentence(
    holder: CheckingClient, house: House, text: str
) -> None:
    response = answer(holder, "theme-1", comment=text)
    assert response.status_code == 400
    assert "cannot be stored" in response.text
    assert words_in(response.text, "theme-1-comment") == "ab"
    assert house.count()["draft"] == 0
