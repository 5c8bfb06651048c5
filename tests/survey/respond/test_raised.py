"""Whether what was done about something worked: asked of those who raised it, each by themself."""

from typing import Any

import pytest
from sqlmodel import select

from survey.actions.hand_to_deputy import hand_to_deputy
from survey.models import (
    AuditEvent,
    Commitment,
    CommitmentStatus,
    CommitmentVoice,
    Invitation,
    OutboxItem,
    OutboxKind,
    Worked,
)
from survey.queries.rounds import round_by_month
from survey.tokens import six_digits, unseal
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed
from tests.survey.council import SECRET, invitations
from tests.survey.house import House, answer, begin
from tests.survey.quarter import OPENS
from tests.survey.respond.test_cost import statements
from tests.survey.spoken import OUTCOME, PROMISE, SAID, add_code, let_say, promised, settle

pytestmark = pytest.mark.holds("a closed quarter")
RAISED, RECEIPT, ONE = "/respond/raised", "/respond/receipt", "/respond/raised/1"
CODE, ENTER = "/respond/code?to=raised", "/respond/code/enter?to=raised"
OCTOBER = "2018-10"
WORDS = (SAID, PROMISE, OUTCOME, "Did it work?")


@pytest.fixture
def tokens(house: House) -> list[str]:
    """Links of October; the first three of the twelve raised what was done in September."""
    with house.session() as session:
        code = add_code(session)
        let_say(session, code, 3)
        settle(session, promised(session, code))
    house.open_month(OCTOBER)
    return house.tokens(OCTOBER)


@pytest.fixture
def first(client: CheckingClient, tokens: list[str]) -> CheckingClient:
    """The first of the panel, in a browser in which nothing was submitted yet."""
    begin(client, tokens[0])
    return client


def submitted(browser: CheckingClient) -> CheckingClient:
    answer(browser, "theme-1", progress="3", maturity="3")
    assert browser.fill("/respond/check", {}, "/respond/submit").location == RECEIPT
    return browser


def another(browser: CheckingClient, token: str) -> CheckingClient:
    made = CheckingClient(browser.application)
    begin(made, token)
    return made


def judge(browser: CheckingClient, worked: str, page: str = RAISED) -> Any:
    return browser.fill(page, {"worked": worked}, ONE)


def commitment(house: House) -> Commitment:
    (found,) = house.rows(Commitment)
    assert isinstance(found, Commitment)
    return found


def test_it_is_asked_on_the_receipt(first: CheckingClient, house: House) -> None:
    page = submitted(first).get(RECEIPT).text
    assert all(words in page for words in WORDS)
    saved = judge(first, "partly", RECEIPT)
    assert saved.location == f"{RAISED}?saved=yes"
    page = first.get(saved.location).text
    assert "Your answer is saved." in page
    assert ("worked", "partly") in chosen(page)
    assert judge(first, "yes").status_code == 303
    (voice, *others) = house.rows(CommitmentVoice)
    assert (voice.worked, voice.about_month) == (Worked.YES, "2018-09")
    assert {other.worked for other in others} == {None}
    assert commitment(house).status is CommitmentStatus.DONE


def test_a_no_reopens_it_and_the_page_says_so(first: CheckingClient, house: House) -> None:
    submitted(first)
    assert judge(first, "no").status_code == 303
    assert commitment(house).status is CommitmentStatus.UNDER_WAY
    page = first.get(RAISED).text
    assert "It is being worked on again." in page
    assert ("worked", "no") in chosen(page)
    (event,) = [e for e in house.rows(AuditEvent) if e.action == "commitment reopened"]
    assert (event.actor, event.detail) == ("panel", "{}")


def test_hostile_09_before_the_browser_is_known_nothing_of_it_is_seen(
    first: CheckingClient, tokens: list[str], house: House
) -> None:
    pages = ["/respond/", "/respond/theme-1", "/respond/check", RAISED, f"/take/{tokens[0]}"]
    shown = "".join(first.get(page).text for page in pages)
    assert not any(words in shown for words in WORDS)
    assert "Something was done about" not in shown
    submitted(first)
    forwarded = another(first, tokens[0])
    shown = "".join(forwarded.get(page).text for page in (RECEIPT, RAISED))
    assert not any(words in shown for words in WORDS)
    form = hidden_fields(parsed(forwarded.get(RAISED).text), CODE)
    sent = forwarded.post(ONE, data=form | {"worked": "no", "about": "2018-09"})
    assert sent.location == RAISED
    assert commitment(house).status is CommitmentStatus.DONE


def test_a_code_opens_it(first: CheckingClient, house: House) -> None:
    form = hidden_fields(parsed(first.get(RAISED).text), CODE)
    assert first.post(CODE, data=form).location == CODE
    digits = six_digits(
        [r for r in house.rows(OutboxItem) if r.kind is OutboxKind.CODE][-1].key, SECRET
    )
    assert first.fill(CODE, {"code": digits}, ENTER).location == RAISED
    assert all(words in first.get(RAISED).text for words in WORDS)
    page = first.get("/respond/").text
    assert "Something was done about what you raised" in page
    judge(first, "yes")
    assert "Something was done about what you raised" not in first.get("/respond/").text


def test_nobody_else_is_asked_or_can_answer(
    first: CheckingClient, tokens: list[str], house: House
) -> None:
    fourth = submitted(another(first, tokens[3]))
    shown = fourth.get(RECEIPT).text + fourth.get(RAISED).text
    assert not any(words in shown for words in WORDS)
    form = hidden_fields(parsed(fourth.get(RECEIPT).text), "/respond/change")
    for address in (ONE, "/respond/raised/99"):
        for worked in ("no", ""):
            sent = form | {"worked": worked, "about": "2018-09"}
            assert fourth.post(address, data=sent).status_code == 404
    assert commitment(house).status is CommitmentStatus.DONE


def test_a_deputy_is_a_person_of_their_own(first: CheckingClient, house: House) -> None:
    with house.session() as session:
        own = session.get_one(Invitation, first_of_october(house))
        hand_to_deputy(
            session, invitation=own, deputy_email="deputy@panel.example", secret_key=SECRET,
            actor="manager", now=OPENS,
        )  # fmt: skip
    token = unseal(house.rows(OutboxItem)[-1].sealed_token, SECRET)
    deputy = submitted(another(first, token))
    shown = deputy.get(RECEIPT).text + deputy.get(RAISED).text
    assert not any(words in shown for words in WORDS)
    form = hidden_fields(parsed(deputy.get(RECEIPT).text), "/respond/change")
    assert deputy.post(ONE, data=form | {"worked": "no", "about": "2018-09"}).status_code == 404


def test_who_spoke_as_a_deputy_is_asked_and_the_holder_is_not(
    client: CheckingClient, house: House
) -> None:
    with house.session() as session:
        own = session.get_one(Invitation, 1)
        own.deputy_id = 12  # the last of the panel spoke for the first in July
        session.flush()
        code = add_code(session)
        let_say(session, code, 1)
        settle(session, promised(session, code))
    house.open_month(OCTOBER)
    tokens = house.tokens(OCTOBER)
    holder, deputy = (submitted(another(client, tokens[place])) for place in (0, 11))
    assert SAID not in holder.get(RECEIPT).text
    assert SAID in deputy.get(RECEIPT).text


def first_of_october(house: House) -> int:
    with house.session() as session:
        return invitations(session, round_by_month(session, OCTOBER))[0].id or 0


def test_an_answer_is_needed(first: CheckingClient, house: House) -> None:
    submitted(first)
    for worked in ("", "perhaps", "\0"):
        page = judge(first, worked)
        assert page.status_code == 400
        assert "Choose whether it worked, or that you cannot say" in page.text
    assert house.rows(CommitmentVoice)[0].worked is None


def test_what_has_gone_on_meanwhile_is_told(first: CheckingClient, tokens: list[str]) -> None:
    submitted(first)
    stale = hidden_fields(parsed(first.get(RAISED).text), ONE)
    second = submitted(another(first, tokens[1]))
    judge(second, "no")
    late = first.post(ONE, data=stale | {"worked": "yes"})
    assert late.status_code == 409
    assert "Work on this has gone on" in late.text
    assert "no" not in {value for name, value in chosen(late.text) if name == "worked"}
    for about in ("", "2018-13", "x" * 5000):
        sent = first.post(ONE, data=stale | {"worked": "yes", "about": about})
        assert sent.status_code == 409


def test_a_form_from_elsewhere_changes_nothing(first: CheckingClient, house: House) -> None:
    submitted(first)
    sent = first.post(ONE, data={"worked": "no", "about": "2018-09"})
    assert sent.status_code == 400
    assert "press the button again" in sent.text
    assert first.get(ONE).status_code == 405
    assert commitment(house).status is CommitmentStatus.DONE


def test_script_and_other_scripts_are_inert(first: CheckingClient, house: House) -> None:
    words = "<script>alert(1)</script> {{7*7}} שלום"
    with house.session() as session:
        found = session.exec(select(Commitment)).one()
        found.said = found.promise = found.outcome = words
    page = submitted(first).get(RECEIPT).text
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} שלום") == 3
    own = [e for e in parsed(page).iter() if "take-did__words" in e.get("class", "")]
    assert [e.get("dir") for e in own] == ["auto"] * 3


def test_once_the_round_is_closed_nothing_is_answered(first: CheckingClient, house: House) -> None:
    submitted(first)
    form = hidden_fields(parsed(first.get(RAISED).text), ONE)
    with house.session() as session:
        round_by_month(session, OCTOBER).closes_at = OPENS
    assert first.get(RAISED).status_code == 410
    assert first.post(ONE, data=form | {"worked": "no"}).status_code == 409
    assert commitment(house).status is CommitmentStatus.DONE


def test_no_mail_tells_of_it(first: CheckingClient, house: House) -> None:
    submitted(first)
    judge(first, "no")
    told = " ".join(str(row) for row in house.rows(OutboxItem))
    assert "commitment" not in told
    assert SAID not in told


def test_the_list_of_themes_costs_one_query_more_in_a_known_browser(
    first: CheckingClient, house: House
) -> None:
    with statements(house) as unknown:
        first.get("/respond/")
    submitted(first)
    first.fill(RECEIPT, {}, "/respond/change")
    for voice in house.rows(CommitmentVoice):
        with house.session() as session:
            session.delete(session.get_one(CommitmentVoice, (voice.commitment_id, voice.person_id)))
    with statements(house) as known:
        first.get("/respond/")
    assert unknown == ["BEGIN", "SELECT", "SELECT"]
    assert known == ["BEGIN", "SELECT", "SELECT", "SELECT"]
