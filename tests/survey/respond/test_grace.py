"""The minutes after the close: for whoever had begun before, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, select

from survey.actions.close_round import close_round
from survey.clock import now
from survey.models import Draft, Invitation, Response, Round
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts, words_in
from tests.survey.house import JULY, House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"
SUBMIT = "/respond/submit"
Passed = Callable[[int], None]


@pytest.fixture
def passed(house: House) -> Passed:
    """`passed(5)`: July closed five minutes ago, with a grace of fifteen.

    Whoever has opened the form had done so an hour before it closed.
    """

    def let_pass(minutes: int) -> None:
        with house.session() as session:
            round_ = session.exec(select(Round).where(Round.month == JULY)).one()
            round_.closes_at = now() - timedelta(minutes=minutes)
            round_.grace_minutes = 15
            begun = select(Invitation).where(col(Invitation.opened_at).is_not(None))
            for each in session.exec(begun):
                each.opened_at = round_.closes_at - timedelta(hours=1)

    return let_pass


def test_hostile_21_what_was_begun_is_saved_and_submitted_in_the_grace(
    holder: CheckingClient, house: House, passed: Passed
) -> None:
    passed(5)
    answer_all(holder, "Finished after the close")
    for address in ("/respond/", THEME):
        assert "you can still finish and submit until" in holder.get(address).text
    check = holder.get("/respond/check")
    assert "you can still finish and submit until" in check.text
    assert holder.fill("/respond/check", {}, SUBMIT).location == "/respond/receipt"
    assert len(house.rows(Response)) == 1
    receipt = holder.get("/respond/receipt")
    assert receipt.status_code == 200
    assert "Change my answers" not in texts(receipt, "button")


def test_hostile_21_after_the_grace_the_text_is_shown_and_not_counted(
    holder: CheckingClient, house: House, passed: Passed
) -> None:
    fields = hidden_fields(parsed(holder.get(THEME).text))
    passed(16)
    response = holder.post(THEME, data=fields | {"theme-1-comment": "Too late"})
    assert response.status_code == 409
    assert "it is not counted" in response.text
    assert words_in(response.text, "kept-1") == "Too late"
    assert house.count()["draft"] == 0


def test_nobody_begins_in_the_grace(client: CheckingClient, house: House, passed: Passed) -> None:
    token = house.tokens()[0]
    before = hidden_fields(parsed(client.get(f"/take/{token}").text))
    passed(1)
    assert client.get(f"/take/{token}").status_code == 410
    assert client.post(f"/take/{token}", data=before).status_code == 410
    assert client.get("/respond/").status_code == 403


def test_nobody_begins_to_change_in_the_grace_what_was_submitted(
    holder: CheckingClient, house: House, passed: Passed
) -> None:
    answer_all(holder)
    holder.fill("/respond/check", {}, SUBMIT)
    sent = hidden_fields(parsed(holder.get("/respond/receipt").text), "/respond/change")
    passed(1)
    assert holder.post("/respond/change", data=sent).status_code == 409
    assert house.rows(Draft) == []


def test_a_change_that_was_begun_is_submitted_in_the_grace(
    holder: CheckingClient, house: House, passed: Passed
) -> None:
    answer_all(holder)
    holder.fill("/respond/check", {}, SUBMIT)
    holder.fill("/respond/receipt", {}, "/respond/change")
    passed(1)
    answer(holder, "theme-1", progress="5", maturity="5")
    holder.fill("/respond/check", {}, SUBMIT)
    assert [response.revision for response in house.rows(Response)] == [1, 2]


def test_whoever_had_begun_comes_back_by_the_link_in_the_grace(
    client: CheckingClient, house: House, passed: Passed
) -> None:
    token = house.tokens()[0]
    begin(client, token)
    answer(client, "theme-1", comment="Begun")
    client.delete_cookie("take")
    passed(1)
    assert begin(client, token).location == "/respond/"
    assert words_in(client.get(THEME).text, "theme-1-comment") == "Begun"


def test_closing_by_hand_gives_no_grace(holder: CheckingClient, house: House) -> None:
    fields = hidden_fields(parsed(holder.get(THEME).text))
    with house.session() as session:
        close_round(session, month=JULY, actor="manager", now=now())
    assert holder.post(THEME, data=fields).status_code == 409
    assert house.count()["draft"] == 0
