from datetime import timedelta
from typing import Any

import pytest

from survey.actions.send_code import MOST_A_DAY
from survey.actions.try_code import MOST_TRIES
from survey.models import AuditEvent, OutboxItem, OutboxKind
from survey.tokens import CODE_MINUTES, six_digits
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.council import SECRET
from tests.survey.house import House, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
CODE, ENTER, RECEIPT = "/respond/code", "/respond/code/enter", "/respond/receipt"


@pytest.fixture
def other(holder: CheckingClient, tokens: list[str]) -> CheckingClient:
    """Another browser with the Leader's link, after the Leader has submitted in `holder`."""
    answer_all(holder, "My own words")
    holder.fill("/respond/check", {}, "/respond/submit")
    made = CheckingClient(holder.application)
    begin(made, tokens[0])
    return made


def codes(house: House) -> list[OutboxItem]:
    return [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.CODE]


def age(house: House, minutes: int) -> None:
    """Let every code have been sent `minutes` earlier."""
    with house.session() as session:
        for row in codes(house):
            session.get_one(OutboxItem, row.id).created_at -= timedelta(minutes=minutes)


def ask(browser: CheckingClient) -> Any:
    return browser.post(CODE, data=hidden_fields(parsed(browser.get(RECEIPT).text)))


def enter(browser: CheckingClient, code: str) -> Any:
    form = hidden_fields(parsed(browser.get(RECEIPT).text))
    return browser.post(ENTER, data=form | {"code": code})


def digits(house: House) -> str:
    return six_digits(codes(house)[-1].key, SECRET)


def test_a_code_is_good_with_spaces_and_once(
    other: CheckingClient, holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    ask(other)
    code = digits(house)
    third = CheckingClient(holder.application)
    begin(third, tokens[0])
    assert enter(other, f" {code[:3]} {code[3:]} ").location == RECEIPT
    assert "My own words" in other.get(RECEIPT).text
    assert enter(third, code).status_code == 400
    assert "My own words" not in third.get(RECEIPT).text


def test_a_wrong_code_says_so_and_five_of_them_end_it(other: CheckingClient, house: House) -> None:
    ask(other)
    code = digits(house)
    wrong = "000000" if code != "000000" else "111111"
    for typed in (wrong, "", "nonsense", "\N{ARABIC-INDIC DIGIT ONE}" * 6, wrong):
        response = enter(other, typed)
        assert response.status_code == 400
        assert "This is not the code of the latest mail" in response.text
    assert MOST_TRIES == 5
    assert enter(other, code).status_code == 400
    assert "My own words" not in other.get(RECEIPT).text
    told = {event.action for event in house.rows(AuditEvent)}
    assert {"code sent", "code refused"} <= told
    assert "code accepted" not in told


def test_a_code_lasts_half_an_hour(other: CheckingClient, house: House) -> None:
    ask(other)
    code = digits(house)
    age(house, CODE_MINUTES)
    assert enter(other, code).status_code == 400


def test_only_the_latest_code_counts(other: CheckingClient, house: House) -> None:
    ask(other)
    first = digits(house)
    age(house, 2)
    ask(other)
    assert enter(other, first).status_code == 400
    assert enter(other, digits(house)).location == RECEIPT


def test_without_a_code_that_was_sent_nothing_is_right(other: CheckingClient) -> None:
    for typed in ("000000", "", "123456"):
        assert enter(other, typed).status_code == 400


def test_pressing_twice_sends_one(other: CheckingClient, house: House) -> None:
    assert [ask(other).location for _ in range(2)] == [CODE, CODE]
    assert len(codes(house)) == 1


def test_nobody_fills_a_mailbox_with_codes(other: CheckingClient, house: House) -> None:
    for _ in range(MOST_A_DAY):
        ask(other)
        age(house, 2)
    response = ask(other)
    assert response.status_code == 429
    assert "5 codes were sent" in response.text
    assert len(codes(house)) == MOST_A_DAY
    age(house, 24 * 60)
    assert ask(other).status_code == 303


def test_where_nothing_was_submitted_there_is_nothing_to_prove(
    holder: CheckingClient, house: House
) -> None:
    form = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    assert holder.get(CODE).location == RECEIPT
    assert holder.post(CODE, data=form).location == CODE
    assert codes(house) == []


def test_the_browser_that_submitted_needs_none(
    other: CheckingClient, holder: CheckingClient
) -> None:
    assert other.get(CODE).location == RECEIPT  # until one was sent
    ask(other)
    assert other.get(CODE).status_code == 200
    assert holder.get(CODE).location == RECEIPT


def test_it_is_known_again_the_month_after(
    other: CheckingClient, holder: CheckingClient, house: House
) -> None:
    house.open_month("2018-08")
    august = house.tokens("2018-08")
    house.hear(4, theme_1_comment="Heard in August")
    for browser, shown in ((holder, True), (other, False)):
        begin(browser, august[0])
        page = browser.get(RECEIPT).text
        assert "August 2018" in page
        assert ("Heard in August" in page) is shown


@pytest.mark.parametrize("forged", ["", "x", "[1]", "WzFd.nonsense"])
def test_a_forged_cookie_opens_nothing(other: CheckingClient, forged: str) -> None:
    other.set_cookie("take-known", forged)
    assert "My own words" not in other.get(RECEIPT).text


def test_two_people_at_one_computer_are_both_known_and_see_their_own_alone(
    holder: CheckingClient, tokens: list[str]
) -> None:
    own = {tokens[0]: "Words of the Leader", tokens[1]: "Words of the Member"}
    for token, words in own.items():
        begin(holder, token)
        answer_all(holder, words)
        holder.fill("/respond/check", {}, "/respond/submit")
    for token in own:
        begin(holder, token)
        page = holder.get(RECEIPT).text
        assert [words for words in own.values() if words in page] == [own[token]]


def test_a_submit_that_is_retried_lets_its_browser_be_known(holder: CheckingClient) -> None:
    answer_all(holder, "My own words")
    form = hidden_fields(parsed(holder.get("/respond/check").text), "/respond/submit")
    holder.post("/respond/submit", data=form)
    holder.delete_cookie("take-known")  # as if the reply had never come
    assert "My own words" not in holder.get(RECEIPT).text
    assert holder.post("/respond/submit", data=form).location == RECEIPT
    assert "My own words" in holder.get(RECEIPT).text
