"""What personal links must stand, one test for each line; the second is the browser's."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session

from survey.actions.reissue_link import reissue_link
from survey.clock import now
from survey.config import Settings
from survey.mail.writing import message
from survey.models import (
    MESSAGES,
    Comment,
    CommentKind,
    Interview,
    Invitation,
    LinkToken,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Permission,
    Response,
)
from survey.respond.guessing import MISSES
from survey.tokens import six_digits, token_hash
from survey.worker import Worker
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.council import SECRET, answered
from tests.survey.house import OPENS, House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
RECEIPT, SUBMIT = "/respond/receipt", "/respond/submit"
UNKNOWN = "This link does not work"
SECRETS = ("leader@council.example", "A secret of mine", "Words to come")


def submit(client: CheckingClient, **ticked: str) -> Any:
    return client.fill("/respond/check", ticked, SUBMIT)


def elsewhere(holder: CheckingClient, token: str) -> CheckingClient:
    """Another browser, in which the same link was opened and its button pressed."""
    other = CheckingClient(holder.application)
    assert begin(other, token).status_code == 303
    return other


def everything(house: House) -> list[dict[str, Any]]:
    """All that the database holds of invitations, links and drafts."""
    return [row.model_dump() for row in house.rows(Invitation) + house.rows(LinkToken)]


def test_hostile_01_scanners_open_a_link_and_nothing_is_consumed(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    rows, stored = house.count(), everything(house)
    for page in ("", "/decline", "/talk"):
        for _ in range(5):
            assert client.head(f"/take/{tokens[0]}{page}").status_code == 200
            assert client.get(f"/take/{tokens[0]}{page}").status_code == 200
    assert (house.count(), everything(house)) == (rows, stored)
    assert client.get("/respond/").status_code == 403
    assert begin(client, tokens[0]).status_code == 303


def test_hostile_03_reopened_after_submitting_it_shows_what_was_sent(
    holder: CheckingClient, tokens: list[str]
) -> None:
    answer_all(holder, "My own words")
    submit(holder)
    assert "You have submitted your answers" in holder.get(f"/take/{tokens[0]}").text
    assert begin(holder, tokens[0]).location == "/respond/"
    for address in ("/respond/", "/respond/theme-1", "/respond/check"):
        assert holder.get(address).location == RECEIPT
    page = holder.get(RECEIPT)
    assert "My own words" in page.text
    assert "3 On track" in texts(page, "dd")
    assert "Change my answers" in texts(page, "button")
    assert holder.fill(RECEIPT, {}, "/respond/change").location == "/respond/check"


@pytest.mark.parametrize(
    "wrong",
    ["x", "%00", "a%00b", "x" * 2048, "%F0%9F%8C%A1", "%ED%A0%80", "'; DROP TABLE round; --"],
)
@pytest.mark.parametrize("page", ["", "/decline", "/talk"])
def test_hostile_04_every_broken_token_has_the_same_page(
    client: CheckingClient, tokens: list[str], wrong: str, page: str
) -> None:
    cut = client.get(f"/take/{tokens[0][:-1]}{page}")
    response = client.get(f"/take/{wrong}{page}")
    assert (response.status_code, response.data) == (404, cut.data)
    assert UNKNOWN in response.text
    assert "take@council.example" in response.text
    assert tokens[0][:-1] not in cut.text


@pytest.mark.parametrize("page", ["", "/decline", "/talk"])
def test_hostile_04_a_longer_token_is_too_long(client: CheckingClient, page: str) -> None:
    address = f"/take/{'x' * 2049}{page}"
    assert client.get(address).status_code == 414
    assert client.post(address).status_code == 414


def test_hostile_05_after_200_guesses_links_are_not_looked_at_from_there(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    rows = house.count()
    there = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}
    guesses = [client.get(f"/take/guess-{number}", **there).status_code for number in range(200)]
    assert guesses == [404] * MISSES.amount + [429] * (200 - MISSES.amount)
    for page in ("", "/decline", "/talk"):
        refused = client.get(f"/take/{tokens[0]}{page}", **there)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 600
        assert "Try yours again in 10 minutes" in refused.text
    assert client.post(f"/take/{tokens[0]}", **there).status_code == 429
    assert house.count() == rows
    assert client.get(f"/take/{tokens[0]}").status_code == 200
    assert begin(client, tokens[0]).status_code == 303
    assert client.get("/respond/", **there).status_code == 200  # whoever is in is not locked out


@pytest.mark.parametrize("page", ["", "/decline", "/talk"])
@pytest.mark.parametrize("wrong", ["null", "None", "undefined", "0", "1", "1e0", "-1"])
def test_hostile_06_the_null_invitation_is_not_found(
    client: CheckingClient, house: House, tokens: list[str], wrong: str, page: str
) -> None:
    rows = house.count()
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    assert client.get(f"/take/{wrong}{page}").status_code == 404
    assert client.post(f"/take/{wrong}{page}", data=form).status_code == 404
    assert house.count() == rows


def test_hostile_06_another_rounds_invitation_is_not_answered_for(
    holder: CheckingClient, house: House
) -> None:
    house.open_month("2018-08")
    other = {"invitation": "4", "invitation_id": "4", "link": "4", "round": "2", "month": "2018-08"}
    form = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    refused = holder.post("/respond/theme-1?link=4", data=form | other | {"theme-1-progress": "3"})
    assert refused.status_code == 400
    assert house.count()["draft"] == 0
    answer_all(holder)
    form = hidden_fields(parsed(holder.get("/respond/check").text), SUBMIT)
    holder.post(f"{SUBMIT}?link=4", data=form | other)
    assert [row.invitation_id for row in house.rows(Response)] == [1]
    with holder.session_transaction() as session:
        session["link"] = 99
    assert holder.get("/respond/").status_code == 403


def test_hostile_07_a_closed_round_shows_no_answers(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder, "A secret of mine")
    submit(holder)
    house.close()
    links = [f"/take/{tokens[0]}{page}" for page in ("", "/decline", "/talk")]
    names = ("", "theme-1", "check", "receipt", "opening", "code")
    for address in [*links, *(f"/respond/{name}" for name in names)]:
        response = holder.get(address)
        assert response.status_code == 410
        assert "July 2018 is closed" in response.text
        assert "A secret of mine" not in response.text


def test_hostile_08_a_reissued_link_ends_the_old_one_and_keeps_the_draft(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="3", comment="Words to come")
    with house.session() as session:
        reissue_link(
            session,
            invitation=session.get_one(Invitation, 1),
            secret_key=SECRET,
            actor="manager@council.example",
            now=OPENS,
        )
    for address in (f"/take/{tokens[0]}", f"/take/{tokens[0]}/decline", "/respond/theme-1"):
        response = holder.get(address)
        assert response.status_code == 410
        assert "has been replaced" in response.text
        assert "Words to come" not in response.text
    assert "Words to come" in elsewhere(holder, house.tokens()[-1]).get("/respond/theme-1").text


def test_hostile_09_a_forwarded_link_shows_the_role_and_the_draft(
    holder: CheckingClient, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="3", comment="Words of this draft")
    other = elsewhere(holder, tokens[0])
    assert "Words of this draft" in other.get("/respond/theme-1").text
    for address in ("/respond/", "/respond/theme-1", "/respond/check", f"/take/{tokens[0]}"):
        page = other.get(address).text
        assert "leader@council.example" not in page
    assert "Leader of the Council" in other.get("/respond/").text


def test_hostile_09_a_forwarded_link_does_not_show_what_was_submitted(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder, "A secret of mine")
    submit(holder)
    other = elsewhere(holder, tokens[0])
    for address in ("/respond/", "/respond/theme-1", "/respond/check", RECEIPT):
        page = other.get(address, follow_redirects=True)
        assert page.status_code == 200
        assert not [secret for secret in SECRETS if secret in page.text]
        assert "3 On track" not in page.text
    form = hidden_fields(parsed(other.get(RECEIPT).text))
    assert other.post("/respond/change", data=form).location == RECEIPT
    assert house.count()["draft"] == 0


def test_hostile_09_an_interviews_notes_and_answers_need_a_code_too(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    with house.session() as session:
        heard = answered(
            session,
            session.get_one(Invitation, 1),
            OPENS,
            Mode.INTERVIEW,
            theme_1_comment="A secret of mine",
        )
        session.add(Interview(response_id=heard.id or 0, held_on=OPENS.date()))
        session.add(
            Comment(
                response_id=heard.id or 0,
                field="notes",
                text="Words to come",
                permission=Permission.TEAM,
                kind=CommentKind.NOTES,
            )
        )
    begin(client, tokens[0])
    assert "Your answers were received" in client.get(RECEIPT).text
    assert not [secret for secret in SECRETS if secret in client.get(RECEIPT).text]


def test_hostile_09_the_mailed_code_opens_what_was_submitted(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder, "My own words")
    submit(holder)
    other = elsewhere(holder, tokens[0])
    assert other.fill(RECEIPT, {}, "/respond/code").location == "/respond/code"
    assert "leader@council.example" not in other.get("/respond/code").text
    (row,) = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.CODE]
    assert row.subject_id == 1
    code = six_digits(row.key, SECRET)
    entered = other.fill("/respond/code", {"code": code}, "/respond/code/enter")
    assert entered.location == RECEIPT
    page = other.get(RECEIPT)
    assert "My own words" in page.text
    assert "Change my answers" in texts(page, "button")


def test_hostile_10_landing_leads_to_an_address_without_the_token(
    client: CheckingClient, tokens: list[str]
) -> None:
    landing = client.get(f"/take/{tokens[0]}")
    assert landing.headers["Referrer-Policy"] == "no-referrer"
    assert landing.headers["Cache-Control"] == "no-store"
    begun = begin(client, tokens[0])
    assert (begun.status_code, begun.location) == (303, "/respond/")
    page = client.get("/respond/")
    assert tokens[0] not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for text in (landing.text, page.text):
        loaded = re.findall(r'(?:src|srcset|action|<link[^>]* href)="([^"]*)"', text)
        assert loaded
        assert not [each for each in loaded if "//" in each]
    assert "default-src 'none'" in landing.headers["Content-Security-Policy"]


def test_hostile_11_the_log_holds_no_token_address_or_comment(
    client: CheckingClient, app: Flask, tokens: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    guessed = "a-token-that-somebody-guessed-0001"
    client.get(f"/take/{guessed}")
    client.post(f"/take/{tokens[0]}")
    begin(client, tokens[0])
    answer(client, "theme-1", progress="9", comment="A secret of mine")
    client.post("/respond/theme-1", data={"theme-1-comment": "A secret of mine"})
    answer_all(client, "A secret of mine")
    submit(client, copy="yes")
    client.fill(f"/take/{tokens[1]}/decline", {})
    app.testing = False  # as it is served: what is unexpected is logged, not passed on
    app.view_functions["respond.landing"] = broken
    assert app.test_client().get(f"/take/{tokens[2]}").status_code == 500
    assert "Unexpected error in respond.landing" in caplog.text
    for private in (guessed, *tokens, *SECRETS):
        assert private not in caplog.text


def broken(**_given: str) -> str:
    raise ZeroDivisionError


def test_hostile_12_the_database_holds_hashes_and_sealed_tokens_alone(
    house: House, tokens: list[str], settings: Settings
) -> None:
    links = house.rows(LinkToken)
    assert {link.token_sha256 for link in links} == {token_hash(token) for token in tokens}
    stored = b"".join(file.read_bytes() for file in settings.data_dir.glob("survey.sqlite*"))
    assert links[0].token_sha256.encode() in stored
    for token in tokens:
        assert len(token) * 6 >= 128  # letters of six bits each
        assert token.encode() not in stored


def test_hostile_12_a_sealed_token_is_wiped_once_its_message_is_delivered(
    app: Flask, house: House, tokens: list[str]
) -> None:
    assert all(row.sealed_token for row in messages(house))
    Worker(app).drain()
    assert {(row.state, row.sealed_token) for row in messages(house)} == {(OutboxState.DONE, "")}
    assert len(messages(house)) == len(tokens)


def test_hostile_13_mail_carries_the_configured_address_whatever_host_was_asked(
    client: CheckingClient, house: House, tokens: list[str], settings: Settings
) -> None:
    client.environ_base |= {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}
    assert "evil.example" not in client.get(f"/take/{tokens[0]}").text
    assert begin(client, tokens[0]).location == "/respond/"
    answer_all(client)
    submit(client, copy="yes")
    with house.session() as session:
        written = [written_out(session, item, settings) for item in messages(house)[1:]]
    assert len(written) == len(tokens)
    for text in written:
        assert f"{settings.base_url}/take/" in text
        assert "evil.example" not in text


def messages(house: House) -> list[OutboxItem]:
    return [row for row in house.rows(OutboxItem) if row.kind in MESSAGES]


def written_out(session: Session, item: OutboxItem, settings: Settings) -> str:
    made = message(session, item=item, settings=settings, now=now() + timedelta(seconds=1))
    return made.as_bytes(policy=made.policy.clone(cte_type="8bit", max_line_length=None)).decode()
