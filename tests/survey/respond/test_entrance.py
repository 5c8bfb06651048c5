"""The page that one enters by: the list of themes, or the one page that asks everything."""

from dataclasses import replace

import pytest

from questionnaires.load import definition
from questionnaires.model import Questionnaire
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House, answer_all, begin
from tests.survey.respond.asked import open_july, open_round_of

WISH, AUGUST = "/respond/last-month", "2018-08"
MEASURES = ("progress", "maturity")
OPENING = "We cannot promise that you will be anonymous"


@pytest.fixture
def single(client: CheckingClient, house: House) -> CheckingClient:
    begin(client, open_july(house, asked_on_one_page())[0])
    return client


def asked_on_one_page() -> Questionnaire:
    return replace(definition("governance-2018"), layout="single")


@pytest.mark.holds("a council")
def test_one_page_asks_everything_below_a_list_of_its_parts(single: CheckingClient) -> None:
    page = single.get("/respond/")
    assert texts(page, "h1") == ["How is the improvement plan going?"]
    parts = ["Political leadership", "Culture & protocol", "Overall"]
    headings = texts(page, "h2")
    assert [heading for heading in headings if heading in parts] == parts
    (contents,) = parsed(page.text).iterfind(".//nav[@aria-labelledby='contents']")
    links = [link.get("href") for link in contents.iter("a")]
    assert links == ["#section-theme-1", "#section-theme-2", "#section-overall"]
    groups = parsed(page.text).iterfind(".//div[@role='group']")
    assert [group.get("aria-labelledby") for group in groups] == [
        link[1:] for link in links if link
    ]


@pytest.mark.holds("a council")
def test_one_page_is_sent_to_its_own_address_and_submits_at_once(single: CheckingClient) -> None:
    page = single.get("/respond/").text
    (form,) = [form for form in parsed(page).iter("form") if form.get("action") == "/respond/form"]
    buttons = {button.get("value"): button.text for button in form.iter("button")}
    assert buttons == {"submit": "Submit my answers", "later": "Save and finish later"}
    keys = [f.get("value") for f in form.iter("input") if f.get("name") == "key"]
    assert len(keys) == 1
    assert keys[0]


@pytest.mark.holds("a council")
def test_the_opening_words_stand_above_one_page_and_then_fold(single: CheckingClient) -> None:
    first = single.get("/respond/").text
    assert first.index(OPENING) < first.index('action="/respond/form"')
    assert single.fill("/respond/", {"then": "later"}, "/respond/form").location == "/respond/later"
    again = single.get("/respond/").text
    assert again.index(OPENING) > again.index('action="/respond/form"')


@pytest.mark.holds("a council")
def test_whoever_finishes_later_is_told_how_to_come_back(single: CheckingClient) -> None:
    assert single.get("/respond/later").location == "/respond/"
    single.fill("/respond/", {"then": "later", "overall-comment": "So far"}, "/respond/form")
    page = single.get("/respond/later")
    assert texts(page, "h1") == ["Your answers are saved"]
    assert "Nothing is submitted yet" in page.text
    assert "So far" in single.get("/respond/").text


@pytest.mark.holds("a council")
def test_one_page_offers_last_month_before_the_form(single: CheckingClient, house: House) -> None:
    data = {"then": "submit"} | {f"theme-{n}-{m}": "2" for n in "12" for m in MEASURES}
    assert single.fill("/respond/", data, "/respond/form").location == "/respond/receipt"
    open_round_of(house, AUGUST, asked_on_one_page())
    begin(single, house.tokens(AUGUST)[0])
    page = single.get("/respond/").text
    assert page.index("What you said last month") < page.index('action="/respond/form"')
    wish = hidden_fields(parsed(page), WISH) | {"show": "yes"}
    assert single.post(WISH, data=wish).location == "/respond/"
    assert single.get("/respond/").text.count("Last month you said 2") == 4


@pytest.mark.holds("a council's july")
def test_the_list_of_themes_says_how_many_are_done(holder: CheckingClient) -> None:
    assert "The themes" in texts(holder.get("/respond/"), "h2")
    holder.fill("/respond/overall", {})
    assert "1 of 3 done" in texts(holder.get("/respond/"), "h2")
    answer_all(holder)
    page = holder.get("/respond/")
    assert "All themes are done" in texts(page, "h2")
    assert texts(page, "a").count("Check my answers") == 1
