"""What one said in earlier months, beside what the panel said: in a browser that is known alone."""

from typing import Any

import pytest
from sqlmodel import Session

from survey.actions.hand_to_deputy import hand_to_deputy
from survey.models import Edition, Invitation, OutboxItem, OutboxKind
from survey.tokens import six_digits, unseal
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.council import SECRET, answered
from tests.survey.house import OPENS, House, answer, begin

pytestmark = pytest.mark.holds("a published quarter")
PAST, CODE, ENTER = "/respond/past", "/respond/code?to=past", "/respond/code/enter?to=past"
OCTOBER = "2018-10"
# The invitation that the first of the twelve has in the round of October.
FIRST_OF_OCTOBER = 25


@pytest.fixture
def asked(client: CheckingClient, house: House) -> CheckingClient:
    """The first of the panel in October, in a browser that nobody knows yet."""
    house.open_month(OCTOBER)
    assert begin(client, house.tokens(OCTOBER)[0]).status_code == 303
    return client


@pytest.fixture
def known(asked: CheckingClient, house: House) -> CheckingClient:
    """The same, after the mailed code was typed in."""
    page = asked.get(PAST)
    assert "It is not shown in this browser yet" in page.text
    wanted = asked.post(CODE, data=hidden_fields(parsed(page.text), CODE))
    assert wanted.location == CODE
    entered = asked.fill(CODE, {"code": digits(house)}, ENTER)
    assert entered.location == PAST
    return asked


def digits(house: House) -> str:
    return six_digits(
        [r for r in house.rows(OutboxItem) if r.kind is OutboxKind.CODE][-1].key, SECRET
    )


def table(page: Any) -> list[list[str]]:
    rows = parsed(page.text).findall(".//table//tr")
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]


def test_own_scores_stand_month_by_month_under_what_the_panel_said(known: CheckingClient) -> None:
    assert table(known.get(PAST)) == [
        ["When", "Progress", "Maturity"],
        ["The panel, July to September 2018", "3 25% low, 42% high", "3 0% low, 0% high"],
        ["August 2018", "5 Complete and evaluated", "3 Established: sound, not yet routine"],
        ["July 2018", "2 Off track, but recovering", "3 Established: sound, not yet routine"],
    ]


def test_nobody_elses_answers_are_there(known: CheckingClient, house: House) -> None:
    with house.session() as session:
        another = session.get_one(Invitation, FIRST_OF_OCTOBER + 1)
        answered(session, another, OPENS, theme_1_comment="Of somebody else")
    for address in (PAST, f"{PAST}/2018-07", f"{PAST}/2018-08"):
        assert "Of somebody else" not in known.get(address).text
    assert known.get(f"{PAST}/{OCTOBER}").status_code == 404


def test_a_month_is_read_in_full(known: CheckingClient, house: House) -> None:
    with house.session() as session:
        own = session.get_one(Invitation, FIRST_OF_OCTOBER)
        answered(session, own, OPENS, theme_1_comment="In my words", theme_1_progress="1")
    hrefs = [a.get("href") for a in parsed(known.get(PAST).text).iter("a")]
    assert f"{PAST}/{OCTOBER}" in hrefs
    page = known.get(f"{PAST}/{OCTOBER}")
    assert "1 Off track, no recovery visible" in texts(page, "dd")
    assert "In my words" in page.text
    assert table(known.get(PAST))[1][0] == "October 2018"


@pytest.mark.parametrize("month", ["2018-09", "1999-01", "x", "%00", "2018-07'--"])
def test_a_month_without_answers_is_not_found(known: CheckingClient, month: str) -> None:
    assert known.get(f"{PAST}/{month}").status_code == 404


def test_hostile_09_without_the_code_nothing_is_shown(asked: CheckingClient, house: House) -> None:
    page = asked.get(PAST).text
    assert "2 Off track" not in page
    assert asked.get(f"{PAST}/2018-07").status_code == 404
    asked.post(CODE, data=hidden_fields(parsed(page), CODE))
    wrong = "000000" if digits(house) != "000000" else "111111"
    refused = asked.fill(CODE, {"code": wrong}, ENTER)
    assert refused.status_code == 400
    assert "It is not shown in this browser yet" in asked.get(PAST).text


def test_who_has_never_answered_is_sent_no_code(client: CheckingClient, house: House) -> None:
    house.open_month(OCTOBER)
    with house.session() as session:
        newcomer(session)
    begin(client, latest_token(house))
    page = client.get(PAST)
    assert "You have not submitted any answers yet" in page.text
    form = hidden_fields(parsed(client.get("/respond/theme-1").text))
    client.post(CODE, data=form)
    assert [r for r in house.rows(OutboxItem) if r.kind is OutboxKind.CODE] == []


def latest_token(house: House) -> str:
    """Of the message that was queued last; those of the holder are wiped."""
    return unseal(house.rows(OutboxItem)[-1].sealed_token, SECRET)


def newcomer(session: Session) -> None:
    """Let a deputy who was never asked before answer for the first of the panel."""
    hand_to_deputy(
        session,
        invitation=session.get_one(Invitation, FIRST_OF_OCTOBER),
        deputy_email="deputy@panel.example",
        secret_key=SECRET,
        actor="manager@council.example",
        now=OPENS,
    )


def test_a_deputy_sees_what_they_said_and_not_what_the_holder_did(
    client: CheckingClient, house: House
) -> None:
    house.open_month(OCTOBER)
    with house.session() as session:
        newcomer(session)
        own = session.get_one(Invitation, FIRST_OF_OCTOBER)
        answered(session, own, OPENS, theme_1_progress="4")
    begin(client, latest_token(house))
    client.post(CODE, data=hidden_fields(parsed(client.get(PAST).text), CODE))
    client.fill(CODE, {"code": digits(house)}, ENTER)
    assert [row[0] for row in table(client.get(PAST))] == [
        "When",
        "October 2018",
        "The panel, July to September 2018",
    ]


def test_the_panels_figures_are_those_that_are_frozen(known: CheckingClient, house: House) -> None:
    with house.session() as session:
        edition = session.get_one(Edition, 1)
        assert '"median":3.0' in edition.payload
        edition.payload = edition.payload.replace('"median":3.0', '"median":4.0')
    page = table(known.get(PAST))
    assert [row[0] for row in page] == ["When", "August 2018", "July 2018"]


@pytest.mark.holds("a council's july")
def test_who_talks_without_scoring_finds_their_words(client: CheckingClient, house: House) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    begin(client, house.tokens()[0])
    answer(client, "theme-1", comment="In my words")
    client.fill("/respond/check", {}, "/respond/submit")
    page = client.get(PAST)
    assert "There are no scores to show yet" in page.text
    assert table(page) == []
    hrefs = [a.get("href") for a in parsed(page.text).iter("a")]
    assert f"{PAST}/2018-07" in hrefs
    assert "In my words" in client.get(f"{PAST}/2018-07").text


def test_the_receipt_leads_to_it(known: CheckingClient, house: House) -> None:
    with house.session() as session:
        answered(session, session.get_one(Invitation, FIRST_OF_OCTOBER), OPENS)
    page = known.get("/respond/receipt")
    assert PAST in [a.get("href") for a in parsed(page.text).iter("a")]
    assert "summary of October to December 2018" in page.text


def test_a_months_answers_in_a_published_quarter_say_where_the_summary_is(
    client: CheckingClient, house: House
) -> None:
    house.open_month("2018-09")
    begin(client, house.tokens("2018-09")[0])
    with house.session() as session:
        answered(session, session.get_one(Invitation, FIRST_OF_OCTOBER), OPENS)
    page = client.get("/respond/receipt")
    assert "was published on 19 October 2018" in page.text
    assert "/publications/2018-19-q2/" in [a.get("href") for a in parsed(page.text).iter("a")]
