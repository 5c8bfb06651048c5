"""Looking for words, whatever is typed."""

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.analyse.search import PERMISSIONS
from survey.models import Comment, Permission, RoleName
from survey.queries.rounds import questionnaire, round_by_month
from survey.queries.words_index import BEGINS, ENDS, asked_of_index, pieces
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, parsed, texts
from tests.survey.coding import a_code, is_coded
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")
HOSTILE = [
    '"', '""', '"a', "'", "a OR", "AND", "NOT x", "NEAR(a b)", "a NEAR/2 b", "(", ")", "a)(b", "*",
    "train*", "^a", "-late", "+late", "text:late", "{a b}: c", "a:b:c", "\\", "\\'", "%", "_",
    ";--", "' OR 1=1", "<script>alert(1)</script>", "{{7*7}}", "\U0001f600", "\U0001f600 late",
    "מאוחר",
    "\u202e", "\u200b", "!", "&", "|", "<->", "a & | b", "!!late", "the", "of the and", "'late':*",
    "a" * 200, "é", "ﬁ", "\x02late\x03", "1", "2018-07", "o'clock", "well-being", "\ud800",
]  # fmt: skip


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST)


@pytest.fixture
def said(house: House) -> House:
    """Three comments, of which the first was taken back."""
    house.hear(1, theme_1_comment="Training was cancelled")
    house.hear(1, theme_1_comment="Trains run; the training is late, they say")
    house.hear(2, overall_comment="A trained officer <b>late</b>")
    house.hear(3, theme_2_comment="Nothing is late here", theme_2_comment_permission="block")
    return house


def look_for(client: CheckingClient, q: str = "", **filters: str) -> Any:
    wanted = {"q": q, **filters}
    page = client.get(f"/analyse/search?{urlencode(wanted, errors='surrogatepass')}")
    assert page.status_code == 200
    return page


def told(page: Any) -> list[str]:
    return texts(page, "article")


@pytest.mark.usefixtures("said")
def test_words_are_found_in_any_form_the_newest_first_and_what_was_taken_back_is_not(
    analyst: CheckingClient,
) -> None:
    page = look_for(analyst, "train")
    assert [each.split(" Overall")[0].split(" Political")[0] for each in told(page)] == [
        "A trained officer <b>late</b>",
        "Trains run; the training is late, they say",
    ]
    assert "2 found" in texts(page, "h2")
    assert texts(page, "mark") == ["trained", "Trains", "training"]
    assert "&lt;b&gt;<mark>" not in page.text.replace("late", "")
    assert "<b>late" not in page.text


@pytest.mark.usefixtures("said")
def test_every_word_has_to_be_there_and_a_phrase_as_it_stands(
    analyst: CheckingClient,
) -> None:
    assert len(told(look_for(analyst, "late training"))) == 2
    assert len(told(look_for(analyst, '"training is late"'))) == 1
    assert len(told(look_for(analyst, '"late training"'))) == 0
    assert "Nothing found" in texts(look_for(analyst, "late cancelled"), "h2")


def test_filters_narrow_what_is_found(said: House, analyst: CheckingClient) -> None:
    with said.session() as session:
        code = a_code(session, "Pace")
        is_coded(session, session.get_one(Comment, 2), code)
        code_id = str(code.id)
    for filters, number in (
        ({"month": "2018-07"}, 3),
        ({"month": "2018-08"}, 0),
        ({"theme": "1"}, 1),
        ({"theme": "-"}, 1),
        ({"theme": "99"}, 0),
        ({"code": code_id}, 1),
        ({"code": "999"}, 0),
        ({"code": "no number"}, 0),
        ({"kind": "comment"}, 3),
        ({"kind": "notes"}, 0),
        ({"permission": "block"}, 1),
        ({"theme": "2", "permission": "team"}, 0),
    ):
        assert len(told(look_for(analyst, "late", **filters))) == number, filters
        assert len(told(look_for(analyst, **filters))) == number, filters
    assert len(told(look_for(analyst, "late", kind="nonsense"))) == 3
    page = parsed(look_for(analyst, "late", code=code_id).text)
    chosen = page.find(".//select[@id='code']/option[@selected]")
    assert chosen is not None
    assert chosen.text == "Pace"


@pytest.mark.parametrize("q", HOSTILE)
def test_whatever_is_typed_is_only_looked_for(said: House, analyst: CheckingClient, q: str) -> None:
    page = look_for(analyst, q)
    box = parsed(page.text).find(".//input[@id='q']")
    assert box is not None
    assert "<script>alert" not in page.text
    assert len(said.rows(Comment)) == 4
    assert look_for(analyst, f"late {q}").status_code == 200


@pytest.mark.usefixtures("said")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(q=st.text(max_size=60))
def test_any_text_at_all_is_answered(analyst: CheckingClient, q: str) -> None:
    look_for(analyst, q)


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("!!! \U0001f600", "Signs alone cannot be looked for"),
        ("x" * 201, "200 characters at most"),
    ],
)
@pytest.mark.usefixtures("said")
def test_what_cannot_be_looked_for_is_said(analyst: CheckingClient, q: str, words: str) -> None:
    page = look_for(analyst, q)
    assert words in page.text
    assert not told(page)


def test_a_page_has_fifty_and_the_next_has_the_others(
    house: House, analyst: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = house.hear(1)
    with house.session() as session:
        for number in range(120):
            session.add(
                Comment(
                    response_id=response.id or 0,
                    field="theme-1-comment",
                    item="1",
                    text=f"Late {number}",
                    permission=Permission.TEAM,
                )
            )
    page = look_for(analyst, "late", month="2018-07")
    assert "120 found" in texts(page, "h2")
    assert told(page)[0].startswith("Late 119 ")
    assert len(told(page)) == 50
    assert "?q=late&amp;month=2018-07&amp;page=2" in page.text
    last = analyst.get("/analyse/search?q=late&month=2018-07&page=3")
    assert (len(told(last)), told(last)[-1].split(" Political")[0]) == (20, "Late 0")
    assert analyst.get("/analyse/search?q=late&page=9999").status_code == 200
    monkeypatch.setattr("survey.queries.search.MOST", 100)
    assert "More than 1,000 found" in texts(look_for(analyst, "late"), "h2")


@pytest.mark.usefixtures("said")
def test_looking_is_recorded_without_what_was_looked_for(
    app: Flask, analyst: CheckingClient
) -> None:
    look_for(analyst, "late")
    look_for(analyst, "trained")
    look_for(analyst, "nothing-of-the-kind")
    (event,) = [each for each in events(app) if each.action == "comments read"]
    assert event.subject == "search"
    assert "late" not in event.detail


@pytest.mark.usefixtures("said")
def test_an_empty_form_looks_for_nothing(analyst: CheckingClient) -> None:
    page = look_for(analyst)
    assert not told(page)
    assert not texts(page, "mark")


def test_every_word_is_quoted_for_the_database() -> None:
    assert asked_of_index('late OR "a phrase" -not (x) ""') == '"late" "OR" "a phrase" "-not" "(x)"'
    assert asked_of_index('"unbalanced phrase') == '"unbalanced" "phrase"'
    assert asked_of_index("\u201clate\u201d \U0001f600 ---") == '"\u201clate\u201d"'


def test_words_are_cut_at_their_marks() -> None:
    assert pieces(f"a {BEGINS}b{ENDS} c{BEGINS}d{ENDS}") == [
        ("a ", False),
        ("b", True),
        (" c", False),
        ("d", True),
    ]
    assert pieces(f"a{ENDS}b") == [("a", False), ("b", False)]
    assert pieces(f"{BEGINS}a") == [("a", False)]
    assert pieces("") == []


def test_permissions_are_called_as_the_questionnaire_calls_them(said: House) -> None:
    with said.session() as session:
        asked = questionnaire(session, round_by_month(session, "2018-07").questionnaire_sha256)
    assert [each.label for each in asked.permissions] == list(PERMISSIONS.values())
