"""A questionnaire of one page, which is submitted from where it is filled in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from questionnaires.load import definition
from survey.actions.open_round import open_round
from survey.models import Draft, OutboxItem, OutboxKind, Response
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts, words_in
from tests.survey.council import SECRET
from tests.survey.house import ANSWERS, CLOSES, OPENS, House, begin

pytestmark = pytest.mark.holds("a council")
FORM, RECEIPT = "/respond/form", "/respond/receipt"
SUBMITTING = {"then": "submit"}


@pytest.fixture
def holder(client: CheckingClient, house: House) -> CheckingClient:
    with house.session() as session:
        open_round(
            session,
            month="2018-07",
            definition=replace(definition("governance-2018"), layout="single"),
            opens_at=OPENS,
            closes_at=CLOSES,
            secret_key=SECRET,
            actor="command",
            now=OPENS,
        )
    assert begin(client, house.tokens()[0]).status_code == 303
    return client


@pytest.fixture
def page(holder: CheckingClient) -> Callable[[], dict[str, str]]:
    """The hidden fields of the form as a browser has just opened it, with a key."""

    def opened() -> dict[str, str]:
        return hidden_fields(parsed(holder.get(FORM).text)) | {"key": "a-key-of-this-page"}

    return opened


def test_one_click_saves_and_submits(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    sent = page() | ANSWERS | SUBMITTING | {"overall-comment": "All of it at once"}
    assert holder.post(FORM, data=sent).location == RECEIPT
    assert "All of it at once" in holder.get(RECEIPT).text
    assert house.count()["response"] == 1
    assert house.count()["answer"] == 4
    assert house.count()["draft"] == 0


def test_what_is_missing_is_named_on_the_page_and_nothing_typed_is_lost(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    sent = page() | SUBMITTING | {"theme-1-progress": "3", "theme-1-comment": "Kept"}
    refused = holder.post(FORM, data=sent)
    assert refused.status_code == 400
    links = [a.get("href", "") for a in parsed(refused.text).iter("a")]
    fields = [href[1:] for href in links if href.startswith("#theme")]
    assert fields == ["theme-1-maturity", "theme-2-progress", "theme-2-maturity"]
    assert "why you give none: Culture &amp; protocol" in refused.text
    assert words_in(refused.text, "theme-1-comment") == "Kept"
    assert house.drafted()["theme-1-comment"] == "Kept"
    assert house.count()["response"] == 0
    again = hidden_fields(parsed(refused.text)) | ANSWERS | SUBMITTING
    assert holder.post(FORM, data=again).location == RECEIPT


def test_a_second_click_has_the_same_receipt(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    sent = page() | ANSWERS | SUBMITTING
    for _ in range(3):
        assert holder.post(FORM, data=sent).location == RECEIPT
    holder.fill(RECEIPT, {}, "/respond/change")
    assert holder.post(FORM, data=sent).location == RECEIPT
    assert [row.revision for row in house.rows(Response)] == [1]
    assert len(house.rows(Draft)) == 1  # the one that was taken up after the first click


def test_another_windows_words_are_not_submitted_over(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    stale = page()
    holder.post(FORM, data=page() | {"theme-1-comment": "From the other window"})
    refused = holder.post(FORM, data=stale | ANSWERS | SUBMITTING | {"theme-1-comment": "Mine"})
    assert refused.status_code == 409
    assert "From the other window" in refused.text
    assert "Mine" in refused.text
    assert house.count()["response"] == 0
    assert house.drafted()["theme-1-comment"] == "From the other window"


def test_words_sent_after_submitting_elsewhere_are_given_back(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    first, second = page(), page() | {"key": "of-another-window"}
    holder.post(FORM, data=first | ANSWERS | SUBMITTING)
    late = holder.post(FORM, data=second | ANSWERS | SUBMITTING | {"overall-comment": "Late words"})
    assert late.status_code == 409
    assert texts(late, "textarea") == ["Late words"]
    assert house.count()["response"] == 1


def test_a_copy_can_be_asked_for(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    holder.post(FORM, data=page() | ANSWERS | SUBMITTING | {"copy": "yes"})
    assert [row.kind for row in house.rows(OutboxItem)].count(OutboxKind.THANKS) == 1


def test_changing_leads_back_to_the_page(
    holder: CheckingClient, page: Callable[[], dict[str, str]]
) -> None:
    holder.post(FORM, data=page() | ANSWERS | SUBMITTING)
    changed: Any = holder.fill(RECEIPT, {}, "/respond/change")
    assert changed.location == "/respond/"
    assert holder.get("/respond/check").location == "/respond/"


def test_two_windows_that_say_the_same_do_not_stand_in_each_others_way(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]]
) -> None:
    """They differ in who may see a comment that nobody wrote."""
    stale = page()
    holder.post(FORM, data=page() | ANSWERS | {"theme-1-comment-permission": "block"})
    assert holder.post(FORM, data=stale | ANSWERS | SUBMITTING).location == RECEIPT
    assert house.count()["response"] == 1


@pytest.mark.parametrize("key", ["", "x" * 65, "with\x00nul", "'; --", "\N{GRINNING FACE}"])
def test_a_key_that_could_not_be_one_is_replaced(
    holder: CheckingClient, house: House, page: Callable[[], dict[str, str]], key: str
) -> None:
    assert holder.post(FORM, data=page() | ANSWERS | SUBMITTING | {"key": key}).location == RECEIPT
    assert [row.idempotency_key == key for row in house.rows(Response)] == [False]
